"""The definition: how documents are counted and searched, word by word, with the standard library alone.

For what is small this is also the fastest, as nothing has to be imported. The other modules of this folder do the same for
what is large; the tests hold them against this one.
"""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from ..corpus.document import Document
from ..corpus.segments import paragraphs
from ..text import languages
from ..text.patterns import Index, Match, Pattern, match, of_language
from ..text.tokens import tokenize

if TYPE_CHECKING:
    from .apart import Apart

# Rows that are made columns together.
AT_ONCE = 10_000
CODES = (
    "document_id",
    "side",
    "event",
    "sha256",
    "n_tokens",
    "level",
    "name",
    "frequency",
    "words_covered",
)
SPAN = ("document_id", "side", "start", "end", "frame", "code", "pattern", "keyword")


class Size(NamedTuple):
    """How much a document holds: segments with at least one word, and words."""

    n_segments: int
    n_tokens: int


class SideCounts(NamedTuple):
    """The words of one side: two numbers a form, in the order of `WordCounts.forms`."""

    frequency: Sequence[int]
    document_frequency: Sequence[int]
    n_tokens: int
    n_documents: int
    languages: frozenset[str]


class WordCounts(NamedTuple):
    """How often every word occurs on every side, and in how many of its documents."""

    forms: Sequence[str]
    sides: dict[str, SideCounts]


class CodeCount(NamedTuple):
    """A code or a frame in a document: its distinct spans, and the words that they touch, none twice."""

    level: str
    name: str
    frequency: int
    words_covered: int


def by_language(patterns: Iterable[Pattern]) -> Callable[[str], Index]:
    """The patterns that are looked for in a language, made ready once."""
    patterns, ready = list(patterns), {}

    def index(language: str) -> Index:
        language = languages.primary(language)
        if language not in ready:
            ready[language] = Index(of_language(patterns, language))
        return ready[language]

    return index


def matches(document: Document, index: Index) -> list[Match]:
    """Every match in a document, in the order of the text; none crosses from one paragraph to the next.

    Examples
    --------
    >>> from ..text.patterns import parse
    >>> index = Index([Pattern("crisis", "en", "ukraine crisis", parse("Ukraine crisis"))])
    >>> [match[:4] for match in matches(Document("a", "A call.\\nThe Ukraine crisis; Ukraine\\ncrisis"), index)]
    [(12, 26, 3, 5)]
    """
    found, words = [], 0
    for segment in paragraphs(document.text):
        tokens = tokenize(segment.text)
        found += [
            Match(segment.start + start, segment.start + end, words + first, words + after, pattern)
            for start, end, first, after, pattern in match(segment.text, index, tokens)
        ]
        words += len(tokens)
    return found


def sha256(document: Document) -> str:
    """Return the hash of a document's text."""
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


def size(document: Document) -> Size:
    """See `Size`."""
    counts = [len(tokenize(segment.text)) for segment in paragraphs(document.text)]
    return Size(sum(map(bool, counts)), sum(counts))


def all_matches(
    documents: Iterable[Document], patterns: Iterable[Pattern]
) -> Iterator[tuple[Document, Match]]:
    """Every match in every document, each in its language."""
    index = by_language(patterns)
    for document in documents:
        for found in matches(document, index(document.language)):
            yield document, found


def spans(
    documents: Iterable[Document],
    patterns: Iterable[Pattern],
    frame_of: dict[str, str],
    seen: Counter[Pattern],
) -> Iterator[tuple[Sequence, ...]]:
    """Every match as a row of `SPAN`, some thousand rows at a time, as columns; `seen` counts those of each pattern."""
    found = all_matches(documents, patterns)
    while some := list(islice(found, AT_ONCE)):
        yield tuple(zip(*_rows(some, frame_of, seen)))


def rows(batches: Iterable[Iterable[Sequence]]) -> Iterator[tuple]:
    """Columns as rows.

    Examples
    --------
    >>> list(rows([("ab", (1, 2)), ("c", (3,))]))
    [('a', 1), ('b', 2), ('c', 3)]
    """
    return chain.from_iterable(zip(*columns) for columns in batches)


def _rows(
    found: list[tuple[Document, Match]], frame_of: dict[str, str], seen: Counter[Pattern]
) -> Iterator[tuple]:
    for document, one in found:
        seen[one.pattern] += 1
        yield span(document, one, frame_of)


def span(document: Document, match: Match, frame_of: dict[str, str]) -> tuple:
    """Return a match as a row of `SPAN`."""
    start, end, _, _, pattern = match
    return (
        document.document_id,
        document.side,
        start,
        end,
        frame_of[pattern.code],
        pattern.code,
        pattern.pattern,
        document.text[start:end],
    )


def code_counts(found: Iterable[Match], frame_of: dict[str, str]) -> list[CodeCount]:
    """The codes and frames that a document has, from its matches; codes first, each level by name. A code may have no frame ("").

    Examples
    --------
    >>> twice = [Match(4, 10, 1, 2, Pattern("crisis", "en", written, (written,))) for written in ("crisis", "cris*")]
    >>> code_counts(twice, {"crisis": "naming"})
    [CodeCount(level='code', name='crisis', frequency=1, words_covered=1), CodeCount(level='frame', name='naming', frequency=1, words_covered=1)]
    """
    spans = defaultdict(set)
    for _, _, first, after, pattern in found:
        spans["code", pattern.code].add((first, after))
        if frame := frame_of[pattern.code]:
            spans["frame", frame].add((first, after))
    return [
        CodeCount(
            level,
            name,
            len(places),
            len({word for first, after in places for word in range(first, after)}),
        )
        for (level, name), places in sorted(spans.items())
    ]


def names(frame_of: dict[str, str]) -> list[tuple[str, str]]:
    """Every level and name that `code_counts` may give, in its order.

    Examples
    --------
    >>> names({"issue": "naming", "crisis": "naming", "other": ""})
    [('code', 'crisis'), ('code', 'issue'), ('code', 'other'), ('frame', 'naming')]
    """
    return [
        *(("code", code) for code in sorted(frame_of)),
        *(("frame", frame) for frame in sorted(set(frame_of.values()) - {""})),
    ]


def counted(
    documents: Iterable[Document], patterns: Iterable[Pattern], frame_of: dict[str, str]
) -> Iterator[tuple[Document, Size, list[CodeCount]]]:
    """Each document with its size and its codes."""
    index = by_language(patterns)
    for document in documents:
        yield (
            document,
            size(document),
            code_counts(matches(document, index(document.language)), frame_of),
        )


def codes(
    counted: Iterable[tuple[Document, Size, list[CodeCount]]],
    frame_of: dict[str, str],
    seen: set[str],
    zeros: bool = False,
) -> Iterator[tuple[Sequence, ...]]:
    """Give what `counted` gives as rows of `CODES`, some thousand at a time, as columns; `seen` takes in the codes that are found.

    With `zeros` there are rows also for what a document does not have.

    Examples
    --------
    >>> documents, war = [Document("a", "War, war", language="en")], Pattern("war", "en", "war", ("war",))
    >>> [row[4:] for row in rows(codes(counted(documents, [war], {"war": ""}), {"war": ""}, set()))]
    [(2, 'code', 'war', 2, 2)]
    """
    every = names(frame_of)

    def of(document: Document, n_tokens: int, codes: list[CodeCount]) -> Iterator[tuple]:
        seen.update(code.name for code in codes if code.level == "code")
        described = (
            document.document_id,
            document.side,
            document.event,
            sha256(document),
            n_tokens,
        )
        found = {code[:2]: code for code in codes}
        wanted = every if zeros else found
        return ((*described, *found.get(name, (*name, 0, 0))) for name in wanted)

    each = chain.from_iterable(of(one, size.n_tokens, codes) for one, size, codes in counted)
    while some := list(islice(each, AT_ONCE)):
        yield tuple(zip(*some))


def word_counts(
    documents: Iterable[Document],
    segmentation: str = "characters",
    normalization: str = "none",
    apart: "Apart | None" = None,
) -> WordCounts:
    """The words of each side.

    Parameters
    ----------
    documents : iterable of Document
    segmentation, normalization : str
        As `languages.words` takes them.
    apart : Apart, optional
        Takes in each document by itself.

    Examples
    --------
    >>> counts = word_counts([Document("a", "A call, a visit", "one"), Document("b", "a letter", "one"), Document("c", "a visit", "two")])
    >>> list(counts.forms), list(counts.sides["one"].frequency), list(counts.sides["one"].document_frequency)
    (['a', 'call', 'visit', 'letter'], [3, 1, 1, 1], [2, 1, 1, 1])
    """
    numbers: dict[str, int] = {}
    sides = defaultdict(lambda: (Counter(), Counter(), Counter()))
    for document in documents:
        frequency, document_frequency, described = sides[document.side]
        segments = [
            [
                word.form
                for word in languages.words(
                    segment.text,
                    document.language,
                    segmentation=segmentation,
                    normalization=normalization,
                )
            ]
            for segment in paragraphs(document.text)
        ]
        counts = Counter(chain.from_iterable(segments))
        for form in counts:
            numbers.setdefault(form, len(numbers))
        if apart is not None:
            apart.add_words(
                document, segments, {numbers[form]: number for form, number in counts.items()}
            )
        frequency.update(counts)
        document_frequency.update(counts.keys())
        described[document.language] += 1
    forms = list(numbers)
    return WordCounts(
        forms,
        {
            side: SideCounts(
                [frequency[form] for form in forms],
                [in_documents[form] for form in forms],
                frequency.total(),
                described.total(),
                frozenset(described),
            )
            for side, (frequency, in_documents, described) in sides.items()
        },
    )
