"""Figures and tables of the headline findings under other choices."""

from collections.abc import Callable

import pandas as pd
from matplotlib.figure import Figure as Picture

from .. import coverage, headlines, robustness
from ..drawing import (
    LABEL,
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

# Where the counts of a finding stand, and where its marks begin, in steps from one mark to the next.
AT_COUNTS, FIRST = 0, 3.2
# What heads the findings that hold, those that turn over, and those of which no choice says either; and what is said
# beside the heading.
HOLD, TURN, UNTRIED = VERDICTS = (
    "Hold under every choice",
    "Turn over under some",
    "No choice bears on it",
)
HEADED = {
    HOLD: "a mark for each choice tried: under so many the comparison holds",
    TURN: "hollow mark: a choice that turns the comparison over",
}
# The kinds of choices, as a reader takes them.
PLAIN = {
    "tokeniser": "words cut otherwise",
    "patterns": "a pattern fewer",
    "stretches": "lists counted otherwise",
    "translations": "another translation",
    "full texts": "the full text",
    "rates": "rates for counts",
    "coverage": "other counts of topics",
}
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
        "title": "Which comparisons turn over under other choices?",
        "caption": "A row is a comparison of two counts, the higher first; a mark is another choice that bears on it, filled where the comparison holds and hollow where it turns over. "
        "The choices, one at a time: a pattern dropped, another translation, words cut or spelt otherwise, stretches counted otherwise"
        f"{', topics counted otherwise' * report.context.has(coverage.NEEDS)}; “one occurrence”: one pattern finds all that is counted.",
        "alt": f"A row for each finding, with a mark for each choice. {said}.",
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
    """Draw a row a finding, those that hold above those that turn over: a mark a choice, filled where the finding holds."""
    styles = side_styles(sides)
    data["verdict"] = data["turning"].gt(0).map({True: TURN, False: HOLD})
    data["verdict"] = data["verdict"].where(data["choices"] > 0, UNTRIED)
    data = data.sort_values(
        "verdict", key=lambda own: own.map(VERDICTS.index), kind="stable", ignore_index=True
    )
    verdicts = data["verdict"]
    places, headings = _grouped(verdicts)
    labels = [
        label or f"{heading}: {(verdicts == heading).sum()}"
        for heading, label in zip(headings, _labels(data, sides, places, headings))
    ]
    becomes = [HEADED.get(heading, "") for heading in headings]
    for row, place in zip(data.itertuples(), places):
        becomes[place] = _becomes(row)
    becomes = wrapped(becomes, wide=31, narrow=33 if closer() else 27)
    # On a narrow screen the words stand below the marks; a heading has a line of white above it.
    below = on_narrow()
    beside = [
        f"{chr(10) * bool(below or heading)}{text}" for heading, text in zip(headings, becomes)
    ]
    rows = stacked(labels, LABEL, narrow=23, close=31, air=0.4 if closer() else 0.65, beside=beside)
    picture, axis = canvas(WIDE, rows.inches + 0.1, taller=1)
    ends = AT_COUNTS - 2.2, FIRST + data["choices"].max()
    named_already: set[str] = set()
    for row, place in zip(data.itertuples(), places):
        style = styles.get(row.target_side, SideStyle(NEUTRAL, "D", ""))
        y = rows.places[place] - below * 0.5 * (becomes[place].count("\n") + 1)
        counts = f"{row.frequency:g} : {row.frequency_reference:g}"
        axis.text(AT_COUNTS, y, counts, ha="center", va="center_baseline", fontsize=small())
        for choice in range(row.choices):
            holds = choice < row.choices - row.turning
            axis.plot(
                FIRST + choice,
                y,
                style.marker,
                color=style.colour,
                markerfacecolor=style.colour if holds else "white",
                markersize=((3.4 if closer() else 4) if below else 6.5)
                * (1 if style.marker == "o" else 0.85),
                markeredgewidth=1,
            )
        if style.label and style.label not in named_already:  # beside its first marks
            named_already.add(style.label)
            named(axis, style, (FIRST + max(row.choices, 1), y), (0, 0), ha="left")
    for place, (heading, text) in enumerate(zip(headings, becomes)):
        how = {"fontsize": small(), "color": NEUTRAL if heading else "black"}
        if below:
            y = rows.places[place] - 0.5 * text.count("\n")
            axis.text(ends[0] + 0.4, y + (0 if heading else 0.1), text, va="top", **how)
        else:
            y = rows.places[place] + 0.5 * bool(heading)
            axis.text(ends[1], y, text, va="center", **how)
    heads = [place + 0.5 * bool(heading) for place, heading in zip(rows.places, headings)]
    axis.set_yticks(heads, rows.labels, fontsize=small())
    for label, heading in zip(axis.get_yticklabels(), headings):
        label.set_fontweight("bold" if heading else "normal")
    axis.set_ylim(rows.edges[-1], 0)
    axis.set_xlim(*ends)
    axis.tick_params(length=0)
    axis.set_xticks([])
    axis.spines[:].set_visible(False)
    return picture


def _becomes(row) -> str:
    """What becomes of a finding: under how many choices it holds, and what turns it over."""
    if not row.choices:
        return ""
    holds = f"{row.choices - row.turning} of {row.choices}"
    if row.turning:
        return f"{holds}: {', '.join(PLAIN.get(kind, kind) for kind in row.turned_over_by.split(', '))}"
    return f"{holds}, one occurrence" if row.rests_on_one else holds


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
    """What each finding is about, after the kind of thing it is where the words do not say that."""
    labels = [""] * len(ticks)
    for row, place in zip(data.itertuples(), places):
        whose = f", {sides[row.target_side]}" if row.claim == robustness.LARGEST else ""
        told = str(row.label).startswith(row.headline_group)
        labels[place] = f"{row.headline_group + ': ' if not told else ''}{row.label}{whose}"
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
        "title": "How sure each comparison is",
        "data": data.drop(columns=["target", "reference"]).assign(
            certainty=[report.findings[name].text for name in data["certainty"]]
        ),
        "fields": _fields(data),
        "caption": "The {finding}`headlines` comparisons, both counts, and what becomes of each under the other choices. “Rests on one occurrence”: one pattern finds all that is counted, so dropping it is no test.",
        "columns": {
            "label": "Comparison",
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
    """Every comparison that some choice turns over, and the choices that do."""
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
            "label": "Comparison",
            "said": "As counted",
            "frequency": "Count",
            "frequency_reference": "Against",
            "choices": "Turned over by",
            "then": "Then",
        },
        "links": {"frequency": "{target_finding}", "frequency_reference": "{reference_finding}"},
    }
