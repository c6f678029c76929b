"""What the settings of a report name and its tables do not have: all of it at once."""

from collections.abc import Iterable, Iterator

from ..corpus.codebook import Codebook
from ..corpus.corpus import Corpus
from ..corpus.datapackage import Fault
from .naming import rules as naming_rules
from .naming.rules import Series
from .reference import rules as reference_rules
from .reference.rules import Reference
from .settings import FILE, Headlines, Settings

# The tables of a series, by what their names end in.
OF_SERIES = ("items", "item_terms", "terms", "series", "strings", "months")


def faults(own: Settings, data: Corpus, book: Codebook) -> list[Fault]:
    """Return a fault for each id in the settings that no table has.

    Parameters
    ----------
    own : Settings
        As the files have them.
    data : Corpus
    book : Codebook
    """
    known = _known(data, book)
    named = _of_report(own)
    if own.series:
        named = [*named, *_of_series(own.series)]
    if own.reference:
        named = [*named, *_of_reference(own.reference)]
    return [
        Fault(file, 0, key, repr(str(name)), f"{_WHAT[kind]}")
        for file, key, kind, names in named
        for name in dict.fromkeys(names)
        if name not in known[kind]
    ]


# Where a name stands: the file, the key, what it is to be, and the names.
_Named = tuple[str, str, str, Iterable]
_WHAT = {
    "sides": "a side that readouts.csv has",
    "readouts": "the id of a readout in readouts.csv",
    "at hand": "the id of a readout with a row in segments.csv",
    "dates": "the date of an event or a readout",
    "frames": "a frame of frames.csv",
    "codes": "a code of codebook.csv",
    "frames or codes": "a frame of frames.csv, or a code of codebook.csv",
    "tables": "a table that datapackage.json names",
    "topics": "a topic of topics.csv",
}


def _known(data: Corpus, book: Codebook) -> dict[str, set]:
    tables = data.tables
    readouts = data.readouts
    dates = set(readouts["event_date"].dropna()) | set(readouts["date"].dropna())
    if "events" in tables and "date" in tables["events"]:
        dates |= set(tables["events"]["date"].dropna())
    sides = set(readouts["side"])
    if "sides" in tables and "side" in tables["sides"]:
        sides |= set(tables["sides"]["side"])
    frames, codes = set(book.frames["frame"]), set(book.codes["code"])
    return {
        "sides": sides,
        "readouts": set(readouts["readout_id"]),
        "at hand": set(tables["segments"]["readout_id"]),
        "dates": dates,
        "frames": frames,
        "codes": codes,
        "frames or codes": frames | codes,
        "tables": set(tables),
        "topics": set(tables["topics"]["topic"]) if "topics" in tables else set(),
    }


def _of_report(own: Settings) -> list[_Named]:
    return [
        (FILE, "sides", "sides", own.names),
        (FILE, "calls", "dates", own.calls),
        (FILE, "pair", "at hand", own.pair),
        (FILE, "full_texts", "readouts", own.full_texts),
        (FILE, "first", "topics", own.first),
        *_of_headlines(own.headlines),
    ]


def _of_headlines(chosen: Headlines) -> Iterator[_Named]:
    yield FILE, "headlines: names", "frames", filter(None, [chosen.names])
    for key in ("no_names", "codes"):
        yield FILE, f"headlines: {key}", "codes", getattr(chosen, key)
    yield FILE, "headlines: calls", "frames or codes", chosen.calls
    if chosen.strings:
        yield FILE, "headlines: strings: table", "tables", [chosen.strings["table"]]
        yield FILE, "headlines: strings: side", "sides", [chosen.strings["side"]]
        yield FILE, "headlines: strings: codes", "codes", chosen.strings["codes"]


def _of_series(rules: Series) -> list[_Named]:
    file = naming_rules.FILE
    return [
        (file, "tables", "tables", [rules.table(name) for name in OF_SERIES]),
        (file, "side", "sides", [rules.side]),
        (file, "other", "sides", [rules.other]),
        (file, "frame", "frames", [rules.frame]),
        (file, "names", "codes", rules.names),
        (file, "apart: code", "codes", [rules.apart.code]),
        (file, "drawn", "codes", [code for codes in rules.drawn.values() for code in codes]),
    ]


def _of_reference(reference: Reference) -> list[_Named]:
    file = reference_rules.FILE
    narrowed = reference.narrowed.values()
    frames = [*reference.untested, *reference.withdrawn]
    frames += [frame for claim in reference.claims for frame in claim.frames]
    return [
        (file, "readouts", "readouts", reference.columns.values()),
        (file, "narrowed: frame", "frames", [one.frame for one in narrowed]),
        (file, "narrowed: without", "codes", [one.without for one in narrowed]),
        (
            file,
            "untested, withdrawn, claims",
            "frames",
            [frame for frame in frames if frame not in reference.narrowed],
        ),
        (file, "together", "codes", reference.together.codes if reference.together else ()),
    ]
