"""Headlines for any report: which comparisons there are, what they say, and where; the choices are tested in ``test_robustness.py``."""

from dataclasses import replace

import pandas as pd
from made_up import JULY, SETTINGS, context, frame
from made_up import report as made_report
from readouts.report import coverage, headlines, stretches
from readouts.report.exhibits import robustness as exhibits
from readouts.report.findings import Finding, Findings
from readouts.report.settings import Headlines


def test_other_sides_have_the_chapter():
    chosen = Headlines(
        words={"peace": "“peace”", "trade": "“trade”"}, names="goods", codes=("peace",)
    )
    of = context(replace(SETTINGS, headlines=chosen))
    table = headlines.results(of)
    said = {row.headline: headlines.said(of, row) for row in table.itertuples()}
    assert said["word-peace"] == "in the Southland’s passages more than in Northland’s"
    assert said["code-works"] == "in Northland’s passages, none in the Southland’s"
    assert said["topics-voice-queen"] == "in Northland’s topics, none in the Southland’s"
    assert set(table["choice_group"]) == {"tokeniser", "patterns", "stretches", "rates", "coverage"}
    lists = table.query("headline == 'frame-goods' and choice == 'a list counted once'")
    assert lists[["frequency", "frequency_then"]].values.tolist() == [[4, 2]]
    made = made_report(of, stretches, headlines)
    assert made.findings["listed-north-july-quoted-goods"].value == 3
    tried = table.groupby("choice_group")["choice"].nunique()
    assert (
        made.findings["choices-patterns"].value == tried["patterns"] != tried.drop("patterns").sum()
    )
    # The counts on which they rest are those of other chapters.
    counted = {headlines.finding_id(key) for key in (*table["target"], *table["reference"])}
    topics = {finding.id: finding for finding in coverage.findings(of)}
    others = [Finding(name, 1, name, parts=("x",)) for name in counted - set(topics)]
    made = replace(made, findings=Findings([*made.findings, *topics.values(), *others]))
    figure = exhibits.headline_ranges(made)
    assert "topics counted otherwise" in figure.text() and len(figure.data) == len(said)
    assert set(exhibits.certainty(made).data["headline"]) == set(said)
    assert set(exhibits.turning(made).data["headline"]) <= set(said)


def test_a_topic_of_one_side_is_not_one_of_both():
    rows = [("peace", "north", "stated", "king"), ("trade", "north", "stated", None)]
    rows += [("peace", "south", "absent", None), ("trade", "south", "stated", "queen; king")]
    table = pd.DataFrame(rows, columns=["topic", "side", "status", "voice"])
    counts = headlines.voices_and_topics(table.assign(event_date="d"), "d")
    assert {key.name: number for key, number in counts.items()} == {
        "north": 1,
        "both": 1,
        "north-voice-king": 1,
        "north-voice-nobody": 1,
        "south-voice-queen": 1,
        "south-voice-king": 1,
    }


def test_a_report_without_topics_has_its_other_headlines():
    of = context(without=("coverage", "topics"))
    table = headlines.results(of)
    assert "coverage" not in set(table["choice_group"])
    assert not table["headline"].str.startswith("topics-").any()
    made = made_report(of, headlines)
    assert "topics counted otherwise" not in exhibits.headline_ranges(made).text()


def test_a_full_text_stands_in_for_the_passages_of_its_side():
    codes = frame(
        "readout_id level name frequency",
        ("north-july-full", "frame", "hope", 0),
        ("north-july-full", "code", "works", 2),
        ("north-may-full", "frame", "hope", 3),
    )
    strings = {"table": "counted", "side": "south", "label": "the long text"}
    counted = frame("event_date term frequency", (JULY, "mir", 0))
    chosen = Headlines(
        codes=("works", "peace"), calls=("hope",), strings=strings | {"codes": {"peace": ["mir"]}}
    )
    of = context(replace(SETTINGS, headlines=chosen), fulltext_codes=codes, counted=counted)
    table = headlines.results(of).set_index(["headline", "choice"])
    full = table.xs("Northland’s full text", level="choice")
    assert full.loc["code-works", ["frequency_then", "outcome"]].to_list() == [2, "holds"]
    other = table.xs("the long text", level="choice")
    assert other.loc["code-peace", "frequency_then"] == 0
    assert headlines.place(of, table.loc["calls-hope", "target"].iloc[0]) == (
        "Northland’s full text of May"
    )
