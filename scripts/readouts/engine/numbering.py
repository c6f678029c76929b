"""Documents as numbers: every word by the number of its type, with its place, in blocks of whole documents.

A *type* here is a word as it is written ("Defense", "defence"): it has a length, and a form under which it is counted.
Types are numbered from 1 by their first occurrence; 0 closes every segment, so that no phrase can cross it. What a word
is stands in `tokens.word_expression` alone: the expression that numpy's path uses and the kinds of character that the
compiled one uses are both taken from there.
"""

import itertools
import re
import secrets
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, lru_cache
from pathlib import Path

import numpy as np

from ..corpus import segments
from ..corpus.document import Document
from ..corpus.segments import LINE_BREAKS
from ..text import combining, tokens
from ..text.patterns import spellings
from . import cache
from .prefetch import prefetch

# Characters a block: large enough for numpy, small enough that blocks do not count in memory.
BLOCK = 1 << 20
OTHER, LETTER, HAN, MARK, JOINT, IGNORABLE, BREAK, WIDE = range(8)  # as in `kernels`
LONGEST = 2**32 - 1  # characters of a document


class Block:
    """Some documents and their words.

    Attributes
    ----------
    described : list of Document
        Perhaps without their texts.
    documents : list of Document
        With their texts.
    utf8 : bytes
        The texts, one after the other; empty where they are not wanted.
    edges : numpy.ndarray of int64, shape (documents + 1,)
        Where in `utf8` each document begins.
    ids : numpy.ndarray of int32, shape (n,)
        The type of each word, and a 0 after the last word of each segment.
    starts : numpy.ndarray of uint32, shape (n,)
        Where each word begins, in characters of its document.
    bounds : numpy.ndarray of int64, shape (documents + 1,)
        Where in `ids` each document begins.
    n_types : int
        How many types are known after this block.
    """

    def __init__(
        self,
        described: list[Document],
        utf8: bytes,
        edges: np.ndarray,
        ids: np.ndarray,
        starts: np.ndarray,
        bounds: np.ndarray,
        n_types: int,
    ):
        self.described, self.utf8, self.edges = described, utf8, edges
        self.ids, self.starts, self.bounds, self.n_types = ids, starts, bounds, n_types

    @cached_property
    def documents(self) -> list[Document]:
        """See `Block`."""
        return [
            document._replace(text=self.utf8[first:end].decode("utf-8", "surrogatepass"))
            for document, first, end in zip(
                self.described, *map(np.ndarray.tolist, (self.edges[:-1], self.edges[1:]))
            )
        ]


def in_utf8(documents: list[Document]) -> tuple[bytes, np.ndarray]:
    """Texts as `Block.utf8` and `Block.edges` have them."""
    texts = [document.text.encode("utf-8", "surrogatepass") for document in documents]
    return b"".join(texts), np.cumsum([0, *map(len, texts)])


def _of(documents: list[Document], utf8: bytes, edges: np.ndarray, *numbers) -> Block:
    """A block of documents that are at hand, and need not be made of their bytes."""
    block = Block(documents, utf8, edges, *numbers)
    block.documents = documents
    return block


class Vocabulary:
    """The types, and the forms under which they are counted; both begin with the empty one, number 0.

    Attributes
    ----------
    types, forms : list of str
        A form's number, too, is that of its first occurrence.
    form_of, lengths : numpy.ndarray of int32, shape (types,)
        The form of each type, and how many characters it has.

    Examples
    --------
    >>> vocabulary = Vocabulary()
    >>> vocabulary.add(["Defense", "ties", "defence"])
    >>> vocabulary.forms, vocabulary.form_of.tolist()
    (['', 'defence', 'ties'], [0, 1, 2, 1])
    """

    def __init__(self):
        self.types, self.forms = [""], [""]
        self.form_of, self.lengths = np.zeros(1, np.int32), np.zeros(1, np.int32)
        self._numbers = {"": 0}
        self._spelt: tuple[tuple, tuple[list[str], list[int]]] | None = None

    def spellings(self, first: int, both: bool) -> tuple[list[str], list[int]]:
        """Return `patterns.spellings` of the forms from a number on; those asked for last are kept."""
        key = first, len(self.forms), both
        if (kept := self._spelt) is None or kept[0] != key:
            kept = self._spelt = key, spellings(self.forms[first:], both)
        return kept[1]

    @staticmethod
    def told(forms: np.ndarray) -> np.ndarray:
        """Return what tells words apart wherever this vocabulary is: the numbers of their forms."""
        return forms

    def add(self, types: list[str]) -> None:
        """Add types, in the order of their numbers."""
        numbers, normalize = (
            self._numbers,
            tokens.normalize.__wrapped__,
        )  # each type comes once: its cache would only cost
        form_of = np.fromiter(
            (numbers.setdefault(normalize(word), len(numbers)) for word in types),
            np.int32,
            len(types),
        )
        self.types += types
        # Those that are new stand last; a list of all of them anew with every block would cost more the more there are.
        new = list(itertools.islice(reversed(numbers), len(numbers) - len(self.forms)))
        self.forms += reversed(new)
        self.form_of = np.concatenate([self.form_of, form_of])
        self.lengths = np.concatenate(
            [self.lengths, np.fromiter(map(len, types), np.int32, len(types))]
        )

    def fill(self, types: list[str], forms: list[str], form_of: np.ndarray) -> None:
        """Take over a vocabulary that is complete."""
        self.types, self.forms, self.form_of = types, forms, form_of
        self.lengths = np.fromiter(map(len, types), np.int32, len(types))


def batches(documents: Iterable[Document], size: int = BLOCK) -> Iterator[list[Document]]:
    """Documents in the order given, so many together that they have `size` characters."""
    batch, characters = [], 0
    for document in documents:
        if len(document.text) > LONGEST:
            raise ValueError(
                f"document {document.document_id}: {len(document.text):,} characters; expected at most {LONGEST:,}"
            )
        batch.append(document)
        characters += len(document.text)
        if characters >= size:
            yield batch
            batch, characters = [], 0
    if batch:
        yield batch


class NumpyEncoder:
    """Encode documents with what Python and numpy have."""

    def __init__(self, vocabulary: Vocabulary):
        self.vocabulary = vocabulary
        self._numbers = _Numbers()
        self._expression = _cutting_expression()

    def encode(self, documents: list[Document]) -> Block:
        """The next block; the vocabulary learns its types."""
        known = len(self._numbers)
        gap_numbers = _Numbers()
        words, gaps, counts = [], [], []
        for document in documents:
            parts = self._expression.split(
                document.text
            )  # what is between words, a word, what is between, ...
            words += map(self._numbers.__getitem__, parts[1::2])
            gaps += map(gap_numbers.__getitem__, parts[::2])
            counts.append(len(parts) // 2)
        self.vocabulary.add(list(itertools.islice(self._numbers, known, None)))
        return self._block(
            documents,
            np.array(words, np.int32),
            np.array(gaps, np.int64),
            np.array(counts, np.int64),
            list(gap_numbers),
        )

    def _block(self, documents, words, gaps, counts, gap_texts):
        gap_lengths = np.array([0, *map(len, gap_texts)])[gaps]
        breaks = np.array(
            [
                False,
                *(not tokens_apart.isdisjoint(LINE_BREAKS) for tokens_apart in map(set, gap_texts)),
            ]
        )[gaps]
        document = np.repeat(np.arange(len(documents)), counts)  # of each word
        gap = (
            np.arange(len(words)) + document
        )  # before each word: every document has one more, at its end
        lengths = self.vocabulary.lengths[words]
        starts = np.cumsum(gap_lengths)[gap] + np.cumsum(lengths) - lengths
        sizes = np.fromiter((len(text.text) for text in documents), np.int64, len(documents))
        starts -= (np.cumsum(sizes) - sizes)[document]
        # A segment ends where a line does, and where the document does.
        last = breaks[gap + 1]
        ends = np.cumsum(counts)
        last[ends[counts > 0] - 1] = True
        place = np.arange(len(words)) + np.cumsum(last) - last
        ids = np.zeros(len(words) + np.count_nonzero(last), np.int32)
        begins = np.zeros(len(ids), np.uint32)
        ids[place], begins[place] = words, starts
        closed = np.concatenate([[0], np.cumsum(last)])[np.concatenate([[0], ends])]
        return _of(
            documents,
            *in_utf8(documents),
            ids,
            begins,
            np.concatenate([[0], ends]) + closed,
            len(self._numbers),
        )


class CompiledEncoder:
    """Encode documents with the compiled loop of `kernels`."""

    def __init__(self, vocabulary: Vocabulary):
        from . import compiled

        self.vocabulary = vocabulary
        self._encode, self._enlarge = (
            compiled.functions()["encode"],
            compiled.functions()["enlarge"],
        )
        self._of_character = kinds()
        self._of_byte = np.full(256, WIDE, np.uint8)
        self._of_byte[:128] = self._of_character[:128]
        self._seed = secrets.randbits(
            62
        )  # nobody can choose words that all fall on one place of the table
        self._slots, self._keys = np.zeros(1 << 16, np.int32), np.zeros(1 << 16, np.uint64)
        self._arena, self._type_ends = (
            np.zeros(1 << 19, np.uint8),
            np.zeros((1 << 15) + 2, np.int64),
        )
        self._n_types = 0
        self._ids, self._starts = (
            np.zeros(0, np.int32),
            np.zeros(0, np.uint32),
        )  # a block is written there, and then copied

    def encode(self, documents: list[Document]) -> Block:
        """The next block; the vocabulary learns its types."""
        utf8, edges = in_utf8(documents)
        data = np.frombuffer(utf8 + bytes(8), np.uint8)
        room = int(edges[-1]) + len(
            documents
        )  # a word and the end of its segment take a character each
        if room > len(self._ids):
            self._ids, self._starts = np.empty(room, np.int32), np.empty(room, np.uint32)
        bounds = np.zeros(len(documents) + 1, np.int64)
        state = np.array([0, 0, 0, 0, self._n_types, 0], np.int64)
        while self._encode(
            data,
            edges,
            len(documents),
            self._of_byte,
            self._of_character,
            self._seed,
            self._slots,
            self._keys,
            len(self._slots),
            self._arena,
            len(self._arena),
            self._type_ends,
            state,
            self._ids,
            self._starts,
            bounds,
        ):
            self._grow(int(state[4]))
        known, self._n_types = self._n_types, int(state[4])
        self.vocabulary.add(self._types(known))
        written = int(state[3])
        return _of(
            documents,
            utf8,
            edges,
            self._ids[:written].copy(),
            self._starts[:written].copy(),
            bounds,
            self._n_types,
        )

    def _grow(self, n_types: int) -> None:
        """Twice the room, for types and for their bytes; at least what the next word, however long, will need."""
        if 2 * n_types >= len(self._slots):
            size = 2 * len(self._slots)
            slots, keys = np.zeros(size, np.int32), np.zeros(size, np.uint64)
            self._enlarge(self._slots, self._keys, len(self._slots), self._seed, slots, keys, size)
            self._slots, self._keys = slots, keys
            self._type_ends = np.concatenate(
                [self._type_ends, np.zeros(size // 2 + 2 - len(self._type_ends), np.int64)]
            )
        else:
            self._arena = np.concatenate([self._arena, np.zeros(len(self._arena), np.uint8)])

    def _types(self, known: int) -> list[str]:
        ends = self._type_ends[known : self._n_types + 1].tolist()
        held = self._arena[ends[0] : ends[-1]].tobytes()
        return [
            held[start - ends[0] : end - ends[0]].decode("utf-8", "surrogatepass")
            for start, end in itertools.pairwise(ends)
        ]


class _Numbers(dict):
    """Strings numbered from 1, by their first occurrence."""

    def __missing__(self, word):
        self[word] = number = len(self) + 1
        return number


@lru_cache(maxsize=1)
def kinds() -> np.ndarray:
    """The kind of every code point, as `tokens` has it: shape (0x110000,), uint8."""
    name = cache.name(
        "kinds",
        sys.version,
        *(
            Path(module.__file__).read_text(encoding="utf-8")
            for module in (tokens, combining, segments)
        ),
    )
    if found := cache.get(name):
        return np.frombuffer(found[1], np.uint8)
    every = np.arange(0x110000, dtype="<u4").tobytes().decode("utf-32-le", "surrogatepass")
    classes = {
        LETTER: tokens._LETTER,
        HAN: f"[{tokens.HAN}]",
        MARK: f"[{tokens.MARKS}]",
        JOINT: f"[{tokens.APOSTROPHES}{tokens.HYPHENS}]",
        IGNORABLE: f"[{tokens.IGNORABLE}]",
        BREAK: f"[{LINE_BREAKS}]",
    }
    found = np.zeros(len(every), np.uint8)
    for kind, expression in classes.items():
        for run in re.finditer(f"{expression}+", every):
            found[run.start() : run.end()] = kind
    cache.put(name, {}, found.tobytes())
    return found


def _cutting_expression() -> re.Pattern:
    """`tokens.word_expression` as one group, with a way in front of it for the many words made of letters alone.

    Such a word is a run of letters with something after it that cannot be part of a word. The classes are written out,
    which Python's engine looks up in a table; it does so only without characters beyond U+FFFF.
    """
    every = "".join(map(chr, range(0x10000)))
    rest = f"[^{tokens.HAN}{tokens.MARKS}{tokens.IGNORABLE}{tokens.APOSTROPHES}{tokens.HYPHENS}]"
    letters, others = (
        _ranges(expression, every) for expression in (tokens._LETTER, f"(?!{tokens._LETTER}){rest}")
    )
    return re.compile(rf"([{letters}]++(?=[{others}]|\Z)|{tokens.word_expression().pattern})")


def _ranges(expression: str, every: str) -> str:
    runs = re.finditer(f"(?:{expression})+", every)
    return "".join(
        f"{re.escape(every[run.start()])}-{re.escape(every[run.end() - 1])}" for run in runs
    )


class Stream:
    """Documents encoded as they are read, once and in order; nothing is kept of a block when the next one is asked for.

    Parameters
    ----------
    documents : iterable of Document
    compiled : bool
        Use the compiled loop.
    size : int
        Characters a block.

    Attributes
    ----------
    vocabulary : Vocabulary
        The types of the blocks given so far.
    """

    def __init__(self, documents: Iterable[Document], compiled: bool = False, size: int = BLOCK):
        self.vocabulary = Vocabulary()
        self.compiled = compiled
        self._documents, self._size = documents, size
        self._encoder = None  # made when it is needed, and then kept, as it goes on numbering types

    def blocks(
        self, wanted: Callable[[Document], bool] | None = None, texts: bool = True
    ) -> Iterator[Block]:
        """The blocks, of those documents only that are wanted; `texts` is for a store, which can do without them."""
        read = batches(filter(wanted, self._documents) if wanted else self._documents, self._size)
        if self.compiled:
            read = prefetch(read)  # while the compiled loops are loaded, and then while they work
        if self._encoder is None:
            self._encoder = (CompiledEncoder if self.compiled else NumpyEncoder)(self.vocabulary)
        return map(self._encoder.encode, read)
