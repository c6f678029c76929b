"""Figures of a report's readouts among others."""

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.dates import DateFormatter, MonthLocator
from matplotlib.figure import Figure as Picture
from matplotlib.lines import Line2D

from ...anchors import points
from ...drawing import (
    LINE,
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
from ...drawn import EDGE
from ...fields import PER_THOUSAND, Field
from ...findings import NOT_COUNTED
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

# Inches for the names of frames, and for the count of the readout that is compared.
NAMES, COUNT = 2.3, 0.62
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
    """How many real readouts have as many stretches of each frame as the one in focus, or more."""
    reference, look = report.settings.reference, _look(report)
    rates, calls = comparison.document_rates(report.corpus.tables), _readouts(report)
    last = calls.loc[calls["date"].astype(str).idxmax(), "document"]
    of_focus = calls["date"].astype(str).isin(map(str, report.settings.calls[-1:]))
    focus = next(iter(calls.loc[of_focus, "document"]), last)
    drawn = pd.concat([rates[DRAWN], calls[DRAWN]], ignore_index=True)
    own = calls[calls["document"] == focus].set_index("frame")["frequency"]
    drawn["as_many"] = drawn["frequency"] >= drawn["frame"].map(own)
    texts = drawn[~drawn["document"].isin(look["readouts"])]
    met = texts.groupby(["frame", "stratum"], sort=False)["as_many"].agg(["sum", "size"])
    named = {name: label for name, (label, *_) in look["strata"].items()}
    said = "; ".join(
        f"{look['frames'][frame]}, {count:g} stretches: "
        + ", ".join(
            f"{met.at[(frame, name), 'sum']} of {met.at[(frame, name), 'size']} of {label}"
            for name, label in named.items()
            if (frame, name) in met.index
        )
        for frame, count in own.items()
        if count
    )
    return {
        "title": "Frames over real readouts",
        "caption": f"For each frame, how many coded stretches the readout of the call of {look['readouts'][focus][0]} has, and how many texts of each group have as many or more: "
        f"{of_texts(reference)}. A bar is as long as their share of the group; a dash: the readout has no stretch.",
        "limits": "A long text has room for more stretches than a short one, which these counts do not allow for.",
        "uncounted": comparison.uncounted(report.corpus.tables, reference, of_readouts=True),
        "alt": f"{spelled(len(look['frames']))} rows, one a frame, with a bar for each group of texts. Texts with as many stretches or more: {said}.",
        "data": drawn,
        "fields": FIELDS | {"as_many": "whether it has as many stretches of the frame as the readout in focus, or more"},
        "draw": draw_reference_frames,
        "look": {name: look[name] for name in ("frames", "strata", "readouts")} | {"focus": focus},
    }  # fmt: skip


def draw_reference_frames(
    data: pd.DataFrame,
    frames: dict[str, str],
    strata: dict[str, list[str]],
    readouts: dict[str, list[str]],
    focus: str,
) -> Picture:
    """Draw a row a frame, from the rarest count of the readout in focus on: its count, and a bar for each stratum as long as the share of texts that have as many stretches."""
    own = data[data["document"] == focus].set_index("frame")["frequency"]
    texts = data[~data["document"].isin(readouts)]
    met = texts.groupby(["frame", "stratum"])["as_many"].agg(["sum", "size"])
    counted = [frame for frame in frames if frame in set(texts["frame"])]
    main = next(iter(strata))
    # What the readout does not have stands last: every text has as many.
    counted.sort(key=lambda frame: (own[frame] == 0, met.at[(frame, main), "sum"], -own[frame]))
    order = [*counted, *(frame for frame in frames if frame not in counted)]
    below = on_narrow()
    width, line = (NARROW if below else WIDE), LINE * 1.15 * small() / 72
    # Beside each other the groups are columns; on a narrow screen they are lines below the frame.
    tall = (len(strata) + 1.6 if below else 1.5) * line
    heads = {
        name: textwrap.wrap(label, 99 if below else 19) for name, (label, *_) in strata.items()
    }
    # Beside a bar stands its number.
    number = max(
        points(f"{texts['document'].nunique()} of {texts['document'].nunique()}", small()) / 72, 0.7
    )
    room = (width - EDGE - NAMES - COUNT) / len(strata)
    longest = (width - 2 * EDGE if below else room - 0.08) - number
    top = (1.4 + len(strata) * 1.25 if below else max(map(len, heads.values())) + 1) * line + EDGE
    picture = Picture(figsize=(width, top + tall * len(order) + EDGE))
    axis = picture.add_axes((0, 0, 1, 1))
    axis.set(xlim=(0, width), ylim=(picture.get_figheight(), 0))
    axis.set_axis_off()

    def write(x: float, y: float, text: str, **how) -> None:
        axis.text(x, y, text, va="center_baseline", **({"fontsize": small()} | how))

    call = f"call of {readouts[focus][0]}"
    if below:
        write(EDGE, EDGE + 0.5 * line, f"stretches, {call}; texts with as many:", color=NEUTRAL)
    else:
        for place, part in enumerate(["stretches,", *textwrap.wrap(call, 12)]):
            write(
                NAMES + COUNT - 0.16, EDGE + (place + 0.5) * line, part, ha="right", color=NEUTRAL
            )
    for place, (name, (label, _, colour)) in enumerate(strata.items()):
        if below:
            y = EDGE + (1.75 + 1.25 * place) * line
            axis.barh(y, 0.12, 0.12, left=EDGE, color=colour)
            write(EDGE + 0.2, y, label)
        else:
            for part, text in enumerate(heads[name]):
                write(NAMES + COUNT + place * room, EDGE + (part + 0.5) * line, text)
    for place, frame in enumerate(order):
        y = top + tall * place
        axis.plot([EDGE, width - EDGE], [y, y], color="#dddddd", linewidth=0.6)
        first = y + (0.8 * line if below else tall / 2)
        count = NOT_COUNTED if frame not in counted else f"{own[frame]:g}"
        write(
            EDGE, first, f"{frames[frame]}: {count}" if below else frames[frame], fontweight="bold"
        )
        if not below:
            write(NAMES + COUNT - 0.16, first, count, ha="right", fontweight="bold")
        for step, (name, (_, _, colour)) in enumerate(strata.items()):
            if frame not in counted or (frame, name) not in met.index:
                continue
            many, size = met.loc[(frame, name)]
            left = EDGE if below else NAMES + COUNT + step * room
            at = first + (step + 1) * line * below
            long = longest * many / size
            if not own[frame]:
                write(left, at, "–", color=NEUTRAL)  # every text has as many
                continue
            axis.barh(at, long, 0.11, left=left, color=colour)
            write(left + long + 0.06, at, f"{many} of {size}")
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
