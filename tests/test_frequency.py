"""Counts of words and phrases, held against counts made in another way."""

import re
from collections import Counter

import nltk
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.text.frequency import compare, frequency_list, occurrences
from readouts.text.tokens import tokenize

quick = settings(deadline=None, max_examples=60)
some_texts = st.lists(st.text(alphabet="ab ,-'", max_size=30), min_size=1, max_size=4)


def passages(*texts):
    return pd.DataFrame(
        {"segment_id": [f"s{number}" for number in range(len(texts))], "text": texts}
    )


def plain(text):
    """The words of simple English, by an expression of the test's own."""
    return re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", text.lower())


def test_a_list_by_hand():
    table = frequency_list(passages("The war, the peace.", "The crisis"))
    assert table.to_dict("list") == {
        "ngram": ["the", "crisis", "peace", "war"],
        "frequency": [3, 1, 1, 1],
        "document_frequency": [2, 1, 1, 1],
        "n_target": [6] * 4,
        "normalized_frequency": [500.0, *[pytest.approx(1000 / 6)] * 3],
    }


def test_phrases_are_counted_out_of_phrases():
    table = frequency_list(passages("a b a b", "a b"), 2)
    assert table[["ngram", "frequency", "n_target"]].values.tolist() == [
        ["a b", 3, 4],
        ["b a", 1, 4],
    ]


def test_no_phrase_crosses_from_one_segment_to_the_next():
    assert (
        "ukraine crisis"
        not in frequency_list(passages("in Ukraine", "crisis"), 2)["ngram"].to_list()
    )


@given(some_texts, st.integers(1, 3))
@quick
def test_counts_agree_with_a_counter(texts, n):
    expected = Counter(" ".join(gram) for text in texts for gram in nltk.ngrams(plain(text), n))
    table = frequency_list(passages(*texts), n)
    assert dict(zip(table["ngram"], table["frequency"])) == expected
    assert set(table["n_target"]) <= {expected.total()}


@given(some_texts, st.integers(1, 3))
@quick
def test_every_occurrence_is_where_it_says(texts, n):
    segments = passages(*texts)
    text = segments.set_index("segment_id")["text"]
    for row in occurrences(segments, n).itertuples():
        assert (
            " ".join(token.form for token in tokenize(text[row.segment_id][row.start : row.end]))
            == row.ngram
        )


@given(some_texts, some_texts, st.integers(1, 2))
@quick
def test_two_sides_are_compared_both_ways(target, reference, n):
    counts = [
        Counter(" ".join(gram) for text in side for gram in nltk.ngrams(plain(text), n))
        for side in (target, reference)
    ]
    table = compare(passages(*target), passages(*reference), n)
    assert {row.ngram: (row.frequency, row.frequency_reference) for row in table.itertuples()} == {
        word: (counts[0][word], counts[1][word]) for word in counts[0] | counts[1]
    }
    assert set(table["n_target"]) <= {counts[0].total()} and set(table["n_reference"]) <= {
        counts[1].total()
    }
    swapped = compare(passages(*reference), passages(*target), n)
    assert swapped["ngram"].to_list() == table["ngram"].to_list()  # neither side comes first


def test_nothing_counted_is_an_empty_list():
    assert frequency_list(passages("")).empty and frequency_list(passages("one"), 2).empty
    assert compare(passages(""), passages("")).empty


def test_a_side_without_words_is_still_a_side():
    assert compare(passages("war"), passages("")).values.tolist() == [["war", 1, 1, 0, 0]]


def test_options_of_the_tokeniser_reach_it():
    assert (
        frequency_list(passages("military-technical"), split_hyphens=True)["frequency"].sum() == 2
    )
    assert compare(passages("defense"), passages("defence"), fold_spelling=False)[
        "ngram"
    ].to_list() == ["defence", "defense"]
