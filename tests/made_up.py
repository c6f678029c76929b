"""A small report of two sides that no other test has, in memory: nothing in a chapter may hang on names."""

import datetime

import pandas as pd
from readouts.corpus import codebook
from readouts.corpus.corpus import Corpus
from readouts.report import results
from readouts.report.context import Context
from readouts.report.findings import Findings
from readouts.report.report import Report
from readouts.report.settings import Settings, Side
from readouts.text.tokens import tokenize

MAY, JULY = datetime.date(2031, 5, 4), datetime.date(2031, 7, 9)
SETTINGS = Settings(
    sides=(
        Side("north", "Northland", "queen"),
        Side("south", "Southland", "king", "the Southland"),
    ),
    speakers={"queen": "the Queen", "king": "the King"},
    calls=(MAY, JULY),
    pair=("north-july-quoted", "south-july-quoted"),
    full_texts=("north-may-full", "north-july-full"),
)
QUOTED = {
    "north-july-quoted": (
        "The Queen noted that peace is near and that trade grows.",
        "Both agreed on bridges, roads and canals.",
    ),
    "south-july-quoted": (
        "The King stressed peace, and peace alone.",
        "It was agreed that trade grows.",
    ),
}
CODES = (("hope", "peace"), ("hope", "calm"), ("goods", "trade"), ("goods", "works"))
PATTERNS = (
    ("peace", "peace"),
    ("trade", "trade"),
    ("works", "bridges"),
    ("works", "roads"),
    ("works", "canals"),
)
# topic, call, side, status, voice, basis, sentence
COVERAGE = (
    ("peace", MAY, "north", "stated", "queen", "named", "1"),
    ("peace", MAY, "south", "stated", "king", "named", "1"),
    ("trade", MAY, "north", "stated", "both", "implied", "2"),
    ("trade", MAY, "south", "absent", None, None, None),
    ("works", MAY, "north", "absent", None, None, None),
    ("works", MAY, "south", "absent", None, None, None),
    ("peace", JULY, "north", "stated", "queen; king", "named", "1; 2"),
    ("peace", JULY, "south", "stated", "king", "named", "1"),
    ("trade", JULY, "north", "absent", None, None, None),
    ("trade", JULY, "south", "stated", None, "agentless", "2"),
    ("works", JULY, "north", "stated", "both", "named", "3"),
    ("works", JULY, "south", "absent", None, None, None),
)
COVERED = ["topic", "event_date", "side", "status", "voice", "voice_basis", "sentence", "note"]


def frame(columns: str, *rows) -> pd.DataFrame:
    """A table from its columns' names and its rows."""
    return pd.DataFrame(rows, columns=columns.split())


def base() -> dict[str, pd.DataFrame]:
    """The tables that every report has."""
    readouts = [
        (f"{side}-{month}-{part}", date, side, date, "en", kind)
        for month, date in (("may", MAY), ("july", JULY))
        for part, kind in (("quoted", "excerpts"), ("full", "full"))
        for side in ("north", "south")
        if (month, part) != ("may", "quoted")
    ]
    return {
        "readouts": frame("readout_id event_date side date language completeness", *readouts),
        "frames": frame(
            "frame label definition", ("hope", "Hope", "hope"), ("goods", "Goods", "goods")
        ),
        "codebook": frame(
            "frame code label definition include exclude",
            *((of, code, code.title(), code, code, "else") for of, code in CODES),
        ),
        "patterns": frame(
            "code language pattern", *((code, "en", pattern) for code, pattern in PATTERNS)
        ),
        "topics": frame(
            "topic label linked",
            ("peace", "peace", None),
            ("trade", "trade", "works"),
            ("works", "public works", "trade"),
        ),
        "coverage": pd.DataFrame([(*row, None) for row in COVERAGE], columns=COVERED),
    }


def context(settings: Settings = SETTINGS, without: tuple[str, ...] = (), **tables) -> Context:
    """The report with these tables besides its own, and without some of its own."""
    tables = {name: table for name, table in (base() | tables).items() if name not in without}
    texts = [
        (f"{readout}-{number}", readout, readout.split("-")[0], text)
        for readout, passages in QUOTED.items()
        for number, text in enumerate(passages, start=1)
    ]
    segments = frame("segment_id readout_id side text", *texts).assign(
        event_date=JULY,
        date=JULY,
        language="en",
        completeness="excerpts",
        quotation="",
        speaker="",
        issuer="",
    )
    segments["n_tokens"] = [len(tokenize(text)) for text in segments["text"]]
    segments = segments.set_index("segment_id", drop=False).rename_axis(None)
    data = Corpus(segments, segments[:0], tables, settings.excerpts)
    book = codebook.load(tables)
    coded = results.coded_segments(data, book)
    return Context(data, book, coded, settings.completed(data))


def report(of: Context, *chapters) -> Report:
    """The report with the findings of these chapters."""
    found = [finding for chapter in chapters for finding in chapter.findings(of)]
    return Report(
        of.data, of.codebook, of.coded, Findings(found), pd.DataFrame(), settings=of.settings
    )
