"""Where annotations stand in the texts of a corpus: every offset is held against the text, and what does not fit is a fault."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from ...corpus.document import Document
from ...corpus.segments import paragraphs
from ..faults import Faults, named, shown
from ..opening import stem
from . import Annotated, Span

# Spaces are what programs change in a text: lines that are joined, ends of lines of two characters, spaces that do not break.
_INK = re.compile(r"[^\s\ufeff]")
_AROUND = 30


class _Bare(NamedTuple):
    """A text without its spaces, and where each of its characters stands in the text."""

    text: str
    places: list[int]


def _bare(text: str) -> _Bare:
    places = [found.start() for found in _INK.finditer(text)]
    return _Bare("".join(map(text.__getitem__, places)), places)


class Placing:
    """The texts of a corpus, in which annotations are looked for.

    Parameters
    ----------
    documents : sequence of Document
    faults : Faults
        Takes what cannot be placed, with the row of its file.
    file : str
        The file of the annotations, as faults call it.

    Attributes
    ----------
    remarks : list of str
        What was met and is no fault.
    """

    def __init__(self, documents: Sequence[Document], faults: Faults, file: str):
        self._documents, self._faults, self._file = documents, faults, file
        self._bare = [_bare(document.text) for document in documents]
        self._by_text: dict[str, list[int]] = defaultdict(list)
        self._by_name: dict[str, list[int]] = defaultdict(list)
        self._by_id = {document.document_id: number for number, document in enumerate(documents)}
        for number, document in enumerate(documents):
            self._by_text[self._bare[number].text].append(number)
            for name in {document.document_id, document.title, document.side} - {""}:
                self._by_name[_slug(name)].append(number)
        self._moved: set[str] = set()
        self._begins: dict[int, list[int]] = {}

    @property
    def remarks(self) -> list[str]:
        """What was met and is no fault."""
        moved = sorted(self._moved)
        return [f"spaces differ, and offsets are counted anew, in: {named(moved)}"] if moved else []

    def placed(self, annotated: Sequence[Annotated]) -> list[tuple[int, Span]]:
        """Return the number of each span's document, and the span in it, in the order of the corpus."""
        found = [one for text in annotated for one in self._placed(text)]
        return sorted(found, key=lambda one: (one[0], one[1].start, one[1].end))

    def _placed(self, one: Annotated) -> Iterator[tuple[int, Span]]:
        if not one.text:
            if given := [span for span in one.spans if span.start >= 0]:
                yield from self._at(one.name, given)
            for span in one.spans:
                if span.start < 0:
                    yield from self._quoted(one.name, span)
            return
        bare = _bare(one.text)
        number = self._document(one, bare) if one.spans else None
        if number is None:
            return
        document, places = self._documents[number], self._bare[number].places
        for span in one.spans:
            if not 0 <= span.start < span.end <= len(one.text):
                expected = f"a stretch of the {len(one.text):,} characters of the text"
                self._fault(one.name, span, f"offsets {span.start} to {span.end}", expected)
                continue
            words = one.text[span.start : span.end]
            first, after = (bisect_left(bare.places, place) for place in (span.start, span.end))
            if first == after:
                self._fault(
                    one.name,
                    span,
                    f"offsets {span.start} to {span.end}",
                    "a word, and not spaces alone",
                )
                continue
            if span.quote and _bare(span.quote).text != bare.text[first:after]:
                self._fault(
                    one.name,
                    span,
                    f"offsets that give {shown(words)}",
                    f"{shown(span.quote)}, as the file quotes it",
                )
                continue
            start, end = places[first], places[after - 1] + 1
            if document.text[start:end] != words or (start, end) != (span.start, span.end):
                self._moved.add(document.document_id)
            yield number, span._replace(start=start, end=end, quote=document.text[start:end])

    def _document(self, one: Annotated, bare: _Bare) -> int | None:
        """Return the document that has an annotated text; None, and a fault, where there is none, or more than one."""
        same, called = self._by_text.get(bare.text, []), self._called(one.name)
        both = [number for number in same if number in called] or same
        if len(both) == 1:
            return both[0]
        lost = f"; {len(one.spans):,} spans are of it"
        if both:
            names = named([self._documents[number].document_id for number in both], 5)
            self._fault(
                one.name,
                None,
                f"a text that is that of {names}{lost}",
                "a text, or a name, of one document",
            )
        elif called:
            other = self._bare[called[0]]
            at = next(
                (at for at, (a, b) in enumerate(zip(bare.text, other.text)) if a != b),
                min(len(bare.text), len(other.text)),
            )
            expected = f"the text of {self._documents[called[0]].document_id}, where stands {_from(self._documents[called[0]].text, other, at)}"
            self._fault(
                one.name, None, f"another text, from {_from(one.text, bare, at)}{lost}", expected
            )
        else:
            self._fault(one.name, None, f"a text that no document has, {_from(one.text, bare, 0)}{lost}", "a text of the corpus; where marks of HTML are taken out, --markup none leaves them")  # fmt: skip
        return None

    def _called(self, name: str) -> list[int]:
        """Return the documents of a name: of an id, else of a title or a side that is written in any way."""
        return [self._by_id[name]] if name in self._by_id else self._by_name.get(_slug(name), [])

    def _at(self, name: str, spans: list[Span]) -> Iterator[tuple[int, Span]]:
        """Yield the places of spans that have offsets of the corpus's own text."""
        called = self._called(name)
        if len(called) == 1:
            document = self._documents[called[0]]
            yield from self._placed(Annotated(document.document_id, document.text, spans))
        else:
            found = (
                "which no document is called"
                if not called
                else f"which {len(called):,} documents are called"
            )
            for span in spans:
                self._fault("", span, f"{name!r}, {found}", "the id of a document")

    def _quoted(self, name: str, span: Span) -> Iterator[tuple[int, Span]]:
        """Yield the place of a quotation, if there is one and no more."""
        words = _bare(span.quote).text
        if not words:
            self._fault(name, span, "an empty quotation", "words of the text")
            return
        among = self._called(name) or range(len(self._documents))
        found = [
            (number, place) for number in among for place in _places(self._bare[number].text, words)
        ]
        if len(found) > 1 and span.paragraph:
            found = [one for one in found if self._paragraph(*one) == span.paragraph] or found
        if len(found) != 1:
            said = f"{shown(span.quote)}, which stands {'nowhere' if not found else f'in {len(found):,} places'}"
            self._fault(name, span, said, "words that stand once in the document, or its place")
            return
        number, place = found[0]
        places, text = self._bare[number].places, self._documents[number].text
        start, end = places[place], places[place + len(words) - 1] + 1
        yield number, span._replace(start=start, end=end, quote=text[start:end])

    def _paragraph(self, number: int, place: int) -> int:
        start = self._bare[number].places[place]
        if number not in self._begins:
            text = self._documents[number].text
            self._begins[number] = [segment.start for segment in paragraphs(text)]
        return bisect_left(self._begins[number], start + 1)

    def _fault(self, name: str, span: Span | None, found: str, expected: str) -> None:
        said = f"{name}: {found}" if name else found
        self._faults.add(self._file, span.row if span else 0, "", said, expected)


def _slug(name: str) -> str:
    return re.sub(r"[\W_]+", "-", stem(name).casefold()).strip("-")


def _from(text: str, bare: _Bare, at: int) -> str:
    place = bare.places[at] if at < len(bare.places) else len(text)
    return repr(text[place : place + _AROUND])


def _places(text: str, words: str) -> Iterator[int]:
    place = text.find(words)
    while place >= 0:
        yield place
        place = text.find(words, place + 1)
