"""Stances: made-up cases in three languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts.text.stance import STANCES, stance

ASSERTED = "asserted"
NEGATED = "negated"
DISTANCED = "distanced"

# The span stands between brackets.
CASES = [
    ("en", "There is a [war].", ASSERTED),
    ("en", "There is no [special military operation].", NEGATED),
    ("en", "It has never been a [war].", NEGATED),
    ("en", "It isn’t a [war], they said.", NEGATED),
    ("en", "They met without a word on [sanctions].", NEGATED),
    ("en", "They spoke of trade, not of [war].", NEGATED),
    ("en", "Neither side wants [war].", NEGATED),
    ("en", "They spoke not only of [war].", ASSERTED),
    ("en", "There is no doubt that the [war] goes on.", ASSERTED),
    ("en", "They did not agree. [War] goes on.", ASSERTED),
    ("en", "It is not so, and the [war] goes on.", ASSERTED),
    ("en", "No, the [war] goes on.", ASSERTED),
    ("en", "The note on the [war] was long.", ASSERTED),
    (
        "en",
        "There was nothing new, said those who saw it all from afar and for years, of the [war].",
        ASSERTED,
    ),
    ("en", "the so-called [special operation]", DISTANCED),
    ("en", "the so called “[special operation]”", DISTANCED),
    ("en", "its “[special operation]” goes on", DISTANCED),
    ("en", "its ‘[special operation]’ goes on", DISTANCED),
    ("en", "the alleged [aggression]", DISTANCED),
    ("en", "He said: “The [war] goes on.”", ASSERTED),
    ("en", "“[War] goes on,” he said.", ASSERTED),
    ("en", "There is no so-called [crisis].", NEGATED),
    ("ru", "Идёт [война].", ASSERTED),
    ("ru", "Это не [война].", NEGATED),
    ("ru", "Нет никакой [войны].", NEGATED),
    ("ru", "Стороны обошлись без новых [санкций].", NEGATED),
    ("ru", "Речь шла не только о [войне].", ASSERTED),
    ("ru", "Он не согласен. [Война] идёт.", ASSERTED),
    ("ru", "Речь шла о небе и [войне].", ASSERTED),
    ("ru", "так называемая [специальная операция]", DISTANCED),
    ("ru", "т. н. [операция]", DISTANCED),
    ("ru", "их «[операция]» идёт", DISTANCED),
    ("zh", "发生了[战争]。", ASSERTED),
    ("zh", "没有[特别军事行动]。", NEGATED),
    ("zh", "这并非[战争]。", NEGATED),
    ("zh", "双方从未谈到[战争]。", NEGATED),
    ("zh", "双方不断推动[合作]。", ASSERTED),
    ("zh", "双方不仅谈到[合作]。", ASSERTED),
    ("zh", "无论[战争]如何", ASSERTED),
    ("zh", "双方没有谈判，[战争]仍在继续。", ASSERTED),
    ("zh", "所谓[特别军事行动]", DISTANCED),
    ("zh", "所謂「[特別軍事行動]」", DISTANCED),
    ("zh", "他们的“[行动]”", DISTANCED),
    ("fr", "il n’y a pas de [guerre]", ASSERTED),  # no rules for French but for its quotation marks
    ("fr", "la « [guerre] »", DISTANCED),
    ("", "the “[war]”", DISTANCED),
]


@pytest.mark.parametrize(("language", "marked", "expected"), CASES)
def test_stances(language, marked, expected):
    start, end = marked.index("["), marked.index("]") - 1
    text = marked.replace("[", "").replace("]", "")
    assert stance(text, start, end, language) == expected


@given(st.text(), st.data(), st.sampled_from(["en", "ru", "zh", "de", ""]))
def test_every_span_has_one(text, data, language):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert stance(text, start, end, language) in STANCES


def test_a_long_text_takes_no_longer():
    text = "not " * 200_000
    assert stance(text, len(text) - 1, len(text), "en") == NEGATED


def test_a_negation_is_found_however_long_the_text_goes_on():
    text = "They did not want war " + "and left " * 40
    assert stance(text, 18, 21, "en") == "negated"


@pytest.mark.parametrize(("text", "is_quoted"), [('"war " it is', True), ('"war  " it is', False)])
def test_one_space_may_stand_inside_quotation_marks(text, is_quoted):
    assert stance(text, 1, 4, "en") == ("distanced" if is_quoted else "asserted")


@pytest.mark.parametrize("text", ['"war," they said', "“war.” They left", "«war, » ils"])
def test_a_comma_or_a_stop_may_stand_inside_quotation_marks(text):
    assert stance(text, 1, 4, "en") == "distanced"


def test_a_quotation_that_begins_after_a_comma_is_not_around_what_is_before():
    assert stance('the war, "they said"', 4, 7, "en") == "asserted"
    assert stance('"war, they said"', 1, 4, "en") == "asserted"
