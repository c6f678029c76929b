"""How far coders agree, by hand and against other implementations."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.measures.agreement import cohen_kappa
from readouts.report import coders
from readouts.report.codings import JUDGEMENT


def judged(**said):
    """Judgements: of each coder, by sentence, variable and value."""
    rows = [(*one, "person", coder) for coder, own in said.items() for one in own]
    return pd.DataFrame(rows, columns=JUDGEMENT[:5])


def test_only_what_both_have_judged_is_compared():
    table = coders.agreement(
        judged(
            AB=[("s-1", "stance", "neutral"), ("s-2", "stance", "factive"), ("s-1", "verb", "said")],
            CD=[("s-2", "stance", "factive"), ("s-3", "stance", "neutral")],
        )
    )  # fmt: skip
    assert table[["variable", "n", "same"]].values.tolist() == [["stance", 1, 1]]
    assert table[["kappa", "kappa_low", "alpha"]].isna().all(axis=None)


def test_drafts_are_no_coders_and_every_two_persons_are_compared():
    rows = judged(**{coder: [("s-1", "speaker", "x")] for coder in ("AB", "CD", "EF")})
    drafts = pd.DataFrame([("s-1", "speaker", "y", "rule", "r")], columns=JUDGEMENT[:5])
    table = coders.agreement(pd.concat([drafts, rows]))
    assert table[["first", "second"]].values.tolist() == [["AB", "CD"], ["AB", "EF"], ["CD", "EF"]]


def test_counterparts_differ_but_have_no_coefficient():
    rows = judged(AB=[("s-1", "counterpart", "t-1")], CD=[("s-1", "counterpart", "none")])
    assert coders.agreement(rows).empty
    assert coders.differences(rows)["second"].tolist() == ["CD: none"]


PAIRS = st.lists(st.tuples(st.sampled_from("xyz"), st.sampled_from("xyz")), min_size=2, max_size=9)


@settings(max_examples=15)
@given(PAIRS)
def test_kappa_is_that_of_the_values(pairs):
    said = {
        coder: [(f"s-{number}", "speaker", pair[place]) for number, pair in enumerate(pairs)]
        for place, coder in enumerate(("AB", "CD"))
    }
    row = coders.agreement(judged(**said)).iloc[0]
    assert row["kappa"] == pytest.approx(cohen_kappa(*zip(*pairs)), nan_ok=True)
    assert row["same"] == sum(one == other for one, other in pairs)
    assert row["same"] == row["n"] - len(coders.differences(judged(**said)))
