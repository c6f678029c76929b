"""Files opened and unpacked: in bounded memory, and with a name for what is damaged."""

import gzip
import io
import lzma
import resource
import sys

import pytest
from made_files import (
    MEGABYTE,
    fault,
    read,
    within,
    workbook_of,
)
from readouts.corpus.datapackage import DataError
from readouts.readers import opening


@pytest.mark.parametrize(("name", "packed"), [("a.jsonl.gz", gzip.open), ("a.csv.xz", lzma.open)])
def test_a_bomb_of_one_line_ends_when_the_line_is_too_long(tmp_path, name, packed):
    path = tmp_path / name
    with packed(path, "wb") as file:
        file.write(b'{"text": "' if "json" in name else b'text\n"')
        for _ in range(90):
            file.write(b"a" * MEGABYTE)
    assert path.stat().st_size < MEGABYTE
    said = within(path, 1200)
    assert (
        "a line longer than 67,108,864" in said or "unpacks to more than 200 times its size" in said
    )


def test_a_bomb_of_many_lines_ends_at_its_ratio(tmp_path):
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wb", compresslevel=9) as file:
        file.write(b'{"text": "They spoke."}\n')
        for _ in range(90):
            file.write((b"{" + b" " * 4094 + b"}\n") * 256)
    assert fault(path).found == "a packed file that unpacks to more than 200 times its size"


@pytest.mark.parametrize(
    ("name", "packed"), [("a.csv.gz", gzip.compress), ("a.csv.xz", lzma.compress)]
)
@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-20],
        lambda data: data[:40],
        lambda data: data[:60] + b"\0\0\0" + data[63:],
        lambda data: data + b"rubbish",
    ],
)
def test_a_damaged_packed_file(tmp_path, name, packed, damage):
    path = tmp_path / name
    path.write_bytes(
        damage(
            packed(
                b"text\n"
                + bytes(range(65, 91)) * 3
                + b"".join(b"%d,\n" % n for n in range(9000)).replace(b",", b"")
            )
        )
    )
    try:
        read(path)
    except DataError as error:
        assert error.faults[0].file == name


def test_a_library_that_is_missing_is_named_with_its_extra(tmp_path, monkeypatch):
    for name, module in (("a.parquet", "pyarrow"), ("a.xlsx", "openpyxl")):
        monkeypatch.setitem(sys.modules, module, None)
        (tmp_path / name).write_bytes(
            b"PAR1"
            if module == "pyarrow"
            else workbook_of(tmp_path / "b.xlsx", {"xl/workbook.xml": ""}).read_bytes()
        )
        with pytest.raises(
            ValueError,
            match=rf"needs the library {module}, which is not installed: pip install 'readouts\[formats\]'",
        ):
            read(tmp_path / name)


def test_the_bound_of_a_line_is_that_of_a_cell():
    lines = opening.lines(io.BytesIO(b"a" * (opening.LONGEST + 1)), "a.csv")
    with pytest.raises(DataError, match="a.csv, row 1: found a line longer than 67,108,864 bytes"):
        next(lines)
    assert resource.getrlimit(resource.RLIMIT_AS)[0] == resource.RLIM_INFINITY, (
        "limits are set in processes of their own"
    )
