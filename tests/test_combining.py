"""The class of combining marks, asked as a regular expression."""

import re
import unicodedata
from itertools import pairwise

import pytest
from readouts.text.combining import character_class
from readouts.text.tokens import MARKS

MARK = re.compile(f"[{character_class()}]")


@pytest.mark.parametrize(
    "mark",
    ["\u0301", "\u0338", "\u05b0", "\u064b", "\u093f", "\u094d", "\u0e35", "\u3099", "\u20d7"],
)
def test_marks_of_many_scripts_are_in_it(mark):
    assert unicodedata.category(mark)[0] == "M" and MARK.fullmatch(mark)


@pytest.mark.parametrize(
    "character", ["e", "é", "ё", "中", "-", "]", "^", "'", " ", "0", "\u00ad", "\u200d"]
)
def test_letters_signs_and_what_is_not_seen_are_not(character):
    assert not MARK.fullmatch(character)


def test_nothing_in_it_has_a_meaning_of_its_own_between_brackets():
    pieces = re.findall(r".-.|.", character_class(), re.DOTALL)
    assert "".join(pieces) == character_class() and not set("]^\\[") & set(character_class())
    assert all(piece[0] < piece[2] for piece in pieces if len(piece) == 3)


def test_ranges_are_in_order_and_do_not_overlap():
    pieces = [(piece[0], piece[-1]) for piece in re.findall(r".-.|.", character_class())]
    assert all(one[1] < two[0] for one, two in pairwise(pieces)) and len(pieces) > 300


def test_the_class_is_the_one_by_which_texts_are_cut():
    assert character_class() == MARKS
