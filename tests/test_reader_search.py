"""The search beside a reader: what is shipped with a page, and by which rules."""

import json
import re

from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from readouts.book.reader import sides
from readouts.book.reader_search import page_data, safe_json, words_of
from readouts.text.tokens import tokenize
from test_reader import CALLS


@given(
    st.recursive(
        st.text() | st.integers(), lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner)
    )
)
def test_json_in_a_script_element_ends_nothing_and_says_the_same(value):
    text = safe_json(value)
    assert not re.search("[<>&\u2028\u2029]", text) and json.loads(text) == value
    assert (
        json.loads(BeautifulSoup(f"<script>{text}</script><p>", "html.parser").script.string)
        == value
    )


@given(st.text(st.sampled_from("aé\U0001f600𠀀危 -'")))
def test_places_are_those_of_utf_16(text):
    encoded = text.encode("utf-16-le")
    for (form, start, end, *_), word in zip(words_of(text), tokenize(text), strict=True):
        assert (form, encoded[2 * start : 2 * end].decode("utf-16-le")) == (
            word.form,
            text[word.start : word.end],
        )


def test_the_shipped_rules_are_small(report):
    for date in CALLS.values():
        data = page_data(report, sides(report, date))
        assert len(safe_json(data["rules"])) < 3000 and len(safe_json(data)) < 40_000
