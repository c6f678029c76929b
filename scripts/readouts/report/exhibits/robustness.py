"""Figures and tables of the headline findings under other choices."""

from collections.abc import Callable

import pandas as pd
from matplotlib.figure import Figure as Picture
from matplotlib.ticker import MaxNLocator

from .. import coverage, headlines, robustness
from ..drawing import (
    LABEL,
    LINE,
    NEUTRAL,
    WIDE,
    SideStyle,
    canvas,
    closer,
    figure,
    named,
    on_narrow,
    side_styles,
    small,
    stacked,
    table,
    wrapped,
)
from ..fields import Field
from ..findings import slug
from ..publish import InsufficientData
from ..report import Report

# In lines: how far the marks of a finding stand from the middle of its row, and what its first row has below for a name.
APART, KEY = 0.29, 0.9
# Columns that the tables of headline findings share.
FIELDS = {
    "headline": "short name of the headline finding",
    "label": "what the finding is about, in print",
    "headline_group": "what kind of thing it is about, in print",
    "claim": "what the finding says: more (the first count is the higher one), alone (it has some and the other none), or largest (it is above each of the others)",
    "frequency": Field("the first count: the higher one", "occurrences, stretches or topics"),
    "frequency_reference": Field("what it is compared with", "occurrences, stretches or topics"),
    "low": Field(
        "the least that the first count is under the choices that keep to the passages",
        "occurrences, stretches or topics",
    ),
    "high": Field("the most that it is under them", "occurrences, stretches or topics"),
    "reference_low": Field(
        "the least that the count compared is under them", "occurrences, stretches or topics"
    ),
    "reference_high": Field("the most that it is under them", "occurrences, stretches or topics"),
    "choices": Field("choices that bear on the finding", "choices"),
    "turning": Field("of these, choices under which it turns over", "choices"),
    "rests_on_one": "whether one pattern finds all that the first count counts, so that dropping it is no test",
    "said": "the finding in words",
    "certainty": "what becomes of the finding under the choices, in words",
    "target_finding": "id of the finding of the first count",
    "reference_finding": "id of the finding that it is compared with",
}


def _fields(data: pd.DataFrame, **own: Field | str) -> dict[str, Field | str]:
    """Describe the columns of a table of headline findings."""
    return {name: field for name, field in FIELDS.items() if name in data} | own


@figure
def headline_ranges(report: Report) -> dict:
    """Each headline finding, both its counts, and their range over the choices of the count."""
    table = _compared(report)
    data = robustness.summary(table)
    under = (
        table[table["outcome"] == robustness.TURNS]
        .groupby("headline")["choice_group"]
        .agg(lambda groups: ", ".join(dict.fromkeys(groups)))
    )
    data["turned_over_by"] = [under.get(name, "") for name in data["headline"]]
    side_of = _sides(report)
    for key in ("target", "reference"):
        data[f"{key}_side"] = [side_of(one) or "both" for one in data[key]]
    data["said"] = [headlines.said(report.context, row) for row in data.itertuples()]
    data["certainty"] = [report.findings[slug("certainty", name)].text for name in data["headline"]]
    said = "; ".join(
        f"{row.label} ({row.said}), {row.frequency} against {row.frequency_reference}, range {row.low} to {row.high} against {row.reference_low} to {row.reference_high}"
        + f": {row.certainty}"
        for row in data.itertuples()
    )
    return {
        "title": "Headline findings under other choices",
        "caption": "The {finding}`headlines` headline findings, each a comparison of two counts: the higher one above, and below it what it is compared with. A line shows how far the count goes under other "
        "choices, made one at a time (patterns dropped, other translations, two ways to cut and spell words, two ways to count "
        f"stretches{', other rules of coverage' * report.context.has(coverage.NEEDS)}). Where both counts are of one side, the lower is hollow: its next frame, its other call, the topics of both. A cross marks a finding that turns "
        "over, and names the kind of choice. “One occurrence”: one pattern finds all that is counted, and without it there is nothing to compare. The full texts are longer than the passages "
        "and have no place in a line; where one turns a finding over, it is named.",
        "alt": f"Two dots with ranges for each finding. {said}.",
        "data": data.drop(columns=["target", "reference"]),
        "fields": _fields(
            data,
            target_side="short name of the side of whose text the first count is, or both",
            reference_side="the same of the count that it is compared with",
            turned_over_by="the kinds of choices under which it turns over, joined by a comma; empty where it holds",
        ),
        "draw": draw_headline_ranges,
        "look": {"sides": {side.id: side.name for side in report.settings.two}},
    }


def draw_headline_ranges(data: pd.DataFrame, sides: dict[str, str]) -> Picture:
    """Draw both counts of each finding, and lines for their ranges."""
    styles = side_styles(sides)
    places, ticks = _grouped(data["headline_group"])
    labels = [label or row for label, row in zip(ticks, _labels(data, sides, places, ticks))]
    beside = wrapped(_beside(data, styles, places, ticks), narrow=16 if closer() else 14)
    air = 0.4 if closer() else 0.65
    rows = stacked(labels, LABEL, narrow=22, close=31, air=air, beside=beside)
    middle = [place + KEY * (place > rows.places[places[0]]) for place in rows.places]
    height = rows.inches + KEY * LINE * small() / 72 + 0.09 * small()
    picture, axis = canvas(WIDE, height, taller=1)
    for row, place in zip(data.itertuples(), (middle[place] for place in places)):
        for shift, side, value, low, high in (
            (-APART, row.target_side, row.frequency, row.low, row.high),
            (
                APART,
                row.reference_side,
                row.frequency_reference,
                row.reference_low,
                row.reference_high,
            ),
        ):
            colour = styles[side].colour if side in styles else NEUTRAL
            hollow = shift > 0 and (side == row.target_side or side not in styles)
            axis.plot(
                [low, high],
                [place + shift] * 2,
                color=colour,
                linewidth=1.6 if closer() else 2.2,
                solid_capstyle="butt",
                zorder=2,
            )
            axis.plot(
                value,
                place + shift,
                styles[side].marker if side in styles else "D",
                color=colour,
                markerfacecolor="white" if hollow else colour,
                markeredgecolor=colour if hollow else "black",
                markeredgewidth=1.2 if hollow else 0.5,
                markersize=4.5 if closer() else 5.5,
                zorder=3,
                clip_on=False,
            )
    for text, place in zip(beside, middle):
        axis.text(
            1.01,
            place,
            text,
            transform=axis.get_yaxis_transform(),
            va="center",
            fontsize=small(),
            fontweight="bold" if place == middle[0] else "normal",
        )
    _name_sides(axis, next(data.itertuples()), middle[places[0]], styles)
    axis.set_yticks(middle, rows.labels, fontsize=small())
    for label, heading in zip(axis.get_yticklabels(), ticks):
        label.set_fontweight("bold" if heading else "normal")
    axis.set_ylim(rows.edges[-1] + KEY, 0)
    axis.set_xlim(-0.4, None)
    axis.tick_params(axis="y", length=0)
    axis.grid(axis="x")
    axis.xaxis.set_major_locator(MaxNLocator(5 if on_narrow() else "auto", integer=True))
    axis.set_xlabel("count, and its range over the choices")
    return picture


def _beside(
    data: pd.DataFrame, styles: dict[str, SideStyle], places: list[int], ticks: list[str]
) -> list[str]:
    """What stands to the right of each line: what turns a finding over, and at headings what is not a finding's own."""
    beside = [""] * len(ticks)
    for row, place in zip(data.itertuples(), places):
        if isinstance(row.turned_over_by, str):
            beside[place] = f"✕ {row.turned_over_by}"
        elif row.rests_on_one:
            beside[place] = "one occurrence"
    of_both = ~data["reference_side"].isin(list(styles))
    of_one = ~of_both & (data["reference_side"] == data["target_side"])
    said = {0: ["✕ turns over under"]}
    for hollow, text in ((of_one, "○ □ of the same side"), (of_both, "◇ topics of both")):
        if hollow.any():  # where most of them are
            group = data.loc[hollow, "headline_group"].mode().iloc[0]
            said.setdefault(ticks.index(group), []).append(text)
    for place, texts in said.items():
        beside[place] = "; ".join(texts)
    return beside


def _name_sides(axis, row, place: float, styles: dict[str, SideStyle]) -> None:
    """Write at the two marks of a row whose they are: above the upper one, and below the lower."""
    for side, value, to in (
        (row.target_side, row.frequency, -1),
        (row.reference_side, row.frequency_reference, 1),
    ):
        if side in styles:
            y = place + to * APART
            named(axis, styles[side], (value, y), (6, -to * 0.95 * small()), ha="left")


def _compared(report: Report) -> pd.DataFrame:
    """Every headline under every choice; see `headlines.results`."""
    found = headlines.results(report.context)
    if found.empty:
        raise InsufficientData("The two readouts in focus differ in nothing that is a headline.")
    return found


def _grouped(groups: pd.Series) -> tuple[list[int], list[str]]:
    """The line of each row when every group has a line for its heading; and the headings by line, empty for rows."""
    places, ticks = [], []
    for number, group in enumerate(groups):
        if number == 0 or group != groups.iloc[number - 1]:
            ticks.append(group)
        places.append(len(ticks))
        ticks.append("")
    return places, ticks


def _labels(
    data: pd.DataFrame, sides: dict[str, str], places: list[int], ticks: list[str]
) -> list[str]:
    labels = [""] * len(ticks)
    for row, place in zip(data.itertuples(), places):
        labels[place] = (
            f"{row.label}, {sides[row.target_side]}"
            if row.claim == robustness.LARGEST
            else row.label
        )
    return labels


def _sides(report: Report) -> Callable[[robustness.Key], str | None]:
    """The side that a key's count is of; None where it is of both."""
    of = report.corpus.readouts["side"]

    def side_of(key: robustness.Key) -> str | None:
        if key.level == "topics":
            return headlines.side_of(report.settings, key)
        return of[key.readout]

    return side_of


@table
def certainty(report: Report) -> dict:
    """Every headline finding, with how sure it is."""
    data = robustness.summary(_compared(report))
    data["said"] = [headlines.said(report.context, row) for row in data.itertuples()]
    data["certainty"] = [slug("certainty", name) for name in data["headline"]]
    for side in ("target", "reference"):
        data[f"{side}_finding"] = data[side].map(headlines.finding_id)
    return {
        "title": "How sure each finding is",
        "data": data.drop(columns=["target", "reference"]).assign(
            certainty=[report.findings[name].text for name in data["certainty"]]
        ),
        "fields": _fields(data),
        "caption": "The {finding}`headlines` headline findings, both counts, and what becomes of each under the other choices. “Rests on one occurrence”: one pattern finds all that is counted, so dropping it is no test.",
        "columns": {
            "label": "Finding",
            "said": "As counted",
            "frequency": "Count",
            "frequency_reference": "Against",
            "certainty": "How sure",
        },
        "links": {
            "frequency": "{target_finding}",
            "frequency_reference": "{reference_finding}",
            "certainty": list(data["certainty"]),
        },
    }


@table
def turning(report: Report) -> dict:
    """Every headline finding that some choice turns over, and the choices that do."""
    run = _compared(report)
    turned = run[run["outcome"] == robustness.TURNS]
    if turned.empty:
        raise InsufficientData("No choice that was tried turns a headline finding over.")
    turned = turned.assign(
        then=[
            robustness.reading(row.claim, row.frequency_then, row.frequency_reference_then)
            for row in turned.itertuples()
        ]
    )
    data = (
        turned.groupby(["headline", "choice_group", "then"], sort=False)
        .agg(
            **{
                name: (name, "first")
                for name in (
                    "label",
                    "claim",
                    "target",
                    "reference",
                    "frequency",
                    "frequency_reference",
                )
            },
            choices=("choice", "; ".join),
        )
        .reset_index()
    )
    data["said"] = [headlines.said(report.context, row) for row in data.itertuples()]
    for side in ("target", "reference"):
        data[f"{side}_finding"] = data[side].map(headlines.finding_id)
    return {
        "title": "What turns over",
        "data": data.drop(columns=["target", "reference"]),
        "fields": _fields(
            data,
            choice_group="the kind of choice",
            choices="the choices of the kind under which it reads so, one at a time, joined by a semicolon",
            then="how the comparison reads under each of them",
        ),
        "caption": "Every headline finding that some choice turns over: what it says, with both counts, the choices that do it, one at a time, and how the comparison then reads. A tie in place of a lead counts as turned over.",
        "columns": {
            "label": "Finding",
            "said": "As counted",
            "frequency": "Count",
            "frequency_reference": "Against",
            "choices": "Turned over by",
            "then": "Then",
        },
        "links": {"frequency": "{target_finding}", "frequency_reference": "{reference_finding}"},
    }
