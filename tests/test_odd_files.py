"""Files that lost something in silence, or were guessed wrong: each is read whole now, or named, or refused with the cure."""

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


def test_cells_beyond_the_named_columns(tmp_path):
    book = pytest.importorskip("openpyxl").Workbook()
    for row in [("side", "text"), ("A", "One.", "And more."), ("B", "Two.")]:
        book.active.append(row)
    book.save(tmp_path / "a.xlsx")
    reading = readers.read(tmp_path / "a.xlsx")
    assert [one.text for one in reading] == ["One.", "Two."]
    assert any("to the right of the named columns are not read, in row 2" in one for one in reading.notices)  # fmt: skip


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
