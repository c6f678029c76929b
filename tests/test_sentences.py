"""Where sentences begin and end."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts.text.sentences import around, sentences


def of(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("  \n ", []),
        ("One. Two? Three!", ["One.", "Two?", "Three!"]),
        ("The U.S. side told Mr. Smith. He left.", ["The U.S. side told Mr. Smith.", "He left."]),
        ("He said “peace.” They left.", ["He said “peace.”", "They left."]),
        ("It rose by 3.5 per cent.", ["It rose by 3.5 per cent."]),
        ("Зерно и т. д. обсуждались. Всё.", ["Зерно и т. д. обсуждались.", "Всё."]),
        ("两国元首通电话。双方“同意。”会谈", ["两国元首通电话。", "双方“同意。”", "会谈"]),
        ("A heading\nA text", ["A heading", "A text"]),
        ("Wait... what?", ["Wait...", "what?"]),
    ],
)
def test_sentences(text, found):
    assert of(text) == found


@given(st.text(alphabet="ab .!?。\n“”U", max_size=60))
def test_sentences_have_every_character_that_is_no_space_in_order(text):
    assert "".join("".join(of(text)).split()) == "".join(text.split())


def test_what_crosses_two_sentences_stands_in_both():
    assert around("One two. Three four. Five.", 4, 14) == "One two. Three four."
