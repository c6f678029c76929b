"""`readouts code` with annotations: people's spans in, spans for other programs out, and the texts that offsets index."""

import csv
import json

import pytest
from command_line import documents, fault, rows
from readouts.__main__ import main

CODEBOOK = ("--codebook", "codebook.csv")
COLUMNS = ["document_id", "side", "start", "end", "frame", "code", "pattern", "keyword"]


@pytest.mark.parametrize("form", ["qdpx", "webanno"])
def test_spans_that_are_written_for_others_come_back(folder, capsys, form):
    plain, _ = rows(capsys, "code", "calls.csv", *CODEBOOK)
    out = "coded.qdpx" if form == "qdpx" else "coded.zip"
    asked = () if form == "qdpx" else ("--format", form)
    assert main(["code", "calls.csv", *CODEBOOK, *asked, "--out", out]) == 0
    capsys.readouterr()
    found, told = rows(capsys, "code", "calls.csv", "--annotations", out)
    assert sorted(tuple(row[name] for name in COLUMNS) for row in found) == sorted(
        tuple(row[name] for name in COLUMNS) for row in plain
    )
    assert {row["coder_kind"] for row in found} == {"pattern"}
    assert all(row["coder"] == row["pattern"] for row in found)
    assert "8 spans in 4 documents" in told


@pytest.mark.parametrize("form", ["doccano", "brat"])
def test_what_a_form_has_no_place_for_is_told(folder, capsys, form):
    assert main(["code", "calls.csv", *CODEBOOK, "--format", form, "--out", "coded"]) == 0
    assert "has no place for frames, patterns, coders" in capsys.readouterr().err
    found, told = rows(
        capsys, "code", "calls.csv", "--annotations", "coded", "--coder", "AB", *CODEBOOK
    )
    assert len(found) == 8 and "coder is not told" not in told
    assert {(row["coder_kind"], row["coder"]) for row in found} == {("person", "AB")}
    # The codebook gives the frames of codes.
    assert {row["frame"] for row in found} == {"naming", "measures"}
    _, told = rows(capsys, "code", "calls.csv", "--annotations", "coded")
    assert "8 spans whose coder is not told (--coder NAME says who)" in told


def test_an_output_is_read_again(folder, capsys):
    assert main(["code", "calls.csv", *CODEBOOK, "--out", "spans.csv"]) == 0
    capsys.readouterr()
    found, told = rows(capsys, "code", "calls.csv", "--annotations", "spans.csv")
    assert len(found) == 8 and {row["coder_kind"] for row in found} == {"pattern"}
    assert "not read" not in told


def test_all_faults_come_at_once_and_nothing_is_written(folder, capsys):
    texts = [document.text for document in documents()]
    lines = [{"text": texts[0], "label": [[0, 9999, "A"]]}, {"text": "Another.", "label": [[0, 7, "B"]]}]  # fmt: skip
    (folder / "a.jsonl").write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    told = fault(capsys, "code", "calls.csv", "--annotations", "a.jsonl", "--out", "spans.csv")
    assert "a.jsonl, row 1: found" in told and "a text that no document has" in told
    assert not (folder / "spans.csv").exists()


def test_options_that_would_not_be_used_are_refused(folder, capsys):
    told = fault(capsys, "code", "calls.csv", "--annotations", "a.jsonl", "--stance", "--excluded")
    assert "--excluded, --stance: not used with --annotations" in told
    assert "--coder: not used" in fault(
        capsys, "code", "calls.csv", *CODEBOOK, "--coder", "A", "--format", "brat"
    )
    assert "is needed" in fault(capsys, "code", "calls.csv", code=2)
    told = fault(capsys, "check", "calls.csv", "--out", "a.qdpx")
    assert "no rows are written as qdpx" in told


def test_a_file_that_is_there_is_not_written_over(folder, capsys):
    (folder / "coded.qdpx").write_bytes(b"mine")
    told = fault(capsys, "code", "calls.csv", *CODEBOOK, "--out", "coded.qdpx")
    assert "a file is there" in told and (folder / "coded.qdpx").read_bytes() == b"mine"


@pytest.mark.parametrize("name", ["texts.csv", "texts.jsonl"])
def test_texts_are_those_that_offsets_index(folder, capsys, name):
    options = ("--texts", name, "--where", "side=whitehouse")
    found, _ = rows(capsys, "code", "calls.csv", *CODEBOOK, *options)
    with (folder / name).open(encoding="utf-8", newline="") as file:
        kept = list(csv.DictReader(file)) if name.endswith("csv") else list(map(json.loads, file))
    texts = {row["document_id"]: row["text"] for row in kept}
    assert texts == {one.document_id: one.text for one in documents() if one.side == "whitehouse"}
    assert all(
        texts[row["document_id"]][int(row["start"]) : int(row["end"])] == row["keyword"]
        for row in found
    )


def test_a_formula_is_guarded_and_that_is_told_and_raw_leaves_it(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.csv").write_text('side,text\nA,"=peace now"\nB,-war\n', encoding="utf-8")
    kept, told = rows(capsys, "concordance", "a.csv", "now")
    assert kept[0]["pre"] == "'=peace " and "'=peace '" in told and "--raw leaves them" in told
    kept, told = rows(capsys, "concordance", "a.csv", "now", "--raw")
    assert kept[0]["pre"] == "=peace " and "--raw" not in told
    line = json.dumps({"text": "=peace now", "label": [[0, 6, "P"]]})
    (tmp_path / "a.jsonl").write_text(line, encoding="utf-8")
    options = ("--annotations", "a.jsonl", "--out", "spans.csv")
    assert main(["code", "a.csv", *options]) == 0
    assert "apostrophe" in capsys.readouterr().err
    found, _ = rows(capsys, "code", "a.csv", "--annotations", "spans.csv", "--raw")
    assert found[0]["keyword"] == "=peace"
    assert main(["code", "a.csv", *options[:2], "--texts", "texts.csv"]) == 0
    assert "\na-2,A,=peace now\n" in (tmp_path / "texts.csv").read_text(encoding="utf-8")
