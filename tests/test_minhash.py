"""Texts that are nearly the same: the estimate is near to Jaccard's index, and time grows with the number of texts."""

import math
import random
import time

import pytest
from readouts.text import minhash

WORDS = [f"word{number}" for number in range(400)]


def text_of(chance, n=200):
    return [chance.choice(WORDS) for _ in range(n)]


def changed(words, chance, share):
    return [chance.choice(WORDS) if chance.random() < share else word for word in words]


def jaccard(one, other):
    """The share of runs of three words, counted one by one."""
    sets = [{tuple(words[at : at + 3]) for at in range(len(words) - 2)} for words in (one, other)]
    return len(sets[0] & sets[1]) / len(sets[0] | sets[1])


def test_the_estimate_is_near_to_the_index():
    chance = random.Random(18)
    errors = []
    for share in [0, 0.01, 0.03, 0.1, 0.3, 1] * 20:
        one = text_of(chance)
        other = changed(one, chance, share)
        estimate = minhash.similarity(*(minhash.signature(" ".join(words)) for words in (one, other)))  # fmt: skip
        errors.append(estimate - jaccard(one, other))
        if not share:
            assert estimate == 1
    # The standard error of a share of 64 is at most 1/16.
    assert abs(sum(errors) / len(errors)) < 0.02
    assert math.sqrt(sum(error**2 for error in errors) / len(errors)) < 1 / 16


def test_those_that_share_much_are_found_and_others_are_not():
    chance = random.Random(7)
    alike = minhash.Alike()
    found = missed = false = 0
    for number in range(300):
        one = text_of(chance)
        other = changed(one, chance, chance.choice([0.02, 0.2]))
        assert alike.earlier(f"a{number}", " ".join(one)) is None
        near, truth = alike.earlier(f"b{number}", " ".join(other)), jaccard(one, other)
        if near:
            assert near[0] == f"a{number}"
        if truth > 0.8:
            found, missed = found + bool(near), missed + (not near)
        false += bool(near) and truth < 0.55
    assert found > 100 and missed <= 0.03 * found and not false


@pytest.mark.parametrize("text", ["两国元首就乌克兰危机交换意见，并同意在安全上支持。", "А " * 3])
def test_chinese_is_compared_by_characters_and_short_texts_are_not(text):
    alike = minhash.Alike()
    assert alike.earlier("a", text) is None
    near = alike.earlier("b", text + "好")
    assert (near is not None) == text.startswith("两")


def test_of_a_long_text_the_first_20_000_characters_count():
    text = ("one two three four five six seven eight nine ten eleven " * 400)[:19_990]
    begun = text + " the river"  # 20,000 characters
    assert minhash.signature(begun + "side") == minhash.signature(begun)
    assert minhash.signature(begun) != minhash.signature(begun[:-1])


def test_no_more_texts_are_kept_than_that():
    alike = minhash.Alike(most=1)
    chance = random.Random(1)
    first, second = (" ".join(text_of(chance)) for _ in range(2))
    alike.earlier("a", first)
    assert not alike.is_full
    alike.earlier("b", second)
    assert alike.is_full and alike.earlier("c", second) is None
    assert alike.earlier("d", first) == ("a", 1.0)


@pytest.mark.slow
@pytest.mark.parametrize("share", [0.0, 0.1, 1.0], ids=["same", "formula", "different"])
def test_time_grows_in_proportion(share):
    """Of the same texts again and again, too, and of texts that have a formula in common."""
    chance = random.Random(3)
    formula = text_of(chance, 100)

    def seconds(count):
        texts = [" ".join(changed(formula, chance, share)) for _ in range(count)]
        alike, start = minhash.Alike(), time.process_time()
        for number, text in enumerate(texts):
            alike.earlier(str(number), text)
        return time.process_time() - start

    assert math.log(seconds(8000) / seconds(1000)) / math.log(8) < 1.15
