"""What is asked of a corpus, as rows: documents, words, codes, and the lines of a concordance, over any engine."""

import hashlib
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator

from ..corpus.datapackage import DataError
from ..corpus.document import Document
from ..corpus.segments import Segment, paragraphs
from ..readers.codebook_file import CodebookFile
from ..text.patterns import Pattern
from ..text.tokens import word_expression
from .engine import Texts
from .plain import names
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


def _sha256(document: Document) -> str:
    return hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest()


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
            _sha256(document),
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
    texts: Texts, codebook: CodebookFile, selection: Selection | None = None, zeros: bool = False
) -> Iterator[tuple]:
    """The rows of `CODES`: for each document its codes and frames; with `zeros` those too that it does not have."""
    frame_of, patterns = codebook
    every = names(frame_of)
    for document, size, counted in texts.counted(patterns, frame_of, selection):
        described = (
            document.document_id,
            document.side,
            document.event,
            _sha256(document),
            size.n_tokens,
        )
        if zeros:
            found = {code[:2]: code for code in counted}
            counted = [found.get(name, (*name, 0, 0)) for name in every]
        for code in counted:
            yield (*described, *code)


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
