"""Files that lost something in silence, or were guessed wrong: each is read whole now, or named, or refused with the cure."""

import datetime
import json

import pytest
from odd_files import ODD
from readouts import readers
from readouts.cli.preview import Preview
from readouts.corpus.datapackage import DataError
from readouts.readers import annotations
from readouts.readers.faults import Faults
from test_more_files import NEEDS


def laid(path, content):
    """Write a file, or the files of a folder."""
    if library := NEEDS.get(path.suffix):
        pytest.importorskip(library)
    for name, one in content.items() if isinstance(content, dict) else [("", content)]:
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(one if isinstance(one, bytes) else one.encode())
    return path


@pytest.mark.parametrize("name", ODD)
def test_what_is_read_and_told(tmp_path, name):
    content, expected, told, _ = ODD[name]
    path = laid(tmp_path / name, content)
    if expected is None:
        with pytest.raises(DataError, match=told):
            list(readers.read(path))
        return
    reading = readers.read(path)
    preview = Preview(reading)
    found = [(one.side, str(one.date or ""), one.text) for one in preview]
    assert found == expected
    assert told in "\n".join([*reading.guess, *reading.notices, *preview.lines()])


def book_of(path, *rows, merged=""):
    """Read a workbook of rows; give its documents, and all that is told."""
    book = pytest.importorskip("openpyxl").Workbook()
    for row in rows:
        book.active.append(row)
    if merged:
        book.active.merge_cells(merged)
    book.save(path)
    reading = readers.read(path)
    return list(reading), "\n".join([*reading.guess, *reading.notices])


def test_cells_that_are_merged_over_rows(tmp_path):
    found, told = book_of(tmp_path / "a.xlsx", ("side", "text"), ("A", "One."), (None, "Two."), merged="A2:A3")  # fmt: skip
    assert [one.side for one in found] == ["A", ""]
    assert "cells that are merged over rows, 1 of them" in told
    _, told = book_of(tmp_path / "b.xlsx", ("side", "text", None), ("A", "One."), merged="B1:C1")
    assert "merged" not in told


def test_names_of_columns_in_the_midst_of_a_sheet(tmp_path):
    found, told = book_of(tmp_path / "a.xlsx", ("side", "text"), ("A", "One."), (), ("side", "text"), ("B", "Two."))  # fmt: skip
    assert [one.text for one in found] == ["One.", "Two."] and "stand again, and are no row, in 4" in told  # fmt: skip


def test_dates_of_a_spreadsheet_beside_words(tmp_path):
    days = [datetime.datetime(2022, 7, 6), "16/06/2022", "07/06/2022"]
    _, told = book_of(tmp_path / "a.xlsx", ("date", "text"), *((day, "One.") for day in days))
    assert "such as 2022-07-06 (row 2), and some are words: the program may have exchanged" in told
    _, told = book_of(tmp_path / "b.xlsx", ("date", "text"), (datetime.datetime(2022, 7, 16), "One."), ("16/06/2022", "Two."))  # fmt: skip
    assert "exchanged" not in told


def test_cells_beyond_the_named_columns(tmp_path):
    found, told = book_of(tmp_path / "a.xlsx", ("side", "text"), ("A", "One.", "And more."), ("B", "Two."))  # fmt: skip
    assert [one.text for one in found] == ["One.", "Two."]
    assert "to the right of the named columns are not read (give each column a name), in 2" in told


@pytest.mark.parametrize("indent", [None, 1])
def test_an_array_of_doccano(tmp_path, indent):
    records = [{"id": 1, "text": "Of peace.", "label": [[3, 8, "PEACE"]]}, {"id": 2, "text": "War.", "label": [[0, 3, "WAR"]]}]  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(records, indent=indent), encoding="utf-8")
    found, told = annotations.read(tmp_path / "a.json", faults := Faults())
    assert [(one.name, one.text, one.spans[0][:3]) for one in found] == [
        ("1", "Of peace.", (3, 8, "PEACE")),
        ("2", "War.", (0, 3, "WAR")),
    ]
    assert not told and not faults


def test_annotations_in_another_array_are_named(tmp_path):
    record = {"data": {"text": "Of peace."}, "annotations": [{"result": []}]}
    (tmp_path / "a.json").write_text(json.dumps([record, 1]), encoding="utf-8")
    annotations.read(tmp_path / "a.json", faults := Faults())
    assert ["as Label Studio exports it" in one.found for one in faults] == [True, False]
