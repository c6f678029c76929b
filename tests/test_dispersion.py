"""Dispersion: cases worked by hand, and what holds of every word."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.measures.dispersion import LEAST_TEXTS, dispersion, dp, dp_corrected

SIZES = st.lists(st.integers(100, 5000), min_size=2, max_size=12)


@st.composite
def counted(draw):
    """Sizes, and the frequency of a word in each text, at least once in all."""
    sizes = draw(SIZES)
    counts = draw(st.lists(st.integers(0, 50), min_size=len(sizes), max_size=len(sizes)))
    return [*counts[:-1], counts[-1] + 1], sizes


def test_by_hand():
    # Shares of all words 0.5, 0.3, 0.2; shares of the word 0.2, 0.3, 0.5: half of 0.3 + 0 + 0.3.
    assert dp([2, 3, 5], [500, 300, 200]) == pytest.approx(0.3)
    assert dp_corrected([2, 3, 5], [500, 300, 200]) == pytest.approx(0.3 / 0.8)


def test_gries_example_of_equal_parts():
    # Gries 2008: parts of 9, 10, 10, 10 and 11 words with 1, 2, 3, 4 and 5 occurrences give DP = 0.18.
    assert dp([1, 2, 3, 4, 5], [9, 10, 10, 10, 11]) == pytest.approx(0.18, abs=0.005)


def test_all_in_the_smallest_text_is_one():
    assert dp_corrected([0, 0, 7], [500, 300, 200]) == pytest.approx(1)


def test_a_word_that_does_not_occur_has_none():
    assert np.isnan(dp([0, 0], [10, 10]))


@settings(max_examples=100, deadline=None)
@given(counted())
def test_between_none_and_one_and_corrected_is_no_smaller(case):
    counts, sizes = case
    spread, corrected = dp(counts, sizes), dp_corrected(counts, sizes)
    assert 0 <= spread <= corrected <= 1 + 1e-12


@settings(max_examples=100, deadline=None)
@given(counted(), st.randoms())
def test_the_order_of_texts_does_not_matter(case, random):
    pairs = list(zip(*case))
    random.shuffle(pairs)
    assert dp(*zip(*pairs)) == pytest.approx(dp(*case))


@settings(max_examples=50, deadline=None)
@given(SIZES, st.integers(1, 9))
def test_in_proportion_is_none(sizes, times):
    counts = np.array(sizes)
    assert dp(counts, counts * times) == pytest.approx(0)


def test_several_words_at_once():
    assert dp([[2, 3, 5], [10, 6, 4]], [500, 300, 200]) == pytest.approx([0.3, 0])


@pytest.mark.parametrize(
    ("frequency", "size", "message"),
    [
        ([1], [10], "size: expected the words of two texts or more"),
        ([1, 2], [10, 0], "size"),
        ([1, 2, 3], [10, 10], "frequency: found shape"),
        ([-1, 2], [10, 10], "frequency: expected"),
        ([11, 2], [10, 10], "none above the size"),
    ],
)
def test_what_is_no_count_is_refused(frequency, size, message):
    with pytest.raises(ValueError, match=message):
        dp(frequency, size)


def test_a_table_over_few_texts_is_refused():
    table = pd.DataFrame([[1] * (LEAST_TEXTS - 1)], index=["the"])
    with pytest.raises(
        ValueError, match=f"found {LEAST_TEXTS - 1}, expected at least {LEAST_TEXTS}"
    ):
        dispersion(table, pd.Series(10, index=table.columns))


def test_a_text_without_a_size_is_named():
    table = pd.DataFrame([[1] * 5], columns=list("abcde"))
    with pytest.raises(ValueError, match="found none for e"):
        dispersion(table, pd.Series(10, index=list("abcd")))


def test_one_size_that_is_none_is_refused_among_others_that_are():
    with pytest.raises(ValueError, match="size: expected the words of two texts or more"):
        dp([1, 2], [0, 5])
