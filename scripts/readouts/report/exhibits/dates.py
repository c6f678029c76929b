"""A timeline and a table of dates."""

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
# What the marks are called, for a key: those of one look have one name.
NAMES = {
    "telephone": "call",
    "video": "by video",
    "meeting": "meeting",
    "talks": "by video",
    "vote": "vote",
    "document": "document",
    "war": "the war",
    "day": "other day",
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
        "caption": "Each line is a date ({finding}`dates`), in the order of the days and not to scale; of one day, contacts stand first. Grey: contacts (disc: call, square: by video, diamond: meeting); triangle: a vote; plus: a document.",
        "alt": typed(f"A list of dates from above to below. {said}."),
    }  # fmt: skip


def draw_timeline(data: pd.DataFrame) -> Picture:
    """Draw a line a date, under its year: day, mark, and what happened."""
    years = data["date"].str[:4]
    places = data.index + (~years.duplicated()).cumsum()
    picture, axis = canvas(NARROW, round(0.9 + ROW * (places.max() + 1), 1))
    for row, place in zip(data.itertuples(), places):
        marker, colour = STYLES[row.kind]
        look = {"fontsize": small(), "fontweight": "bold" if row.in_focus else "normal"}
        axis.plot(
            0,
            place,
            marker,
            color="black" if row.in_focus else colour,
            markersize=9 if row.in_focus else 6,
        )
        day = f"{pd.Timestamp(row.date):%-d %b}"
        axis.text(-0.35, place, day, ha="right", va="center_baseline", **look)
        said = f"{row.label}: a readout of each side" if row.in_focus else row.label
        axis.text(0.35, place, said, va="center_baseline", **look)
    for year, own in places.groupby(years):
        axis.text(
            -0.35, own.min() - 1, year,
            ha="right", va="center_baseline", fontsize=small(), color=NEUTRAL,
        )  # fmt: skip
    axis.set_xlim(-1.6, 7.7)
    axis.set_ylim(places.max() + 0.6, -0.6)
    axis.set_axis_off()
    kinds = {NAMES[kind]: STYLES[kind] for kind in STYLES if kind in set(data["kind"])}
    handles = [
        axis.plot([], [], marker, color=colour, markersize=6, label=name)[0]
        for name, (marker, colour) in kinds.items()
    ]
    picture.legend(
        handles=handles,
        loc="outside upper left",
        ncols=3,
        columnspacing=0.9,
        handletextpad=0.1,
        borderaxespad=0.2,
    )
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
        "addresses": {"source": "source"},
    }  # fmt: skip
