"""What the page asks of the package: held against the commands, and run where there is neither numpy nor pandas."""

import csv
import io
import json
import subprocess
import sys
import zipfile

import pytest
from readouts import paths
from readouts.__main__ import main
from readouts.workbench import Workbench, call

NORTH = "The presidents met.\n\nNorthland stressed that sanctions are illegal: the “border crisis” harms grain trade."
SOUTH = "The leaders spoke of sovereignty and of talks at the border. It was agreed to meet again."
TEXTS = [
    {"side": side, "date": "2031-05-04", "event": "a call", "completeness": "full", "title": "", "text": text}
    for side, text in (("Northland", NORTH), ("Southland", SOUTH))
]  # fmt: skip


@pytest.fixture
def bench(tmp_path):
    made = Workbench(tmp_path)
    made.choose()
    made.lay(TEXTS)
    return made


@pytest.fixture
def command(capsys):
    """What a command prints: its rows, and what it tells."""

    def run(*arguments):
        assert main(list(map(str, arguments))) == 0
        out, told = capsys.readouterr()
        return list(csv.DictReader(io.StringIO(out))), told

    return run


def test_the_numbers_are_those_of_the_command(bench, command):
    found = {
        (row["document_id"], row["level"], row["name"]): (row["frequency"], row["words_covered"], row["n_tokens"])
        for row in bench.coded()["counts"]
    }  # fmt: skip
    counted, _ = command("count", bench.corpus, "--what", "codes", "--codebook", paths.GENERAL)
    expected = {
        (row["document_id"], row["level"], row["name"]): tuple(int(row[name]) for name in ("frequency", "words_covered", "n_tokens"))
        for row in counted
    }  # fmt: skip
    assert found == expected != {}


def test_what_one_has_alone_is_what_the_command_says(bench, command):
    said, _ = command("alone", bench.corpus, "--codebook", paths.GENERAL)
    expected = [(row["code"], row["side"], row["said"], row["nearest"]) for row in said]
    found = [
        (row["code"], row["side"], row["said"], row["nearest"]) for row in bench.alone()["rows"]
    ]
    assert found == expected != []


def test_lines_and_near_forms_are_those_of_the_command(bench, command):
    for pattern in ("border*", "sanction", "leaders"):
        found = bench.concordance(pattern)
        lines, told = command("concordance", bench.corpus, pattern)
        assert [
            (row["docname"], row["pre"], row["keyword"], row["post"]) for row in found["lines"]
        ] == [(row["docname"], row["pre"], row["keyword"], row["post"]) for row in lines]
        assert all(line in told for line in found["said"])
    assert bench.concordance("sanction")["said"]


def test_pieces_make_the_texts_again_and_marks_stand_where_they_are(bench):
    for one, given in zip(bench.coded()["texts"].values(), TEXTS):
        paragraphs = ["".join(text for text, _ in part["pieces"]) for part in one]
        assert [part for part in given["text"].split("\n") if part] == paragraphs
        for part in one:
            for number, mark in enumerate(part["marks"]):
                assert mark["keyword"] == "".join(
                    text for text, over in part["pieces"] if number in over
                )


def test_rates_are_for_a_thousand_words(bench):
    row = next(row for row in bench.coded()["counts"] if row["name"] == "sanctions")
    assert row["rate"] == pytest.approx(1000 * 1 / row["n_tokens"])


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"text": "They spoke.\n\nOf \0 peace."}, "the text of 'Southland', column 'text': found a NUL character"),
        ({"date": "2031-02-30"}, "the text of 'Southland', column 'date': found '2031-02-30'; expected a day that the calendar has"),
        ({"text": "half \ud83d"}, "the text of 'Southland': found half of a character ('\\ud83d'); expected whole ones"),
    ],
)  # fmt: skip
def test_a_fault_names_the_text_and_not_a_file_that_nobody_has_seen(bench, changes, told):
    (answer,) = json.loads(call(bench, json.dumps(["lay", [TEXTS[0], TEXTS[1] | changes]]))).items()
    assert answer[0] == "fault" and told in answer[1]
    assert "corpus.csv" not in answer[1] and "--" not in answer[1]


def test_of_its_own_table_the_page_says_what_was_guessed_of_the_texts_and_no_more(bench):
    said = bench.lay([TEXTS[0], TEXTS[1] | {"date": ""}])["said"]
    assert said == [
        "language: by the script of each text: en (2)",
        "the text of 'Southland' has no date",
    ]


def test_a_side_is_called_in_the_drafts_as_in_the_text(bench):
    bench.lay([TEXTS[0] | {"side": "The North & Co"}, TEXTS[1]])
    assert {row["side"] for row in bench.drafted()["rows"]} == {"The North & Co", "Southland"}


def test_what_is_saved_is_what_the_commands_write(bench, command, tmp_path):
    for name, asked in {
        "spans.csv": ["code", "--stance", "--codebook", paths.GENERAL],
        "who-says-what.csv": ["draft"],
    }.items():
        out = tmp_path / f"expected-{name}"
        command(asked[0], bench.corpus, *asked[1:], "--out", out)
        assert bench.saved(name) == out.read_bytes()


def test_the_archive_is_a_corpus_and_names_the_command(bench, tmp_path):
    file = tmp_path / "texts.zip"
    file.write_bytes(bench.saved("texts.zip"))
    assert b"readouts create" in zipfile.ZipFile(file).read("README.txt")
    found = bench.opened(str(file))["documents"]
    assert [(one["side"], one["text"]) for one in found] == [
        (one["side"], one["text"]) for one in TEXTS
    ]


def test_a_codebook_of_ones_own_is_taken(bench, tmp_path):
    own = tmp_path / "own.csv"
    own.write_text("code,pattern\nmeeting,met\n")
    assert [one["code"] for one in bench.choose(str(own))["codes"]] == ["meeting"]
    assert {row["name"]: row["frequency"] for row in bench.coded()["counts"]} == {"meeting": 1}


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (["opened", "nothing.csv"], "nothing.csv"),
        (["concordance", "***"], "at least one letter"),
        (["lay", [TEXTS[0] | {"text": "a \x00"}, TEXTS[1]]], "NUL"),
        (["lay", [TEXTS[0] | {"date": "the day before"}, TEXTS[1]]], "date"),
    ],
)
def test_what_a_person_can_mend_is_told(bench, asked, said):
    assert said in json.loads(call(bench, json.dumps(asked)))["fault"]


def test_hostile_texts_come_back_as_texts(bench):
    hostile = 'A \u202eturned, =1+1, "quoted", talks.\nA line\r\nand sanctions.'
    laid = bench.lay([TEXTS[0] | {"side": "=cmd()", "text": hostile}, TEXTS[1] | {"side": "<b>"}])
    assert [one["side"] for one in laid["documents"]] == ["=cmd()", "<b>"]
    shown = "".join(
        text for part in next(iter(bench.coded()["texts"].values())) for text, _ in part["pieces"]
    )
    assert '\u202eturned, =1+1, "quoted", talks.' in shown


ALONE = """
import sys
class Barred:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {"numpy", "pandas", "matplotlib", "nltk", "scipy", "platformdirs", "rjieba", "docutils", "sphinx", "lxml"}:
            raise ModuleNotFoundError(name)
sys.meta_path.insert(0, Barred())
import json
from pathlib import Path
from readouts.workbench import Workbench
bench = Workbench(Path(sys.argv[1]))
bench.choose(), bench.lay(json.loads(sys.argv[2]))
found = [bench.coded(), bench.alone(), bench.drafted(), bench.concordance("border*")]
names = ["spans.csv", "counts.csv", "alone.csv", "who-says-what.csv", "texts.zip"]
print(json.dumps([found, [len(bench.saved(name)) for name in names]]))
"""


def test_it_needs_no_library_that_a_browser_lacks(bench, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(tmp_path), json.dumps(TEXTS)],
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert done.returncode == 0, done.stderr
    found, sizes = json.loads(done.stdout)
    expected = [bench.coded(), bench.alone(), bench.drafted(), bench.concordance("border*")]
    assert found == json.loads(json.dumps(expected)) and all(sizes)
