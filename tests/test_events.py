"""Which accounts are of one event, where nobody says so."""

import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.corpus.document import Document
from readouts.corpus.events import event_key, in_print, pairs

FIRST = datetime.date(2031, 12, 30)
CALL = "Ana Ruiz had a telephone conversation with Boris Orlov."


def account(name, side, day, text=CALL, title="", event="", language="en", moment=None):
    date = None if day is None else FIRST + datetime.timedelta(day)
    return Document(
        name, text, side, date, event, language, title=title, moment=moment and _utc(moment)
    )


def _utc(text):
    return datetime.datetime.fromisoformat(text).astimezone(datetime.UTC)


def taken(*documents):
    return [{one.document_id for one in accounts} for accounts in pairs(documents).taken]


def apart(*documents):
    return {
        one.document_id: {other.document_id for other in others}
        for one, others in pairs(documents).apart
    }


@pytest.mark.parametrize("days", [1, 2])
def test_two_accounts_that_alone_are_near_are_of_one_event(days):
    found = pairs([account("n", "North", 0), account("s", "South", days)])
    assert found.event_of == {"n": "2031-12-30", "s": "2031-12-30"} and not found.apart
    (told, how_to_correct) = found.lines()
    assert (
        told
        == f"taken for one event: n (North, 30 December 2031) and s (South, {'31 December 2031' if days == 1 else '1 January 2032'}): "
        f"{days} day{'s' * (days > 1)} apart; both name Ana Ruiz and Boris Orlov; both say telephone; no side has another account within 2 days"
    )
    assert "--events FILE" in how_to_correct


def test_three_days_are_too_many():
    found = pairs([account("n", "North", 0), account("s", "South", 3)])
    assert not found.taken and not found.apart and not list(found.lines())


def test_one_instant_on_two_days_is_told_by_the_clock():
    (told, _) = pairs(
        [
            account("w", "West", 0, moment="2031-12-30 17:43:24-05:00"),
            account("e", "East", 1, moment="2031-12-31T02:20:00Z"),
        ]
    ).lines()
    assert "1 day apart; by the clock 3 h 37 min;" in told


def test_calls_on_consecutive_days_of_which_both_sides_have_one_each_are_two():
    texts = [account(f"{side}{day}", side, day) for day in (0, 1) for side in ("N", "S")]
    assert not taken(*texts) and not apart(*texts)


def test_calls_on_consecutive_days_that_one_side_tells_a_day_later_stay_apart_and_are_named():
    """By the date the second account of the one and the first of the other would be a pair, and are none."""
    texts = [
        account("n1", "N", 0),
        account("n2", "N", 1),
        account("s1", "S", 1),
        account("s2", "S", 2),
    ]
    assert not taken(*texts)
    assert apart(*texts) == {"n1": {"s1", "s2"}, "s2": {"n1", "n2"}}


def test_a_side_with_two_accounts_of_one_call_makes_it_ambiguous():
    texts = [account("n", "N", 0), account("briefing", "N", 1), account("s", "S", 2)]
    assert not taken(*texts) and apart(*texts) == {"s": {"n", "briefing"}}
    line, _ = pairs(texts).lines()
    assert line.startswith("left apart, since others fit as well: s (S, 1 January 2032) may be of")
    assert " with n (N, 30 December 2031): 2 days apart" in line and " or briefing (N, " in line
    assert not taken(account("n", "N", 0), account("again", "N", 0), account("s", "S", 1))


def test_three_sides_are_one_event_within_two_days_and_not_beyond():
    assert taken(account("a", "A", 0), account("b", "B", 1), account("c", "C", 1)) == [
        {"a", "b", "c"}
    ]
    assert taken(account("a", "A", 0), account("b", "B", 1), account("c", "C", 2)) == [
        {"a", "b", "c"}
    ]
    assert not taken(account("a", "A", 0), account("b", "B", 2), account("c", "C", 4))


def test_what_is_at_odds_stays_apart_with_the_reason():
    texts = [
        account("n", "N", 0),
        account("s", "S", 1, "Ana Ruiz met with Boris Orlov in the harbour."),
    ]
    assert not taken(*texts)
    (line, _) = pairs(texts).lines()
    assert line.startswith("left apart, since they do not agree: n (N") and line.endswith(
        "one is by telephone and the other by meeting"
    )
    other = account(
        "s", "S", 1, "Carla Wen had a telephone conversation with Boris Orlov, of trade."
    )
    assert not taken(account("n", "N", 0), other)


def test_names_of_two_languages_are_not_compared():
    russian = account("s", "S", 1, "Состоялся телефонный разговор Бориса Орлова.", language="ru")
    (line, _) = pairs([account("n", "N", 0), russian]).lines()
    assert "names are written otherwise in en and ru; both say telephone" in line


def test_a_named_event_and_a_missing_date_are_left_as_they_are():
    assert not taken(account("n", "N", 0, event="May"), account("s", "S", 1))
    assert not taken(account("n", "N", None), account("s", "S", 0))
    assert not taken(account("n", "", 0), account("s", "S", 1))
    assert event_key(account("n", "N", 0, event="May"), {"n": "x"}) == "May"
    assert event_key(account("n", "N", None), {}) == ""


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(st.sampled_from("ABC"), st.integers(0, 12)), max_size=9))
def test_what_is_taken_holds_to_the_rule(cells):
    """Held against the rule in words: one account a side, within two days of each other, no other account of these sides as near."""
    texts = [account(f"d{number}", side, day) for number, (side, day) in enumerate(cells)]
    found = pairs(texts)
    for accounts in found.taken:
        days = [one.date for one in accounts]
        assert (max(days) - min(days)).days in (1, 2)
        assert len({one.side for one in accounts}) == len(accounts) > 1
        for text in texts:
            same_side = [one for one in accounts if one.side == text.side]
            if text.date in days:
                assert text.document_id in {one.document_id for one in accounts}
            elif same_side and len(accounts) == 2:
                (other,) = [one for one in accounts if one.side != text.side]
                assert abs((text.date - other.date).days) > 2
    single = {(side, day) for side, day in cells}
    if len(cells) == 2 and len({side for side, _ in single}) == 2:
        (_, one), (_, other) = cells
        assert bool(found.taken) == (0 < abs(one - other) <= 2)


def test_an_archive_takes_no_longer_than_its_texts_and_says_what_is_not_looked_for():
    texts = [account(f"{n}", f"side {n % 300}", n // 250) for n in range(3000)]
    found = pairs(texts)
    assert not found.taken and not found.apart
    assert list(found.lines()) == [
        "where more than 200 texts lie within 2 days, no pairs are looked for"
    ]


def test_days_in_print():
    days = [FIRST, FIRST + datetime.timedelta(1)]
    assert in_print(days) == "30–31 December 2031" and in_print(days[:1]) == "30 December 2031"
    assert in_print([FIRST, FIRST + datetime.timedelta(2)]) == "30 December 2031 – 1 January 2032"
