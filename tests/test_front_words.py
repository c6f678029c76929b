"""Names, words and sides as a sentence has them."""

import pytest
from any_report import load, said
from readouts.report.front_words import articled, names, repeated, written_out


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("United States", "the United States"),
        ("European Union", "the European Union"),
        ("Office of the President", "the Office of the President"),
        ("Northland", "Northland"),
        ("The Court", "The Court"),
        ("Ms. House-Warming", "Ms. House-Warming"),
    ],
)
def test_a_side_has_its_article(name, expected):
    assert articled(name) == expected


def test_an_abbreviation_is_not_missing_where_it_is_written_out_and_the_reverse(tmp_path):
    assert written_out("OSCE", ["The Organization for Security and Cooperation in Europe met."])
    assert not written_out("OSCE", ["Our side cooperates eagerly."])
    texts = [said("North", "They praised the Zonal Qanat League and Vostok.", "Call"), said("South", "They praised the ZQL.", "Call")]  # fmt: skip
    assert names(load(tmp_path, texts).analysis).startswith("Of names, North’s text alone has “{plain}`Vostok`”")  # fmt: skip


def test_what_is_but_misspelt_or_turned_round_is_not_missing(tmp_path):
    texts = [said("North", "They praised Vostok and the Zaria-Vostok road.", "Call"), said("South", "They praised Vostak and the Vostok-Zaria road.", "Call")]  # fmt: skip
    assert "alone has" not in names(load(tmp_path, texts).analysis).partition("South")[0]
    texts = [said("North", "They praised the Untied Cantons.", "Call"), said("South", "They praised the United Cantons.", "Call")]  # fmt: skip
    assert names(load(tmp_path / "two", texts).analysis) == ""


def test_a_repeated_word_counts_in_small_letters_and_in_no_form_elsewhere(tmp_path):
    texts = [said("North", "We saw ferries and ferries, bridges and bridges.", "Call"), said("South", "We saw a bridge.", "Call")]  # fmt: skip
    assert repeated(load(tmp_path, texts).analysis) == "Of other words that stand twice or more, North’s text alone has “{plain}`ferries`” ({finding}`word-north-ferries`)."  # fmt: skip


def test_a_function_word_with_a_capital_is_no_beginning_of_a_name(tmp_path):
    north = "The Vostok Fund paid. And The Vostok Fund grew."
    texts = [said("North", north, "Call"), said("South", "They praised it.", "Call")]
    found = names(load(tmp_path, texts).analysis)
    assert "“{plain}`Vostok Fund`”" in found and "The" not in found


def test_a_name_stands_without_the_genitive_of_its_place(tmp_path):
    texts = [said("North", "They praised Vostok's road and Vostok's bridge.", "Call"), said("South", "They praised it.", "Call")]  # fmt: skip
    assert names(load(tmp_path, texts).analysis).startswith("Of names, North’s text alone has “{plain}`Vostok`”")  # fmt: skip


def test_who_is_named_there_by_a_part_of_the_name_is_not_missing(tmp_path):
    north = "They thanked President Zaria Q. Vostok. And Qanat spoke."
    texts = [said("North", north, "Call"), said("South", "They praised Vostok.", "Call")]
    assert names(load(tmp_path, texts).analysis) == "Of names, North’s text alone has “{plain}`Qanat`” ({finding}`word-north-qanat`)."  # fmt: skip
    alone = [said("North", north, "Call"), said("South", "They praised it.", "Call")]
    assert "“{plain}`President Zaria Q. Vostok`”" in names(load(tmp_path / "two", alone).analysis)
