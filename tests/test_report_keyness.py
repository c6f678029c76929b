"""Keyness in a report: who is held against whom, and what may be shown."""

import re
import shutil

import numpy as np
import pytest
from any_report import load, many, said
from readouts.report import keyness, loading
from readouts.report.tables import keyness as keyness_table


def test_keyness_of_a_side_is_against_all_the_others(tmp_path):
    sides = {"A": "tax tax tax of it", "B": "of war", "C": "of tax and peace peace"}
    found = load(tmp_path, [said(side, text) for side, text in sides.items()])
    (vocabulary,) = found.analysis.vocabularies
    pair = keyness.pairs(vocabulary)[0]
    row = pair.words.set_index("word").loc["tax"]
    assert (row["frequency"], row["n_target"], row["frequency_reference"], row["n_reference"]) == (
        3,
        5,
        1,
        7,
    )
    assert found.findings["word-a__others-tax"].value == 1 and found.findings[
        "word-a__others-tax"
    ].parts == ("word-b-tax", "word-c-tax")
    assert found.findings["words-a__others"].value == 7
    assert pair.words.loc[pair.words["shown"], "word"].to_list() == [
        "tax"
    ]  # “of” is a function word, “it” stands once


def test_two_sides_are_one_contrast_and_the_guard_withholds_what_they_cannot_bear(tmp_path):
    found = load(tmp_path, [said("A", "tax tax of it"), said("B", "of war")])
    ((_, pair),) = found.analysis.pairs
    assert pair.target.id == "a" and pair.reference_id == "b"
    assert pair.words[["fisher_p", "lrc"]].isna().all(axis=None)


def test_many_readouts_are_ordered_by_the_end_of_the_interval_over_texts(tmp_path):
    ((_, pair),) = load(tmp_path, many("North", "peace") + many("South", "war")).analysis.pairs
    assert {*pair.words["word"][:2]} == {"peace", "war"}
    assert pair.words["fisher_p"].notna().all()
    peace = pair.words.set_index("word").loc["peace"]
    assert peace["document_frequency"] == 6 and peace["document_frequency_reference"] == 0
    assert peace["shrunk_log_ratio_low"] > 1 and peace["max_t_p"] == pytest.approx(2 / 924)
    assert peace["dp_norm"] < 0.1 and np.isnan(peace["dp_norm_reference"])
    assert "dp_norm_reference: the side does not have it" in peace["withheld_because"]


def test_the_table_shows_the_interval_over_texts_and_its_p(tmp_path):
    table = keyness_table(load(tmp_path, many("North", "peace") + many("South", "war")))
    shown = {row[0]["text"]: row[-1]["text"] for row in table.cells()}
    assert re.fullmatch(r"\+\d\.\d\d to \+\d+\.\d\d; 0\.0022", shown["peace"])
    assert (
        shown["war"].startswith("−") and "{plain}`95 %` interval of the log ratio" in table.caption
    )


def test_words_of_a_pair_whose_exact_interval_lies_on_either_side_of_1_are_counted(tmp_path):
    # Forty of a hundred words against none, on either side; "of" is in both alike.
    texts = [
        said("North", "tax " * 40 + "of " * 60, "Call"),
        said("South", "war " * 40 + "of " * 60, "Call"),
    ]
    load(tmp_path / "one", texts)
    shutil.copytree(tmp_path / "one", tmp_path / "other")
    pair = "pair: [north-2020-03-04, south-2020-03-04]\n"
    (tmp_path / "other" / "report.yml").write_text(pair, encoding="utf-8")
    apart = loading.load(tmp_path / "other").findings["rate-ratios-apart"]
    assert (apart.value, apart.denominator) == (2, (3, "words of either side"))
    assert {*apart.parts[:2]} == {"rate-ratio-tax", "rate-ratio-war"}


def test_no_more_words_are_shown_than_the_table_has_rows(tmp_path):
    own = " ".join(f"canal{n} canal{n}" for n in range(keyness.ROWS + 5))
    ((_, pair),) = load(tmp_path, [said("North", own), said("South", "of war")]).analysis.pairs
    assert pair.words["shown"].sum() == keyness.ROWS
