"""Amounts in texts: hand-worked cases of each kind in three languages, and what no text may turn into one."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.text.amounts import Amount, amounts, compatible

# Each case: the language, a text, and the kind, value, unit and words of each amount in it.
CASES = [
    ("en", "They gave $1 billion.", [("money", "1000000000", "USD", "$1 billion")]),
    ("en", "Worth US$40 million, or €3bn.", [("money", "40000000", "USD", "US$40 million"), ("money", "3000000000", "EUR", "€3bn")]),
    ("en", "They gave 1.5 billion euros.", [("money", "1500000000", "EUR", "1.5 billion euros")]),
    ("en", "Prices rose by 10 per cent, or 12.5%.", [("percentage", "10", "", "10 per cent"), ("percentage", "12.5", "", "12.5%")]),
    ("en", "It took one hour and 45 minutes.", [("duration", "105", "minute", "one hour and 45 minutes")]),
    ("en", "It took two days and three hours.", [("duration", "2", "day", "two days"), ("duration", "180", "minute", "three hours")]),
    ("en", "It lasted just over an hour.", [("duration", "60", "minute", "an hour")]),
    ("en", "For half an hour or forty-five minutes.", [("duration", "30", "minute", "half an hour"), ("duration", "45", "minute", "forty-five minutes")]),
    ("en", "Two weeks ago, five years after.", [("duration", "14", "day", "Two weeks"), ("duration", "60", "month", "five years")]),
    ("en", "On June 15, 2022 and 16 June.", [("date", "2022-06-15", "", "June 15, 2022"), ("date", "--06-16", "", "16 June")]),
    ("en", "In Geneva on January 9–10, in late November.", [("date", "--01-09/--01-10", "", "January 9–10"), ("date", "--11", "", "November")]),
    ("en", "The 1997 act and the 1990s.", [("date", "1997", "", "1997"), ("date", "199X", "", "1990s")]),
    ("en", "The 80th anniversary; 8,000 or 8 000 people; twenty thousand.", [("anniversary", "80", "", "80th anniversary"), ("number", "8000", "", "8,000"), ("number", "8000", "", "8 000"), ("number", "20000", "", "twenty thousand")]),
    ("en", "In November 2022, in the week of March 14, at 18:15.", [("date", "2022-11", "", "November 2022"), ("date", "--03-14", "", "March 14")]),
    ("en", "The tenth anniversary; see a.org/2023/10.\n2. Next\n", []),
    ("en", "The two presidents met at the G20, with F-16 jets; one of them may march on.", []),
    ("ru", "Выделен 1 млрд долларов и 2,5 млрд рублей.", [("money", "1000000000", "USD", "1 млрд долларов"), ("money", "2500000000", "RUB", "2,5 млрд рублей")]),
    ("ru", "Рост на 10 %, то есть на пять процентов меньше.", [("percentage", "10", "", "10 %"), ("percentage", "5", "", "пять процентов")]),
    ("ru", "Беседа длилась один час 45 минут, затем полтора часа.", [("duration", "105", "minute", "один час 45 минут"), ("duration", "90", "minute", "полтора часа")]),
    ("ru", "15 июня 2022 года, 9–10 января, в декабре, 2021 год.", [("date", "2022-06-15", "", "15 июня 2022 года"), ("date", "--01-09/--01-10", "", "9–10 января"), ("date", "--12", "", "декабре"), ("date", "2021", "", "2021 год")]),
    ("ru", "К 80-летию, в 80-ю годовщину; 8 тыс. и 8 000 человек.", [("anniversary", "80", "", "80-летию"), ("anniversary", "80", "", "80-ю годовщину"), ("number", "8000", "", "8 тыс."), ("number", "8000", "", "8 000")]),
    ("ru", "Пятилетие, в декабре 2023 года, 237-й полк, 1800 школ.", [("date", "2023-12", "", "декабре 2023 года"), ("number", "1800", "", "1800")]),
    ("ru", "Два президента обсудили одну тему.", []),
    ("zh", "提供10亿美元、2000亿元人民币和50万元。", [("money", "1000000000", "USD", "10亿美元"), ("money", "200000000000", "CNY", "2000亿元人民币"), ("money", "500000", "CNY", "50万元")]),
    ("zh", "增长10%，即百分之五。", [("percentage", "10", "", "10%"), ("percentage", "5", "", "百分之五")]),
    ("zh", "会谈一小时45分钟，又二十分钟。", [("duration", "105", "minute", "一小时45分钟"), ("duration", "20", "minute", "二十分钟")]),
    ("zh", "2022年6月15日，6月23日至24日，去年9月。", [("date", "2022-06-15", "", "2022年6月15日"), ("date", "--06-23/--06-24", "", "6月23日至24日"), ("date", "--09", "", "9月")]),
    ("zh", "80周年，200万人。", [("anniversary", "80", "", "80周年"), ("number", "2000000", "", "200万")]),
    ("zh", "20日上午，过去70多年，10年前，2013年3月。", [("duration", "840", "month", "70多年"), ("duration", "120", "month", "10年"), ("date", "2013-03", "", "2013年3月")]),
    ("zh", "两国元首一道会见第三方。", []),
]  # fmt: skip


@pytest.mark.parametrize(("language", "text", "expected"), CASES)
def test_cases_worked_by_hand(language, text, expected):
    found = [(*one.key, text[one.start : one.end]) for one in amounts(text, language)]
    assert found == expected


def test_one_sum_in_three_languages_is_one():
    texts = {"en": "$1 billion", "ru": "1 млрд долларов", "zh": "10亿美元"}
    assert len({amounts(text, language)[0].key for language, text in texts.items()}) == 1


def test_a_language_without_rules_has_no_amounts():
    assert amounts("un milliard de dollars, 15 juin 2022", "fr") == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("2022", "2022-06-15", True),
        ("2022-06-15", "--06-15", True),
        ("--06-15", "--06-16", False),
        ("--06-15/--06-16", "2022-06-16", True),
        ("199X", "1997", True),
        ("199X", "2001", False),
        ("2021", "2022-06-15", False),
    ],
)
def test_dates_that_may_be_one(one, other, expected):
    first, second = (Amount("date", value, "", 0, 1) for value in (one, other))
    assert compatible(first, second) is compatible(second, first) is expected


def test_no_other_kind_is_compatible_but_with_itself():
    dollars = Amount("money", "5", "USD", 0, 1)
    assert compatible(dollars, dollars._replace(start=7, end=9))
    assert not compatible(dollars, dollars._replace(unit="EUR"))


@settings(max_examples=40, deadline=None)
@given(st.integers(1_000, 999_999_999))
def test_a_number_is_read_however_its_thousands_are_parted(number):
    for mark in (",", " ", "\u00a0"):
        text = f"Some {number:,} people.".replace(",", mark)
        assert [one.value for one in amounts(text, "en")] == [f"{number}"]


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.sampled_from(["en", "ru", "zh"]))
def test_places_are_in_order_and_lie_in_the_text(text, language):
    found = amounts(text, language)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= after.start for one, after in itertools.pairwise(found))
