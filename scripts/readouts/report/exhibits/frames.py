"""Figures and tables of frames and codes."""

import textwrap

import pandas as pd
from matplotlib.figure import Figure as Picture
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from ...text import frequency, languages
from ...text.absence import FULL, not_found
from .. import results, stretches
from ..drawing import (
    FEW,
    NEUTRAL,
    WIDE,
    SideStyle,
    bars,
    canvas,
    cell,
    distinct,
    figure,
    legible,
    matrix,
    named_above,
    of_words,
    on_narrow,
    paired_bars,
    side_styles,
    table,
    wrapped,
)
from ..fields import PER_THOUSAND, Field
from ..findings import NOT_COUNTED, literal, slug
from ..publish import InsufficientData
from ..report import Report
from ..subcorpora import Subcorpus
from .headings import (
    Focus,
    coded_alike,
    compared,
    focus,
    heading,
    keyed,
    listed,
    shown,
    sizes,
)

# A grid is easier to read than more bars than this side by side.
BARS = 5
# Frames that a picture shows, and rows of a table of codes: a codebook may have hundreds.
FRAMES, CODES = 12, 120
NO_PATTERN = "no pattern"


def _by_side(report: Report, level: str) -> pd.DataFrame:
    """A row a code (or frame) and side: ``<level>, label, part, side, frequency, n_target, normalized_frequency, share``; no frequency where it was not looked for."""
    counts = report.analysis.codes.counts(level)
    labels = (
        report.codebook.frames.set_index("frame")["label"]
        if level == "frame"
        else report.codebook.codes["label"]
    )
    tables = []
    for part in report.analysis.subcorpora:
        own = counts[part.id].astype("Float64")
        tables.append(
            pd.DataFrame(
                {
                    level: counts.index,
                    "label": labels.reindex(counts.index).to_numpy(),
                    "part": part.id,
                    "side": part.name,
                    "frequency": counts[part.id].to_numpy(),
                    "n_target": part.n_tokens,
                    "normalized_frequency": (own * frequency.PER / part.n_tokens).to_numpy(),
                    "share": (own * 100 / (own.sum() or pd.NA)).to_numpy(),
                }
            )
        )
    return pd.concat(tables, ignore_index=True)


@figure
def coded_frames(report: Report) -> dict:
    """How often each frame occurs in each side's texts."""
    # Of a pair each stretch is a cell of a bar, with its code and its list; of many sides there is no room for that.
    return _frames_of_pair(report) if coded_alike(report) else _frames_of_sides(report)


def _frames_of_sides(report: Report) -> dict:
    """A bar a side and frame, as long as the rate; a grid of counts where there are many sides."""
    data = _by_side(report, "frame")
    parts, several = shown(report), len(report.analysis.vocabularies) > 1
    if data["frequency"].fillna(0).sum() < FEW:
        raise InsufficientData(
            "The patterns of the codebook match fewer than four stretches of these texts: too few to be drawn. The tables have each."
        )
    totals = data.groupby("frame", sort=False)["frequency"].sum()
    most = set(totals.sort_values(ascending=False, kind="stable").index[:FRAMES])
    kept = [frame for frame in totals.index if frame in most and totals[frame]]
    named = report.codebook.frames.set_index("frame")["label"]
    share = "the frame’s share in all coded stretches of the side, since rates in different languages have different units"
    unit = f"A bar is as long as {share if several else 'the rate'}. " if len(parts) <= BARS else ""
    said = "; ".join(
        f"{named[frame]}: "
        + ", ".join(
            f"{part.name} {_said(report.analysis.codes.count(part.id, frame, 'frame'))}"
            for part in parts
        )
        for frame in kept
    )
    left = [literal(named[frame]) for frame in totals.index if not totals[frame]]
    more = f" Not drawn, since no text has a stretch of it: {'; '.join(left)}." if left else ""
    if len(kept) + len(left) < len(totals):
        more += " The most frequent frames are shown; the CSV has all."
    return {
        "title": "Frames",
        "data": data.drop(columns="part"),
        "fields": _fields_by_side(),
        "draw": draw_frames_of_sides,
        "look": {
            "sides": {part.name: part.name for part in parts},
            "frames": {frame: legible(named[frame], frame, 46) for frame in kept},
            "length": "share" if several else "normalized_frequency",
            "unit": "share of the side’s coded stretches, in per cent"
            if several
            else f"coded stretches per {frequency.PER:,} {parts[0].unit}",
            "excerpts": _in_excerpts(parts),
        },
        "caption": f"Distinct coded stretches a frame, written beside each mark, in the texts of {listed([literal(part.name) for part in parts])}. "
        f"{sizes(parts, report.analysis.subcorpora)} {unit}{_zero_means(report)}{more}{compared(report)}{keyed(parts)}",
        "alt": f"Coded stretches a frame: {textwrap.shorten(said, 2500, placeholder=' …')}.",
    }


def draw_frames_of_sides(
    data: pd.DataFrame,
    sides: dict[str, str],
    frames: dict[str, str],
    length: str,
    unit: str,
    excerpts: list[str],
) -> Picture:
    """Draw a bar a side and frame; a grid of counts where there are many sides."""
    labels = distinct(list(frames.values()))
    drawn = data[data["frame"].isin(frames)]
    drawn = drawn.assign(label=drawn["frame"].map(dict(zip(frames, labels))))
    if len(sides) > BARS:
        picture, axis = canvas(WIDE, 1.3 + 0.34 * len(labels))
        _grid(axis, drawn, labels, sides, excerpts)
        return picture
    styles = side_styles(sides)
    picture, axis = canvas(WIDE, 1.1 + len(labels) * (0.14 * len(sides) + 0.16))
    bars(axis, drawn, labels, styles, length, drawn[length].max() * 0.008)
    picture.legend(loc="outside lower center", ncols=min(4, len(sides)))
    axis.set_xlabel(unit)
    return picture


def _in_excerpts(parts: list[Subcorpus]) -> list[str]:
    """The sides of whose texts not all is at hand: what is not found there may stand in the rest."""
    return [part.name for part in parts if part.absent != not_found(FULL)]


def _fields_by_side() -> dict[str, Field | str]:
    """Describe the columns of `_by_side`."""
    return {
        "side": "name of the side in print",
        "frequency": Field(
            "distinct coded stretches in the side’s texts; empty where the codebook has no pattern in their language",
            "stretches",
        ),
        "n_target": Field(
            "size of the side’s texts; of Chinese every character counts as a word", "words"
        ),
        "share": Field("share in all coded stretches of the side’s texts", "per cent"),
    }


def _zero_means(report: Report) -> str:
    """What may be said of what is not found; of a pair no table of sides says it."""
    if report.settings.focused:
        return f"Zero means no such wording in a text that is at hand in full, nor in the {report.settings.excerpts} of any other."
    return "Zero means what {numref}`tab-sides` says of a side’s texts."


def _said(count: int | None) -> str:
    return NO_PATTERN if count is None else str(count)


def _grid(
    axis, data: pd.DataFrame, labels: list[str], sides: dict[str, str], excerpts: list[str]
) -> None:
    """A grid of counts by side and label: a mark with its number; a dot where full texts were searched in vain, a ring where excerpts were; nothing where nothing was looked for."""
    styles, names = side_styles(sides), list(sides)
    for row in data[data["side"].isin(names)].itertuples():
        x, y = names.index(row.side), labels.index(row.label)
        if row.frequency == 0 and row.side in excerpts:
            axis.plot(
                x,
                y,
                "o",
                color="white",
                markeredgecolor=NEUTRAL,
                markersize=4,
                markeredgewidth=0.7,
            )
        else:
            # A column says whose it is, and a number fits no triangle.
            cell(axis, x, y, row.frequency, styles[row.side].colour, "o")
    axis.set_xticks(
        range(len(names)),
        [textwrap.fill(style.label, max(8, 72 // len(names))) for style in styles.values()],
    )
    matrix(axis, len(names), labels)


@figure
def codes_by_side(report: Report) -> dict:
    """Which codes each side's texts have: a number, a dot where full texts have none, a ring where excerpts have none."""
    data = _by_side(report, "code")
    parts = shown(report)
    totals = data.groupby("code", sort=False)["frequency"].sum()
    most = set(totals.sort_values(ascending=False, kind="stable").index[:60])
    kept = [code for code in totals.index if code in most and totals[code] > 0]
    if len(kept) < FEW:
        raise InsufficientData(
            "The texts have fewer than four of the codes: too few to be drawn. The tables have each."
        )
    codes = report.codebook.codes
    said = ". ".join(
        f"{part.name}: "
        + "; ".join(
            f"{codes.at[code, 'label']} {_said(report.analysis.codes.count(part.id, code))}"
            for code in kept
        )
        for part in parts
    )
    return {
        "title": "Which codes each side has",
        "data": data.drop(columns=["part", "share"]),
        "fields": {name: of for name, of in _fields_by_side().items() if name != "share"},
        "draw": draw_codes_by_side,
        "look": {
            "sides": {part.name: part.name for part in parts},
            "codes": {code: legible(codes.at[code, "label"], code, 52) for code in kept},
            "excerpts": _in_excerpts(parts),
        },
        "caption": "Distinct coded stretches of every code that a side has. A dot: none of its wordings stands in the side’s texts, which are at hand in full. A ring: not in the "
        "passages at hand, while the whole text may have it. "
        f"An empty cell: the codebook has no pattern in the side’s language. {sizes(parts, report.analysis.subcorpora)}{compared(report)}{keyed(parts)}",
        "alt": f"A grid of codes by side. {textwrap.shorten(said, 2500, placeholder=' …')}.",
    }


def draw_codes_by_side(
    data: pd.DataFrame, sides: dict[str, str], codes: dict[str, str], excerpts: list[str]
) -> Picture:
    """Draw a grid of codes by side."""
    labels = distinct(list(codes.values()))
    drawn = data[data["code"].isin(codes)]
    drawn = drawn.assign(label=drawn["code"].map(dict(zip(codes, labels))))
    picture, axis = canvas(WIDE, 0.8 + 0.24 * len(labels))
    _grid(axis, drawn, labels, sides, excerpts)
    return picture


@table
def frames(report: Report) -> dict:
    """Frames: counts, and rates beside them."""
    # The published table of a pair has the columns <side> and <side>_rate, that of sides <id>_frequency and <id>_rate.
    if coded_alike(report):
        return _table_of_frames(report)
    return _table(
        report,
        "frame",
        {
            "title": "Frames, counts and rates",
            "caption": "Distinct coded stretches a frame, with rates per {plain}`1,000` words. Rates in different languages have different units and do not compare. ",
        },
    )


@table
def codes(report: Report) -> dict:
    """Every code: counts; of a pair also in the full texts that were counted."""
    if coded_alike(report):
        return _table_of_codes(report)
    return _table(
        report, "code", {"title": "Every code", "caption": "Distinct coded stretches a code. "}
    )


def _table(report: Report, level: str, made: dict) -> dict:
    parts = shown(report)
    counts = report.analysis.codes.counts(level)
    named = report.codebook.frames.set_index("frame")["label"]
    data = pd.DataFrame(
        {
            level: counts.index,
            "label": (named if level == "frame" else report.codebook.codes["label"])
            .reindex(counts.index)
            .to_numpy(),
        }
    )
    if level == "code":
        data["frame_label"] = report.codebook.codes["frame"].map(named).to_numpy()
    columns, links = (
        {"label": "Frame"} if level == "frame" else {"label": "Code", "frame_label": "Frame"},
        {},
    )
    missing, fields = {}, {}
    shown_ids = {part.id for part in parts}
    for part in report.analysis.subcorpora:
        has = [report.analysis.codes.looked_for(part.id, name, level) for name in data[level]]
        ids = [
            f"{level}-{part.id}-{name}" if found else "" for name, found in zip(data[level], has)
        ]
        column, rate = f"{part.id}_frequency", f"{part.id}_rate"
        data[column] = counts[part.id].where(has).astype("Int64").to_numpy()
        data[rate] = data[column].astype("Float64") * frequency.PER / part.n_tokens
        data[f"{part.id}_withheld_because"] = ["" if found else NO_PATTERN for found in has]
        missing |= {column: NO_PATTERN, rate: NO_PATTERN}
        fields |= {
            column: Field(
                f"distinct coded stretches in the texts of {part.name}; empty where not looked for",
                "stretches",
            ),
            rate: Field(
                f"the same per 1,000 {part.unit}; empty where not looked for",
                f"per 1,000 {part.unit}",
            ),
            f"{part.id}_withheld_because": f"why both are empty: the codebook has no pattern of the {level} in the language of these texts",
        }
        if part.id in shown_ids:
            columns[column], links[column] = heading(part), ids
        if part.id in shown_ids and level == "frame":
            columns[rate], links[rate] = (
                f"{literal(part.name)}, rate",
                [f"rate-{name}" if name else "" for name in ids],
            )
    # The codes that a side has come first where there are many, so that those shown are those found.
    order = counts.fillna(0).sum(axis=1).to_numpy()
    data["shown"] = pd.Series(-order).rank(method="first") <= CODES
    zero = f"{_zero_means(report)} “No pattern”: the codebook has none in the side’s language, so it was not looked for."
    more = " The most frequent are shown; the CSV has all." if not data["shown"].all() else ""
    return {
        "title": made["title"],
        "caption": made["caption"] + zero + more + compared(report),
        "data": data,
        "fields": fields,
        "missing": missing,
        "shown": "shown",
        "columns": columns,
        "links": links,
    }


def _described(report: Report) -> pd.DataFrame:
    """The stretches of both sides' passages, those of one code together, with the code's name and the side."""
    segments = report.corpus.segments
    table = stretches.described(
        segments[segments["readout_id"].isin(report.settings.pair)], report.coded
    )
    names, codes = (
        {one.id: one.side.id for one in focus(report)},
        report.codebook.codes["label"],
    )
    return table.assign(
        side=table["readout_id"].map(names), label=table["code"].map(codes)
    ).sort_values("code", key=lambda code: code.map(codes.index.get_loc), kind="stable")


def _frames_of_pair(report: Report) -> dict:
    """A bar for each of the two readouts in focus and frame: a cell for every stretch."""
    frames, counted = report.codebook.frames, stretches.of_frames(_described(report))
    target, reference = focus(report)
    excerpts, rows = report.settings.excerpts, []
    for frame in frames.itertuples():
        for side, readout in ((one.side.id, one.id) for one in (target, reference)):
            own = counted[(counted["frame"] == frame.frame) & (counted["side"] == side)]
            codes = "; ".join(
                f"{label} {count}" for label, count in own["label"].value_counts(sort=False).items()
            )
            rows.append(
                (
                    frame.frame,
                    frame.label,
                    side,
                    report.findings[slug("frame", readout, frame.frame)].value,
                    report.findings[f"words-{readout}"].value,
                    codes,
                    int(own["list"].notna().sum()),
                    int((own["inside"] != "").sum()),
                    " ".join(_kind(one) for one in own.itertuples()),
                )
            )
    data = pd.DataFrame(
        rows,
        columns=[
            "frame",
            "label",
            "side",
            "frequency",
            "n_target",
            "codes",
            "in_a_list",
            "inside_another",
            "cells",
        ],
    )
    data = data.astype({"frequency": "Int64"})
    rates = data["frequency"].astype("Float64") * frequency.PER / data["n_target"]
    data.insert(5, "normalized_frequency", rates)
    counts = data.set_index(["label", "side"])
    said = "; ".join(
        f"{label} {_bar_said(counts.loc[label, target.side.id])} and {_bar_said(counts.loc[label, reference.side.id])}"
        for label in frames["label"]
    )
    sizes = [
        f"{{finding}}`passages-{one.id}` passages, {{finding}}`words-{one.id}` words"
        for one in (target, reference)
    ]
    return {
        "title": f"Frames in the {excerpts}",
        "uncounted": data.loc[data["frequency"].isna(), "label"].unique(),
        "caption": f"Distinct coded stretches a frame in the {excerpts} of {results.day(report.settings.event)}: {target.side.whose} ({sizes[0]}) and {reference.side.whose} ({sizes[1]}); "
        "a cell is a stretch, hatched where it is an item of a list, and hollow where it lies inside another stretch of its "
        f"frame. Where no bar stands, the frame is not in the {excerpts}; the full texts may have it.",
        "alt": f"Paired bars, {target.side.prose} and {reference.side.prose}, a frame, with its codes: {said}. Zero means not in the {excerpts}.",
        "data": data,
        "fields": {
            "frequency": Field(
                f"distinct coded stretches of the frame in the side’s {excerpts}", "stretches"
            ),
            "n_target": Field(f"words of the side’s {excerpts}", "words"),
            "codes": "the codes of these stretches, each with how many it has, joined by a semicolon",
            "in_a_list": Field("of these stretches, items of a list", "stretches"),
            "inside_another": Field(
                "of these stretches, those inside another stretch of the frame", "stretches"
            ),
            "cells": "what each of these stretches is, in the order of the codes: list, an item of a list; inside, inside another stretch; inside-list, both; alone, neither",
        },
        "draw": draw_frames_of_pair,
        "look": {"sides": report.settings.names, "excerpts": excerpts},
    }


def _kind(stretch) -> str:
    """What a stretch is, for its cell: an item of a list, inside another one, both or neither."""
    said = ["inside"] * bool(stretch.inside) + ["list"] * pd.notna(stretch.list)
    return "-".join(said) or "alone"


def draw_frames_of_pair(data: pd.DataFrame, sides: dict[str, str], excerpts: str) -> Picture:
    """Draw a bar for each side and frame: a cell for every stretch."""
    styles = side_styles(sides)
    picture, axis = canvas(WIDE, 4.1)
    paired_bars(axis, data, list(dict.fromkeys(data["label"])), styles)
    _cells(axis, data, styles)
    kinds = " ".join(data["cells"].dropna()).split()
    key = {"an item of a list": {"hatch": "////", "facecolor": NEUTRAL}} if any(kind.endswith("list") for kind in kinds) else {}  # fmt: skip
    if any(kind.startswith("inside") for kind in kinds):
        key["inside another stretch of its frame"] = {"facecolor": "white"}
    handles = [Patch(label=said, edgecolor=NEUTRAL if "inside" in said else "white", linewidth=1, **how) for said, how in key.items()]  # fmt: skip
    if handles:
        picture.legend(handles=handles, loc="outside lower center", ncols=1 if on_narrow() else 2)
    said = of_words(f"coded stretches in the {excerpts}", *data.groupby("side", sort=False)["n_target"].first())  # fmt: skip
    axis.set_xlabel(*wrapped([said], narrow=28))
    return picture


def _cells(axis, data: pd.DataFrame, styles: dict[str, SideStyle]) -> None:
    """Divide the bars of `paired_bars` into a cell for every stretch: hatched where it is an item of a list, white where it lies inside another."""
    places, frames = dict(zip(styles, (-0.2, 0.2))), list(dict.fromkeys(data["frame"]))
    for row in data.dropna(subset="cells").itertuples():
        for left, kind in enumerate(row.cells.split()):
            inside = kind.startswith("inside")
            axis.barh(
                frames.index(row.frame) + places[row.side],
                # A hollow cell keeps its edge: it stands apart from the axis and over its neighbours.
                0.95 if inside else 1,
                0.36 if inside else 0.38,
                left=left + 0.025 * inside,
                color="white" if inside else styles[row.side].colour,
                hatch="////" if kind.endswith("list") else "",
                edgecolor=styles[row.side].colour if inside else "white",
                linewidth=1,
                zorder=2 if inside else 1,
            )


def _bar_said(row: pd.Series) -> str:
    """A bar in words: its count, and its codes where it has any."""
    if pd.isna(row["frequency"]):
        return NOT_COUNTED
    return f"{row['frequency']} ({row['codes']})" if row["codes"] else "0"


@figure
def february_june(report: Report) -> dict:
    """Frames in the two full readouts of the side in focus."""
    if len(report.settings.full_texts) != 2:
        raise InsufficientData("Of no side the full texts of two events are named in the settings.")
    frames, texts = report.codebook.frames, focus(report, report.settings.full_texts)
    dates = [str(report.corpus.readouts.at[one.id, "event_date"]) for one in texts]
    rows = [
        (
            row.frame,
            row.label,
            date,
            report.findings[slug("frame", one.id, row.frame)].value,
            report.findings[f"words-{one.id}"].value,
        )
        for row in frames.itertuples()
        for date, one in zip(dates, texts)
    ]
    data = pd.DataFrame(rows, columns=["frame", "label", "event_date", "frequency", "n_target"])
    data = data.astype({"frequency": "Int64", "n_target": "Int64"})
    wide = data.pivot(index="label", columns="event_date", values="frequency").reindex(
        frames["label"]
    )
    wide, days = wide.astype(float), [pd.Timestamp(date) for date in dates]
    language = languages.name(report.corpus.readouts.at[texts[0].id, "language"])
    said = "; ".join(
        f"{label} {_number(row[dates[0]])} and {_number(row[dates[1]])}"
        for label, row in wide.iterrows()
    )
    sized = " and ".join(
        f"{results.day(day)} ({{finding}}`words-{one.id}` words)" for day, one in zip(days, texts)
    )
    return {
        "title": f"{texts[0].side.opening}’s two readouts",
        "caption": f"Distinct coded stretches a frame in {texts[0].side.whose} full {language} readouts of {sized}. "
        "Two texts on two occasions: a difference between them is no trend.",
        "uncounted": wide.index[wide.isna().any(axis=1)],
        "alt": f"Two dots a frame, {days[0]:%B} and {days[1]:%B %Y}: {said}.",
        "data": data,
        "fields": {
            "event_date": f"day of the call of which {texts[0].side.whose} full readout is counted",
            "n_target": Field("words of the full readout", "words"),
        },
        "draw": draw_february_june,
        "look": {"sides": report.settings.names, "side": texts[0].side.id, "language": language},
    }


def draw_february_june(
    data: pd.DataFrame, sides: dict[str, str], side: str, language: str
) -> Picture:
    """Draw a line a frame, with a mark for its count in each of the two texts."""
    dates, colour = list(dict.fromkeys(data["event_date"])), side_styles(sides)[side].colour
    wide = data.pivot(index="label", columns="event_date", values="frequency")
    wide = wide.loc[list(dict.fromkeys(data["label"]))]
    picture, axis = canvas(WIDE, 3.2)
    for date, marker, fill in zip(dates, "Do", ("white", colour)):
        axis.plot(
            wide[date],
            range(len(wide)),
            marker,
            color=colour,
            markerfacecolor=fill,
            markersize=8 if marker == "o" else 6.5,
            zorder=3 if marker == "o" else 4,
        )
    axis.hlines(range(len(wide)), wide.min(axis=1), wide.max(axis=1), color=NEUTRAL, zorder=2)
    for y in (y for y, known in enumerate(wide.notna().all(axis=1)) if not known):
        axis.text(
            0.01, y, NOT_COUNTED, transform=axis.get_yaxis_transform(), va="center", fontsize=9
        )
    axis.set_yticks(range(len(wide)), wrapped(list(wide.index), narrow=20))
    axis.invert_yaxis()
    axis.grid(axis="x")
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    said = of_words(f"coded stretches in the full {language} texts", *data.groupby("event_date", sort=False)["n_target"].first())  # fmt: skip
    axis.set_xlabel(*wrapped([said], narrow=28))
    apart = (wide[dates[0]] - wide[dates[1]]).abs()
    if apart.notna().any():
        row = list(wide.index).index(apart.idxmax())
        named_above(
            axis,
            row,
            {
                f"{pd.Timestamp(date):{'%b %Y' if on_narrow() else '%B %Y'}}": wide[date].iloc[row]
                for date in dates
            },
        )
    return picture


def _number(count: float) -> str:
    """A count in words; one that is not known says so."""
    return NOT_COUNTED if pd.isna(count) else f"{count:.0f}"


def _table_of_frames(report: Report) -> dict:
    data = report.codebook.frames[["frame", "label"]].copy()
    columns, links = {"label": "Frame"}, {}
    for side, readout in focus(report):
        for column, kind, headed in (
            (side.id, "frame", Focus(side, readout).heading),
            (f"{side.id}_rate", "rate-frame", f"{side.name}, rate"),
        ):
            links[column] = f"{kind}-{readout}-{{frame}}"
            columns[column] = headed
            data[column] = [
                report.findings[slug(kind, readout, frame)].value for frame in data["frame"]
            ]
    return {
        "title": "Frames, counts and rates",
        "data": data,
        "fields": {
            column: field
            for one in focus(report)
            for column, field in (
                (one.side.id, _counted_in(report, one)),
                (
                    f"{one.side.id}_rate",
                    Field(f"the same per 1,000 words of {one.side.whose} passages", PER_THOUSAND),
                ),
            )
        },
        "caption": f"Distinct coded stretches a frame in the {report.settings.excerpts} of {results.day(report.settings.event)}, with rates per {{plain}}`1,000` words. The two sides’ passages differ in length, and the rates "
        "make up for that; of so few words they say nothing else.",
        "columns": columns,
        "links": links,
    }


def _counted_in(report: Report, one: Focus) -> Field:
    """Describe a column of counts of a readout."""
    readout = report.corpus.readouts.loc[one.id]
    text = "full readout" if readout["completeness"] == FULL else f"{report.settings.excerpts}"
    return Field(
        f"distinct coded stretches in {one.side.whose} {text} of {results.day(readout['event_date'])}",
        "stretches",
    )


@table
def frame_words(report: Report) -> dict:
    """The words that fill each frame in both sides' passages, code by code."""
    if not report.settings.focused:
        raise InsufficientData("No two readouts are in focus.")
    sides = {one.side.id: one.id for one in focus(report)}
    described, labels = _described(report), report.codebook.frames.set_index("frame")["label"]
    if described.empty:
        raise InsufficientData(
            "No pattern of the codebook matches a text: there is no frame to fill."
        )
    data = pd.DataFrame(
        [
            {
                "frame": frame,
                "code": code,
                "frame_label": labels[frame],
                "label": report.codebook.codes.at[code, "label"],
                **{
                    column: value
                    for side, readout in sides.items()
                    for column, value in (
                        (side, report.findings[slug("code", readout, code)].value),
                        (f"{side}_words", _words(own[own["side"] == side])),
                    )
                },
            }
            for (frame, code), own in described.groupby(["frame", "code"], sort=False)
        ]
    )
    data = data.sort_values(
        "frame",
        key=lambda frame: frame.map(list(labels.index).index),
        kind="stable",
        ignore_index=True,
    )
    return {
        "title": "What fills each frame",
        "data": data,
        "fields": {
            column: field
            for one in focus(report)
            for column, field in (
                (one.side.id, _counted_in(report, one)),
                (
                    f"{one.side.id}_words",
                    f"the words of these stretches in {one.side.whose} {report.settings.excerpts}, joined by a semicolon",
                ),
            )
        },
        "caption": f"The codes of each frame that stand in the {report.settings.excerpts} of {results.day(report.settings.event)}, with the words that are counted. “One list”: the stretches are items of one enumeration. “Inside”: the "
        f"stretch is a part of a longer one that the frame counts too. An empty cell: not in the {report.settings.excerpts}.",
        "columns": {
            "frame_label": "Frame",
            "label": "Code",
            **{
                column: headed
                for side, _ in focus(report)
                for column, headed in (
                    (side.id, side.name),
                    (f"{side.id}_words", f"{side.opening}’s words"),
                )
            },
        },
        "links": {side: f"code-{readout}-{{code}}" for side, readout in sides.items()},
    }


def _words(own: pd.DataFrame) -> str:
    """The words of stretches in quotation marks; those of one list together."""
    parts = [
        ", ".join(f"“{words}”" for words in together["keyword"])
        + (
            " (one list)"
            if len(together) > 1
            else f" (inside “{together['inside'].iloc[0]}”)"
            if together["inside"].iloc[0]
            else ""
        )
        for _, together in own.groupby(own["list"].fillna(own.index.to_series()), sort=False)
    ]
    return "; ".join(parts)


def _table_of_codes(report: Report) -> dict:
    names = report.codebook.frames.set_index("frame")["label"]
    data = report.codebook.codes[["frame", "code", "label"]].reset_index(drop=True)
    data["frame_label"] = data["frame"].map(names)
    readouts, columns = {}, {"label": "Code", "frame_label": "Frame"}
    fields = {}
    for one in focus(report):
        readouts[one.side.id], columns[one.side.id] = one.id, one.heading
        fields[one.side.id] = _counted_in(report, one)
    for side, readout in (
        focus(report, report.settings.full_texts) if report.settings.full_texts else ()
    ):
        month = f"{report.corpus.readouts.at[readout, 'event_date']:%B}"
        column = f"{side.id}_full_{month.lower()}"
        readouts[column] = readout
        fields[column] = _counted_in(report, Focus(side, readout))
        columns[column] = (
            f"{side.name}, full text of {month}, of {{finding}}`words-{readout}` words"
        )
    for column, readout in readouts.items():
        values = [report.findings[slug("code", readout, code)].value for code in data["code"]]
        data[column] = pd.array(values, dtype="Int64")
    further = (
        "; in those of full texts it means that none of the code’s wordings stands in the full text. The two kinds are never added up"
        if report.settings.full_texts
        else ""
    )
    links: dict[str, str | list[str]] = {
        column: f"code-{readout}-{{code}}" for column, readout in readouts.items()
    }
    said = ""
    if reference := report.settings.reference:
        found = [slug("reference-code-texts", reference.main, code) for code in data["code"]]
        links["base_rate"] = found
        values = [report.findings[name].value for name in found]
        data["base_rate"] = pd.array(values, dtype="Int64")
        fields["base_rate"] = Field(f"texts that have the code, among {reference.texts}", "texts")
        columns["base_rate"] = (
            f"Of {{finding}}`reference-texts-{reference.main}` other texts, those that have it"
        )
        said = (
            f" The last column is the base rate: how many of {reference.texts} have the code. "
            "That a readout lacks what its issuer nearly never says is no omission."
        )
    return {
        "title": "Every code",
        "data": data,
        "fields": fields,
        "caption": f"Distinct coded stretches a code. In the first two columns of numbers zero means not in the {report.settings.excerpts}{further}.{said}",
        "columns": columns,
        "links": links,
        "uncounted": data.loc[data[list(readouts)].isna().any(axis=1), "label"],
    }
