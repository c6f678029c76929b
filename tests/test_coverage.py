"""What full texts state; and that nothing is called absent of which only excerpts were seen."""

import datetime
import gzip
import json
from dataclasses import replace

import pandas as pd
import pytest
from made_up import JULY, MAY, SETTINGS, base, context
from made_up import report as made_report
from readouts.corpus import corpus
from readouts.corpus.datapackage import DataError
from readouts.report import coverage
from readouts.report.coverage import by_side
from readouts.report.exhibits import silences
from readouts.report.findings import Finding, Findings
from readouts.text.absence import STATES
from readouts.text.absence import not_found as absence
from shared import SHARED, needs_shared

CALL, OTHER = datetime.date(2022, 6, 15), datetime.date(2022, 2, 25)


def table(*rows):
    return pd.DataFrame(
        rows, columns=["topic", "event_date", "side", "status", "voice", "voice_basis", "sentence"]
    )


SMALL = table(
    ("trade", CALL, "kremlin", "stated", "both", "named", "1"),
    ("trade", CALL, "beijing", "absent", None, None, None),
    ("taiwan", CALL, "kremlin", "absent", None, None, None),
    ("taiwan", CALL, "beijing", "stated", "putin", "implied", "3; 5"),
    ("law", CALL, "kremlin", "stated", None, "agentless", "2"),
    ("law", CALL, "beijing", "stated", "xi", "named", "3"),
    ("sport", CALL, "kremlin", "absent", None, None, None),
    ("sport", CALL, "beijing", "absent", None, None, None),
)


@pytest.fixture(scope="module")
def tables():
    return corpus.load().tables


def test_only_of_a_full_text_can_something_be_absent():
    assert absence("full") == "absent"
    assert "absent" not in absence("excerpts")
    with pytest.raises(KeyError):
        absence("unknown")


def test_a_call_by_side():
    wide = by_side(SMALL, CALL)
    assert wide["topic"].to_list() == [
        "trade",
        "taiwan",
        "law",
        "sport",
    ]  # the order of the table, not of the alphabet
    assert wide["told_by"].to_list() == ["kremlin", "beijing", "both", "neither"]
    assert wide[["kremlin", "beijing"]].values.tolist() == [
        ["stated", "absent"],
        ["absent", "stated"],
        ["stated", "stated"],
        ["absent", "absent"],
    ]
    assert coverage.sentences(wide["beijing_sentence"][1]) == [3, 5]
    assert (
        wide["beijing_voice"].to_list()[1:3] == ["putin", "xi"]
        and wide["kremlin_basis"].to_list()[2] == "agentless"
    )


def test_a_call_is_not_mixed_with_another():
    other = SMALL.assign(event_date=OTHER, status="absent")
    assert (
        by_side(pd.concat([other, SMALL]), CALL)["told_by"].to_list()
        == by_side(SMALL, CALL)["told_by"].to_list()
    )


def test_sides_agree_with_a_count_by_hand(tables):
    data = tables["coverage"]
    for date in (CALL, OTHER):
        call = [
            row for row in data.itertuples() if row.event_date == date and row.status != "absent"
        ]
        said = {
            side: {row.topic for row in call if row.side == side} for side in ("kremlin", "beijing")
        }
        told = by_side(data, date).groupby("told_by")["topic"].agg(set)
        assert told["both"] == said["kremlin"] & said["beijing"]
        assert (
            told["kremlin"] == said["kremlin"] - said["beijing"]
            and told["beijing"] == said["beijing"] - said["kremlin"]
        )
        assert told["neither"] == set(data["topic"]) - said["kremlin"] - said["beijing"]


def told(table, completeness="full"):
    """What `coverage.faults` says of a coverage table, with readouts of that completeness: (what is at fault, its place)."""
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    readouts = [
        {"event_date": date, "side": side, "completeness": completeness}
        for date in (CALL, OTHER)
        for side in ("kremlin", "beijing")
    ]
    found = coverage.faults(
        {
            "coverage": [{"": line} | row for line, row in enumerate(rows, start=2)],
            "readouts": readouts,
        }
    )
    return [(fault.column, fault.row) for fault in found]


def test_the_data_lack_no_cell(tables):
    assert told(tables["coverage"]) == []


@pytest.mark.parametrize("place", [0, 3, 7])
def test_a_missing_cell_is_named(place):
    gone = SMALL.iloc[place]
    assert told(SMALL.drop(index=place)) == [
        (f"{gone['topic']}, {gone['event_date']}, {gone['side']}", 0)
    ]


def test_every_missing_cell_of_the_data_would_be_found(tables):
    data = tables["coverage"]
    for place in range(0, len(data), 17):
        gone = data.iloc[place]
        assert told(data.drop(index=place)) == [
            (f"{gone['topic']}, {gone['event_date']}, {gone['side']}", 0)
        ]


def test_a_statement_without_a_voice_or_without_its_basis_is_a_fault():
    assert len(told(SMALL.assign(voice=None))) == 3
    assert len(told(SMALL.assign(voice_basis=None))) == 4  # agentless must be said, too


def test_nothing_is_absent_from_excerpts():
    absent = [
        ("status", line)
        for line, status in enumerate(SMALL["status"], start=2)
        if status == "absent"
    ]
    assert absent and told(SMALL, "excerpts") == absent


def test_what_is_absent_needs_no_voice():
    assert told(SMALL[SMALL["topic"] == "sport"]) == []


def test_the_states_have_no_third_word():
    assert set(STATES) == {"full", "excerpts"}


def test_a_statement_without_its_sentences_is_a_fault():
    assert len(told(SMALL.assign(sentence=None))) == 4


LINKED = pd.DataFrame(
    {"topic": ["trade", "taiwan", "law", "sport"], "linked": ["taiwan", "trade", None, None]}
)


def test_linked_topics_are_shared_in_part_where_each_side_states_its_own():
    call = by_side(SMALL, CALL)
    assert coverage.pairs(LINKED) == [("trade", "taiwan")]
    assert coverage.shared_in_part(call, LINKED) == [("trade", "taiwan")] and coverage.halves(
        call, LINKED
    ) == {"trade", "taiwan"}
    assert coverage.linked_as_one(call, LINKED).values.tolist() == [
        ["trade", "both"],
        ["law", "both"],
        ["sport", "neither"],
    ]


def test_linked_topics_that_one_side_states_are_shared_in_nothing():
    of_one = SMALL.assign(
        side=SMALL["side"].where(
            SMALL["topic"] != "taiwan",
            SMALL["side"].map({"kremlin": "beijing", "beijing": "kremlin"}),
        )
    )
    call = by_side(of_one, CALL)
    assert coverage.shared_in_part(call, LINKED) == []
    assert coverage.linked_as_one(call, LINKED).values.tolist() == [
        ["trade", "kremlin"],
        ["law", "both"],
        ["sport", "neither"],
    ]


def test_a_link_that_is_not_returned_is_a_fault():
    topics = [{"": 2, "topic": "trade", "linked": "law"}, {"": 3, "topic": "law", "linked": None}]
    found = coverage.faults({"coverage": [], "readouts": [], "topics": topics})
    assert [(fault.file, fault.row, fault.column) for fault in found] == [
        ("topics.csv", 2, "linked")
    ]


def test_a_label_of_a_double_topic_does_not_come_back(tables):
    """In June Beijing's text has sovereignty among the core interests, and no territorial integrity."""
    june = by_side(tables["coverage"], CALL).set_index("topic")["beijing"]
    assert (
        june[["sovereignty", "territorial-integrity"]].to_list() == ["absent", "absent"]
        and june["core-interests"] == "stated"
    )
    assert (
        tables["beijing_terms"]
        .query("event_date == @CALL and term == '领土完整'")["frequency"]
        .item()
        == 0
    )


def test_two_readings_are_compared_cell_by_cell():
    second = SMALL.assign(
        status=["stated", "stated", *SMALL["status"][2:]],
        voice=["both", "xi", None, "xi", "both", "xi", None, None],
    )
    table = coverage.agreement_of_readings(SMALL, second)
    assert table["same_status"].to_list() == [True, False, True, True, True, True, True, True]
    # Voices are compared where both readings have the topic: nobody in the one is both in the other.
    assert table["same_voice"].to_list() == [True, None, None, False, False, True, None, None]


def test_the_sentences_of_the_coverage_are_those_of_the_agency(tables):
    """Two codings of the Kremlin's texts, one by topic and one by sentence."""
    of = {"kremlin-2022-02-25-full": OTHER, "kremlin-2022-06-15-full": CALL}
    by_sentence = {
        (of[row.readout_id], topic, row.sentence)
        for row in tables["agency"].dropna(subset=["topic"]).itertuples()
        for topic in row.topic.split("; ")
    }
    by_topic = {
        (row.event_date, row.topic, number)
        for row in tables["coverage"].query("side == 'kremlin'").itertuples()
        for number in coverage.sentences(row.sentence)
    }
    # Talks with Ukraine are of Ukraine too; the sentence has the narrower topic.
    assert by_topic - by_sentence == {(OTHER, "ukraine", 3)} and by_sentence <= by_topic


@needs_shared
def test_every_sentence_of_the_chinese_texts_but_the_first_has_a_topic(tables):
    """The first says that there was a call. What a topic's sentences are, a reader finds by their numbers."""
    texts = {}
    with gzip.open(
        SHARED / "corpora" / "beijing_broadcasts.jsonl.gz", "rt", encoding="utf-8"
    ) as file:
        for item in map(json.loads, file):
            texts[item["broadcast_date"]] = [
                sentence for sentence in item["text"].split("。") if sentence.strip()
            ]
    for date in (OTHER, CALL):
        coded = tables["coverage"].query("side == 'beijing' and event_date == @date")["sentence"]
        assert {number for cell in coded for number in coverage.sentences(cell)} == set(
            range(2, len(texts[str(date)]) + 1)
        )


def test_other_sides_have_the_chapter():
    found = {finding.id: finding for finding in coverage.findings(context())}
    value = {name: finding.value for name, finding in found.items()}
    assert [
        value[f"topics-{JULY}-{name}"] for name in ("north", "south", "both", "neither", "linked")
    ] == [1, 1, 1, 0, 1]
    assert value[f"topics-{JULY}-north-voice-queen"] == 1
    assert value[f"topics-{JULY}-south-voice-nobody"] == 1
    assert [value[f"topics-north-{kind}"] for kind in ("kept", "dropped", "added")] == [1, 1, 1]
    assert found[f"topics-{MAY}-south"].label == (
        "topics that Southland alone states: call of 4 May 2031"
    )
    assert "topics-second-cells" not in found


def test_other_sides_have_the_second_reading():
    second = base()["coverage"].assign(status="stated", voice="both", voice_basis="named")
    found = {f.id: f.value for f in coverage.findings(context(coverage_second=second))}
    assert found["topics-second-cells"] == 12 and found["topics-second-differ"] == 5


def test_a_voice_that_no_side_leads_is_named():
    table = base()["coverage"].replace("queen", "duke")
    with pytest.raises(DataError, match="duke"):
        list(coverage.findings(context(coverage=table)))


def test_other_sides_have_the_figures():
    of = context()
    topics = Finding("topics", 3, "topics", parts=("topics",))
    made = replace(made_report(of), findings=Findings([topics, *coverage.findings(of)]))
    assert silences.two_accounts(made).data["told_by"].to_list() == ["both", "south", "north"]
    assert "the Southland’s alone" in silences.two_accounts(made).text()
    assert silences.voices(made).data["label"].to_list()[:2] == ["the Queen", "the Queen"]
    assert len(silences.coverage_by_call(made).data) == 12
    table = silences.silences(made, MAY)
    assert table.id == "silences-may" and table.columns["south_shown"] == "Southland"
    assert table.data["north_shown"].to_list() == [
        "stated: the Queen",
        "stated: both leaders, implied",
    ]


def test_one_call_has_nothing_dropped():
    of = context(replace(SETTINGS, calls=(JULY,)))
    assert not [f.id for f in coverage.findings(of) if f.id.endswith("-dropped")]
