"""Inference with documents as the unit: cases worked by hand, coverage by simulation, and what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.corpus import corpus as data
from readouts.measures.guard import attainable_p
from readouts.measures.intervals import share_interval
from readouts.measures.resampling import (
    LEAST_TEXTS,
    permutation_test,
    place,
    rate_over_texts,
    relabellings,
    student,
)
from readouts.report.reference import comparison
from scipy import stats


def corpus(texts, seed, rate=0.02):
    """Texts of uneven length in which a word comes in bursts: its rate differs from text to text."""
    random = np.random.default_rng(seed)
    sizes = random.integers(50, 400, texts)
    return random.binomial(sizes, np.minimum(random.gamma(0.5, 2 * rate, texts), 1)), sizes


def test_the_estimate_is_the_sum_over_the_sum():
    frequency, size = corpus(30, 1)
    assert rate_over_texts(frequency, size).estimate == pytest.approx(
        1000 * frequency.sum() / size.sum()
    )


def test_columns_are_as_each_alone():
    frequency, size = corpus(30, 3)
    both = rate_over_texts(np.column_stack([frequency, 2 * frequency]), size)
    one = rate_over_texts(frequency, size)
    assert both.low == pytest.approx(one.low * np.array([1, 2])) and both.high == pytest.approx(
        one.high * np.array([1, 2])
    )


def test_equal_texts_leave_no_doubt():
    assert rate_over_texts([3] * 20, [100] * 20) == pytest.approx((30, 30, 30))


def test_texts_of_one_length_have_the_interval_of_a_mean():
    """There the rate is a mean: its standard error is known, and on the scale of logarithms it is divided by the mean."""
    frequency = corpus(60, 4)[0]
    found = rate_over_texts(frequency, np.full(60, 1000))
    reach = stats.t.ppf(0.975, 59) * stats.sem(frequency) / frequency.mean()
    assert (found.low, found.high) == pytest.approx(
        (frequency.mean() * np.exp(-reach), frequency.mean() * np.exp(reach))
    )


@pytest.mark.parametrize("freedom", [19, 66, 290])
@pytest.mark.parametrize("share", [0.9, 0.975, 0.995])
def test_students_quantile_is_scipys(freedom, share):
    assert student(freedom, share) == pytest.approx(stats.t.ppf(share, freedom), abs=1e-4)


def test_texts_that_belong_together_are_one():
    """Texts that repeat another say nothing new: in groups they are as wide as the first of each alone."""
    frequency, size = corpus(40, 6)
    twice = rate_over_texts(
        np.tile(frequency, 2), np.tile(size, 2), groups=np.tile(np.arange(40), 2)
    )
    assert np.array(twice) == pytest.approx(np.array(rate_over_texts(frequency, size)))
    assert rate_over_texts(np.tile(frequency, 2), np.tile(size, 2)).low > twice.low


def test_no_interval_where_one_text_has_most_of_them():
    assert np.isnan(rate_over_texts([5] + [1] * 4 + [0] * 20, [100] * 25).low) and np.isnan(
        rate_over_texts([0] * 25, [100] * 25).high
    )
    assert rate_over_texts([4] + [1] * 4 + [0] * 20, [100] * 25).low > 0


def coverage(frequency, size, repetitions):
    """How often the interval holds the rate of all texts, when as many texts are drawn anew from them."""
    random, rate = np.random.default_rng(7), 1000 * frequency.sum(axis=0) / size.sum()
    held = []
    for _ in range(repetitions):
        drawn = random.integers(0, len(size), len(size))
        found = rate_over_texts(frequency[drawn], size[drawn])
        held.append(
            np.where(np.isnan(found.low), np.nan, (found.low <= rate) & (rate <= found.high))
        )
    return np.nanmean(held, axis=0)


@pytest.mark.parametrize(("texts", "least"), [(LEAST_TEXTS, 0.87), (90, 0.93)])
def test_the_interval_covers_about_what_it_says(texts, least):
    """Of few texts it covers less; the book's strata have 67 or more. Words in bursts, as `corpus` makes them: the rate of such a text is that of the gamma's mean, 0.5 x 2 x 0.02."""
    covered = [
        found.low <= 20 <= found.high
        for found in (rate_over_texts(*corpus(texts, seed)) for seed in range(1000))
    ]
    assert least <= np.mean(covered) <= 0.97


@pytest.mark.slow
def test_the_intervals_of_the_book_cover_what_they_say():
    """Over the texts of its own strata, of their lengths: of all frames and strata together, and each by itself."""
    tables = data.load().tables
    rates = comparison.document_rates(tables)
    found = {}
    for stratum, own in rates.groupby("stratum"):
        wide = own.pivot(index="document", columns="frame", values="frequency")
        shown = (
            comparison.frame_rates(tables, rates)
            .query("stratum == @stratum")
            .set_index("frame")["low"]
            .notna()
        )
        wide = wide[shown.index[shown]]
        found |= {
            (stratum, frame): share
            for frame, share in zip(
                wide,
                coverage(
                    wide.to_numpy(), own.drop_duplicates("document")["n_tokens"].to_numpy(), 4000
                ),
            )
        }
    assert (
        len(found) > 15
        and min(found.values()) >= 0.93
        and 0.94 <= np.mean(list(found.values())) <= 0.97
    ), found


def test_few_texts_are_refused():
    with pytest.raises(ValueError, match=f"found 19, expected at least {LEAST_TEXTS}"):
        rate_over_texts([1] * 19, [100] * 19)
    with pytest.raises(ValueError, match=f"groups: found 10, expected at least {LEAST_TEXTS}"):
        rate_over_texts([1] * 40, [100] * 40, groups=np.arange(40) // 4)
    with pytest.raises(ValueError, match="found shape"):
        place(1, 100, [1, 2], [100] * 3)
    with pytest.raises(ValueError, match="found 1 and 90, expected at least 4 a side"):
        permutation_test([1] * 91, [100] * 91, [True] + [False] * 90)


@pytest.mark.parametrize(
    ("frequency", "size", "message"),
    [
        ([1] * 20, [0] * 20, "size"),
        ([1] * 21, [10] * 20, "frequency: found shape"),
        ([-1] * 20, [10] * 20, "frequency: expected"),
    ],
)
def test_what_is_no_count_is_refused(frequency, size, message):
    with pytest.raises(ValueError, match=message):
        rate_over_texts(frequency, size)
    with pytest.raises(ValueError, match="in_target"):
        permutation_test([1] * 20, [10] * 20, [True] * 19)


def test_all_relabellings_by_hand():
    # Four against four with nothing in common: 2 of the 70 relabellings are as extreme.
    test = permutation_test([3] * 4 + [0] * 4, [100] * 8, [True] * 4 + [False] * 4)
    assert (test.difference, test.p, test.relabellings) == (30, pytest.approx(2 / 70), 70)
    assert test.p == pytest.approx(attainable_p(4, 4))


def test_drawn_relabellings_come_near_all_of_them():
    frequency, size = corpus(14, 5)
    target = np.arange(14) < 6
    every = permutation_test(frequency, size, target, repetitions=4000)
    drawn = permutation_test(frequency, size, target, repetitions=2999)
    assert (every.relabellings, drawn.relabellings) == (3003, 3000)
    assert drawn.p == pytest.approx(every.p, abs=0.04)


def test_no_difference_is_no_evidence():
    assert permutation_test([2] * 10, [100] * 10, [True] * 5 + [False] * 5).p == 1


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10**6))
def test_swapping_the_sides_turns_the_sign_and_keeps_p(seed):
    frequency, size = corpus(9, seed)
    target = np.arange(9) < 4
    one, other = (
        permutation_test(frequency, size, target),
        permutation_test(frequency, size, ~target),
    )
    assert one.difference == pytest.approx(-other.difference) and one.p == pytest.approx(other.p)


def test_p_is_even_where_there_is_no_difference():
    ps = [
        permutation_test(*corpus(24, seed), np.arange(24) < 12, repetitions=199, seed=seed).p
        for seed in range(300)
    ]
    assert 0.015 <= np.mean(np.array(ps) <= 0.05) <= 0.09


def test_labels_change_places_within_their_group_alone():
    """All of the difference lies between the groups; within each there is none, and so no evidence."""
    frequency, target = [9] * 10 + [0] * 10, [True] * 9 + [False] + [True] + [False] * 9
    groups = [0] * 10 + [1] * 10
    assert permutation_test(frequency, [100] * 20, target, seed=1).p < 0.01
    assert permutation_test(frequency, [100] * 20, target, groups=groups, seed=1).p == 1


def test_one_group_is_as_none():
    frequency, size = corpus(40, 8)
    target = np.arange(40) < 15
    one, none = (
        permutation_test(frequency, size, target, groups=[0] * 40, seed=3),
        permutation_test(frequency, size, target, seed=3),
    )
    assert (one.p, one.relabellings) == (none.p, none.relabellings) == (one.p, 20_000)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_a_relabelling_keeps_the_labels_of_each_group(seed):
    random = np.random.default_rng(seed)
    unit, target = random.integers(0, 4, 12), random.random(12) < 0.5
    drawn = np.concatenate(list(relabellings(target, unit, 50, seed)))
    assert drawn.shape == (50, 12) and set(drawn.ravel()) <= {0.0, 1.0}
    for group in range(4):
        assert (drawn[:, unit == group].sum(axis=1) == target[unit == group].sum()).all()


def test_a_place_by_hand():
    among = place(3, 100, [0] * 10 + [6] * 2 + [10] * 8, [200] * 20)
    assert (
        among[:4] == (10, 2, 8, 55)
        and among.p == 1
        and place(7, 100, [0] * 10 + [6] * 2 + [10] * 8, [200] * 20).p == pytest.approx(2 / 21)
    )
    # Three occurrences are compatible, at 97.5 %, with means of 0.5 to 9.8: among the others' rates of 0, 30 and 50 that is above ten of them and below none.
    low, high = stats.chi2.ppf(0.0125, 6) / 2, stats.chi2.ppf(0.9875, 8) / 2
    assert 0 < low < high < 100 and 0 < 10 * low < 30 and 10 * high > 50
    assert among.low == pytest.approx(
        100 * stats.binomtest(10, 20).proportion_ci(0.975, method="exact").low
    )
    assert among.high == pytest.approx(100)


def test_equal_rates_are_equal_however_they_round():
    assert place(1, 3, [2, 3, 4], [6, 9, 12])[:3] == (0, 3, 0)


def test_each_place_is_as_if_alone():
    frequencies, sizes = np.array([[0, 1, 5, 2], [3, 3, 0, 0]]), [100, 200, 300, 400]
    both = place([2, 0], 150, frequencies, sizes)
    for row in range(2):
        assert [field[row] for field in both] == pytest.approx(
            list(place([2, 0][row], 150, frequencies[row], sizes))
        )


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_a_place_lies_within_its_interval(seed):
    random = np.random.default_rng(seed)
    among = place(
        int(random.integers(0, 9)), 300, random.integers(0, 6, 15), random.integers(150, 500, 15)
    )
    assert 0 <= among.low <= among.percentile <= among.high <= 100 and 0 < among.p <= 1
    assert among.below + among.equal + among.above == 15


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_a_share_is_scipys(case):
    x, n = case
    low, high = share_interval(x, n)
    exact = stats.binomtest(x, n).proportion_ci(method="exact")
    assert (low, high) == pytest.approx((exact.low, exact.high), rel=1e-6, abs=1e-9)
    assert low <= x / n <= high


def test_no_text_at_all_is_none():
    with pytest.raises(ValueError, match="texts: found 0, expected at least"):
        rate_over_texts([], [])
