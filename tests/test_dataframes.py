"""DataFrames that a cell shows, as tables of a page."""

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from docutils import nodes
from hypothesis import given
from hypothesis import strategies as st
from readouts.book import dataframes

WORDS = pd.DataFrame({"word": ["crisis", "issue"], "frequency": [1, 2]}, index=["a", "b"])


def page(data: pd.DataFrame) -> BeautifulSoup:
    return BeautifulSoup(dataframes.page_html(data._repr_html_()), "html.parser")


def headers(data: pd.DataFrame) -> list[tuple[str, str]]:
    """Each header of a table with what it heads."""
    return [(cell.get_text(), cell.get("scope")) for cell in page(data).select("th")]


def test_each_header_says_what_it_heads():
    assert headers(WORDS) == [("word", "col"), ("frequency", "col"), ("a", "row"), ("b", "row")]


def test_the_name_of_an_index_heads_the_column_of_its_labels():
    assert headers(WORDS.rename_axis("id"))[2:] == [("id", "col"), ("a", "row"), ("b", "row")]


def test_a_header_over_several_columns_or_rows_heads_their_group():
    columns = pd.MultiIndex.from_product([["Northland"], ["May", "July"]])
    rows = pd.MultiIndex.from_product([["peace"], ["full", "quoted"]])
    assert headers(pd.DataFrame([[1, 2], [3, 4]], rows, columns)) == [
        ("Northland", "colgroup"),
        ("May", "col"),
        ("July", "col"),
        ("peace", "rowgroup"),
        ("full", "row"),
        ("quoted", "row"),
    ]


def test_a_corner_that_says_nothing_is_no_header():
    assert [cell.name for cell in page(WORDS).select("thead tr > *")] == ["td", "th", "th"]


def test_words_of_a_cell_that_look_like_a_header_stay_words():
    shown = page(pd.DataFrame({"<th>": ["</thead><th>"]}))
    assert [cell.get_text() for cell in shown.select("th, td")] == ["", "<th>", "0", "</thead><th>"]
    assert [cell["scope"] for cell in shown.select("th")] == ["col", "row"]


@given(st.integers(1, 4), st.integers(0, 4), st.booleans())
def test_every_header_of_any_table_has_a_scope_and_no_cell_has(columns, rows, named):
    data = pd.DataFrame([list(range(columns))] * rows, columns=[f"c{n}" for n in range(columns)])
    tree = page(data.rename_axis("row" if named else None))
    assert all(cell["scope"] == "col" for cell in tree.select("thead th"))
    assert all(cell["scope"] == "row" for cell in tree.select("tbody th"))
    assert not tree.select("td[scope]") and len(tree.select("tbody td")) == columns * rows


def test_a_table_is_within_reach_of_the_keyboard_has_a_name_and_is_no_result():
    (group,) = page(WORDS).select("div")
    assert group["tabindex"] == "0" and group["role"] == "group" and group["aria-label"]
    assert group.has_attr("data-not-result") and group.find("table", recursive=False)


def test_nothing_is_left_that_html_does_not_know():
    assert not page(WORDS).select("style, [style], [border], [halign], [valign]")


@pytest.mark.parametrize("html", ["<p>A table.</p>", "<table><tr><td>1</td></tr></table>", ""])
def test_other_html_is_no_dataframe(html):
    assert not dataframes.is_dataframe(html)


def test_a_dataframe_becomes_html_of_the_page():
    html = WORDS._repr_html_()
    node = dataframes.node(html)
    assert dataframes.is_dataframe(html) and isinstance(node, nodes.raw)
    assert node["format"] == "html" and node.astext() == dataframes.page_html(html)


def test_what_a_rerunner_sees_is_marked_as_no_result_and_nothing_else_is(trees):
    shown = [table for tree in trees.values() for table in tree.select("table.dataframe")]
    assert len(shown) >= 20
    for table in shown:
        assert table.find_parent(attrs={"data-not-result": True, "class": "dataframe-output"})
        assert "exhibit" not in table["class"] and table.find_parent(class_="cell_output")
    for tree in trees.values():
        for output in tree.select(".dataframe-output"):
            assert not output.select("a.finding, .exhibit")
            assert all(head.get_text(strip=True) for head in output.select("th"))
