"""The role for a number that is no result."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts.book.roles import NotResultRole
from small_book import page


def test_a_number_that_is_no_result_is_marked_and_opens_nothing(tmp_path):
    tree = page(tmp_path, "An interval of {plain}`95 %` of all.", "nodes", "roles")
    (marked,) = tree.select("[data-not-result]")
    assert marked.name == "span" and marked.get_text() == "95 %" and not tree.select("p a")
    assert tree.p.get_text() == "An interval of 95 % of all."


@pytest.mark.parametrize("text", ["1,000", "<b>2</b>", "a & b", "*3*"])
def test_what_stands_in_it_is_text_to_the_letter(tmp_path, text):
    tree = page(tmp_path, f"It is {{plain}}`{text}`.", "nodes", "roles")
    assert tree.select_one("[data-not-result]").get_text() == text


# docutils marks an escape by the character of number 0.
@given(st.text(st.characters(exclude_characters="\0"), min_size=1, max_size=20))
def test_any_text_becomes_one_marked_node(text):
    role = NotResultRole()
    role.text = text
    (node,), messages = role.run()
    assert node.astext() == text and node["attributes"] == {"data-not-result": ""}
    assert messages == []
