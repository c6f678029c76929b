"""The exact test of whether what some texts of a series have hangs on their order."""

from itertools import combinations

import numpy as np
import pytest
from readouts.measures.order import end_scores, order_test


def by_hand(present, scores):
    """Every set of as many places, one by one."""
    sums = np.array(
        [
            sum(scores[place] for place in places)
            for places in combinations(range(len(scores)), sum(present))
        ]
    )
    seen = sum(score for score, has in zip(scores, present) if has)
    mean = sum(present) * np.mean(scores)
    return seen, np.mean(np.abs(sums - mean) >= abs(seen - mean) - 1e-9)


@pytest.mark.parametrize("seed", range(12))
def test_the_p_is_the_share_of_all_orders(seed):
    draw = np.random.default_rng(seed)
    present = draw.random(10) < draw.random()
    scores = (
        end_scores(10, range(2, 5))
        if seed % 2
        else [int(score) for score in draw.integers(-3, 9, 10)]
    )
    assert order_test(present, scores) == pytest.approx(by_hand(present, scores))


@pytest.mark.parametrize("present", [[True] * 9, [False] * 9])
def test_what_all_or_none_have_has_no_order(present):
    assert order_test(present, end_scores(9, (3,))).p == 1


def test_scores_are_even_about_the_middle():
    scores = end_scores(19, range(3, 7))
    assert scores == [-score for score in reversed(scores)] and scores[:7] == [
        -4,
        -4,
        -4,
        -3,
        -2,
        -1,
        0,
    ]


def test_a_score_for_each_text_is_asked_for():
    with pytest.raises(ValueError, match="expected one for each of the 3 texts"):
        order_test([True, False, True], [1, 2])
