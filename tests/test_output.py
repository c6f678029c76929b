"""How rows are given: read back by other programs, safe for spreadsheets and terminals, and a file whole or not at all."""

import argparse
import csv
import io
import json
import math
import os
from datetime import date
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from readouts.cli import output
from readouts.cli.output import visible, width, write


def arguments(**given_options):
    return SimpleNamespace(**{"format": None, "out": None, "force": False} | given_options)


def written(rows, columns, format, tmp_path_factory, **options):
    path = tmp_path_factory.mktemp("out") / "rows"
    write(rows, columns, arguments(format=format, out=path), **options)
    return path.read_bytes()


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
cells = st.one_of(texts, st.integers(-(2**40), 2**40), st.floats(), st.booleans(), st.none())
tables = st.integers(1, 4).flatmap(
    lambda n: st.lists(st.tuples(*[cells] * n), max_size=6).map(lambda rows: (n, rows))
)


def as_read(cell):
    """What CSV has for a cell."""
    if isinstance(cell, str):
        return f"'{cell}" if cell.startswith(("=", "+", "-", "@", "\t", "\r")) else cell
    if cell is None or (isinstance(cell, float) and math.isnan(cell)):
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


@given(tables)
@example((1, [("",)]))
def test_csv_comes_back_as_it_was_but_for_formulas(tmp_path_factory, table):
    n, rows = table
    columns = [f"column,{number}" for number in range(n)]
    data = written(rows, columns, "csv", tmp_path_factory)
    found = list(csv.reader(io.StringIO(data.decode(), newline=""), strict=True))
    # A line that is empty is a row of one empty cell, which the csv module gives as none.
    assert [row or [""] for row in found] == [
        columns,
        *([as_read(cell) for cell in row] for row in rows),
    ]


def test_no_text_is_a_formula_and_numbers_stay_numbers(tmp_path_factory):
    rows = [
        ("=HYPERLINK(1)", -1, -0.5),
        ("@SUM(1)", 2, 1e300),
        ("+1", 3, np.float64(-2)),
        ("-1", np.int64(-4), 0.0),
        ("\tx", 5, 1.0),
        ("a=b", 6, 1.0),
    ]
    lines = written(rows, ["word", "n", "x"], "csv", tmp_path_factory).decode().split("\n")
    assert lines[1:-1] == [
        "'=HYPERLINK(1),-1,-0.5",
        "'@SUM(1),2,1e+300",
        "'+1,3,-2.0",
        "'-1,-4,0.0",
        "'\tx,5,1.0",
        "a=b,6,1.0",
    ]


@given(
    st.lists(
        st.one_of(st.floats(), st.sampled_from([0.0, -0.0, math.nan, 1.5, 1e16, 1e-5])), max_size=30
    )
)
def test_arrays_are_written_as_lists_are(tmp_path_factory, numbers):
    arrays = (
        np.array(numbers, float),
        np.arange(len(numbers)),
        np.array(numbers, float) > 1,
        np.array(list(map(str, numbers)), object),
    )
    for format in ("csv", "json", "table"):
        found = []
        for columns in (arrays, tuple(array.tolist() for array in arrays)):
            path = tmp_path_factory.mktemp("out") / "rows"
            output.write_columns(
                [columns], ["x", "n", "more", "text"], arguments(format=format, out=path)
            )
            found.append(path.read_bytes())
        assert found[0] == found[1]


@pytest.mark.parametrize("format", output.FORMATS)
def test_columns_without_rows_are_no_row(tmp_path, format):
    pytest.importorskip("pyarrow")
    files = []
    for number, batches in enumerate(([], [([], [])], [(np.zeros(0), np.zeros(0, int))])):
        files.append(tmp_path / str(number))
        output.write_columns(batches, ["word", "n"], arguments(format=format, out=files[-1]))
    assert files[0].read_bytes() == files[1].read_bytes() == files[2].read_bytes()


@given(tables)
def test_json_and_json_lines_hold_the_same_rows(tmp_path_factory, table):
    n, rows = table
    columns = [f"c{number}" for number in range(n)]
    strict = {"parse_constant": lambda word: pytest.fail(word)}
    found = json.loads(written(rows, columns, "json", tmp_path_factory), **strict)
    lines = written(rows, columns, "jsonl", tmp_path_factory).decode().split("\n")[:-1]
    assert found == [json.loads(line, **strict) for line in lines]
    plain = [
        [
            None
            if isinstance(cell, float) and math.isnan(cell)
            else str(cell)
            if isinstance(cell, float) and math.isinf(cell)
            else cell
            for cell in row
        ]
        for row in rows
    ]
    assert found == [dict(zip(columns, row)) for row in plain]


def test_parquet_comes_back_with_its_types(tmp_path, monkeypatch):
    parquet = pytest.importorskip(
        "pyarrow.parquet", reason="pyarrow is not installed (pip install 'readouts[formats]')"
    )
    monkeypatch.setattr(output, "_ROWS", 2)
    rows = [
        ("危机", 1, None, 0.5, None, date(2022, 6, 15)),
        ("b", 2, None, math.inf, None, None),
        ("c", np.int64(3), "late", math.nan, None, None),
    ]
    path = tmp_path / "rows.parquet"
    write(iter(rows), ["word", "n", "note", "x", "nothing", "day"], arguments(out=path))
    table = parquet.read_table(path).to_pydict()
    assert (
        table["word"] == ["危机", "b", "c"]
        and table["n"] == [1, 2, 3]
        and table["note"] == [None, None, "late"]
        and table["nothing"] == [None] * 3
    )
    assert table["x"][:2] == [0.5, math.inf] and table["day"][0] == date(2022, 6, 15)
    write([], ["word"], arguments(out=path, force=True))
    assert parquet.read_table(path).to_pydict() == {"word": []}


def test_without_pyarrow_parquet_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pyarrow", None)
    with pytest.raises(ValueError, match=r"pip install 'readouts\[formats\]'"):
        write([(1,)], ["n"], arguments(out=tmp_path / "x.parquet"))
    assert os.listdir(tmp_path) == []


def test_the_format_is_that_of_the_ending_if_none_is_asked_for(tmp_path):
    names = {
        "a.csv": "csv",
        "a.JSON": "json",
        "a.jsonl": "jsonl",
        "a.ndjson": "jsonl",
        "a.parquet": "parquet",
        "a.txt": "table",
        "a": "csv",
    }
    assert {name: output.form(arguments(out=tmp_path / name)) for name in names} == names
    assert output.form(arguments(out=tmp_path / "a.csv", format="json")) == "json"
    parser = argparse.ArgumentParser()
    output.add_output(parser)
    assert parser.parse_args(["--out", "x", "--format", "csv"]).out.name == "x"


@pytest.mark.parametrize("format", ["csv", "json", "jsonl", "table"])
def test_a_fault_in_the_middle_leaves_what_was_there(tmp_path, format, capfd):
    def rows():
        yield from [("a", 1)] * 30_000
        raise ValueError("row 7")

    path = tmp_path / "rows"
    path.write_text("before")
    for out in (path, None):
        with pytest.raises(ValueError, match="row 7"):
            write(rows(), ["word", "n"], arguments(format=format, out=out, force=True))
    assert path.read_text() == "before" and os.listdir(tmp_path) == ["rows"]
    assert capfd.readouterr().out == ""


# --- For a terminal -----------------------------------------------------------------------


def lines_of(rows, columns, monkeypatch, room=60, **options):
    monkeypatch.setenv("COLUMNS", str(room))
    held = io.BytesIO()
    output._table(rows, columns, held, **options)
    return held.getvalue().decode().split("\n")[:-1]


def test_columns_stand_under_one_another_whatever_the_script(monkeypatch):
    rows = [("crisis", 1200, 0.5), ("危机", 7, -12.25), ("e\u0301te", 30, math.nan)]
    assert lines_of(rows, ["word", "n", "log_ratio"], monkeypatch) == [
        "                 log_",
        "word        n   ratio",
        "──────  ─────  ──────",
        "crisis  1,200    0.50",
        "危机        7  -12.25",
        "e\u0301te        30",
    ]


def test_texts_give_way_and_numbers_stay_whole(monkeypatch):
    rows = [("left " * 30, "key", "right " * 30, 123456)]
    lines = lines_of(rows, ["pre", "keyword", "post", "n"], monkeypatch, 80, against=["pre"])
    assert max(map(width, lines)) <= 80
    assert lines[-1].startswith("…") and "…  123,456" in lines[-1] and "left   key" in lines[-1]


@given(
    st.lists(st.tuples(st.text(max_size=30), st.text(max_size=30)), min_size=1, max_size=5),
    st.integers(40, 100),
)
def test_a_table_is_one_line_a_row_and_as_wide_as_the_terminal_at_most(rows, room):
    with pytest.MonkeyPatch.context() as patch:
        lines = lines_of(rows, ["one", "two"], patch, room, against=["one"])
    assert len(lines) == len(rows) + 2 and max(map(width, lines)) <= room
    assert all(
        character.isprintable() or character in "\u200c\u200d"
        for line in lines
        for character in line
    )


def test_nothing_in_a_text_reaches_the_terminal_as_a_command():
    assert visible("\x1b]0;title\x07\u202eabc\x9b2J") == "\\x1b]0;title\\x07\\u202eabc\\x9b2J"


def test_small_and_large_numbers_are_legible(monkeypatch):
    rows = [(0.00123, 123456.789, True, None, math.inf)]
    assert lines_of(rows, list("abcde"), monkeypatch)[-1].split() == [
        "0.0012",
        "123,456.79",
        "yes",
        "inf",
    ]
