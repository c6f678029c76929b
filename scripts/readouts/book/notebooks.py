"""Chapters as Jupyter notebooks, in which the sentences have their numbers: for `make lab`, and for each page to offer.

A chapter's ``.md`` stays its one source. Its notebook is made from it, with nothing that only a book knows: roles become
the words that they show, and links to other notebooks.
"""

import posixpath
import re
from hashlib import sha256
from pathlib import Path

import nbformat
from docutils import nodes
from myst_nb.core.read import read_myst_markdown_notebook
from pybtex.database import BibliographyData, parse_file

from ..atomic import atomic_write
from ..report.findings import Findings
from .nodes import make

CELLS = "\n```{code-cell}"
# Code, in which nothing is a role; a directive; a role.
_MARKUP = re.compile(
    r"^```(?P<directive>\{.+\}.*)\n(?:.*\n)*?```$"
    r"|^:::+\{\w+\} *(?P<heading>.*)\n(?::.*\n)*"
    r"|^:::+$"
    r"|(?P<code>(?P<marks>(?<!`)`+(?!`))[\s\S]+?(?<!`)(?P=marks)(?!`))"
    r"|\{(?P<role>[\w:]+)\}`(?P<text>[^`]+)`",
    re.MULTILINE,
)
_TARGET = re.compile(r"(?P<words>.+?)\s*<(?P<target>.+)>", re.S)
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_KINDS = {"fig": "Figure", "tab": "Table"}
HERE = (
    "Run it in the repository, where `make lab` sets up all that it needs and opens it. Without make, there: "
    "`pip install -r requirements/lab.txt`, then `pip install --no-deps --no-build-isolation --editable .`; the libraries of a "
    "lock alone are not enough, since the cells call the package."
)
ELSEWHERE = "To run it, lay it beside the chapter; the Python package readouts must be installed."


class Chapters:
    """The chapters of a book, as notebooks.

    Parameters
    ----------
    book : Path
        The folder with ``_config.yml``.
    findings : Findings
        The numbers that its prose names.
    """

    def __init__(self, book: Path, findings: Findings):
        self._book, self._findings = book, findings
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
                return f"*The page has here:* `{match['directive']}`"
            return match["code"] or (f"**{match['heading']}**\n\n" if match["heading"] else "")

        return _MARKUP.sub(said, prose)

    def _role(self, role: str, text: str, folder: str) -> str:
        """Return what a role shows, in words."""
        named = _TARGET.fullmatch(text)
        words, target = (named["words"], named["target"]) if named else ("", text)
        if role == "finding":
            return self._findings[text].text
        if role == "doc":
            return self._page(words, target, folder)
        if role == "numref":
            kind, _, exhibit = target.partition("-")
            return f"{_KINDS.get(kind, kind)} “{exhibit}”"
        if role in ("cite:p", "cite:t"):
            works = [self._work(key.strip(), role == "cite:t") for key in text.split(",")]
            return "; ".join(works) if role == "cite:t" else f"({'; '.join(works)})"
        return words or text

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
    section += make("p", "This page as a Jupyter notebook: ", link, classes=("notebook",))


def _chapters(app) -> Chapters:
    if not hasattr(app, "readouts_notebooks"):
        app.readouts_notebooks = Chapters(Path(app.srcdir), app.readouts_report.findings)
    return app.readouts_notebooks


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
