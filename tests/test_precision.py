"""What is said of a code's precision: the report's own table, the general codebook's as long as the patterns are its own, or that nobody has read."""

import csv
from dataclasses import replace

import pandas as pd
import pytest
from made_up import context
from readouts import paths
from readouts.corpus.codebook import general
from readouts.measures import accuracy
from readouts.report import precision
from readouts.text.patterns import Pattern, words_of

FILES = {"book": paths.DATA / "codebook_validity.csv", "general": paths.GENERAL / "validity.csv"}


def rows(name):
    with FILES[name].open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_general(changed=()):
    """A report whose codebook is the general one, but for further patterns."""
    tables = general()
    patterns = [(row["code"], row["language"], row["pattern"]) for row in tables["patterns"]]
    codes = pd.DataFrame(tables["codebook"]).set_index("code", drop=False)
    made = context()
    book = replace(
        made.codebook,
        codes=codes,
        patterns=tuple(Pattern(*one, words_of(one[2])) for one in [*patterns, *changed]),
    )
    return replace(made, codebook=book)


@pytest.mark.parametrize("name", FILES)
def test_each_interval_is_that_of_the_stretches_that_were_read(name):
    for row in rows(name):
        if row["code"] and row["precision"]:
            read = int(row["read"])
            right = round(float(row["precision"]) * read)
            stratum = accuracy.Stratum(int(row["stretches"]), read, right)
            found = accuracy.precision(stratum)
            told = [float(row[f"precision{end}"]) for end in ("", "_low", "_high")]
            assert told == pytest.approx(list(found), abs=0.0006) and read <= int(row["stretches"])


@pytest.mark.parametrize(
    ("name", "codes"), [("book", lambda: {row["code"] for row in _codes()}), ("general", lambda: {row["code"] for row in general()["codebook"]})]
)  # fmt: skip
def test_the_codes_are_those_of_the_codebook_each_once_a_language(name, codes):
    told = [(row["code"], row["language"]) for row in rows(name)]
    assert len(told) == len(set(told)) and {code for code, _ in told} - {""} <= codes()
    assert {language for code, language in told if not code} == {"en", "ru", "zh"}


def _codes():
    with (paths.DATA / "codebook.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_code_of_the_report_says_what_its_table_says(report):
    row = next(row for row in rows("book") if (row["code"], row["language"]) == ("trade", "en"))
    said = precision.said(report.context, "trade", "en-GB")
    assert said.startswith(f"{float(row['precision']):.2f} (") and row["read"] in said
    assert precision.said(report.context, "trade", "fr") == precision.UNREAD


def test_a_code_of_the_general_codebook_keeps_its_figures_as_long_as_its_patterns_are_the_same():
    assert precision.said(of_general(), "trade", "en") != precision.UNREAD
    changed = of_general([("trade", "en", "barter")])
    assert precision.said(changed, "trade", "en") == precision.CHANGED
    assert precision.said(changed, "trade", "ru") != precision.UNREAD


def test_a_codebook_of_ones_own_is_not_validated():
    of = context()
    told = {words for code in of.codebook.codes["code"] for _, words in precision.of_code(of, code)}
    assert told <= {precision.UNREAD, precision.CHANGED}


def test_beside_a_count_stands_the_precision_of_its_codes(report):
    readout = "kremlin-2022-06-15-full"
    code = report.findings[f"code-{readout}-sanctions-policy"]
    frame = report.findings[f"frame-{readout}-sanctions"]
    told = precision.said(report.context, "sanctions-policy", "en")
    assert precision.beside(report.context, code) == f"Precision of the code: {told}."
    assert f"Sanctions {told.partition(' ')[0]}" in precision.beside(report.context, frame)
    assert precision.beside(report.context, report.findings[f"words-{readout}"]) == ""


def test_a_code_is_measured_where_both_its_precision_and_its_recall_are_known():
    row = next(row for row in rows("general") if row["code"] == "agreements" and row["recall"])
    told = precision.measured(of_general(), "agreements", f"{row['language']}-GB")
    assert told == tuple(
        accuracy.Estimate(*(float(row[f"{name}{end}"]) for end in ("", "_low", "_high")))
        for name in ("precision", "recall")
    )
    assert precision.measured(of_general(), "no-such-code", "en") is None
    changed = of_general([("agreements", row["language"], "barter")])
    assert precision.measured(changed, "agreements", row["language"]) is None


@pytest.mark.parametrize("recall", ["", None, float("nan")])
def test_without_a_recall_a_code_is_not_measured(monkeypatch, recall):
    known = precision._general()
    without = {key: row | {"recall": recall} for key, row in known.items()}
    monkeypatch.setattr(precision, "_general", lambda: without)
    assert precision.measured(of_general(), "agreements", "en") is None
    assert precision.said(of_general(), "agreements", "en") != precision.UNREAD
