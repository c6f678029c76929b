"""Counts of frames and codes in each text, by hand."""

import pandas as pd
import pytest
from any_report import load, said
from readouts.report import frames
from this_report import value


def test_each_frame_counts_the_stretches_of_its_codes_in_each_side(two_events):
    # North: “War and peace. Free trade, trade.” and “Peace.”
    assert value(two_events, "frame-north-naming") == 1
    assert value(two_events, "frame-north-hope") == 2
    assert value(two_events, "frame-north-economy") == 3
    assert value(two_events, "frame-south-naming") == 2
    assert value(two_events, "frame-west-naming") == 1


def test_what_was_not_looked_for_has_no_count_at_all(two_events):
    # The West writes Russian, and only the war has a Russian pattern.
    assert "code-west-war" in two_events.findings
    assert "code-west-peace" not in two_events.findings
    assert "frame-west-hope" not in two_events.findings


@pytest.mark.parametrize("name", ["code-north-peace", "frame-south-naming", "code-west-war"])
def test_each_count_has_its_rate_out_of_the_words_of_its_text(two_events, name):
    rate, count = two_events.findings[f"rate-{name}"], two_events.findings[name]
    side = name.split("-")[1]
    words = two_events.findings[f"words-{side}"]
    assert rate.value == pytest.approx(1000 * count.value / words.value)
    assert set(rate.parts) == {name, f"words-{side}"}


def test_every_code_and_frame_that_was_looked_for_is_there(two_events):
    made = {finding.id for finding in two_events.findings if finding.id.startswith("code-north-")}
    assert {f"code-north-{code}" for code in ("war", "peace", "trade")} <= made


def test_a_stretch_of_two_codes_of_one_frame_counts_once_in_the_frame(tmp_path):
    codes = {
        "frames": [{"frame": "f", "label": "F", "definition": "", "source": ""}],
        "codebook": [
            dict.fromkeys(("definition", "include", "exclude", "source"), "")
            | {"frame": "f", "code": code, "label": code.title()}
            for code in ("war", "any")
        ],
        "patterns": [
            {"code": "war", "language": "en", "pattern": "war"},
            {"code": "any", "language": "en", "pattern": "war*"},
        ],
    }
    report = load(tmp_path, [said("North", "War, wars."), said("South", "Peace.")], codes)
    assert value(report, "code-north-war") == 1 and value(report, "code-north-any") == 2
    assert value(report, "frame-north-f") == 2
    assert value(report, "frame-south-f") == 0


def test_texts_that_were_counted_and_are_not_given_have_counts_rates_and_what_a_zero_hides(report):
    full = "kremlin-2022-06-15-full"
    counts = report.table("fulltext_codes")
    own = counts[(counts["readout_id"] == full) & (counts["level"] == "code")]
    for row in own.itertuples():
        assert value(report, f"code-{full}-{row.name}") == row.frequency
        rate = value(report, f"rate-code-{full}-{row.name}")
        assert rate == pytest.approx(1000 * row.frequency / value(report, f"words-{full}"))
    assert value(report, f"zero-bound-{full}") == pytest.approx(
        3688.9 / value(report, f"words-{full}"), rel=1e-4
    )


def test_without_the_counts_of_full_texts_there_are_those_of_passages_alone(report):
    # The tables of counts are optional: what needs them alone goes with them.
    assert set(frames.OF_TEXTS) <= set(report.corpus.tables)
    assert not {*frames.OF_TEXTS} & {*frames.NEEDS}
    assert pd.Series(frames.NEEDS).is_unique
