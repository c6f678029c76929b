"""The test of all words by relabelling texts: by its definition, on designs small enough to count, and how often it errs."""

from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.measures.by_text import by_text, clustered
from readouts.measures.max_t import max_t, random_labels
from readouts.measures.resampling import permutation_test
from test_by_text import drawn


def statistics(frequency, size, relabellings):
    """The statistic of each word under each relabelling, standardised over all of them; shape (relabellings, words)."""
    expected = np.outer(size, frequency.sum(axis=0) / size.sum())
    residuals = (frequency - expected) / np.sqrt(size)[:, None]
    sums = np.array([residuals[list(chosen)].sum(axis=0) for chosen in relabellings])
    spread = sums.std(axis=0)
    return (sums - sums.mean(axis=0)) / np.where(spread > 1e-9, spread, np.inf)


def by_definition(frequency, size, relabellings, tie):
    """p of each word, and p adjusted: Westfall and Young's step-down, word by word; the observed labels come first."""
    z = np.abs(statistics(frequency, size, relabellings))
    observed = z[0]
    order = np.argsort(-observed)
    adjusted = np.empty(len(order))
    for place, word in enumerate(order):
        largest = z[:, order[place:]].max(axis=1)
        adjusted[word] = (largest >= observed[word] - tie).mean()
    adjusted[order] = np.maximum.accumulate(adjusted[order])
    return (z >= observed - tie).mean(axis=0), adjusted


def assert_defined(test, frequency, size, relabellings):
    """Both p lie where they do with ties taken more narrowly and more widely than by rounding to single precision."""
    narrow, wide = (by_definition(frequency, size, relabellings, tie) for tie in (1e-7, 1e-4))
    for found, least, most in zip((test.p, test.adjusted), narrow, wide):
        assert (least - 1e-9 <= found).all() and (found <= most + 1e-9).all()
    assert np.mean(np.array(narrow) == np.array(wide)) > 0.5
    assert test.relabellings == len(relabellings)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10**6))
def test_on_all_relabellings_it_is_its_definition(seed):
    frequency, size, target = drawn(seed, 4, 5, words=7)
    every = sorted(combinations(range(9), 4), key=lambda chosen: chosen != (0, 1, 2, 3))
    test = max_t(by_text(frequency, size, target))
    assert_defined(test, frequency, size, every)
    assert test.relabellings == 126
    assert (test.adjusted >= test.p - 1e-12).all()


def test_of_texts_of_one_length_it_is_the_test_of_the_difference_of_rates():
    frequency, _, target = drawn(8, 5, 6, words=12)
    size = np.full(11, 1000)
    test = max_t(by_text(frequency, size, target))
    other = permutation_test(frequency, size, target)
    np.testing.assert_allclose(test.p, other.p, atol=1e-9)
    assert test.relabellings == other.relabellings == 462
    assert (np.sign(test.z) == np.sign(other.difference.round(9))).all()


def test_clusters_of_one_side_change_labels_as_wholes():
    """Three texts a cluster, each as the cluster's others: six clusters and not eighteen texts."""
    frequency, size, target = drawn(2, 4, 4, words=5)
    thrice = [np.repeat(column, 3, axis=0) for column in (frequency, size, target)]
    clusters = np.repeat(np.arange(8), 3)
    whole = max_t(by_text(*thrice), clusters)
    one = max_t(by_text(frequency, size, target))
    assert whole.relabellings == one.relabellings == 70
    np.testing.assert_allclose(whole.p, one.p)
    np.testing.assert_allclose(whole.adjusted, one.adjusted)
    # As if they were twelve texts a side, the same differences would look far clearer.
    assert max_t(by_text(*thrice), seed=1).p.min() < whole.p.min() / 5


def test_the_sides_of_a_cluster_that_has_both_change_places():
    frequency, size, _ = drawn(6, 5, 5, words=6)
    target = np.arange(10) % 2 == 0
    clusters = np.arange(10) // 2
    every = [
        [2 * pair + turned for pair, turned in enumerate(turns)]
        for turns in product((0, 1), repeat=5)
    ]
    test = max_t(by_text(frequency, size, target), clusters)
    assert_defined(test, frequency, size, every)
    assert test.relabellings == 32


def test_clusters_of_both_kinds_together():
    frequency, size, _ = drawn(7, 6, 5, words=6)
    target = np.array([True, False, True, False, True, True, True, True, False, False, False])
    clusters = np.array([0, 0, 1, 1, *range(2, 9)])
    single = list(range(4, 11))
    every = [
        [*(pair * 2 + turned for pair, turned in enumerate(turns)), *chosen]
        for turns in product((0, 1), repeat=2)
        for chosen in combinations(single, 4)
    ]
    every.sort(key=lambda chosen: chosen != [0, 2, 4, 5, 6, 7])
    test = max_t(by_text(frequency, size, target), clusters)
    assert_defined(test, frequency, size, every)
    assert test.relabellings == 4 * 35


def test_a_difference_within_every_cluster_is_found_where_that_between_them_would_hide_it():
    random = np.random.default_rng(4)
    level = np.repeat(random.integers(0, 60, 12), 2)
    frequency = level + np.tile([4, 0], 12)
    texts = by_text(frequency[:, None], [1000] * 24, np.arange(24) % 2 == 0)
    assert max_t(texts, np.arange(24) // 2).p[0] < 0.001 < 0.2 < max_t(texts).p[0]


def test_drawn_relabellings_come_near_all_of_them_and_are_those_of_the_seed():
    texts = by_text(*drawn(5, 6, 8, words=10))
    every, some = max_t(texts, repetitions=4000), max_t(texts, repetitions=2999)
    assert (every.relabellings, some.relabellings) == (3003, 3000)
    np.testing.assert_allclose(every.p, some.p, atol=0.04)
    np.testing.assert_allclose(every.adjusted, some.adjusted, atol=0.05)
    for kept, again in zip(some, max_t(texts, repetitions=2999)):
        np.testing.assert_array_equal(kept, again)
    assert (max_t(texts, repetitions=2999, seed=1).p != some.p).any()


def test_words_worked_some_at_a_time_are_as_all_at_once(monkeypatch):
    texts = by_text(*drawn(9, 6, 6, words=30))
    whole = max_t(texts)
    monkeypatch.setattr("readouts.measures.max_t.AT_ONCE", 1000)
    for one, other in zip(whole, max_t(texts)):
        np.testing.assert_allclose(one, other, atol=1e-5)


def test_a_word_that_is_nowhere_or_the_same_everywhere_is_no_evidence():
    frequency = np.array([[0, 2]] * 5 + [[0, 2]] * 5)
    test = max_t(by_text(frequency, [50] * 10, [True] * 5 + [False] * 5))
    assert test.p.tolist() == test.adjusted.tolist() == [1, 1]


@pytest.mark.parametrize(
    ("n_target", "n_reference", "longer"), [(30, 30, 1), (15, 60, 1), (15, 60, 4)]
)
def test_it_errs_no_more_than_it_says(n_target, n_reference, longer):
    """Where there is nothing to find; with texts of one side four times as long, a word by itself errs somewhat more."""
    any_found, each = [], []
    for seed in range(60):
        texts = by_text(*drawn(seed, n_target, n_reference, 60, 0.5, longer))
        test = max_t(texts, repetitions=199, seed=seed)
        any_found.append((test.adjusted <= 0.05).any())
        each.append(test.p <= 0.05)
    assert np.mean(any_found) <= 0.15  # 0.05 has a standard error of 0.028 here
    assert 0.02 <= np.mean(each) <= (0.07 if longer == 1 else 0.15)


def test_few_texts_are_refused():
    with pytest.raises(ValueError, match="texts: found 3 and 9, expected at least 4 a side"):
        max_t(by_text([[1]] * 12, [9] * 12, [True] * 3 + [False] * 9))
    with pytest.raises(ValueError, match="texts: found 2 and 4"):
        max_t(by_text([[1]] * 8, [9] * 8, [True] * 4 + [False] * 4), [0, 0, 1, 1, 2, 3, 4, 5])


def test_random_labels_keep_clusters_together_and_the_numbers_of_a_side():
    texts = by_text(*drawn(1, 5, 7))
    labels = random_labels(texts, None, 50)
    assert labels.shape == (50, 12) and (labels.sum(axis=1) == 5).all()
    assert len({tuple(row) for row in labels.tolist()}) > 30
    clusters = ["a", "a", "b", "c", "d", "e", "e", "e", "f", "a", "g", "h"]
    together = random_labels(texts, clusters, 50)
    assert (together[:, 0] == together[:, 1]).all() and (together[:, 5] == together[:, 6]).all()
    assert (together[:, 0] != together[:, 9]).all()  # the cluster a is on both sides
    units, cluster = clustered(texts, clusters)
    assert units.in_target.size == 9 and cluster.size == 9
