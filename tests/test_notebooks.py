"""A chapter as a notebook: its sentences have their numbers, nothing in it is markup of the book, and no edit is lost."""

import os
import re
from html import escape
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from conftest import ROOT
from docutils import nodes
from readouts.book.notebooks import BINDER, CELLS, Chapters, is_edited, launch, offer, placed, write
from readouts.report.findings import Finding, Findings, Row

HEAD = "---\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n"
CELL = "\n```{code-cell} ipython3\nlen('{finding}`calls`')\n```\n"
FINDINGS = Findings([Finding("calls", 1, "calls", rows=(Row("calls.csv", "a"),))])
REPORT = SimpleNamespace(findings=FINDINGS)
EXHIBITS = {"tab-a-b": ("chapters/other", 2, "A?"), "fig-c": ("chapters/next", 1, "C")}
BIB = """
@book{one, author = {van den Berg, Ada}, title = {A}, year = {1999}}
@book{two, author = {Berg, A. and Tal, B.}, title = {B}, year = {2001}}
@book{many, author = {{The Office} and Tal, B. and See, C.}, title = {C}, year = {2003}}
"""


@pytest.fixture
def book(tmp_path):
    """A book of one chapter with cells, whose prose a test gives, and one without."""
    folder = tmp_path / "chapters"
    folder.mkdir()
    (folder / "other.md").write_text("# The other\n")
    (folder / "next.md").write_text(f"{HEAD}# The next\n{CELL}")
    (folder / "references.bib").write_text(BIB)

    def made(prose: str) -> Chapters:
        (folder / "one.md").write_text(f"{HEAD}# One\n\n{prose}\n{CELL}")
        return Chapters(tmp_path, REPORT, EXHIBITS.__getitem__)

    return made


def cells(text: str) -> list[nbformat.NotebookNode]:
    notebook = nbformat.reads(text, as_version=4)
    nbformat.validate(notebook)
    return notebook.cells


@pytest.mark.parametrize(
    ("myst", "plain"),
    [
        ("In {finding}`calls` call of {plain}`95`.", "In 1 call of 95."),
        ("A {term}`rate` of {term}`many <one>`.", "A rate of many."),
        ("See {doc}`next` and {doc}`it <next>`.", "See [The next](next.ipynb) and [it](next.ipynb)."),
        ("See {doc}`other`.", "See *The other*."),
        ("{numref}`tab-a-b` and {numref}`fig-c`", "*Table 2, “A?”* and [Figure 1, “C”](next.ipynb)"),
        ("So {cite:p}`one,two`; so {cite:t}`many`.", "So (van den Berg, 1999; Berg and Tal, 2001); so The Office et al. (2003)."),
        ("Written ``{finding}`calls` ``, `*` and $a_1$ \\*.", "Written ``{finding}`calls` ``, `*` and $a_1$ \\*."),
        (":::{note} Mind\n:class: tip\nIn {finding}`calls`.\n:::", "**Mind**\n\nIn 1."),
        ("```{reader} a b\n```", "*The page has here:* `{reader} a b`"),
        ("```python\n{finding}`calls`\n```", "```python\n{finding}`calls`\n```"),
    ],
)  # fmt: skip
def test_roles_become_what_they_show(book, myst, plain):
    about, prose, code = cells(book(myst).notebook("chapters/one"))
    assert prose.source.strip() == f"# One\n\n{plain}"
    assert code.source == "len('{finding}`calls`')"  # code stays as it is
    assert "`chapters/one.md`" in about.source


def test_a_number_that_there_is_not_is_an_error(book):
    with pytest.raises(KeyError, match="no finding 'lost'"):
        book("{finding}`lost`").notebook("chapters/one")


def test_a_notebook_has_the_same_bytes_each_time(book):
    assert book("A").notebook("chapters/one") == book("A").notebook("chapters/one")


def test_what_somebody_edited_stays_and_what_was_run_alone_does_not(book, tmp_path):
    folder, path = tmp_path / "made", tmp_path / "made" / "one.ipynb"
    assert write(book("{finding}`calls`"), folder) == []
    assert sorted(path.name for path in folder.iterdir()) == ["next.ipynb", "one.ipynb"]
    notebook = nbformat.read(path, as_version=4)
    notebook.cells[-1].outputs = [nbformat.v4.new_output("stream", text="1\n")]
    nbformat.write(notebook, path)
    assert not is_edited(path) and write(book("New."), folder) == []
    assert "New." in path.read_text()
    notebook.cells[-1].source = "mine"
    nbformat.write(notebook, path)
    assert write(book("Newer."), folder) == [path]
    assert "mine" in path.read_text()


@pytest.mark.parametrize(
    "address", ["https://github.com/some/one", "https://github.com/some/one.git"]
)
def test_binder_opens_what_is_made_there(address):
    place = f"{BINDER}/gh/some/one/HEAD?urlpath=lab/tree/_build/notebooks/one.ipynb"
    assert launch(address, "chapters/one") == place
    made = (ROOT / "binder" / "postBuild").read_text()
    assert "scripts/notebooks.py _build/notebooks\n" in made
    assert os.access(ROOT / "binder" / "postBuild", os.X_OK)


@pytest.mark.parametrize("cff", ["", "repository-code: https://github.com/some/one\n"])
def test_a_page_leads_to_binder_where_the_repository_has_an_address(book, tmp_path, cff):
    made = book("A")
    (tmp_path / "binder").mkdir()
    (tmp_path / "CITATION.cff").write_text(f"title: One\n{cff}")
    app = SimpleNamespace(
        builder=SimpleNamespace(name="html"), srcdir=tmp_path, readouts_notebooks=made
    )
    page = nodes.section()
    offer(app, nodes.document(None, None, "", page), "chapters/one")
    assert ("Run it on Binder" in page.astext()) is bool(cff)
    assert "one.ipynb" in page.astext()


@pytest.fixture(scope="module")
def made(build):
    """The project's chapters as the site has them: name to cells."""
    site, names = build["site"], Chapters(ROOT, REPORT, EXHIBITS.__getitem__).names()
    return {name: cells((site / f"{name}.ipynb").read_text(encoding="utf-8")) for name in names}


def test_a_directive_prints_what_the_page_has(made, report):
    passages = next(one.source for one in made["chapters/readouts"] if "<blockquote" in one.source)
    for segment in report.corpus.of("kremlin-2022-06-15-quoted").itertuples():
        assert escape(segment.text) in passages
    facing = next(one.source for one in made["chapters/index"] if "<table>" in one.source)
    assert "<td><p>No sentence states this.</p></td>" in facing and "<p>In 1 of the two" in facing


@pytest.mark.slow
def test_make_lab_writes_what_the_site_offers(made, report, tmp_path):
    write(Chapters(ROOT, report, placed(ROOT, report)), tmp_path)
    for name, parts in made.items():
        text = (tmp_path / f"{Path(name).name}.ipynb").read_text(encoding="utf-8")
        assert [one.source for one in cells(text)] == [one.source for one in parts], name


def test_the_projects_own_chapters_have_no_markup_of_the_book_left(made):
    with_cells = [
        page
        for page in (ROOT / "chapters").rglob("*.md")
        if CELLS in page.read_text(encoding="utf-8")
    ]
    assert len(made) == len(with_cells) > 15
    for name, parts in made.items():
        prose = "\n".join(cell.source for cell in parts[1:] if cell.cell_type == "markdown")
        assert not re.search(r"(?<!`)\{[\w:]+\}`|^:::|^```\{", prose, re.MULTILINE), name
