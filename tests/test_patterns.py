"""Patterns of words: what is read as one, and which forms a word with ``*`` matches, held against the plainest way to say it."""

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts.text.patterns import (
    Index,
    Pattern,
    match,
    options,
    parse,
    part_matched,
    word_matches,
    words_of,
    written_options,
)
from readouts.text.tokens import american

letters = st.text("abо", min_size=0, max_size=4)
starred = (
    st.lists(letters, min_size=1, max_size=4).map("*".join).filter(lambda word: word.strip("*"))
)


def pattern(text: str) -> Pattern:
    return Pattern("a", "", text, (text,))


def plain(word: str, form: str) -> bool:
    """A star is any letters, none among them; every other letter is itself."""
    return re.fullmatch(".*".join(map(re.escape, word.split("*"))), form, re.S) is not None


@given(starred, letters)
def test_a_star_is_any_letters_and_every_other_letter_itself(word, form):
    assert word_matches(word, form) == plain(word, form)


@given(st.lists(starred, min_size=1, max_size=6), letters)
def test_the_index_finds_the_very_words_that_match_one_by_one(words, form):
    index = Index(map(pattern, words))
    found = {index.words[number] for number in index.words_matching(form)}
    assert found == {word for word in words if word_matches(word, form)}


@given(st.lists(starred, min_size=1, max_size=6), st.lists(letters, max_size=6))
def test_no_form_that_a_word_matches_is_put_aside(words, forms):
    index = Index(map(pattern, words))
    matching = {place for place, form in enumerate(forms) if index.words_matching_anew(form)}
    assert matching <= index.candidates(forms)


def test_a_word_with_a_star_matches_either_spelling_and_one_without_the_british_alone():
    assert american("labour") == "labor"
    assert word_matches("labor*", "labour") and word_matches("labour*", "labour")
    assert word_matches("labour", "labour") and not word_matches("labor", "labour")


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Ukrain* Crisis", ("ukrain*", "crisis")),
        ("labor", ("labour",)),
        ("**war**", ("*war*",)),
        ("military-technical", ("military-technical",)),
        ("乌克兰 危机", ("乌", "克", "兰", "危", "机")),
    ],
)
def test_a_pattern_is_folded_as_a_text_is(written, words):
    assert parse(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("U.S.", ("u", "s")),
        ("U.S", ("u", "s")),
        ("the U.N.-led talks", ("the", "u", "n", "led", "talks")),
        ("J. Biden", ("j", "biden")),
        ("и т.д.", ("и", "т", "д")),
        ("*-led", ("*-led",)),
        ("co\u00adoperation", ("cooperation",)),
    ],
)
def test_initials_keep_their_full_stops(written, words):
    assert parse(written) == words


@given(st.text("aB é'-.,*%危\u0301\u00ad\u200b\n", max_size=8))
def test_a_pattern_that_is_read_has_every_sign_in_its_words(written):
    """But for space, what is not seen, and full stops after initials."""
    try:
        words = parse(written)
    except ValueError:
        return
    left = re.sub(r"(?<=(?<![^\W_])[^\W\d_])\.-?", "", written)
    seen = [character for character in left.casefold() if character not in " \n\u00ad\u200b"]
    joined = "".join(words)
    assert sorted(unicodedata.normalize("NFD", re.sub(r"\*+", "*", "".join(seen)))) == sorted(
        unicodedata.normalize("NFD", joined)
    )


@pytest.mark.parametrize(
    ("written", "text", "found"),
    [
        ("US", "They told us of the US position.", ["US"]),
        ("US troops", "He told us troops leave; US troops stay.", ["US troops"]),
        ("us", "They told us of the US position.", ["us", "US"]),
        ("WHO", "Who asked the WHO?", ["WHO"]),
        ("NATO", "nato and NATO", ["nato", "NATO"]),
    ],
)
def test_an_abbreviation_that_is_another_word_is_looked_for_in_capitals(written, text, found):
    words = words_of(written)
    pattern = Pattern("a", "en", written, words, *options(written, words))
    assert [text[one.start : one.end] for one in match(text, [pattern])] == found
    both = pattern._replace(case=False)
    assert written_options(both)["case"] == ("" if not pattern.case else "no")


def test_a_whole_word_is_no_part():
    assert part_matched("peace", "peace") == ("peace", 0, 0)
