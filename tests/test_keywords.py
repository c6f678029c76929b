"""The keyness of a corpus: both sides, guarded, and its findings held against values made in other ways."""

import io

import pandas as pd
import pytest
from readouts.measures import guard
from readouts.measures.keyness import keyness
from readouts.report import keywords
from readouts.report.tables import keyness as keyness_table
from readouts.report.tables import keyness_needs
from readouts.text import frequency
from scipy.stats import beta
from this_report import BEIJING, KREMLIN, PAIR


def passages(*texts):
    return pd.DataFrame(
        {"segment_id": [f"s{number}" for number in range(len(texts))], "text": texts}
    )


@pytest.fixture(scope="module")
def compared(report):
    return keywords.compare(*(report.corpus.of(readout) for readout in PAIR))


def test_words_of_either_side_are_rows():
    table = keywords.compare(passages("ties and ties"), passages("and order")).set_index("word")
    assert table[["frequency", "n_target", "frequency_reference", "n_reference"]].to_dict(
        "index"
    ) == {
        "and": {"frequency": 1, "n_target": 3, "frequency_reference": 1, "n_reference": 2},
        "ties": {"frequency": 2, "n_target": 3, "frequency_reference": 0, "n_reference": 2},
        "order": {"frequency": 0, "n_target": 3, "frequency_reference": 1, "n_reference": 2},
    }


def test_swapping_the_sides_mirrors_the_table(report):
    one, other = (
        keywords.compare(*(report.corpus.of(readout) for readout in pair))
        .set_index("word")
        .sort_index()
        for pair in (PAIR, PAIR[::-1])
    )
    assert one.index.equals(other.index)
    pd.testing.assert_series_equal(one["log_ratio"], -other["log_ratio"])
    pd.testing.assert_series_equal(
        one["rate_ratio_low"], 1 / other["rate_ratio_high"], check_names=False
    )
    assert one["frequency"].equals(other["frequency_reference"].rename("frequency"))
    assert (
        one["direction"]
        .replace({"target": "reference", "reference": "target"})
        .equals(other["direction"])
    )


def test_one_text_a_side_leaves_no_p(compared):
    for name in (
        "poisson_p",
        "fisher_p",
        "holm",
        "benjamini_hochberg",
        "lrc",
        "simple_maths",
        "log_odds_z",
    ):
        assert compared[name].isna().all(), name
    assert set(compared["withheld_because"].str.contains("needs 4 texts a side, has 1")) == {True}
    assert not any(
        "*" in str(cell) for name in compared.columns.drop("word") for cell in compared[name]
    )


def test_the_order_is_by_frequency_and_never_by_a_measure(compared):
    assert (compared["frequency"] + compared["frequency_reference"]).is_monotonic_decreasing


def test_findings_against_scipy(report):
    """“military”, 2 of the Kremlin's words and none of Beijing's; “China”, 1 and 3."""
    n, m = (report.findings[f"words-{readout}"].value for readout in PAIR)
    # The lower bound of Clopper and Pearson for the target's share, as odds over the odds of the sizes.
    share = beta.ppf(0.025, 2, 1)
    low = share / (1 - share) * m / n
    assert report.findings["rate-ratio-military"].text == f"∞ ({low:.2f} to ∞)"
    shares = beta.ppf(0.025, 1, 4), beta.ppf(0.975, 2, 3)
    bounds = [one / (1 - one) * m / n for one in shares]
    assert (
        report.findings["rate-ratio-china"].text
        == f"{m / n / 3:.2f} ({bounds[0]:.2f} to {bounds[1]:.2f})"
    )
    # A zero counts as 0.5: log2((2 / 101) / (0.5 / 134)), and says so.
    assert (n, m) == (101, 134) and report.findings["log-ratio-military"].text == "+2.41†"
    assert report.findings["log-ratio-china"].text == "−1.18"


def test_what_could_be_detected(report):
    """Five of five in the Kremlin's passages leave an interval above 1, four of four do not; in Beijing's seven, and six."""
    n, m = (report.findings[f"words-{readout}"].value for readout in PAIR)
    for readout, own, other in ((KREMLIN, n, m), (BEIJING, m, n)):
        least = report.findings[f"detectable-{readout}"].value
        assert (own / (own + other)) ** least < 0.025 <= (own / (own + other)) ** (least - 1)


def test_the_vocabulary_adds_up(report, compared):
    alone = [report.findings[f"vocabulary-{readout}-alone"].value for readout in PAIR]
    both = report.findings["vocabulary-both"].value
    words = [set(frequency.occurrences(report.corpus.of(readout))["ngram"]) for readout in PAIR]
    assert (*alone, both) == (
        len(words[0] - words[1]),
        len(words[1] - words[0]),
        len(words[0] & words[1]),
    )
    assert sum(alone) + both == len(compared)


def test_the_table_shows_the_frequent_words_and_its_csv_all(report, compared):
    table = keyness_table(report)
    assert len(table.cells()) == int(
        (compared[["frequency", "frequency_reference"]].max(axis=1) >= keywords.LEAST).sum()
    )
    assert len(table.csv().splitlines()) == len(compared) + 1
    assert all(row[-1]["text"] == guard.SUPPRESSED for row in table.cells())


def requirement_unmet(table, name):
    return guard.requirement(name) is not None and (name not in table or table[name].isna().any())


def test_the_csv_leaves_empty_what_is_withheld_and_says_why(report):
    """What is printed as “suppressed” is no value; each such cell has its reason in a column of its own."""
    published = pd.read_csv(io.StringIO(keyness_table(report).csv()))
    assert not (published == guard.SUPPRESSED).any(axis=None)
    assert published["lrc"].dtype == published["fisher_p"].dtype == float
    assert published[["lrc", "fisher_p"]].isna().all(axis=None)
    assert "lrc_and_p" not in published  # what is printed is made from the values, and is none
    assert published["withheld_because"].str.contains("fisher_p").all()


def test_the_table_of_needs_agrees_with_the_guard(report, compared):
    data = keyness_needs(report).data.set_index("column")
    for name, verdict in data["in_this_book"].items():
        assert verdict == ("suppressed" if requirement_unmet(compared, name) else "shown"), name
        assert bool(data.at[name, "because"]) == (guard.requirement(name) is not None), name


def test_every_measure_stands_in_the_table_of_needs(report, compared):
    """A measure is a column that the guard could withhold; those named together there need the same."""
    named = keyness_needs(report).data.set_index("column")
    with_needs = {guard.requirement(name) for name in compared if guard.requirement(name)}
    assert {guard.requirement(name) for name in named.index} - {None} == with_needs


def test_needs_counts_the_rows_withheld():
    words = keyness([400, 2], 50_000, [300, 1], 40_000)
    needed = keywords.needs(words, 40, 4).set_index("column")["suppressed"]
    assert needed["bic"] == 1 and needed.drop("bic").eq(0).all()
