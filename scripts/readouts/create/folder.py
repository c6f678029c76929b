"""A data folder from documents: sides, events, readouts and their passages as tables that a person can open and mend."""

import hashlib
import re
from collections.abc import Callable, Container, Iterable
from datetime import date as Date
from functools import partial

from ..corpus import recorded
from ..corpus.datapackage import DataError, Fault
from ..corpus.document import Document
from ..corpus.events import Pairs, event_key, in_print, pairs
from ..corpus.names import OF_THE_READOUT, UNKNOWN, day, side_name, slug
from ..corpus.segments import paragraphs
from ..readers.data_folder import WITHOUT_TEXT, DataFolder
from ..text import contacts
from ..text.languages import language_of, primary
from ..text.tokens import tokenize

# The tables that come from documents, and those of a codebook; a data folder may have further ones.
OF_DOCUMENTS = ("sides", "events", "readouts", "segments", WITHOUT_TEXT)
OF_CODEBOOK = ("frames", "codebook", "patterns")
LONGEST_ID, LONGEST_NAME = 80, 120  # characters
_NAMED = 10  # events with one account
# What tells a document's event from others.
EventOf = Callable[[Document], str]
# A name is printed in headings and pictures: no control character, none of direction, no line break in it.
_CONTROLS = re.compile(
    "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+"
)
_DATED = re.compile(r"(?P<date>\d{4}-\d\d-\d\d)[-_]?(?P<rest>(?:[a-z0-9]+(?:[-_][a-z0-9]+)*)?)")
_AS_AN_ID = re.compile(r"[a-z0-9]+(?:[-_][a-z0-9]+)*")
_ID = re.compile(r"[^\W_]+(-[^\W_]+)*")
# What a person fills in, unless the corpus says it.
OF_A_PERSON = ("issuer", "status", "licence", "note")


def tables(
    documents: Iterable[Document], source: DataFolder | None = None
) -> tuple[dict[str, list[dict]], list[str]]:
    """The tables of a corpus, and what a person should know of how they were made.

    Accounts of one event are those with one ``event`` or, where that is not known, of one date, and those of several dates
    that `events.pairs` takes together. A text is cut into its
    paragraphs, unless it has segments. A text without a word is left out, and its id is told; of a document without a
    text the description is kept in a table of its own. The further tables of a data folder, its codebook among them, are
    given as they stand there.

    Parameters
    ----------
    documents : iterable of Document
    source : DataFolder, optional
        Where they are from: then their ids stay, and what it says of sides and events.

    Raises
    ------
    DataError
        If no document has a word.
    """
    known = list(documents)
    texts, bare, notices = _divided(known, source)
    if not any(document.text for document in texts):
        raise DataError(
            [
                Fault(
                    "corpus",
                    0,
                    "",
                    f"{len(known)} documents and no word in them",
                    "at least one text",
                )
            ]
        )
    of_sides, of_events = (
        _known(source, "sides", "side"),
        _known(source, "events", "event") or _known(source, "events", "date"),
    )
    kept = source is not None
    sides = _sides([*texts, *bare], of_sides, kept)
    found = pairs([*texts, *bare])
    event_of = partial(event_key, paired=found.event_of)
    events = _events([*texts, *bare], event_of, of_events, kept)
    notices += _of_events(texts, event_of, events, found)
    if not kept:  # a data folder has an order of its own
        order = {event: place for place, event in enumerate(events)}
        place_of_side = {side: place for place, side in enumerate(sides)}
        for some in (texts, bare):
            some.sort(
                key=lambda document: (order[event_of(document)], place_of_side[document.side])
            )
    every = [*texts, *bare]
    names = [
        document.document_id
        if kept and _ID.fullmatch(document.document_id)
        else f"{sides[document.side]['side']}-{document.date or events[event_of(document)]['event']}"
        for document in every
    ]
    readouts = [
        _readout(
            document, readout_id, events[event_of(document)]["event"], sides[document.side], kept
        )
        for document, readout_id in zip(every, identifiers(names, kept=kept))
    ]
    segments = [
        row for document, readout in zip(texts, readouts) for row in _segments(document, readout)
    ]
    unknown = sum(row["language"] == UNKNOWN for row in readouts[: len(texts)])
    if unknown:
        notices.append(
            f"the language of {unknown} readouts is not known; name it in the column language of data/readouts.csv"
        )
    if bare:
        notices.append(
            f"{len(bare)} documents have no text: what is said of them is kept in data/{WITHOUT_TEXT}.csv"
        )
    if len({row["side"] for row in readouts[: len(texts)]}) < 2:
        notices.append("all documents are of one side: there is nothing to compare it with")
    made = {
        "sides": list(sides.values()),
        "events": list(events.values()),
        "readouts": readouts[: len(texts)],
        "segments": segments,
    }
    if bare:
        made[WITHOUT_TEXT] = readouts[len(texts) :]
    if source:
        # Of rows that were written down from a source the folder keeps a record; in a book a person corrects them.
        left = (*OF_DOCUMENTS, recorded.TABLE)
        made |= {name: rows for name, rows in source.tables.items() if name not in left}
        notices += _renamed(zip((document.document_id for document in every), names), "readout")
        notices += _renamed(((side, row["side"]) for side, row in sides.items()), "side")
        notices += _renamed(((event, row["event"]) for event, row in events.items()), "event")
    return made, notices


def _divided(
    documents: list[Document], source: DataFolder | None
) -> tuple[list[Document], list[Document], list[str]]:
    """The documents that are counted, and those of which nothing is at hand but a description; what is left out is told."""
    counted, bare, notices = [], [], []
    for document in documents:
        if tokenize(document.text) or (source and _is_counted_elsewhere(document)):
            counted.append(document)
        elif not document.text:
            bare.append(document)
        else:
            notices.append(f"{document.document_id!r} has no word in it and was left out")
    return counted, bare, notices


def _is_counted_elsewhere(document: Document) -> bool:
    """Whether a text is not given, and its data folder has its size: then other tables hold counts of it."""
    return not document.text and dict(document.more).get("size", "").strip("0") != ""


def _renamed(names: Iterable[tuple[str, str]], what: str) -> list[str]:
    """What of a data folder could not keep its id, since it would be none in an address."""
    return [
        f"the {what} {given!r} is called {made!r} in the book"
        for given, made in names
        if given and given != made
    ]


def _known(source: DataFolder | None, table: str, key: str) -> dict[str, dict]:
    """The rows of a table of a data folder, by what its readouts call them."""
    return {row[key]: row for row in source.tables.get(table, []) if row.get(key)} if source else {}


def _sides(documents: list[Document], known: dict[str, dict], kept: bool) -> dict[str, dict]:
    """Each side as the documents name it, to its row: those that are known in their order, the others in that in which they come."""
    given = list(dict.fromkeys([*known, *(document.side for document in documents)]))
    labels = {
        side: known.get(side, {}).get("label") or _label(side) or "No side named" for side in given
    }
    shared = {label for label in labels.values() if list(labels.values()).count(label) > 1}
    return {
        side: known.get(side, {})
        | {
            "side": side_id,
            "label": (cleaned(side) or labels[side])
            if labels[side] in shared and side not in known
            else labels[side],
        }
        for side, side_id in zip(given, identifiers(given, "side", kept))
    }


def _label(side: str) -> str:
    """A side's name in print: as it is written, unless it is written as an id is."""
    name = cleaned(side)
    return side_name(name.replace("_", "-")) if _AS_AN_ID.fullmatch(name) else name


def _events(
    documents: list[Document], event_of: EventOf, known: dict[str, dict], kept: bool
) -> dict[str, dict]:
    """Each event, by what tells it from others, to its row: those that are known in their order, then by their first dates, those without one last."""
    accounts: dict[str, list[Document]] = {}
    for document in documents:
        accounts.setdefault(event_of(document), []).append(document)
    first = {
        key: min((document.date for document in own if document.date), default=None)
        for key, own in accounts.items()
    }
    order = [
        *known,
        *sorted(
            (key for key in first if key not in known),
            key=lambda key: (first[key] is None, first[key] or Date.min),
        ),
    ]
    labels = {
        key: known.get(key, {}).get("label")
        or (day(Date.fromisoformat(date)) if (date := known.get(key, {}).get("date")) else "")
        or _label_of(accounts.get(key, []))
        for key in order
    }
    return {
        key: known.get(key, {})
        | {
            "event": event_id,
            "label": labels[key],
            "date": known.get(key, {}).get("date") or first.get(key) or "",
        }
        for key, event_id in zip(order, identifiers(order, "event", kept))
    }


def _label_of(accounts: list[Document]) -> str:
    """Return an event's name in print: as it is given, or else its days and, where its accounts say one, by which means it was."""
    if given := [document.event for document in accounts if document.event]:
        return _event_label(given[-1])
    if not (dates := [document.date for document in accounts if document.date]):
        return "No event named"
    sides = [document.side for document in accounts]
    heads = [contacts.head(document.title, document.text) for document in accounts]
    # Of several texts of one side it is not known that they are of one contact.
    kind = contacts.one_kind(heads) if len(set(sides)) == len(sides) else ""
    return ", ".join(filter(None, (in_print(dates), kind)))


def _of_events(
    documents: list[Document], event_of: EventOf, events: dict[str, dict], found: Pairs
) -> list[str]:
    """Return what is to be told of which accounts were taken for those of one event."""
    told, unnamed = [], [document for document in documents if not document.event]
    if dated := sum(document.date is not None for document in unnamed):
        told.append(
            f"{dated} documents name no event: those of one date are taken for accounts of one event"
        )
    if (undated := len(unnamed) - dated) > 1:
        told.append(
            f"{undated} documents have neither an event nor a date: they stand together, and need not be of one event"
        )
    told += found.lines()
    sides: dict[str, set[str]] = {}
    for document in documents:
        sides.setdefault(event_of(document), set()).add(document.side)
    single = [row["label"] for key, row in events.items() if len(sides.get(key, ())) == 1]
    if single and len(set().union(*sides.values())) > 1:
        more = f"; and {len(single) - _NAMED} more" * (len(single) > _NAMED)
        told.append(f"events with one side’s account alone: {'; '.join(single[:_NAMED])}{more}")
    return told


def _event_label(event: str) -> str:
    """An event's name in print: as it is written, unless it is written as the name of a file is, with a date before it.

    Examples
    --------
    >>> _event_label("2021-12-07_north-south_video"), _event_label("Round 1")
    ('7 December 2021: North-South, video', 'Round 1')
    """
    name = cleaned(event)
    if not (match := _DATED.fullmatch(name)):
        return name
    try:
        date = Date.fromisoformat(match["date"])
    except ValueError:
        return name
    who, *what = match["rest"].split("_")
    who = "-".join(one[:1].upper() + one[1:] for one in who.split("-"))
    return ": ".join(filter(None, (day(date), ", ".join([who, *what]))))


def _readout(document: Document, readout_id: str, event: str, side: dict, kept: bool) -> dict:
    """The row of a readout; a column of the corpus that has the name of one that is made here is told apart by its own."""
    more = dict(document.more)
    row = {
        "readout_id": readout_id,
        "event": event,
        "side": side["side"],
        "issuer": side["label"],
        "date": document.date or "",
        "language": primary(document.language) or language_of(document.text) or UNKNOWN,
        "status": "",
        "completeness": document.completeness,
        "title": on_one_line(document.title),
        "url": on_one_line(document.url),
        "source": document.document_id,
        "licence": "",
        "sha256": _sha256(document.text) if document.text else "",
        "note": "",
    }
    if kept:
        row |= {"source": more.pop("source", ""), "sha256": more.pop("sha256", "") or row["sha256"]}
    row |= {name: value for name in OF_A_PERSON if (value := more.pop(name, ""))}
    for name, value in more.items():
        if value or not re.fullmatch(r"column \d+", name):  # one that has no name, and nothing here
            # What another's data folder calls a kind is one; in other tables it may be whatever.
            row[_free(name, row if kept else {*row, "kind"})] = value
    return row


def _free(name: str, taken: Container[str]) -> str:
    """A column's name, or one made of it where it is taken."""
    name = name if name.strip() else "unnamed"
    while name in taken:
        name = f"corpus_{name}"
    return name


def _segments(document: Document, readout: dict) -> list[dict]:
    """The passages of a readout: its segments, or else its paragraphs."""
    repeats = {"readout_id", "event_date", *OF_THE_READOUT}
    if document.segments:
        rows = [
            {
                name: cell
                for name, cell in segment.items()
                if name not in repeats
                and (cell or name not in ("segment_id", "paragraph"))
                and (name != "segment_id" or _ID.fullmatch(cell))
            }
            for segment in document.segments
        ]
    else:
        rows = [{"text": paragraph.text} for paragraph in paragraphs(document.text)]
    return [
        {
            "segment_id": f"{readout['readout_id']}-{number}",
            "readout_id": readout["readout_id"],
            "paragraph": number,
            "speaker": "",
        }
        | row
        for number, row in enumerate(rows, start=1)
    ]


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def identifiers(names: list[str], otherwise: str = "text", kept: bool = False) -> list[str]:
    """Ids that can stand in an address and in the name of a file, one for each name and no two alike.

    Those that are ids already are `kept`, if that is asked for.

    Examples
    --------
    >>> identifiers(["North Island", "north-island", "../etc", "中国", ""], "side")
    ['north-island', 'north-island-2', 'etc', '中国', 'side']
    """
    taken: set[str] = {name for name in names if kept and _ID.fullmatch(name)}
    found = []
    for name in names:
        stem = slug(cleaned(name))[:LONGEST_ID].strip("-") or otherwise
        number = next(
            number
            for number in range(1, len(names) + 2)
            if (stem if number == 1 else f"{stem}-{number}") not in taken
        )
        found.append(
            name if kept and _ID.fullmatch(name) else stem if number == 1 else f"{stem}-{number}"
        )
        taken.add(found[-1])
    return found


def on_one_line(name: str) -> str:
    """A name without line breaks and controls."""
    return " ".join(_CONTROLS.sub(" ", name).split())


def cleaned(name: str) -> str:
    """A name for print: on one line, without controls, and not too long.

    Examples
    --------
    >>> cleaned(" the\\n\\u202eOffice ")
    'the Office'
    """
    short = on_one_line(name)
    return short if len(short) <= LONGEST_NAME else f"{short[: LONGEST_NAME - 1].rstrip()}…"
