"""What a single cell says."""

import pytest
from readouts.readers import cells


@pytest.mark.parametrize(
    ("cell", "text"),
    [(None, ""), (float("nan"), ""), (2.0, "2"), (2.5, "2.5"), (True, "True"), (" a\ud800 ", "a\ufffd")],
)  # fmt: skip
def test_a_cell_as_text(cell, text):
    assert cells.bare(cell) == text


def test_pieces_of_a_line_and_paragraphs():
    assert cells.pieces(["They ", {"text": "met"}, "."]) == "They met."
    assert cells.pieces([{"type": "plain", "text": "They "}, {"type": "bold", "text": "met."}]) == "They met."  # fmt: skip
    assert cells.pieces([{"text": "One."}, {"text": "Two."}]) == "One.\n\nTwo."
    assert cells.pieces([{"text": 1}]) == [{"text": 1}]


def test_only_an_empty_line_ends_a_paragraph():
    assert cells.joined("co-\noperation\nand  \ntrade\n\nAsia-\nPacific") == "cooperation and trade\n\nAsia-Pacific"  # fmt: skip


def test_completeness_is_told_by_the_first_word():
    assert [cells.completeness(word) for word in ("Full text", "excerpts, two")] == ["full", "excerpts"]  # fmt: skip
    with pytest.raises(ValueError, match="full or excerpts"):
        cells.completeness("half")
