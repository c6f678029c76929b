"""The partners' own accounts of calls: the counts, what contradicts itself, and what the issuer's accounts lack."""

import csv
import gzip

import pytest
from conftest import ROOT
from readouts.report import partner_accounts
from readouts.report.exhibits import partner_accounts as exhibit
from shared import SHARED, needs_shared
from tables import rows_of

ROWS = rows_of(ROOT / "data" / "partner_accounts.csv")
SEEN = {"id": "a", "form": "quoted", "": 2} | dict.fromkeys(partner_accounts.CELLS, "no")


def test_every_call_with_approval_was_looked_for(report):
    table = partner_accounts.beside(report.context)
    found = report.findings
    assert table["attributed"].sum() == found["approval-approving"].value
    parts = [
        found[f"partner-accounts-{what}"].value for what in ("approving", "doubtful", "without")
    ]
    assert sum(parts) == found["partner-accounts-seen"].value
    assert len(table) == len(ROWS) == 3 + table["attributed"].sum()


def test_the_table_tells_further_cases_from_the_calls_with_approval_and_opens_each_account(report):
    made = exhibit.partner_accounts(report)
    n = report.findings["approval-approving"].value
    marked = [call.startswith(exhibit.FURTHER) for call in made.data["call"]]
    assert marked == [False] * n + [True] * (len(ROWS) - n)
    assert [not one for one in made.data["attributed"]] == marked
    opened = {cells[-1]["address"] for cells in made.cells()}
    assert opened == {row["url"] for row in ROWS}


def test_a_row_that_was_seen_has_all_its_cells_and_one_that_was_not_has_none():
    tables = {"approval": [{"id": "a"}], "partner_accounts": [SEEN]}
    assert partner_accounts.faults(tables) == []
    for changed in ({"words": None}, {"form": "none found"}, {"id": "b"}):
        assert partner_accounts.faults(tables | {"partner_accounts": [SEEN | changed]})


def test_a_fault_names_its_cell():
    row = SEEN | {"url": None}
    (fault,) = partner_accounts.faults({"approval": [{"id": "a"}], "partner_accounts": [row]})
    assert (fault.file, fault.row, fault.column) == ("partner_accounts.csv", 2, "url")


@pytest.mark.parametrize("row", ROWS, ids=[row["id"] for row in ROWS])
def test_quoted_words_are_short(row):
    assert len(row["words"].split()) <= 12


@needs_shared
def test_no_account_of_the_three_others_has_the_partner_call_for_an_end_of_the_fighting():
    with gzip.open(SHARED / "corpora" / "kremlin_en.csv.gz", "rt", encoding="utf-8") as file:
        texts = {row["link"]: row["body"] for row in csv.DictReader(file)}
    calls = {row["id"]: row["url"] for row in rows_of(ROOT / "data" / "approval.csv")}
    for call in ("2022-02-24-india", "2022-03-04-germany", "2022-03-06-turkey"):
        text = texts[calls[call]].lower()
        assert not any(word in text for word in ("ceasefire", "cessation", "truce"))
        assert "attack on ukraine" not in text
