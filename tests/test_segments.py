"""Paragraphs: every word of a text is in one, none has a line break, and each stands where it says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts.corpus.segments import LINE_BREAKS, paragraphs
from readouts.text.tokens import tokenize

texts = st.text(st.sampled_from("ab й危 \t\u00a0" + LINE_BREAKS), max_size=40)


@given(texts)
def test_each_paragraph_stands_where_it_says_and_has_no_line_break(text):
    end = 0
    for segment in paragraphs(text):
        assert text[segment.start : segment.start + len(segment.text)] == segment.text
        assert segment.text == segment.text.strip() != ""
        assert not set(segment.text) & set(LINE_BREAKS)
        assert segment.start >= end
        end = segment.start + len(segment.text)


@given(texts)
def test_no_word_is_lost_or_cut(text):
    found = [
        (segment.start + word.start, segment.start + word.end)
        for segment in paragraphs(text)
        for word in tokenize(segment.text)
    ]
    assert found == [(word.start, word.end) for word in tokenize(text)]


@pytest.mark.parametrize("end", LINE_BREAKS)
def test_the_ends_of_lines_are_those_of_python(end):
    assert f"a{end}b".splitlines() == [segment.text for segment in paragraphs(f"a{end}b")]
