"""How to cite, on the pages: the book's own citation, the box under each figure, and the colophon.

What is said comes from ``CITATION.cff`` (see `citation`), the commit from git or from the package (see `readouts.commit`).
Published files carry version and data hash, and never the commit.
"""

import csv
import hashlib
import json
from functools import lru_cache
from importlib.metadata import version as installed
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..commit import commit
from ..report.citation import bibtex, citation, csl, licence, reference, ris, version
from ..report.publish import data_sha256
from . import catalogue
from .nodes import make, paragraph

# The packages that decide what a page shows, for the colophon. Python's own version is none of them: the pages are
# the same on each version that the lock allows.
PACKAGES = (
    "jupyter-book",
    "sphinx",
    "myst-nb",
    "sphinx-book-theme",
    "pandas",
    "numpy",
    "matplotlib",
    "nltk",
)


@lru_cache(maxsize=1)
def _commit(srcdir: Path) -> str:
    return commit(srcdir)  # git is asked once a build


def register(srcdir: Path) -> dict[str, list[dict]]:
    """Read the figures published so far, oldest version first: id to its rows in ``data/figures.csv``."""
    rows: dict[str, list[dict]] = {}
    path = srcdir / "data" / "figures.csv"
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                rows.setdefault(row["figure"], []).append(row)
    return rows


def address(app, docname: str, anchor: str) -> str:
    """Return a figure's permanent address, or where it stands in the book as long as the book has none."""
    base = app.config.html_baseurl
    page = f"{docname}.html#{anchor}"
    return f"{base.rstrip('/')}/{page}" if base else page


def _entry(text: str) -> nodes.Element:
    """Return a BibTeX entry, within reach of the keyboard where it scrolls."""
    return make("pre", text, classes=("bibtex",), tabindex="0")


def references(cff: dict, exhibit: dict, place: str) -> dict[str, str]:
    """Return the files with the reference to a figure, by their endings: BibTeX, RIS and CSL-JSON."""
    figure = (exhibit["title"], exhibit["id"])
    return {
        "bib": bibtex(cff, figure, place) + "\n",
        "ris": ris(cff, figure, place),
        "csl.json": json.dumps([csl(cff, figure, place)], ensure_ascii=False, indent=1) + "\n",
    }


def box(app, docname: str, content: dict) -> nodes.Element:
    """Return the box under a figure."""
    srcdir = Path(app.srcdir)
    cff, figure_id = citation(srcdir), content["id"]
    figure, place = (content["title"], figure_id), address(app, docname, f"fig-{figure_id}")
    changes = register(srcdir).get(figure_id, [])
    facts = [
        ("Version", [version(cff)]),
        ("Commit", [make("code", _commit(srcdir))]),
        ("SHA-256 of its data", [make("code", data_sha256(content["files"]["csv"]))]),
        (
            "Address",
            [
                make("code", place),
                "" if app.config.html_baseurl else " (in the book; no permanent address is set)",
            ],
        ),
        (
            "Changed since the last version",
            [changes[-1]["change"] if changes else "not yet registered"],
        ),
        (
            "Program that draws it",
            [
                make("a", f"{figure_id}.py", href=f"site:figures/{figure_id}.py"),
                ", from the CSV beside it",
            ],
        ),
        *([("Licence", [licence(cff)])] if licence(cff) else []),
        ("All data", [make("a", "data.zip", href="site:data.zip", download="")]),
    ]
    body = [part for name, value in facts for part in (make("dt", name), make("dd", *value))]
    return make(
        "details",
        make("summary", "Cite this figure"),
        make(
            "span",
            classes=("Z3988",),
            title=catalogue.coins(cff, content["title"], "artwork", place, cff["title"]),
        ),
        # One click selects all of it.
        make("p", reference(cff, figure, place), classes=("reference-in-words",)),
        _entry(bibtex(cff, figure, place)),
        make("p", "For reference managers: ", *_managers(content), classes=("files",)),
        make("dl", *body),
        classes=("cite-box",),
        data_not_result="",
    )


def _managers(content: dict) -> list[nodes.Node]:
    """Return the links to the files of `references`."""
    return [
        node
        for ending, name in (("bib", "BibTeX"), ("ris", "RIS"), ("csl.json", "CSL-JSON"))
        for node in (
            make(
                "a",
                name,
                href=f"site:figures/{content['id']}.{ending}",
                download="",
                aria_label=f"{name}: {content['title']}",
            ),
            nodes.Text(" "),
        )
    ]


class CitationDirective(SphinxDirective):
    """``{citation}``: the reference to the book, in words and as BibTeX."""

    def run(self) -> list[nodes.Node]:
        """Return both, as ``CITATION.cff`` has them."""
        cff, place = citation(Path(self.env.srcdir)), self.config.html_baseurl or ""
        return [
            make(
                "div",
                make("p", reference(cff, address=place), classes=("reference-in-words",)),
                _entry(bibtex(cff, address=place)),
                classes=("cite-book",),
                data_not_result="",
            )
        ]


class ColophonDirective(SphinxDirective):
    """``{colophon}``: what the book was made with and from, with hashes."""

    def run(self) -> list[nodes.Node]:
        """Return a list of versions and one of hashes."""
        srcdir = Path(self.env.srcdir)
        versions = [
            ("this book", version(citation(srcdir))),
            ("commit", _commit(srcdir)),
            *((name, installed(name)) for name in PACKAGES),
        ]
        tables = [
            (path.relative_to(srcdir).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest())
            for path in sorted((srcdir / "data").rglob("*.csv"))
        ]
        return [
            paragraph("Made with:"),
            self._list(versions),
            paragraph("Made from the tables, by SHA-256:"),
            self._list(tables),
        ]

    def _list(self, pairs: list[tuple[str, str]]) -> nodes.Element:
        return make(
            "dl",
            *(
                part
                for name, value in pairs
                for part in (make("dt", name), make("dd", make("code", value)))
            ),
            classes=("colophon",),
            data_not_result="",
        )


def setup(app) -> None:
    """Register the directives."""
    app.add_directive("citation", CitationDirective)
    app.add_directive("colophon", ColophonDirective)
