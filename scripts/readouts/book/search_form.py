"""The form of the search in a page: the field, the lists that narrow it, the places of its results, and its citation.

What is typed is read by ``reader.js``, which has the address of a search too: ``#q=…&side=…&lang=…``.
"""

import hashlib
from pathlib import Path

from docutils import nodes

from ..text import absence
from . import citing
from .nodes import make
from .reader import SideTexts

HEADINGS = ("Side", "Passage", "Left", "Keyword", "Right")


def field(name: str) -> list[nodes.Element]:
    """Return the field for a pattern, with its label and what can be typed."""
    own, hint = f"concordance-{name}", f"concordance-{name}-hint"
    return [
        make("label", "Word, phrase, or pattern with *", **{"for": own}),
        make(
            "input",
            ids=(own,),
            type="text",
            autocomplete="off",
            autocapitalize="none",
            spellcheck="false",
            dir="auto",
            aria_describedby=hint,
        ),
        make(
            "p",
            "Case and American or British spelling make no difference; * stands for any letters inside a word: ",
            make("code", "sanction*"),
            ".",
            ids=(hint,),
            classes=("hint",),
        ),
    ]


def filters(name: str, every: list[SideTexts]) -> list[nodes.Element]:
    """Return the lists of the sides and of the languages that a search can be narrowed to, where there are several."""
    languages = dict.fromkeys(one for side in every for one in side.segments["language"])
    lists = [
        ("side", "Side", {side.name: side.name for side in every}),
        ("lang", "Language", {one: absence.named(one) for one in languages}),
    ]
    return [
        make(
            "p",
            make("label", label, **{"for": f"concordance-{name}-{part}"}),
            make(
                "select",
                make("option", "all", value=""),
                *(make("option", shown, value=value) for value, shown in values.items()),
                ids=(f"concordance-{name}-{part}",),
                name=part,
                autocomplete="off",
            ),
            classes=("filter",),
        )
        for part, label, values in lists
        if len(values) > 1
    ]


def cite_box(app, docname: str) -> nodes.Element:
    """Return the place of the citation of a search: the script fills in what was searched, its counts and its address."""
    srcdir = Path(app.srcdir)
    texts = srcdir / "data" / "segments.csv"
    hashed = hashlib.sha256(texts.read_bytes()).hexdigest() if texts.exists() else ""
    return make(
        "details",
        make("summary", "Cite this search"),
        make("p"),
        classes=("cite-box",),
        hidden="",
        data_book=citing.reference(citing.citation(srcdir)),
        data_texts=f"Texts: data/segments.csv, SHA-256 {hashed}." if hashed else "",
        data_page=citing.address(app, docname, ""),
    )


def results() -> list[nodes.Element]:
    """Return the places of an error, of the counts and of the lines."""
    head = make("thead", make("tr", *(make("th", name, scope="col") for name in HEADINGS)))
    table = make(
        "table",
        make("caption", "Keyword in context; a passage’s name leads to its whole text"),
        head,
        make("tbody"),
    )
    box = make(
        "div",
        table,
        classes=("pst-scrollable-table-container",),
        tabindex="0",
        role="region",
        aria_label="Concordance",
    )
    buttons = [
        make("button", name, type="button", value=value)
        for name, value in (("Copy as text", "copy"), ("Save as CSV", "save"))
    ]
    return [
        make("p", role="alert", classes=("error",)),
        make("div", role="status", classes=("counts",)),
        make(
            "div",
            box,
            make("p", *buttons, make("span", role="status"), classes=("export",)),
            classes=("results",),
            hidden="",
        ),
    ]
