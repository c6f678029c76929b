"""Chapters as Jupyter notebooks, in which the sentences have their numbers: for `make lab`, and for each page to offer.

A chapter's ``.md`` stays its one source. Its notebook is made from it, with nothing that only a book knows: roles become
the words that they show, and links to other notebooks; directives what they print.
"""

import posixpath
import re
from collections.abc import Callable
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

import nbformat
from docutils import nodes
from myst_nb.core.read import read_myst_markdown_notebook
from pybtex.database import BibliographyData, parse_file

from ..atomic import atomic_write
from ..report import chapters, front
from ..report.citation import citation
from ..report.publish import Exhibit
from . import directives, facing
from .exhibits import PREFIX
from .nodes import as_html, make

if TYPE_CHECKING:
    from ..report.report import Report

CELLS = "\n```{code-cell}"
# Code, in which nothing is a role; a directive; a role.
_MARKUP = re.compile(
    r"^```(?P<directive>\{(?P<name>.+)\} *(?P<argument>.*))\n(?P<content>(?:.*\n)*?)```$"
    r"|^:::+\{\w+\} *(?P<heading>.*)\n(?::.*\n)*"
    r"|^:::+$"
    r"|(?P<code>(?P<marks>(?<!`)`+(?!`))[\s\S]+?(?<!`)(?P=marks)(?!`))"
    r"|\{(?P<role>[\w:]+)\}`(?P<text>[^`]+)`",
    re.MULTILINE,
)
_TARGET = re.compile(r"(?P<words>.+?)\s*<(?P<target>.+)>", re.S)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_SHOWN = re.compile(r"^(?P<kind>figures|tables)\.(?P<name>\w+)\(", re.MULTILINE)
_LISTED = re.compile(r"\b(?:file|root): *(\S+)")
HERE = (
    "Run it in the repository, where `make lab` sets up all that it needs and opens it. Without make, there: "
    "`pip install -r requirements/lab.txt`, then `pip install --no-deps --no-build-isolation --editable .`; the libraries of a "
    "lock alone are not enough, since the cells call the package, nor is the package without `--editable`, since they read the "
    "data of the repository. Set up in this way, it runs in any folder."
)
ELSEWHERE = "To run it, lay it beside the chapter; the Python package readouts must be installed."
BINDER = "https://mybinder.org/v2"
# Of an exhibit, by its anchor: the page on which it stands, its number there, and its title.
Placed = Callable[[str], tuple[str, int, str]]


class Chapters:
    """The chapters of a book, as notebooks.

    Parameters
    ----------
    book : Path
        The folder with ``_config.yml``.
    report : Report
        Its numbers and passages.
    exhibits : function
        See `Placed`.
    """

    def __init__(self, book: Path, report: "Report", exhibits: Placed):
        self._book, self._report, self._exhibits = book, report, exhibits
        self._works = BibliographyData()
        if (references := book / "chapters" / "references.bib").is_file():
            self._works = parse_file(str(references), "bibtex")

    def has(self, name: str) -> bool:
        """Return whether a page, by its path in the book without the ending, has cells to run."""
        path = self._book / f"{name}.md"
        return path.is_file() and CELLS in path.read_text(encoding="utf-8")

    def names(self) -> list[str]:
        """Return the pages that have cells."""
        pages = sorted((self._book / "chapters").rglob("*.md"))
        found = (page.relative_to(self._book).with_suffix("").as_posix() for page in pages)
        return [name for name in found if self.has(name)]

    def notebook(self, name: str) -> str:
        """Return a page as a notebook, in the bytes that it always has."""
        text = (self._book / f"{name}.md").read_text(encoding="utf-8")
        made = read_myst_markdown_notebook(text)
        repository = (self._book / "requirements" / "lab.txt").is_file()
        about = f"*Made from `{name}.md`: a change of the chapter belongs there. {HERE if repository else ELSEWHERE}*"
        cells = [nbformat.v4.new_markdown_cell(about), *made.cells]
        for number, cell in enumerate(cells):
            cell.id = f"cell-{number}"  # else by chance
            if number and cell.cell_type == "markdown":
                cell.source = self._plain(cell.source, posixpath.dirname(name))
        metadata = {"kernelspec": made.metadata["kernelspec"], "readouts": _digest(cells)}
        return nbformat.writes(nbformat.v4.new_notebook(cells=cells, metadata=metadata)) + "\n"

    def _plain(self, prose: str, folder: str) -> str:
        """Return prose in MyST as Markdown that any program reads."""

        def said(match: re.Match[str]) -> str:
            if match["role"]:
                return self._role(match["role"], match["text"], folder)
            if match["directive"]:
                printed = self._printed(match["name"], match["argument"], match["content"], folder)
                return printed or f"*The page has here:* `{match['directive']}`"
            return match["code"] or (f"**{match['heading']}**\n\n" if match["heading"] else "")

        return _MARKUP.sub(said, prose)

    def _printed(self, directive: str, argument: str, content: str, folder: str) -> str:
        """Return what a directive prints of the data; nothing of one that only a page can have."""
        if directive == "passages":
            return as_html(directives.columns(self._report, argument))
        if directive == "facing":
            return as_html(facing.table(self._report))
        if directive == "front":
            said = "\n".join(f"- {one}" for one in front.sentences(self._report.analysis))
            return self._plain(said, folder)
        return ""

    def _role(self, role: str, text: str, folder: str) -> str:
        """Return what a role shows, in words."""
        named = _TARGET.fullmatch(text)
        words, target = (named["words"], named["target"]) if named else ("", text)
        if role == "finding":
            return self._report.findings[text].text
        if role == "doc":
            return self._page(words, target, folder)
        if role == "numref":
            return self._exhibit(target, folder)
        if role in ("cite:p", "cite:t"):
            works = [self._work(key.strip(), role == "cite:t") for key in text.split(",")]
            return "; ".join(works) if role == "cite:t" else f"({'; '.join(works)})"
        return words or text

    def _exhibit(self, label: str, folder: str) -> str:
        name, number, title = self._exhibits(label)
        words = f"{'Figure' if label.startswith(PREFIX['figure']) else 'Table'} {number}, “{title}”"
        return self._page(words, posixpath.relpath(name, folder), folder)

    def _page(self, words: str, target: str, folder: str) -> str:
        name = posixpath.normpath(posixpath.join(folder, target)).lstrip("/")
        path = self._book / f"{name}.md"
        title = _TITLE.search(path.read_text(encoding="utf-8")) if path.is_file() else None
        words = words or (title[1] if title else target)
        return f"[{words}]({target}.ipynb)" if self.has(name) else f"*{words}*"

    def _work(self, key: str, in_sentence: bool) -> str:
        entry = self._works.entries[key]
        people = entry.persons.get("author") or entry.persons.get("editor") or []
        names = [" ".join([*one.prelast_names, *one.last_names]).strip("{}") for one in people]
        who = f"{names[0]} et al." if len(names) > 2 else " and ".join(names) or key
        year = entry.fields.get("year", "no year")
        return f"{who} ({year})" if in_sentence else f"{who}, {year}"


def placed(book: Path, report: "Report") -> Placed:
    """Return where each exhibit stands and which number it has, by the order of the cells, without a build."""
    places: dict[str, list[tuple[str, str]]] = {"figures": [], "tables": []}
    for page in _LISTED.findall((book / "_toc.yml").read_text(encoding="utf-8")):
        path = book / f"{page}.md"
        for shown in _SHOWN.finditer(path.read_text(encoding="utf-8")) if path.is_file() else ():
            places[shown["kind"]].append((page, shown["name"]))

    @cache
    def found(kind: str) -> dict[str, tuple[str, int, str]]:
        functions = {one.__name__: one for one in chapters.exhibits(kind, report)}
        made = ((page, functions[name](report)) for page, name in places[kind])
        shown = [(page, one) for page, one in made if isinstance(one, Exhibit)]
        return {one.id: (page, number, one.title) for number, (page, one) in enumerate(shown, 1)}

    def place(label: str) -> tuple[str, int, str]:
        kind = "figures" if label.startswith(PREFIX["figure"]) else "tables"
        return found(kind)[label.partition("-")[2]]

    return place


def _digest(cells: list[nbformat.NotebookNode]) -> str:
    return sha256("\0".join(cell.source for cell in cells).encode()).hexdigest()


def is_edited(path: Path) -> bool:
    """Return whether the cells of a notebook that was made here have been changed since; that it was run is no change."""
    notebook = nbformat.read(path, as_version=4)
    return notebook.metadata.get("readouts") != _digest(notebook.cells)


def write(chapters: Chapters, folder: Path) -> list[Path]:
    """Write the notebooks into a folder, and return those that somebody has edited there, which are left as they are."""
    folder.mkdir(parents=True, exist_ok=True)
    kept = []
    for name in chapters.names():
        path = folder / f"{posixpath.basename(name)}.ipynb"
        if path.exists() and is_edited(path):
            kept.append(path)
            continue
        with atomic_write(path) as file:
            file.write(chapters.notebook(name).encode())
    return kept


def offer(app, doctree: nodes.document, docname: str) -> None:
    """Put the link to its notebook at the end of a page that has cells."""
    section = doctree.next_node(nodes.section)
    if app.builder.name != "html" or section is None or not _chapters(app).has(docname):
        return
    name = f"{docname}.ipynb"
    link = make("a", posixpath.basename(name), href=f"site:{name}", download="")
    said: list[str | nodes.Node] = ["This page as a Jupyter notebook: ", link]
    repository = citation(Path(app.srcdir)).get("repository-code")
    if repository and Path(app.srcdir, "binder").is_dir():
        said += [". ", make("a", "Run it on Binder", href=launch(repository, docname))]
    section += make("p", *said, classes=("notebook",))


def launch(repository: str, name: str) -> str:
    """Return the address at which Binder opens the notebook of a page, which ``binder/postBuild`` makes there.

    Examples
    --------
    >>> launch("https://git.example/a/b", "chapters/index")
    'https://mybinder.org/v2/git/https%3A%2F%2Fgit.example%2Fa%2Fb/HEAD?urlpath=lab/tree/_build/notebooks/index.ipynb'
    """
    path = repository.removesuffix(".git").rstrip("/").partition("://github.com/")[2]
    place = f"gh/{path}" if path else f"git/{quote(repository, safe='')}"
    return (
        f"{BINDER}/{place}/HEAD?urlpath=lab/tree/_build/notebooks/{posixpath.basename(name)}.ipynb"
    )


def _chapters(app) -> Chapters:
    if not hasattr(app, "readouts_notebooks"):
        app.readouts_notebooks = Chapters(
            Path(app.srcdir), app.readouts_report, partial(_built, app)
        )
    return app.readouts_notebooks


def _built(app, label: str) -> tuple[str, int, str]:
    exhibit = app.env.get_domain("readouts").data["exhibits"][label]
    (number,) = app.env.toc_fignumbers[exhibit["docname"]][exhibit["kind"]][label]
    return exhibit["docname"], number, exhibit["title"]


def write_files(app, exception: Exception | None) -> None:
    """Write the notebooks beside their pages."""
    if exception or app.builder.name != "html":
        return
    for name in filter(_chapters(app).has, sorted(app.env.found_docs)):
        path = Path(app.outdir, f"{name}.ipynb")
        path.write_text(_chapters(app).notebook(name), encoding="utf-8")


def setup(app) -> None:
    """Register the links and the files."""
    app.connect("doctree-resolved", offer, priority=800)
    app.connect("build-finished", write_files)
