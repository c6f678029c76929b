"""Collocation: cases worked by hand, agreement with NLTK, and windows that stay in their segment."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.collocations import BigramAssocMeasures, BigramCollocationFinder
from readouts.measures import collocation

SEGMENTS = st.lists(
    st.lists(st.sampled_from(["node", "a", "b", "c"]), max_size=12), min_size=1, max_size=5
)


@st.composite
def counts(draw):
    """O, W, C and N that fit one another."""
    n = draw(st.integers(50, 10**6))
    window, collocate = draw(st.integers(1, n - 1)), draw(st.integers(1, n - 1))
    observed = draw(st.integers(max(0, window + collocate - n), min(window, collocate)))
    return observed, window, collocate, n


def test_by_hand():
    # 8 of 100 words inside the windows, 20 of 1,000 in all: E = 2.
    assert collocation.expected(100, 20, 1000) == 2
    assert collocation.mutual_information(8, 100, 20, 1000) == pytest.approx(2)
    assert collocation.t_score(8, 100, 20, 1000) == pytest.approx(6 / math.sqrt(8))
    inside, outside = (8, 92), (12, 888)
    cells = [(8, 2), (92, 98), (12, 18), (888, 882)]
    assert sum(inside) + sum(outside) == 1000
    assert collocation.log_likelihood(8, 100, 20, 1000) == pytest.approx(
        2 * sum(o * math.log(o / e) for o, e in cells)
    )
    assert collocation.log_dice(8, 10, 20) == pytest.approx(14 + math.log2(16 / 30))


@settings(max_examples=200, deadline=None)
@given(counts())
def test_agrees_with_nltk(case):
    observed, window, collocate, n = case
    if observed == 0:
        return
    marginals = (observed, (window, collocate), n)
    assert collocation.mutual_information(*case) == pytest.approx(
        BigramAssocMeasures.pmi(*marginals), rel=1e-9, abs=1e-9
    )
    assert collocation.t_score(*case) == pytest.approx(
        BigramAssocMeasures.student_t(*marginals), rel=1e-9, abs=1e-9
    )
    assert collocation.log_likelihood(*case) == pytest.approx(
        BigramAssocMeasures.likelihood_ratio(*marginals), rel=1e-6, abs=1e-6
    )
    assert collocation.log_dice(observed, window, collocate) == pytest.approx(
        14 + math.log2(BigramAssocMeasures.dice(*marginals)), rel=1e-9, abs=1e-9
    )


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from("abcd"), min_size=2, max_size=40))
def test_the_word_to_the_right_is_a_bigram_of_nltk(words):
    bigrams = BigramCollocationFinder.from_words(words).ngram_fd
    if words.count("a"):
        found = collocation.collocates([words], "a", left=0, right=1)
        assert dict(zip(found["collocate"], found["frequency"])) == {
            second: count for (first, second), count in bigrams.items() if first == "a"
        }


@settings(max_examples=200, deadline=None)
@given(counts())
def test_what_holds_of_every_pair(case):
    observed, window, collocate, n = case
    assert collocation.log_likelihood(*case) >= 0
    direction, mi = collocation.direction(*case), collocation.mutual_information(*case)
    assert str(direction) == (
        "attracted"
        if observed * n > window * collocate
        else "repelled"
        if observed * n < window * collocate
        else "equal"
    )
    assert (mi > 0) == (direction == "attracted") or abs(mi) < 1e-9
    # Windows and collocate are alike to the table of four cells.
    assert collocation.log_likelihood(observed, collocate, window, n) == pytest.approx(
        collocation.log_likelihood(*case), rel=1e-9, abs=1e-7
    )


@settings(max_examples=200, deadline=None)
@given(SEGMENTS, st.integers(0, 4), st.integers(0, 4))
def test_windows_stay_in_their_segment_and_hold_each_place_once(segments, left, right):
    if left + right == 0:
        return
    places = collocation.windows(segments, "node", left, right)
    assert len({place[:2] for place in places}) == len(places)
    for number, place, side in places:
        words = segments[number]
        before = [
            place - at
            for at, word in enumerate(words)
            if word == "node" and 0 < place - at <= right
        ]
        after = [
            at - place for at, word in enumerate(words) if word == "node" and 0 < at - place <= left
        ]
        assert before or after
        assert side == ("left" if after and (not before or min(after) <= min(before)) else "right")


@settings(max_examples=100, deadline=None)
@given(SEGMENTS, st.randoms())
def test_the_order_of_segments_does_not_matter(segments, random):
    if not any("node" in words for words in segments):
        return
    shuffled = random.sample(segments, len(segments))
    assert collocation.collocates(segments, "node").equals(collocation.collocates(shuffled, "node"))


def test_a_window_never_crosses_a_segment():
    found = collocation.collocates([["the", "node"], ["crisis", "the"]], "node", 5, 5)
    assert found["collocate"].to_list() == ["the"]
    assert (found["n_window"].item(), found["n"].item(), found["frequency_collocate"].item()) == (
        1,
        4,
        2,
    )


def test_windows_that_hold_everything_tell_nothing():
    found = collocation.collocates([["node", "node"]], "node", 1, 1)
    assert found[
        ["collocate", "frequency", "n_window", "mi", "log_likelihood"]
    ].values.tolist() == [["node", 2, 2, 0, 0]]


def test_a_node_that_does_not_occur_has_no_collocates():
    assert collocation.collocates([["a", "b"]], "node").empty


def test_a_word_between_two_nodes_counts_once():
    found = collocation.collocates([["node", "a", "node"]], "node", 1, 1)
    assert found[["collocate", "frequency", "frequency_left"]].values.tolist() == [["a", 1, 1]]


def test_a_pair_that_never_meets():
    assert collocation.mutual_information(0, 10, 5, 100) == -np.inf
    assert np.isnan(collocation.t_score(0, 10, 5, 100))
    assert collocation.log_dice(0, 10, 5) == -np.inf
    assert str(collocation.direction(0, 10, 5, 100)) == "repelled"


@pytest.mark.parametrize(
    "case",
    [
        (11, 10, 20, 100),
        (6, 10, 5, 100),
        (1, 101, 5, 100),
        (1, 10, 101, 100),
        (-1, 10, 5, 100),
        (1.5, 10, 5, 100),
    ],
)
def test_counts_that_do_not_fit_are_refused(case):
    with pytest.raises(ValueError, match="found"):
        collocation.mutual_information(*case)


def test_a_window_of_nothing_is_refused():
    with pytest.raises(ValueError, match="not both 0"):
        collocation.windows([["a"]], "a", 0, 0)


def test_phrases_never_cross_a_segment():
    segments = [["in", "the", "east"], ["in", "the"], ["the", "east"]]
    assert collocation.phrases(segments, 2) == [("in the", 2, 2), ("the east", 2, 2)]
    assert collocation.phrases(segments, 2, least_segments=3) == []
