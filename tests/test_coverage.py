"""What full texts state; and that nothing is called absent of which only excerpts were seen."""

import datetime

import pandas as pd
import pytest
from readouts.corpora import corpus
from readouts.corpora.corpus import absence
from readouts.putin_xi import coverage
from readouts.putin_xi.coverage import by_side

CALL, OTHER = datetime.date(2022, 6, 15), datetime.date(2022, 2, 25)


def table(*rows):
    return pd.DataFrame(rows, columns=["topic", "event_date", "side", "status", "voice", "voice_basis"])


SMALL = table(
    ("trade", CALL, "kremlin", "stated", "both", "named"), ("trade", CALL, "beijing", "absent", None, None),
    ("taiwan", CALL, "kremlin", "absent", None, None), ("taiwan", CALL, "beijing", "partial", "putin", "implied"),
    ("law", CALL, "kremlin", "partial", None, "agentless"), ("law", CALL, "beijing", "stated", "xi", "named"),
    ("sport", CALL, "kremlin", "absent", None, None), ("sport", CALL, "beijing", "absent", None, None),
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
    assert wide["topic"].to_list() == ["trade", "taiwan", "law", "sport"]  # the order of the table, not of the alphabet
    assert wide["told_by"].to_list() == ["kremlin", "beijing", "both", "neither"]  # what is stated in part is told
    assert wide[["kremlin", "beijing"]].values.tolist() == [["stated", "absent"], ["absent", "partial"], ["partial", "stated"], ["absent", "absent"]]
    assert wide["beijing_voice"].to_list()[1:3] == ["putin", "xi"] and wide["kremlin_basis"].to_list()[2] == "agentless"


def test_a_call_is_not_mixed_with_another():
    other = SMALL.assign(event_date=OTHER, status="absent")
    assert by_side(pd.concat([other, SMALL]), CALL)["told_by"].to_list() == by_side(SMALL, CALL)["told_by"].to_list()


def test_sides_agree_with_a_count_by_hand(tables):
    data = tables["coverage"]
    for date in (CALL, OTHER):
        call = [row for row in data.itertuples() if row.event_date == date and row.status != "absent"]
        said = {side: {row.topic for row in call if row.side == side} for side in ("kremlin", "beijing")}
        told = by_side(data, date).groupby("told_by")["topic"].agg(set)
        assert told["both"] == said["kremlin"] & said["beijing"]
        assert told["kremlin"] == said["kremlin"] - said["beijing"] and told["beijing"] == said["beijing"] - said["kremlin"]
        assert told["neither"] == set(data["topic"]) - said["kremlin"] - said["beijing"]


def told(table, completeness="full"):
    """What `coverage.faults` says of a coverage table, with readouts of that completeness: (what is at fault, its place)."""
    rows = table.astype(object).where(table.notna(), None).to_dict("records")
    readouts = [{"event_date": date, "side": side, "completeness": completeness} for date in (CALL, OTHER) for side in ("kremlin", "beijing")]
    found = coverage.faults({"coverage": [{"": line} | row for line, row in enumerate(rows, start=2)], "readouts": readouts})
    return [(fault.column, fault.row) for fault in found]


def test_the_data_lack_no_cell(tables):
    assert told(tables["coverage"]) == []


@pytest.mark.parametrize("place", [0, 3, 7])
def test_a_missing_cell_is_named(place):
    gone = SMALL.iloc[place]
    assert told(SMALL.drop(index=place)) == [(f"{gone['topic']}, {gone['event_date']}, {gone['side']}", 0)]


def test_every_missing_cell_of_the_data_would_be_found(tables):
    data = tables["coverage"]
    for place in range(0, len(data), 17):
        gone = data.iloc[place]
        assert told(data.drop(index=place)) == [(f"{gone['topic']}, {gone['event_date']}, {gone['side']}", 0)]


def test_a_statement_without_a_voice_or_without_its_basis_is_a_fault():
    assert len(told(SMALL.assign(voice=None))) == 3
    assert len(told(SMALL.assign(voice_basis=None))) == 4  # agentless must be said, too


def test_nothing_is_absent_from_excerpts():
    absent = [("status", line) for line, status in enumerate(SMALL["status"], start=2) if status == "absent"]
    assert absent and told(SMALL, "excerpts") == absent


def test_what_is_absent_needs_no_voice():
    assert told(SMALL[SMALL["topic"] == "sport"]) == []


def test_the_states_have_no_third_word():
    assert set(corpus.STATES) == {"full", "excerpts"}
