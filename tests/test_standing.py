"""A book that stands is not built again, and none that differs in anything from what would be built is taken for it."""

import shutil
from importlib.metadata import distributions
from pathlib import Path
from types import SimpleNamespace

import pytest
from conftest import standing

SOURCES = (
    "_config.yml",
    "CITATION.cff",
    "chapters/index.md",
    "data/a.csv",
    "scripts/readouts/b.py",
)
PAGES = ("index.html", "figures/a.svg", ".nojekyll")


def write(folder: Path, name: str, text: str = "one") -> None:
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text)


def build(root: Path, pages: tuple[str, ...] = PAGES) -> None:
    """Do what `make book` does."""
    if not standing.stands(root):
        standing.ask(root)
        shutil.rmtree(root / "_build" / "html", ignore_errors=True)
        for name in pages:
            write(root / "_build" / "html", name)
        write(root, "_build/.said", "done")
        standing.built(root)


@pytest.fixture
def book(tmp_path, monkeypatch) -> Path:
    """A project with a book that stands, in an environment with one library: to look through the whole of it takes long."""
    library = SimpleNamespace(metadata={"Name": "pandas"}, version="3")
    monkeypatch.setattr(standing, "distributions", lambda: [library])
    for name in SOURCES:
        write(tmp_path, name)
    assert not standing.stands(tmp_path)
    build(tmp_path)
    return tmp_path


def test_what_was_built_stands_whatever_a_build_and_a_set_up_write(book):
    assert standing.stands(book)
    for name in (".venv/a", ".git/a", "_build/texts/a", "scripts/__pycache__/a.pyc", ".cache/a"):
        write(book, name, "other")
    assert standing.stands(book)


@pytest.mark.parametrize("name", [*SOURCES, *(f"_build/html/{page}" for page in PAGES)])
@pytest.mark.parametrize("change", ["other", "gone", "renamed", "emptied"])
def test_a_change_of_any_file_of_the_project_or_of_the_site_has_it_built(book, name, change):
    path = book / name
    if change == "gone":
        path.unlink()
    elif change == "renamed":
        path.rename(path.with_name("renamed"))
    else:
        path.write_text("" if change == "emptied" else "two")
    assert not standing.stands(book)
    build(book)
    assert standing.stands(book)


@pytest.mark.parametrize("name", ["new", "chapters/new.md", "_build/html/new.html"])
def test_so_has_a_new_file(book, name):
    write(book, name)
    assert not standing.stands(book)
    (book / name).unlink()
    assert standing.stands(book)  # what is as it was needs no build


def test_so_has_another_commit_library_or_address(book, monkeypatch):
    with monkeypatch.context() as other:
        other.setattr(standing, "commit", lambda folder: "another")
        assert not standing.stands(book)
    another = SimpleNamespace(metadata={"Name": "pandas"}, version="99")
    for found in (lambda: [another], distributions):
        with monkeypatch.context() as other:
            other.setattr(standing, "distributions", found)
            assert not standing.stands(book)
    with monkeypatch.context() as other:
        other.setenv("READOUTS_BASEURL", "https://book.example")
        assert not standing.stands(book)
    with monkeypatch.context() as other:
        other.setenv("READOUTS_PDF", "_build/pdf/book.pdf")
        write(book, "_build/pdf/book.pdf", "one")
        before = standing.of_sources(book)
        write(book, "_build/pdf/book.pdf", "two")
        assert standing.of_sources(book) != before
    assert standing.stands(book)


def test_what_changes_while_a_build_runs_is_built_by_the_next_one(book):
    write(book, "data/a.csv", "two")
    standing.ask(book)
    write(book, "data/a.csv", "three")  # after the build has read it
    write(book, "_build/html/index.html", "two")
    standing.built(book)
    assert not standing.stands(book)


@pytest.mark.parametrize("name", ["data/new.csv", ".cache/new", ".zenodo.json", "a/__pycache__/b"])
def test_what_a_build_said_is_told_of_one_that_left_all_else_as_it_was(book, name):
    assert standing.said(book) == "done"
    standing.ask(book)
    write(book, name)
    standing.built(book)
    assert standing.said(book) is None
    standing.ask(book)
    standing.built(book)
    assert standing.said(book) == "done"
    write(book, "data/a.csv", "two")
    assert standing.said(book) is None


def test_nothing_is_told_where_what_a_build_said_is_gone(book):
    (book / "_build" / ".said").unlink()
    assert standing.stands(book) and standing.said(book) is None


@pytest.mark.parametrize("name", [".venv/new", ".git/new", "_build/new", ".ruff_cache/new"])
def test_a_build_has_no_hand_in_what_others_keep(book, name):
    standing.ask(book)
    write(book, name)
    standing.built(book)
    assert standing.said(book) == "done"


def test_a_build_that_fails_or_that_was_not_asked_for_says_nothing_of_what_stands(book):
    write(book, "data/a.csv", "two")
    standing.ask(book)  # and the build fails
    write(book, "data/a.csv", "one")
    assert standing.stands(book)
    (book / "_build" / ".asked").unlink()
    write(book, "_build/html/index.html", "two")
    standing.built(book)
    assert not standing.stands(book)
