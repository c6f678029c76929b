"""The roles for a number that is no result, and for a file of the data."""

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


def test_a_file_of_the_data_is_linked_to_its_copy_in_the_site(tmp_path):
    data = tmp_path / "source" / "data"
    data.mkdir(parents=True)
    (data / "rules.txt").write_text("# Rules\n", encoding="utf-8")
    (data / "cases.csv").write_text("word\n=1\n", encoding="utf-8")
    tree = page(
        tmp_path, "By {datafile}`data/rules.txt` and {datafile}`data/cases.csv`.", "nodes", "roles"
    )
    rules, cases = tree.select("p a[data-not-result]")
    assert (rules["href"], rules.get_text()) == ("data/rules.txt", "data/rules.txt")
    assert "download" in cases.attrs and "download" not in rules.attrs
    written = {
        path.name: path.read_text("utf-8") for path in (tmp_path / "site" / "data").iterdir()
    }
    # A table has no cell that a spreadsheet takes for a formula.
    assert written == {"rules.txt": "# Rules\n", "cases.csv": "word\n'=1\n"}


def test_a_file_that_is_not_there_is_named(tmp_path):
    with pytest.raises(AssertionError, match="there is no file data/rules.txt"):
        page(tmp_path, "By {datafile}`data/rules.txt`.", "nodes", "roles")
