"""Characters that are not seen and change what is seen: shown by their numbers, and kept from turning the text around them.

A control of direction can make a text read otherwise than it was written. It stays where it is, so that the passage is
the source's to the letter, in an element of its own, beyond which it has no effect. Characters that no page may hold
are shown by their number alone.
"""

import re

from docutils import nodes

from .nodes import make, replace_in_texts, split_at

# The embeddings, overrides and isolates of Unicode's bidirectional algorithm; the marks of direction turn nothing.
DIRECTION = "\u202a-\u202e\u2066-\u2069"
# What HTML does not allow: of the control characters all but the tab and the ends of lines.
FORBIDDEN = "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
CONTROL = re.compile(f"[{DIRECTION}{FORBIDDEN}]")
LEFT_ALONE = (nodes.raw, nodes.comment)


def shown(text: str) -> list[nodes.Node]:
    """Return a text as nodes, each control in an element with its number.

    Examples
    --------
    >>> [node.astext() for node in shown("a\\u202eb\\x00")]
    ['a', '\\u202e', 'b', 'U+0000']
    """
    return split_at(CONTROL, text, _numbered)


def _numbered(control: re.Match[str]) -> nodes.Node:
    number = f"U+{ord(control[0]):04X}"
    if re.match(f"[{DIRECTION}]", control[0]):
        return make("span", control[0], classes=("control",), data_number=number)
    return make("span", number, classes=("control",))


def show_controls(app, doctree: nodes.document, docname: str) -> None:
    """Show them on a page."""
    replace_in_texts(doctree, CONTROL, shown, LEFT_ALONE)


def setup(app) -> None:
    """Register the showing, when everything else is in place."""
    app.connect("doctree-resolved", show_controls, priority=950)
