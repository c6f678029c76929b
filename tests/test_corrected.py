"""Rates with the error of coding in them: only where it was measured, and the numbers by hand."""

from math import isnan

import pytest
from any_report import load, said
from readouts.corpus import codebook
from readouts.measures.accuracy import Estimate, corrected
from readouts.report import precision
from readouts.report.corrected import LEAST_RECALL
from readouts.report.exhibits.corrected import corrected as table
from readouts.report.exhibits.corrected import corrected_rates
from readouts.report.publish import Refusal


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    documents = [
        said("North", "Cooperation was named, and cooperation. Our partnership grows."),
        said("South", "There was cooperation."),
    ]
    return load(tmp_path_factory.mktemp("corrected"), documents, codebook.general())


def test_each_rate_is_the_one_found_times_precision_over_recall(report):
    found = report.analysis.corrected
    assert len(found) and {"north", "south"} == {*found["part"]}
    for row in found.itertuples():
        assert row.recall_low >= LEAST_RECALL
        assert row.rate == pytest.approx(1000 * row.frequency / row.n_tokens)
        assert row.corrected == pytest.approx(row.rate * row.precision / row.recall)
        assert row.corrected_low < row.corrected < row.corrected_high
        assert row.frequency == report.findings[f"code-{row.part}-{row.code}"].value
        assert report.findings[f"corrected-rate-{row.part}-{row.code}"].value == row.corrected


def test_the_doubt_of_the_measurement_is_in_the_interval():
    rate = Estimate(10, 5, 20)
    sure = corrected(rate, Estimate(0.9, 0.9, 0.9), Estimate(0.5, 0.5, 0.5))
    assert sure == pytest.approx((18, 9, 36))
    doubt = corrected(rate, Estimate(0.9, 0.8, 0.95), Estimate(0.5, 0.3, 0.8))
    assert doubt.value == pytest.approx(18) and doubt.low < 9 and doubt.high > 36
    unknown = corrected(rate, Estimate(0.9, 0.8, 0.95), Estimate(1, 0, 1))
    assert unknown.value == pytest.approx(9) and unknown.high == float("inf")
    nothing = corrected(Estimate(0, 0, 4), Estimate(0.9, 0.8, 1.0), Estimate(0.5, 0.25, 0.8))
    assert nothing == (0, 0, 16)
    assert isnan(corrected(rate, Estimate(0.9, 0.8, 1), Estimate(0, 0, 1)).value)


def test_the_exhibits_show_both(report):
    shown = table(report)
    assert len(shown.cells()) == len(report.analysis.corrected)
    for row in shown.cells():
        assert {"found-rate-", "corrected-rate-"} <= {
            row[place]["finding"].partition("rate-")[0] + "rate-" for place in (3, 5)
        }
    assert corrected_rates(report).data["corrected"].notna().all()


def test_without_a_measurement_it_is_said(tmp_path):
    report = load(tmp_path, [said("North", "War."), said("South", "Peace.")])
    assert precision.measured(report.context, "war", "en") is None
    assert isinstance(table(report), Refusal) and isinstance(corrected_rates(report), Refusal)
