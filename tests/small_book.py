"""A Sphinx project of one page, to ask a part of the book's extension without a whole book."""

import io
from collections.abc import Callable
from pathlib import Path

from bs4 import BeautifulSoup, Tag
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace


def page(folder: Path, text: str, *parts: str, report=None) -> BeautifulSoup:
    """Build a page of MyST with these modules of the extension; a warning is an error."""

    def prepared(app) -> None:
        app.readouts_report = report

    return _built(folder, text, parts, prepared)


def written(folder: Path, node: nodes.Node) -> Tag:
    """Write a node as HTML, as a page would have it: the body of the page."""

    def prepared(app) -> None:
        app.connect("doctree-resolved", lambda app, tree, name: tree.append(node))

    return _built(folder, "", ("nodes",), prepared).select_one("div.body")


def _built(
    folder: Path, text: str, parts: tuple[str, ...], prepared: Callable[[Sphinx], None]
) -> BeautifulSoup:
    source, site, warnings = folder / "source", folder / "site", io.StringIO()
    source.mkdir(parents=True, exist_ok=True)
    (source / "index.md").write_text(f"# A page\n\n{text}\n", encoding="utf-8")
    extensions = ["myst_parser", *(f"readouts.book.{part}" for part in parts)]
    settings = {"extensions": extensions, "html_theme": "basic", "project": "A book"}
    with docutils_namespace():
        app = Sphinx(
            source, None, site, site / ".doctrees", "html", settings, status=None, warning=warnings
        )
        prepared(app)
        app.build()
    assert not warnings.getvalue(), warnings.getvalue()
    return BeautifulSoup((site / "index.html").read_text(encoding="utf-8"), "html.parser")
