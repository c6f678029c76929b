"""Press reports and the texts: every claim held against the coverage table, by the rule that the chapter states."""

from dataclasses import replace

import pandas as pd
import pytest
from made_up import context, frame
from made_up import report as made_report
from readouts import paths
from readouts.report import coverage, press
from readouts.report.exhibits import press as exhibits
from shared import SHARED, needs_shared
from tables import rows_of
from this_report import JUNE


@pytest.fixture(scope="module")
def held(report) -> pd.DataFrame:
    """Every claim with what the coverage says of it."""
    return press.held_against(report.context)


def status(report, topic: str, side: str, date=JUNE) -> str:
    """The status of a topic in a readout."""
    table = report.table("coverage")
    return table[
        (table["topic"] == topic) & (table["side"] == side) & (table["event_date"] == date)
    ]["status"].item()


@needs_shared
def test_the_claims_are_those_of_the_facts_and_the_verdicts_but_for_those_decided_here():
    tables = [rows_of(folder / "press_claims.csv") for folder in (SHARED / "facts", paths.DATA)]
    said = ("outlet", "published", "address", "about", "claim", "topic")
    assert [[row[name] for name in said] for row in tables[0]] == [
        [row[name] for name in said] for row in tables[1]
    ]
    decided = {
        new["claim"]: (old["verdict"], new["verdict"])
        for old, new in zip(*tables)
        if old["verdict"] != new["verdict"]
    }
    assert decided == {
        # Like the two other claims that say which actions are meant; its verb is not the text's, as in the claim with "stressed".
        "Xi praised the legality of the special military operation": ("not supported", "partly"),
        # The matter is in Beijing's text; what is not is the subject, and the means.
        "Xi promoted peace and economic stability during the call": ("not supported", "partly"),
        "Xi supports solving the crisis through talks": ("not supported", "partly"),
    }


def test_every_claim_has_one_kind_and_known_topics(report, held):
    assert len(held) == len(report.table("press_claims")) == len(report.table("press_kinds"))
    topics = set(report.table("topics")["topic"])
    for row in held.itertuples():
        assert set(row.topic.split("; ")) | set(row.topic_tested.split("; ")) <= topics, row.claim


def test_a_claim_rests_on_the_topics_that_it_names_or_says_why_not(held):
    others = held[held["topic"] != held["topic_tested"]]
    # Its topic is the settlement; its means, talks, are what the text can lack.
    assert others.set_index("claim")["topic_tested"].to_dict() == {
        "Xi supports solving the crisis through talks": "talks"
    }


def test_verdicts_follow_the_rule(held):
    """The rule of the chapter: one verdict a kind; contradicted means partly or not supported; what is not supported as made has its reason."""
    assert set(press.KINDS.values()) == set(press.VERDICTS) == set(press.RANK)
    assert set(press.kinds(held)) == set(press.KINDS)
    for row in held.itertuples():
        assert row.verdict == press.verdict(row.kind), row.claim
        assert row.coverage_says == "agrees" or row.verdict in ("partly", "not supported"), (
            row.claim
        )
        assert (row.verdict == "supported") or isinstance(row.reason, str), row.claim


def test_like_claims_are_judged_alike(held):
    """Three claims say that Russia's actions are the operation or the invasion, two give Xi another verb than "noted": one is both."""
    named = held["claim"].str.contains("invasion|special military operation")
    verb = held["claim"].str.contains("stressed|praised")
    assert named.sum() == 3 and verb.sum() == 2 and (named & verb).sum() == 1
    assert held[named | verb][
        ["about", "asserts", "topic", "topic_tested", "voice", "coverage_says"]
    ].drop_duplicates().values.tolist() == [
        ["kremlin", "stated", "legitimacy", "legitimacy", "xi", "agrees"]
    ]
    assert set(held[named & ~verb]["verdict"]) == {"interpretation"}
    assert set(held[verb]["verdict"]) == {"partly"}
    opened = {"goes beyond the words", "two sentences joined"}
    for row in held.assign(named=named, verb=verb).itertuples():
        kinds = set(row.kind.split(press.JOINT))
        assert bool(kinds & opened) == row.named, row.claim
        assert ("another word" in kinds) == (row.verb or "constructive" in row.claim), row.claim


def test_a_verdict_that_does_not_follow_from_the_kinds_is_a_fault():
    claims = [{"": 2, "claim": "a", "verdict": "interpretation"}]
    kinds = {"": 2, "claim": "a", "asserts": "stated"}

    def faults(kind):
        told = press.faults({"press_claims": claims, "press_kinds": [kinds | {"kind": kind}]})
        return [(fault.file, fault.column, fault.expected.partition(",")[0]) for fault in told]

    assert faults("goes beyond the words") == []
    assert faults("goes beyond the words; another word") == [
        ("press_claims.csv", "verdict", "partly")
    ]
    ((file, column, _),) = faults("another word; heard of it")
    assert (file, column) == ("press_kinds.csv", "kind")


def test_what_the_coverage_contradicts_by_hand(held):
    assert set(held[held["coverage_says"] == "contradicts"]["kind"]) == {
        "denies what the text has",
        "words of the other call",
        "a speaker added",
    }


def test_supported_claims_by_hand(report):
    assert status(report, "military-ties", "beijing") == "absent"
    assert (
        status(report, "legitimacy", "kremlin")
        == status(report, "relations", "kremlin")
        == "stated"
    )
    assert {
        status(report, topic, side)
        for topic in ("multilateral-coordination", "sco-brics")
        for side in ("kremlin", "beijing")
    } == {"stated"}


def test_partly_means_that_the_matter_is_stated(report, held):
    for row in held[held["verdict"].isin(["partly", "interpretation"])].itertuples():
        for topic in row.topic.split("; "):
            for side in ("kremlin", "beijing") if row.about == "both" else (row.about,):
                assert status(report, topic, side) in coverage.SAID, row.claim


def test_joined_sentences_are_two_voices(report):
    """Where two sentences were joined, the Kremlin's text has the two topics in two mouths."""
    table = (
        report.table("coverage")
        .query("side == 'kremlin' and event_date == @JUNE")
        .set_index("topic")["voice"]
    )
    assert table[["legitimacy", "special-military-operation"]].to_list() == ["xi", "putin"]


def test_not_supported_means_that_the_text_has_it(report, held):
    """No claim of these is of a matter that the text lacks altogether: the one that is not supported denies what is there."""
    row = held[held["verdict"] == "not supported"].iloc[0]
    assert row["asserts"] == "omitted" and status(report, row["topic"], row["about"]) == "stated"


def test_words_of_the_other_call_are_in_its_text(report, held):
    from this_report import FEBRUARY

    row = held[held["kind"] == "words of the other call"].iloc[0]
    assert [
        status(report, row["topic_tested"], row["about"], date) for date in (FEBRUARY, JUNE)
    ] == ["stated", "absent"]


def test_words_given_to_both_are_one_side_s(report, held):
    topic = held.loc[held["kind"] == "one side’s words given to both", "topic"].iloc[0]
    table = report.table("coverage")
    notes = table[(table["event_date"] == JUNE) & (table["topic"] == topic)].set_index("side")[
        "note"
    ]
    assert "record" in notes["kremlin"] and "no record" in notes["beijing"]


def test_counts_by_hand(report):
    value = {finding.id: finding.value for finding in report.findings}
    assert [
        value[f"press-{name}"]
        for name in ("claims", "reports", "supported", "partly", "not-supported", "interpretation")
    ] == [17, 7, 4, 10, 1, 2]
    assert [
        value[f"press-{name}"] for name in ("coverage-agrees", "coverage-contradicts", "wording")
    ] == [14, 3, 10]
    assert (
        sum(
            value[f"press-kind-{kind}"]
            for kind in (
                "as-the-texts-have-it",
                "goes-beyond-the-words",
                "half-of-a-mutual-promise",
                "another-word",
            )
        )
        == 11
    )


@pytest.mark.parametrize(
    ("change", "contradicted"),
    [
        ({"status": "absent", "voice": None, "voice_basis": None}, True),
        ({"voice": "putin"}, True),
        ({"voice": "putin; xi"}, False),
    ],
)
def test_a_changed_coverage_changes_what_it_says(report, change, contradicted):
    table = report.table("coverage").copy()
    row = (
        (table["topic"] == "legitimacy")
        & (table["side"] == "kremlin")
        & (table["event_date"] == JUNE)
    )
    for column, value in change.items():
        table.loc[row, column] = value
    data = replace(report.corpus, tables=report.corpus.tables | {"coverage": table})
    held = press.held_against(replace(report.context, data=data)).set_index("claim")
    assert (
        held.loc["Xi is made to note the legitimacy of Russia's actions", "coverage_says"]
        == "contradicts"
    ) == contradicted


def test_the_evidence_of_a_claim_gives_its_address_and_what_the_texts_have(report):
    table = report.table("press_claims").fillna("")
    rows = {row.key: row.says for row in report.findings["press-claims"].rows}
    assert all(
        row.address in rows[row.claim]
        and row.reason in rows[row.claim]
        and row.verdict in rows[row.claim]
        for row in table.itertuples()
    )


def test_other_sides_have_the_chapter():
    claims = frame(
        "outlet published address about claim verdict topic reason",
        ("A paper", "2031", None, "both", "both speak of peace", "supported", "peace", None),
        (
            "A paper",
            "2031",
            None,
            "south",
            "the South is silent on trade",
            "not supported",
            "trade",
            "it is not",
        ),
        ("Another", None, None, "north", "the King spoke of works", "partly", "works", "both did"),
    )
    kinds = frame(
        "claim kind asserts topic_tested voice",
        ("both speak of peace", press.HOLDS, "stated", "peace", None),
        ("the South is silent on trade", "denies what the text has", "omitted", "trade", None),
        ("the King spoke of works", "another speaker", "stated", "works", "king"),
    )
    of = context(press_claims=claims, press_kinds=kinds)
    value = {finding.id: finding.value for finding in press.findings(of)}
    assert value["press-coverage-contradicts"] == 2 and value["press-reports"] == 1
    made = made_report(of, press)
    assert exhibits.press_claims(made).data["report"].to_list() == [
        "A paper, on both texts",
        "A paper, on the Southland’s text",
        "Another, on Northland’s text",
    ]
    assert len(exhibits.press_kinds(made).data) == 3
    assert exhibits.press_verdicts(made).data["claims"].sum() == 3
