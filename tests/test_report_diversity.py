"""Lexical diversity in a created book: medians of distinct texts a side, and why there are none."""

import pytest
from any_report import load, said
from readouts.measures.diversity import hd_d, mtld
from readouts.report import tables

# 120 words, 40 of them different.
LONG = " ".join(f"w{number % 40}" for number in range(120))


def test_a_book_has_the_median_of_each_sides_distinct_texts(tmp_path):
    long = [LONG, " ".join(f"w{number % 70}" for number in range(140)), LONG]
    report = load(
        tmp_path,
        [said("north", text, f"e{number}") for number, text in enumerate([*long, "A call."])]
        + [said("south", LONG.replace("w", "v"), f"e{number}") for number in range(4)],
    )
    table = tables.lexical_diversity(report)
    own = table.data.set_index("part").loc["north"]
    each = [mtld(text.split()) for text in long[:2]]
    assert (own["n_texts"], own["n_measured"]) == (3, 2)
    assert own[["mtld_median", "mtld_min", "mtld_max"]].tolist() == pytest.approx(
        [sum(each) / 2, min(each), max(each)]
    )
    assert report.findings["mtld-north"].value == own["mtld_median"]
    assert report.findings["diversity-texts-north"].value == 2
    assert report.findings["mtld-south"].text == f"{mtld(LONG.split()):.0f}"
    assert report.findings["hd-d-south"].text == f"{hd_d(LONG.split()):.2f}"


def test_of_short_texts_a_book_says_why_it_has_none(tmp_path):
    report = load(tmp_path, [said("north", "A call."), said("south", "A visit.")])
    assert tables.lexical_diversity(report).reason.startswith("No text has 100 words")
