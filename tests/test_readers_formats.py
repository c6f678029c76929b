"""Every form in which people keep texts gives the same documents; columns are guessed, and the guess is told."""

import bz2
import csv
import gzip
import json
import lzma

import pytest
from made_files import (
    DOCUMENTS,
    RECORDS,
    as_csv,
    as_lines,
)
from readouts import readers

FORMS = {
    "calls.csv": as_csv().encode(),
    "semicolons.csv": as_csv(";").encode(),
    "bars.csv": as_csv("|").encode(),
    "named.csv": ("sep=;\r\n" + as_csv(";")).encode(),
    "all-quoted.csv": as_csv(quoting=csv.QUOTE_ALL).encode(),
    "calls.tsv": as_csv("\t").encode(),
    "calls.csv.gz": gzip.compress(as_csv().encode()),
    "calls.csv.xz": lzma.compress(as_csv().encode()),
    "calls.csv.bz2": bz2.compress(as_csv().encode()),
    "packed-without-saying-so.csv": gzip.compress(as_csv().encode()),
    "mark.csv": as_csv().encode("utf-8-sig"),
    "wide.csv": as_csv().encode("utf-16"),
    "wide-without-mark.csv": as_csv().encode("utf-16-le"),
    "chinese.csv": as_csv().encode("gb18030"),
    "calls.jsonl": as_lines(ensure_ascii=False).encode(),
    "escaped.jsonl": as_lines().encode(),
    "mark.jsonl": as_lines(ensure_ascii=False).encode("utf-8-sig"),
    "wide.jsonl": as_lines(ensure_ascii=False).encode("utf-16"),
    "calls.jsonl.gz": gzip.compress(as_lines().encode()),
    "calls.jsonl.xz": lzma.compress(as_lines().encode()),
    "lines-with-the-name-of-an-array.json": as_lines().encode(),
    "calls.json": json.dumps(RECORDS).encode(),
    "indented.json": json.dumps(RECORDS, indent=2, ensure_ascii=False).encode(),
    "wide.json": json.dumps(RECORDS, ensure_ascii=False).encode("utf-16"),
    "calls.json.gz": gzip.compress(json.dumps(RECORDS).encode()),
    "no-ending": as_csv().encode(),
}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_gives_the_documents_that_were_written(tmp_path, name):
    path = tmp_path / name
    path.write_bytes(FORMS[name])
    reading = readers.read(path)
    assert list(reading) == DOCUMENTS
    assert list(reading) == DOCUMENTS, "a reading can be iterated over again"
    assert reading.notices == []
