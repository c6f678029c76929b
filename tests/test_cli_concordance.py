"""The command `concordance`."""

import pandas as pd
from command_line import documents, fault, rows
from readouts.text.concordance import concordance as concordance_of


def test_concordance_is_that_of_the_package(folder, capsys):
    found, told = rows(capsys, "concordance", "calls.csv", "Ukrain*", "--context", "0")
    assert [
        (row["docname"], row["from"], row["to"], row["keyword"], row["side"]) for row in found
    ] == [
        ("calls-2", "5", "5", "Ukraine", "kremlin"),
        ("calls-4", "5", "5", "Ukraine", "whitehouse"),
        ("calls-4", "12", "12", "Ukraine", "whitehouse"),
        ("calls-4", "15", "15", "Ukraine", "whitehouse"),
    ] or [row["docname"] for row in found]
    segments = pd.DataFrame(
        [
            (document.document_id, line)
            for document in documents()
            for line in document.text.split("\n")
        ],
        columns=["segment_id", "text"],
    )
    expected = concordance_of(segments, "Ukrain*")
    assert [(row["pre"], row["keyword"], row["post"]) for row in found] == list(
        zip(expected["pre"], expected["keyword"], expected["post"])
    )
    assert "4 lines in 4 documents" in told


def test_context_is_as_long_as_is_asked_for_and_ends_with_the_paragraph(folder, capsys):
    found, _ = rows(capsys, "concordance", "calls.csv", "sanctions", "--context", "8")
    assert [(row["pre"], row["post"]) for row in found] == [
        ("", " were di"),
        ("kraine. ", ", =1+1, "),
    ]
    assert (
        rows(capsys, "concordance", "calls.csv", "sanctions", "--top", "1")[0]
        == rows(capsys, "concordance", "calls.csv", "sanctions")[0][:1]
    )


def test_a_pattern_that_is_none_is_wrong_use(folder, capsys):
    assert "are not understood" in fault(capsys, "concordance", "calls.csv", "(a|b)", code=2)


def test_an_exclusion_alone_is_looked_for_by_no_concordance(folder, capsys):
    assert "'!' is not understood" in fault(capsys, "concordance", "calls.csv", "!crisis", code=2)
