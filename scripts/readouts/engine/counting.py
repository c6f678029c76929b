"""Counts over encoded documents. Those of parts add up, so that parts may be counted apart."""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from ..corpus.document import Document
from ..text.patterns import Match, Pattern
from . import compiled
from .batches import Coded, Columns, Spans
from .matching import Matcher, Matches
from .numbering import Block, Vocabulary
from .plain import CodeCount, SideCounts, Size, WordCounts, names
from .word_forms import WordForms


@dataclass
class Tally:
    """The words of one side as far as they have been counted: numbers by form, as long as the forms known so far."""

    frequency: np.ndarray = field(default_factory=lambda: np.zeros(1, np.int64))
    document_frequency: np.ndarray = field(default_factory=lambda: np.zeros(1, np.int64))
    languages: Counter = field(default_factory=Counter)

    def widen(self, n_forms: int) -> None:
        """Make room for the forms that are known by now."""
        if n_forms > len(self.frequency):
            for counts in (self.frequency, self.document_frequency):
                counts.resize(
                    n_forms, refcheck=False
                )  # in its place where it can be; what is new is 0

    def add(self, other: "Tally") -> None:
        """Add the counts of other documents; they must be over one vocabulary."""
        size = len(other.frequency)
        self.widen(size)
        self.frequency[:size] += other.frequency
        self.document_frequency[:size] += other.document_frequency
        self.languages.update(other.languages)


def tally(
    blocks: Iterable[Block], vocabulary: Vocabulary | WordForms, compiled: bool = False
) -> dict[str, Tally]:
    """The words of each side.

    Parameters
    ----------
    blocks : iterable of Block
    vocabulary : Vocabulary or WordForms
        That of the blocks; it may grow from block to block.
    compiled : bool
        Use the compiled loop.
    """
    add = _add_compiled if compiled else _add
    sides: dict[str, Tally] = {}
    for block in blocks:
        form_of = vocabulary.form_of[: block.n_types + 1]
        n_forms = int(form_of.max(initial=0)) + 1
        present = list(dict.fromkeys(document.side for document in block.described))
        own = [sides.setdefault(side, Tally()) for side in present]
        for one in own:
            one.widen(n_forms)
        side_of_document = np.array(
            [present.index(document.side) for document in block.described], np.int32
        )
        for document, side in zip(block.described, side_of_document.tolist()):
            own[side].languages[document.language] += 1
        add(block, side_of_document, own, form_of, n_forms)
    return sides


def _add(
    block: Block,
    side_of_document: np.ndarray,
    sides: list[Tally],
    form_of: np.ndarray,
    n_forms: int,
) -> None:
    forms = form_of[block.ids].astype(np.int64)
    document = np.repeat(np.arange(len(block.described)), np.diff(block.bounds))
    once = np.sort(
        document * n_forms + forms
    )  # every form of every document, as often as it occurs there
    once = once[np.concatenate([[True], once[1:] != once[:-1]])] if len(once) else once
    shape, every = (len(sides), n_forms), len(sides) * n_forms
    frequency = np.bincount(side_of_document[document] * n_forms + forms, minlength=every)
    in_documents = np.bincount(
        side_of_document[once // n_forms] * n_forms + once % n_forms, minlength=every
    )
    for side, *counts in zip(sides, frequency.reshape(shape), in_documents.reshape(shape)):
        side.add(Tally(*counts))


def _add_compiled(
    block: Block,
    side_of_document: np.ndarray,
    sides: list[Tally],
    form_of: np.ndarray,
    n_forms: int,
) -> None:
    last = np.full(n_forms, -1, np.int32)  # one for all sides, as no document is of two
    for row, side in enumerate(sides):
        compiled.functions()["count"](
            block.ids,
            block.bounds,
            len(block.described),
            np.where(side_of_document == row, np.int32(0), np.int32(-1)),
            form_of,
            n_forms,
            side.frequency,
            side.document_frequency,
            last,
        )


def word_counts(tallies: dict[str, Tally], vocabulary: Vocabulary | WordForms) -> WordCounts:
    """Tallies as `plain.word_counts` gives them."""
    size = len(vocabulary.forms)
    sides = {}
    for side, counts in tallies.items():
        frequency, in_documents = (
            _wide(counts.frequency, size)[1:],
            _wide(counts.document_frequency, size)[1:],
        )  # 0 closes a segment, and is no word
        sides[side] = SideCounts(
            frequency,
            in_documents,
            int(frequency.sum()),
            counts.languages.total(),
            frozenset(counts.languages),
        )
    return WordCounts(vocabulary.forms[1:], sides)


def _wide(counts: np.ndarray, size: int) -> np.ndarray:
    return (
        counts
        if len(counts) == size
        else np.concatenate([counts, np.zeros(size - len(counts), counts.dtype)])
    )


def sizes(block: Block) -> list[Size]:
    """How much each document of a block holds."""
    return list(map(Size, *(column.tolist() for column in _sizes(block))))


def _sizes(block: Block) -> tuple[np.ndarray, np.ndarray]:
    segments = np.diff(np.searchsorted(np.flatnonzero(block.ids == 0), block.bounds))
    return segments, np.diff(block.bounds) - segments


def matches(
    block: Block, found: Matches, matcher: Matcher, lengths: np.ndarray
) -> Iterator[tuple[Document, Match]]:
    """Matches with their places, one by one; `lengths` are those of the types."""
    if not len(found.places):
        return
    starts, ends = _edges(block, found, matcher, lengths)
    document = np.searchsorted(block.bounds, found.places, side="right") - 1
    words = np.concatenate([[0], np.cumsum(block.ids > 0)])
    first = words[found.places] - words[block.bounds[document]]
    columns = (
        document,
        starts,
        ends,
        first,
        first + matcher.lengths[found.patterns],
        found.patterns,
    )
    for document, start, end, first, after, pattern in zip(
        *(column.tolist() for column in columns)
    ):
        yield block.documents[document], Match(start, end, first, after, matcher.patterns[pattern])


def _edges(
    block: Block, found: Matches, matcher: Matcher, lengths: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return where matches begin and end, in characters of their documents."""
    last = found.places + matcher.lengths[found.patterns] - 1
    before, behind = matcher.insets(block, found)
    return (
        block.starts[found.places].astype(np.int64) + before,
        block.starts[last].astype(np.int64) + lengths[block.ids[last]] - behind,
    )


def spans(
    block: Block,
    parts: Iterable[Matches],
    matcher: Matcher,
    vocabulary: Vocabulary,
    frame_of: dict[str, str],
    seen: Counter[Pattern],
) -> Iterator[Iterable[Sequence]]:
    """The matches in a block as `plain.spans` gives them."""
    named = list(
        zip(
            *(
                (frame_of[pattern.code], pattern.code, pattern.pattern)
                for pattern in matcher.patterns
            )
        )
    )
    given = _columns(block) if matcher.compiled else partial(_lists, block)
    for part in parts:
        if len(part.places):
            for place, number in enumerate(np.bincount(part.patterns).tolist()):
                seen[matcher.patterns[place]] += number
            yield given(part, *_edges(block, part, matcher, vocabulary.lengths), named)


def _columns(block: Block) -> Callable[..., Columns]:
    """What makes columns of the parts of a block, one after the other: each goes on in the text where the one before it ended."""
    described = [
        [getattr(document, name) for document in block.described]
        for name in ("document_id", "side")
    ]
    utf8, state = np.frombuffer(block.utf8, np.uint8), np.zeros(3, np.int64)

    def columns(
        part: Matches, starts: np.ndarray, ends: np.ndarray, named: list[tuple[str, ...]]
    ) -> Columns:
        documents, firsts, after = (np.empty(len(starts), np.int64) for _ in range(3))
        compiled.functions()["locate"](
            utf8,
            block.edges,
            block.bounds,
            part.places,
            block.starts[part.places],
            starts,
            ends,
            len(starts),
            documents,
            firsts,
            after,
            state,
        )
        first = int(firsts.min())
        return Columns(
            *(Coded(texts, documents) for texts in described),
            starts,
            ends,
            *(Coded(texts, part.patterns) for texts in named),
            Spans(block.utf8[first : int(after.max())], firsts - first, after - first),
        )

    return columns


def _lists(
    block: Block, part: Matches, starts: np.ndarray, ends: np.ndarray, named: list[tuple[str, ...]]
) -> tuple[list, ...]:
    documents = (np.searchsorted(block.bounds, part.places, side="right") - 1).tolist()
    starts, ends, texts = starts.tolist(), ends.tolist(), block.documents
    return (
        [texts[document].document_id for document in documents],
        [texts[document].side for document in documents],
        starts,
        ends,
        *([of_pattern[pattern] for pattern in part.patterns.tolist()] for of_pattern in named),
        [texts[document].text[start:end] for document, start, end in zip(documents, starts, ends)],
    )


def _hash(block: Block, document: int) -> str:
    """Return the hash of a document's text."""
    first, end = block.edges[document : document + 2].tolist()
    return hashlib.sha256(memoryview(block.utf8)[first:end]).hexdigest()


class CodeCounter:
    """Codes and frames of the documents of a block, from matches in any number of parts.

    Parameters
    ----------
    matcher : Matcher
    frame_of : dict of str to str
        The frame of each code.
    """

    def __init__(self, matcher: Matcher, frame_of: dict[str, str]):
        self._matcher = matcher
        self.names = names(frame_of)
        number = {name: place for place, name in enumerate(self.names)}
        # The code of each pattern, and its frame, -1 where there is none.
        self._names_of_pattern = [
            np.array([number["code", pattern.code] for pattern in matcher.patterns], np.int64),
            np.array(
                [number.get(("frame", frame_of[pattern.code]), -1) for pattern in matcher.patterns],
                np.int64,
            ),
        ]
        if matcher.compiled:
            # What the loop knows from block to block; the lengths of patterns are few, however long some are.
            lengths, self._kinds_of_length = np.unique(matcher.lengths, return_inverse=True)
            self._n_kinds, self._before = len(lengths), 0
            self._seen, self._covered_to = (
                np.full(len(self.names) * self._n_kinds, -1, np.int64),
                np.zeros(len(self.names), np.int64),
            )

    def counts(self, block: Block, parts: Iterable[Matches]) -> list[list[CodeCount]]:
        """For each document, what `plain.code_counts` gives."""
        frequency, covered = self._numbers(block, parts)
        rows: list[list[CodeCount]] = [[] for _ in block.described]
        found = np.nonzero(frequency)
        for document, name, times, words in zip(
            *(column.tolist() for column in (*found, frequency[found], covered[found]))
        ):
            rows[document].append(CodeCount(*self.names[name], times, words))
        return rows

    def rows(
        self, block: Block, parts: Iterable[Matches], seen: set[str], zeros: bool = False
    ) -> Iterable[Sequence]:
        """Return the documents of a block with their codes as `plain.codes` gives them, in columns."""
        frequency, covered = self._numbers(block, parts)
        found = np.flatnonzero(frequency.any(axis=0)).tolist()
        seen.update(name for level, name in map(self.names.__getitem__, found) if level == "code")
        documents, names = np.nonzero(frequency if not zeros else np.ones_like(frequency))
        having, at = np.unique(documents, return_inverse=True)
        described = [
            (one.document_id, one.side, one.event, _hash(block, place))
            for place in having.tolist()
            for one in [block.described[place]]
        ]
        columns = [
            *(Coded([row[part] for row in described], at) for part in range(4)),
            _sizes(block)[1][documents],
            *(Coded([name[part] for name in self.names], names) for part in range(2)),
            frequency[documents, names],
            covered[documents, names],
        ]
        return Columns(*columns) if self._matcher.compiled else [one.tolist() for one in columns]

    def _numbers(self, block: Block, parts: Iterable[Matches]) -> tuple[np.ndarray, np.ndarray]:
        """Distinct spans and covered words, shape (documents, names)."""
        return (self._counts_compiled if self._matcher.compiled else self._counts)(block, parts)

    def _counts_compiled(
        self, block: Block, parts: Iterable[Matches]
    ) -> tuple[np.ndarray, np.ndarray]:
        frequency, covered = (
            np.zeros((len(block.described), len(self.names)), np.int64) for _ in range(2)
        )
        count, document = compiled.functions()["count_names"], np.zeros(1, np.int64)
        for part in parts:
            count(
                part.places,
                part.patterns,
                len(part.places),
                self._matcher.lengths,
                self._kinds_of_length,
                *self._names_of_pattern,
                block.bounds,
                self._before,
                self._n_kinds,
                self._seen,
                self._covered_to,
                len(self.names),
                frequency,
                covered,
                document,
            )
        self._before += len(block.ids)
        return frequency, covered

    def _counts(self, block: Block, parts: Iterable[Matches]) -> tuple[np.ndarray, np.ndarray]:
        n_ids, n_names, longest = (
            len(block.ids),
            len(self.names),
            int(self._matcher.lengths.max(initial=0)) + 1,
        )
        spans, words = [], []
        for part in parts:
            lengths = self._matcher.lengths[part.patterns].astype(np.int64)
            for names_of_pattern in self._names_of_pattern:
                name = names_of_pattern[part.patterns]
                named = ((name * n_ids + part.places) * longest + lengths)[name >= 0]
                spans.append(np.unique(named))
                begin, length = np.divmod(spans[-1], longest)
                within = np.arange(length.sum()) - np.repeat(np.cumsum(length) - length, length)
                words.append(np.unique(np.repeat(begin, length) + within))
        return (
            self._by_document(block, [part // longest for part in spans], n_ids, n_names),
            self._by_document(
                block, [np.unique(np.concatenate(words))] if words else [], n_ids, n_names
            ),
        )

    @staticmethod
    def _by_document(block: Block, keys: list[np.ndarray], n_ids: int, n_names: int) -> np.ndarray:
        counts = np.zeros(len(block.described) * n_names, np.int64)
        for key in keys:
            name, place = np.divmod(key, max(n_ids, 1))
            document = np.searchsorted(block.bounds, place, side="right") - 1
            counts += np.bincount(document * n_names + name, minlength=len(counts))
        return counts.reshape(len(block.described), n_names)
