"""Counts and rates as scripts ask for them, worked by hand on three short passages."""

import math

import pandas as pd
import pytest
import readouts

PASSAGES = pd.DataFrame(
    {
        "document_id": ["a", "a", "b"],
        "side": ["North", "North", "South"],
        "event": ["1", "1", "1"],
        "language": "en",
        "text": ["The river rose.", "The river and the bridge fell.", "A bridge stood."],
    }
)


def test_words_are_counted_a_side():
    table = readouts.count(PASSAGES).set_index(["side", "word"])
    assert table.loc[
        ("North", "the"), ["frequency", "document_frequency", "n_tokens"]
    ].tolist() == [
        3,
        1,
        9,
    ]
    assert table.loc[("South", "bridge"), "normalized_frequency"] == pytest.approx(1000 / 3)


def test_documents_are_counted_with_their_sizes():
    table = readouts.count(PASSAGES, "documents").set_index("document_id")
    assert table[["n_segments", "n_tokens"]].to_dict("index") == {
        "a": {"n_segments": 2, "n_tokens": 9},
        "b": {"n_segments": 1, "n_tokens": 3},
    }


def test_rates_are_counts_over_words_and_nothing_has_a_row():
    table = readouts.rates(PASSAGES, ["river", "bridge"]).set_index(["side", "name"])
    assert table["frequency"].to_dict() == {
        ("North", "river"): 2,
        ("North", "bridge"): 1,
        ("South", "river"): 0,
        ("South", "bridge"): 1,
    }
    assert table.loc[("North", "river"), "rate"] == pytest.approx(2000 / 9)
    # Of none in 3 words: -ln(0.025) is the Poisson mean at which none has the probability 0.025.
    low, high = table.loc[("South", "river"), ["rate_low", "rate_high"]]
    assert (low, high) == (0, pytest.approx(-1000 * math.log(0.025) / 3))
