"""Files made to do harm, or damaged: each ends in an error that names it, or is read, in bounded time and memory."""

import pytest
from made_files import MEGABYTE, read, within
from readouts.corpus.datapackage import DataError


def test_a_line_without_end_is_not_held_in_memory(tmp_path):
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.write(b"text\n")
        file.truncate(1024 * MEGABYTE)  # a gigabyte of NULs that takes no room on the disk
    assert "longer than" in within(path, 1200) or "NUL" in within(path, 1200)


@pytest.mark.parametrize("name", ["a.csv", "a.jsonl", "a.json", "a.txt"])
def test_a_gigabyte_on_a_line(tmp_path, name):
    path = tmp_path / name
    with path.open("wb") as file:
        file.write(
            {"a.csv": b"text\n", "a.jsonl": b'{"text": "', "a.json": b'[{"text": "', "a.txt": b""}[
                name
            ]
        )
        for _ in range(200):
            file.write(b"long " * (MEGABYTE // 5))
    said = within(path, 1200)
    assert "1 fault in the data" in said and name in said


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"\0",
        b"\0" * 5000,
        b"\xff\xfe",
        b"\xef\xbb\xbf",
        b"\xff\xfe\0",
        b'"',
        b",",
        b"{",
        b"[",
        b"[]",
        b"{}",
        b"[1",
        b"[}",
        b"null",
        b"text",
        b"text\n",
        b"PAR1",
        b"PK\x03\x04",
        b"\x1f\x8b",
        b"\x1f\x8b\x08\0",
        b"\xfd7zXZ\0",
        b"BZh9",
        b"%PDF-1.7",
        b"\x28\xb5\x2f\xfd",
        b"<!DOCTYPE html><p>",
        b"---\n",
    ],
)
@pytest.mark.parametrize(
    "name",
    [
        "a.csv",
        "a.tsv",
        "a.jsonl",
        "a.json",
        "a.xlsx",
        "a.parquet",
        "a.csv.gz",
        "a.jsonl.xz",
        "a",
        "a.txt",
        "a.md",
    ],
)
def test_files_of_nothing_or_of_their_first_bytes(tmp_path, name, content):
    if "parquet" in name or content == b"PAR1":
        pytest.importorskip("pyarrow")
    path = tmp_path / name
    path.write_bytes(content)
    try:
        assert read(path)
    except DataError as error:
        assert all(found.file in (name, str(path)) for found in error.faults)
