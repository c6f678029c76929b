"""What stands near a word, side by side: by hand, against a count of another make, and the lines behind each number."""

import math
import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.corpus.document import Document
from readouts.engine.collocates import COLUMNS, LINES, Collocates, Window
from readouts.text.languages import IncomparableLanguages
from readouts.text.patterns import Pattern, words_of

TEXTS = [
    ("a", "north", "The border crossing was open. A border is a line."),
    ("b", "north", "The border crossing is safe.\nTrade."),
    ("c", "north", "The border crossing is safe.\nTrade."),
    ("d", "south", "The closed border; crossings are rare. A crossing."),
]


def documents(texts=TEXTS):
    return [Document(name, text, side, language="en") for name, side, text in texts]


def found(pattern="border*", texts=TEXTS, by="side", **window):
    collocates = Collocates(Pattern("", "", pattern, words_of(pattern)), Window(**window), by)
    for document in documents(texts):
        collocates.add(document)
    return collocates


def by_word(table):
    return table.set_index(["collocate", "side"])


def test_by_hand():
    table = by_word(found(left=1, right=2).table())
    assert list(table.reset_index()) == [*COLUMNS]
    # Three texts of the north are two, as b and c have the same words; "was", "is" and "a" are the second word after it.
    crossing = table.loc[("crossing", "north")]
    assert crossing["sides_near"] == "north"
    assert crossing[["frequency", "frequency_left", "frequency_right"]].tolist() == [2, 0, 2]
    assert crossing[["document_frequency", "documents_with_node", "n_documents"]].tolist() == [
        2,
        2,
        2,
    ]
    assert crossing[["frequency_node", "frequency_collocate", "n"]].tolist() == [3, 2, 16]
    assert crossing["n_window"] == 9
    assert crossing["expected"] == pytest.approx(9 * 2 / 16)
    assert crossing["log_dice"] == pytest.approx(14 + math.log2(2 * 2 / (3 + 2)))
    elsewhere = table.loc[("crossing", "south")]  # which has the word, and not near
    assert elsewhere[["frequency", "frequency_collocate", "document_frequency"]].tolist() == [
        0,
        1,
        0,
    ]
    assert elsewhere[["mi", "log_dice", "direction"]].isna().all()
    assert (
        table.loc[("the", "north"), "sides_near"] == "north"
    )  # "the closed border": two words away
    # "border is a": the window ends before "line", and "a" stands on both sides of the match.
    a = table.loc[("a", "north")]
    assert a[["frequency", "frequency_left", "frequency_right"]].tolist() == [2, 1, 1]


def test_a_document_is_a_document_and_no_paragraph_or_sentence():
    text = "Border trade. Border trade.\nBorder trade."
    row = by_word(found(texts=[("a", "north", text)]).table()).loc[("trade", "north")]
    assert (row["frequency"], row["document_frequency"], row["n_documents"]) == (3, 1, 1)


def test_no_window_crosses_a_sentence_unless_it_may_and_none_a_paragraph():
    texts = [("a", "north", "Peace. A border\nwar")]
    assert [*found(texts=texts).table()["collocate"]] == ["a"]
    assert {*found(texts=texts, within="paragraph").table()["collocate"]} == {"a", "peace"}


def test_a_word_of_a_match_is_not_near_it_and_a_phrase_is_one_match():
    texts = [("a", "north", "Open border crossings and border crossings open")]
    table = by_word(found("border crossing*", texts).table())
    assert {*table.index.get_level_values(0)} == {"open", "and"}
    assert table.loc[("and", "north"), ["frequency", "frequency_node"]].tolist() == [1, 2]


def test_all_texts_together_and_words_in_few_documents_left_out():
    table = found(by="all").table(min_documents=2)
    assert {*table["side"]} == {""} and table["document_frequency"].min() == 2
    assert by_word(table).loc[("crossing", ""), "document_frequency"] == 2


def test_what_cannot_be_is_refused():
    with pytest.raises(ValueError, match="left, right: found 0, 0"):
        found(left=0, right=0)
    with pytest.raises(ValueError, match="--sort side: no such column of numbers"):
        found().table(sort="side")
    two = found()
    two.add(Document("e", "Граница.", "east", language="ru"))
    with pytest.raises(IncomparableLanguages):
        two.table()


def test_what_is_not_there_is_told_with_the_number_of_documents():
    nothing = found("zebra")
    assert nothing.table().empty and not nothing.has_matches
    north = next(iter(nothing.told()))
    assert north.startswith("north: 0 matches in 0 of 2 documents")
    assert north.endswith("1 with the same words as another left out")


def test_words_sorted_by_documents_and_both_sides_of_one_stand_together():
    table = found().table(sort="document_frequency")
    best = table.groupby("collocate")["document_frequency"].max()[table["collocate"]].tolist()
    assert best == sorted(best, reverse=True)
    assert table["side"].tolist() == ["north", "south"] * (len(table) // 2)


WORDS = st.lists(st.sampled_from(["node", "aa", "bb", "cc", "."]), max_size=14)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["north", "south"]), WORDS), min_size=1, max_size=6))
def test_the_same_by_a_count_of_another_make_and_as_many_lines(texts):
    texts = [
        (str(number), side, " ".join(words).replace(" .", ". Aa"))
        for number, (side, words) in enumerate(texts)
    ]
    near, frequency, seen = Counter(), Counter(), set()
    for name, side, text in texts:
        if (side, *re.findall("[a-z]+", text.lower())) in seen:
            continue
        seen.add((side, *re.findall("[a-z]+", text.lower())))
        for sentence in re.split(r"(?<=\.) ", text):
            words = re.findall("[a-z]+", sentence.lower())
            for at, word in enumerate(words):
                if word != "node" and "node" in words[max(at - 2, 0) : at + 3]:
                    near[word, side, name] += 1
                    frequency[word, side] += 1
    collocates = found("node", texts, left=2, right=2)
    table = collocates.table()
    rows = table[table["frequency"] > 0].set_index(["collocate", "side"])
    assert rows["frequency"].to_dict() == dict(frequency)
    inside = Counter((word, side) for word, side, _ in near)
    assert rows["document_frequency"].to_dict() == dict(inside)
    again = Collocates(Pattern("", "", "node", ("node",)), Window(2, 2))
    lines = [dict(zip(LINES, line)) for line in again.lines(documents(texts))]
    assert Counter((line["collocate"], line["side"]) for line in lines) == frequency
    text_of = {name: text for name, _, text in texts}
    for line in lines:
        text = text_of[line["document_id"]]
        assert text[line["start"] : line["end"]] == line["keyword"]
        assert line["pre"] + line["keyword"] + line["post"] in text
        assert "node" in (line["pre"] + line["post"]).lower()
