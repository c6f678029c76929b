"""Feather and Stata."""

import datetime

import pandas as pd
import pytest
from made_files import documents, fault

TABLE = pd.DataFrame(
    {
        "side": ["A", "B"],
        "date": pd.to_datetime(["2022-06-15", "2022-06-16"]),
        "text": ["They spoke.", "Ёлка"],
    }
)


def test_a_table_of_stata(tmp_path):
    TABLE.to_stata(tmp_path / "a.dta", write_index=False, version=118)
    assert [(one.side, one.date, one.text) for one in documents(tmp_path / "a.dta")] == [
        ("A", datetime.date(2022, 6, 15), "They spoke."),
        ("B", datetime.date(2022, 6, 16), "Ёлка"),
    ]


def test_a_table_of_feather(tmp_path):
    pytest.importorskip("pyarrow")
    TABLE.to_feather(tmp_path / "a.feather")
    assert [one.text for one in documents(tmp_path / "a.feather")] == ["They spoke.", "Ёлка"]


def test_a_damaged_one(tmp_path):
    (tmp_path / "a.dta").write_bytes(b"<stata_dta><header>")
    assert "a damaged file" in fault(tmp_path / "a.dta").found
