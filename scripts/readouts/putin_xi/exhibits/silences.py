"""Figures and tables of what each account states and leaves out."""

import textwrap

import pandas as pd

from ...report import results
from ...report.drawing import (
    COLOURS,
    MARKERS,
    NARROW,
    NEUTRAL,
    WIDE,
    canvas,
    figure,
    latin,
    matrix,
    paired_bars,
    table,
)
from ...report.findings import slug
from .. import coverage
from ..report import CALLS, JUNE, Report


@figure
def two_accounts(report: Report) -> dict:
    """Which topics of the call of 15 June 2022 the full readouts state: one side's alone, both, the other's alone."""
    topics = report.table("topics")
    table = (
        coverage.by_side(report.table("coverage"), JUNE)
        .query("told_by != 'neither'")
        .reset_index(drop=True)
    )
    table.insert(1, "label", table["topic"].map(latin(topics.set_index("topic")["label"])))
    linked = topics.set_index("topic")["linked"]
    half = coverage.halves(table, topics)
    table["linked"] = [linked[topic] if topic in half else "" for topic in table["topic"]]
    groups = {"kremlin": "The Kremlin alone", "both": "Both", "beijing": "Beijing alone"}
    lists = {told_by: table[table["told_by"] == told_by] for told_by in groups}
    wrapped = {
        topic: textwrap.wrap(label, 34) for topic, label in zip(table["topic"], table["label"])
    }
    longest = max(
        sum(len(wrapped[topic]) + 0.3 for topic in own["topic"]) for own in lists.values()
    )
    picture, axes = canvas(WIDE, 0.7 + 0.166 * longest, 3)
    for axis, (told_by, heading) in zip(axes, groups.items()):
        colour = COLOURS.get(told_by, NEUTRAL)
        axis.set_axis_off()
        axis.set_title(f"{heading}: {len(lists[told_by])}", color="black", fontsize=11)
        axis.axhline(0, color=colour, linewidth=5)
        axis.set(xlim=(0, 1), ylim=(longest + 1.2, -0.3))
        line = 1.3
        for row in lists[told_by].itertuples():
            fill = {"fillstyle": "left", "markerfacecoloralt": "white"} if row.linked else {}
            axis.plot(
                0.02,
                line,
                "o",
                color=colour,
                markersize=5,
                markeredgecolor="black",
                markeredgewidth=0.4,
                **fill,
            )
            axis.text(
                0.06,
                line - 0.45,
                "\n".join(wrapped[row.topic]),
                va="top",
                fontsize=8.5,
                linespacing=1.2,
            )
            line += len(wrapped[row.topic]) + 0.3
    names = {
        name: "; ".join(
            f"{row.label}{' (the other text states the linked topic)' * bool(row.linked)}"
            for row in own.itertuples()
        )
        for name, own in lists.items()
    }
    return {
        "title": "One call, two accounts",
        "caption": "Topics of the call of 15 June 2022 that each side’s full readout states: {finding}`topics-2022-06-15-kremlin` the Kremlin’s alone, {finding}`topics-2022-06-15-both` both, "
        "{finding}`topics-2022-06-15-beijing` Beijing’s alone. A half mark: the other text speaks of the same matter in its own way, {finding}`topics-2022-06-15-linked` pairs of topics. With each "
        "pair counted as one topic of both, the numbers are {finding}`topics-2022-06-15-linked-kremlin`, {finding}`topics-2022-06-15-linked-both` and {finding}`topics-2022-06-15-linked-beijing`. "
        "The other {finding}`topics-2022-06-15-neither` of the {finding}`topics` topics are in the texts of February. Coded by reading both full texts.",
        "alt": f"Three lists of topics. In the Kremlin's readout alone: {names['kremlin']}. In both: {names['both']}. In Beijing's readout alone: {names['beijing']}.",
        "data": table[
            [
                "topic",
                "label",
                "kremlin",
                "kremlin_voice",
                "kremlin_basis",
                "beijing",
                "beijing_voice",
                "beijing_basis",
                "told_by",
                "linked",
            ]
        ],
        "picture": picture,
    }


@figure
def voices(report: Report) -> dict:
    """In whose mouth each side's full readout of 15 June 2022 puts the topics that it states."""
    names = {
        "putin": "Putin",
        "xi": "Xi",
        "both": "both leaders",
        "issuer": "the narrator",
        "nobody": "nobody (no agent)",
    }
    rows = [
        (
            voice,
            label,
            side,
            report.findings[slug("topics", str(JUNE), side, "voice", voice)].value,
            report.findings[slug("topics", str(JUNE), side, "stated")].value,
        )
        for voice, label in names.items()
        for side in COLOURS
    ]
    data = pd.DataFrame(rows, columns=["voice", "label", "side", "frequency", "n_topics"])
    picture, axis = canvas(NARROW, 2.9)
    paired_bars(axis, data, list(names.values()))
    axis.set_xlabel("topics of the call of 15 June 2022")
    counts = data.pivot(index="label", columns="side", values="frequency")
    return {
        "title": "In whose mouth",
        "caption": "Topics by the voice that each full readout of 15 June 2022 gives them: {finding}`topics-2022-06-15-kremlin-stated` topics that the Kremlin’s states, "
        "{finding}`topics-2022-06-15-beijing-stated` that Beijing’s states. A topic given to two voices in turn is counted under each. “Both leaders” holds what is told of both by name and what "
        "“was agreed”; “nobody”, passives of which a reader cannot tell who spoke.",
        "alt": "Paired bars, the Kremlin and Beijing, a voice: "
        + "; ".join(
            f"{label} {counts.loc[label, 'kremlin']} and {counts.loc[label, 'beijing']}"
            for label in names.values()
        )
        + ".",
        "data": data,
        "picture": picture,
    }


@figure
def coverage_by_call(report: Report) -> dict:
    """Every topic, both calls, both sides: stated, or absent."""
    topics = report.table("topics")
    labels = latin(topics.set_index("topic")["label"])
    data = report.table("coverage").assign(label=lambda table: table["topic"].map(labels))
    half = {
        (date, topic)
        for date in CALLS
        for topic in coverage.halves(coverage.by_side(data, date), topics)
    }
    columns = [(date, side) for date in CALLS for side in COLOURS]
    picture, axis = canvas(WIDE, 9.7)
    for row in data.itertuples():
        x, y = columns.index((row.event_date, row.side)), list(labels.index).index(row.topic)
        if row.status == "absent":
            axis.plot(x, y, ".", color="#9a9a9a", markersize=3)
        else:
            fill = (
                {"fillstyle": "left", "markerfacecoloralt": "white"}
                if (row.event_date, row.topic) in half
                else {}
            )
            axis.plot(
                x,
                y,
                MARKERS[row.side],
                color=COLOURS[row.side],
                markersize=9,
                markeredgecolor="black",
                markeredgewidth=0.6,
                **fill,
            )
    axis.set_xticks(
        range(4),
        [f"{results.side_name(side)}\n{date.day} {date:%b}\n{date.year}" for date, side in columns],
    )
    matrix(axis, 4, list(labels))
    axis.tick_params(axis="y", labelsize=7.5)
    tally = data.groupby(["event_date", "side"])["status"].value_counts().unstack(fill_value=0)
    said = "; ".join(
        f"{results.side_name(side)}, {results.day(date)}: {row.get('stated', 0)} stated, {row.get('absent', 0)} absent"
        for (date, side), row in tally.iterrows()
    )
    return {
        "title": "What each readout states, and leaves out",
        "caption": "The {finding}`topics` topics coded in the full readouts of both calls: a full mark, stated; a half mark, stated, while the other text states the linked topic; a dot, absent. Coded by "
        "reading; the table behind the figure names the voice and the sentences of each.",
        "alt": f"A grid of topics by call and side. {said}.",
        "data": data[
            [
                "topic",
                "label",
                "event_date",
                "side",
                "status",
                "voice",
                "voice_basis",
                "sentence",
                "note",
            ]
        ],
        "picture": picture,
    }


@table
def silences(report: Report, date=JUNE) -> dict:
    """One call: each topic, stated or absent, and in whose mouth."""
    labels = report.table("topics").set_index("topic")["label"]
    data = coverage.by_side(report.table("coverage"), date)
    data = data[data["told_by"] != "neither"].reset_index(drop=True)
    data.insert(1, "label", data["topic"].map(labels))
    for side in ("kremlin", "beijing"):
        data[f"{side}_shown"] = [_status(row, side) for row in data.itertuples()]
    data["finding"] = [slug("topic", str(date), topic) for topic in data["topic"]]
    data["texts"] = [report.findings[name].value for name in data["finding"]]
    month = f"{date:%B}"
    return {
        "id": f"silences-{month.lower()}",
        "title": f"Topics of the call of {results.day(date)}",
        "data": data,
        "caption": "Each topic that one of the full readouts states: its status, and the voice that the readout gives it. The number, of readouts that state the topic, opens the sentences. “Absent” is said of full "
        "texts only.",
        "columns": {
            "label": "Topic",
            "kremlin_shown": "Kremlin",
            "beijing_shown": "Beijing",
            "texts": "Readouts",
        },
        "links": {"texts": "{finding}"},
    }


def _status(row, side: str) -> str:
    voice, basis = getattr(row, f"{side}_voice"), getattr(row, f"{side}_basis")
    names = {"putin": "Putin", "xi": "Xi", "both": "both leaders", "issuer": "the narrator"}
    if isinstance(voice, str):
        said = " and ".join(names[one] for one in voice.split("; ")) + (
            ", implied" if basis == "implied" else ""
        )
        return f"{getattr(row, side)}: {said}"
    return f"{getattr(row, side)}: nobody is named" if basis == "agentless" else getattr(row, side)
