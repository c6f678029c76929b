"""Sheets into a book: sentences and codings as tables; nothing of a person's is lost, and no sheet of other texts is taken."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from coded_book import (
    AB,
    AGREED,
    CODES,
    FIRST,
    NOTED,
    ROWS,
    SPOKE,
    STRESSED,
    WAR,
    filled,
    said,
    table,
)
from readouts import readers
from readouts.__main__ import main
from readouts.corpus.datapackage import DataError
from readouts.create import make, update
from readouts.report import load


@pytest.fixture
def corpus(tmp_path):
    """A function that writes a corpus."""

    def write(rows=ROWS, name="calls.csv"):
        with (tmp_path / name).open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("side", "event", "language", "text"), *rows])
        return readers.read(tmp_path / name, further=True)

    return write


@pytest.fixture
def book(tmp_path, corpus):
    """A book of the corpus, with a codebook of two codes."""
    (tmp_path / "codes.csv").write_text(CODES)
    make(tmp_path / "book", corpus(), codebook=tmp_path / "codes.csv")
    return tmp_path / "book"


ONE = {
    (SPOKE, "speaker", "Queen"),
    (STRESSED, "speaker", "nobody"),
    (STRESSED, "topic", "peace"),
    (STRESSED, "topic", "war"),
    (WAR, "counterpart", NOTED),
    (WAR, "topic", "none"),
}


@pytest.fixture
def coded(tmp_path, corpus, book):
    """A book with a first coder's sheet."""
    path = filled(book, tmp_path / "ab.csv", FIRST)
    made = tmp_path / "coded"
    result = make(made, corpus(), codebook=tmp_path / "codes.csv", codings=[path])
    return made, result


def test_a_sheet_becomes_rows_and_a_draft_stays_a_draft(coded):
    made, result = coded
    assert said(made, "AB") == ONE
    assert result.lines == ["codings.csv: AB: 5 judgements (5 new)"]
    assert (STRESSED, "speaker", "Queen") in said(made, "rule 1", "rule")
    assert (WAR, "counterpart", NOTED) in said(made, "words", "rule")
    (row,) = (row for row in table(made, "codings") if row["value"] == "peace")
    assert (row["coded_on"], row["note"]) == ("2026-11-27", "hm")
    assert [row["sentence_id"] for row in table(made, "sentences")] == [SPOKE, STRESSED, WAR, NOTED, AGREED]  # fmt: skip
    assert load(made / "data").corpus.tables["codings"]["coder"].nunique() == 3


def test_a_newer_sheet_replaces_its_coders_rows_and_says_how_many(tmp_path, coded):
    made, _ = coded
    cells = FIRST | {SPOKE: {}, STRESSED: {"speaker_confirmed": "both", **AB}, AGREED: {"speaker_confirmed": "ok", **AB}}  # fmt: skip
    # The row of one sentence is not in the newer sheet: what was said of it stays.
    keep = {SPOKE, STRESSED, NOTED, AGREED}
    path = filled(made, tmp_path / "ab2.csv", cells, keep=keep)
    second = filled(made, tmp_path / "cd.csv", {WAR: {"speaker_confirmed": "none", "coder": "CD"}}, blind=True)  # fmt: skip
    result = update(made, None, codings=[path, second])
    assert result.lines == [
        "codings.csv: AB: 4 judgements (1 new, 1 changed, 2 withdrawn)",
        "codings.csv: CD: 1 judgement (1 new)",
    ]
    assert said(made, "AB") == {
        (STRESSED, "speaker", "both"),
        (AGREED, "speaker", "Queen"),
        (WAR, "counterpart", NOTED),
        (WAR, "topic", "none"),
    }
    (row,) = (row for row in table(made, "codings") if row["coder"] == "CD")
    assert row["note"] == "blind"


def test_a_sheet_of_other_texts_is_refused_by_name(tmp_path, corpus, book):
    path = filled(book, tmp_path / "ab.csv", FIRST)
    other = [(*ROWS[0][:3], ROWS[0][3].replace("peace", "war")), ROWS[1]]
    with pytest.raises(DataError) as error:
        make(tmp_path / "other", corpus(other), codings=[path])
    (fault,) = (fault for fault in error.value.faults if fault.column == "text")
    assert fault.file == "ab.csv" and STRESSED in fault.found and "stressed war" in fault.expected
    assert not (tmp_path / "other").exists()
    with pytest.raises(DataError, match="a sentence of these texts"):
        make(tmp_path / "other", corpus(ROWS[:1]), codings=[path])


def test_two_sheets_of_one_coder_on_one_sentence_are_refused(tmp_path, book):
    paths = [filled(book, tmp_path / name, FIRST) for name in ("a.csv", "b.csv")]
    before = table(book, "codings")
    with pytest.raises(DataError, match=r"AB on .*, as in a\.csv"):
        update(book, None, codings=paths)
    assert table(book, "codings") == before


def test_a_topic_that_is_no_code_is_named(tmp_path, book):
    path = filled(book, tmp_path / "a.csv", {WAR: {"topics_confirmed": "no-such-code", **AB}})
    with pytest.raises(DataError, match="no-such-code"):
        update(book, None, codings=[path])


def test_what_was_said_goes_where_the_words_go(corpus, coded):
    made, _ = coded
    text = "A new beginning.\n\nThe Queen spoke. War was mentioned."
    result = update(made, corpus([(*ROWS[0][:3], text), ROWS[1]]))
    assert said(made, "AB") == {
        ("north-call-2-1", "speaker", "Queen"),
        ("north-call-2-2", "counterpart", NOTED),
        ("north-call-2-2", "topic", "none"),
    }
    (line,) = (line for line in result.lines if line.startswith("dropped: codings.csv"))
    assert STRESSED in line and "topic peace, topic war" in line
    assert [row["segment_id"] for row in table(made, "segments")] == ["north-call-1", "north-call-2", "south-call-1"]  # fmt: skip
    load(made / "data")


def test_a_text_that_was_changed_by_hand_does_not_keep_what_was_said_of_other_words(corpus, coded):
    made, _ = coded
    path = made / "data" / "segments.csv"
    changed = path.read_text("utf-8").replace("She stressed peace.", "She did not stress peace.")
    path.write_text(changed.replace("The King noted", "Hello. The King noted"), "utf-8")
    with pytest.raises(DataError, match="the sentence that was coded"):
        load(made / "data")
    lines = update(made, corpus()).lines
    assert [line.split(",")[0] for line in lines if line.startswith("dropped")] == [f"dropped: codings.csv: AB on {STRESSED}"]  # fmt: skip
    assert said(made, "AB") == {
        (SPOKE, "speaker", "Queen"),
        (WAR, "topic", "none"),
        (WAR, "counterpart", "south-call-1-2"),  # the sentence that was named stands one further on
    }
    load(made / "data")


def test_an_update_without_a_sheet_changes_no_judgement(corpus, coded):
    made, _ = coded
    before = table(made, "codings"), table(made, "sentences")
    assert update(made, corpus()).lines == []
    assert (table(made, "codings"), table(made, "sentences")) == before


def test_a_book_made_from_a_book_has_its_judgements(tmp_path, coded):
    made, _ = coded
    make(tmp_path / "again", readers.read(made / "data", further=True))
    assert table(tmp_path / "again", "codings") == table(made, "codings")
    assert update(tmp_path / "again", readers.read(made / "data", further=True)).lines == []
    assert table(tmp_path / "again", "codings") == table(made, "codings")


def test_a_sheet_drafted_from_a_corpus_fits_the_book_made_of_it(tmp_path, corpus, capsys):
    corpus()
    calls, path, made = (str(tmp_path / name) for name in ("calls.csv", "sheet.csv", "fresh"))
    page = tmp_path / "coding.html"
    (tmp_path / "codes.csv").write_text(CODES)
    options = ["--codebook", str(tmp_path / "codes.csv")]
    assert main(["draft", calls, *options, "--out", path, "--page", str(page)]) == 0
    assert "The Queen spoke." in page.read_text("utf-8")
    rows = list(csv.DictReader(line for line in (tmp_path / "sheet.csv").read_text("utf-8-sig").splitlines() if not line.startswith("#")))  # fmt: skip
    for row in rows:
        row |= {"speaker_confirmed": "ok", "topics_confirmed": "ok", **AB}
    with (tmp_path / "sheet.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([list(rows[0]), *(row.values() for row in rows)])
    assert main(["create", made, "--corpus", calls, *options, "--codings", path]) == 0
    assert "codings.csv: AB: 10 judgements (10 new)" in capsys.readouterr().out
    assert {name for name, _, _ in said(tmp_path / "fresh", "AB")} == {SPOKE, STRESSED, WAR, NOTED, AGREED}  # fmt: skip
    assert main(["create", made, "--update", "--codings", path]) == 0
    assert "none of them new or changed" in capsys.readouterr().out
    # A page that somebody may be working on is not written over.
    assert main(["draft", calls, "--page", str(page)]) == 1


@pytest.mark.slow
def test_the_pages_of_a_coded_book_are_built_without_a_warning(coded):
    made, _ = coded
    command = [Path(sys.executable).with_name("jupyter-book"), "build", made, "--warningiserror", "--keep-going"]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
    chapters = made / "_build" / "html" / "chapters"
    page = BeautifulSoup((chapters / "voices.html").read_text("utf-8"), "html.parser")
    rows = [[cell.get_text(" ", strip=True) for cell in row.select("td, th")] for row in page.select("#tab-sentence-speakers ~ * tr, #tab-sentence-speakers tr")]  # fmt: skip
    assert ["North", "Queen", "1", "1", "3"] in rows
    (link,) = (
        one["href"]
        for one in page.select("a[href*='finding-spoken-north__on__call-queen']")
        if one["href"].endswith("queen")
    )
    evidence = BeautifulSoup((chapters / link.partition("#")[0]).read_text("utf-8"), "html.parser")
    assert "The Queen spoke." in evidence.find(id=link.partition("#")[2]).get_text(" ", strip=True)
    silences = (chapters / "silences.html").read_text("utf-8")
    assert "proposed by similarity" in silences and "names_by_speaker" in (chapters / "naming.html").read_text("utf-8")  # fmt: skip
