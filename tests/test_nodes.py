"""HTML elements as nodes, and the addresses of files of the site seen from a page."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from readouts.book.nodes import (
    element,
    finding_reference,
    make,
    outward,
    paragraph,
    site_path,
    with_links,
)
from small_book import written


def test_an_element_is_written_with_its_text_its_classes_and_its_id(tmp_path):
    node = make("div", "a < b", make("b", "c"), classes=("one", "two"), ids=("here",), role="group")
    found = written(tmp_path, node).select_one("#here")
    assert found.name == "div" and found["class"] == ["one", "two"] and found["role"] == "group"
    assert found.get_text() == "a < bc" and found.b.get_text() == "c"


def test_an_attribute_has_hyphens_for_underscores_and_none_is_left_out():
    node = make("p", aria_label="a name", data_not_result="", lang=None)
    assert node["attributes"] == {"aria-label": "a name", "data-not-result": ""}


def test_what_has_no_end_is_written_without_one(tmp_path):
    body = written(tmp_path, make("p", make("img", src="a.svg", alt='5" of "snow"'), "after"))
    assert body.img["alt"] == '5" of "snow"' and "</img>" not in str(body)
    assert body.select_one("p > img").next_sibling == "after"


@pytest.mark.parametrize(
    ("text", "addresses"),
    [
        ("no address at all", []),
        (
            "at http://a.org/b?c=1&d=2; and https://b.org.",
            ["http://a.org/b?c=1&d=2", "https://b.org"],
        ),
        ("(https://a.org/x-y_z/)", ["https://a.org/x-y_z/"]),
        ("“http://a.org”", ["http://a.org"]),
    ],
)
def test_each_address_in_a_text_is_a_link_that_shows_it(tmp_path, text, addresses):
    body = written(tmp_path, paragraph(*with_links(text)))
    links = body.select("p > a")
    assert body.p.get_text() == text
    assert [link["href"] for link in links] == [link.get_text() for link in links] == addresses


def test_a_long_address_goes_on_in_the_next_line_between_its_parts(tmp_path):
    body = written(tmp_path, paragraph(outward("http://en.kremlin.ru/events/president/news/1")))
    link = body.select_one("p > a")
    parts = [str(node) for node in link.children if isinstance(node, str)]
    assert parts == ["http://en.kremlin.ru/", "events/", "president/", "news/", "1"]


def test_a_path_of_the_site_is_written_as_seen_from_the_page(tmp_path):
    body = written(tmp_path, make("a", "x", href="site:data.zip", download=""))
    assert body.select_one("a[download]")["href"] == "data.zip"


@pytest.mark.parametrize(
    ("docname", "expected"),
    [
        ("index", "figures/a.svg"),
        ("chapters/words", "../figures/a.svg"),
        ("chapters/reader/june", "../../figures/a.svg"),
    ],
)
def test_the_address_of_a_file_from_pages_at_any_depth(docname, expected):
    builder = SimpleNamespace(
        current_docname=docname,
        get_target_uri=lambda name: f"{name}.html",
        config=SimpleNamespace(root_doc="index"),
    )
    assert site_path(builder, "figures/a.svg") == expected


def test_a_page_that_is_a_heading_of_another_is_where_the_other_is():
    # A builder of one page gives "#..." for every page.
    builder = SimpleNamespace(
        current_docname="words",
        get_target_uri=lambda name: f"#document-{name}",
        config=SimpleNamespace(root_doc="index"),
    )
    assert site_path(builder, "figures/a.svg") == "figures/a.svg"


def test_a_number_is_a_link_with_its_anchor_and_its_note(tmp_path):
    node = finding_reference("", "4", refuri="evidence/words.html#finding-war", use="use-1")
    node["describedby"] = "note-1"
    link = written(tmp_path, nodes.paragraph("", "", node)).select_one("a.finding")
    assert (link["href"], link["id"]) == ("evidence/words.html#finding-war", "use-1")
    assert link["aria-describedby"] == "note-1" and link.get_text() == "4"


def test_a_number_without_a_way_back_has_no_empty_id(tmp_path):
    node = finding_reference("", "4", refuri="#finding-war")
    link = written(tmp_path, nodes.paragraph("", "", node)).select_one("a.finding")
    assert not link.has_attr("id") and not link.has_attr("aria-describedby")


def test_a_paragraph_is_of_strings_and_nodes():
    node = paragraph("Made ", nodes.emphasis("", "with"), ":")
    assert node.astext() == "Made with:" and isinstance(node[1], nodes.emphasis)
    assert isinstance(make("p", "text")[0], nodes.Text) and isinstance(make("p"), element)
