"""Figures and tables of frames and codes."""

import textwrap

import pandas as pd

from ...corpus.corpus import FULL, absence
from ...report.drawing import (
    NEUTRAL,
    WIDE,
    bars,
    canvas,
    cell,
    distinct,
    figure,
    legible,
    looks,
    matrix,
    table,
)
from ...report.findings import literal
from ...report.publish import Refused
from ...report.results import Part
from ...text import frequency
from ..report import Comparison
from .naming import heading, keyed, listed, shown, sizes

# A grid is easier to read than more bars than this side by side.
BARS = 5
# Frames that a picture shows, and rows of a table of codes: a codebook may have hundreds.
FRAMES, CODES = 12, 120
NO_PATTERN = "no pattern"


def _by_side(report: Comparison, level: str) -> pd.DataFrame:
    """A row a code (or frame) and side: ``<level>, label, part, side, frequency, n_target, normalized_frequency, share``; no frequency where it was not looked for."""
    counts = report.compared.codes.counts(level)
    labels = (
        report.codebook.frames.set_index("frame")["label"]
        if level == "frame"
        else report.codebook.codes["label"]
    )
    tables = []
    for part in report.compared.parts:
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
def coded_frames(report: Comparison) -> dict:
    """How often each frame occurs in each side's texts."""
    data = _by_side(report, "frame")
    parts, several = shown(report), len(report.compared.vocabularies) > 1
    if not data["frequency"].fillna(0).sum():
        raise Refused("No pattern of the codebook matches a text: there is no frame to draw.")
    totals = data.groupby("frame", sort=False)["frequency"].sum()
    kept = [
        frame
        for frame in totals.index
        if frame in set(totals.sort_values(ascending=False, kind="stable").index[:FRAMES])
    ]
    named = report.codebook.frames.set_index("frame")["label"]
    labels = distinct([legible(named[frame], frame, 46) for frame in kept])
    drawn = data[data["frame"].isin(kept)].assign(
        label=lambda table: table["frame"].map(dict(zip(kept, labels))),
        side=data["part"],
        length=data["share" if several else "normalized_frequency"].astype(float),
    )
    looked = looks({part.id: part.name for part in parts})
    if len(parts) <= BARS:
        picture, axis = canvas(WIDE, 1.1 + len(labels) * (0.14 * len(parts) + 0.16))
        bars(axis, drawn, labels, looked, "length", drawn["length"].max() * 0.008)
        picture.legend(loc="outside lower center", ncols=min(4, len(parts)))
        axis.set_xlabel(
            "share of the side’s coded stretches, in per cent"
            if several
            else f"coded stretches per {frequency.PER:,} {parts[0].unit}"
        )
    else:
        picture, axis = canvas(WIDE, 1.3 + 0.34 * len(labels))
        _grid(
            axis,
            parts,
            labels,
            {
                (part.id, label): report.compared.codes.count(part.id, frame, "frame")
                for part in parts
                for frame, label in zip(kept, labels)
            },
        )
    share = "the frame’s share in all coded stretches of the side, since rates in different languages have different units"
    unit = f"A bar is as long as {share if several else 'the rate'}. " if len(parts) <= BARS else ""
    said = "; ".join(
        f"{named[frame]}: "
        + ", ".join(
            f"{part.name} {_said(report.compared.codes.count(part.id, frame, 'frame'))}"
            for part in parts
        )
        for frame in kept
    )
    more = (
        "" if len(kept) == len(totals) else " The most frequent frames are shown; the CSV has all."
    )
    return {
        "title": "Frames",
        "data": data.drop(columns="part"),
        "picture": picture,
        "caption": f"Distinct coded stretches a frame, written beside each mark, in the texts of {listed([literal(part.name) for part in parts])}. "
        f"{sizes(parts, report.compared.parts)} {unit}Zero means what {{numref}}`tab-sides` says of a side’s texts.{more}{keyed(parts)}",
        "alt": f"Coded stretches a frame: {textwrap.shorten(said, 2500, placeholder=' …')}.",
    }


def _said(count: int | None) -> str:
    return NO_PATTERN if count is None else str(count)


def _grid(
    axis, parts: list[Part], labels: list[str], counts: dict[tuple[str, str], int | None]
) -> None:
    """A grid of counts by part and label: a mark with its number; a dot where full texts were searched in vain, a ring where excerpts were; nothing where nothing was looked for."""
    looked = looks({part.id: part.name for part in parts})
    for y, label in enumerate(labels):
        for x, part in enumerate(parts):
            count, look = counts[part.id, label], looked[part.id]
            if count == 0 and part.absent != absence(FULL):
                axis.plot(
                    x,
                    y,
                    "o",
                    color="white",
                    markeredgecolor=NEUTRAL,
                    markersize=4,
                    markeredgewidth=0.7,
                )
            elif count is not None:
                cell(
                    axis, x, y, count, look.colour, "o"
                )  # a column says whose it is, and a number fits no triangle
    axis.set_xticks(
        range(len(parts)),
        [textwrap.fill(looked[part.id].label, max(8, 72 // len(parts))) for part in parts],
    )
    matrix(axis, len(parts), labels)


@figure
def codes_by_side(report: Comparison) -> dict:
    """Which codes each side's texts have: a number, a dot where full texts have none, a ring where excerpts have none."""
    data = _by_side(report, "code")
    parts = shown(report)
    totals = data.groupby("code", sort=False)["frequency"].sum()
    most = set(totals.sort_values(ascending=False, kind="stable").index[:60])
    kept = [code for code in totals.index if code in most and totals[code] > 0]
    if not kept:
        raise Refused("No pattern of the codebook matches a text: there is no code to draw.")
    codes = report.codebook.codes
    labels = distinct([legible(codes.at[code, "label"], code, 52) for code in kept])
    picture, axis = canvas(WIDE, 0.8 + 0.24 * len(kept))
    _grid(
        axis,
        parts,
        labels,
        {
            (part.id, label): report.compared.codes.count(part.id, code)
            for part in parts
            for code, label in zip(kept, labels)
        },
    )
    said = ". ".join(
        f"{part.name}: "
        + "; ".join(
            f"{codes.at[code, 'label']} {_said(report.compared.codes.count(part.id, code))}"
            for code in kept
        )
        for part in parts
    )
    return {
        "title": "Which codes each side has",
        "data": data.drop(columns=["part", "share"]),
        "picture": picture,
        "caption": "Distinct coded stretches of every code that a side has. A dot: absent from all of its texts, which are at hand in full. A ring: not in the "
        "passages at hand, while the whole text may have it. "
        f"An empty cell: the codebook has no pattern in the side’s language. {sizes(parts, report.compared.parts)}{keyed(parts)}",
        "alt": f"A grid of codes by side. {textwrap.shorten(said, 2500, placeholder=' …')}.",
    }


@table
def frames(report: Comparison) -> dict:
    """Frames: counts, and rates beside them."""
    return _table(
        report,
        "frame",
        {
            "title": "Frames, counts and rates",
            "caption": "Distinct coded stretches a frame, with rates per {plain}`1,000` words. Rates in different languages have different units and do not compare. ",
        },
    )


@table
def codes(report: Comparison) -> dict:
    """Every code: counts."""
    return _table(
        report, "code", {"title": "Every code", "caption": "Distinct coded stretches a code. "}
    )


def _table(report: Comparison, level: str, made: dict) -> dict:
    parts = shown(report)
    counts = report.compared.codes.counts(level)
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
    shown_ids = {part.id for part in parts}
    for part in report.compared.parts:
        has = [report.compared.codes.looked_for(part.id, name, level) for name in data[level]]
        ids = [
            f"{level}-{part.id}-{name}" if found else "" for name, found in zip(data[level], has)
        ]
        column, rate = f"{part.id}_frequency", f"{part.id}_rate"
        data[column] = [
            count if found else NO_PATTERN
            for count, found in zip(counts[part.id].astype(object), has)
        ]
        data[rate] = [
            count * frequency.PER / part.n_tokens if found else NO_PATTERN
            for count, found in zip(counts[part.id].astype(object), has)
        ]
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
    zero = "Zero means what {numref}`tab-sides` says of a side’s texts. “No pattern”: the codebook has none in the side’s language, so it was not looked for."
    more = " The most frequent are shown; the CSV has all." if not data["shown"].all() else ""
    return {
        "title": made["title"],
        "caption": made["caption"] + zero + more,
        "data": data,
        "shown": "shown",
        "columns": columns,
        "links": links,
    }
