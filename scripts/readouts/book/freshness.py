"""Read every page anew where anything changed that a page may show: data, a chapter, the package, a library.

Sphinx reads a page again when the page itself changed. A number on it comes from elsewhere, and the evidence of one page
names others, so that no page is kept where any of these is another.
"""

import hashlib
import sys
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path

from .. import paths

# Folders and files of a book that its pages are made from.
SOURCES = ("data", "chapters", "_config.yml", "_toc.yml")
_NO_SOURCE = ("__pycache__", ".ipynb_checkpoints")


def made_from(book: Path) -> str:
    """Return the SHA-256 of all that the pages of a book are made from.

    Parameters
    ----------
    book : Path
        The folder with ``_config.yml``.
    """
    digest = hashlib.sha256(sys.version.encode())
    for name in sorted(
        f"{one.metadata['Name']} {one.version}" for one in distributions() if one.metadata
    ):
        digest.update(f"{name}\n".encode())
    for folder in (*(book / name for name in SOURCES), paths.PACKAGE):
        for file in _files(folder):
            digest.update(f"{file.relative_to(folder)}\n".encode("utf-8", "surrogateescape"))
            digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def _files(place: Path) -> Iterable[Path]:
    if place.is_file():
        return [place]
    return sorted(
        file
        for file in place.rglob("*")
        if file.is_file() and not set(_NO_SOURCE) & set(file.parts)
    )


def outdated(app, env, added: set[str], changed: set[str], removed: set[str]) -> Iterable[str]:
    """Return the pages to be read again, for Sphinx: all, or those alone that it knows of itself."""
    now = made_from(Path(app.srcdir))
    before, env.readouts_made_from = getattr(env, "readouts_made_from", None), now
    return [] if before == now else sorted(env.found_docs)


def setup(app) -> None:
    """Register the question that Sphinx asks before it reads."""
    app.connect("env-get-outdated", outdated)
