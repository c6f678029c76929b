"""What was changed between two versions of a text: hand-worked cases, and what holds of any two versions."""

import time

from hypothesis import example, given, settings
from hypothesis import strategies as st
from readouts.text.changes import MOVED, changes

FIRST = "The Presidents of Ruritania and Graustark spoke by telephone."
SECOND = "They noted the legitimacy of the harvest, and spoke of the special railway operation."
THIRD = "The talk was brief."
ALL = f"{FIRST}\n\n{SECOND}\n\n{THIRD}"


def told(before, after):
    return [(one.kind, one.before, one.after) for one in changes(before, after)]


def test_each_kind_of_change_is_told_in_the_order_of_the_later_text():
    after = SECOND.replace("legitimacy", "success").replace("special railway operation", "railway")
    assert told(ALL, f"{FIRST}\n{after}\nBoth agreed.\n{THIRD}") == [
        ("altered", "legitimacy", "success"),
        ("taken away", "special", ""),
        ("taken away", "operation", ""),
        ("added", "", "Both agreed."),
    ]
    assert told(ALL, f"{FIRST}\n{THIRD}") == [("taken away", SECOND, "")]
    assert told(ALL, f"{THIRD}\n{FIRST}\n{SECOND}") == [("moved", THIRD, THIRD)]
    assert told("", THIRD) == [("added", "", THIRD)] and told(THIRD, "") == [
        ("taken away", THIRD, "")
    ]


def test_a_change_has_its_places_its_paragraphs_and_the_words_around_it():
    after = f"{FIRST}\n\n{SECOND.replace('legitimacy', 'success')}\n\n{THIRD}"
    (one,) = changes(ALL, after)
    assert ALL[one.start : one.end] == "legitimacy"
    assert after[one.later_start : one.later_end] == "success"
    assert (one.paragraph_before, one.paragraph_after) == (2, 2)
    assert one.left.endswith("telephone. They noted the ")
    assert one.right == " of the harvest, and spoke of the"
    (gone,) = changes(ALL, f"{FIRST}\n\n{THIRD}")
    assert (gone.paragraph_before, gone.paragraph_after) == (2, 0)
    assert gone.later_start == gone.later_end == len(FIRST) and gone.right == f" {THIRD}"


def test_chinese_is_compared_by_its_characters():
    assert told("双方就粮食收成交换意见。", "双方就危机交换意见。") == [
        ("altered", "粮食收成", "危机")
    ]
    assert told("双方谈局势。", "双方谈危机局势。") == [("added", "", "危机")]


def test_words_between_two_longer_changes_belong_to_them():
    before, after = (
        "They spoke of peace and of war today.",
        "They wrote on trade and on goods today.",
    )
    assert told(before, after) == [
        ("altered", "spoke of peace and of war", "wrote on trade and on goods")
    ]
    # Three words are added before the one that stays, and three stand for the one after it.
    assert told(
        "They spoke of war today.", "They spoke at length warmly of trade and goods today."
    ) == [("altered", "of war", "at length warmly of trade and goods")]


def test_layout_alone_is_no_change_and_a_comma_a_capital_or_a_quotation_mark_is_one():
    same = "“Don’t,”  he said\u00a0– twice of co\u00adoperation.\r\n\r\n\u200bCafe\u0301"
    assert told('"Don\'t," he said – twice of cooperation.\nCaf\u00e9', same) == []
    assert told(f"{FIRST} {THIRD}", f"{FIRST}\n\n{THIRD}") == []
    assert told("A, b war", "A b War") == [("taken away", ",", ""), ("altered", "war", "War")]
    assert told("the operation goes on", "the “operation” goes on") == [
        ("added", "", "“"),
        ("added", "", "”"),
    ]


words = st.lists(st.sampled_from(["war", "peace", "the", ",", "谈", "."]), max_size=6).map(" ".join)
texts = st.lists(words, max_size=5).map("\n".join)


@settings(max_examples=60)
@given(texts, texts)
@example("a b c\nd", "d\na x c")
@example("a b\nm n\nc d", "a x\nc y\nm n")
def test_without_what_was_changed_both_versions_have_the_same_words(before, after):
    found = changes(before, after)
    for one in found:
        assert " ".join(before[one.start : one.end].split()) == one.before
        assert " ".join(after[one.later_start : one.later_end].split()) == one.after
        assert one.before != one.after or one.kind == MOVED
    assert rest(before, [(one.start, one.end) for one in found]) == rest(
        after, [(one.later_start, one.later_end) for one in found]
    )
    assert changes(before, before) == []


def rest(text, places):
    gone = {place for start, end in places for place in range(start, end)}
    return [one for place, one in enumerate(text) if place not in gone and not one.isspace()]


def test_a_long_text_that_was_wholly_rewritten_takes_no_long_time():
    started = time.monotonic()
    assert changes("a " * 5000, "a b " * 2500) and changes("c d e\n" * 2000, "e d c\n" * 2000)
    assert time.monotonic() - started < 10
