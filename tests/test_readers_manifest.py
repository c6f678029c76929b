"""A manifest describes the texts of a folder, in any form of table; its encodings count."""

import pytest
from made_files import faults
from readouts import readers


def texts(folder, **files):
    for name, data in files.items():
        (folder / f"{name}.txt").write_bytes(data)


def test_the_encoding_of_each_text_may_be_said(tmp_path):
    texts(tmp_path, a="Вона".encode("cp1251"), b="Вона".encode("koi8-u"))
    (tmp_path / "manifest.csv").write_text(
        "file,side,encoding\na.txt,north,windows-1251\nb.txt,south,KOI8-U\n", encoding="utf-8"
    )
    reading = readers.read(tmp_path)
    assert [document.text for document in reading] == ["Вона", "Вона"]
    assert "guessed" not in reading.guess[1]
    (tmp_path / "manifest.csv").write_text("file,encoding\na.txt,latin-99\n", encoding="utf-8")
    (one,) = faults(tmp_path)
    assert (one.row, one.column) == (2, "encoding")


def test_capitals_are_not_looked_at_and_this_is_said(tmp_path):
    texts(tmp_path, Kremlin=b"They spoke.", beijing=b"They talked.")
    (tmp_path / "manifest.csv").write_text(
        "Datei;Quelle\nkremlin.txt;north\nBeijing.TXT;south\n", encoding="utf-8"
    )
    reading = readers.read(tmp_path)
    assert [document.side for document in reading] == ["north", "south"]
    assert any(
        "without regard to capitals and endings: 'kremlin.txt' as 'Kremlin.txt'" in line
        for line in reading.guess
    )


@pytest.mark.parametrize("form", ["jsonl", "xlsx"])
def test_a_manifest_in_another_form(tmp_path, form):
    texts(tmp_path, a=b"They spoke.", b=b"They talked.")
    if form == "jsonl":
        (tmp_path / "manifest.jsonl").write_text(
            '{"file": "a.txt", "side": "north"}\n{"file": "b.txt", "side": "south"}\n',
            encoding="utf-8",
        )
    else:
        book = pytest.importorskip("openpyxl").Workbook()
        for row in (("file", "side"), ("a.txt", "north"), ("b.txt", "south")):
            book.active.append(row)
        book.save(tmp_path / "manifest.xlsx")
    assert [document.side for document in readers.read(tmp_path)] == ["north", "south"]
