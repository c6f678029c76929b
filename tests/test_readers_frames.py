"""Feather, Stata, SPSS and R."""

import datetime

import numpy as np
import pandas as pd
import pytest
from made_files import documents, fault, guess
from readouts import readers

TABLE = pd.DataFrame(
    {
        "side": ["A", "B"],
        "date": pd.to_datetime(["2022-06-15", "2022-06-16"]),
        "text": ["They spoke.", "Ёлка"],
    }
)
EXPECTED = [
    ("A", datetime.date(2022, 6, 15), "They spoke."),
    ("B", datetime.date(2022, 6, 16), "Ёлка"),
]


def told(path, **options):
    return [(one.side, one.date, one.text) for one in documents(path, **options)]


def test_a_table_of_stata(tmp_path):
    TABLE.to_stata(tmp_path / "a.dta", write_index=False, version=118)
    assert told(tmp_path / "a.dta") == EXPECTED


def test_a_table_of_feather(tmp_path):
    pytest.importorskip("pyarrow")
    TABLE.to_feather(tmp_path / "a.feather")
    assert told(tmp_path / "a.feather") == EXPECTED


@pytest.mark.parametrize("name", ["a.sav", "a.zsav", "table"])
def test_a_table_of_spss(tmp_path, name):
    pyreadstat = pytest.importorskip("pyreadstat")
    table = TABLE.assign(side=[1.0, 2.0], score=[np.nan, 2.0])
    pyreadstat.write_sav(
        table,
        str(tmp_path / name),
        column_labels={"side": "Who speaks"},
        variable_value_labels={"side": {1: "A", 2: "B"}},
        compress=name == "a.zsav",
    )
    assert told(tmp_path / name) == EXPECTED
    guessed = guess(tmp_path / name)
    assert guessed["labels of variables"] == "'side' is 'Who speaks'"
    assert guessed["not read"] == "'score'"


def plain_frame():
    return TABLE.drop(columns="date").assign(n=[1, 2]).astype({"side": object, "text": object})


def test_labels_of_variables_are_told_where_no_column_of_text_is_found(tmp_path):
    pyreadstat = pytest.importorskip("pyreadstat")
    frame = plain_frame().rename(columns={"text": "v3"})
    pyreadstat.write_sav(frame, str(tmp_path / "a.sav"), column_labels={"v3": "Full text"})
    assert "--text COLUMN; labels of variables: 'v3' is 'Full text'" in fault(tmp_path / "a.sav").expected  # fmt: skip
    assert len(documents(tmp_path / "a.sav", text=["v3"])) == 2


def test_a_data_frame_of_r(tmp_path):
    rdata = pytest.importorskip("rdata")
    rdata.write_rds(tmp_path / "a.rds", plain_frame())
    assert [(one.side, one.text) for one in documents(tmp_path / "a.rds")] == [
        ("A", "They spoke."),
        ("B", "Ёлка"),
    ]


# What R writes with saveRDS(data.frame(text = "They spoke.", date = as.Date("2022-06-15")), ascii = TRUE), by its manual
# on serialization: a list (787) of two, text (16) and numbers with a class (782), then pairs with the attributes.
ASCII = """A 3 262912 197888 5 UTF-8 787 2 16 1 262153 11 They\\040spoke. 782 1 19158 1026 1 262153 5 class 16 1 262153 4 Date 254
1026 1 262153 5 names 16 2 262153 4 text 262153 4 date 1026 511 16 1 262153 10 data.frame 1026 1 262153 9 row.names 13 2 NA -1 254"""


def test_days_of_r_are_dates(tmp_path):
    pytest.importorskip("rdata")
    (tmp_path / "a.rds").write_text("\n".join(ASCII.split()) + "\n", encoding="ascii")
    (one,) = documents(tmp_path / "a.rds", side_is="A")
    assert (one.text, one.date) == ("They spoke.", datetime.date(2022, 6, 15))


def test_several_things_of_r(tmp_path):
    rdata = pytest.importorskip("rdata")
    path = tmp_path / "a.rda"
    rdata.write_rda(path, {"calls": plain_frame(), "n": 1})
    reading = readers.read(path)
    assert len(list(reading)) == 2 and "not read: n" in reading.guess
    rdata.write_rda(path, {"calls": plain_frame(), "more": plain_frame()})
    assert "the data frames calls, more" in fault(path).found
    assert len(documents(path, sheet="more")) == 2
    assert "no data frame x" in fault(path, sheet="x").found
    rdata.write_rda(path, {"n": 1})
    assert "no data frame" in fault(path).found


@pytest.mark.parametrize(
    ("name", "start"),
    [("a.dta", b"<stata_dta><header>"), ("a.sav", b"$FL2@(#) SPSS"), ("a.rds", b"X\n\0\0\0\3\0\4")],
)
def test_a_damaged_one(tmp_path, name, start):
    library = {"a.sav": "pyreadstat", "a.rds": "rdata"}.get(name, "pandas")
    pytest.importorskip(library)
    (tmp_path / name).write_bytes(start)
    assert "a damaged file" in fault(tmp_path / name).found


@pytest.mark.parametrize(("name", "library"), [("a.sav", "pyreadstat"), ("a.rds", "rdata")])
def test_a_library_that_is_missing_is_named(tmp_path, monkeypatch, name, library):
    monkeypatch.setitem(__import__("sys").modules, library, None)
    (tmp_path / name).write_bytes(b"$FL2" if name == "a.sav" else b"X\n\0\0\0")
    with pytest.raises(ValueError, match=rf"needs the library {library}.*readouts\[statistics\]"):
        documents(tmp_path / name)
