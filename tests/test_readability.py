"""The Coleman-Liau index, held against the regressions from which its authors made it."""

import math

import pytest
from readouts.measures.readability import coleman_liau


@pytest.mark.parametrize(
    ("letters", "words", "sentences"), [(450, 100, 5), (1010, 200, 3), (3, 1, 1)]
)
def test_the_index_is_the_grade_of_the_share_of_words_that_readers_fill_in(
    letters, words, sentences
):
    per_hundred = 100 / words
    filled_in = 141.8401 - 0.214590 * letters * per_hundred + 1.079812 * sentences * per_hundred
    grade = -27.4004 * filled_in / 100 + 23.06395
    assert coleman_liau(letters, words, sentences) == pytest.approx(grade, abs=0.05)


def test_a_text_without_words_has_none():
    assert math.isnan(coleman_liau(0, 0, 0))
