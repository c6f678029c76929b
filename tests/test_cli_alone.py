"""``readouts alone``."""

import csv
import io
from pathlib import Path

import pytest
import readouts
from readouts.__main__ import main
from readouts.engine import alone

CASES = Path(__file__).parent / "data" / "absence"
CALLS, CODEBOOK = str(CASES / "calls.csv"), str(CASES / "codebook.csv")


def rows(capsys, *arguments: str) -> list[dict]:
    assert main(["alone", *arguments]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_nothing_is_called_absent_that_stands_in_a_near_form(capsys):
    found = rows(capsys, CALLS, "--codebook", CODEBOOK)
    assert found, "what is near and no match is a row"
    for row in found:
        assert row["state"] == "not in this form" and "near: " in row["said"]
    united_states = next(row for row in found if row["code"] == "United States")
    assert united_states["said"] == "not in this form; near: U.S. (1)"


def test_the_rows_are_those_of_python(capsys):
    found = rows(capsys, CALLS, "--codebook", CODEBOOK)
    table = readouts.alone(CALLS, codebook=CODEBOOK)
    assert list(table.columns) == list(alone.COLUMNS) == list(found[0])
    shown = table.astype(object).where(table.notna(), "").astype(str)
    assert shown.to_dict("records") == found
    assert readouts.alone(CALLS, "Paris", codebook=CODEBOOK).empty


def test_one_event_may_be_asked_for_and_the_others_still_count(capsys, tmp_path):
    corpus, codebook = tmp_path / "calls.csv", tmp_path / "codebook.csv"
    codebook.write_text("code,pattern\nwar,war\n")
    lines = ["one,first,War.", "two,first,A talk.", "one,second,War.", "two,second,A talk."]
    lines += [f"two,e{number},{'War.' if number < 4 else 'A talk.'}" for number in range(9)]
    corpus.write_text("side,event,text\n" + "\n".join(lines) + "\n")
    assert len(rows(capsys, str(corpus), "--codebook", str(codebook))) == 2
    (row,) = rows(capsys, str(corpus), "--codebook", str(codebook), "--only", "second")
    assert (row["event"], row["other_documents_with"], row["other_documents"]) == (
        "second",
        "4",
        "10",
    )
    assert main(["alone", str(corpus), "--codebook", str(codebook), "--only", "third"]) == 1
    assert "no event 'third'; there is 'e0'" in capsys.readouterr().err


@pytest.mark.parametrize("where", ["option", "folder"])
def test_a_confirmed_absence_is_shown_as_such(capsys, tmp_path, where):
    codebook = tmp_path / "codebook.csv"
    codebook.write_text("code,pattern\nattack,attack\n")
    options = [CALLS, "--codebook", str(codebook)]
    (row,) = rows(capsys, *options)
    assert (row["other"], row["confirmed"]) == ("Moscow", "")
    if where == "option":
        table = tmp_path / "confirmed.csv"
        options += ["--confirmed", str(table)]
    else:
        folder = tmp_path / "book"
        assert main(["create", str(folder), "--corpus", CALLS, "--codebook", str(codebook)]) == 0
        capsys.readouterr()
        table = folder / "data" / "confirmed_absences.csv"
        options[0] = str(folder / "data")
    event, side = (row["event"], "Moscow") if where == "option" else ("call", "moscow")
    table.write_text(f"event,side,code,by,date\n{event},{side},attack,AB,2026-11-20\n")
    (row,) = rows(capsys, *options)
    assert row["confirmed"] == "confirmed by AB, 2026-11-20"
