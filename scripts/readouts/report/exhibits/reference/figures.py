"""Figures of a report's readouts among others."""

import pandas as pd
from matplotlib.dates import DateFormatter, MonthLocator
from matplotlib.figure import Figure as Picture

from ...drawing import (
    NARROW,
    NEUTRAL,
    WIDE,
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
    size = (NARROW, 1.5 * height) if on_narrow() else (WIDE, height)
    picture = Picture(figsize=size, layout="constrained")
    beside = 1 if on_narrow() else 2
    panels = picture.subplots(-(-len(frames) // beside), beside, sharex=True, sharey=True)
    for axis, label in zip(panels.flat, frames.values()):
        axis.set_title(label, fontsize=9.5, loc="left")
    for axis in panels.flat[len(frames) :]:
        axis.set_axis_off()
        panels[-2, -1].tick_params(labelbottom=True)
    return picture, dict(zip(frames, panels.flat))


def _legend(picture: Picture) -> None:
    """What the marks are, from the panel that has most of them."""
    found = [axis.get_legend_handles_labels() for axis in picture.axes]
    picture.legend(
        *max(found, key=lambda one: len(one[0])),
        loc="outside lower center",
        ncols=1 if on_narrow() else 2,
    )


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
    label, marker, fill = readout
    axis.plot(
        x,
        y,
        marker,
        color="black",
        markerfacecolor=fill,
        markersize=6,
        label=label,
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
        "caption": "Each mark is a text: how long it is, and how many stretches of a frame it has. "
        f"{of_texts(reference)}; the larger marks: the readouts compared. A mark above the dotted line has a higher rate than the last of them. Texts of "
        f"{{plain}}`{reference.long}` words or more, where the ground is shaded, are of like length.",
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
    picture, panels = _small_multiples(frames, 8.2)
    for frame, axis in panels.items():
        axis.set(xlim=(0, 480), ylim=(-0.5, 9.9), yticks=(0, 3, 6, 9))
        if frame not in set(rates["frame"]):
            say_uncounted(axis)
            continue
        axis.axvspan(long, 480, color="#f0f0f0", linewidth=0, zorder=0)
        # The main stratum is drawn last, over the others.
        for stratum, (label, marker, colour) in reversed(strata.items()):
            own = rates[(rates["stratum"] == stratum) & (rates["frame"] == frame)]
            axis.plot(
                own["n_tokens"],
                own["frequency"],
                marker,
                color=colour,
                markersize=4,
                markeredgewidth=0.9,
                markerfacecolor="none",
                alpha=0.7,
                label=label,
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
                label=f"the rate of {readouts[focus][0]} at every length",
            )
        axis.grid(axis="y")
    for axis in picture.axes[-1 if on_narrow() else -2 :]:
        axis.set_xlabel("words of the text")
    count_above(picture, "coded stretches of the frame in a text, by its length")
    _legend(picture)
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
        "caption": f"Each dot is a text of {{plain}}`{reference.long}` words or more, by its rate; the readouts compared are marked, with the number of their stretches, and "
        f"not counted among them. Before and after the upright line: {of_texts(reference, both)}. Lines: the rate of all texts of the stratum, whatever their length; bands: "
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
    picture, panels = _small_multiples(frames, 8.2)
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
                label="rate of all calls, with its interval" if stratum == both[-1] else None,
            )
        own = rates[rates["frame"] == frame]
        axis.plot(
            own["date"],
            own["normalized_frequency"],
            ".",
            color=NEUTRAL,
            markersize=4,
            label=f"a call of {long} words or more",
        )
        axis.axvline(pd.Timestamp(start), color="black", linewidth=0.7)
        for row in calls[calls["frame"] == frame].itertuples():
            _mark(axis, readouts[row.document], row.date, row.normalized_frequency)
            axis.annotate(
                row.frequency,
                (row.date, row.normalized_frequency),
                (6, 2),
                textcoords="offset points",
                fontsize=small(),
                fontweight="bold",
            )
        axis.set_ylim(-1, 31)
        axis.xaxis.set_major_locator(MonthLocator(interval=2))
        axis.xaxis.set_major_formatter(DateFormatter("%b %Y"))
        axis.grid(axis="y")
    count_above(picture, "coded stretches per 1,000 words, by day")
    _legend(picture)
    return picture
