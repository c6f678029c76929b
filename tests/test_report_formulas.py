"""The tables of formulas: places in texts that can be had, and counts that follow from them."""

import csv
import gzip
import hashlib
import json
import re
from itertools import pairwise

import pytest
from conftest import ROOT
from readouts.corpus import corpus
from readouts.report import formulas as chapter
from readouts.report import fulltext, settings
from readouts.text.function_words import FUNCTION_WORDS
from readouts.text.sentences import ends
from readouts.text.tokens import tokenize
from shared import SHARED, needs_shared
from tables import rows_of

DATA = ROOT / "data"
JUNE = "kremlin-2022-06-15-full"


def test_a_place_ends_after_it_begins_and_a_part_is_no_more_than_the_whole():
    row = {"": 2, "start": 3, "end": 3, "there_start": 1, "there_end": 9}
    assert [one.column for one in chapter.faults({"antecedents": [row]})] == ["end"]
    row = {"": 2, "n_tokens": 3, "in_formulas": 4}
    assert [one.column for one in chapter.faults({"formula_sentences": [row]})] == ["in_formulas"]


def test_the_text_that_was_counted_is_named_with_its_size(report):
    (text,) = report.findings[f"formulas-{JUNE}"].withheld
    words = report.findings[f"formulas-{JUNE}"].denominator[0]
    assert text.size == f"{words} words" and text.address.endswith("/68658")


def pages() -> list[dict]:
    csv.field_size_limit(10**9)
    path = SHARED / "corpora" / "kremlin_en.csv.gz"
    with gzip.open(path, "rt", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def items() -> list[dict]:
    path = SHARED / "corpora" / "beijing_broadcasts.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return list(map(json.loads, file))


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """Every text at hand, by its SHA-256."""
    told = [f"{page['summary']}\n\n{page['body']}\n" for page in pages()]
    told += [item["text"] for item in items()]
    return {hashlib.sha256(text.encode()).hexdigest(): text for text in told}


@needs_shared
def test_every_phrase_stands_in_both_texts(texts):
    hashes = {row["readout_id"]: row["sha256"] for row in rows_of(DATA / "readouts.csv")}
    for row in rows_of(DATA / "antecedents.csv"):
        own, there = texts[hashes[row["readout_id"]]], texts[row["sha256"]]
        assert own[int(row["start"]) : int(row["end"])] == row["phrase"]
        assert there[int(row["there_start"]) : int(row["there_end"])] == row["there"]
        assert (row["date"] < "2022-06-15") == (row["relation"] == "earlier")


@needs_shared
def test_no_item_of_the_programme_has_a_friendship_without_limits():
    texts = [item["text"] for item in items()]
    assert len(texts) == len(rows_of(DATA / "beijing_items.csv"))
    assert not any(form in text for text in texts for form in ("没有止境", "没有禁区", "上不封顶"))


@needs_shared
def test_what_the_exchange_of_views_is_said_to_be_about():
    named = [
        (item["broadcast_date"], one)
        for item in items()
        for one in re.findall(r"就(?:当前)?(乌克兰[^，。]{2,6}?)(?:深入)?交换", item["text"])
    ]
    assert named[:5] == [
        ("2022-02-25", "乌克兰局势"),
        ("2022-06-15", "乌克兰问题"),
        ("2022-12-30", "乌克兰危机"),
        ("2023-03-21", "乌克兰问题"),
        ("2024-05-17", "乌克兰危机问题"),
    ]


@needs_shared
@pytest.mark.slow
def test_the_formulas_and_the_words_in_them_are_those_that_the_package_finds(texts):
    made = chapter.counts(
        SHARED / "corpora", texts, corpus.load(DATA).tables, settings.read(DATA).reference
    )
    assert set(made) == {"formulas", "formula_sentences"}
    for name, table in made.items():
        assert fulltext.as_csv(table) == (DATA / f"{name}.csv").read_text(encoding="utf-8"), name


def test_nothing_is_counted_anew_without_the_text_or_without_the_pages(tmp_path):
    tables, reference = corpus.load(DATA).tables, settings.read(DATA).reference
    own = tables["readouts"].set_index("readout_id")["sha256"][JUNE]
    assert chapter.counts(tmp_path, {}, tables, reference) == {}
    assert chapter.counts(tmp_path, {own: "A text."}, tables, reference) == {}
    assert chapter.counts(tmp_path, {own: "A text."}, tables, None) == {}


@needs_shared
def test_words_in_runs_of_each_length_agree_with_a_plain_search(texts):
    """By windows of words: one with two words that say something is a run, or part of one; a word outside every window is in none."""
    hashes = {row["readout_id"]: row["sha256"] for row in rows_of(DATA / "readouts.csv")}
    sentences = [row for row in rows_of(DATA / "argument_sentences.csv") if row["readout_id"] == JUNE]  # fmt: skip
    text = texts[hashes[JUNE]]
    cut = {
        row["sentence"]: [token.form for token in tokenize(text[int(row["start"]) : int(row["end"])])]
        for row in sentences
    }  # fmt: skip
    columns = {3: "in_runs_of_3", 4: "in_formulas", 5: "in_runs_of_5", 6: "in_runs_of_6"}
    wanted = {
        tuple(words[at : at + n])
        for words in cut.values()
        for n in columns
        for at in range(len(words) - n + 1)
    }
    had = set()
    for page in pages():
        if page["date"] < "2022-06-15":
            whole = f"{page['summary']}\n\n{page['body']}"
            tokens = tokenize(whole)
            for n in columns:
                for at in range(len(tokens) - n + 1):
                    window = tuple(token.form for token in tokens[at : at + n])
                    if window in wanted and window not in had:
                        own = tokens[at : at + n]
                        if not any(ends(whole, a.end, b.start) for a, b in pairwise(own)):
                            had.add(window)
    for row in rows_of(DATA / "formula_sentences.csv"):
        words = cut[row["sentence"]]
        assert int(row["n_tokens"]) == len(words)
        for n, column in columns.items():
            every, saying = set(), set()
            for at in range(len(words) - n + 1):
                window = words[at : at + n]
                if tuple(window) in had:
                    every |= set(range(at, at + n))
                    if sum(word not in FUNCTION_WORDS for word in window) > 1:
                        saying |= set(range(at, at + n))
            assert len(saying) <= int(row[column]) <= len(every), (row["sentence"], n)
