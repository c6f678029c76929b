"""The course of dates, and the terms of the originals: the tables held against each other and against the very texts."""

import gzip
import json

from conftest import ROOT
from readouts.report import dates
from shared import SHARED, needs_shared
from tables import rows_of

DATA = ROOT / "data"


def test_the_course_has_every_contact_and_every_date_once_in_order(report):
    found = dates.course(report.context)
    assert len(found) == len(rows_of(DATA / "dates.csv")) + len(rows_of(DATA / "events.csv"))
    assert found["date"].is_monotonic_increasing
    assert [str(day) for day in found[found["in_focus"]]["date"]] == ["2022-02-25", "2022-06-15"]
    assert report.findings["dates"].value == len(found)


def test_a_contact_comes_before_what_else_was_on_its_day(report):
    found = dates.course(report.context)
    own = found[found["date"].astype(str) == "2022-02-25"]
    assert own["contact"].tolist() == [True, False]


def test_a_contact_is_told_with_its_place_where_it_has_one(report):
    found = dates.course(report.context)
    told = found[found["contact"]].assign(day=lambda own: own["date"].astype(str))
    label = told.set_index("day")["label"].to_dict()
    assert label["2022-06-15"] == "Call"
    placed = [row for row in rows_of(DATA / "events.csv") if row["place"]]
    assert placed and all(label[row["date"]].endswith(f", {row['place']}") for row in placed)


def test_a_source_is_an_address_or_something_of_this_project():
    known = {row["readout_id"] for row in rows_of(DATA / "readouts.csv")} | {"the press article"}
    told = [row["source"] for row in rows_of(DATA / "dates.csv")]
    told += [one for row in rows_of(DATA / "key_terms.csv") for one in row["source"].split("; ")]
    assert all(one.startswith(("http://", "https://")) or one in known for one in told)


def test_no_label_is_too_long_for_the_timeline_of_a_telephone():
    assert max(len(row["label"]) for row in rows_of(DATA / "dates.csv")) <= 39


def items() -> dict[str, str]:
    path = SHARED / "corpora" / "beijing_broadcasts.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        rows = [row for row in map(json.loads, file) if "通电话" in row["title"]]
    return {row["broadcast_date"]: row["text"] for row in rows}


@needs_shared
def test_who_asked_for_a_call_is_told_of_two_calls_and_the_birthday_of_none():
    calls = items()
    assert [day for day, text in calls.items() if "应约" in text] == ["2025-02-24", "2025-08-08"]
    june = (SHARED / "corpora/readouts/2022-06-15_putin-xi_phone__kremlin__en.txt").read_text()
    assert "birthday" not in june and "生日" not in calls["2022-06-15"]


@needs_shared
def test_the_chinese_terms_stand_in_the_texts_of_their_call():
    calls = items()
    checked = 0
    for row in rows_of(DATA / "key_terms.csv"):
        if row["chinese"] and row["event_date"] in calls:
            assert row["chinese"] in calls[row["event_date"]], row["id"]
            checked += 1
    assert checked > 5
