"""``readouts.formulas``: a DataFrame in, a DataFrame out."""

from datetime import date

import pandas as pd
import pytest
import readouts

CALLS = pd.DataFrame(
    {
        "document_id": ["one", "two"],
        "date": [date(2025, 1, 1), date(2025, 2, 1)],
        "text": ["We keep the old border crossing open.", "They keep the old border crossing too."],
    }
)


def test_the_words_that_a_document_shares_with_an_earlier_one():
    (row,) = readouts.formulas(CALLS, "two").to_dict("records")
    assert row["formula"] == "keep the old border crossing" and row["first"] == "one"
    text = CALLS.loc[1, "text"]
    assert text[row["start"] : row["end"]] == row["formula"]


def test_the_first_document_has_nothing_before_it():
    assert readouts.formulas(CALLS, "one").empty


def test_a_document_that_is_not_there_is_named():
    with pytest.raises(ValueError, match="no document 'three'"):
        readouts.formulas(CALLS, "three")
