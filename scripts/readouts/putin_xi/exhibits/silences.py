"""Figures and tables of what each account states and leaves out."""

import textwrap

import pandas as pd

from ...reporting import results
from ...reporting.drawing import COLOURS, MARKERS, NARROW, NEUTRAL, WIDE, canvas, figure, latin, matrix, paired_bars, table
from ...reporting.findings import slug
from .. import coverage
from ..report import CALLS, JUNE, Report


@figure
def two_accounts(report: Report) -> dict:
    """Which topics of the call of 15 June 2022 the full readouts state: one side's alone, both, the other's alone."""
    table = coverage.by_side(report.table("coverage"), JUNE).query("told_by != 'neither'")
    table.insert(1, "label", table["topic"].map(latin(report.table("topics").set_index("topic")["label"])))
    groups = {"kremlin": "The Kremlin alone", "both": "Both", "beijing": "Beijing alone"}
    lists = {told_by: table.loc[table["told_by"] == told_by, "label"].to_list() for told_by in groups}
    picture, axes = canvas(WIDE, 4.2, 3)
    for axis, (told_by, heading) in zip(axes, groups.items()):
        axis.set_axis_off()
        axis.set_title(f"{heading}: {len(lists[told_by])}", color="black", fontsize=11)
        axis.axhline(1, color=COLOURS.get(told_by, NEUTRAL), linewidth=5)
        lines = [textwrap.fill(label, 32, subsequent_indent="   ") for label in lists[told_by]]
        axis.text(0, 0.97, "\n".join(f"• {line}" for line in lines), va="top", linespacing=1.35, fontsize=8.5, transform=axis.transAxes)
    names = {name: "; ".join(labels) for name, labels in lists.items()}
    return {
        "title": "One call, two accounts",
        "caption": "Topics of the call of 15 June 2022 that each side’s full readout states, wholly or in part: {finding}`topics-2022-06-15-kremlin` the Kremlin’s "
                   "alone, {finding}`topics-2022-06-15-both` both, {finding}`topics-2022-06-15-beijing` Beijing’s alone; {finding}`topics-2022-06-15-neither` of the "
                   "{finding}`topics` topics are stated by neither, being of the call in February. Coded by close reading of both full texts.",
        "alt": f"Three lists of topics. In the Kremlin's readout alone: {names['kremlin']}. In both: {names['both']}. In Beijing's readout alone: {names['beijing']}.",
        "data": table, "picture": picture,
    }


@figure
def voices(report: Report) -> dict:
    """In whose mouth each side's full readout of 15 June 2022 puts the topics that it states."""
    names = {"putin": "Putin", "xi": "Xi", "both": "both leaders", "issuer": "the narrator", "nobody": "nobody (no agent)"}
    rows = [(voice, label, side, report.findings[slug("topics", str(JUNE), side, "voice", voice)].value, report.findings[slug("topics", str(JUNE), side, "stated")].value)
            for voice, label in names.items() for side in COLOURS]
    data = pd.DataFrame(rows, columns=["voice", "label", "side", "frequency", "n_topics"])
    picture, axis = canvas(NARROW, 2.9)
    paired_bars(axis, data, list(names.values()))
    axis.set_xlabel("topics of the call of 15 June 2022")
    counts = data.pivot(index="label", columns="side", values="frequency")
    return {
        "title": "In whose mouth",
        "caption": "Topics by the voice that each full readout of 15 June 2022 gives them: {finding}`topics-2022-06-15-kremlin-stated` topics that the Kremlin’s states, "
                   "{finding}`topics-2022-06-15-beijing-stated` that Beijing’s states, wholly or in part. A topic given to two voices in turn is counted under each.",
        "alt": "Paired bars, the Kremlin and Beijing, a voice: " + "; ".join(f"{label} {counts.loc[label, 'kremlin']} and {counts.loc[label, 'beijing']}" for label in names.values()) + ".",
        "data": data, "picture": picture,
    }


@figure
def coverage_by_call(report: Report) -> dict:
    """Every topic, both calls, both sides: stated, in part, or absent."""
    labels = latin(report.table("topics").set_index("topic")["label"])
    data = report.table("coverage").assign(label=lambda table: table["topic"].map(labels))
    columns = [(date, side) for date in CALLS for side in COLOURS]
    picture, axis = canvas(WIDE, 9.4)
    marks = {"stated": {"fillstyle": "full"}, "partial": {"fillstyle": "left", "markerfacecoloralt": "white"}}
    for row in data.itertuples():
        x, y = columns.index((row.event_date, row.side)), list(labels.index).index(row.topic)
        if row.status == "absent":
            axis.plot(x, y, ".", color="#9a9a9a", markersize=3)
        else:
            axis.plot(x, y, MARKERS[row.side], color=COLOURS[row.side], markersize=9, markeredgecolor="black", markeredgewidth=0.6, **marks[row.status])
    axis.set_xticks(range(4), [f"{results.side_name(side)}\n{results.day(date)}" for date, side in columns])
    matrix(axis, 4, [textwrap.shorten(label, 62, placeholder=" …") for label in labels])
    tally = data.groupby(["event_date", "side"])["status"].value_counts().unstack(fill_value=0)
    said = "; ".join(f"{results.side_name(side)}, {results.day(date)}: {row.get('stated', 0)} stated, {row.get('partial', 0)} in part, {row.get('absent', 0)} absent" for (date, side), row in tally.iterrows())
    return {
        "title": "What each readout states, and leaves out",
        "caption": "The {finding}`topics` topics coded in the full readouts of both calls: a full mark, stated; a half mark, in part; a dot, absent. Coded by close reading; the table "
                   "behind the figure names the voice of each.",
        "alt": f"A grid of topics by call and side. {said}.",
        "data": data[["topic", "label", "event_date", "side", "status", "voice", "voice_basis", "note"]], "picture": picture,
    }


@table
def silences(report: Report, date=JUNE) -> dict:
    """One call: each topic, stated, in part or absent, and in whose mouth."""
    labels = report.table("topics").set_index("topic")["label"]
    data = coverage.by_side(report.table("coverage"), date)
    data = data[data["told_by"] != "neither"].reset_index(drop=True)
    data.insert(1, "label", data["topic"].map(labels))
    for side in ("kremlin", "beijing"):
        data[f"{side}_shown"] = [_status(row, side) for row in data.itertuples()]
    month = f"{date:%B}"
    return {
        "id": f"silences-{month.lower()}", "title": f"Topics of the call of {results.day(date)}", "data": data,
        "caption": "Each topic that one of the full readouts states: its status, and the voice that the readout gives it. “Absent” is said of full texts only.",
        "columns": {"label": "Topic", "kremlin_shown": "Kremlin", "beijing_shown": "Beijing"},
    }


def _status(row, side: str) -> str:
    voice, basis = getattr(row, f"{side}_voice"), getattr(row, f"{side}_basis")
    names = {"putin": "Putin", "xi": "Xi", "both": "both leaders", "issuer": "the narrator"}
    if isinstance(voice, str):
        said = " and ".join(names[one] for one in voice.split("; ")) + (", implied" if basis == "implied" else "")
        return f"{getattr(row, side)}: {said}"
    return f"{getattr(row, side)}: nobody is named" if basis == "agentless" else getattr(row, side)
