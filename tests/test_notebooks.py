"""A chapter as a notebook: its sentences have their numbers, nothing in it is markup of the book, and no edit is lost."""

import re

import nbformat
import pytest
from conftest import ROOT
from readouts.book.notebooks import CELLS, Chapters, is_edited, write
from readouts.report.findings import Finding, Findings, Row

HEAD = "---\nkernelspec:\n  name: python3\n  display_name: Python 3\n---\n\n"
CELL = "\n```{code-cell} ipython3\nlen('{finding}`calls`')\n```\n"
FINDINGS = Findings([Finding("calls", 1, "calls", rows=(Row("calls.csv", "a"),))])
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
        return Chapters(tmp_path, FINDINGS)

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
        ("{numref}`tab-a-b` and {numref}`fig-c`", "Table “a-b” and Figure “c”"),
        ("So {cite:p}`one,two`; so {cite:t}`many`.", "So (van den Berg, 1999; Berg and Tal, 2001); so The Office et al. (2003)."),
        ("Written ``{finding}`calls` ``, `*` and $a_1$ \\*.", "Written ``{finding}`calls` ``, `*` and $a_1$ \\*."),
        (":::{note} Mind\n:class: tip\nIn {finding}`calls`.\n:::", "**Mind**\n\nIn 1."),
        ("```{passages} a b\n```", "*The page has here:* `{passages} a b`"),
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


def test_the_projects_own_chapters_have_no_markup_of_the_book_left():

    class Any(dict):
        def __missing__(self, name):
            return Finding(name, None, name, shown="7")

    chapters = Chapters(ROOT, Any())
    made = {name: cells(chapters.notebook(name)) for name in chapters.names()}
    with_cells = [
        page
        for page in (ROOT / "chapters").rglob("*.md")
        if CELLS in page.read_text(encoding="utf-8")
    ]
    assert len(made) == len(with_cells) > 15
    for name, parts in made.items():
        prose = "\n".join(cell.source for cell in parts[1:] if cell.cell_type == "markdown")
        assert not re.search(r"(?<!`)\{[\w:]+\}`|^:::|^```\{", prose, re.MULTILINE), name
