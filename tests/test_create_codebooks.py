"""The codebook that a book has where nobody brings one."""

import re

from readouts.corpus.codebook import general
from readouts.create import codebooks


def test_the_general_codebook_is_whole_and_names_no_party():
    made = general()
    codes = {row["code"] for row in made["codebook"]}
    assert {row["code"] for row in made["patterns"]} == codes and {
        row["frame"] for row in made["codebook"]
    } == {row["frame"] for row in made["frames"]}
    assert {(row["code"], row["language"]) for row in made["patterns"]} == {
        (code, language) for code in codes for language in ("en", "ru", "zh", "uk")
    }
    # Patterns are words to be looked for, wars are named by their places, and one principle has a country in its name.
    text = " ".join(
        value
        for name in ("frames", "codebook")
        for row in made[name]
        for value in row.values()
        if row.get("code") != "one-china"
    )
    assert not re.search(
        r"putin|\bxi\b|ukrain|kremlin|beijing|\brussia\b|china\b|украин|росси|кита[йяе]|путин|乌克兰|俄|中方",
        text,
        re.IGNORECASE,
    )


def test_options_of_patterns_are_kept_and_take_no_columns_where_there_are_none(tmp_path):
    file = tmp_path / "codes.csv"
    file.write_text("code,pattern\na,EEC\n", encoding="utf-8")
    (row,) = codebooks.own(file)["patterns"]
    assert row == {"code": "a", "language": "", "pattern": "EEC"}
    file.write_text("code,pattern,case,gap,within\na,US,yes,,\na,a b,,2,clause\n", encoding="utf-8")
    first, second = codebooks.own(file)["patterns"]
    assert (first["case"], first["gap"], first["within"]) == ("yes", "", "")
    assert (second["case"], second["gap"], second["within"]) == ("", "2", "clause")
