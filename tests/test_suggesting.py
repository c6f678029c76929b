"""What is proposed for a codebook: held against sentences counted by hand, and against what the proposed pattern finds."""

import csv

import pytest
from readouts.corpus.document import Document
from readouts.engine import plain, suggesting
from readouts.measures.significance import log_likelihood
from readouts.text.patterns import Pattern, words_of

PATTERNS = [Pattern("war", "en", "war", ("war",)), Pattern("peace", "zh", "和平", tuple("和平"))]
TEXTS = [
    "They spoke of war. The exchange of students grows.",
    "An exchange of students was praised! The war goes on, and the war is long.",
    "The exchange of students again. It rained.\nThe weather in the war.",
    "The weather was fine. War and weather.",
]
DOCUMENTS = [Document(f"d{n}", text, language="en-GB") for n, text in enumerate(TEXTS)]


def found(documents=DOCUMENTS):
    return suggesting.split(documents, PATTERNS)


def test_sentences_are_parted_by_whether_a_match_begins_in_them():
    told = [(one.text, one.has_code) for one in found()["en"]]
    assert [text for text, has_code in told if has_code] == [
        "They spoke of war.", "The war goes on, and the war is long.", "The weather in the war.", "War and weather.",
    ]  # fmt: skip
    assert len(told) == 9


def test_a_phrase_of_sentences_without_a_code_is_proposed_with_its_numbers():
    (one,) = suggesting.suggest(found()["en"], "en", least=3)
    assert one.pattern == "exchange of students"
    assert (one.documents, one.without_code, one.with_code) == (3, 3, 0)
    assert one.log_likelihood == round(float(log_likelihood(3, 5, 0, 4)), 1)
    assert one.line_1 == "The exchange of students grows." and one.line_3 == "The exchange of students again."  # fmt: skip
    # "weather" stands in sentences of both kinds, and less in those without a code.
    assert "weather" not in [row.pattern for row in suggesting.suggest(found()["en"], "en", 1)]


def test_of_two_phrases_of_which_one_holds_the_other_one_is_given():
    rows = [row.pattern.split() for row in suggesting.suggest(found()["en"], "en", 1)]
    assert ["exchange", "of", "students"] in rows and ["students"] not in rows


def test_a_proposed_pattern_finds_the_sentences_that_it_was_counted_in():
    sentences = found()["en"]
    for row in suggesting.suggest(sentences, "en", 1):
        (pasted,) = csv.reader([row.row])
        code, language, written = pasted
        index = plain.by_language([Pattern(code, language, written, words_of(written))])("en")
        hits = [bool(plain.matches(Document("x", one.text), index)) for one in sentences]
        told = [(hit, one.has_code) for hit, one in zip(hits, sentences) if hit]
        assert len(told) == row.without_code + row.with_code
        assert sum(not has_code for _, has_code in told) == row.without_code


def test_chinese_is_proposed_in_words():
    pytest.importorskip("rjieba")
    texts = ["加强留学生交流。", "留学生很多。", "欢迎留学生来访。", "和平重要。"]
    documents = [Document(f"d{n}", text, language="zh") for n, text in enumerate(texts)]
    sentences = suggesting.split(documents, PATTERNS)["zh"]
    rows = suggesting.suggest(sentences, "zh", 3, words=suggesting.han_words(sentences))
    assert [row.pattern for row in rows] == ["留学生"]
    assert "学生" not in [row.pattern for row in rows] and rows[0].row == "留学生,zh,留学生"


def test_where_no_sentence_has_a_code_the_commonest_phrase_comes_first():
    rows = suggesting.suggest(suggesting.split(DOCUMENTS, [])["en"], "en", 2, top=2)
    assert len(rows) == 2 and rows[0].without_code >= rows[1].without_code and rows[0].with_code == 0  # fmt: skip
