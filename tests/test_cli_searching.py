"""Which documents the commands take, by which engine, and a store to come back to."""

import pytest
from command_line import CALLS, SIDES, fault, rows
from readouts.__main__ import main


def test_where_chooses_documents_and_says_what_there_is_instead(folder, capsys):
    found, _ = rows(
        capsys,
        "count",
        "calls.csv",
        "--where",
        "side=kremlin",
        "--where",
        "side=beijing",
        "--where",
        "event=2022-06-15",
    )
    assert [row["side"] for row in found] == ["beijing", "kremlin"]
    assert "no document has event '1999'; there is '2022-02-12' (2), '2022-06-15' (2)" in fault(
        capsys, "count", "calls.csv", "--where", "event=1999"
    )


@pytest.mark.parametrize(
    "command",
    [
        ["compare", "calls.csv", *SIDES, "--measure", "all"],
        ["concordance", "calls.csv", "crisis"],
        ["count", "calls.csv"],
        ["count", "calls.csv", "--what", "words"],
        ["code", "calls.csv", "--codebook", "codebook.csv"],
        ["count", "calls.csv", "--what", "codes", "--codebook", "codebook.csv"],
    ],
)
def test_every_engine_and_a_store_print_the_same(folder, capsys, command):
    pytest.importorskip("numba", reason="numba is not installed (pip install 'readouts[fast]')")
    printed = {}
    for name in ("plain", "numpy", "numba"):
        for kept in ([], ["--store", f"{name}.readouts"], ["--store", f"{name}.readouts"]):
            assert main([*command, "--engine", name, *kept]) == 0
            out, told = capsys.readouterr()
            printed.setdefault("first", out)
            assert out == printed["first"], (name, kept)
    assert "calls.csv: taken from numba.readouts" in told


def test_a_store_is_made_anew_when_the_corpus_changes_or_it_is_damaged(folder, capsys):
    command = ["count", "calls.csv", "--store", "kept"]
    first, _ = rows(capsys, *command)
    assert rows(capsys, *command) == (first, "calls.csv: taken from kept\n")
    data = (folder / "kept").read_bytes()
    at = data.index(
        b"The presidents"
    )  # in the text, which is read long after the store has been opened
    (folder / "kept").write_bytes(data[:at] + b"X" + data[at + 1 :])
    found, told = rows(capsys, *command)
    assert found == first and "damaged at byte" in told and "made anew" in told
    (folder / "calls.csv").write_text(CALLS + "kremlin,2022-06-15,en,More.\n", encoding="utf-8")
    found, told = rows(capsys, *command)
    assert len(found) == 5 and "the corpus has changed since" in told
    found, told = rows(capsys, *command, "--side-is", "all")
    assert {row["side"] for row in found} == {"all"} and "read in another way" in told
