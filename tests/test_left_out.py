"""Letters without end on a page: the first of them, and how many are left out."""

import pytest
from docutils import nodes
from docutils.utils import new_document
from readouts.book.left_out import leave_out, shown
from small_book import page

WORD = "x" * 1_000_000
SAID = "… (1,000,000 letters without a break, 999,940 are left out here)"


@pytest.mark.parametrize("text", ["", "peace", "x" * 999, "危机" * 1000, "a\nb " * 1000])
def test_other_text_is_left_as_it_is(text):
    assert [node.astext() for node in shown(text)] == ([text] if text else [])


def test_the_note_is_no_part_of_the_passage():
    before, word, after = shown(f"до {WORD} после")
    assert (before.astext(), after.astext()) == ("до ", " после")
    beginning, note = word.children
    assert (beginning.astext(), note.astext()) == ("x" * 60, SAID)
    assert note["classes"] == ["left-out"] and note["attributes"]["lang"] == "en"


def test_on_a_page_text_is_shortened_and_what_is_html_or_code_already_is_left():
    document = new_document("page")
    raw = nodes.raw("", f"<b>{WORD}</b>", format="html")
    document += [nodes.paragraph("", WORD), raw, nodes.literal_block("", WORD)]
    leave_out(None, document, "page")
    assert [node.astext() for node in document] == [
        "x" * 60 + SAID,
        f"<b>{WORD}</b>",
        WORD,
    ]


def test_a_page_has_the_note_within_the_text(tmp_path):
    tree = page(tmp_path, f"They said {WORD}.", "nodes", "left_out")
    assert tree.p.get_text() == f"They said {'x' * 60}{SAID}."
    assert tree.select_one("p .left-out")["lang"] == "en"
