"""Approval in the partners' mouths: the counts, the agreement of two codings, and the tables held against the texts and the rules."""

import csv
import datetime
import gzip
import hashlib
import re
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from readouts.report import approval
from shared import SHARED, needs_shared
from tables import rows_of

DATA = ROOT / "data"
CALLS, PLACES = rows_of(DATA / "approval.csv"), rows_of(DATA / "actions.csv")
RULES = (DATA / "approval_rules.md").read_text(encoding="utf-8")
WAR = "2022-02-24"
DAY = datetime.date(2022, 4, 1)


# --- The counts


def made(*calls: tuple[str, str, str | None, str | None]) -> pd.DataFrame:
    """Calls of Northland: day, approval, object, name of the war."""
    table = pd.DataFrame(calls, columns=["date", "approval", "object", "war_named"])
    return table.assign(date=[datetime.date.fromisoformat(day) for day in table["date"]])


NORTHLAND = made(
    ("2022-03-31", "support", "actions", "operation"),
    ("2022-04-01", "respect", "policy", "crisis"),
    ("2022-04-01", "support", "efforts", None),
    ("2022-06-01", "none", None, "crisis"),
)


def test_a_period_begins_on_its_first_day_and_efforts_for_peace_are_not_the_conduct():
    march, june = datetime.date(2022, 3, 31), datetime.date(2022, 6, 1)
    assert approval.by_period(NORTHLAND, [DAY]).values.tolist() == [
        [march, march, 1, 1, 1],
        [DAY, june, 3, 2, 1],
    ]
    after = approval.by_period(NORTHLAND, [DAY + datetime.timedelta(1)])
    assert after["approving"].tolist() == [2, 0] and after["calls"].tolist() == [3, 1]


def test_calls_are_counted_month_by_month():
    table = approval.by_period(NORTHLAND, [datetime.date(2022, month, 1) for month in (3, 4, 6)])
    assert table["calls"].tolist() == [1, 2, 1]


@given(st.lists(st.dates(datetime.date(2022, 3, 1), datetime.date(2022, 7, 1)), max_size=5))
def test_periods_lose_and_double_no_call(starts):
    table = approval.by_period(NORTHLAND, starts)
    assert table[["calls", "war_named", "approving"]].sum().tolist() == [4, 3, 2]
    assert (table["calls"] > 0).all()


def test_words_are_counted_by_whose_conduct_they_name_and_in_whose_mouth_they_are():
    places = pd.DataFrame(
        [
            ("action", "north", "partner"),
            ("actions", "north", "partner"),
            ("operation", "north", "queen"),
            ("actions", "south", "queen"),
        ],
        columns=["word", "of", "voice"],
    )
    own = approval.conduct(places, "north")
    assert pd.crosstab(own["word"], own["voice"]).to_dict("index") == {
        "action": {"partner": 2, "queen": 0},
        "operation": {"partner": 0, "queen": 1},
    }


# --- Two codings


def two(first: list, second: list) -> pd.DataFrame:
    """The agreement on a column of two codings; the second has its units in another order."""
    coded = [
        pd.DataFrame({"id": range(len(values)), "value": values}) for values in (first, second)
    ]
    return approval.agreement_of_codings(coded[0], coded[1][::-1], ["value"], ["id"])


@given(st.lists(st.tuples(*[st.sampled_from("abc")] * 2), min_size=2, max_size=12))
def test_kappa_is_that_of_another_implementation(pairs):
    first, second = map(list, zip(*pairs))
    row = two(first, second).loc["value"]
    assert row["n"] == len(pairs) and row["same"] == sum(one == other for one, other in pairs)
    if len({*first, *second}) == 1:
        assert np.isnan(row["kappa"])
    else:
        task = AnnotationTask(
            [("1", i, one) for i, one in enumerate(first)]
            + [("2", i, other) for i, other in enumerate(second)]
        )
        assert row["kappa"] == pytest.approx(task.kappa())


def test_an_empty_cell_is_a_value():
    assert two(["a", None, None, "b"], ["a", None, "b", "b"])["same"].item() == 3


def test_an_interval_holds_its_kappa_and_there_is_none_without_disagreement():
    row = two(["a", "b"] * 10, ["a", "b"] * 9 + ["a", "a"]).loc["value"]
    assert row["low"] < row["kappa"] < row["high"]
    assert two(["a", "b"], ["a", "b"])[["low", "high"]].isna().all(axis=None)


def test_codings_of_other_units_are_refused():
    one, other = (pd.DataFrame({"id": ids, "value": "a"}) for ids in ([1, 2], [1, 3]))
    with pytest.raises(ValueError, match="found 2 and 2 units, 1 of them in both"):
        approval.agreement_of_codings(one, other, ["value"], ["id"])


def read(name: str) -> pd.DataFrame:
    """A table with None in its empty cells."""
    return pd.DataFrame(rows_of(DATA / name)).replace("", None)


def test_a_coding_agrees_with_itself_and_each_other_answer_is_seen():
    tables = {"approval": read("approval.csv"), "actions": read("actions.csv")}
    assert approval.agreement_of_tables(tables).empty
    second = {f"{name}_second": table.copy() for name, table in tables.items()}
    same = approval.agreement_of_tables(tables | second)
    assert (same["n"] == same["same"]).all()
    june = second["approval_second"]["id"] == "2022-06-15-china"
    second["approval_second"].loc[june, ["approval", "war_named"]] = ["support", "crisis"]
    second["actions_second"].loc[0, "voice"] = "nobody"
    other = approval.agreement_of_tables(tables | second)
    assert (other["n"] - other["same"]).to_dict() == dict.fromkeys(same.index, 0) | {
        "approval": 1,
        "war_named": 1,
        "voice": 1,
    }


def test_the_order_in_which_a_text_names_the_war_is_no_disagreement():
    calls = read("approval.csv").head(2)
    one, other = (calls.assign(war_named=cell) for cell in ("a; b", "b; a"))
    assert approval.comparable(one).equals(approval.comparable(other))


# --- A coding that contradicts itself


CALL = dict.fromkeys(["verb", "object", "leads"]) | {
    f"{span}{end}": None for span in ("", "objection_", "thanks_") for end in ("start", "end")
}
CALL |= {"": 2, "approval": "none", "objection": None, "thanks": None}
SUPPORT = CALL | dict(
    zip(["approval", "verb", "object", "leads"], ["support", "backed", "policy", "partner"])
)


def columns(row: dict, table: str = "approval") -> list[str]:
    """The columns in which a row has a fault."""
    return [fault.column for fault in approval.faults({table: [row]})]


@pytest.mark.parametrize(
    ("row", "wrong"),
    [
        (CALL, []),
        (SUPPORT | {"start": 3, "end": 9}, []),
        (SUPPORT, ["start", "end"]),
        (SUPPORT | {"start": 3, "end": 3}, ["end"]),
        (SUPPORT | {"start": 3, "end": 9, "verb": None}, ["verb"]),
        (CALL | {"object": "policy"}, ["object"]),
        (CALL | {"thanks": "other", "thanks_start": 1}, ["thanks_end"]),
        (CALL | {"objection_start": 1, "objection_end": 4}, ["objection_start", "objection_end"]),
    ],
)
def test_what_is_coded_has_its_cells_and_nothing_else_has(row, wrong):
    assert columns(row) == columns(row, "approval_second") == wrong


def test_a_word_is_as_long_as_its_place():
    place = {"": 2, "word": "actions", "start": 5, "end": 12}
    assert columns(place, "actions") == [] and columns(place | {"end": 11}, "actions") == ["end"]


def test_this_report_s_periods_are_counted_as_the_rows_say(report):
    approving = [row for row in CALLS if row["approval"] != "none"]
    found = [report.findings[f"approval-approving-{number}"].value for number in (1, 2, 3)]
    assert found == [
        0,
        sum(WAR <= row["date"] <= "2022-04-01" for row in approving),
        sum(row["date"] > "2022-04-01" for row in approving),
    ]


def test_a_call_in_focus_that_is_not_coded_is_a_fault(report):
    rules = replace(report.settings.approval, focus="no-such-call", conduct="nobody's")
    context = replace(report.context, settings=replace(report.settings, approval=rules))
    assert [one.column for one in approval.settings_faults(context)] == ["focus", "conduct"]


# --- The tables, the rules and the texts


def test_every_value_that_is_given_stands_in_the_rules():
    for rows, names in (
        (CALLS, ("approval", "object", "leads", "thanks")),
        (PLACES, ("of", "voice")),
    ):
        for name in names:
            for value in {row[name] for row in rows} - {""}:
                assert f"`{value}`" in RULES, (name, value)


def test_an_id_is_the_day_and_the_partners_and_the_days_are_in_order():
    for row in CALLS:
        names = re.sub(r"[^a-z;]+", "-", row["partner"].lower()).replace(";-", "-")
        assert row["id"] == f"{row['date']}-{names}"
    assert all(one["date"] <= other["date"] for one, other in pairwise(CALLS))


def test_the_pages_are_those_of_the_reference_and_the_two_calls_of_the_report():
    reference = {
        row["url"]
        for row in rows_of(DATA / "reference" / "documents.csv")
        if row["stratum"].startswith("kremlin") and row["date"] >= "2021-12-01"
    }
    own = {
        row["url"]
        for row in rows_of(DATA / "readouts.csv")
        if row["side"] == "kremlin" and row["completeness"] == "full" and row["language"] == "en"
    }
    assert {row["url"] for row in CALLS} == reference | own and len(own) == 2


def test_no_name_of_the_war_is_given_before_it_and_no_place_of_its_words():
    before = {row["id"] for row in CALLS if row["date"] < WAR}
    assert before and not any(row["war_named"] for row in CALLS if row["id"] in before)
    assert not before & {row["id"] for row in PLACES}


@pytest.fixture(scope="module")
def pages() -> dict[str, dict[str, str]]:
    """The pages of the corpus, by address."""
    csv.field_size_limit(10**9)
    path = SHARED / "corpora" / "kremlin_en.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return {row["link"]: row for row in csv.DictReader(file)}


@needs_shared
def test_every_call_of_the_corpus_is_coded_once_and_nothing_else(pages):
    headline = re.compile(
        r"Telephone conversations? with |Vladimir Putin had several telephone conversations with "
    )
    calls = [
        link
        for link, row in pages.items()
        if "2021-12-01" <= row["date"] < "2022-07-01"
        and headline.match(row["headline"])
        and "-year-old" not in row["summary"]
    ]
    assert sorted(row["url"] for row in CALLS) == sorted(calls)
    assert all(pages[row["url"]]["date"].startswith(row["date"]) for row in CALLS)


@needs_shared
def test_every_stretch_is_whole_words_of_the_very_text_and_holds_its_verb(pages):
    coded = 0
    for row in CALLS:
        text = pages[row["url"]]["body"]
        assert hashlib.sha256(text.encode()).hexdigest() == row["sha256"]
        for span, verb in (("", "verb"), ("objection_", "objection"), ("thanks_", None)):
            if not row[f"{span}start"]:
                continue
            start, end = int(row[f"{span}start"]), int(row[f"{span}end"])
            stretch = text[start:end]
            assert stretch and re.match(r"\b\w.*\w\b$", stretch) and end <= len(text)
            assert not re.match(r"\w", text[end:]) and not re.search(r"\w$", text[:start])
            said = (
                ".* ".join(map(re.escape, row[verb].split(" … ")))
                if verb
                else "thank|grat|appreciat"
            )
            assert re.search(said, stretch), row["id"]
            coded += 1
    assert coded > 20


@needs_shared
def test_every_name_of_the_war_stands_in_its_page_and_is_given_once(pages):
    for row in CALLS:
        page, names = pages[row["url"]], row["war_named"].split("; ")
        text = f"{page['summary']} {page['body']}"
        assert len(names) == len(set(names)), row["id"]
        assert all(re.search(rf"\b{re.escape(name)}\b", text) for name in names if name), row["id"]


@needs_shared
def test_the_places_are_all_those_of_the_two_words(pages):
    word = re.compile(r"\b(?:action|operation)s?\b", re.IGNORECASE)
    coded = {(row["id"], row["start"], row["end"], row["word"]) for row in PLACES}
    found = {
        (row["id"], str(hit.start()), str(hit.end()), hit[0].lower())
        for row in CALLS
        if row["date"] >= WAR
        for hit in word.finditer(pages[row["url"]]["body"])
    }
    assert coded == found and len(coded) == len(PLACES)
    assert not any(word.search(pages[row["url"]]["summary"]) for row in CALLS if row["date"] >= WAR)


class _Recoded:
    """The report's context with one call between the approvals coded as approving in the second coding."""

    def __init__(self, context) -> None:
        self.settings, self.data = context.settings, context.data
        self._table = context.table
        between = approval.since_the_last(context)["id"].iloc[0]
        second = context.table("approval_second").set_index("id")
        second.loc[between, ["approval", "object"]] = ["understanding", "concerns"]
        self._second = second.reset_index()

    def table(self, name: str):
        return self._second if name == "approval_second" else self._table(name)


def test_a_way_that_finds_approval_in_between_does_not_hold(report):
    every, held = (report.findings[name] for name in ("approval-ways", "approval-ways-holding"))
    assert every.value == held.value == len(list(approval.ways(report.context)))
    recoded = {one.id: one for one in approval._ways(_Recoded(report.context))}
    lost = {row.key for row in recoded["approval-ways"].rows} - {
        row.key for row in recoded["approval-ways-holding"].rows
    }
    # Understanding of concerns is no approval of actions, and is left out where understanding does not count.
    assert lost == {"the second, every kind of approval"}
