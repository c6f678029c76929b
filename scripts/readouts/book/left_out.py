"""Letters without end on a page: the first of them, and a note of how many are left out.

Texts and counts are whole, and so are the files beside the page and what its search looks through.
"""

import re

from docutils import nodes

from ..text.endless import ENDLESS, left_out
from .nodes import make, replace_in_texts, split_at

# What is HTML already, and code.
LEFT_ALONE = (nodes.raw, nodes.comment, nodes.literal_block)


def shown(text: str) -> list[nodes.Node]:
    """Return a text as nodes, of letters without end the first ones and the note.

    Examples
    --------
    >>> [node.astext()[-60:] for node in shown("a " + 2000 * "x")][1]
    'xx… (2,000 letters without a break, 1,940 are left out here)'
    """
    return split_at(ENDLESS, text, _first)


def _first(letters: re.Match[str]) -> nodes.Node:
    n_left = len(letters[0]) - len(letters[1])
    # The note is no part of a passage, whatever language this is in.
    note = make(
        "span",
        left_out(letters, f"{n_left:,} are left out here"),
        classes=("left-out",),
        lang="en",
        dir="ltr",
    )
    return make("span", letters[1], note)


def leave_out(app, doctree: nodes.document, docname: str) -> None:
    """Leave them out on a page."""
    replace_in_texts(doctree, ENDLESS, shown, LEFT_ALONE)


def setup(app) -> None:
    """Register it, when everything else is in place, and before controls are put into elements of their own."""
    app.connect("doctree-resolved", leave_out, priority=940)
