from itertools import combinations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.measures.by_text import effective_texts
from readouts.measures.guard import (
    BY_TEXT,
    REQUIREMENTS,
    attainable_p,
    guard,
    requirement,
    suppressed,
    with_reasons,
)
from readouts.measures.keyness import keyness, measures

TESTS = [
    "poisson_p",
    "fisher_p",
    "holm",
    "benjamini_hochberg",
    "bic",
    "chi_square_yates_p",
    "quanteda_p",
]


def smallest_p_by_relabelling(n, m):
    """The share of relabellings of n + m texts whose gap of means is the largest there is; no mean comes twice."""
    values = 2.0 ** np.arange(n + m)
    gaps = []
    for ways in combinations(range(n + m), n):
        gaps.append(abs(values[list(ways)].mean() - np.delete(values, ways).mean()))
    return np.mean(np.array(gaps) >= max(gaps) - 1e-12)


@pytest.mark.parametrize(("n", "m"), [(1, 1), (2, 2), (3, 3), (4, 4), (1, 2), (2, 5), (3, 1)])
def test_attainable_p_against_relabelling(n, m):
    assert attainable_p(n, m) == pytest.approx(smallest_p_by_relabelling(n, m))


def test_attainable_p_by_hand():
    # 2 of C(2n, n): 2/2, 2/6, 2/20, 2/70.
    assert [attainable_p(n, n) for n in (1, 2, 3, 4)] == pytest.approx([1, 1 / 3, 0.1, 2 / 70])


@pytest.mark.parametrize(("n", "found"), [(0, "0"), (1.5, "1.5"), ("two", "'two'")])
def test_texts_must_be_a_number_of_texts(n, found):
    message = f"^1 fault:\nn_target_texts: found {found}, expected a whole number, 1 or more$"
    with pytest.raises(ValueError, match=message):
        attainable_p(n, 1)
    with pytest.raises(ValueError, match=message):
        guard(measures(1, 9, 1, 9), n, 1)


def test_one_short_text_a_side_bears_counts_and_rates_only():
    raw = keyness([5, 1], 110, [0, 1], 134)
    masked, reasons = guard(raw, 1, 1)
    gone = {name for name in masked if masked[name].isna().all() and not raw[name].isna().all()}
    assert gone == {
        *TESTS, "simple_maths", "lrc", "positive_lrc", "lrc_bonferroni", "lrc_bonferroni_100", "log_odds", "log_odds_z",
    }  # fmt: skip
    assert set(reasons) == gone
    assert reasons["lrc"][0].startswith("needs 4 texts a side, has 1: ")
    assert guard(raw, 4, 4)[1]["lrc"][0].startswith("needs 1,000 words a side, has 110: ")
    assert reasons["simple_maths"][0].startswith("needs 10,000 words a side, has 110: ")
    assert reasons["fisher_p"][0].startswith("needs 4 texts a side, has 1: ")
    # It lacks expected occurrences too, but texts are the graver lack.
    assert reasons["bic"][0].startswith("needs 4 texts a side, has 1: ")
    intervals = [f"rate_{what}_{end}" for what in ("ratio", "per_1000") for end in ("low", "high")]
    kept = ["frequency", "log_ratio", "log_likelihood", "rate_ratio", "odds_ratio", *intervals]
    assert masked[kept].equals(raw[kept])


def test_the_raw_table_stays_as_it_was():
    raw = keyness([5, 1], 110, [0, 1], 134)
    before = raw.copy()
    guard(raw, 1, 1)
    assert raw.equals(before)


def test_many_long_texts_bear_everything_but_what_is_rare():
    columns = measures([400, 2], 50_000, [300, 1], 40_000)
    masked, reasons = guard(columns, 40, 4)
    for name in reasons:
        assert masked[name][0] == columns[name][0]
    # 3 (40,000/90,000) = 1.33 expected on the smaller side.
    assert np.isnan(masked["bic"][1])
    assert reasons["bic"].tolist()[0] == ""
    assert reasons["bic"][1].startswith("needs 5 expected occurrences a side, has 1.333: ")


def test_the_fewer_texts_count():
    columns = measures(400, 50_000, 300, 40_000)
    assert suppressed(columns, 100, 3)["poisson_p"][0].startswith("needs 4 texts a side, has 3: ")
    assert suppressed(columns, 3, 100)["poisson_p"][0].startswith("needs 4 texts a side, has 3: ")


def test_texts_of_which_one_has_nearly_all_words_are_not_enough():
    """Twelve texts, one of which has 97 % of its side: they weigh as 1.06."""
    effective = effective_texts([970, *[30 / 11] * 11])
    assert effective == pytest.approx(1.063, abs=1e-3)
    columns = measures(400, 50_000, 300, 40_000)
    for name in ("poisson_p", "lrc"):
        reason = suppressed(columns, 12, 12, effective)[name][0]
        assert reason.startswith("needs 2 effective texts a side, has 1.063: ")
        assert suppressed(columns, 12, 12, 2.0)[name][0] == ""
        # Too few texts is the graver lack.
        assert suppressed(columns, 3, 12, effective)[name][0].startswith("needs 4 texts a side")


def test_every_requirement_is_a_column_and_gives_its_reason():
    columns = [*measures(1, 9, 1, 9), *BY_TEXT]
    for name, needs in REQUIREMENTS.items():
        assert needs.because
        assert any(requirement(column) is needs for column in columns if column.startswith(name)), (
            name
        )


def test_a_table_without_counts_is_refused():
    with pytest.raises(
        KeyError, match="found no column n_target, n_reference, expected frequency, n_target"
    ):
        guard({"frequency": [1], "frequency_reference": [1], "lrc": [0.0]})


SIZES = st.sampled_from([60, 134, 999, 1000, 9_999, 10_000, 200_000])
ROWS = st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=6)


@settings(max_examples=60, deadline=None)
@given(ROWS, SIZES, SIZES, st.integers(1, 6), st.integers(1, 6))
def test_a_cell_is_suppressed_exactly_when_the_guard_says_so(pairs, c, d, n, m):
    a, b = np.array(pairs).T
    raw = keyness(a, c, b, d)
    reasons, printed = suppressed(raw, n, m), with_reasons(raw, n, m)
    assert set(printed) - set(raw) == {"withheld_because"}
    for name in raw:
        withheld = reasons[name] != "" if name in reasons else np.zeros(len(raw), dtype=bool)
        for cell, value, gone in zip(printed[name], raw[name], withheld):
            assert cell != cell if gone else cell == value or (cell != cell and value != value), (
                name
            )
    for row, why in enumerate(printed["withheld_because"]):
        expected = {name: reasons[name][row] for name in reasons if reasons[name][row]}
        assert all(name in why and reason in why for name, reason in expected.items())
        assert bool(why) == bool(expected)


# What each measure needs, written down a second time: texts a side, words a side, expected occurrences a side.
NEEDS = {
    "bic": (4, 1, 5), "lrc": (4, 1000, 0), "positive_lrc": (4, 1000, 0), "lrc_bonferroni": (4, 1000, 0), "lrc_bonferroni_100": (4, 1000, 0),
    "chi_square_yates_p": (4, 1, 0), "quanteda_p": (4, 1, 0),
    "simple_maths": (1, 10_000, 0),
    "poisson_p": (4, 1, 0), "fisher_p": (4, 1, 0), "holm": (4, 1, 0), "benjamini_hochberg": (4, 1, 0), "log_odds": (1, 1000, 0), "log_odds_z": (1, 1000, 0),
}  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(ROWS, SIZES, SIZES, st.integers(1, 6), st.integers(1, 6))
def test_the_guard_says_so_exactly_when_a_need_is_not_met(pairs, c, d, n, m):
    a, b = np.array(pairs).T
    raw = keyness(a, c, b, d)
    printed = with_reasons(raw, n, m)
    for name in printed.columns.drop("withheld_because"):
        texts, words, expected = NEEDS.get(name, (1, 1, 0))
        short = min(n, m) < texts or min(c, d) < words
        wanted = [short or (x + y) * min(c, d) / (c + d) < expected for x, y in pairs]
        if name in REQUIREMENTS or requirement(name):
            # What has no value, as the log-odds of a word that is in neither text, stays without one.
            assert (
                printed[name].isna().tolist() == (raw[name].isna() | np.array(wanted)).tolist()
            ), name
        else:
            assert not any(wanted), name
