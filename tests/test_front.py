"""The sentences of a first page: each case worked by hand on made-up accounts; above all, nothing is said that is false."""

import re
from dataclasses import replace

import pytest
from any_report import load, said
from readouts.report import front

ROLE = re.compile(r"\{finding\}`([^`]+)`")


def sentences(report):
    """The sentences with their numbers written out; each finding that they name is there."""
    return [report.findings.fill(one) for one in front.sentences(report.analysis)]


def the(found, beginning):
    """The one sentence that begins so; none if there is none."""
    return next((one for one in found if one.startswith(beginning)), "")


@pytest.fixture(scope="module")
def pair(tmp_path_factory):
    return load(
        tmp_path_factory.mktemp("pair"),
        [
            said("Kremlin", "Peace was praised in Vostok, and trade. They met on June 9, for an hour; the word was “war”. Progress, progress.", "Call"),
            said("White House", "Trade was praised, and peace, and $1 billion was promised. They met again in 2031.", "Call"),
        ],
    )  # fmt: skip


def test_what_is_compared_comes_first_with_names_as_a_reader_writes_them(pair):
    assert sentences(pair)[0] == (
        "Compared are 2 accounts of “Call”: the Kremlin’s (21 words) and the White House’s (15 words)."
    )


def test_that_one_account_alone_has_something_is_not_said_where_a_form_near_to_it_stands(tmp_path):
    texts = [said("North", "Trade was praised.", "Call"), said("South", "Trading was praised.", "Call")]  # fmt: skip
    assert "alone" not in " ".join(sentences(load(tmp_path, texts)))


def test_a_name_of_the_war_in_quotation_marks_is_told_apart(pair):
    assert the(sentences(pair), "Of names for a war") == (
        "Of names for a war or a crisis, the Kremlin’s text has “war” (1, of which in quotation marks or “so-called” 1); "
        "in the White House’s the codebook finds none."
    )


def test_dates_and_sums_that_one_account_alone_has(pair):
    assert the(sentences(pair), "Of dates") == (
        "Of dates, sums and numbers, the Kremlin’s account alone has 9 June (1) and 1 hour (1); "
        "the White House’s account alone has $1,000,000,000 (1) and 2031 (1)."
    )


def test_names_and_repeated_words_that_one_text_alone_has(pair):
    found = sentences(pair)
    assert the(found, "Of names, ") == "Of names, the Kremlin’s text alone has “Vostok” (1)."
    assert the(found, "Of other words") == ""  # one “progress” has a capital


def test_what_both_have_stands_with_the_words_of_each(pair):
    assert the(sentences(pair), "Both sides") == (
        "Both sides have wordings for Peace (“Peace”, 1; “peace”, 1) and Trade (“trade”, 1; “Trade”, 1), the words of the Kremlin and the White House in this order."
    )


def test_every_number_opens_as_many_words_as_it_says(pair):
    named = {name for one in front.sentences(pair.analysis) for name in ROLE.findall(one)}
    counted = [pair.findings[name] for name in named]
    assert len(counted) > 8
    assert all(one.value == len(one.spans) + len(one.rows) for one in counted)


def test_what_one_account_alone_has_is_said_with_its_words(tmp_path):
    report = load(tmp_path, [said("North", "Peace, peace and peace.", "Call"), said("South", "Nothing of note.", "Call")])  # fmt: skip
    assert the(sentences(report), "Of the codebook") == (
        "Of the codebook’s wordings, North’s account alone has “peace” (Peace, 3). The other account, at hand in full, has none "
        "of those for the same code, nor a form near to one; it may say the same in other words: tab-alone has what comes nearest."
    ).replace("tab-alone", "{numref}`tab-alone`")


def test_of_excerpts_nothing_is_said_to_be_alone(tmp_path):
    texts = [said("North", "Peace and Vostok.", "Call"), said("South", "Nothing of note.", "Call", completeness="excerpts")]  # fmt: skip
    found = sentences(load(tmp_path, texts))
    assert "at hand in passages" in found[0]
    assert not the(found, "Of the codebook") and not the(found, "Of names, ")


def test_accounts_in_two_languages_share_no_sentence_on_words(tmp_path):
    texts = [said("North", "Peace in Vostok on June 9.", "Call"), said("South", "6月9日，双方谈和平。", "Call", "zh")]  # fmt: skip
    found = sentences(load(tmp_path, texts))
    assert found[0].endswith(
        "North’s in English (6 words) and South’s in Chinese (9 Chinese characters)."
    )
    assert the(found, "Of dates") == "Of dates, sums and numbers, both have 9 June (1 and 1)."
    assert not the(found, "Of names, ")


def test_a_name_is_alone_among_the_texts_of_one_language(tmp_path):
    texts = [said("North", "Peace in Vostok.", "Call"), said("South", "Peace.", "Call"), said("East", "双方在沃斯托克谈和平。", "Call", "zh")]  # fmt: skip
    found = the(sentences(load(tmp_path, texts)), "Of names, ")
    assert found == "Of names, among the texts in English North’s alone has “Vostok” (1)."


def test_of_several_texts_a_sentence_speaks_in_the_plural(tmp_path):
    texts = [said(side, f"{text} {n}.", n) for n in "ab" for side, text in (("North", "The war in Vostok"), ("South", "Silence, €1 billion"))]  # fmt: skip
    found = sentences(load(tmp_path, texts))
    assert the(found, "Of names for a war").startswith("Of names for a war or a crisis, North’s texts have “war” (2); in South’s the")  # fmt: skip
    assert the(found, "Of names, ") == "Of names, North’s texts alone have “Vostok” (2)."
    # Over events dates and numbers are not listed, and no sentence says that they are.
    assert the(found, "Of sums of money, South’s accounts alone have €1,000,000,000 (1, ")


def test_a_side_that_writes_in_two_languages_is_explained(tmp_path):
    texts = [said("North", "Peace.", "Call"), said("North", "贸易。", "Call", "zh"), said("South", "Trade.", "Call")]  # fmt: skip
    found = sentences(load(tmp_path, texts))
    assert "What North wrote in English and Chinese is counted by language" in found[0]
    assert "North’s account in English alone has “Peace” (Peace, 1)" in the(
        found, "Of the codebook"
    )


def test_of_three_accounts_every_other_one_must_be_without(tmp_path):
    texts = [said("North", "Peace and trade.", "Call"), said("South", "Trade.", "Call"), said("East", "Nothing.", "Call")]  # fmt: skip
    found = the(sentences(load(tmp_path, texts)), "Of the codebook")
    assert "North’s account alone has “Peace” (Peace, 1). Every other account of the event" in found
    assert "Trade" not in found


def test_over_events_the_number_is_of_events(tmp_path):
    texts = [
        *(said(side, f"{text} Number {n}.", f"Call {n}") for n in "abc" for side, text in (("North", "Peace, peace."), ("South", "Silence."))),
        said("South", "Peace.", "Call d"),
    ]  # fmt: skip
    report = load(tmp_path, texts)
    found = sentences(report)
    assert found[0] == (
        "At hand are 7 accounts of 4 events; 1 of them is left out, since one side alone has an account of the event. "
        "Compared are North’s (12 words) and South’s (9 words)."
    )
    asked = replace(report.analysis, settings=replace(report.analysis.settings, unmatched=True))
    assert front.at_hand(asked).startswith(
        "Compared are {finding}`readouts` accounts of {finding}`events` events: North’s"
    )
    assert front.at_hand(asked).endswith("one side’s account alone is at hand.")
    assert the(found, "Of the codebook").startswith("Of the codebook’s wordings, over 3 events with accounts of two sides or more, North’s accounts alone have “Peace” (Peace, in 3).")  # fmt: skip
    assert [row.key for row in report.findings["front-alone-north-peace"].rows] == ["Call a", "Call b", "Call c"]  # fmt: skip


def test_a_report_of_one_side_says_what_is_at_hand_and_no_more(tmp_path):
    found = sentences(load(tmp_path, [said("North", "Words of no code.", "Call")]))
    assert found == ["At hand is 1 account of “Call”: North’s (4 words)."]
