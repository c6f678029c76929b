"""A small corpus of two accounts of one event, and sheets of its sentences as coders fill them in."""

import csv
import io

from readouts.create import sheets
from readouts.draft import sheet
from readouts.draft.columns import Draft, Near

CODES = "frame,code,pattern\nnaming,war,war\nhope,peace,peace\n"
ROWS = [
    ("North", "call", "en", "The Queen spoke. She stressed peace.\n\nWar was mentioned."),
    ("South", "call", "en", "The King noted the war. They agreed."),
]
BY = "speaker=rule 1; verb=rule 1; stance=rule 1; agency=rule 1; topics=patterns; nearest=words"
SPOKE, STRESSED, WAR = (
    "north-call-1-1",
    "north-call-1-2",
    "north-call-2-1",
)
NOTED, AGREED = "south-call-1-1", "south-call-1-2"


def table(book, name):
    with (book / "data" / f"{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def filled(book, path, cells, blind=False, keep=None):
    """A sheet of a book's sentences with drafts, filled in by one coder: ``{sentence_id: {column: cell}}``."""
    tables = {"segments": table(book, "segments")}
    now = sheets.cut(tables["segments"])
    drafts = [
        Draft(row["sentence_id"], now.readout[row["sentence_id"]], "", "call", "", "en", now.text[row["sentence_id"]], row["segment_id"], 0, 0,
              "Queen", "said", "neutral", "active", "war", (Near(SPOKE if row["sentence_id"].startswith("south") else NOTED, 0.5, "x"),), BY)
        for row in now.rows if keep is None or row["sentence_id"] in keep
    ]  # fmt: skip
    sheet.write(path, drafts, ["made up"], blind=blind)
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    header, body = rows[1], [dict(zip(rows[1], row)) for row in rows[2:]]
    for row in body:
        row |= cells.get(row["sentence_id"], {})
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([rows[0], header, *([row[name] for name in header] for row in body)])  # fmt: skip
    return path


def said(book, coder, kind="person"):
    return {
        (row["sentence_id"], row["variable"], row["value"])
        for row in table(book, "codings")
        if (row["coder"], row["coder_kind"]) == (coder, kind)
    }


AB = {"coder": "AB", "coded_on": "2026-11-27"}
FIRST = {
    SPOKE: {"speaker_confirmed": "ok", **AB},
    STRESSED: {"speaker_confirmed": "none", "topics_confirmed": "peace; war", "note": "hm", **AB},
    WAR: {"counterpart_confirmed": NOTED, "topics_confirmed": "none", **AB},
}
