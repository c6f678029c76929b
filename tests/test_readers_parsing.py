"""What a path holds: a file by its form, a folder of files as one table, and what is no corpus."""

import json

import pytest
from made_files import DOCUMENTS, RECORDS, documents, faults
from readouts import readers
from readouts.corpus.datapackage import DataError


def test_a_folder_of_tables_of_the_same_columns(tmp_path):
    for number, record in enumerate(RECORDS):
        (tmp_path / f"{number}.jsonl").write_text(json.dumps(record), encoding="utf-8")
    assert documents(tmp_path) == DOCUMENTS
    (tmp_path / "2.jsonl").write_text('{"other": 1}', encoding="utf-8")
    (fault,) = faults(tmp_path)
    assert (fault.file, fault.found) == ("2.jsonl", "the columns other")


def test_what_is_not_there_or_may_not_be_read(tmp_path):
    with pytest.raises(DataError, match="no such file or folder"):
        readers.read(tmp_path / "lost.csv")


def test_a_name_of_a_link_to_itself_and_a_pipe_are_no_corpus(tmp_path):
    import os

    (tmp_path / "loop.csv").symlink_to(tmp_path / "loop.csv")
    os.mkfifo(tmp_path / "pipe.csv")
    for name in ("loop.csv", "pipe.csv"):
        with pytest.raises((DataError, OSError)):
            readers.read(tmp_path / name)
