"""Runs and near-runs of words that a text shares with others, against a plain search."""

from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.text.formulas import NEAR, RUN, formulas


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


def test_words_that_go_on_here_and_have_others_between_there_are_no_run():
    text = "They spoke of issues on the bilateral list."
    broken = "A number of issues on the long bilateral list."
    assert found(text, broken) == [(NEAR, "of issues on the bilateral list", "0")]
    # Where another text has them unbroken they are one, and that text is the example.
    assert found(text, broken, "Of issues on the bilateral list.") == [
        (RUN, "of issues on the bilateral list", "01")
    ]
    (one,) = formulas(text, [("a", broken), ("b", "Of issues on the bilateral list.")])
    assert (one.example, one.there_start) == ("b", 0)


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
        (a, b)
        for a in range(len(tokens))
        for b in range(a + 4, len(tokens) + 1)
        if f" {' '.join(tokens[a:b])} " in f" {there} "
    }
    # One that lies in a longer one is none by itself; the same words may stand in another place, by themselves.
    longest = {
        " ".join(tokens[a:b])
        for a, b in runs
        if not any(c <= a and b <= d and (a, b) != (c, d) for c, d in runs)
    }
    own = {stretch for kind, stretch, _ in found(text, there, gap=0) if kind == RUN}
    assert own == longest
