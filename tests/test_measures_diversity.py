"""Lexical diversity: worked by hand, against an independent implementation, and withheld where a text does not bear it."""

import math
from pathlib import Path

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.measures.diversity import hd_d, mtld
from scipy.stats import hypergeom

# Made up at random; the values are those of lexicalrichness 0.5.1 (MIT licence), `mtld(0.72)` and `hdd(42)`.
VECTORS = pd.read_csv(Path(__file__).parent / "data" / "diversity_vectors.csv")
# 120 words, 40 of them different.
LONG = " ".join(f"w{number % 40}" for number in range(120))


@pytest.mark.parametrize(("words", "of_mtld", "of_hd_d"), VECTORS.to_numpy().tolist())
def test_the_measures_are_those_of_another_program(words, of_mtld, of_hd_d):
    words = words.split()
    assert mtld(words) == pytest.approx(of_mtld, rel=1e-12)
    assert hd_d(words) == pytest.approx(of_hd_d, rel=1e-12)


def test_mtld_by_hand():
    # Forwards 4 different words of 6 (0.67) end a stretch, and the 4 words that are left are all different: 1 stretch.
    # Backwards no stretch ends: the whole has 8 of 10, which is 0.2 of the way of 0.28 from 1 to 0.72.
    words = ["of", "the", "people", "by", "the", "people", "for", "us", "now", "we"]
    assert mtld(words) == pytest.approx((10 / 1 + 10 / (0.2 / 0.28)) / 2)
    # Exactly 0.72 ends a stretch: either way 18 of 25 words, twice.
    assert mtld([*map(str, range(18)), *map(str, range(7))] * 2) == pytest.approx(25)
    assert math.isnan(mtld(["a", "b", "c"])) and math.isnan(mtld([]))


@given(st.lists(st.integers(0, 60), min_size=42, max_size=150))
@settings(max_examples=25, deadline=None)
def test_hd_d_is_a_sum_of_hypergeometric_probabilities_and_mtld_reads_both_ways(numbers):
    words = list(map(str, numbers))
    expected = (
        sum(1 - hypergeom.pmf(0, len(words), words.count(word), 42) for word in set(words)) / 42
    )
    assert hd_d(words) == pytest.approx(expected)
    assert math.isnan(hd_d(words[:41]))
    assert mtld(words[::-1]) == pytest.approx(mtld(words), nan_ok=True)
