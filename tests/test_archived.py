"""A link that is gone has its archived copy beside it; one that answers, or refuses programs, has none."""

import types

import pandas as pd
from docutils import nodes
from readouts.book.archived import add_copies, copies

LINKS = pd.DataFrame(
    [
        ("http://a.example/gone", 404, None, "http://web.example/a"),
        ("http://b.example/", None, "nothing is asked of b.example: there is no host b.example", "http://web.example/b"),
        ("http://c.example/", 403, "403 Forbidden", "http://web.example/c"),
        ("http://d.example/", 200, None, "http://web.example/d"),
        ("http://e.example/", 410, None, None),
    ],
    columns=["address", "status", "said", "archived"],
)  # fmt: skip


def page(*addresses):
    document = nodes.document(None, None)
    links = [nodes.reference("", "here", refuri=address) for address in addresses]
    document += nodes.paragraph("", "", nodes.Text("See "), *links, nodes.Text("."))
    return document


def shown(document, **tables):
    report = types.SimpleNamespace(corpus=types.SimpleNamespace(tables=tables))
    add_copies(types.SimpleNamespace(readouts_report=report), document, "a")
    return document.astext(), [link["refuri"] for link in document.findall(nodes.reference)]


def test_only_what_is_gone_has_its_copy_shown():
    assert copies(LINKS) == {
        "http://a.example/gone": "http://web.example/a",
        "http://b.example/": "http://web.example/b",
    }
    assert copies(LINKS.head(0)) == {}


def test_the_copy_stands_after_each_link_that_is_gone():
    document = page("http://a.example/gone", "http://d.example/", "http://a.example/gone")
    assert shown(document, links=LINKS) == (
        "See here (archived copy)herehere (archived copy).",
        ["http://a.example/gone", "http://web.example/a", "http://d.example/", "http://a.example/gone", "http://web.example/a"],
    )  # fmt: skip


def test_without_the_table_a_page_stays_as_it_is():
    expected = ("See here.", ["http://a.example/gone"])
    assert shown(page("http://a.example/gone")) == expected
    # Nor does a table of another's by that name change it.
    assert shown(page("http://a.example/gone"), links=LINKS[["address"]]) == expected
