"""A figure and a table of frames from event to event."""

import pandas as pd
from matplotlib.figure import Figure as Picture

from ...text import frequency
from ..analysis import ACCOUNTS
from ..drawing import count_above, figure, legible, on_narrow, side_styles, table
from ..fields import Field
from ..findings import literal
from ..publish import InsufficientData
from ..report import Report
from ..subcorpora import Subcorpus, by_language, language_name
from .headings import keyed, listed, shown
from .panels import FEW, draw_line, panels, places, scale, set_time

# Frames that a picture shows: of texts in one language, and in several, each with panels of its own; and languages.
PANELS, OF_SEVERAL, LANGUAGES = 8, 5, 3


def _by_event(report: Report) -> pd.DataFrame:
    """A row an account and frame: ``event, event_name, date, account, part, side, language, frame, label, frequency, n_target, normalized_frequency``."""
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
            language_name(account.part.language),
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
            "language",
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


def _kept(report: Report, data: pd.DataFrame, most: int = PANELS) -> list[str]:
    """The frames that are shown, the most frequent, in the order of the codebook."""
    totals = data.groupby("frame")["frequency"].sum().sort_values(ascending=False, kind="stable")
    chosen = set(totals.index[:most])
    return [frame for frame in report.codebook.frames["frame"] if frame in chosen]


@figure
def frames_by_event(report: Report) -> dict:
    """The rate of each frame in each side's account, event by event; languages apart, since their rates have different units."""
    data = _by_event(report)
    if not data["frequency"].fillna(0).sum():
        raise InsufficientData(
            "No pattern of the codebook matches a text: there is no frame to draw."
        )
    every = report.analysis.subcorpora if report.analysis.paired else report.analysis.parts
    languages = _languages(report, data, every)
    parts = [part for _, own in languages for part in own]
    drawn = data[data["part"].isin([part.id for part in parts])]
    kept = _kept(
        report, drawn[drawn["frequency"] > 0], PANELS if len(languages) == 1 else OF_SEVERAL
    )
    named = report.codebook.frames.set_index("frame")["label"]
    names = dict(zip(drawn["part"], drawn["side"]))
    dates, dated = places(drawn)
    return {
        "title": "Frames from event to event",
        "data": data.drop(columns=["account", "part"]),
        "fields": {
            "date": "day of the event; empty where not every readout has a date",
            "side": "name of the side in print",
            "language": "language of the account; rates in different languages have different units",
            "frequency": Field(
                "distinct coded stretches in the account; empty where the codebook has no pattern in its language",
                "stretches",
            ),
            "n_target": Field(
                "size of the account; of Chinese every character counts as a word", "words"
            ),
        },
        "draw": draw_frames_by_event,
        "look": {
            "frames": {frame: legible(named[frame], frame, 44) for frame in kept},
            "languages": {
                language_name(language): {names[part.id]: part.name for part in own}
                for language, own in languages
            },
            "units": _units(parts),
        },
        "caption": _caption(drawn, parts, every, languages, dated, kept),
        "alt": _alt(drawn[drawn["frame"].isin(kept)], len(dates)),
    }


def draw_frames_by_event(
    data: pd.DataFrame,
    frames: dict[str, str],
    languages: dict[str, dict[str, str]],
    units: str,
) -> Picture:
    """Draw a panel for each frame and language: a mark for the rate of each side in each event."""
    drawn = data[[row.side in languages.get(row.language, ()) for row in data.itertuples()]]
    dates, dated = places(drawn)
    styles = side_styles({name: name for own in languages.values() for name in own.values()})
    picture, grid = panels(len(frames), len(languages))
    shown_there = [(frame, *language) for frame in frames for language in languages.items()]
    small = len(languages) == LANGUAGES and not on_narrow()
    for axis, (frame, language, own) in zip(grid, shown_there):
        of = drawn[(drawn["frame"] == frame) & (drawn["language"] == language)]
        for side, name in own.items():
            draw_line(axis, of[of["side"] == side], dates, styles[name])
        label = legible(frames[frame], frame, 30 if small else 44)
        name = f" ({language})" if len(languages) > 1 else ""
        axis.set_title(label + name, fontsize=9 if small else 9.5)
    for place in range(len(languages)):
        scale(grid[place :: len(languages)])
    set_time(grid, dates, dated)
    count_above(picture, f"coded stretches per {frequency.PER:,} {units}")
    handles = {
        label: handle for axis in grid for handle, label in zip(*axis.get_legend_handles_labels())
    }
    picture.legend(
        handles.values(),
        handles,
        loc="outside lower center",
        ncols=min(2 if on_narrow() else 4, len(handles)),
    )
    return picture


def _languages(
    report: Report, data: pd.DataFrame, parts: list[Subcorpus]
) -> list[tuple[str, list[Subcorpus]]]:
    """Return the sides of each language that are drawn: of one that has a frame in it, and accounts of two events.

    Raises
    ------
    InsufficientData
        If there is none.
    """
    found = []
    for language, own in by_language(shown(report, parts)).items():
        of = data[data["part"].isin([part.id for part in own])]
        if of["event"].nunique() > 1 and of["frequency"].fillna(0).sum():
            found.append((language, own))
    if not found:
        raise InsufficientData(
            "No language has accounts of two events and a frame in them: rates in different languages have different units, and are not set against each other."
        )
    return found[:LANGUAGES]


def _units(parts: list[Subcorpus]) -> str:
    """Return what the rates are of."""
    return " or ".join(dict.fromkeys(part.unit for part in parts))


def _caption(data, parts, every, languages, dated: bool, kept: list[str]) -> str:
    more = "" if len(kept) == data["frame"].nunique() else " The most frequent frames are shown."
    left = (
        ""
        if len(parts) == len(every)
        else " A language with accounts of one event alone, and sides beyond the first, are not drawn; the CSV has all."
    )
    several = (
        " Rates in different languages have different units and do not compare: each language has panels of its own."
        if len(languages) > 1
        else ""
    )
    few = data["event"].nunique() <= FEW
    lines = (
        "So few events make no line."
        if few
        else "No line goes across an event of which a side has no account."
    )
    axis_of = "by date" if dated else "by their number in {numref}`tab-events`"
    return (
        f"Coded stretches a frame per {{plain}}`1,000` {_units(parts)} in each account of {{finding}}`events` events, {axis_of}. "
        f"Sides: {listed([literal(part.name) for part in parts])}.{several}{left}{more} Panels of one language have one scale. {lines} "
        "Accounts are short, and a rate of so few words jumps: one stretch more or less moves a mark. Their sizes stand in {numref}`tab-frames-of-events`."
        + keyed(parts)
    )


def _alt(data: pd.DataFrame, events: int) -> str:
    tally = data.groupby(["label", "side"], sort=False)["normalized_frequency"].agg(["min", "max"])
    said = "; ".join(
        f"{label}, {side}: {low:.1f} to {high:.1f}"
        for (label, side), (low, high) in tally.iterrows()
        if pd.notna(low)
    )
    what = "a line a side from event to event" if events > FEW else "a mark a side and event"
    return f"Small charts, one a frame and language, with {what}. Lowest and highest rates: {said[:2500]}."


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
