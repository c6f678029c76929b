"""The nearest sentence of another account."""

from collections import Counter
from functools import reduce
from math import log, sqrt
from operator import add

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from readouts.text.nearest import Nearest, terms

OTHERS = [
    "The call lasted an hour.",
    "The two sides would respond with strong economic measures.",
    "They agreed to continue the consultations in Vienna.",
]


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("Talks in Vienna go on.", 2),
        ("A response by economic steps was named.", 1),
        ("An hour was enough for the call.", 0),
    ],
)
def test_the_nearest_shares_the_rarest_words(sentence, place):
    assert Nearest(OTHERS, "en", [sentence]).of(sentence)[0] == place


def test_a_sentence_is_nearest_to_itself():
    for place, sentence in enumerate(OTHERS):
        assert Nearest(OTHERS, "en").of(sentence) == (place, pytest.approx(1))


def test_a_rare_word_weighs_more_than_several_common_ones():
    others = ["the leaders of the two states spoke", "the leaders of the two states met", "grain"]
    assert Nearest(others, "en").of("the two leaders and grain")[0] == 2


def test_nothing_shared_is_nothing_near():
    assert Nearest(OTHERS, "en").of("Peace!") is None
    assert Nearest([], "en").of("Peace!") is None


def test_words_of_chinese_are_pairs_of_characters():
    assert Nearest(["双方讨论了粮食。", "双方讨论了乌克兰危机。"], "zh").of("乌克兰问题")[0] == 1
    assert terms("危", "zh") == frozenset()


def test_inflected_words_are_shared():
    assert terms("санкциями", "ru") == terms("санкция", "ru")


WORDS = st.sampled_from(["the", "call", "grain", "sanctions", "border", "talks", "Vienna", "sides"])
SENTENCES = st.lists(st.lists(WORDS, min_size=1, max_size=6).map(" ".join), max_size=8)


def score(one, other, weight, most):
    """The definition, set against set."""

    def total(some):
        return reduce(add, (weight.get(term, most) for term in sorted(some)), 0.0)

    shared = total(one & other)
    return shared / sqrt(total(one) * total(other)) if shared else 0.0


# The same to the last digit: from Python 3.12 on `sum` rounds otherwise than additions one after another do.
@example(["the", "the", "the", "the", "the call", "the call grain"], ["the call grain"])
@given(SENTENCES, SENTENCES.filter(bool))
def test_the_order_is_that_of_the_definition(sentences, asking):
    sets = [terms(one, "en") for one in sentences]
    every = sets + [terms(one, "en") for one in asking]
    df = Counter(term for some in every for term in some)
    weight = {term: log((1 + len(every)) / number) for term, number in df.items()}
    asked = terms(asking[0], "en")
    scores = [
        (place, score(asked, own, weight, log(1 + len(every)))) for place, own in enumerate(sets)
    ]
    expected = sorted((one for one in scores if one[1] > 0), key=lambda one: (-one[1], one[0]))
    assert Nearest(sentences, "en", asking).ranked(asking[0], 3) == expected[:3]
