"""Figures and tables of who is made to speak."""

import pandas as pd

from ...report import coverage, results
from ...report.drawing import COLOURS, MARKERS, WIDE, canvas, figure, latin, matrix, table
from ...report.findings import slug
from .. import voices
from ..report import BEIJING, JUNE, KREMLIN, Report
from ..voices import placed


@figure
def claims_by_voice(report: Report) -> dict:
    """Which topics each full readout of 15 June 2022 puts into whose mouth."""
    labels = latin(report.table("topics").set_index("topic")["label"])
    order = {told_by: place for place, told_by in enumerate(("kremlin", "both", "beijing"))}
    data = placed(report.table("coverage"), JUNE).assign(
        label=lambda table: table["topic"].map(labels)
    )
    data = data.sort_values(
        "told_by", key=lambda told: told.map(order), kind="stable", ignore_index=True
    )
    half = coverage.halves(coverage.by_side(report.table("coverage"), JUNE), report.table("topics"))
    data["mouth"] = data["voice"].where(data["basis"] != "implied", "implied")
    columns = {
        "putin": "Putin",
        "xi": "Xi",
        "both": "both,\nnamed",
        "implied": "both,\nimplied",
        "nobody": "nobody",
        "issuer": "the\nnarrator",
    }
    headings = {
        "kremlin": "In the Kremlin’s text alone",
        "both": "In both texts",
        "beijing": "In Beijing’s text alone",
    }
    lines = [
        line
        for told_by, heading in headings.items()
        for line in (heading, *data[data["told_by"] == told_by]["topic"].unique())
    ]
    picture, axis = canvas(WIDE, 9.7)
    for row in data.itertuples():
        shift = -0.13 if row.side == "kremlin" else 0.13
        fill = {"fillstyle": "left", "markerfacecoloralt": "white"} if row.topic in half else {}
        axis.plot(
            list(columns).index(row.mouth) + shift,
            lines.index(row.topic),
            MARKERS[row.side],
            color=COLOURS[row.side],
            markersize=8,
            markeredgecolor="black",
            markeredgewidth=0.6,
            label=f"{results.side_name(row.side)}’s text",
            **fill,
        )
    axis.set_xticks(range(len(columns)), list(columns.values()))
    matrix(axis, len(columns), [labels.get(line, line) for line in lines])
    axis.tick_params(axis="y", labelsize=8)
    for heading in headings.values():
        axis.axhline(lines.index(heading) - 0.5, color="black", linewidth=1.2)
        axis.get_yticklabels()[lines.index(heading)].set_fontweight("bold")
    for place in range(1, len(columns)):
        axis.axvline(place - 0.5, color="#e2e2e2", linewidth=0.6, zorder=0)
    handles, names = axis.get_legend_handles_labels()
    unique = dict(zip(names, handles))
    axis.legend(
        unique.values(),
        unique,
        loc="upper center",
        bbox_to_anchor=(0.35, -0.005),
        ncols=2,
        frameon=False,
    )
    mouths = {
        "putin": "Putin",
        "xi": "Xi",
        "both": "both leaders, named",
        "implied": "both leaders, implied",
        "nobody": "nobody",
        "issuer": "the narrator",
    }
    said = ". ".join(
        f"{results.side_name(side)}, {mouths[mouth]}: {'; '.join(table['label'])}"
        for (side, mouth), table in data.groupby(["side", "mouth"], sort=False)
    )
    return {
        "title": "Who is made to say what",
        "caption": "Every topic that a full readout of 15 June 2022 states, in the mouth in which it puts it: {finding}`topics-2022-06-15-kremlin` topics of the Kremlin’s text alone, "
        "{finding}`topics-2022-06-15-both` of both, {finding}`topics-2022-06-15-beijing` of Beijing’s alone. A half mark: the other text states the linked topic. A topic may stand in two mouths in one text.",
        "alt": f"A grid of topics by voice, with a round mark for the Kremlin's text and a square one for Beijing's. {said}.",
        "data": data[["topic", "label", "told_by", "side", "status", "voice", "basis", "ladder"]],
        "picture": picture,
    }


@table
def attribution_ladder(report: Report) -> dict:
    """The full readouts of June: topics a rung of the ladder, and how many of them the other side states too."""
    data = pd.DataFrame({"ladder": list(voices.RUNGS), "form": list(voices.RUNGS.values())})
    data["slug"] = data["ladder"].map(slug)
    for side in ("kremlin", "beijing"):
        for column, end in ((side, ""), (f"{side}_both", "-told-by-both")):
            data[column] = [
                report.findings[f"rung-{JUNE}-{side}-{step}{end}"].value for step in data["slug"]
            ]
    return {
        "title": "The attribution ladder",
        "data": data,
        "caption": "Topics of the full readouts of 15 June 2022 by the rung on which each stands, out of {finding}`topics-2022-06-15-kremlin-stated` for the Kremlin and "
        "{finding}`topics-2022-06-15-beijing-stated` for Beijing; beside each number, how many of these topics the other readout states too, in whatever voice. "
        "A topic in two mouths is counted on both rungs. The forms are made-up examples.",
        "columns": {
            "ladder": "Rung",
            "form": "Its form",
            "kremlin": "Kremlin",
            "kremlin_both": "of these, in Beijing’s text too",
            "beijing": "Beijing",
            "beijing_both": "of these, in the Kremlin’s text too",
        },
        "links": {
            column: f"rung-{JUNE}-{column.removesuffix('_both')}-{{slug}}"
            + ("-told-by-both" if column.endswith("_both") else "")
            for column in ("kremlin", "kremlin_both", "beijing", "beijing_both")
        },
    }


@table
def passage_voices(report: Report) -> dict:
    """Every counted passage of the two calls: verb, rung in the article and in the full text."""
    data = (
        voices.against_full(report.corpus)
        .query("counted and side in ['kremlin', 'beijing']")
        .fillna({"reporting_verb": "", "ladder_full": ""})
    )
    names = {"passage": "the passage", "article": "the article"}
    data["from"] = data["verb_basis"].map(names)
    data["readout"] = [
        f"{results.side_name(row.side)}, {results.day(row.event_date)}" for row in data.itertuples()
    ]
    return {
        "title": "Passage by passage",
        "data": data.reset_index(drop=True),
        "caption": "Each quoted passage of the two readouts: the claim in our words, the reporting verb and whose it is, the rung on which the article presents the claim, and the rung of the same "
        "topics in the full text.",
        "columns": {
            "claim": "Claim",
            "readout": "Readout",
            "reporting_verb": "Verb",
            "from": "Verb of",
            "ladder": "Rung as quoted",
            "ladder_full": "Rung in the full text",
        },
    }


@table
def reporting_verbs(report: Report) -> dict:
    """Reporting verbs: of the passages, supplied by the article, and of the Kremlin's full texts."""
    prefixes = {
        "kremlin": f"verb-{KREMLIN}",
        "beijing": f"verb-{BEIJING}",
        "kremlin_supplied": f"verb-supplied-{KREMLIN}",
        "beijing_supplied": f"verb-supplied-{BEIJING}",
        "full_february": "verb-kremlin-2022-02-25-full",
        "full_june": "verb-kremlin-2022-06-15-full",
    }
    start = f"{prefixes['full_june']}-"
    slugs = [
        finding.id.removeprefix(start)
        for finding in report.findings
        if finding.id.startswith(start)
    ]
    data = pd.DataFrame({"verb": [name.replace("-", " ") for name in slugs], "slug": slugs})
    for column, prefix in prefixes.items():
        data[column] = [report.findings[f"{prefix}-{name}"].value for name in slugs]
    data = data[data[list(prefixes)].any(axis=1)].reset_index(drop=True)
    return {
        "title": "Reporting verbs",
        "data": data,
        "caption": "Verbs of saying and agreeing, each under its base form. The first two columns are the official words; in the next two the article supplies the verb. The last two are of the "
        "Kremlin’s full English texts, a verb a sentence. The three kinds have denominators of their own and are not added up. In the passages zero means not in the quoted passages as a "
        "reporting verb.",
        "columns": {
            "verb": "Verb",
            "kremlin": f"Kremlin, in {{finding}}`passages-{KREMLIN}` passages",
            "beijing": f"Beijing, in {{finding}}`passages-{BEIJING}` passages",
            "kremlin_supplied": "Kremlin’s passages, by the article",
            "beijing_supplied": "Beijing’s passages, by the article",
            "full_february": "Kremlin’s text of February, of {finding}`sentences-kremlin-2022-02-25-full` sentences",
            "full_june": "Kremlin’s text of June, of {finding}`sentences-kremlin-2022-06-15-full` sentences",
        },
        "links": {column: f"{prefix}-{{slug}}" for column, prefix in prefixes.items()},
    }


@table
def agency(report: Report) -> dict:
    """Agency: the passages as the article presents them, and the Kremlin's full texts sentence by sentence."""
    readouts = {
        "kremlin": KREMLIN,
        "beijing": BEIJING,
        "full_february": "kremlin-2022-02-25-full",
        "full_june": "kremlin-2022-06-15-full",
    }
    data = pd.DataFrame({"agency": list(voices.AGENCY), "label": list(voices.AGENCY.values())})
    data["slug"] = data["agency"].map(slug)
    for column, readout in readouts.items():
        data[column] = [report.findings[f"agency-{readout}-{kind}"].value for kind in data["slug"]]
    return {
        "title": "Who acts in the reporting clause",
        "data": data,
        "caption": "The reporting clause of each passage as the article presents it, and of each sentence of the Kremlin’s full English texts. Passages and sentences have denominators of their own and "
        "are not added up.",
        "columns": {
            "label": "Reporting clause",
            "kremlin": f"Kremlin, of {{finding}}`passages-{KREMLIN}` passages",
            "beijing": f"Beijing, of {{finding}}`passages-{BEIJING}` passages",
            "full_february": "Kremlin’s text of February, of {finding}`sentences-kremlin-2022-02-25-full` sentences",
            "full_june": "Kremlin’s text of June, of {finding}`sentences-kremlin-2022-06-15-full` sentences",
        },
        "links": {column: f"agency-{readout}-{{slug}}" for column, readout in readouts.items()},
    }


@table
def agency_original(report: Report) -> dict:
    """The Kremlin's sentences whose Russian the press quotes: the reporting clause in both languages."""
    names = {
        readout_id: f"{day.day} {day:%B}"
        for readout_id, day in zip(
            report.table("readouts")["readout_id"], report.table("readouts")["event_date"]
        )
    }
    data = (
        report.table("agency")
        .dropna(subset=["original"])
        .assign(call=lambda table: table["readout_id"].map(names))
        .reset_index(drop=True)
    )
    data["shown"] = ["other in English" if shifted else "" for shifted in voices.shifted(data)]
    june, february = "kremlin-2022-06-15-full", "kremlin-2022-02-25-full"
    return {
        "title": "The reporting clause in Russian and in English",
        "data": data,
        "caption": f"The sentences of the Kremlin’s readouts whose Russian a newspaper or agency quotes: {{finding}}`originals-{june}` of {{finding}}`sentences-{june}` in June, {{finding}}`originals-{february}` of "
        f"{{finding}}`sentences-{february}` in February. A paraphrase was not taken. The address of each report is in the CSV.",
        "columns": {
            "call": "Call",
            "sentence": "Sentence",
            "original": "Russian",
            "agency_original": "In Russian",
            "reporting_verb": "English",
            "agency": "In English",
            "shown": "Shift",
        },
        "sources": ("sentence", "original", "reporting_verb"),
    }
