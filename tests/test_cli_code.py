"""The command `code`: every match with its place."""

import pytest
from command_line import documents, rows


def test_code_gives_every_match_with_its_place(folder, capsys):
    found, told = rows(capsys, "code", "calls.csv", "--codebook", "codebook.csv")
    texts = {document.document_id: document.text for document in documents()}
    assert [
        (row["side"], row["frame"], row["code"], row["pattern"], row["keyword"]) for row in found
    ] == [
        ("kremlin", "naming", "crisis", "Ukrain* crisis", "Ukraine crisis"),
        ("kremlin", "naming", "crisis", "crisis", "crisis"),
        ("kremlin", "measures", "sanctions", "sanction*", "Sanctions"),
        ("whitehouse", "measures", "sanctions", "sanction*", "Sanctions"),
        ("whitehouse", "naming", "crisis", "Ukrain* crisis", "Ukraine crisis"),
        ("whitehouse", "naming", "crisis", "crisis", "crisis"),
        ("beijing", "naming", "crisis", "危机", "危机"),
        ("beijing", "naming", "crisis", "危机", "危机"),
    ]
    assert all(
        texts[row["document_id"]][int(row["start"]) : int(row["end"])] == row["keyword"]
        for row in found
    )
    assert (
        "8 matches in 4 documents" in told and "1 of 5 patterns match nothing: 'embargo*'" in told
    )


@pytest.mark.parametrize("engine", ["plain", "numpy"])
def test_a_pattern_with_an_exclamation_mark_excludes(folder, capsys, engine):
    (folder / "codebook.csv").write_text(
        "code,pattern\nnaming,crisis\nnaming,Ukraine\nnaming,!a Ukraine crisis\nnaming,embargo\nother,crisis\n",
        encoding="utf-8",
    )
    options = ("--codebook", "codebook.csv", "--where", "side=whitehouse", "--engine", engine)
    found, told = rows(capsys, "code", "calls.csv", *options)
    assert [(row["code"], row["keyword"]) for row in found] == [
        ("naming", "Ukraine"),
        ("other", "crisis"),
        ("naming", "Ukraine"),
    ]
    assert (
        "3 matches in 1 documents" in told
        and "2 of 4 patterns match nothing: 'crisis', 'embargo'" in told
    )
    counted, _ = rows(capsys, "count", "calls.csv", "--what", "codes", *options)
    assert [(row["name"], row["frequency"]) for row in counted] == [("naming", "2"), ("other", "1")]


def test_what_is_excluded_is_listed(folder, capsys):
    (folder / "codebook.csv").write_text(
        "code,pattern\nnaming,crisis\nnaming,Ukraine\nnaming,!a Ukraine crisis\n",
        encoding="utf-8",
    )
    options = ("--codebook", "codebook.csv", "--where", "side=whitehouse", "--excluded")
    found, told = rows(capsys, "code", "calls.csv", *options)
    assert {(row["code"], row["pattern"], row["excluded_by"]) for row in found} == {
        ("naming", "crisis", "!a Ukraine crisis"),
        ("naming", "Ukraine", "!a Ukraine crisis"),
    }
    assert f"{len(found)} excluded in 1 documents" in told


def test_options_of_a_pattern_are_columns_of_the_codebook(folder, capsys):
    (folder / "codebook.csv").write_text(
        "code,pattern,case,gap\na,ukraine,yes,\nb,Ukraine,yes,\n", encoding="utf-8"
    )
    found, told = rows(capsys, "code", "calls.csv", "--codebook", "codebook.csv")
    assert {row["code"] for row in found} == {"b"} and "'ukraine'" in told


def test_a_column_says_the_stance_of_each_match(folder, capsys):
    plain, _ = rows(capsys, "code", "calls.csv", "--codebook", "codebook.csv")
    found, told = rows(capsys, "code", "calls.csv", "--codebook", "codebook.csv", "--stance")
    assert [{name: row[name] for name in row if name != "stance"} for row in found] == plain
    assert {row["stance"] for row in found} == {"asserted"} and "8 matches in 4 documents" in told
    options = ("--what", "codes", "--codebook", "codebook.csv")
    every, _ = rows(capsys, "count", "calls.csv", *options)
    asserted, told = rows(capsys, "count", "calls.csv", *options, "--stance", "asserted")
    assert asserted == every and "asserted matches alone" in told
    assert rows(capsys, "count", "calls.csv", *options, "--stance", "negated")[0] == []
