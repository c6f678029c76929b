"""DataFrames that a cell shows, as tables of a page: what pandas writes is neither valid HTML nor made for everyone.

They are what a rerunner sees, and no results of the report: each is marked as that, so that the rule that every digit is a
finding passes over it, and over nothing else.
"""

import re

from docutils import nodes

_FOREIGN = re.compile(
    r'<style scoped>.*?</style>|(?<=<table) border="1"| (?:style|halign|valign)="[^"]*"', re.DOTALL
)
_CORNER = re.compile(r"<th></th>")
_HEADER = re.compile(r"<th\b(?P<spans>[^>]*)>|</thead>")


def is_dataframe(html: str) -> bool:
    """Say whether HTML is what pandas writes of a DataFrame.

    Examples
    --------
    >>> import pandas as pd
    >>> is_dataframe(pd.DataFrame({"word": ["crisis"]})._repr_html_()), is_dataframe("<p>A table.</p>")
    (True, False)
    """
    return '<table border="1" class="dataframe">' in html


def page_html(html: str) -> str:
    """Write a DataFrame as a page can have it: valid, within reach of the keyboard, and marked as no result.

    Examples
    --------
    >>> import pandas as pd
    >>> shown = page_html(pd.DataFrame({"word": ["crisis"]})._repr_html_())
    >>> "style" in shown, "<th></th>" in shown, "data-not-result" in shown
    (False, False, True)
    """
    inner = _scoped(_CORNER.sub("<td></td>", _FOREIGN.sub("", html))).strip()
    inner = inner.removeprefix("<div>").removesuffix("</div>").strip()
    # The class of the theme's own tables: the header stays in sight, and what is too wide scrolls.
    opening = '<div class="dataframe-output pst-scrollable-table-container" data-not-result tabindex="0" role="group" aria-label="Output of the cell">'
    return f"{opening}\n{inner}\n</div>"


def _scoped(html: str) -> str:
    """Say of each header whether it heads its column or its row, or several of them: a screen reader reads it with their cells."""
    axis = "col"

    def scoped(found: re.Match[str]) -> str:
        nonlocal axis
        if found[0] == "</thead>":
            axis = "row"
            return found[0]
        group = "group" * (f"{axis}span=" in found["spans"])
        return f'<th{found["spans"]} scope="{axis}{group}">'

    return _HEADER.sub(scoped, html)


def node(html: str) -> nodes.raw:
    """Return the node of a DataFrame."""
    return nodes.raw("", page_html(html), format="html")
