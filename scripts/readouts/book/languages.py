"""Mark every run of Chinese and Russian words with its language, for voices, fonts and hyphenation."""

import re

from docutils import nodes

from ..text.tokens import HAN
from .nodes import element, make

# A run goes on over spaces and marks between words of the same script, so that a phrase is one run.
RUNS = re.compile(rf"(?P<zh>[{HAN}](?:[{HAN}\s，。、；：“”《》]*[{HAN}])?)|(?P<ru>[\u0400-\u04ff](?:[\u0400-\u04ff\s,*-]*[\u0400-\u04ff*])?)")
# Where words are code, or are written out as they are by the theme.
LEFT_ALONE = (nodes.literal, nodes.literal_block, nodes.raw, nodes.comment, nodes.image)


def split(text: str) -> list[nodes.Node]:
    """A text as nodes, its Chinese and Russian runs in spans with their language.

    Examples
    --------
    >>> [node.astext() for node in split("the Ukraine crisis (乌克兰危机) again")]
    ['the Ukraine crisis (', '乌克兰危机', ') again']
    """
    parts, place = [], 0
    for run in RUNS.finditer(text):
        parts += [nodes.Text(text[place:run.start()]), make("span", run.group(), lang=run.lastgroup)]
        place = run.end()
    return [part for part in [*parts, nodes.Text(text[place:])] if part.astext()]


def _marked_already(node: nodes.Node) -> bool:
    while node is not None:
        if isinstance(node, LEFT_ALONE) or (isinstance(node, element) and "lang" in node["attributes"]):
            return True
        node = node.parent
    return False


def mark_languages(app, doctree: nodes.document, docname: str) -> None:
    """Mark a page."""
    for text in list(doctree.findall(nodes.Text)):
        if RUNS.search(text.astext()) and not _marked_already(text.parent):
            text.parent.replace(text, split(text.astext()))


def setup(app) -> None:
    """Register the marking, after the evidence is in place."""
    app.connect("doctree-resolved", mark_languages, priority=900)
