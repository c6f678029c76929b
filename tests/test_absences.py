"""What the commands tell of what they did not find."""

import csv
import json
from pathlib import Path

import pytest
from readouts.__main__ import main
from readouts.cli import absences

CASES = Path(__file__).parent / "data" / "absence"
CALLS, CODEBOOK = str(CASES / "calls.csv"), str(CASES / "codebook.csv")


def told(capsys, *arguments: str) -> list[str]:
    """What a command tells, without how it reads the corpus."""
    assert main(list(arguments)) == 0
    return [
        line
        for line in capsys.readouterr().err.splitlines()
        if not line.startswith("  ") and " is read as" not in line
    ]


@pytest.fixture
def corpus(tmp_path):
    """A function that writes a corpus."""

    def write(*rows: tuple[str, str, str], completeness: str = "full") -> str:
        path = tmp_path / "corpus.csv"
        with path.open("w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["side", "language", "completeness", "text"])
            writer.writerows([side, language, completeness, text] for side, language, text in rows)
        return str(path)

    return write


# The four lines of a made-up case that were called absent, each from Paris's text alone.
@pytest.mark.parametrize(
    ("pattern", "form"),
    [
        ("Ukraine", "Ukraine's"),
        ("Russia", "Russia's"),
        ("US", "U.S."),
        ("cooperation", "Co-operation"),
    ],
)
def test_no_near_form_is_passed_over_in_silence(capsys, pattern, form):
    lines = told(capsys, "concordance", CALLS, pattern, "--where", "side=Paris")
    # A form that matches, as a possessive may, is a line and not near.
    assert lines == ["1 line in 1 documents"] or lines[1:] == [
        f"not in this form: 1 document in English; near: {form} (1)"
    ]
    assert not any("absent" in line for line in lines)


def test_near_forms_are_told_beside_lines(capsys):
    lines = told(capsys, "concordance", CALLS, "US")
    assert lines[0] == "2 lines in 2 documents"
    assert lines[1:] == ["near, and not among the lines: U.S. (1)"]


@pytest.mark.parametrize("what", [["code"], ["count", "--what", "codes"]])
def test_no_code_is_called_absent_that_stands_in_a_near_form(capsys, what):
    lines = told(capsys, what[0], CALLS, *what[1:], "--codebook", CODEBOOK, "--where", "side=Paris")
    assert "United States: not in this form; near: U.S. (1)" in lines
    assert "cooperation: not in this form; near: Co-operation (1)" in lines
    assert not any("absent" in line for line in lines)


def test_a_text_in_another_language_is_not_searched(capsys, corpus):
    path = corpus(("one", "zh", "两国元首通电话。"), ("two", "en", "They spoke of Ukraine."))
    assert told(capsys, "concordance", path, "Ukraine") == [
        "1 line in 2 documents",
        "not searched: 1 document in Chinese",
    ]
    assert told(capsys, "concordance", path, "危机") == [
        "0 lines in 2 documents",
        "absent: 1 document in Chinese",
        "not searched: 1 document in English",
    ]


def test_codes_without_patterns_in_the_language_are_not_searched(capsys, corpus, tmp_path):
    codebook = tmp_path / "codebook.csv"
    codebook.write_text("code,language,pattern\nwar,en,war\nwar,en,hostilities\npeace,zh,和平\n")
    path = corpus(("one", "zh", "两国元首通电话。"))
    assert told(capsys, "code", path, "--codebook", str(codebook))[2:] == [
        "war: not searched: the texts are Chinese",
        "peace: none of these wordings: 和平",
    ]


def test_excerpts_are_never_called_complete(capsys, corpus):
    path = corpus(("one", "en", "They spoke of grain."), completeness="excerpts")
    assert told(capsys, "concordance", path, "peace")[1:] == [
        "not in the quoted passages: 1 document in English"
    ]


def test_several_patterns_of_a_code_are_named(capsys, corpus, tmp_path):
    codebook = tmp_path / "codebook.csv"
    codebook.write_text("code,pattern\npeace,peace\npeace,ceasefire\ngrain,grain\ngrain,wheats\n")
    path = corpus(("one", "en", "They spoke of grain and wheat."))
    lines = told(capsys, "code", path, "--codebook", str(codebook))
    assert lines[2:] == [
        "peace: none of these wordings: peace, ceasefire",
        "near patterns that match nothing, of codes that match: wheat (1)",
    ]


def test_in_a_large_corpus_it_is_said_that_near_forms_were_not_looked_for(
    capsys, monkeypatch, tmp_path
):
    monkeypatch.setattr(absences, "SMALL", 10)
    assert told(capsys, "concordance", CALLS, "US")[1:] == [
        "near forms were not looked for: --near does it"
    ]
    assert told(capsys, "concordance", CALLS, "US", "--near")[1:] == [
        "near, and not among the lines: U.S. (1)"
    ]
    # What has no line is not left without an answer.
    assert told(capsys, "concordance", CALLS, "Beijing")[1:] == ["absent: 2 documents in English"]
    where = ["--codebook", CODEBOOK, "--where", "side=Moscow"]
    assert (
        told(capsys, "code", CALLS, *where)[-1]
        != "their near forms were not looked for: --near does it"
    )
    where[-1] = "side=Paris"
    assert (
        told(capsys, "code", CALLS, *where)[-1]
        == "their near forms were not looked for: --near does it"
    )


def test_only_the_documents_that_are_asked_for_are_looked_at(capsys):
    assert told(capsys, "concordance", CALLS, "grains", "--where", "side=Moscow")[1:] == [
        "not in this form: 1 document in English; near: grain (1)"
    ]


def test_results_stay_free_of_what_is_told(capsys, tmp_path):
    out = tmp_path / "lines.jsonl"
    main(["concordance", CALLS, "US", "--format", "jsonl", "--out", str(out)])
    assert [json.loads(line)["keyword"] for line in out.read_text().splitlines()] == ["us", "US"]
