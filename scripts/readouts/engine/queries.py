"""What is asked of a corpus, as rows: documents, words, codes, and the lines of a concordance, over any engine."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from ..corpus.datapackage import DataError
from ..corpus.document import Document
from ..corpus.segments import Segment, paragraphs
from ..readers.codebook_file import CodebookFile
from ..text.patterns import EXCLUSION, Pattern, divided
from ..text.stance import stance
from ..text.tokens import word_expression
from . import plain
from .engine import Texts
from .plain import (
    SPAN,
    CodeCount,
    Size,
    by_language,
    code_counts,
    matches,
    sha256,
    span,
)
from .selection import Selection

SUMMARY = ("side", "language", "documents", "words", "events", "first_date", "last_date")
DOCUMENTS = (
    "document_id",
    "side",
    "event",
    "date",
    "language",
    "completeness",
    "n_characters",
    "n_segments",
    "n_tokens",
    "sha256",
)
WORDS = (
    "side",
    "word",
    "frequency",
    "document_frequency",
    "n_tokens",
    "n_documents",
    "normalized_frequency",
)
SPANS_WITH_STANCE = (*SPAN, "stance")
EXCLUDED = (*SPAN, "excluded_by")
LINES = ("docname", "from", "to", "pre", "keyword", "post", "side")
_PER = 1000


class _Summary:
    """What the documents of one side and one language amount to."""

    def __init__(self):
        self.documents = self.words = 0
        self.events, self.dates = set(), set()

    def add(self, document: Document) -> None:
        """Count a document."""
        self.documents += 1
        self.words += len(word_expression().findall(document.text))
        self.dates |= {document.date} - {None}
        self.events |= {document.event} - {""}

    def row(self) -> list:
        """Documents, words, events, and the first and the last day."""
        return [
            self.documents,
            self.words,
            len(self.events),
            min(self.dates, default=None),
            max(self.dates, default=None),
        ]


def summary(documents: Iterable[Document]) -> tuple[list[tuple], DataError | None]:
    """The rows of `SUMMARY`, for each side and language, and what was wrong in the documents, if anything was."""
    summaries: dict[tuple[str, str], _Summary] = defaultdict(_Summary)
    fault = None
    try:
        for document in documents:
            summaries[document.side, document.language].add(document)
    except DataError as error:
        fault = error
    return [(*key, *found.row()) for key, found in sorted(summaries.items())], fault


def documents(texts: Texts, selection: Selection | None = None) -> Iterator[tuple]:
    """The rows of `DOCUMENTS`: each document with its size and the hash of its text."""
    for document, size, _ in texts.counted((), {}, selection):
        date = document.date.isoformat() if document.date else ""
        yield (
            document.document_id,
            document.side,
            document.event,
            date,
            document.language,
            document.completeness,
            len(document.text),
            *size,
            sha256(document),
        )


def words(
    texts: Texts,
    selection: Selection | None = None,
    segmentation: str = "characters",
    normalization: str = "none",
) -> Iterator[tuple]:
    """The rows of `WORDS`: each side's words, the most frequent first; as `languages.words` takes them."""
    counts = texts.word_counts(selection, segmentation, normalization)
    for name, side in sorted(counts.sides.items()):
        found = [
            row
            for row in zip(
                counts.forms, map(int, side.frequency), map(int, side.document_frequency)
            )
            if row[1]
        ]
        for word, frequency, documents in sorted(found, key=lambda row: (-row[1], row[0])):
            yield (
                name,
                word,
                frequency,
                documents,
                side.n_tokens,
                side.n_documents,
                frequency * _PER / side.n_tokens,
            )


def codes(
    texts: Texts,
    codebook: CodebookFile,
    selection: Selection | None = None,
    zeros: bool = False,
    of_stance: str = "",
    seen: set[str] | None = None,
) -> Iterator[Iterable[Sequence]]:
    """Yield the rows of `CODES`, as columns: for each document its codes and frames; with `zeros` those too that it does not have.

    With `of_stance`, one of `stance.STANCES`, of the matches of that stance alone. `seen` takes in the codes that are found.
    """
    frame_of, patterns, _ = codebook
    seen = set() if seen is None else seen
    if of_stance:
        counted = _counted_with_stance(texts, codebook, selection, of_stance)
        return plain.codes(counted, frame_of, seen, zeros)
    return texts.codes(patterns, frame_of, seen, selection, zeros)


def spans_with_stance(
    texts: Texts,
    codebook: CodebookFile,
    seen: Counter[Pattern],
    selection: Selection | None = None,
) -> Iterator[tuple]:
    """Yield every match as a row of `SPANS_WITH_STANCE`; `seen` counts those of each pattern."""
    frame_of, patterns, _ = codebook
    for document, match in texts.matches(patterns, selection):
        seen[match.pattern] += 1
        of_match = stance(document.text, match.start, match.end, document.language)
        yield (*span(document, match, frame_of), of_match)


def _counted_with_stance(
    texts: Texts, codebook: CodebookFile, selection: Selection | None, wanted: str
) -> Iterator[tuple[Document, Size, list[CodeCount]]]:
    """As `plain.counted`, of the matches of one stance alone."""
    frame_of, patterns, _ = codebook
    index = by_language(patterns)
    for document, size, _ in texts.counted((), {}, selection):
        found = [
            match
            for match in matches(document, index(document.language))
            if stance(document.text, match.start, match.end, document.language) == wanted
        ]
        yield document, size, code_counts(found, frame_of)


def excluded(
    texts: Texts, codebook: CodebookFile, selection: Selection | None = None
) -> Iterator[tuple]:
    """Yield the rows of `EXCLUDED`: what would be a match of its code, and shares a word with one of the code's exclusions.

    Each has the exclusion: of several the one that begins first.
    """
    frame_of, patterns, _ = codebook
    looked_for, exclusions = divided(patterns)
    # Exclusions are found as patterns are. A code of theirs keeps them apart, and after the matches in which they may lie.
    marked = [one._replace(code=f"{EXCLUSION}{one.code}") for one in exclusions]
    found = texts.matches([*looked_for, *marked], selection)
    for document, of_document in groupby(found, key=lambda match: match[0]):
        places = defaultdict(list)
        mine = []
        for _, match in of_document:
            if match.pattern.code.startswith(EXCLUSION):
                places[match.pattern.code[1:]].append(match)
            else:
                mine.append(match)
        for match in mine:
            by = next(
                (
                    one
                    for one in places[match.pattern.code]
                    if one.first < match.after and match.first < one.after
                ),
                None,
            )
            if by:
                yield (*span(document, match, frame_of), EXCLUSION + by.pattern.pattern)


def lines(
    texts: Texts, pattern: Pattern, selection: Selection | None = None, context: int = 100
) -> Iterator[tuple]:
    """The lines of a concordance: rows of `LINES`.

    Parameters
    ----------
    texts : Plain, Encoded or Distributed
    pattern : Pattern
    selection : Selection, optional
    context : int
        Characters on either side; 0 for the whole paragraph.
    """
    document, segments = None, []
    for within, (start, end, first, after, _) in texts.matches([pattern], selection):
        if within is not document:
            document, segments = within, list(paragraphs(within.text))
            starts = [segment.start for segment in segments]
        segment: Segment = segments[bisect_right(starts, start) - 1]
        begin, stop = segment.start, segment.start + len(segment.text)
        if context:
            begin, stop = max(begin, start - context), min(stop, end + context)
        text = document.text
        yield (
            document.document_id,
            first + 1,
            after,
            text[begin:start],
            text[start:end],
            text[end:stop],
            document.side,
        )
