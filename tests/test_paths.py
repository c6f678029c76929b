"""The paths of the project: each is there, and no other module of the package knows one."""

import ast
import sys
from pathlib import Path

import pytest
from conftest import ROOT
from readouts import paths

NAMES = [name for name in vars(paths) if name.isupper()]


@pytest.mark.parametrize("name", sorted(set(NAMES) - {"COMMIT", "WORKBENCH"}))
def test_what_is_named_is_there(name):
    path = getattr(paths, name)
    assert isinstance(path, Path) and path.is_absolute() and path.exists()


def test_the_project_is_the_one_whose_tests_these_are():
    assert paths.ROOT == ROOT and paths.PACKAGE == ROOT / "scripts" / "readouts"


def test_what_make_workbench_fetches_stands_in_the_environment():
    # Nobody has to fetch it: a book without it is whole but for one page.
    assert paths.WORKBENCH.is_relative_to(sys.prefix)


def test_the_commit_is_written_into_the_package_and_nowhere_else():
    assert paths.COMMIT.parent == paths.PACKAGE  # by a build of the package; a checkout has none


# What reads a file that lies beside it, and no other.
BESIDE = {
    "book/gallery.py",
    "book/theme.py",
    "book/workbench.py",
    "engine/compiled.py",
    "fetch/pages.py",
    "report/fonts.py",
}


@pytest.mark.parametrize(
    "module",
    sorted(path.relative_to(paths.PACKAGE).as_posix() for path in paths.PACKAGE.rglob("*.py")),
)
def test_no_other_module_goes_up_from_where_it_lies(module):
    text = (paths.PACKAGE / module).read_text(encoding="utf-8")
    names = [node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Name)]
    asks = any(name.id == "__file__" for name in names)
    assert asks == (module == "paths.py" or module in BESIDE)
    if module in BESIDE:
        (line,) = [line for line in text.splitlines() if "__file__" in line]
        assert line.count("parent") <= 1
