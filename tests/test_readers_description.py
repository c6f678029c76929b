"""What a corpus is taken for, as a user is told."""

import json

from made_files import documents
from readouts import readers


def test_lines_cut_for_a_page_are_told_of_and_joined_when_asked(tmp_path):
    line = "They spoke of many things and of many others, and of these and of"
    path = tmp_path / "north.txt"
    path.write_text("\n".join([line] * 8) + "\n\nThe end.", encoding="utf-8")
    assert any("--join-lines" in remark for remark in readers.read(path).guess)
    assert documents(path, join_lines=True)[0].text == " ".join([line] * 8) + "\n\nThe end."


def test_a_guess_does_nothing_to_the_terminal_that_shows_it(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        json.dumps({"text": "A.", "side": "no\x1b[31mrth", "\x1b[2J": 1, "title": "\u202eA"})
        + "\n",
        encoding="utf-8",
    )
    assert all(line.isprintable() for line in readers.read(path).guess)
