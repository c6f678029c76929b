"""Figures of a report's readouts among others."""

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, MonthLocator
from matplotlib.figure import Figure as Picture
from matplotlib.lines import Line2D

from ...drawing import (
    NARROW,
    NEUTRAL,
    WIDE,
    closer,
    count_above,
    figure,
    on_narrow,
    say_uncounted,
    small,
)
from ...fields import PER_THOUSAND, Field
from ...reference import comparison
from ...reference.rules import Reference
from ...report import Report
from ...results import day
from ..labels import spelled

DRAWN = ["document", "stratum", "date", "frame", "frequency", "n_tokens", "normalized_frequency"]
FIELDS = {
    "document": "the text: number or title in its address, or the short name of a readout that is compared",
    "stratum": "short name of the stratum that it is of, or to whose texts it is compared",
    "date": "day of publication; of a readout that is compared, of the call",
    "frequency": Field("distinct coded stretches of the frame in the text", "stretches"),
}

# How far below each other the lines of texts stand that have no stretch, in stretches: a line a stratum.
APART = 1.1
# Of all texts of a stratum, beside those that are drawn one by one.
OF_STRATUM = {
    "stratum_rate": Field(
        "rate of all texts of the stratum, whatever their length; empty of a readout that is compared",
        PER_THOUSAND,
    ),
    "stratum_low": Field("lower end of its 95 % interval, where they tell one", PER_THOUSAND),
    "stratum_high": Field("upper end of the interval", PER_THOUSAND),
    "stratum_first": "day of the first of these texts",
    "stratum_last": "day of the last",
}


def of_texts(reference: Reference, strata: tuple[str, ...] = ()) -> str:
    """How many texts some strata have, or all, for a caption."""
    return "; ".join(
        f"{{finding}}`reference-texts-{name}` texts of “{reference.strata[name].label}”"
        for name in strata or reference.strata
    )


def _small_multiples(frames: dict[str, str], height: float) -> tuple[Picture, dict]:
    """A picture, and its panels by frame: two beside each other, on a narrow screen one, under one axis each way."""
    beside = 1 if on_narrow() and not closer() else 2
    size = (NARROW, height * (0.85 if closer() else 1.5)) if on_narrow() else (WIDE, height)
    picture = Picture(figsize=size, layout="constrained")
    panels = picture.subplots(-(-len(frames) // beside), beside, sharex=True, sharey=True, squeeze=False)  # fmt: skip
    for axis, label in zip(panels.flat, frames.values()):
        title = textwrap.fill(label, 24) if closer() else label
        axis.set_title(title, fontsize=small() if closer() else 10.5, loc="left")
    for axis in panels.flat[len(frames) :]:
        axis.set_axis_off()
        panels[-2, -1].tick_params(labelbottom=True)
    return picture, dict(zip(frames, panels.flat))


def _handle(text: str, colour: str, marker: str, fill: str = "none") -> Line2D:
    """One mark of a kind, for a key; a line where the marks are one."""
    line = marker if marker in "-:" else ""
    return Line2D(
        [], [], color=colour, linestyle=line, marker=None if line else marker,
        markerfacecolor="#222222" if fill == "black" else fill, markersize=6,
        label=textwrap.fill(text, 24 if closer() else 44),
    )  # fmt: skip


def _key(picture: Picture, panels: dict[str, Axes], handles: list[Line2D]) -> None:
    """Say what the marks are, where no panel stands; below the panels where each place has one."""
    free = [axis for axis in picture.axes if axis not in panels.values()]
    if free:
        free[0].legend(handles=handles, loc="center left", borderaxespad=0, labelspacing=0.9)
    else:
        picture.legend(handles=handles, loc="outside lower center", ncols=1 if on_narrow() else 2)


def _readouts(report: Report) -> pd.DataFrame:
    """The readouts compared, with the columns of `comparison.document_rates`."""
    reference = report.settings.reference
    places = comparison.places(report.corpus.tables, reference)
    places = places[~places["frame"].isin(reference.narrowed)]
    dates = report.table("readouts").set_index("readout_id")["event_date"]
    return places.assign(stratum=reference.main, date=places["readout_id"].map(dates)).rename(
        columns={"readout_id": "document", "n_target": "n_tokens", "rate": "normalized_frequency"}
    )


def _look(report: Report) -> dict:
    """How the panels, the texts of each stratum and the readouts that are compared are drawn."""
    reference = report.settings.reference
    return {
        "frames": dict(report.codebook.frames[["frame", "label"]].to_numpy()),
        "strata": {
            name: [rule.drawn or rule.label, rule.marker, rule.colour]
            for name, rule in reference.strata.items()
        },
        "readouts": {
            one.readout: [one.drawn, one.marker, one.fill] for one in reference.readouts.values()
        },
        "long": reference.long,
    }


def _mark(axis, readout: list[str], x: float, y: float) -> None:
    """A readout that is compared."""
    _, marker, fill = readout
    axis.plot(
        x,
        y,
        marker,
        color="black",
        # An SVG leaves out the fill that is black, and a dark page could not turn it light.
        markerfacecolor="#222222" if fill == "black" else fill,
        markersize=4.5 if closer() else 6,
        zorder=4,
        clip_on=False,
    )


@figure
def reference_frames(report: Report) -> dict:
    """How many stretches of each frame real readouts have, by their length, with the readouts compared marked."""
    reference, look = report.settings.reference, _look(report)
    rates, calls = comparison.document_rates(report.corpus.tables), _readouts(report)
    said = "; ".join(
        f"{row.frame}: call of {look['readouts'][row.document][0]}, {row.frequency} in {row.n_tokens} words, {row.above} of {row.n_texts} have a higher rate"
        for row in calls.itertuples()
    )
    return {
        "title": "Frames over real readouts",
        "caption": "Each mark is a text, by how long it is and how many stretches of a frame it has: "
        f"{of_texts(reference)}; the larger marks: the readouts compared; texts without a stretch stand in a line for each group. Above the dotted line the rate is higher than in the last of them; where the ground is shaded, texts of "
        f"{{plain}}`{reference.long}` words or more are of like length.",
        "uncounted": comparison.uncounted(report.corpus.tables, reference, of_readouts=True),
        "alt": f"{spelled(len(look['frames']))} panels, one a frame, with a mark for each text by its length and its count. {said}.",
        "data": pd.concat([rates[DRAWN], calls[DRAWN]], ignore_index=True),
        "fields": FIELDS,
        "draw": draw_reference_frames,
        "look": look | {"focus": list(reference.columns.values())[-1]},
    }


def draw_reference_frames(
    data: pd.DataFrame,
    frames: dict[str, str],
    strata: dict[str, list[str]],
    readouts: dict[str, list[str]],
    long: int,
    focus: str,
) -> Picture:
    """Draw a panel for each frame: a mark for each text by its length and its count."""
    compared = data["document"].isin(readouts)
    rates, calls = data[~compared], data[compared]
    picture, panels = _small_multiples(frames, 7.9)
    lines = {stratum: -APART * place for place, stratum in enumerate(strata)}
    for frame, axis in panels.items():
        axis.set(xlim=(0, 480), ylim=(min(lines.values()) - 0.9, 9.9), yticks=(0, 3, 6, 9))
        if frame not in set(rates["frame"]):
            say_uncounted(axis)
            continue
        # The page's figure is an image, whose greys change places on a dark page: a paler one could not be seen there.
        axis.axvspan(long, 480, color="#dcdcdc", linewidth=0, zorder=0)
        # The main stratum is drawn last, over the others.
        for stratum, (_, marker, colour) in reversed(strata.items()):
            own = rates[(rates["stratum"] == stratum) & (rates["frame"] == frame)]
            axis.plot(
                own["n_tokens"],
                own["frequency"].mask(own["frequency"] == 0, lines[stratum]),
                marker,
                color=colour,
                markersize=3 if closer() else 4,
                markeredgewidth=0.6 if closer() else 0.9,
                markerfacecolor="none",
                alpha=0.7,
                linestyle="none",
            )
        for row in calls[calls["frame"] == frame].itertuples():
            _mark(axis, readouts[row.document], row.n_tokens, row.frequency)
        for row in calls[(calls["frame"] == frame) & (calls["document"] == focus)].itertuples():
            axis.plot(
                [0, 480],
                [0, 480 * row.normalized_frequency / 1000],
                color="black",
                linewidth=0.7,
                linestyle=":",
            )
        axis.grid(axis="y")
    for axis in picture.axes[-1 if on_narrow() and not closer() else -2 :]:
        axis.set_xlabel("words of the text")
    count_above(picture, "coded stretches of the frame in a text, by its length")
    handles = [
        _handle(f"call of {label}", "black", marker, fill)
        for label, marker, fill in readouts.values()
    ]
    handles += [_handle(label, colour, marker) for label, marker, colour in strata.values()]
    _key(picture, panels, [*handles, _handle(f"rate of {readouts[focus][0]}", "black", ":")])
    return picture


@figure
def reference_time(report: Report) -> dict:
    """Each frame in the main stratum's texts of like length by date, with the rate of all its texts, and of those before, and the interval."""
    reference, look = report.settings.reference, _look(report)
    both, main = (reference.before, reference.main), reference.strata[reference.main]
    every, calls = comparison.document_rates(report.corpus.tables), _readouts(report)
    pooled = comparison.frame_rates(report.corpus.tables, every).set_index(["stratum", "frame"])
    rates = every[every["stratum"].isin(both) & (every["n_tokens"] >= reference.long)]
    days = pd.concat([rates["date"], calls["date"]])
    drawn = pd.concat([rates[DRAWN], calls[DRAWN]], ignore_index=True)
    ends = every.groupby("stratum")["date"].agg(first="min", last="max").reset_index()
    of_all = pooled.reset_index()[["stratum", "frame", "rate", "low", "high"]].merge(ends)
    of_all.columns = ["stratum", "frame", *OF_STRATUM]
    of_texts_alone = ~drawn["document"].isin(look["readouts"])
    drawn = drawn.merge(of_all, "left", ["stratum", "frame"])
    drawn[[*OF_STRATUM]] = drawn[[*OF_STRATUM]].where(of_texts_alone)
    said = "; ".join(
        f"{frame}, {'before' if stratum == reference.before else 'after'}: {row.rate:.1f}"
        for (stratum, frame), row in pooled.iterrows()
        if stratum in both
    )
    return {
        "title": "Frames over time",
        "caption": f"Each dot is a text of {{plain}}`{reference.long}` words or more, by its rate; the readouts compared are marked, and not counted "
        f"among them; before and after the upright line: {of_texts(reference, both)}. Lines: the rate of all texts of the stratum, whatever their length; bands: "
        "its {plain}`95 %` interval from how the texts spread, where they tell enough of it.",
        "uncounted": comparison.uncounted(report.corpus.tables, reference, of_readouts=True),
        "alt": f"{spelled(len(look['frames']))} panels, one a frame, with a dot for each call of {reference.long} words or more from {days.min():%B %Y} to {days.max():%B %Y}. "
        f"Rates per 1,000 words before and after {day(main.from_)}: {said}.",
        "data": drawn,
        "fields": FIELDS | OF_STRATUM,
        "draw": draw_reference_time,
        "look": look | {"both": list(both), "start": str(main.from_)},
    }


def draw_reference_time(
    data: pd.DataFrame,
    frames: dict[str, str],
    strata: dict[str, list[str]],
    readouts: dict[str, list[str]],
    long: int,
    both: list[str],
    start: str,
) -> Picture:
    """Draw a panel for each frame: a dot for each text by its day and its rate, and lines for the rates of the strata."""
    data = data.assign(date=pd.to_datetime(data["date"]))
    compared = data["document"].isin(readouts)
    rates, calls = data[~compared], data[compared]
    picture, panels = _small_multiples(frames, 7.9)
    for frame, axis in panels.items():
        if frame not in set(rates["frame"]):
            say_uncounted(axis)
            continue
        for stratum in both:
            row = rates[(rates["stratum"] == stratum) & (rates["frame"] == frame)].iloc[0]
            ends, colour = pd.to_datetime([row.stratum_first, row.stratum_last]), strata[stratum][2]
            if pd.notna(row.stratum_low):
                axis.fill_between(
                    ends, row.stratum_low, row.stratum_high, color=colour, alpha=0.3, linewidth=0
                )
            axis.plot(
                ends,
                [row.stratum_rate] * 2,
                color=colour,
                linewidth=1.6,
            )
        own = rates[rates["frame"] == frame]
        axis.plot(
            own["date"],
            own["normalized_frequency"],
            ".",
            color=NEUTRAL,
            markersize=3 if closer() else 4,
        )
        axis.axvline(pd.Timestamp(start), color="black", linewidth=0.7)
        for row in calls[calls["frame"] == frame].itertuples():
            _mark(axis, readouts[row.document], row.date, row.normalized_frequency)
        axis.set(ylim=(-1, 31), yticks=(0, 10, 20, 30))
        axis.xaxis.set_major_locator(MonthLocator(interval=4 if closer() else 2))
        axis.xaxis.set_major_formatter(DateFormatter("%b %Y"))
        axis.grid(axis="y")
    count_above(picture, "coded stretches per 1,000 words, by day")
    handles = [
        _handle(f"call of {label}", "black", marker, fill)
        for label, marker, fill in readouts.values()
    ]
    handles.append(_handle(f"a call of {long} words or more", NEUTRAL, ".", NEUTRAL))
    handles += [
        _handle(f"rate of {strata[stratum][0]}, with its interval", strata[stratum][2], "-")
        for stratum in both
    ]
    _key(picture, panels, handles)
    return picture
