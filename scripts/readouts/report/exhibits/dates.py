"""A timeline and a table of dates."""

from itertools import pairwise

import pandas as pd
from matplotlib.figure import Figure as Picture

from .. import dates as chapter
from .. import results
from ..drawing import NARROW, NEUTRAL, PALETTE, canvas, figure, small, table, typed
from ..report import Report

ROW = 0.2  # inches a date
# A mark and a colour a kind: contacts, then what is no contact.
STYLES = {
    "telephone": ("o", NEUTRAL),
    "video": ("s", NEUTRAL),
    "meeting": ("D", NEUTRAL),
    "talks": ("s", NEUTRAL),
    "vote": ("^", PALETTE[5]),
    "document": ("P", PALETTE[2]),
    "war": ("X", "black"),
    "day": ("*", NEUTRAL),
}


@figure
def timeline(report: Report) -> dict:
    """Contacts, votes and documents under each other, in the order of their days."""
    data = chapter.course(report.context)
    said = "; ".join(f"{results.day(row.date)}: {row.label}" for row in data.itertuples())
    return {
        "title": "What happened when?",
        "data": data,
        "tables": ("dates",),
        "fields": {
            "contact": "whether it is a contact of the two leaders",
            "in_focus": "whether it is a call whose two readouts are compared",
            "kind": "what it is; of a contact, its form",
        },
        "draw": draw_timeline,
        "caption": "Each line is a date ({finding}`dates`), in order and not to scale, contacts before what else was on the day; a thin line parts the years. Grey: contacts (disc: call, square: by video, diamond: meeting). Triangle: a vote. Cross with arms of one length: a document.",
        "alt": typed(f"A list of dates from above to below. {said}."),
    }  # fmt: skip


def draw_timeline(data: pd.DataFrame) -> Picture:
    """Draw a line a date: day, mark, and what happened."""
    picture, axis = canvas(NARROW, round(0.3 + ROW * len(data), 1))
    for row in data.itertuples():
        marker, colour = STYLES[row.kind]
        weight = "bold" if row.in_focus else "normal"
        axis.plot(
            0,
            row.Index,
            marker,
            color="black" if row.in_focus else colour,
            markersize=9 if row.in_focus else 6,
        )
        axis.text(
            -0.35, row.Index, f"{pd.Timestamp(row.date):%-d %b %Y}",
            ha="right", va="center_baseline", fontsize=small(), fontweight=weight,
        )  # fmt: skip
        axis.text(
            0.35, row.Index, f"{row.label}: a readout of each side" if row.in_focus else row.label,
            va="center_baseline", fontsize=small(), fontweight=weight,
        )  # fmt: skip
    for (place, one), (_, other) in pairwise(enumerate(data["date"])):
        if one[:4] != other[:4]:
            axis.axhline(place + 0.5, color="#bbbbbb", linewidth=0.7)
    axis.set_xlim(-2.6, 6.6)
    axis.set_ylim(len(data) - 0.4, -0.6)
    axis.set_axis_off()
    return picture


@table
def dates(report: Report) -> dict:
    """Each date in a sentence, with its source."""
    data = chapter.course(report.context)
    data["day"] = data["date"].map(results.day)
    return {
        "title": "Dates with their sources",
        "data": data,
        "tables": ("dates",),
        "page_only": ("day",),
        "fields": {
            "contact": "whether it is a contact of the two leaders",
            "in_focus": "whether it is a call whose two readouts are compared",
            "kind": "what it is; of a contact, its form",
        },
        "caption": "Votes and documents with the record or page that tells of them; a contact with the address of an account of it.",
        "columns": {"day": "Day", "what": "What happened", "source": "Source"},
        "sources": ("day", "what", "source"),
    }  # fmt: skip
