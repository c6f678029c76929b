"""A figure and a table of frames from event to event."""

import matplotlib.dates
import numpy as np
import pandas as pd
from matplotlib.ticker import MaxNLocator

from ...text import frequency
from ..analysis import ACCOUNTS
from ..drawing import WIDE, canvas, figure, legible, side_styles, table
from ..fields import Field
from ..findings import literal
from ..publish import InsufficientData
from ..report import Report
from .headings import keyed, listed, shown, sizes

PANELS = 8


def _by_event(report: Report) -> pd.DataFrame:
    """A row an account and frame: ``event, event_name, date, account, part, side, frame, label, frequency, n_target, normalized_frequency``."""
    found, frames = report.analysis.codes_by_account, report.codebook.frames
    dates = (
        report.corpus.readouts.groupby("event")["date"].min()
        if report.corpus.readouts["date"].notna().all()
        else None
    )
    rows = [
        (
            account.event,
            account.event_name,
            dates[account.event] if dates is not None else None,
            account.part.id,
            account.side.id,
            account.side.name,
            frame.frame,
            frame.label,
            found.count(account.part.id, frame.frame, "frame"),
            account.part.n_tokens,
        )
        for account in report.analysis.accounts
        for frame in frames.itertuples()
    ]
    data = pd.DataFrame(
        rows,
        columns=[
            "event",
            "event_name",
            "date",
            "account",
            "part",
            "side",
            "frame",
            "label",
            "frequency",
            "n_target",
        ],
    )
    if data["event"].nunique() < 2:
        raise InsufficientData("All readouts are of one event: nothing can be set against time.")
    data["frequency"] = data["frequency"].astype("Int64")
    return data.assign(
        normalized_frequency=data["frequency"].astype("Float64") * frequency.PER / data["n_target"]
    )


def date_locator() -> matplotlib.dates.AutoDateLocator:
    """Return a locator that finds two to six marks for events that lie days or decades apart.

    With five as the least number, as matplotlib has it, some spans have no mark that is neither too few nor too many; it
    then warns, and a warning in a page is a fault of the build.
    """
    return matplotlib.dates.AutoDateLocator(minticks=2, maxticks=6)


def _kept(report: Report, data: pd.DataFrame) -> list[str]:
    """The frames that are drawn, the most frequent, in the order of the codebook."""
    totals = data.groupby("frame")["frequency"].sum().sort_values(ascending=False, kind="stable")
    most = set(totals.index[:PANELS])
    return [frame for frame in report.codebook.frames["frame"] if frame in most]


@figure
def frames_by_event(report: Report) -> dict:
    """The rate of each frame in each side's account, event by event."""
    data = _by_event(report)
    if not data["frequency"].fillna(0).sum():
        raise InsufficientData(
            "No pattern of the codebook matches a text: there is no frame to draw."
        )
    kept = _kept(report, data)
    parts = shown(report)
    events = list(dict.fromkeys(data["event"]))
    dated = data["date"].notna().all() and data.groupby("event")["date"].first().is_unique
    places = (
        data["date"].map(matplotlib.dates.date2num)
        if dated
        else data["event"].map({event: number for number, event in enumerate(events, start=1)})
    )
    styles = side_styles({part.id: part.name for part in parts})
    rows = -(-len(kept) // 2)
    picture, axes = canvas(WIDE, 0.7 + 1.55 * rows, 2, rows)
    for axis, frame in zip(np.ravel(axes), kept):
        for part in parts:
            own = (data["frame"] == frame) & (data["part"] == part.id) & data["frequency"].notna()
            style = styles[part.id]
            axis.plot(
                places[own],
                data.loc[own, "normalized_frequency"].astype(float),
                f"{style.marker}-",
                color=style.colour,
                label=style.label,
                markersize=4.5,
                markeredgecolor="black",
                markeredgewidth=0.4,
                linewidth=1,
            )
        label = report.codebook.frames.set_index("frame").at[frame, "label"]
        axis.set_title(legible(label, frame, 44), fontsize=8.5)
        axis.set_ylim(bottom=0)
        axis.yaxis.set_major_locator(MaxNLocator(3))
        axis.grid(axis="y")
        if dated:
            axis.xaxis.set_major_locator(locator := date_locator())
            axis.xaxis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(locator))
        else:
            axis.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    for axis in np.ravel(axes)[len(kept) :]:
        axis.set_axis_off()
    picture.supylabel(f"coded stretches per {frequency.PER:,} words", fontsize=8.5)
    picture.legend(
        *np.ravel(axes)[0].get_legend_handles_labels(),
        loc="outside lower center",
        ncols=min(4, len(parts)),
    )
    tally = data.groupby(["label", "side"], sort=False)["normalized_frequency"].agg(["min", "max"])
    said = "; ".join(
        f"{label}, {side}: {low:.1f} to {high:.1f}"
        for (label, side), (low, high) in tally.iterrows()
        if pd.notna(low)
    )
    axis_of = "by date" if dated else "by their number in {numref}`tab-events`"
    return {
        "title": "Frames from event to event",
        "data": data.drop(columns=["account", "part"]),
        "fields": {
            "date": "day of the event; empty where not every readout has a date",
            "side": "name of the side in print",
            "frequency": Field(
                "distinct coded stretches in the account; empty where the codebook has no pattern in its language",
                "stretches",
            ),
            "n_target": Field(
                "size of the account; of Chinese every character counts as a word", "words"
            ),
        },
        "picture": picture,
        "caption": f"Coded stretches a frame per {{plain}}`1,000` words (of Chinese: characters) in each account of {{finding}}`events` events, {axis_of}. "
        f"Sides: {listed([literal(part.name) for part in parts])}. {sizes(parts, report.analysis.subcorpora)} "
        "Accounts are short, and a rate of so few words jumps: one stretch more or less moves a mark."
        + keyed(parts),
        "alt": f"Small charts, one a frame, with a line a side from event to event. Lowest and highest rates: {said[:2500]}.",
    }


@table
def frames_of_events(report: Report) -> dict:
    """The counts of each frame in each account."""
    data = _by_event(report)
    frames = report.codebook.frames
    kept = _kept(report, data)
    wide = (
        data.pivot(index="account", columns="frame", values="frequency")
        .reindex(columns=list(frames["frame"]))
        .add_suffix("_frequency")
    )
    first = data.drop_duplicates("account").set_index("account")
    wide = first[["event", "event_name", "side", "n_target"]].join(wide).reset_index()
    wide["shown"] = wide.index < ACCOUNTS
    labels = frames.set_index("frame")["label"]
    links = {
        f"{frame}_frequency": [
            f"frame-{account}-{frame}" if seen and pd.notna(count) else ""
            for account, seen, count in zip(
                wide["account"], wide["shown"], wide[f"{frame}_frequency"]
            )
        ]
        for frame in kept
    }
    more = (
        ""
        if wide["shown"].all()
        else f" The first {{plain}}`{ACCOUNTS}` accounts are shown; the CSV has all."
    )
    return {
        "title": "Frames in each account",
        "data": wide.drop(columns="account"),
        "fields": {
            "side": "name of the side in print",
            "n_target": Field(
                "size of the account; of Chinese every character counts as a word", "words"
            ),
        }
        | {
            f"{frame}_frequency": Field(
                f"distinct coded stretches of “{label}” in the account; empty where the codebook has no pattern of it in the account’s language",
                "stretches",
            )
            for frame, label in labels.items()
        },
        "shown": "shown",
        "links": links,
        "sources": ("event_name", "side", "n_target"),
        "caption": "Distinct coded stretches a frame in each account, with its size in words (of Chinese: characters). An empty cell: the codebook has no pattern in "
        f"the account’s language.{more}",
        "columns": {
            "event_name": "Event",
            "side": "Side",
            "n_target": "Words",
            **{f"{frame}_frequency": literal(labels[frame]) for frame in kept},
        },
    }
