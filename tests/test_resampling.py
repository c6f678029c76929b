"""Bootstrap and permutation over documents: cases worked by hand, coverage by simulation, and what is refused."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.measures.guard import attainable_p
from readouts.measures.resampling import LEAST_TEXTS, bootstrap_rate, percentile, permutation_test, share_interval
from scipy import stats


def corpus(texts, seed, rate=0.02):
    """Texts of uneven length in which a word comes in bursts: its rate differs from text to text."""
    random = np.random.default_rng(seed)
    sizes = random.integers(50, 400, texts)
    return random.binomial(sizes, np.minimum(random.gamma(0.5, 2 * rate, texts), 1)), sizes


def test_the_estimate_is_the_sum_over_the_sum():
    frequency, size = corpus(30, 1)
    assert bootstrap_rate(frequency, size).estimate == pytest.approx(1000 * frequency.sum() / size.sum())


def test_the_same_seed_gives_the_same_numbers():
    frequency, size = corpus(30, 2)
    first, again, other = (bootstrap_rate(frequency, size, seed=seed) for seed in (7, 7, 8))
    assert first == again != other


def test_columns_are_resampled_together():
    frequency, size = corpus(30, 3)
    both = bootstrap_rate(np.column_stack([frequency, 2 * frequency]), size, seed=5)
    one = bootstrap_rate(frequency, size, seed=5)
    assert both.low == pytest.approx([one.low, 2 * one.low]) and both.high == pytest.approx([one.high, 2 * one.high])


def test_equal_texts_leave_no_doubt():
    assert bootstrap_rate([3] * 20, [100] * 20) == pytest.approx((30, 30, 30))


def test_agrees_with_scipy_where_texts_are_of_one_length():
    frequency = corpus(60, 4)[0]
    ours = bootstrap_rate(frequency, np.full(60, 1000), repetitions=20_000, seed=1)
    theirs = stats.bootstrap((frequency,), np.mean, n_resamples=20_000, method="percentile", rng=np.random.default_rng(2)).confidence_interval
    assert (ours.low, ours.high) == pytest.approx((theirs.low, theirs.high), rel=0.05)


@pytest.mark.parametrize(("texts", "least"), [(LEAST_TEXTS, 0.82), (90, 0.89)])
def test_the_interval_covers_about_what_it_says(texts, least):
    # Bursts make the bootstrap of few texts cover less than it says; the book's strata have 67 texts or more.
    covered = 0
    for seed in range(400):
        interval = bootstrap_rate(*corpus(texts, seed), repetitions=499, seed=seed)
        # The rate of such a text is that of the gamma's mean, 0.5 x 2 x 0.02.
        covered += interval.low <= 20 <= interval.high
    assert least <= covered / 400 <= 0.985


def test_few_texts_are_refused():
    with pytest.raises(ValueError, match=f"found 19, expected at least {LEAST_TEXTS}"):
        bootstrap_rate([1] * 19, [100] * 19)
    with pytest.raises(ValueError, match=f"found 19, expected at least {LEAST_TEXTS}"):
        percentile(1, [0] * 19)
    with pytest.raises(ValueError, match="found 1 and 90, expected at least 4 a side"):
        permutation_test([1] * 91, [100] * 91, [True] + [False] * 90)


@pytest.mark.parametrize(("frequency", "size", "message"), [([1] * 20, [0] * 20, "size"), ([1] * 21, [10] * 20, "frequency: found shape"), ([-1] * 20, [10] * 20, "frequency: expected")])
def test_what_is_no_count_is_refused(frequency, size, message):
    with pytest.raises(ValueError, match=message):
        bootstrap_rate(frequency, size)
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
    one, other = permutation_test(frequency, size, target), permutation_test(frequency, size, ~target)
    assert one.difference == pytest.approx(-other.difference) and one.p == pytest.approx(other.p)


def test_p_is_even_where_there_is_no_difference():
    ps = [permutation_test(*corpus(24, seed), np.arange(24) < 12, repetitions=199, seed=seed).p for seed in range(300)]
    assert 0.015 <= np.mean(np.array(ps) <= 0.05) <= 0.09


def test_percentile_by_hand():
    place = percentile(3, [0] * 10 + [3] * 2 + [5] * 8)
    assert place[:4] == (10, 2, 8, 55)
    assert place.low == pytest.approx(100 * stats.binomtest(10, 20).proportion_ci(method="exact").low)
    assert place.high == pytest.approx(100 * stats.binomtest(12, 20).proportion_ci(method="exact").high)


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 500).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_of_a_share_is_scipys(case):
    x, n = case
    low, high = share_interval(x, n)
    exact = stats.binomtest(x, n).proportion_ci(method="exact")
    assert (low, high) == pytest.approx((exact.low, exact.high), rel=1e-6, abs=1e-9)
    assert low <= x / n <= high
