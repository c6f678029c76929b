"""The command `collocates`, and `readouts.collocates`: the same numbers, the lines behind them, what is told and refused."""

import pandas as pd
import readouts
from command_line import fault, rows


def test_each_number_has_its_lines_and_python_gives_the_same(folder, capsys):
    (folder / "many.csv").write_text(
        "side,text\nnorth,The border is open. Open the border!\nsouth,A closed border.\nsouth,The border.\n"
    )
    found, told = rows(capsys, "collocates", "many.csv", "border*")
    assert "north: 2 matches in 1 of 1 document, 5 of 7 words near" in told
    assert "near 'border*': 5 words before and 5 after, within a sentence" in told
    counts = {(row["collocate"], row["side"]): row for row in found}
    assert counts["open", "north"]["frequency"] == "2"
    assert counts["open", "north"]["document_frequency"] == "1"
    assert counts["open", "south"]["log_dice"] == "" and counts["open", "south"]["frequency"] == "0"
    assert counts["the", "south"]["sides_near"] == "north; south"
    for (word, side), row in counts.items():
        lines, _ = rows(capsys, "collocates", "many.csv", "border*", "--lines", word)
        assert sum(line["side"] == side for line in lines) == int(row["frequency"])
        assert {line["collocate"] for line in lines} == {word}
    every, _ = rows(capsys, "collocates", "many.csv", "border*", "--lines")
    assert len(every) == sum(int(row["frequency"]) for row in found)
    table = readouts.collocates("many.csv", "border*")
    assert table["collocate"].tolist() == [row["collocate"] for row in found]
    pd.testing.assert_frame_equal(table, readouts.collocates(readouts.read("many.csv"), "border*"))
    lines = readouts.collocates("many.csv", "border*", lines="open")
    assert lines["pre"].tolist() == ["The border is ", ""]


def test_what_is_asked_for_is_what_is_given(folder, capsys):
    options = "--left", "1", "--right", "0", "--top", "1", "--sort", "frequency"
    found, told = rows(
        capsys, "collocates", "calls.csv", "crisis", "--where", "language=en", *options
    )
    assert [(row["collocate"], row["side"]) for row in found] == [("ukraine", "kremlin")]
    assert "1 words before and 0 after" in told
    found, _ = rows(
        capsys, "collocates", "calls.csv", "crisis", "--by", "all", "--where", "side=kremlin"
    )
    assert {row["side"] for row in found} == {""}


def test_what_is_not_there_is_told_and_what_cannot_be_compared_refused(folder, capsys):
    found, told = rows(capsys, "collocates", "calls.csv", "sanctioned", "--where", "language=en")
    assert found == [] and "near: Sanctions (2)" in told
    assert "words of Chinese and English are not" in fault(
        capsys, "collocates", "calls.csv", "crisis"
    )
    assert "no document has side 'east'" in fault(
        capsys, "collocates", "calls.csv", "crisis", "--where", "side=east"
    )
    assert "left, right" in fault(
        capsys, "collocates", "calls.csv", "crisis", "--left", "0", "--right", "0"
    )
