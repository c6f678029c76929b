"""Pages are never older than what they show."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest
from readouts.__main__ import main
from readouts.book import freshness


@pytest.fixture
def book(tmp_path) -> Path:
    """A folder with the places of a book's sources."""
    for name in ("data", "chapters"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "file").write_text("one")
    for name in ("_config.yml", "_toc.yml"):
        (tmp_path / name).write_text("one")
    return tmp_path


def asked(book: Path, env: SimpleNamespace) -> list[str]:
    return list(freshness.outdated(SimpleNamespace(srcdir=str(book)), env, set(), set(), set()))


def test_without_a_change_no_page_is_read_again(book):
    env = SimpleNamespace(found_docs={"b", "a"})
    assert asked(book, env) == ["a", "b"]  # what it was made from is not known
    assert asked(book, env) == []
    (book / "_build").mkdir()
    (book / "_build" / "page.html").write_text("built")
    (book / "data" / "__pycache__").mkdir()
    (book / "data" / "__pycache__" / "one.pyc").write_text("compiled")
    assert asked(book, env) == []


@pytest.mark.parametrize("name", ["data/file", "chapters/file", "_config.yml", "_toc.yml"])
@pytest.mark.parametrize("change", ["other", "gone"])
def test_a_change_of_a_source_has_every_page_read_again(book, name, change):
    env = SimpleNamespace(found_docs={"b", "a"})
    asked(book, env)
    if change == "other":
        (book / name).write_text("two")
    else:
        (book / name).unlink()
    assert asked(book, env) == ["a", "b"]


@pytest.mark.parametrize("name", ["data/new", "chapters/evidence/new"])
def test_so_has_a_new_file(book, name):
    env = SimpleNamespace(found_docs={"b", "a"})
    asked(book, env)
    (book / name).parent.mkdir(exist_ok=True)
    (book / name).write_text("one")
    assert asked(book, env) == ["a", "b"]


@pytest.mark.parametrize("place", ["PACKAGE", "distributions"])
def test_so_has_a_change_of_the_package_or_of_a_library(book, place, monkeypatch, tmp_path_factory):
    env = SimpleNamespace(found_docs={"a"})
    asked(book, env)
    if place == "PACKAGE":
        monkeypatch.setattr(freshness.paths, "PACKAGE", tmp_path_factory.mktemp("package"))
    else:
        monkeypatch.setattr(freshness, "distributions", list)
    assert asked(book, env) == ["a"]


@pytest.mark.slow  # two builds
def test_plain_jupyter_book_shows_a_change_of_the_data(tmp_path):
    corpus, own = tmp_path / "calls.csv", tmp_path / "book"
    corpus.write_text(
        "side,date,language,completeness,text\n"
        "North,2024-05-01,en,full,The ministers spoke of the river and the border.\n"
        "South,2024-05-01,en,full,The ministers spoke of trade.\n",
        encoding="utf-8",
    )
    assert main(["create", str(own), "--corpus", str(corpus)]) == 0

    def build() -> str:
        done = subprocess.run(
            [Path(sys.executable).with_name("jupyter-book"), "build", own, "--warningiserror"],
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-3000:]
        return (own / "_build" / "html" / "chapters" / "words.html").read_text(encoding="utf-8")

    assert "glacier" not in build()
    segments = own / "data" / "segments.csv"
    segments.write_text(
        segments.read_text(encoding="utf-8").replace("river", "glacier"), encoding="utf-8"
    )
    page = build()
    assert "glacier" in page
    assert "river" not in page
