"""A book of any two sides with any table: every chapter is drawn, from data in which nothing is of this report."""

import re

import northland
import pytest
from any_report import drawn
from readouts import readers
from readouts.create import make
from readouts.report import load
from readouts.report.chapters import exhibits
from readouts.report.publish import Refusal
from test_create import built, sound

REPORTS = {"pair": northland.REPORT + northland.PAIR, "sides": northland.REPORT}


@pytest.fixture(scope="module", params=REPORTS)
def report(request, tmp_path_factory):
    """The report of a created book, of a pair in focus and of all sides."""
    path = tmp_path_factory.mktemp(request.param)
    data = northland.write(path / "data", report=REPORTS[request.param])
    result = make(path / "book", readers.read(data, further=True), title="Two accounts")
    assert result.numbers == {"readouts": 4, "sides": 2, "events": 2, "passages": 7}
    assert result.lines == [] and result.notices == []
    return load(path / "book" / "data")


def test_every_finding_has_a_name_of_its_own(report):
    names = [finding.id for finding in report.findings]
    assert len(names) == len(set(names)) > 300


def test_every_exhibit_is_drawn_or_says_why_it_is_not(report):
    refused = {}
    for kind in ("figures", "tables"):
        for function in exhibits(kind, report):
            made = function(report)
            if isinstance(made, Refusal):
                refused[function.__name__] = made.reason
            elif kind == "figures":
                assert drawn(made)
                assert len(made.csv().splitlines()) > 1
            else:
                assert made.cells() and len(made.csv().splitlines()) > 1
    assert refused.pop("agency_original") == "Of no sentence the original is on record."
    few = re.compile(
        "twice|too few to be drawn|no sum of money|No code that a side has was measured|of so few texts|needs 4 texts a side|No text has 100 words"
    )
    assert all(map(few.search, refused.values())) and len(refused) < 10, refused


def test_what_the_chapters_count_of_made_up_accounts(report):
    value = {finding.id: finding.value for finding in report.findings}
    assert value["topics-2031-07-09-north"] == 1  # bridges, roads and canals
    assert value["topics-2031-07-09-both"] == 2 and value["topics-2031-07-09-south"] == 0
    assert value["topics-2031-07-09-north-voice-queen"] == 2
    assert value["rung-2031-07-09-south-both-implied"] == 1
    # Northland's text of July was read by passages and by sentences: each has numbers of its own.
    assert value["agency-north-july-active"] == 2
    assert value["agency-north-july-sentences-active"] == 2
    assert value["verb-south-july-stress"] == 1 and value["press-claims"] == 2
    # The reading gives peace to two passages; the machine to those that name it: four, in both calls.
    assert value["validity-passages-reading-peace"] == 2
    assert value["validity-passages-machine-peace"] == 4


@pytest.mark.slow
def test_a_pair_in_two_languages_is_never_compared_by_words(tmp_path):
    data = northland.write(tmp_path / "data")
    readouts = data / "readouts.csv"
    rows = readouts.read_text("utf-8").splitlines()
    rows = [row.replace(",en,", ",fr,") if row.startswith("south-") else row for row in rows]
    readouts.write_text("\n".join(rows) + "\n", encoding="utf-8")
    make(tmp_path / "book", readers.read(data, further=True))
    report = load(tmp_path / "book" / "data")
    for kind in ("figures", "tables"):
        for function in exhibits(kind, report):
            made = function(report)
            if function.__name__ in ("term_frequency", "words", "phrases", "keyness"):
                assert "in two languages" in made.reason
            elif not isinstance(made, Refusal) and kind == "figures":
                assert made.files()["svg"]
    assert "chapters/keyness\n" not in (tmp_path / "book" / "_toc.yml").read_text("utf-8")


def test_a_codebook_that_is_asked_for_replaces_that_of_the_folder(tmp_path):
    codes = tmp_path / "codes.csv"
    codes.write_text("code,language,pattern\npeace,en,peace\nother,en,other\n", encoding="utf-8")
    data = northland.write(tmp_path / "data", ("reference_coding", "disagreements"))
    make(tmp_path / "own", readers.read(data, further=True))
    make(tmp_path / "other", readers.read(data, further=True), codebook=codes)
    made = {
        name: load(tmp_path / name / "data").codebook.codes["code"] for name in ("own", "other")
    }
    assert made["own"].to_list() == ["peace", "calm", "trade", "works"]
    assert made["other"].to_list() == ["peace", "other"]


@pytest.mark.slow  # two builds
@pytest.mark.parametrize("name", REPORTS)
def test_a_book_with_every_chapter_is_sound(tmp_path, name):
    data = northland.write(tmp_path / "data", report=REPORTS[name])
    tree = sound(built(tmp_path / "book", "--corpus", data))
    chapters = {page.stem for page in tree if page.parent.name == "chapters"}
    assert {"voices", "silences", "press", "validity"} <= chapters
    assert ("robustness" in chapters) is (name == "pair")
