"""The tables of formulas: places in texts that can be had, and counts that follow from them."""

import csv
import gzip
import hashlib
import json
import re

import pytest
from conftest import ROOT
from readouts.report import formulas as chapter
from readouts.text.formulas import formulas
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
def test_the_formulas_are_those_that_the_package_finds():
    told = {page["link"]: page for page in pages()}
    stored = rows_of(DATA / "formulas.csv")
    own = next(row["url"] for row in rows_of(DATA / "readouts.csv") if row["readout_id"] == JUNE)
    text = "\n\n".join((told[own]["summary"], told[own]["body"]))
    earlier = [
        (page["link"], f"{page['summary']}\n\n{page['body']}")
        for page in sorted(told.values(), key=lambda page: page["date"][:10])
        if page["date"][:10] < "2022-06-15"
    ]
    assert {row["n_documents"] for row in stored} == {str(len(earlier))}
    again = [
        (
            one.start,
            one.end,
            one.kind,
            one.n_tokens,
            len(one.documents),
            one.documents[0],
            one.example,
        )
        for one in formulas(text, earlier)
    ]
    columns = ("start", "end", "kind", "n_tokens", "document_frequency", "first", "example")
    assert [tuple(row[name] for name in columns) for row in stored] == [
        tuple(map(str, row)) for row in again
    ]


@needs_shared
def test_words_in_formulas_are_counted_from_the_runs(texts):
    hashes = {row["readout_id"]: row["sha256"] for row in rows_of(DATA / "readouts.csv")}
    tokens = tokenize(texts[hashes[JUNE]])
    places = {
        row["sentence"]: (int(row["start"]), int(row["end"]))
        for row in rows_of(DATA / "argument_sentences.csv")
        if row["readout_id"] == JUNE
    }
    runs = [
        (int(row["start"]), int(row["end"]))
        for row in rows_of(DATA / "formulas.csv")
        if row["kind"] == "run"
    ]
    for row in rows_of(DATA / "formula_sentences.csv"):
        start, end = places[row["sentence"]]
        own = [token for token in tokens if start <= token.start < end]
        within = [one for one in own if any(a <= one.start < b for a, b in runs)]
        assert (row["n_tokens"], row["in_formulas"]) == (str(len(own)), str(len(within)))
