"""Where sentences begin and end."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts.text.sentences import around, ends, parts_clauses, sentences


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
        ("Wait... what?", ["Wait... what?"]),
        ("Wait... What? Now… they left.", ["Wait...", "What?", "Now… they left."]),
        ("On Feb. 24 he said no. No. 5 followed.", ["On Feb. 24 he said no.", "No. 5 followed."]),
        ("U.S. Treasury; J. Biden. He spoke.", ["U.S. Treasury; J. Biden.", "He spoke."]),
    ],
)
def test_sentences(text, found):
    assert of(text) == found


@given(st.text(alphabet="ab .!?。\n“”U", max_size=60))
def test_sentences_have_every_character_that_is_no_space_in_order(text):
    assert "".join("".join(of(text)).split()) == "".join(text.split())


def test_what_crosses_two_sentences_stands_in_both():
    assert around("One two. Three four. Five.", 4, 14) == "One two. Three four."


words = re.compile(r"\w+")


@given(st.text(alphabet="ab .,!?…。！？\n“”U1", max_size=60))
def test_a_sentence_ends_between_two_words_that_stand_in_two(text):
    places = list(sentences(text))
    for one, other in pairwise(words.finditer(text)):
        within = [
            next(number for number, (start, end) in enumerate(places) if start <= at < end)
            for at in (one.start(), other.start())
        ]
        assert ends(text, one.end(), other.start()) == (within[0] != within[1])


@pytest.mark.parametrize(
    ("between", "parted"),
    [
        (" ", False),
        (", ", True),
        ("; ", True),
        (": ", True),
        (" – ", True),
        (" — ", True),
        (" (", True),
        ("，", True),
        ("、", True),
        (". ", True),
        ("’ ", False),
    ],
)
def test_clauses_are_parted(between, parted):
    text = f"war{between}Peace"
    assert parts_clauses(text, 3, 3 + len(between)) is parted


def test_a_number_is_no_two_clauses():
    assert not parts_clauses("1,000", 1, 2) and not parts_clauses("10:30", 2, 3)


def test_two_full_stops_end_a_sentence_after_an_abbreviation_too():
    text = "They met Mr.. Smith left."
    assert [text[start:end] for start, end in sentences(text)] == ["They met Mr..", "Smith left."]
