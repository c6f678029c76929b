"""The press against the texts: every claim held against the coverage table, by the rule that the chapter states."""

import csv

import pandas as pd
import pytest
from readouts import paths
from readouts.putin_xi import coverage, press
from readouts.putin_xi.report import JUNE
from shared import SHARED, needs_shared

# What verdicts a kind of difference can have.
VERDICTS_OF_KIND = {
    "as the texts have it": {"supported"},
    "goes beyond the words": {"interpretation"},
    "one side’s words given to both": {"partly"},
    "another speaker": {"partly"},
    "a speaker added": {"partly"},
    "half of a mutual promise": {"partly"},
    "another word": {"partly"},
    "another subject": {"not supported"},
    "two sentences joined": {"not supported"},
    "words of the other call": {"not supported"},
    "denies what the text has": {"not supported"},
}


@pytest.fixture(scope="module")
def held(report) -> pd.DataFrame:
    """Every claim with what the coverage says of it."""
    return press.held_against(report.corpus.tables, JUNE)


def status(report, topic: str, side: str, date=JUNE) -> str:
    """The status of a topic in a readout."""
    table = report.table("coverage")
    return table[(table["topic"] == topic) & (table["side"] == side) & (table["event_date"] == date)]["status"].item()


@needs_shared
def test_the_claims_are_those_of_the_facts():
    tables = []
    for path in (SHARED / "facts" / "press_claims.csv", paths.DATA / "press_claims.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            tables.append(list(csv.DictReader(file)))
    assert tables[0] == tables[1]


def test_every_claim_has_one_kind_and_known_topics(report, held):
    assert len(held) == len(report.table("press_claims")) == len(report.table("press_kinds"))
    topics = set(report.table("topics")["topic"])
    for row in held.itertuples():
        assert set(row.topic.split("; ")) | set(row.topic_tested.split("; ")) <= topics, row.claim


def test_a_claim_rests_on_the_topics_that_it_names_or_says_why_not(held):
    others = held[held["topic"] != held["topic_tested"]]
    assert others.set_index("claim")["topic_tested"].to_dict() == {
        # Its words are of legality; what it is said to be the legality of is the operation.
        "Xi praised the legality of the special military operation": "special-military-operation",
        # Its topic is the settlement; its means, talks, are what the text can lack.
        "Xi supports solving the crisis through talks": "talks",
    }


def test_verdicts_follow_the_rule(held):
    """The rule of the chapter: contradicted means partly or not supported; supported means not contradicted; the rest has its reason."""
    for row in held.itertuples():
        if row.coverage_says == "contradicts":
            assert row.verdict in ("partly", "not supported"), row.claim
        elif row.verdict != "supported":
            assert isinstance(row.reason, str), row.claim
        assert (row.verdict == "supported") == (row.kind == press.HOLDS), row.claim
        assert row.verdict in VERDICTS_OF_KIND[row.kind], row.claim


def test_what_the_coverage_contradicts_by_hand(held):
    assert set(held[held["coverage_says"] == "contradicts"]["kind"]) == {
        "denies what the text has", "two sentences joined", "words of the other call", "a speaker added"}


def test_supported_claims_by_hand(report):
    assert status(report, "military-ties", "beijing") == "absent"
    assert status(report, "legitimacy", "kremlin") == status(report, "relations", "kremlin") == "stated"
    assert {status(report, topic, side) for topic in ("multilateral-coordination", "sco-brics") for side in ("kremlin", "beijing")} == {"stated"}


def test_partly_means_that_the_matter_is_stated(report, held):
    for row in held[held["verdict"].isin(["partly", "interpretation"])].itertuples():
        for topic in row.topic.split("; "):
            for side in ("kremlin", "beijing") if row.about == "both" else (row.about,):
                assert status(report, topic, side) in coverage.SAID, row.claim


def test_joined_sentences_are_two_voices(report, held):
    """Where two sentences were joined, the Kremlin's text has the two topics in two mouths."""
    row = held[held["kind"] == "two sentences joined"].iloc[0]
    table = report.table("coverage").query("side == 'kremlin' and event_date == @JUNE").set_index("topic")["voice"]
    assert [table[row["topic"]], table[row["topic_tested"]]] == ["xi", "putin"]


def test_words_of_the_other_call_are_in_its_text(report, held):
    from readouts.putin_xi.report import FEBRUARY

    row = held[held["kind"] == "words of the other call"].iloc[0]
    assert [status(report, row["topic_tested"], row["about"], date) for date in (FEBRUARY, JUNE)] == ["stated", "absent"]


def test_words_given_to_both_are_one_side_s(report, held):
    row = held[held["kind"] == "one side’s words given to both"].iloc[0]  # named in the query
    notes = report.table("coverage").query("event_date == @JUNE and topic == @row.topic").set_index("side")["note"]
    assert "record" in notes["kremlin"] and "no record" in notes["beijing"]


def test_counts_by_hand(report):
    value = {finding.id: finding.value for finding in report.findings}
    assert [value[f"press-{name}"] for name in ("claims", "reports", "supported", "partly", "not-supported", "interpretation")] == [17, 7, 4, 7, 4, 2]
    assert [value[f"press-{name}"] for name in ("coverage-agrees", "coverage-contradicts", "wording")] == [13, 4, 9]
    assert sum(value[f"press-kind-{kind}"] for kind in ("as-the-texts-have-it", "goes-beyond-the-words", "half-of-a-mutual-promise", "another-word")) == 10


@pytest.mark.parametrize(("change", "contradicted"), [
    ({"status": "absent", "voice": None, "voice_basis": None}, True),
    ({"voice": "putin"}, True),
    ({"voice": "putin; xi"}, False),
])
def test_a_changed_coverage_changes_what_it_says(report, change, contradicted):
    table = report.table("coverage").copy()
    row = (table["topic"] == "legitimacy") & (table["side"] == "kremlin") & (table["event_date"] == JUNE)
    for column, value in change.items():
        table.loc[row, column] = value
    held = press.held_against(report.corpus.tables | {"coverage": table}, JUNE).set_index("claim")
    assert (held.loc["Xi is made to note the legitimacy of Russia's actions", "coverage_says"] == "contradicts") == contradicted
