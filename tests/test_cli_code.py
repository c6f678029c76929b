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
