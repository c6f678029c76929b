"""Agreement: cases worked by hand, published examples, NLTK and SciPy, and what must hold of any coding."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.metrics.agreement import AnnotationTask
from readouts.measures import agreement
from scipy.stats import binomtest

LABELS = st.lists(
    st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=2, max_size=30
)


def task(first, second):
    """NLTK's view of two coders."""
    return AnnotationTask(
        [
            *(("one", unit, value) for unit, value in enumerate(first)),
            *(("two", unit, value) for unit, value in enumerate(second)),
        ]
    )


# --- Precision, recall, and their intervals


def test_precision_and_recall_by_hand():
    precision, recall, f1 = agreement.precision_recall([3, 0, 0], [4, 0, 2], [6, 0, 0])
    assert precision[0] == 0.5 and recall[0] == 0.75 and f1[0] == 0.6
    assert (
        np.isnan([precision[1], recall[1], f1[1], precision[2]]).all() and recall[2] == f1[2] == 0
    )


@pytest.mark.parametrize(("count", "n"), [(0, 1), (1, 1), (2, 2), (3, 7), (37, 38), (0, 15)])
def test_the_exact_interval_is_that_of_scipy(count, n):
    low, high = agreement.proportion_interval(count, n)
    expected = binomtest(count, n).proportion_ci(method="exact")
    assert (low[0], high[0]) == pytest.approx((expected.low, expected.high), abs=1e-9)


def test_a_proportion_of_nothing_has_no_interval():
    assert np.isnan(agreement.proportion_interval(0, 0)).all()


# --- Kappa and alpha


def test_kappa_by_hand():
    # 35 of 50 agree; by chance 25 * 30 / 50 + 25 * 20 / 50 = 25 would.
    assert agreement.kappa_of([[20, 5], [10, 15]]) == pytest.approx((35 - 25) / (50 - 25))


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        # Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", A: binary data, two observers, none missing.
        (["0100000010", "1110010000"], 0.095),
        # B: nominal data, two observers, none missing.
        (["aabbdcccedda", "babbbccceddd"], 0.692),
        # C: nominal data, four observers, some missing.
        (["123321412...", "1233224125.3", ".3332342251.", "12332441251."], 0.743),
    ],
)
def test_alpha_gives_the_published_values(data, expected):
    values = [[None if value == "." else value for value in coder] for coder in data]
    assert agreement.krippendorff_alpha(values) == pytest.approx(expected, abs=5e-4)


def test_alpha_by_hand():
    # Four units, values aa, ab, bb, bb: of 8 values 3 are a and 5 b; Do = 2/8, De = 2 * 3 * 5 / (8 * 7).
    assert agreement.krippendorff_alpha([list("aabb"), list("abbb")]) == pytest.approx(
        1 - (2 / 8) / (30 / 56)
    )


@settings(deadline=None)
@given(LABELS)
def test_kappa_and_alpha_agree_with_nltk(pairs):
    first, second = zip(*pairs)
    if len({*first, *second}) == 1:
        assert math.isnan(agreement.cohen_kappa(first, second)) and math.isnan(
            agreement.krippendorff_alpha([first, second])
        )
        return
    assert agreement.cohen_kappa(first, second) == pytest.approx(task(first, second).kappa())
    assert agreement.krippendorff_alpha([first, second]) == pytest.approx(
        task(first, second).alpha()
    )


@settings(deadline=None)
@given(LABELS, st.randoms(use_true_random=False))
def test_order_of_units_and_of_coders_and_names_of_values_do_not_matter(pairs, random):
    first, second = zip(*pairs)
    shuffled = random.sample(pairs, len(pairs))
    renamed = [tuple({"a": "z", "b": "y", "c": "x"}[value] for value in pair) for pair in shuffled]
    for measure in (
        agreement.cohen_kappa,
        lambda one, two: agreement.krippendorff_alpha([one, two]),
    ):
        value = measure(first, second)
        for other in (measure(second, first), measure(*zip(*shuffled)), measure(*zip(*renamed))):
            assert other == pytest.approx(value, nan_ok=True)
        assert not value > 1


@settings(deadline=None)
@given(LABELS)
def test_alpha_is_one_just_where_nothing_differs(pairs):
    first, second = zip(*pairs)
    value = agreement.krippendorff_alpha([first, second])
    assert math.isnan(value) or (value == pytest.approx(1)) == (first == second)


def test_without_variation_there_is_no_number():
    assert math.isnan(agreement.cohen_kappa([0, 0, 0], [0, 0, 0]))
    assert math.isnan(agreement.krippendorff_alpha([[1, 1], [1, 1]]))
    assert math.isnan(agreement.krippendorff_alpha([["a", None], [None, "b"]]))


# --- Alpha for unitising


def test_the_differences_are_the_published_ones():
    """Krippendorff 2004, Content Analysis, page 254: 50 + 850 + 400 of category c, on a continuum of 300."""
    parts = agreement.unitizing(
        [[(75, 145), (220, 250)]], [[(70, 150), (205, 225), (250, 270)]], [300]
    )
    observed, expected = agreement.unitized_disagreement(parts)
    assert parts["observed"][0] == 50 + 850 + 400
    assert observed[0] == pytest.approx(0.0144, abs=5e-5) and expected[0] == pytest.approx(
        0.0532, abs=5e-5
    )


@pytest.mark.parametrize(
    ("first", "second", "distance"),
    [
        ([(5, 11)], [(2, 4)], 40),  # apart: 2² + 6²
        ([(5, 11)], [(3, 5)], 40),  # touching is apart
        ([(5, 11)], [(4, 6)], 26),
        ([(5, 11)], [(5, 7)], 16),
        ([(5, 11)], [(6, 8)], 10),
        ([(5, 11)], [(7, 9)], 8),
        ([(5, 11)], [(6, 10)], 2),
        ([(5, 11)], [(5, 11)], 0),
    ],
)
def test_the_distance_of_two_units(first, second, distance):
    """The series of examples that goes with Krippendorff's definition."""
    assert agreement.unitizing([first], [second], [20])["observed"][0] == distance


def test_two_categories_together_give_the_published_value():
    c = agreement.unitizing([[(75, 145), (220, 250)]], [[(70, 150), (205, 225), (250, 270)]], [300])
    k = agreement.unitizing([[(30, 90), (150, 200)]], [[(30, 90), (150, 200)]], [300])
    assert agreement.joint_unitized_alpha([k])[0] == 1
    assert agreement.joint_unitized_alpha([c, k])[0] == pytest.approx(0.8591, abs=5e-4)


def test_unitising_by_hand():
    # Ten words; one coder marks 2 to 4, the other 3 to 5. Observed (1 + 1) / 100.
    # Expected: gaps of 2, 6, 3, 5 words have 1 + 5 + 2 + 4 = 12 places for a unit of two; within: 1/3 (2 * 8 - 3 * 4 + 2) = 2 each.
    expected = 2 / 10 * (2 * 2 + 2 * 2**2 * 12) / (20 * 19 - 2 * 2)
    assert agreement.unitized_alpha([[(2, 4)]], [[(3, 5)]], [10]) == pytest.approx(
        1 - (2 / 100) / expected
    )


def test_gaps_end_with_their_piece():
    # In two pieces of ten, a unit has fewer places than in one of twenty: less disagreement is expected, alpha is lower.
    whole = agreement.unitized_alpha([[(2, 4)]], [[(3, 5)]], [20])
    assert agreement.unitized_alpha([[(2, 4)], []], [[(3, 5)], []], [10, 10]) < whole


def test_nothing_marked_is_undefined_and_one_mark_against_none_is_not():
    assert math.isnan(agreement.unitized_alpha([[], []], [[], []], [5, 5]))
    assert agreement.unitized_alpha([[(1, 3)]], [[]], [9]) <= 0


UNITS = st.lists(
    st.tuples(st.integers(0, 30), st.integers(1, 8)).map(lambda unit: (unit[0], unit[0] + unit[1])),
    max_size=4,
)


@settings(deadline=None)
@given(UNITS, UNITS)
def test_unitised_alpha_is_symmetric_and_one_where_the_same_is_marked(first, second):
    assert agreement.unitized_alpha([first], [second], [40]) == pytest.approx(
        agreement.unitized_alpha([second], [first], [40]), nan_ok=True
    )
    if first:
        assert agreement.unitized_alpha([first], [list(first)], [40]) == pytest.approx(1)
    if first and agreement.merged(first) != agreement.merged(second):
        assert agreement.unitized_alpha([first], [second], [40]) < 1


@settings(deadline=None)
@given(UNITS, UNITS, st.integers(0, 3))
def test_weights_are_repetitions(first, second, times):
    parts = agreement.unitizing([first, second], [second, first], [40, 50])
    repeated = agreement.unitizing(
        [first, *[second] * times], [second, *[first] * times], [40, *[50] * times]
    )
    weighted = agreement.joint_unitized_alpha([parts], [[1, times]])[0]
    assert weighted == pytest.approx(agreement.joint_unitized_alpha([repeated])[0], nan_ok=True)


# --- The bootstrap


def test_the_bootstrap_is_seeded_and_draws_whole_segments():
    tables = agreement.cross_table(
        [1, 1, 0, 0, 1, 0] * 3, [1, 0, 0, 0, 1, 0] * 3, groups=np.repeat(range(9), 2)
    )
    statistic = agreement.weighted_statistic(tables, agreement.kappa_of)
    assert (
        agreement.bootstrap(statistic, 9)
        == agreement.bootstrap(statistic, 9)
        != agreement.bootstrap(statistic, 9, seed=1)
    )
    weights = agreement.draws(9, 50, 1)
    assert weights.shape == (50, 9) and (weights.sum(axis=1) == 9).all()


def test_a_weighted_coefficient_is_that_of_the_repeated_segments():
    first, second, groups = [1, 0, 1, 0], [1, 0, 0, 0], [0, 0, 1, 1]
    value = agreement.weighted_statistic(
        agreement.cross_table(first, second, groups), agreement.kappa_of
    )(np.array([[1, 2]]))[0]
    assert value == pytest.approx(agreement.cohen_kappa([1, 0, 1, 0, 1, 0], [1, 0, 0, 0, 0, 0]))


def test_a_statistic_that_is_never_defined_has_no_interval():
    low, high, undefined = agreement.bootstrap(lambda weights: np.full(len(weights), np.nan), 3)
    assert math.isnan(low) and math.isnan(high) and undefined == 1


def test_the_interval_covers_as_often_as_it_should():
    """With sixty segments the percentile interval of kappa holds the true value in about 95 of 100 samples."""
    random = np.random.default_rng(7)
    true = agreement.kappa_of([[0.4, 0.1], [0.1, 0.4]])
    held = 0
    for _ in range(200):
        first = random.random(60) < 0.5
        second = np.where(random.random(60) < 0.2, ~first, first)
        low, high, _ = agreement.bootstrap(
            agreement.weighted_statistic(
                agreement.cross_table(first, second, range(60)), agreement.kappa_of
            ),
            60,
            resamples=400,
        )
        held += low <= true <= high
    assert 0.89 <= held / 200 <= 0.99


# --- The face over DataFrames

SEGMENTS = pd.DataFrame(
    {
        "segment_id": ["s", "t", "u"],
        "text": ["one two three four five six", "one two", "seven eight"],
    }
)


def coding(*rows):
    return pd.DataFrame(rows, columns=["segment_id", "start", "end", "code"])


def test_stretches_pair_one_to_one_with_those_that_share_most():
    pairs = agreement.pair(
        coding(("s", 0, 13, "a")),
        coding(("s", 0, 3, "a"), ("s", 4, 13, "a"), ("s", 0, 13, "b"), ("t", 0, 3, "a")),
    )
    found = pairs[["segment_id", "code", "coded_start", "kind"]].itertuples(index=False, name=None)
    assert set(found) == {
        ("s", "a", 4, "bounds"),
        ("s", "a", 0, "coded alone"),
        ("s", "b", 0, "coded alone"),
        ("t", "a", 0, "coded alone"),
    }


def test_a_stretch_that_two_patterns_match_counts_once():
    twice = coding(("s", 0, 3, "a"), ("s", 0, 3, "a"))
    assert agreement.pair(twice, twice)["kind"].to_list() == ["same"]


def test_by_code_by_hand():
    table = agreement.by_code(
        coding(("s", 0, 3, "a"), ("t", 0, 3, "a"), ("s", 4, 7, "b")),
        coding(("s", 0, 7, "a"), ("u", 0, 5, "a"), ("s", 4, 7, "b")),
        SEGMENTS,
        ["a", "b", "c"],
    )
    a, b, c = (table.loc[code] for code in "abc")
    assert (a["reference"], a["coded"], a["both"], a["paired"], a["same"]) == (2, 2, 1, 1, 0)
    assert (a["precision"], a["recall"], a["f1"]) == (0.5, 0.5, 0.5)
    assert a["kappa"] == agreement.cohen_kappa([1, 1, 0], [1, 0, 1]) and a[
        "alpha"
    ] == agreement.krippendorff_alpha([[1, 1, 0], [1, 0, 1]])
    assert a["unitized_alpha"] == agreement.unitized_alpha(
        [[(0, 1)], [(0, 1)], []], [[(0, 2)], [], [(0, 1)]], [6, 2, 2]
    )
    assert (b["alpha"], b["unitized_alpha"]) == (1, 1)
    assert c[["precision", "recall", "f1", "kappa", "alpha", "unitized_alpha"]].isna().all()
    assert [bool(agreement.undefined(row)) for row in (a, b, c)] == [False, False, True]


def test_a_code_in_every_segment_is_undefined_too():
    everywhere = coding(*((segment, 0, 3, "a") for segment in "stu"))
    row = agreement.by_code(everywhere, everywhere, SEGMENTS, ["a"]).loc["a"]
    assert (
        math.isnan(row["alpha"]) and "every segment" in agreement.undefined(row) and row["f1"] == 1
    )


def test_two_empty_codings_are_undefined_throughout():
    table = agreement.overall(coding(), coding(), SEGMENTS, ["a"])
    assert table["value"].isna().all()


CODINGS = st.lists(
    st.tuples(st.sampled_from("stu"), st.integers(0, 4), st.integers(1, 4), st.sampled_from("ab")),
    max_size=5,
).map(
    lambda rows: coding(
        *((segment, start, start + length, code) for segment, start, length, code in rows)
    )
)


@settings(max_examples=40, deadline=None)
@given(CODINGS, CODINGS)
def test_by_code_is_what_the_plain_functions_give(reference, coded):
    table = agreement.by_code(reference, coded, SEGMENTS, ["a", "b"])
    one, other = (agreement.given(side, SEGMENTS, ["a", "b"]) for side in (reference, coded))
    for code in "ab":
        assert table.at[code, "kappa"] == pytest.approx(
            agreement.cohen_kappa(one[code], other[code]), nan_ok=True
        )
        assert table.at[code, "alpha"] == pytest.approx(
            agreement.krippendorff_alpha([one[code], other[code]]), nan_ok=True
        )
    swapped = agreement.by_code(coded, reference, SEGMENTS, ["a", "b"])
    assert swapped["precision"].equals(table["recall"]) and swapped["paired"].equals(
        table["paired"]
    )


# --- This report


def test_the_list_of_disagreements_is_the_computed_one(report):
    columns = [
        "segment_id",
        "code",
        "kind",
        "reference_start",
        "reference_end",
        "coded_start",
        "coded_end",
    ]
    listed = report.table("disagreements")[columns].astype(dict.fromkeys(columns[3:], "Int64"))
    computed = agreement.disagreements(report.table("reference_coding"), report.coded)[columns]
    assert sorted(listed.astype(str).itertuples(index=False, name=None)) == sorted(
        computed.astype(str).itertuples(index=False, name=None)
    )


def test_every_disagreement_is_explained(report):
    assert (report.table("disagreements")["explanation"].str.len() > 40).all()


def test_the_reference_coding_has_whole_words_of_counted_passages_and_no_overlap_within_a_code(
    report,
):
    reference, segments = report.table("reference_coding"), report.corpus.segments
    assert set(reference["segment_id"]) == set(segments["segment_id"])
    for row in reference.itertuples():
        text = segments.at[row.segment_id, "text"]
        words = text[row.start : row.end]
        assert words == words.strip() and words[0].isalnum() and words[-1].isalnum()
        assert (
            not text[row.start - 1 : row.start].isalnum()
            and not text[row.end : row.end + 1].isalnum()
        )
    for _, own in reference.sort_values("start").groupby(["segment_id", "code"]):
        assert (own["start"].to_numpy()[1:] >= own["end"].to_numpy()[:-1]).all()


def test_the_findings_are_those_of_the_measures(report):
    overall = agreement.overall(
        report.table("reference_coding"),
        report.coded,
        report.corpus.segments,
        report.codebook.codes["code"],
    ).set_index(["measure", "unit"])
    assert (
        report.findings["validity-alpha-passage-by-code"].value
        == overall.at[("alpha", "passage by code"), "value"]
    )
    assert (
        report.findings["validity-unitised-alpha-words-low"].value
        == overall.at[("unitised alpha", "words"), "low"]
    )
    both, machine = (
        report.findings[f"validity-pairs-{side}"].value for side in ("both", "machine")
    )
    assert report.findings["validity-precision-passage-by-code"].value == both / machine


def test_stretches_that_touch_and_share_no_character_are_no_pair():
    one, other = (
        pd.DataFrame([("s", *place, "a")], columns=["segment_id", "start", "end", "code"])
        for place in ((0, 5), (5, 9))
    )
    for first, second in ((one, other), (other, one)):
        kinds = agreement.pair(first, second)["kind"].to_list()
        assert kinds == ["reference alone", "coded alone"]


def test_a_stretch_has_the_words_that_it_touches_and_none_at_which_it_ends_or_begins():
    segments = pd.DataFrame([("s", "peace holds now")], columns=["segment_id", "text"])
    columns = ["segment_id", "start", "end", "code"]
    for place, words in (((0, 6), (0, 1)), ((5, 11), (1, 2)), ((4, 7), (0, 2)), ((11, 15), (2, 3))):
        coded = pd.DataFrame([("s", *place, "a")], columns=columns)
        assert agreement.in_words(coded, segments) == ({("s", "a"): [words]}, [3])


def test_a_passage_with_two_codes_counts_for_both():
    segments = pd.DataFrame(
        [(name, "peace and war") for name in "stu"], columns=["segment_id", "text"]
    )
    columns = ["segment_id", "start", "end", "code"]
    # One of three pairs of passage and code is in both.
    reference = [("s", 0, 5, "a"), ("s", 10, 13, "b"), ("t", 0, 5, "a")]
    coded = [("s", 0, 5, "a"), ("t", 10, 13, "b"), ("u", 0, 5, "a")]
    sides = (pd.DataFrame(rows, columns=columns) for rows in (reference, coded))
    table = agreement.overall(*sides, segments, ["a", "b"]).set_index(["unit", "measure"])["value"]
    for measure in ("precision", "recall", "F1"):
        assert table["passage by code", measure] == pytest.approx(1 / 3)
