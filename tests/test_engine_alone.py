"""What one account alone has: hand-worked cases, and a second way of finding it."""

import datetime
from collections import defaultdict

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.corpus.document import Document
from readouts.engine import alone
from readouts.readers.codebook_file import CodebookFile
from readouts.text.patterns import Pattern, words_of

CODES = {
    "peace": {"en": ["peace", "ceasefire"], "zh": ["和平"]},
    "grain": {"en": ["grain"]},
    "war": {"en": ["war"], "zh": ["战争"]},
}
BOOK = CodebookFile(
    dict.fromkeys(CODES, "frame"),
    [
        Pattern(code, language, written, words_of(written))
        for code, of in CODES.items()
        for language, several in of.items()
        for written in several
    ],
)


def document(name: str, side: str, text: str, event: str = "call", language: str = "en", **more):
    return Document(name, text, side, more.pop("date", None), event, language, **more)


def rows(*documents: Document, confirmed=None) -> list[alone.Row]:
    return list(alone.alone(alone.Coded(alone.accounts(documents), BOOK), confirmed))


def test_a_code_of_one_account_has_a_row_for_each_other():
    found = rows(
        document("a", "one", "They spoke of peace. Peace is near."),
        document("b", "two", "They spoke of grain."),
        document("c", "three", "They spoke of peaceful grain."),
    )
    assert [(row.code, row.side, row.other, row.state) for row in found] == [
        ("peace", "one", "two", "none of these wordings"),
        ("peace", "one", "three", "not in this form"),
    ]
    first = found[0]
    assert (first.document_id, first.frequency, first.keyword) == ("a", 2, "peace")
    assert first.sentence == "They spoke of peace." and first.nearest == "They spoke of grain."
    assert found[0].said == "none of these wordings: peace, ceasefire"
    assert found[1].said == "none of these wordings: peace, ceasefire; near: peaceful (1)"


def test_where_the_name_of_a_code_stands_it_is_near():
    book = CodebookFile({"talks": ""}, [Pattern("talks", "en", "peace talks", ("peace", "talks"))])
    pair = [document("a", "one", "Peace talks."), document("b", "two", "Talks were held.")]
    (row,) = alone.alone(alone.Coded(alone.accounts(pair), book))
    assert (row.state, row.said) == ("not in this form", "not in this form; near: Talks (1)")


def test_what_two_accounts_have_is_nobodys_alone():
    texts = ("Peace.", "The ceasefire.", "Grain.")
    found = rows(*(document(text, text, text) for text in texts))
    assert [row.code for row in found if row.code == "peace"] == []


def test_an_account_in_a_language_without_patterns_is_not_searched():
    english, chinese = (
        document("a", "one", "Grain and peace."),
        document("b", "two", "两国。", language="zh"),
    )
    # Grain has no Chinese pattern: nothing can be said to stand in the English account alone.
    (row,) = rows(english, chinese)
    assert (row.code, row.state) == ("peace", "none of these wordings")
    assert row.nearest == "[none can be given: the accounts are in English and Chinese]"
    third = document("c", "three", "A talk.")
    said = {(row.code, row.other): row.said for row in rows(english, chinese, third)}
    assert said["grain", "two"] == "not searched: the text is Chinese"
    assert said["grain", "three"] == "none of these wordings: grain"


def test_of_excerpts_it_is_said_that_it_is_not_in_them():
    found = rows(
        document("a", "one", "Peace."), document("b", "two", "A talk.", completeness="excerpts")
    )
    assert [row.state for row in found] == ["not in the quoted passages"]


def test_texts_of_one_date_are_of_one_event_where_none_is_named():
    day = datetime.date(2031, 5, 4)
    found = rows(
        document("a", "one", "Peace.", "", date=day),
        document("b", "two", "A talk.", "", date=day),
        document("c", "two", "A talk.", "", date=day + datetime.timedelta(1)),
    )
    assert [(row.event, row.other) for row in found] == [("2031-05-04", "two")]


def test_the_base_rate_is_that_of_the_sides_other_readouts():
    series = [
        document(f"two-{number}", "two", "War." if number < 3 else "A talk.", f"call {number}")
        for number in range(10)
    ]
    pair = [document("a", "one", "War."), document("b", "two", "A talk.")]
    (row,) = [row for row in rows(*pair, *series) if row.event == "call"]
    assert (row.other_documents_with, row.other_documents) == (3, 10)
    assert (row.side_documents_with, row.side_documents) == (None, None)
    # Nine are too few to say it.
    (row,) = [row for row in rows(*pair, *series[1:]) if row.event == "call"]
    assert (row.other_documents_with, row.other_documents) == (None, None)


def test_the_base_rate_is_of_one_language():
    series = [document(f"zh-{n}", "two", "战争。", f"call {n}", "zh") for n in range(10)]
    (row,) = rows(document("a", "one", "War."), document("b", "two", "A talk."), *series)
    assert row.other_documents is None


def test_a_confirmed_absence_says_by_whom():
    pair = [document("a", "one", "War."), document("b", "two", "A talk.")]
    (row,) = rows(*pair, confirmed={("call", "two", "war"): "confirmed by AB, 2026-11-20"})
    assert row.confirmed == "confirmed by AB, 2026-11-20"
    (row,) = rows(*pair, confirmed={("call", "one", "war"): "confirmed by AB, 2026-11-20"})
    assert row.confirmed == ""


WORDS = ["peace", "ceasefire", "grain", "war", "talk", "call"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["one", "two", "three"]),
            st.sampled_from(["x", "y"]),
            st.lists(st.sampled_from(WORDS), max_size=4),
        ),
        max_size=8,
    )
)
@settings(max_examples=100, deadline=None)
def test_it_is_what_a_table_of_words_says(accounts):
    documents = [
        document(str(number), side, " ".join(words) or "nothing", event)
        for number, (side, event, words) in enumerate(accounts)
    ]
    words_of_account: dict = defaultdict(set)
    for side, event, words in accounts:
        words_of_account[event, side] |= set(words)
    expected = set()
    for code, of in CODES.items():
        for event in ("x", "y"):
            own = {
                side: words for (found, side), words in words_of_account.items() if found == event
            }
            having = [side for side, words in own.items() if words & set(of["en"])]
            if len(having) == 1:
                expected |= {(event, code, having[0], side) for side in own if side != having[0]}
    found = [(row.event, row.code, row.side, row.other) for row in rows(*documents)]
    assert set(found) == expected and len(found) == len(expected)


@pytest.mark.parametrize("text", ["", "   "])
def test_an_empty_account_is_one_too(text):
    (row,) = rows(document("a", "one", "War."), document("b", "two", text))
    assert row.nearest == "" and row.state == "none of these wordings"


def test_what_the_patterns_of_a_code_share_is_near_to_it():
    """A text on security at a border is not without security because no pattern has the border; a name with it is."""
    wordings = ("national security", "security of the state", "our security")
    patterns = [Pattern("safety", "en", written, words_of(written)) for written in wordings]
    told = [
        document("a", "one", "Our national security."),
        document("b", "two", "They praised security at the border."),
        document("c", "three", "A Security Council met."),
    ]
    book = CodebookFile({"safety": ""}, patterns)
    found = alone.alone(alone.Coded(alone.accounts(told), book))
    assert {row.other: (row.state, row.said.partition("; ")[2]) for row in found} == {
        "two": ("not in this form", "near: security (1)"),
        "three": ("none of these wordings", ""),
    }
