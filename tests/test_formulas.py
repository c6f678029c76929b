"""Formulas: runs and near-runs of words, the command, and the tables held against the very texts."""

import csv
import gzip
import hashlib
import io
import json
import re

import pytest
import readouts
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.__main__ import main
from readouts.report import formulas as chapter
from readouts.text.formulas import NEAR, RUN, formulas
from readouts.text.tokens import tokenize
from shared import SHARED, needs_shared
from tables import rows_of

DATA = ROOT / "data"
JUNE = "kremlin-2022-06-15-full"


def found(text: str, *others: str, **options) -> list[tuple]:
    named = [(str(number), other) for number, other in enumerate(others)]
    return [
        (one.kind, text[one.start : one.end], "".join(one.documents))
        for one in formulas(text, named, **options)
    ]


def test_a_run_is_as_long_as_it_can_be_and_a_shorter_one_is_told_where_more_texts_have_it():
    text = "Northland praised the old bridge over the river Orle again."
    assert found(
        text, "It saw the old bridge over the river.", "See the old bridge over there now."
    ) == [
        (RUN, "the old bridge over the river", "0"),
        (RUN, "the old bridge over", "01"),
    ]


def test_a_near_run_has_other_words_between_and_no_more_of_them_than_the_gap():
    text = "They took steps to keep fundamental border rights."
    assert found(text, "We saw steps to keep its key border rights.") == [
        (NEAR, "steps to keep fundamental border rights", "0")
    ]
    assert found(text, "We saw steps to keep all of its border rights.") == []
    assert found(text, "We saw steps to keep its key border rights.", gap=1) == []
    assert found(text, "We saw border rights and steps to keep.") == [], "order matters"


def test_no_formula_crosses_the_end_of_a_sentence_and_case_and_spelling_make_no_difference():
    assert (
        found("We keep the border. Rights of trade remain.", "Keep the border rights of trade.")
        == []
    )
    assert found("The Defence of Old Bridges.", "the defense of old bridges")[0][0] == RUN


def test_chinese_is_compared_by_character_and_other_scripts_by_word():
    assert found("双方就古桥问题交换意见。", "昨天双方就古桥问题交换意见了。") == [
        (RUN, "双方就古桥问题交换意见", "0")
    ]
    assert found("双方就古桥交流。", "双方就古桥交谈。") == [], "six characters are too few"
    assert found(
        "Стороны обсудили судьбу старого моста.", "Они обсудили судьбу старого моста."
    ) == [(RUN, "обсудили судьбу старого моста", "0")]


def test_function_words_alone_are_no_formula():
    assert found("It is one of the most.", "He is one of the most.") == []


words = st.lists(st.sampled_from("abcdefg"), min_size=1, max_size=14)


@settings(max_examples=60, deadline=None)
@given(words, words)
def test_every_run_is_found_that_a_plain_search_finds(one, other):
    text = " ".join(f"{word}ord" for word in one)
    there = " ".join(f"{word}ord" for word in other)
    tokens = text.split(" ")
    runs = {
        " ".join(tokens[a:b])
        for a in range(len(tokens))
        for b in range(a + 4, len(tokens) + 1)
        if f" {' '.join(tokens[a:b])} " in f" {there} "
    }
    longest = {run for run in runs if not any(run != more and run in more for more in runs)}
    own = {stretch for kind, stretch, _ in found(text, there, gap=0) if kind == RUN}
    assert own == longest


def corpus(tmp_path):
    path = tmp_path / "calls.csv"
    path.write_text(
        "document_id,side,date,language,text\n"
        "one,north,2025-01-01,en,We keep the old border crossing open.\n"
        "two,south,2025-02-01,en,They keep the old border crossing open too.\n"
        "three,north,2025-03-01,en,Both keep the old border crossing open.\n"
    )
    return path


def rows(capsys, *arguments) -> list[dict]:
    assert main(["formulas", *map(str, arguments)]) == 0
    return list(csv.DictReader(io.StringIO(capsys.readouterr().out)))


def test_only_earlier_texts_count_unless_any_date_will_do(capsys, tmp_path):
    path = corpus(tmp_path)
    (row,) = rows(capsys, path, "--of", "document_id=two")
    assert (row["document_frequency"], row["n_documents"], row["first"]) == ("1", "1", "one")
    assert row["formula"] == row["there"] == "keep the old border crossing open"
    (row,) = rows(capsys, path, "--of", "document_id=two", "--any-date")
    assert (row["document_frequency"], row["n_documents"]) == ("2", "2")


def test_the_rows_are_those_of_python(capsys, tmp_path):
    path = corpus(tmp_path)
    told = rows(capsys, path, "--of", "document_id=three")
    table = readouts.formulas(path, "three")
    assert table.astype(str).to_dict("records") == told


def test_what_is_not_there_is_told(capsys, tmp_path):
    path = corpus(tmp_path)
    assert main(["formulas", str(path), "--of", "side=west"]) == 1
    assert (
        "no document has side 'west'; there is 'north' (2), 'south' (1)" in capsys.readouterr().err
    )
    undated = readouts.read(path).drop(columns="date")
    with pytest.raises(ValueError, match="no date is known"):
        readouts.formulas(undated, "two")
    with pytest.raises(ValueError, match="no document 'four'"):
        readouts.formulas(path, "four")


# --- The tables


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
