"""The table of sources: whole, at one with the tables that rest on it, and read as it stands."""

import hashlib

import pandas as pd
import pytest
from readouts import paths
from readouts.corpus import corpus
from readouts.fetch import conversions
from readouts.report import fulltext, settings
from readouts.report import sources as module
from readouts.report.findings import Finding, Findings, Row, WithheldText
from readouts.report.sources import Copy, Source, named, needs, sources
from shared import SHARED, needs_shared

TABLES = corpus.load().tables
SOURCES = sources(TABLES)


def test_each_is_got_by_a_conversion_that_there_is_or_by_hand():
    known = conversions.conversions(settings.read(paths.DATA).series.opening)
    assert {source.conversion for source in SOURCES.values()} == {*known, "by-hand"}


@pytest.mark.parametrize("name", SOURCES)
def test_what_comes_can_be_told_from_all_else(name):
    source = SOURCES[name]
    for copy in source.copies:
        assert source.sha256 or len(copy.commit) == 40
        assert bool(copy.commit) <= bool(source.paths)


@pytest.mark.parametrize("name", SOURCES)
def test_the_tables_that_rest_on_it_are_there(name):
    assert set(SOURCES[name].used_by) <= TABLES.keys()


def test_every_text_that_is_counted_has_a_source():
    of_readouts = set(TABLES["readouts"]["source"])
    assert of_readouts <= SOURCES.keys()
    assert {row.source for row in TABLES["reference_strata"].itertuples()} <= SOURCES.keys()
    made = {
        "article_terms", "readouts", "fulltext_words", "fulltext_codes", "fulltext_patterns",
        *(name for name in TABLES if name.startswith(("reference_", "beijing_"))),
    } - {"beijing_strings", "reference_coding"}  # fmt: skip
    assert made <= {name for source in SOURCES.values() for name in source.used_by}


def test_the_copy_of_each_item_lies_in_a_repository_of_the_table():
    known = {
        f"{copy.address}/blob/{copy.commit}/": source
        for source in SOURCES.values()
        for copy in source.copies
        if copy.commit
    }
    for address in TABLES["beijing_items"]["copy"]:
        (prefix,) = (prefix for prefix in known if address.startswith(prefix))
        path = address.removeprefix(prefix)
        assert path in known[prefix].paths or known[prefix].paths == ("news/*.md",), address


def test_strata_are_counted_in_the_files_of_the_table():
    rules = settings.read(paths.DATA).reference
    for row in TABLES["reference_strata"].itertuples():
        source = SOURCES[row.source]
        assert (row.source_file, row.sha256) == (source.file, source.sha256)
    licences = dict(zip(TABLES["sources"]["source"], TABLES["sources"]["licence"]))
    for known in rules.sources.values():
        assert (known.file, known.licence) == (SOURCES[known.source].file, licences[known.source])


def test_the_article_has_the_hash_of_its_counts():
    assert {SOURCES["article"].sha256} == set(TABLES["article_terms"]["sha256"])
    assert SOURCES["article"].sha256 in fulltext.wanted(TABLES)


@needs_shared
def test_the_table_is_what_is_known_of_the_sources():
    known = pd.read_csv(SHARED / "facts" / "sources.csv").set_index("source")["how_to_get_it"]
    for name, fact in (
        ("kremlin", "kremlin_en"),
        ("white-house", "white_house"),
        ("beijing", "beijing"),
    ):
        commits = [copy for copy in SOURCES[name].copies if copy.commit]
        assert commits
        for copy in commits:
            repository = copy.address.removeprefix("https://github.com/")
            assert f"git repository {repository} on GitHub at commit {copy.commit}" in known[fact]
    (other,) = SOURCES["beijing-2022"].copies
    assert f"at commit {other.commit}" in known["beijing"]
    text = (SHARED / "source" / "article.txt").read_bytes()
    assert hashlib.sha256(text).hexdigest() == SOURCES["article"].sha256
    # The headline is the journalist's; the table describes the article in words of its own.
    headline = text.decode("utf-8").partition("\n")[0]
    assert headline and headline != SOURCES["article"].title
    holds = pd.read_csv(SHARED / "facts" / "sources.csv").set_index("source")["holds"]
    assert SOURCES["article"].copies[0].address in holds["article"] + known["article"]


def test_a_report_without_the_table_says_what_it_has():
    assert sources({}) == {}
    assert named({}, "https://court.example/ list of calls") == (
        "https://court.example/ list of calls",
        "https://court.example/",
    )
    assert named(TABLES, "white-house") == (
        "Readouts of the White House, 2021 to 2026",
        "https://github.com/brian14708/wh-briefings",
    )


def test_several_addresses_are_tried_in_turn():
    row = dict.fromkeys(TABLES["sources"].columns, "")
    source = Source.of(
        row | {"copy": "https://a.example/x.csv git+https://b.example/x@0f", "path": "a b"}
    )
    assert source.copies == (Copy("https://a.example/x.csv"), Copy("https://b.example/x", "0f"))
    assert source.paths == ("a", "b")


def test_each_number_says_what_it_needs_to_be_counted_anew():
    article, call = SOURCES["article"].sha256, TABLES["readouts"]["sha256"].dropna().iloc[0]
    findings = Findings(
        [
            Finding("passages", 1, "", spans=(("a", 0, 1),)),
            Finding("nowhere", 0, "", searched=("a",)),
            Finding("zero", 0, ""),
            Finding("rows", 1, "", rows=(Row("events.csv", "x"),)),
            Finding("readings", 1, "", rows=(Row("reference/codes.csv", "x"),)),
            Finding("text", 1, "", withheld=(WithheldText("a call", "", sha256=call),)),
            Finding("words", 1, "", withheld=(WithheldText("an article", "", sha256=article),)),
            Finding("rate", 1, "", parts=("passages", "rows")),
            Finding("unknown", 1, "", parts=("passages", "zero")),
            Finding("mixed", 1, "", parts=("rate", "readings")),
            Finding("more", 1, "", parts=("mixed", "text", "words")),
        ]
    )
    said = {
        module.FROM_PROJECT: ("passages", "nowhere", "rows", "rate"),
        module.FROM_TABLES: ("readings", "mixed"),
        module.FROM_TEXTS: ("text", "more"),
        module.BY_NO_PROGRAM: ("words",),
        module.FROM_BUILD: ("zero", "unknown"),
    }
    for sentence, ids in said.items():
        for name in ids:
            assert needs(findings[name], findings, TABLES) == sentence, name
            assert needs(findings[name], findings, {}) == ""
