"""A data folder from documents: sides, events, readouts and their passages as tables that a person can open and mend."""

import csv
import hashlib
import re
from collections.abc import Iterable
from datetime import date as Date
from pathlib import Path

from ..corpora.corpus import day, side_name
from ..corpora.datapackage import DataError, Fault, descriptor
from ..corpora.documents import Document
from ..corpora.segments import paragraphs
from ..reporting.findings import slug
from ..text.languages import language_of, primary
from ..text.tokens import tokenize
from .parts import UNKNOWN

# The tables that come from documents; the others of a data folder are the codebook.
OF_DOCUMENTS = ("sides", "events", "readouts", "segments")
OF_CODEBOOK = ("frames", "codebook", "patterns")
LONGEST_ID, LONGEST_NAME = 80, 120  # characters
# A name is printed in headings and pictures: no control character, none of direction, no line break in it.
_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
_DATED = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)[-_]?(?P<rest>(?:[a-z0-9]+(?:[-_][a-z0-9]+)*)?)")
_AS_AN_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")


def tables(documents: Iterable[Document]) -> tuple[dict[str, list[dict]], list[str]]:
    """The tables of a corpus, and what a person should know of how they were made.

    Accounts of one event are those with one ``event`` or, where that is not known, of one date. A text is cut into its
    paragraphs. A document without a word is left out, and its id is told.

    Raises
    ------
    DataError
        If no document has a word.
    """
    known = list(documents)
    texts = [document for document in known if tokenize(document.text)]
    if not texts:
        raise DataError([Fault("corpus", 0, "", f"{len(known)} documents and no word in them", "at least one text")])
    notices = [f"{document.document_id!r} has no word in it and was left out" for document in known if not tokenize(document.text)]
    sides, events = _sides(texts), _events(texts)
    dated = [key for key in (_event(document) for document in texts if not document.event) if key]
    if dated:
        notices.append(f"{len(dated)} documents name no event: those of one date are taken for accounts of one event")
    order = {event: place for place, event in enumerate(events)}
    place_of_side = {side: place for place, side in enumerate(sides)}
    texts.sort(key=lambda document: (order[_event(document)], place_of_side[document.side]))
    readouts, segments = [], []
    for document, readout_id in zip(texts, identifiers([f"{sides[text.side]['side']}-{text.date or events[_event(text)]['event']}" for text in texts])):
        readouts.append(_readout(document, readout_id, events[_event(document)]["event"], sides[document.side]))
        segments += [{"segment_id": f"{readout_id}-{number}", "readout_id": readout_id, "paragraph": number, "speaker": "", "text": paragraph.text}
                     for number, paragraph in enumerate(paragraphs(document.text), start=1)]
    unknown = sum(row["language"] == UNKNOWN for row in readouts)
    if unknown:
        notices.append(f"the language of {unknown} readouts is not known; name it in the column language of data/readouts.csv")
    if len(sides) < 2:
        notices.append("all documents are of one side: there is nothing to compare it with")
    return {"sides": list(sides.values()), "events": list(events.values()), "readouts": readouts, "segments": segments}, notices


def _sides(texts: list[Document]) -> dict[str, dict]:
    """Each side as the documents name it, to its row, in the order in which they come."""
    given = list(dict.fromkeys(document.side for document in texts))
    labels = {side: _label(side) or "No side named" for side in given}
    shared = {label for label in labels.values() if list(labels.values()).count(label) > 1}
    return {side: {"side": side_id, "label": (cleaned(side) or labels[side]) if labels[side] in shared else labels[side]} for side, side_id in zip(given, identifiers(given, "side"))}


def _label(side: str) -> str:
    """A side's name in print: as it is written, unless it is written as an id is."""
    name = cleaned(side)
    return side_name(name.replace("_", "-")) if _AS_AN_ID.fullmatch(name) else name


def _events(texts: list[Document]) -> dict[str, dict]:
    """Each event, by what tells it from others, to its row: in the order of their first dates, those without one last."""
    first: dict[str, Date | None] = {}
    for document in texts:
        key = _event(document)
        dates = [date for date in (first.get(key), document.date) if date]
        first[key] = min(dates, default=None)
    order = sorted(first, key=lambda key: (first[key] is None, first[key] or Date.min))
    named = {_event(document): _event_label(document.event) for document in texts if document.event}
    labels = {key: named.get(key) or (day(first[key]) if first[key] else "No event named") for key in order}
    return {key: {"event": event_id, "label": labels[key], "date": first[key] or ""} for key, event_id in zip(order, identifiers(order, "event"))}


def _event_label(event: str) -> str:
    """An event's name in print: as it is written, unless it is written as the name of a file is, with a date before it.

    Examples
    --------
    >>> _event_label("2021-12-07_north-south_video"), _event_label("Round 1")
    ('7 December 2021: north-south, video', 'Round 1')
    """
    name = cleaned(event)
    if not (match := _DATED.fullmatch(name)):
        return name
    try:
        date = Date.fromisoformat(match["date"])
    except ValueError:
        return name
    return ": ".join(filter(None, (day(date), match["rest"].replace("_", ", "))))


def _event(document: Document) -> str:
    return document.event or (document.date.isoformat() if document.date else "")


def _readout(document: Document, readout_id: str, event: str, side: dict) -> dict:
    return {"readout_id": readout_id, "event": event, "side": side["side"], "issuer": side["label"], "date": document.date or "",
            "language": primary(document.language) or language_of(document.text) or UNKNOWN, "status": "", "completeness": document.completeness, "title": cleaned(document.title),
            "url": cleaned(document.url), "source": document.document_id, "licence": "",
            "sha256": hashlib.sha256(document.text.encode("utf-8", "surrogatepass")).hexdigest(), "note": ""}


def identifiers(names: list[str], otherwise: str = "text") -> list[str]:
    """Ids that can stand in an address and in the name of a file, one for each name and no two alike.

    Examples
    --------
    >>> identifiers(["White House", "white-house", "../etc", "中国", ""], "side")
    ['white-house', 'white-house-2', 'etc', '中国', 'side']
    """
    taken: set[str] = set()
    found = []
    for name in names:
        stem = slug(cleaned(name))[:LONGEST_ID].strip("-") or otherwise
        number = next(number for number in range(1, len(names) + 2) if (stem if number == 1 else f"{stem}-{number}") not in taken)
        found.append(stem if number == 1 else f"{stem}-{number}")
        taken.add(found[-1])
    return found


def cleaned(name: str) -> str:
    """A name for print: on one line, without controls, and not too long.

    Examples
    --------
    >>> cleaned(" the\\n\\u202eOffice ")
    'the Office'
    """
    short = " ".join(_CONTROLS.sub(" ", name).split())
    return short if len(short) <= LONGEST_NAME else f"{short[:LONGEST_NAME - 1].rstrip()}…"


def write(folder: Path, made: dict[str, list[dict]]) -> None:
    """Write tables into a folder that holds its descriptor, with the columns that it names.

    Raises
    ------
    DataError
        If a text cannot be written as UTF-8.
    """
    fields = {resource["name"]: [field["name"] for field in resource["schema"]["fields"]] for resource in descriptor(folder)["resources"]}
    for name, rows in made.items():
        try:
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, fields[name], lineterminator="\n")
                writer.writeheader()
                writer.writerows(rows)
        except UnicodeEncodeError as error:
            raise DataError([Fault("corpus", 0, "text", f"half a character (a lone surrogate, {error.object[error.start]!r})", "text that is Unicode")]) from None
