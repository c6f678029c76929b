"""Figures of a report's readouts among others."""

import re
import textwrap
from itertools import product
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from matplotlib.dates import DateFormatter, MonthLocator, date2num
from matplotlib.figure import Figure as Picture
from matplotlib.lines import Line2D
from matplotlib.transforms import Bbox

from ...drawing import (
    NARROW,
    NEUTRAL,
    WIDE,
    closer,
    count_above,
    figure,
    on_colour,
    on_narrow,
    say_uncounted,
    small,
)
from ...drawn import lay_out
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

# How a name may stand to its mark: so many points away, and on which side.
BESIDE = (
    ((8, 0), "left", "center"), ((-8, 0), "right", "center"),
    ((0, 8), "center", "bottom"), ((8, 8), "left", "bottom"), ((-8, 8), "right", "bottom"),
)  # fmt: skip
# How much of a text is left of its place, or below it.
ALIGNED = {"left": 0, "bottom": 0, "center": 0.5, "right": 1}
_DAY = re.compile(r"(\d{1,2}) ([A-Z][a-z]+) (\d{4})")
# Dots of the layout, 300 an inch: around a name, from it to a mark, and how much nearer a foreign mark may be than its own.
EDGE, AWAY, AS_NEAR = 7, 18, 10
TRIED = 80  # marks beside which room is looked for
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
    panels = picture.subplots(-(-len(frames) // beside), beside, sharex=True, sharey=True)
    for axis, label in zip(panels.flat, frames.values()):
        title = textwrap.fill(label, 24) if closer() else label
        axis.set_title(title, fontsize=small() if closer() else 10.5, loc="left")
    for axis in panels.flat[len(frames) :]:
        axis.set_axis_off()
        panels[-2, -1].tick_params(labelbottom=True)
    return picture, dict(zip(frames, panels.flat))


class _Name(NamedTuple):
    """What marks are called, in which colour and form, and where they are: panel, x and y, the best first; in black it is bold."""

    text: str
    colour: str
    marker: str
    marks: list[tuple[str, float, float]]
    fill: str = "none"

    @property
    def handle(self) -> Line2D:
        """One such mark, for a key; a line where the marks are one."""
        line = self.marker if self.marker in "-:" else ""
        return Line2D(
            [], [], color=self.colour, linestyle=line, marker=None if line else self.marker,
            markerfacecolor=self.fill, markersize=5, label=self.text,
        )  # fmt: skip


def _name_marks(picture: Picture, panels: dict, names: list[_Name], taken: dict) -> None:
    """Write each name beside a mark of its own where nothing else is nearer; and what finds no room into a key below.

    Parameters
    ----------
    picture : Figure
    panels : dict
        Axes by frame.
    names : list of _Name
    taken : dict of str to array
        For each panel the points at which something is drawn.
    """
    lay_out(picture)  # only then it is known where a panel is
    written: list[Bbox] = []
    drawn = {frame: panels[frame].transData.transform(points) for frame, points in taken.items()}
    left = [name for name in names if not _written(panels, name, drawn, written)]
    if left:
        handles = [name.handle for name in left]
        picture.legend(handles=handles, loc="outside lower center", ncols=1 if on_narrow() else 2)


def _written(panels: dict, name: _Name, drawn: dict, written: list[Bbox]) -> bool:
    """Write a name beside the first of its marks that has room, in lines of one length or of another; false where none has."""
    how: dict[str, Any] = {"color": name.colour}
    if name.colour == "black":
        how["fontweight"] = "bold"
    elif name.colour != NEUTRAL:
        # A grey is another in a dark page, and nothing could be read on it.
        ground = {"boxstyle": "round,pad=0.18", "facecolor": name.colour, "edgecolor": "none"}
        how = {"color": on_colour(name.colour), "bbox": ground}
    how |= {"fontsize": small(), "zorder": 5, "in_layout": False, "linespacing": 1.2}
    together = _DAY.sub("\\1\u00a0\\2\u00a0\\3", name.text)  # a date stays in one line
    # Of each panel the marks of this name, and all else that is drawn, in dots.
    own, others = {}, {}
    for frame in dict.fromkeys(frame for frame, *_ in name.marks):
        marks = [mark[1:] for mark in name.marks if mark[0] == frame]
        own[frame] = panels[frame].transData.transform(marks)
        among_own = (drawn[frame][:, None] == own[frame]).all(axis=2).any(axis=1)
        others[frame] = drawn[frame][~among_own]
    for width in (20, 13) if closer() else (26, 13):
        text = "\n".join(textwrap.wrap(together, width, break_long_words=False))
        size = _size(next(iter(panels.values())), text, how)
        for (frame, x, y), (by, ha, va) in product(name.marks[:TRIED], BESIDE):
            axis = panels[frame]
            corner = axis.transData.transform((x, y)) + np.multiply(by, axis.figure.dpi / 72)
            corner -= size * (ALIGNED[ha], ALIGNED[va])
            box = Bbox([corner, corner + size])
            if _free(box, axis.bbox, own[frame], others[frame], written):
                axis.annotate(text, (x, y), by, textcoords="offset points", ha=ha, va=va, **how)
                written.append(box)
                return True
    return False


def _size(axis, text: str, how: dict[str, Any]) -> np.ndarray:
    """How wide and how high a text is, in dots."""
    # It has a size outside the panel too.
    note = axis.annotate(text, (0, 0), (0, 0), textcoords="offset points", annotation_clip=False, **how)  # fmt: skip
    size = np.array(note.get_window_extent().size)
    note.remove()
    return size


def _free(box: Bbox, panel: Bbox, own: np.ndarray, others: np.ndarray, written: list[Bbox]) -> bool:
    """Whether a name in a box stands in its panel, away from other names and from all that is drawn, and nearer to a mark of its own."""
    around = box.padded(EDGE)
    inside = panel.x0 <= around.x0 and around.x1 <= panel.x1 and panel.y0 <= around.y0 and around.y1 <= panel.y1  # fmt: skip
    if not inside or any(around.overlaps(other) for other in written):
        return False
    near, foreign = _away(own, box), _away(others, box)
    return min(near, foreign) > AWAY and near <= foreign + AS_NEAR


def _away(points: np.ndarray, box: Bbox) -> float:
    """How far the nearest of some points is from a box; 0 within it."""
    if not len(points):
        return np.inf
    outside = np.maximum(np.maximum(box.min - points, points - box.max), 0)
    return float(np.hypot(*outside.T).min())


def _line(ends: tuple[float, float], heights: tuple[float, float]) -> np.ndarray:
    """Points along a line, that nothing is written over it."""
    return np.column_stack([np.linspace(*ends, 60), np.linspace(*heights, 60)])


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
        f"{of_texts(reference)}; the larger marks: the readouts compared. Above the dotted line the rate is higher than in the last of them; where the ground is shaded, texts of "
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
    taken: dict[str, list] = {frame: [] for frame in panels}
    marks: dict[str, list] = {name: [] for name in (*strata, *readouts, "")}
    for frame, axis in panels.items():
        axis.set(xlim=(0, 480), ylim=(-0.5, 9.9), yticks=(0, 3, 6, 9))
        if frame not in set(rates["frame"]):
            say_uncounted(axis)
            continue
        axis.axvspan(long, 480, color="#f0f0f0", linewidth=0, zorder=0)
        # The main stratum is drawn last, over the others.
        for stratum, (_, marker, colour) in reversed(strata.items()):
            own = rates[(rates["stratum"] == stratum) & (rates["frame"] == frame)]
            axis.plot(
                own["n_tokens"],
                own["frequency"],
                marker,
                color=colour,
                markersize=3 if closer() else 4,
                markeredgewidth=0.6 if closer() else 0.9,
                markerfacecolor="none",
                alpha=0.7,
                linestyle="none",
            )
            at = own[["n_tokens", "frequency"]].to_numpy()
            taken[frame].append(at)
            marks[stratum] += [(frame, x, y) for x, y in at]
        for row in calls[calls["frame"] == frame].itertuples():
            _mark(axis, readouts[row.document], row.n_tokens, row.frequency)
            taken[frame].append([(row.n_tokens, row.frequency)])
            marks[row.document].append((frame, row.n_tokens, row.frequency))
        for row in calls[(calls["frame"] == frame) & (calls["document"] == focus)].itertuples():
            axis.plot(
                [0, 480],
                [0, 480 * row.normalized_frequency / 1000],
                color="black",
                linewidth=0.7,
                linestyle=":",
            )
            line = _line((0, 480), (0, 480 * row.normalized_frequency / 1000))
            taken[frame].append(line)
            marks[""] += [(frame, x, y) for x, y in line[::-2]]
        axis.grid(axis="y")
    for axis in picture.axes[-1 if on_narrow() and not closer() else -2 :]:
        axis.set_xlabel("words of the text")
    count_above(picture, "coded stretches of the frame in a text, by its length")
    # What is compared is named where it first stands, a stratum where a mark of it stands highest.
    names = [
        _Name(f"call of {label}", "black", marker, marks[name], fill)
        for name, (label, marker, fill) in readouts.items()
    ]
    names += [
        _Name(label, colour, marker, sorted(marks[name], key=lambda mark: -mark[2]))
        for name, (label, marker, colour) in strata.items()
    ]
    # The line is named where it is steep, and leaves the panel: there is white beside it.
    steep = sorted((mark for mark in marks[""] if mark[2] < 9.9), key=lambda mark: -mark[2])
    names.append(_Name(f"rate of {readouts[focus][0]}", "black", ":", steep))
    _name_marks(picture, panels, names, {frame: np.vstack(own) for frame, own in taken.items() if own})  # fmt: skip
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
        f"not counted among them; before and after the upright line: {of_texts(reference, both)}. Lines: the rate of all texts of the stratum, whatever their length; bands: "
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
    taken: dict[str, list] = {frame: [] for frame in panels}
    marks: dict[str, list] = {name: [] for name in (*readouts, "call", "rate")}
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
            days = date2num(ends)
            for height in (row.stratum_low, row.stratum_rate, row.stratum_high):
                if pd.notna(height):
                    taken[frame].append(_line(days, (height, height)))
            if stratum == both[-1]:
                top = max(row.stratum_rate, np.nan_to_num(row.stratum_high))
                marks["rate"] += [(frame, x, top) for x in np.linspace(*days, 7)[1:-1]]
        own = rates[rates["frame"] == frame]
        axis.plot(
            own["date"],
            own["normalized_frequency"],
            ".",
            color=NEUTRAL,
            markersize=3 if closer() else 4,
        )
        at = np.column_stack([date2num(own["date"]), own["normalized_frequency"]])
        taken[frame] += [at, _line([date2num(pd.Timestamp(start))] * 2, (-1, 31))]
        marks["call"] += [(frame, x, y) for x, y in at]
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
            x, y = date2num(row.date), row.normalized_frequency
            taken[frame] += [[(x, y)], [(x + 6, y + 1)]]  # its number stands beside it
            marks[row.document].append((frame, x, y))
        axis.set(ylim=(-1, 31), yticks=(0, 10, 20, 30))
        axis.xaxis.set_major_locator(MonthLocator(interval=4 if closer() else 2))
        axis.xaxis.set_major_formatter(DateFormatter("%b %Y"))
        axis.grid(axis="y")
    count_above(picture, "coded stretches per 1,000 words, by day")
    names = [
        _Name(f"call of {label}", "black", marker, marks[name], fill)
        for name, (label, marker, fill) in readouts.items()
    ]
    highest = sorted(marks["call"], key=lambda mark: -mark[2])
    names += [
        _Name(f"a call of {long} words or more", NEUTRAL, ".", highest, NEUTRAL),
        _Name("rate of all calls, with its interval", strata[both[-1]][2], "-", marks["rate"]),
    ]
    _name_marks(picture, panels, names, {frame: np.vstack(own) for frame, own in taken.items() if own})  # fmt: skip
    return picture
