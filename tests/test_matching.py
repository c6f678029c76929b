"""Patterns found in numbers: the matches are those of the words."""

import pytest
from encoded import (
    LANGUAGES,
    coded_by_text,
    documents,
    engines,
    pattern,
    patterns_of,
    quick,
    some_texts,
)
from hypothesis import given
from hypothesis import strategies as st
from readouts.engine import counting, matching
from readouts.engine.engine import Plain
from readouts.engine.numbering import Stream
from readouts.text.patterns import Index, part_matched, spellings
from readouts.text.tokens import tokenize

pytestmark = pytest.mark.usefixtures("own_cache")


@given(some_texts, patterns_of)
@quick
def test_a_form_is_matched_by_the_words_that_match_it(text, patterns):
    index = Index(patterns)
    forms = sorted({token.form for token in tokenize(text)})
    spelt, owners = spellings(forms)
    assert {place for place, form in enumerate(forms) if index.words_matching(form)} <= {
        owners[place] for place in index.candidates(spelt)
    }
    for form in forms:
        assert [(index.words[one], index.roles[one]) for one in index.words_matching(form)] == [
            (word, role)
            for word, role in zip(index.words, index.roles)
            if part_matched(word, form, *role)
        ]


@given(st.lists(some_texts, min_size=1, max_size=4), patterns_of, st.integers(1, 40))
@quick
def test_matches_are_those_of_coding(texts, patterns, size):
    found = {}
    for name, texts_of in engines(texts, size, languages=LANGUAGES).items():
        found[name] = list(texts_of.matches(patterns))
    coded, segments = coded_by_text(documents(*texts, languages=LANGUAGES), patterns)
    expected = [
        (
            segments.at[row.segment_id, "document_id"],
            row.start + segments.at[row.segment_id, "offset"],
            row.end + segments.at[row.segment_id, "offset"],
            row.code,
            row.pattern,
            row.keyword,
        )
        for row in coded.itertuples()
    ]
    assert [
        (
            document.document_id,
            match.start,
            match.end,
            match.pattern.code,
            match.pattern.pattern,
            document.text[match.start : match.end],
        )
        for document, match in found["plain"]
    ] == expected
    assert found["numpy"] == found["plain"] and found["numba"] == found["plain"]


def test_matches_are_handed_on_in_parts_of_bounded_size(monkeypatch):
    monkeypatch.setattr(matching, "ROOM", 50)
    texts = ["a b a a b " * 40, "b a " * 30]
    patterns = [
        pattern(text, f"c{number}")
        for number, text in enumerate(
            ["a", "a*", "*a", "a b", "* a*".replace("* ", "b "), "a b a", "b"]
        )
    ]
    expected = list(Plain(documents(*texts)).matches(patterns))
    for fast in (False, True):
        stream = Stream(documents(*texts), fast)
        matcher = matching.Matcher(patterns, stream.vocabulary, fast)
        found, block = [], next(iter(stream.blocks()))
        for part in matcher.find(block):
            assert len(part.places) <= 50 * len(patterns)
            found += counting.matches(block, part, matcher, stream.vocabulary.lengths)
        assert found == expected


def test_exclusions_reach_over_the_edges_of_parts(monkeypatch):
    monkeypatch.setattr(matching, "ROOM", 3)
    texts = ["a b a a b b a b " * 20, "b a b b " * 9]
    patterns = [
        pattern("a b"),
        pattern("b a", "d"),
        pattern("b"),
        pattern("!b a b b"),
        pattern("!a a", "d"),
    ]
    expected = list(Plain(documents(*texts)).matches(patterns))
    assert 0 < len(expected) < len(list(Plain(documents(*texts)).matches(patterns[:3])))
    for fast in (False, True):
        stream = Stream(documents(*texts), fast)
        matcher = matching.Matcher(patterns, stream.vocabulary, fast)
        block = next(iter(stream.blocks()))
        assert [
            match
            for part in matcher.find(block)
            for match in counting.matches(block, part, matcher, stream.vocabulary.lengths)
        ] == expected


def test_a_codebook_made_to_be_slow_takes_bounded_time():
    hostile = [
        pattern(
            "*".join("abcdefgh"[number % 8] for number in range(first, first + 9)) + "*",
            f"c{first}",
        )
        for first in range(8)
    ]
    hostile += [
        pattern(f"*{first}*{second}*", "c")
        for first in "abcdefghijklmnopqrstuvwxyz"
        for second in "abcdefghijklmnopqrstuvwxyz"
    ]
    text = " ".join(["abcdefgh" * 2000, *("abcdefghijklm"[place:] * 3 for place in range(13))])
    codes = {one.code: "" for one in hostile}
    answers = [
        [counts for _, _, counts in texts_of.counted(hostile, codes)]
        for texts_of in engines([text]).values()
    ]
    assert answers[0] == answers[1] == answers[2] and answers[0][0]


def test_where_a_pattern_stands_in_a_word_is_asked_once_for_all_places(monkeypatch):
    stream = Stream(documents("Ukraine's men, NATO-Ukraine. " * 20))
    matcher = matching.Matcher([pattern("Ukraine")], stream.vocabulary)
    asked, inset = [], matcher._inset
    monkeypatch.setattr(matcher, "_inset", lambda *pair: asked.append(pair) or inset(*pair))
    (block,) = stream.blocks()
    (found,) = matcher.find(block)
    before, behind = matcher.insets(block, found)
    assert before.tolist() == [0, 5] * 20 and behind.tolist() == [2, 0] * 20
    assert len(asked) == 4
