"""Wording against wording: no word is lost or made, and what is called the same is the same."""

from hypothesis import given
from hypothesis import strategies as st
from readouts.text.wording import bracketed, differing

sentences = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=9).map(" ".join)


@given(sentences, sentences)
def test_the_stretches_are_the_version_that_is_shown(here, there):
    assert " ".join(words for _, words in differing(here, there)) == here


@given(sentences, sentences)
def test_both_versions_have_the_same_words_in_common(here, there):
    common = [words for differs, words in differing(here, there) if not differs]
    if here and there:
        rest = iter(there.split())
        assert all(word in rest for word in " ".join(common).split())  # in the same order
    else:
        assert common == [here]


@given(sentences)
def test_a_version_does_not_differ_from_itself(here):
    assert all(not differs for differs, _ in differing(here, here))


def test_a_capital_and_a_comma_are_differences():
    assert bracketed(differing("The talks, held today", "the talks held today")) == (
        "[The talks,] held today"
    )
