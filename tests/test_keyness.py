"""The face over all measures, and its agreement with values computed by others."""

import pathlib

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.measures import effect_size
from readouts.measures import keyness as module
from readouts.measures.keyness import direction, keyness, measures, normalized_frequency

COUNTS = ["frequency", "n_target", "frequency_reference", "n_reference"]
VECTORS = pd.read_csv(pathlib.Path(__file__).parent / "data" / "keyness_vectors.csv")
# Computed by an independent implementation in R, printed with 15 digits.
RESULTS = [column for column in VECTORS if column not in COUNTS]
words = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60)), min_size=1, max_size=12)


@pytest.fixture(scope="module")
def table():
    return keyness(*(VECTORS[name] for name in COUNTS))


@pytest.mark.parametrize("column", RESULTS)
def test_agrees_with_the_vectors(table, column):
    np.testing.assert_allclose(table[column], VECTORS[column], rtol=1e-9, atol=0)


def test_the_vectors_exercise_what_they_should():
    assert len(RESULTS) == 12 and len(VECTORS) > 100
    assert np.isinf(VECTORS["positive_lrc"]).any() and np.isinf(VECTORS["rate_ratio_high"]).any()
    assert VECTORS["fisher_p"].min() < 1e-100


def test_every_column_is_the_function_of_its_name(table):
    functions = [name for name in table if callable(getattr(module, name, None))]
    assert {
        "log_likelihood",
        "log_ratio",
        "lrc",
        "bic",
        "simple_maths",
        "percent_difference",
    } <= set(functions)
    counts = [VECTORS[name].to_numpy() for name in COUNTS]
    for name in set(functions) - {"normalized_frequency", "log_odds", "holm", "benjamini_hochberg"}:
        np.testing.assert_array_equal(table[name], getattr(module, name)(*counts), err_msg=name)


def test_lrc_with_bonferroni_is_that_of_as_many_tests_as_rows(table):
    """As the reference implementation has it by default; the vectors have a family of 100."""
    hundred = VECTORS.iloc[:100]
    found = keyness(*(hundred[name] for name in COUNTS))
    np.testing.assert_allclose(found["lrc_bonferroni"], hundred["lrc_bonferroni_100"], rtol=1e-9)


def test_what_overlaps_has_rates_and_no_table_of_four_cells():
    """Six stretches in three words: the measures of rates are those of Poisson counts, the others are not there."""
    with pytest.raises(ValueError, match="found 6, expected at most n_target = 3"):
        measures(6, 3, 1, 4)
    found = measures([6, 1], 3, [1, 2], 4, contained=False)
    for name in module.OF_A_TABLE:
        assert np.isnan(found[name]).all(), name
    assert found["normalized_frequency"].tolist() == pytest.approx([2000, 1000 / 3])
    assert found["rate_ratio"][0] == pytest.approx(8) and found["poisson_p"][0] < 0.1
    assert found["log_likelihood"][0] == pytest.approx(2 * (6 * np.log(2) + np.log(1 / 4)))
    assert np.isfinite(found["lrc_bonferroni"]).all()


def test_columns_in_order():
    assert list(measures(1, 10, 2, 10)) == [
        "frequency", "n_target", "frequency_reference", "n_reference",
        "normalized_frequency", "normalized_frequency_reference",
        "rate_per_1000_low", "rate_per_1000_high", "rate_per_1000_reference_low", "rate_per_1000_reference_high",
        "direction", "log_likelihood", "log_likelihood_four_term", "g2_four_term_signed", "bic",
        "chi_square_yates", "chi_square_yates_p", "quanteda_chi2", "quanteda_p", "odds_ratio",
        "log_ratio", "log_ratio_has_zero", "log_ratio_smoothed", "rate_ratio", "rate_ratio_low", "rate_ratio_high",
        "lrc", "positive_lrc", "lrc_bonferroni_100", "percent_difference", "percent_difference_note", "simple_maths",
        "poisson_p", "fisher_p", "lrc_bonferroni",
        "log_odds", "log_odds_z", "log_odds_alpha", "log_odds_alpha0", "log_odds_prior",
        "holm", "benjamini_hochberg", "family",
    ]  # fmt: skip


def test_direction_and_rates_by_hand():
    assert direction([3, 2, 1], 100, [2, 4, 9], 200).tolist() == ["target", "equal", "reference"]
    assert normalized_frequency([0, 3], 120).tolist() == [0, 25]


def test_options_reach_their_columns():
    table = keyness(
        [5, 0], 110, [1, 3], 134,
        bonferroni=2, k=10, confidence=0.9, alpha0=30, prior=[2, 1], family="names of Ukraine",
    )  # fmt: skip
    plain = keyness([5, 0], 110, [1, 3], 134)
    assert "lrc_bonferroni_2" in table and "lrc_bonferroni_100" not in table
    np.testing.assert_array_equal(
        table["lrc_bonferroni_2"], module.lrc([5, 0], 110, [1, 3], 134, 0.9, 2)
    )
    np.testing.assert_array_equal(
        table["simple_maths"], module.simple_maths([5, 0], 110, [1, 3], 134, 10)
    )
    assert (table["rate_ratio_high"] <= plain["rate_ratio_high"]).all()
    assert (table["rate_per_1000_high"] < plain["rate_per_1000_high"]).all()
    assert (table["rate_per_1000_reference_high"] < plain["rate_per_1000_reference_high"]).all()
    assert table["positive_lrc"][0] > plain["positive_lrc"][0]
    assert table["log_odds_alpha"].tolist() == [20, 10] and set(table["log_odds_alpha0"]) == {30}
    assert set(table["log_odds_prior"]) == {"given"} and set(plain["log_odds_prior"]) == {
        "pooled counts"
    }
    assert set(table["family"]) == {"poisson_p of names of Ukraine, m = 2"}


@pytest.mark.parametrize(
    "wanted",
    [{name} for name in module.names()] + [{"holm", "lrc", "log_odds_z"}, set()],
    ids=lambda wanted: "-".join(sorted(wanted)) or "none",
)
def test_a_column_is_the_same_without_the_others(table, wanted):
    counts = [table[name] for name in COUNTS]
    whole, some = measures(*counts), measures(*counts, only=wanted)
    assert list(some) == [name for name in whole if name in wanted]
    for name, column in some.items():
        np.testing.assert_array_equal(column, whole[name])


def test_the_names_are_those_of_the_columns():
    assert module.names() == list(measures(5, 110, 0, 134)) and "lrc_bonferroni_7" in module.names(
        7
    )


def test_what_is_undefined_says_so():
    table = keyness([3, 3], 100, [0, 2], 100)
    assert np.isnan(table["percent_difference"][0])
    assert table["percent_difference_note"].tolist() == ["undefined: frequency_reference is 0", ""]


def test_corrections_are_over_all_rows():
    table = keyness([9, 9, 1], 100, [1, 1, 1], 100)
    # Two words with the same small p: Holm multiplies it by 3 for both, Benjamini and Hochberg by 3/2.
    assert table["holm"][:2].tolist() == pytest.approx([3 * table["poisson_p"][0]] * 2)
    assert table["benjamini_hochberg"][:2].tolist() == pytest.approx(
        [1.5 * table["poisson_p"][0]] * 2
    )


def test_a_series_gives_its_index_and_must_share_it():
    target = pd.Series([5, 1], index=["ukraine", "crisis"])
    assert keyness(target, 110, [0, 1], 134).index.tolist() == ["ukraine", "crisis"]
    with pytest.raises(ValueError, match="^index: found Series of different indexes"):
        keyness(target, 110, target.iloc[::-1], 134)


def test_no_words_give_no_rows_and_one_word_gives_one():
    assert keyness([], 110, [], 134).shape == (0, 43)
    assert keyness(5, 110, 0, 134).shape == (1, 43)


@settings(max_examples=30, deadline=None)
@given(words, st.randoms())
def test_order_of_the_words_does_not_matter(pairs, random):
    a, b = np.array(pairs).T
    order = random.sample(range(len(pairs)), len(pairs))
    straight = keyness(a, 500, b, 700).iloc[order].reset_index(drop=True)
    pd.testing.assert_frame_equal(keyness(a[order], 500, b[order], 700), straight)


@settings(max_examples=30, deadline=None)
@given(words)
def test_swapping_the_sides_mirrors_the_table(pairs):
    a, b = np.array(pairs).T
    one, other = measures(a, 500, b, 700), measures(b, 700, a, 500)
    same = [
        "log_likelihood",
        "log_likelihood_four_term",
        "bic",
        "poisson_p",
        "fisher_p",
        "holm",
        "benjamini_hochberg",
    ]
    for name in same:
        np.testing.assert_allclose(one[name], other[name], rtol=1e-9, atol=1e-11, err_msg=name)
    for name in (
        "lrc",
        "lrc_bonferroni_100",
        "log_ratio",
        "log_ratio_smoothed",
        "g2_four_term_signed",
        "log_odds_z",
    ):
        np.testing.assert_allclose(one[name], -other[name], rtol=1e-9, atol=1e-11, err_msg=name)
    for name in ("normalized_frequency{}", "rate_per_1000{}_low", "rate_per_1000{}_high"):
        np.testing.assert_array_equal(one[name.format("")], other[name.format("_reference")])
    mirror = {"target": "reference", "reference": "target", "equal": "equal"}
    assert [mirror[side] for side in one["direction"]] == other["direction"].tolist()


FORMS = {
    "tuples": ((5, 1, 0), 110, (0, 1, 60), 134),
    "a range": (range(5, 2, -1), 110, range(3), 134),
    "narrow arrays": (
        np.array([5, 1, 0], dtype=np.int8),
        np.int16(110),
        np.array([0, 1, 60], dtype=np.uint8),
        134,
    ),
    "whole floats": ([5.0, 1.0, 0.0], 110.0, np.array([0.0, 1, 60]), 134),
    "Series": (pd.Series([5, 1, 0]), pd.Series([110] * 3), pd.Series([0, 1, 60]), 134),
    "nullable Series": (
        pd.Series([5, 1, 0], dtype="Int64"),
        110,
        pd.Series([0, 1, 60], dtype="Int64"),
        134,
    ),
    "a Series and a list": (pd.Series([5, 1, 0]), 110, [0, 1, 60], [134] * 3),
}


@pytest.mark.parametrize("form", FORMS)
def test_counts_in_any_form_give_one_table(form):
    frequencies = ([5, 4, 3], [0, 1, 2]) if form == "a range" else ([5, 1, 0], [0, 1, 60])
    counts = (frequencies[0], 110, frequencies[1], 134)
    pd.testing.assert_frame_equal(keyness(*FORMS[form]), keyness(*counts))


@pytest.mark.parametrize("scalar", [5, np.int64(5), np.array(5), 5.0])
def test_a_single_number_is_one_word(scalar):
    pd.testing.assert_frame_equal(keyness(scalar, 110, 0, 134), keyness([5], [110], [0], [134]))


def test_one_row_worked_by_hand():
    """4 of 100 words against 1 of 200; expected 5/3 and 10/3."""
    row = keyness(4, 100, 1, 200).iloc[0]
    assert row["log_likelihood"] == pytest.approx(
        2 * (4 * np.log(4 / (5 / 3)) + np.log(1 / (10 / 3)))
    )
    assert (row["log_ratio"], row["rate_ratio"], row["percent_difference"], row["direction"]) == (
        3,
        8,
        700,
        "target",
    )
    assert row["bic"] == pytest.approx(row["log_likelihood"] - np.log(300))
    # Of five occurrences, each falls in the target by 1/3: four or five of them, and no other outcome is as rare.
    assert row["poisson_p"] == pytest.approx((5 * 2 + 1) / 3**5)
    # The interval's lower bound is the share at which four or more of five have 2.5 %.
    share = row["rate_ratio_low"] * 0.5 / (1 + row["rate_ratio_low"] * 0.5)
    assert 5 * share**4 * (1 - share) + share**5 == pytest.approx(0.025)
    assert row["simple_maths"] == pytest.approx(40_001 / 5_001)


def test_log_odds_and_their_z_are_two_columns():
    table = module.keyness([8, 1], 2000, [2, 3], 3000)
    difference, z, _ = effect_size.log_odds([8, 1], 2000, [2, 3], 3000)
    assert table["log_odds"].to_list() == pytest.approx(difference)
    assert table["log_odds_z"].to_list() == pytest.approx(z)
