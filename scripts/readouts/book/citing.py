"""How to cite, on the pages: the book's own citation, what stands under each figure and at the foot of each page, and the colophon.

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
from ..corpus.datapackage import DESCRIPTOR, descriptor
from ..report.citation import (
    authors,
    bibtex,
    citation,
    code_licence,
    credit,
    csl,
    in_words,
    licence,
    licence_address,
    reference,
    ris,
    version,
)
from ..report.publish import data_sha256
from . import catalogue
from .evidence import reading_order
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

CITING = "readouts-citing"  # in the metadata of a page that cites the book


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


def line(app, figure_id: str) -> nodes.Element:
    """Return the line under a figure: its licence, and how it is cited in short."""
    cff = citation(Path(app.srcdir))
    cited = f"cite as {credit(cff, figure_id)}"
    said = [licensed(licence(cff)), f" · {cited}"] if licence(cff) else [f"C{cited[1:]}"]
    return make("p", *said, classes=("credit",))


def licensed(spdx: str) -> nodes.Element:
    """Return the name of a licence, as a link to its text where it has an address."""
    where = licence_address(spdx)
    name = in_words(spdx)
    return make("a", name, href=where, rel="license") if where else make("span", name)


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
        make("summary", "Cite", aria_label=f"Cite: {content['title']}"),
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


def foot(app, page: str | None = None) -> dict:
    """Return what the foot of each page says: whose the book is, the licence of each part of it, and how it is cited, with the page that says it in full.

    Of data with passages under no licence it says that these are apart.
    """
    srcdir = Path(app.srcdir)
    cff = citation(srcdir)
    folder = srcdir / "data"
    package = descriptor(folder) if (folder / DESCRIPTOR).exists() else {}
    of_data = _names(package)
    quoted = any(
        name.startswith("LicenseRef-")
        for resource in package.get("resources", ())
        for name in _names(resource)
    )
    parts: dict[str, list[str]] = {}
    for some, name in (
        (["text", "figures"], licence(cff)),
        (["data"], " and ".join(map(in_words, of_data))),
        (["code"], code_licence(cff)),
    ):
        if name:
            parts.setdefault(in_words(name), []).extend(some)
    addresses = {
        in_words(name): licence_address(name)
        for name in (licence(cff), code_licence(cff), *of_data)
    }
    licences = [
        (
            _together(of),
            name,
            addresses.get(name, ""),
            ", quotations excepted" if quoted and "data" in of else "",
        )
        for name, of in parts.items()
    ]
    numbered = f", version {cff['version']}" if "version" in cff else ""
    return {
        "holder": f"© {app.config.copyright} {'; '.join(authors(cff))}",
        "licences": licences,
        "cite": f"Cite as {credit(cff)}: {cff['title'].partition(':')[0]}{numbered}",
        "page": page,
    }


def _names(described: dict) -> list[str]:
    """Return the licences that a data package, or a table of it, says it has."""
    return [one["name"] for one in described.get("licenses", ()) if "name" in one]


def _together(parts: list[str]) -> str:
    """Return the parts of a book as the head of one licence."""
    *most, last = parts
    said = f"{', '.join(most)} and {last}" if most else last
    return said[0].upper() + said[1:]


def make_foot(app, env) -> None:
    """Make what the foot of each page says, once all pages are read."""
    pages = [page for page in reading_order(env) if CITING in env.metadata.get(page, {})]
    # The front page may cite the book too; the chapter says more.
    app.readouts_foot = foot(app, pages[-1] if pages else None)


def add_foot(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Give it to the template of the footer."""
    context["readouts_foot"] = app.readouts_foot


class CitationDirective(SphinxDirective):
    """``{citation}``: the reference to the book, in words and as BibTeX."""

    def run(self) -> list[nodes.Node]:
        """Return both, as ``CITATION.cff`` has them."""
        self.env.metadata[self.env.docname][CITING] = True
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


class ErrataDirective(SphinxDirective):
    """``{errata}``: where errata go, which is the repository if ``CITATION.cff`` has its address."""

    def run(self) -> list[nodes.Node]:
        """Return one paragraph."""
        address = citation(Path(self.env.srcdir)).get("repository-code")
        place = (
            ["as issues in ", make("a", "the repository", href=address)]
            if address
            else ["in the repository that you got this book from, as issues there"]
        )
        return [
            paragraph(
                "Errata are welcome ",
                *place,
                ": name the page, the figure or the number, and what the source says instead.",
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
    app.add_directive("errata", ErrataDirective)
    app.add_directive("colophon", ColophonDirective)
    app.connect("env-check-consistency", make_foot)
    app.connect("html-page-context", add_foot)
