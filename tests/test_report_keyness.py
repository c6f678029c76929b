"""Keyness in a report: who is held against whom, and what may be shown."""

from any_report import load, said
from readouts.report import keyness


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


def test_long_texts_of_many_readouts_are_ordered_by_the_bound_of_their_interval(tmp_path):
    north = [said("North", "peace " * 40 + "the " * 260, f"e{n}") for n in range(4)]
    south = [said("South", "war " * 30 + "the " * 270, f"e{n}") for n in range(4)]
    ((_, pair),) = load(tmp_path, north + south).analysis.pairs
    assert pair.words["word"].to_list()[:2] == ["peace", "war"]
    assert pair.words["fisher_p"].notna().all()
