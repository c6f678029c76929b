"""Runs of Chinese and of Russian words are marked with their language, once, and no word is lost or changed."""

import types

import pandas as pd
import pytest
from docutils import frontend, nodes, utils
from docutils.parsers.rst import Parser
from hypothesis import given
from hypothesis import strategies as st
from readouts.book.language_spans import mark_languages, of_scripts, split
from readouts.book.nodes import element, make

SCRIPTS = of_scripts([])


def marked(node) -> list[tuple[str, str]]:
    """Each marked run below a node, with its language."""
    return [
        (span.astext(), span["attributes"]["lang"])
        for span in node.findall(element)
        if "lang" in span["attributes"]
    ]


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("plain English", []),
        ("两国元首，再次通话。", ["两国元首，再次通话"]),
        ("in Russian: мирное урегулирование, and so on", ["мирное урегулирование"]),
        ("桥 and мост", ["桥", "мост"]),
    ],
)
def test_a_phrase_is_one_run(text, runs):
    parts = split(text, SCRIPTS)
    assert [part.astext() for part in parts if isinstance(part, element)] == runs


@given(st.text(st.sampled_from("ab 桥路，мост-.1\n")))
def test_no_character_is_lost(text):
    assert "".join(part.astext() for part in split(text, SCRIPTS)) == text


def test_a_page_is_marked_by_the_languages_of_the_corpus_and_code_is_left_alone():
    page = utils.new_document("page", frontend.get_default_settings(Parser))
    page += nodes.paragraph("", "", nodes.Text("the міст over there"))
    page += nodes.paragraph("", "", nodes.literal("", "міст*"))
    page += make("p", "міст", lang="bg")
    segments = pd.DataFrame({"language": ["en", "uk"]})
    report = types.SimpleNamespace(corpus=types.SimpleNamespace(segments=segments))
    app = types.SimpleNamespace(readouts_report=report)
    for _ in range(2):  # what is marked stays as it is
        mark_languages(app, page, "page")
        assert marked(page) == [("міст", "uk"), ("міст", "bg")]
