"""Parquet: rows of columns that are wanted, in bounded memory, whatever the file holds."""

import subprocess
import sys

import pytest
from made_files import DAY, DOCUMENTS, MEGABYTE, RECORDS, documents, fault, guess, parquet_of, read
from readouts.corpus.datapackage import DataError


def test_parquet(tmp_path):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    rows = [record | {"date": DAY} for record in RECORDS]
    parquet.write_table(pyarrow.Table.from_pylist(rows), tmp_path / "calls.parquet")
    assert documents(tmp_path / "calls.parquet") == DOCUMENTS
    parquet.write_table(
        pyarrow.Table.from_pylist(
            [record | {"text": record["text"].encode()} for record in RECORDS]
        ),
        tmp_path / "bytes.parquet",
        row_group_size=1,
    )
    assert documents(tmp_path / "bytes.parquet") == DOCUMENTS
    assert guess(tmp_path / "bytes.parquet")["form"] == "Parquet, 2 rows"


def test_a_file_of_parquet_that_repeats_one_long_text(tmp_path):
    # A dictionary holds the text once; unpacked at once, it would take 20 GB.
    pyarrow = pytest.importorskip("pyarrow")
    text = pyarrow.DictionaryArray.from_arrays(
        pyarrow.array([0] * 20_000, pyarrow.int32()), pyarrow.array(["word " * (MEGABYTE // 5)])
    )
    path = parquet_of(tmp_path / "a.parquet", pyarrow.table({"text": text}), row_group_size=20_000)
    assert path.stat().st_size < MEGABYTE
    code = (
        "import resource, sys; from itertools import islice; resource.setrlimit(resource.RLIMIT_AS, (3 << 30, 3 << 30)); from readouts import readers\n"
        "print(sum(len(document.text) > 1_000_000 for document in islice(readers.read(sys.argv[1]), 300)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, timeout=120
    )
    assert done.stdout == "300\n", done.stderr[-1000:]


def test_a_file_of_parquet_that_is_damaged_or_holds_other_things(tmp_path):
    path = parquet_of(
        tmp_path / "a.parquet",
        {"text": [f"They spoke {n} times." for n in range(5000)], "side": [["a", "list"]] * 5000},
    )
    whole = path.read_bytes()
    assert len(read(path)) == 5000, "a list is no side"
    for damaged in (
        whole[:-100],
        whole[: len(whole) // 2],
        whole[:200] + b"\xff" * 300 + whole[500:],
        whole[:-8] + b"\xff\xff\xff\x7fPAR1",
        b"PAR1" + b"\0" * 100 + b"PAR1",
    ):
        path.write_bytes(damaged)
        with pytest.raises(DataError) as error:
            read(path)
        assert error.value.faults[0].file == "a.parquet"
    assert fault(parquet_of(tmp_path / "b.parquet", {"text": [b"caf\xe9"]})).row == 1
