"""Draft, for each sentence of a corpus, who is made to say what: by rules, which propose and never decide."""

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from .. import paths
from ..corpus.document import Document
from ..corpus.segments import paragraphs
from ..engine import plain
from ..readers.codebook_file import CodebookFile, read_codebook
from ..text.languages import language_of, primary
from ..text.patterns import match
from ..text.sentences import sentences
from . import chinese, english, russian
from .columns import NONE, Draft, Speaker
from .names import people_of
from .reading import NARRATION, Reading, State

if TYPE_CHECKING:
    from ..corpus.codebook import Codebook

# The codebook of whoever names none.
GENERAL = paths.GENERAL
_RULES: dict[str, Callable[[str, State], Reading]] = {
    "en": english.read,
    "ru": russian.read,
    "zh": chinese.read,
}


def draft(
    documents: Iterable[Document],
    codebook: "Codebook | CodebookFile | None" = None,
    speakers: Iterable[Speaker] | None = None,
) -> list[Draft]:
    """Return the sentences of some documents in reading order, each with what rules propose.

    The nearest sentences of other accounts are `nearest.fill`'s.

    Parameters
    ----------
    documents : iterable of Document
        With their segments, if they have any: else a segment is a paragraph.
    codebook : Codebook or CodebookFile, optional
        Whose codes are the topics; the general one, if none is given.
    speakers : iterable of Speaker, optional
        Names as a person has corrected them; those that are found, if none are given.

    Returns
    -------
    list of Draft

    Examples
    --------
    >>> text = "Minister Ada Oda met Minister Bo Ruiz. She stressed peace. It was agreed to meet again."
    >>> drafts = draft([Document("north-1", text, "north", language="en")])
    >>> [(one.sentence_id, one.speaker, one.verb, one.agency) for one in drafts][1:]
    [('north-1-1-2', 'Oda', 'stressed', 'active'), ('north-1-1-3', 'both', 'agreed', 'passive')]
    """
    index = plain.by_language((codebook or read_codebook(GENERAL)).patterns)
    listed = list(speakers or ())
    found = []
    for document in documents:
        language = primary(document.language) or language_of(document.text) or ""
        codes_of = index(language)
        for one in _drafts(document, language, listed):
            codes = sorted({found.pattern.code for found in match(one.text, codes_of)})
            found.append(one._replace(topics="; ".join(codes) or NONE))
    return found


def _drafts(document: Document, language: str, speakers: list[Speaker]) -> Iterator[Draft]:
    state = State(people_of(f"{document.title}\n{document.text}", language, speakers))
    rule = _RULES.get(language)
    day = document.date.isoformat() if document.date else ""
    for segment_id, text in segments(document):
        for number, (start, end, opens) in enumerate(_sentences(text), start=1):
            if opens and language == "zh":
                chinese.new_paragraph(state)
            sentence = text[start:end]
            reading = rule(sentence, state) if rule else NARRATION
            by = "; ".join(
                f"{name}={reading.rule}" for name in ("speaker", "verb", "stance", "agency")
            )
            yield Draft(
                f"{segment_id}-{number}", document.document_id, document.side, document.event, day, language, sentence,
                segment_id, start, end, *reading[:4], drafted_by=by if rule else "",
            )  # fmt: skip


def segments(document: Document) -> Iterator[tuple[str, str]]:
    """Yield the id and the text of each segment of a document: its own, or its paragraphs."""
    if document.segments:
        for row in document.segments:
            yield row["segment_id"], row["text"]
    else:
        for number, paragraph in enumerate(paragraphs(document.text), start=1):
            yield f"{document.document_id}-{number}", paragraph.text


def _sentences(text: str) -> Iterator[tuple[int, int, bool]]:
    """Yield where sentences begin and end, and whether they open a paragraph."""
    last = 0
    for start, end in sentences(text):
        yield start, end, last == 0 or "\n" in text[last:start]
        last = end
