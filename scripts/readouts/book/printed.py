"""The site's own PDF: ``READOUTS_PDF`` in the environment names the file that `make pdf` printed, and the front page links it.

A site that is built without it has no link. Nothing looks for a file by itself, which might be of an older state of the book.
"""

import os
import shutil
from pathlib import Path

from docutils import nodes

from .nodes import make


def offer(app, doctree: nodes.document, docname: str) -> None:
    """Put the link to the PDF at the end of the front page."""
    section, path = doctree.next_node(nodes.section), _given(app)
    if path and section is not None and docname == app.config.root_doc:
        link = make("a", path.name, href=f"site:{path.name}", download="")
        section += make("p", "The book as one PDF: ", link, classes=("notebook",))


def write_file(app, exception: Exception | None) -> None:
    """Copy the PDF into the site."""
    if not exception and (path := _given(app)):
        shutil.copyfile(path, Path(app.outdir, path.name))


def _given(app) -> Path | None:
    """Return the file as seen from the book, or None where there is none to offer."""
    named = os.environ.get("READOUTS_PDF")
    return Path(app.confdir, named) if named and app.builder.name == "html" else None


def setup(app) -> None:
    """Register the link and the file."""
    app.connect("doctree-resolved", offer, priority=800)
    app.connect("build-finished", write_file)
