"""Characters that are not seen and change what is seen."""

import re
import unicodedata

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from readouts.book.controls import CONTROL, show_controls, shown
from small_book import page

TURNING = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("control", TURNING)
def test_a_control_of_direction_stays_in_an_element_that_has_its_number(control):
    before, kept, after = shown(f"a{control}b")
    assert (before.astext(), kept.astext(), after.astext()) == ("a", control, "b")
    assert kept["classes"] == ["control"]
    assert kept["attributes"] == {"data-number": f"U+{ord(control):04X}"}


@pytest.mark.parametrize("forbidden", ["\0", "\x1b", "\x7f", "\x85", "\ufdd0", "\uffff"])
def test_what_no_page_may_hold_is_shown_by_its_number_alone(forbidden):
    (number,) = shown(forbidden)
    assert number.astext() == f"U+{ord(forbidden):04X}" and number["attributes"] == {}


@pytest.mark.parametrize(
    "text", ["", "peace", "a\tb\nc\rd", "\u200e\u200f", "мир 和平 😀", "a\u0301"]
)
def test_other_text_is_left_as_it_is(text):
    assert [node.astext() for node in shown(text)] == ([text] if text else [])


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.sampled_from(TURNING + "\0\x1b")))
def test_nothing_is_lost_and_no_control_stands_outside_an_element_of_its_own(text):
    parts = shown(text)
    plain = [node.astext() for node in parts if isinstance(node, nodes.Text)]
    assert not any(CONTROL.search(part) for part in plain)
    back = "".join(
        chr(int(node.astext()[2:], 16))
        if re.fullmatch(r"U\+[0-9A-F]{4}", node.astext()) and not isinstance(node, nodes.Text)
        else node.astext()
        for node in parts
    )
    assert back == text


def test_every_control_of_direction_that_unicode_has_is_known():
    kinds = {"LRE", "RLE", "PDF", "LRO", "RLO", "LRI", "RLI", "FSI", "PDI"}
    found = {chr(n) for n in range(0x3000) if unicodedata.bidirectional(chr(n)) in kinds}
    assert found == set(TURNING) and all(CONTROL.fullmatch(control) for control in found)


def test_on_a_page_text_is_shown_and_what_is_html_already_is_left():
    document = new_document("page")
    raw = nodes.raw("", "<b>\u202e</b>", format="html")
    document += [nodes.paragraph("", "a\u202eb"), raw]
    show_controls(None, document, "page")
    assert [type(node).__name__ for node in document[0].children] == ["Text", "element", "Text"]
    assert document[1].astext() == "<b>\u202e</b>" and len(document[1]) == 1


def test_a_page_has_them_within_an_element(tmp_path):
    tree = page(tmp_path, "They said \u202eno\u202c.", "nodes", "controls")
    assert [one["data-number"] for one in tree.select("p .control")] == ["U+202E", "U+202C"]
    assert tree.p.get_text() == "They said \u202eno\u202c."
