"""Counts over texts that are not given: made anew where the texts are at hand, and never lost where they are not."""

import gzip
import hashlib
import re
import shutil
from collections import Counter

import pandas as pd
import pytest
from conftest import ROOT
from readouts import paths
from readouts.corpus import codebook, corpus
from readouts.report import fulltext, settings
from shared import SHARED, needs_shared
from tables import rows_of

SERIES = settings.read(paths.DATA).series


@pytest.fixture(scope="module")
def data():
    return corpus.load()


def test_as_many_lines_as_are_shown_are_shown_and_no_others_are_told_of(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.setattr(paths, "DATA", tmp_path)
    for more, told in ((0, False), (1, True)):
        rows = pd.DataFrame({"number": range(fulltext.SHOWN - 1 + more)})  # and the names
        assert fulltext.settle({"made.csv": rows}, write=False) == 1
        assert ("more" in capsys.readouterr().out) == told


@pytest.fixture
def own_data(tmp_path, monkeypatch):
    """A copy of the data, to be compared with and written to in place of the project's."""
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setattr(paths, "DATA", folder)
    return folder


def full_texts():
    """Each full text at hand: its readout's id, and the text, found by its hash alone."""
    texts = {
        hashlib.sha256(path.read_bytes()).hexdigest(): path.read_text(encoding="utf-8")
        for path in (SHARED / "corpora" / "readouts").glob("*.txt")
    }
    return {
        row["readout_id"]: texts[row["sha256"]]
        for row in rows_of(ROOT / "data" / "readouts.csv")
        if row["size_unit"] == "words"
    }


def plain(text):
    """The words, by an expression of the test's own: these texts are in British spelling and plain letters."""
    return re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", text.lower().replace("’", "'"))


def kept(name, readout_id, *columns):
    return {
        tuple(row[column] for column in columns): int(row["frequency"])
        for row in rows_of(ROOT / "data" / f"{name}.csv")
        if row["readout_id"] == readout_id
    }


@needs_shared
def test_the_counts_in_the_data_are_those_that_the_package_makes_of_the_texts(data):
    for name, made in fulltext.counts(
        fulltext.documents_at_hand(SHARED, set(fulltext.wanted(data.tables, SERIES))), data, SERIES
    ).items():
        assert fulltext.as_csv(made) == (ROOT / "data" / f"{name}.csv").read_text(
            encoding="utf-8"
        ), name


@needs_shared
def test_word_counts_agree_with_a_counter_of_another_making():
    assert len(full_texts()) == 2
    for readout_id, text in full_texts().items():
        assert {(word,): count for word, count in Counter(plain(text)).items()} == kept(
            "fulltext_words", readout_id, "word"
        )


@needs_shared
def test_code_counts_agree_with_patterns_written_as_expressions():
    english = [row for row in rows_of(ROOT / "data" / "patterns.csv") if row["language"] == "en"]
    for readout_id, text in full_texts().items():
        line = f" {' '.join(plain(text))} "
        stretches, of_pattern = {}, Counter()
        for row in english:
            expression = (
                re.escape(row["pattern"].lower().replace("’", "'"))
                .replace(r"\*", "[^ ]*")
                .replace(r"\ ", " ")
            )
            for hit in re.finditer(f"(?<= )(?=({expression}) )", line):
                stretches.setdefault(row["code"], set()).add(
                    (hit.start(), hit.start() + len(hit[1]))
                )
                of_pattern[row["code"], row["pattern"]] += 1
        counted = {
            name: count
            for (level, name), count in kept("fulltext_codes", readout_id, "level", "name").items()
            if level == "code"
        }
        assert counted == {code: len(stretches.get(code, ())) for code in counted}
        assert of_pattern == kept("fulltext_patterns", readout_id, "code", "pattern")


def test_a_text_is_found_by_its_hash_under_any_name_and_no_other_is(tmp_path):
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "any.txt").write_bytes(
        "мир\r\n".encode()
    )  # "peace", with the line ends of another system
    (tmp_path / "other.txt").write_bytes("мир\n".encode())
    digest = hashlib.sha256("мир\r\n".encode()).hexdigest()
    assert fulltext.texts_at_hand(tmp_path, {digest, "0" * 64}) == {digest: "мир\r\n"}


def test_a_text_is_found_in_packed_json_lines_too(tmp_path):
    with gzip.open(tmp_path / "any.jsonl.gz", "wt", encoding="utf-8") as file:
        file.write('{"id": 1, "text": "和平"}\n\n{"id": 2}\n{"text": "战争"}\n')
    digest = hashlib.sha256("和平".encode()).hexdigest()
    assert fulltext.texts_at_hand(tmp_path, {digest, "0" * 64}) == {digest: "和平"}


def test_a_text_that_is_not_at_hand_keeps_its_counts(tmp_path, data, capsys):
    for name, made in fulltext.counts({}, data, SERIES).items():
        assert fulltext.as_csv(made) == (ROOT / "data" / f"{name}.csv").read_text(
            encoding="utf-8"
        ), name
    assert fulltext.main([str(tmp_path)]) == 0
    shown = capsys.readouterr().out
    assert (
        shown.count("not at hand; its counts are kept as they are") == 94
        and shown.count(".csv: agrees") == 12
    )


@needs_shared
def test_a_count_that_differs_is_shown_both_ways_and_nothing_is_written(own_data, capsys):
    path = own_data / "fulltext_words.csv"
    changed = path.read_text(encoding="utf-8").replace(
        "kremlin-2022-06-15-full,the,31\n", "kremlin-2022-06-15-full,the,30\n"
    )
    path.write_text(changed, encoding="utf-8")
    assert fulltext.main([str(SHARED)]) == 1
    shown = capsys.readouterr().out
    assert (
        "fulltext_words.csv: 2 lines differ\n  - kremlin-2022-06-15-full,the,30\n  + kremlin-2022-06-15-full,the,31\n"
        in shown
    )
    assert shown.count(".csv: agrees") == 11 and path.read_text(encoding="utf-8") == changed


@needs_shared
def test_writing_puts_the_counts_right_and_leaves_nothing_beside_them(own_data):
    before = {path: path.read_bytes() for path in own_data.rglob("*") if path.is_file()}
    (own_data / "fulltext_words.csv").write_text("readout_id,word,frequency\n", encoding="utf-8")
    assert fulltext.main([str(SHARED), "--write"]) == 0
    assert {path: path.read_bytes() for path in own_data.rglob("*") if path.is_file()} == before


def test_lines_that_moved_do_not_pass_for_the_same_table():
    assert fulltext.differences("a\nb\n", "a\nb\n") == []
    assert fulltext.differences("a\nb\n", "a\nc\n") == ["- b", "+ c"]
    assert fulltext.differences("a\nb\n", "b\na\n") != []
    assert fulltext.differences("a\na\n", "a\n") != []


def test_the_articles_own_words_are_counted_without_the_passages_that_it_quotes():
    terms = pd.DataFrame({"pattern": ["war", "invad*"]})
    article = "The war. “the war of others” – they invaded, invading; “war”"
    passages = pd.Series(
        ["war", "the war of others"]
    )  # one stands within the other: the longer is cut first
    made = fulltext.article_counts(article.replace("The war.", "The warring."), passages, terms)
    assert made["frequency"].to_list() == [0, 2]


def test_a_passage_is_cut_where_it_is_quoted_and_nowhere_else():
    # A short one ("no limits", "drive a wedge") may also be words of the article's own.
    made = fulltext.article_counts(
        "No war is the “cold war” that is called “war”.",
        pd.Series(["war"]),
        pd.DataFrame({"pattern": ["war"]}),
    )
    assert made["frequency"].to_list() == [2]


def test_codes_of_a_text_include_those_with_none(data):
    book = codebook.load(data.tables)
    made = fulltext.code_counts("x", "the special military operation", "en", book).set_index(
        ["level", "name"]
    )
    assert len(made) == len(book.codes) + len(book.frames)
    assert made.loc[
        ("code", "special-military-operation"), ["frequency", "words_covered"]
    ].to_list() == [1, 3]
    assert made.loc[("code", "invasion"), "frequency"] == 0


def test_a_file_is_written_whole_or_not_at_all(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("kept\n", encoding="utf-8")
    with pytest.raises(UnicodeEncodeError):
        fulltext.write_text(path, "half\n\udce9")
    assert path.read_text(encoding="utf-8") == "kept\n"
    fulltext.write_text(path, "whole\n")
    assert path.read_bytes() == b"whole\n"
