"""Measures with the text as the unit: cases worked by hand, the dense arithmetic, and how often the interval covers."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.measures.by_text import (
    by_text,
    clustered,
    document_frequency,
    dp_norm,
    effective_texts,
    restricted,
    shrunk_log_ratio,
    text_dispersion_keyness,
)
from readouts.measures.dispersion import dp_corrected
from readouts.measures.significance import log_likelihood
from scipy import stats
from scipy.optimize import brentq
from scipy.special import xlogy


def drawn(seed, n_target, n_reference, words=40, shape=1.0, longer=1, log_ratios=0.0):
    """Texts in which words come in bursts: the rate of each text is the word's times a gamma of that shape, of mean 1."""
    random = np.random.default_rng(seed)
    target = np.arange(n_target + n_reference) < n_target
    size = random.lognormal(5.2, 0.7, target.size).astype(int) + 30
    size = np.where(target, longer * size, size)
    base = np.exp(random.uniform(np.log(5e-4), np.log(2e-2), words))
    own = np.where(target[:, None], 2 ** (log_ratios / 2), 2 ** (-log_ratios / 2)) * base
    burst = random.gamma(shape, 1 / shape, (target.size, words))
    return random.poisson(size[:, None] * own * burst), size, target


@st.composite
def tables(draw):
    """A table of texts by words, with the sizes and the labels of the texts; four or more a side."""
    n_target, n_reference = draw(st.integers(4, 7)), draw(st.integers(4, 7))
    seed = draw(st.integers(0, 10**6))
    return drawn(seed, n_target, n_reference, words=6)


def test_numbers_of_texts_are_those_of_each_side():
    frequency = [[3, 0, 1], [1, 0, 0], [0, 2, 0], [0, 1, 0], [0, 1, 9]]
    target, reference = document_frequency(
        by_text(frequency, [100] * 5, [True, True, False, False, False])
    )
    assert target.tolist() == [2, 0, 1] and reference.tolist() == [0, 3, 1]


def test_text_dispersion_keyness_by_hand():
    # In 2 of 2 texts and 0 of 2: 1 expected on either side, 2 (2 ln 2) = 2.7726, however often it is in one of them.
    texts = by_text([[1], [40], [0], [0]], [100] * 4, [True, True, False, False])
    assert text_dispersion_keyness(texts) == pytest.approx([4 * np.log(2)])


@settings(max_examples=50, deadline=None)
@given(tables())
def test_the_sparse_arithmetic_is_that_of_the_dense_table(table):
    frequency, size, target = table
    texts = by_text(frequency, size, target)
    for role in (True, False):
        side = target == role
        expected = dp_corrected(frequency[side].T, size[side])
        np.testing.assert_allclose(dp_norm(texts, role), expected, atol=1e-12)
    counts = [(frequency[target == role] > 0).sum(axis=0) for role in (True, False)]
    np.testing.assert_allclose(
        text_dispersion_keyness(texts),
        log_likelihood(counts[0], target.sum(), counts[1], (~target).sum()),
    )


def by_definition(frequency, size, target):
    """The shrunk log ratio of one word, written down a second time, word by word, with scipy's quantile."""
    totals, spreads, sizes = [], [], []
    for side in (target, ~target):
        own, words = frequency[side], size[side]
        residuals = own - words * own.sum() / words.sum()
        totals.append(own.sum())
        sizes.append(words.sum())
        spreads.append(len(own) * np.sum(residuals**2) / (len(own) - 1))
    effect = max(sum(spreads) / sum(totals), 1)
    counts = [total / effect + words / sum(sizes) for total, words in zip(totals, sizes)]
    own = [
        max(spread / total / effect, 1) if total else 1 for total, spread in zip(totals, spreads)
    ]
    fewer = (own[0] / counts[0] + own[1] / counts[1]) / (1 / counts[0] + 1 / counts[1])
    effective = [count / fewer for count in counts]
    quantile = stats.t.ppf(0.975, len(size) - 2)

    def beyond(log_ratio):
        shares = np.array([2**log_ratio * sizes[0], sizes[1]])
        expected = sum(effective) * shares / shares.sum()
        return 2 * sum(xlogy(effective, effective / expected)) - quantile**2

    estimate = np.log2(counts[0] / sizes[0]) - np.log2(counts[1] / sizes[1])
    return (
        estimate,
        brentq(beyond, estimate - 80, estimate),
        brentq(beyond, estimate, estimate + 80),
    )


@settings(max_examples=50, deadline=None)
@given(tables())
def test_the_shrunk_log_ratio_is_its_definition(table):
    frequency, size, target = table
    found = shrunk_log_ratio(by_text(frequency, size, target))
    rates = [frequency[side].sum(axis=0) / size[side].sum() for side in (target, ~target)]
    for word in range(frequency.shape[1]):
        if not frequency[:, word].sum():
            assert np.isnan([part[word] for part in found]).all()
            continue
        estimate, low, high = by_definition(frequency[:, word], size, target)
        assert found.estimate[word] == pytest.approx(estimate, abs=1e-9)
        # Student's quantile is approximated: 2.4456 for 2.4469 with eight texts.
        assert found.low[word] - estimate == pytest.approx(low - estimate, rel=0.01)
        assert found.high[word] - estimate == pytest.approx(high - estimate, rel=0.01)
        assert found.estimate[word] * (rates[0][word] - rates[1][word]) >= -1e-12


def test_forty_in_one_text_are_about_one():
    once = by_text([[1], *[[0]] * 9], [100] * 10, [True] * 5 + [False] * 5)
    forty = by_text([[40], *[[0]] * 9], [100] * 10, [True] * 5 + [False] * 5)
    spread = by_text([[8]] * 5 + [[0]] * 5, [100] * 10, [True] * 5 + [False] * 5)
    found = [shrunk_log_ratio(texts) for texts in (once, forty, spread)]
    assert found[1].estimate == pytest.approx(found[0].estimate, abs=0.01)
    assert found[1].low < 0 < found[2].low and found[2].estimate > 3 * found[1].estimate
    # In each of six texts once, and in none of the other side's six: that is enough.
    each = shrunk_log_ratio(by_text([[1]] * 6 + [[0]] * 6, [100] * 12, [True] * 6 + [False] * 6))
    assert each.low > 0


def test_a_word_of_which_nothing_is_known_has_no_effect_whatever_the_sizes():
    texts = by_text([[0], [0], [0], [1]], [5000, 5000, 100, 100], [True, True, False, False])
    assert shrunk_log_ratio(texts).estimate[0] < 0  # Hardie's Log Ratio would be above 0
    # One in the target, of 10,200 words all but 200: the prior has its share of them.
    assert shrunk_log_ratio(texts).estimate[0] == pytest.approx(
        np.log2((10_000 / 10_200) / 10_000) - np.log2((1 + 200 / 10_200) / 200)
    )


@pytest.mark.parametrize(
    ("n_target", "n_reference", "longer"),
    [(4, 4, 1), (10, 10, 1), (20, 20, 1), (100, 100, 1), (4, 100, 1), (20, 200, 4)],
)
@pytest.mark.parametrize("shape", [0.3, 1.0, 5.0])
def test_the_interval_covers_about_what_it_says(n_target, n_reference, longer, shape):
    """Of words in bursts, half of them with a ratio that is not 1."""
    random, held = np.random.default_rng(1), []
    for seed in range(8):
        ratios = np.where(random.random(250) < 0.5, 0, random.normal(0, 1.5, 250))
        found = shrunk_log_ratio(
            by_text(*drawn(seed, n_target, n_reference, 250, shape, longer, ratios))
        )
        held += [*((found.low <= ratios) & (ratios <= found.high))[~np.isnan(found.low)]]
    assert len(held) > 1000 and 0.9 <= np.mean(held) <= 0.995


def test_texts_of_a_cluster_are_summed_side_by_side():
    frequency, size = np.array([[1, 0], [2, 5], [4, 0], [8, 1]]), [10, 20, 30, 40]
    texts, cluster = clustered(
        by_text(frequency, size, [True, True, False, True]), ["a", "b", "a", "a"]
    )
    table = np.zeros((3, 2))
    table[texts.text, texts.word] = texts.frequency
    units = zip(cluster.tolist(), texts.in_target.tolist(), texts.size.tolist(), table.tolist())
    assert sorted(units) == [
        (0, False, 30, [4, 0]),
        (0, True, 50, [9, 1]),
        (1, True, 20, [2, 5]),
    ]


def test_each_text_as_its_own_cluster_changes_nothing():
    frequency, size, target = drawn(3, 5, 6)
    texts = by_text(frequency, size, target)
    own, _ = clustered(texts, np.arange(11))
    np.testing.assert_allclose(shrunk_log_ratio(own), shrunk_log_ratio(texts))
    np.testing.assert_allclose(dp_norm(own, False), dp_norm(texts, False))


def test_some_words_are_as_among_all():
    texts = by_text(*drawn(5, 6, 6))
    some = restricted(texts, [7, 3])
    np.testing.assert_array_equal(
        np.array(shrunk_log_ratio(some)), np.array(shrunk_log_ratio(texts))[:, [7, 3]]
    )


def test_effective_texts_by_hand():
    assert effective_texts([500] * 7) == pytest.approx(7)
    # Shares 0.5, 0.25, 0.25: 1 / (1/4 + 1/16 + 1/16).
    assert effective_texts([200, 100, 100]) == pytest.approx(8 / 3)
    assert effective_texts([]) == 0


def test_what_is_no_table_is_refused():
    for frequency, size, target in (
        ([1, 2], [3, 4], [True, False]),
        ([[1], [2]], [3], [True, False]),
        ([[1], [2]], [3, 0], [True, False]),
    ):
        with pytest.raises(ValueError, match="frequency: found shape"):
            by_text(frequency, size, target)
