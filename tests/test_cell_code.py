"""The folded code of a cell comes after what the cell shows, and opens there."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from myst_nb.sphinx_ import HideCodeCellNode
from readouts.book.cell_code import CodeLast
from readouts.book.exhibits import FOOT
from readouts.book.nodes import make
from sites import PHONE, opened


def cell(*shown: nodes.Node, kind: str = "above-input") -> nodes.document:
    """A document of one cell, whose code is folded before what it shows."""
    document = new_document("page")
    code = HideCodeCellNode("", nodes.literal_block("", "figures.names(book)"), classes=[kind])
    document += nodes.container("", code, *shown)
    CodeLast.run(SimpleNamespace(document=document))
    return document


def place(document: nodes.document) -> nodes.Element:
    (code,) = document.findall(HideCodeCellNode)
    return code.parent


def test_the_code_comes_into_the_line_below_the_last_exhibit_of_the_cell():
    first, last = (make("div", name, classes=(FOOT,)) for name in "ab")
    found = cell(nodes.container("", nodes.figure("", first), nodes.figure("", last)))
    assert place(found).astext().startswith("b") and place(found)[-1].astext() == "figures.names(book)"  # fmt: skip


def test_where_a_cell_shows_no_exhibit_its_code_comes_to_its_end():
    found = cell(nodes.paragraph("", "a table"))
    assert [part.astext() for part in found[0].children] == ["a table", "figures.names(book)"]


@pytest.mark.parametrize(("shown", "kind"), [((), "above-input"), ((nodes.paragraph(),), "below-input")])  # fmt: skip
def test_a_cell_that_shows_nothing_and_output_that_is_folded_are_left_as_they_are(shown, kind):
    found = cell(*(node.deepcopy() for node in shown), kind=kind)
    assert found[0].index(next(iter(found.findall(HideCodeCellNode)))) == 0


def test_in_the_site_nothing_of_a_cell_comes_after_its_code_and_the_word_is_short(trees):
    folded = [code for tree in trees.values() for code in tree.select(".cell details.above-input")]
    assert len(folded) > 40
    for code in folded:
        assert not code.find_next_sibling() and code.find_previous_sibling(), code
        assert [word.get_text() for word in code.select("summary > span")] == ["Code"]


def test_the_code_opens_by_the_keyboard_and_without_a_script(site, browser):
    context = browser.new_context(java_script_enabled=False, viewport={"width": PHONE, "height": 844})  # fmt: skip
    try:
        page = context.new_page()
        page.goto((site / "chapters" / "silences.html").resolve().as_uri())
        code = page.locator("details.above-input").first
        assert not code.locator("pre").is_visible()
        code.locator("summary").focus()
        page.keyboard.press("Enter")
        assert "silences" in code.locator("pre").inner_text()
    finally:
        context.close()


def test_on_a_phone_the_code_stands_in_one_line_with_the_files_and_the_citation(site, browser):
    with opened(browser, PHONE) as page:
        page.goto((site / "chapters" / "silences.html").resolve().as_uri())
        tops = page.locator("#fig-voices .exhibit-foot > details > summary").evaluate_all(
            "all => all.map(one => Math.round(one.getBoundingClientRect().top))"
        )
        assert len(tops) == 3 and max(tops) - min(tops) < 3
