"""What the README says is true: its example runs, its version is the one, its figure is the book's."""

import doctest
import json
import re
from importlib.metadata import version

from conftest import ROOT

VERSION = re.search(
    r"^version: (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE
)[1]


def test_the_example_runs():
    assert doctest.testfile(str(ROOT / "README.md"), module_relative=False) == (0, 4)


def test_one_version_everywhere():
    from importlib.metadata import version

    assert version("readouts") == VERSION
    assert f"The version is {VERSION};" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert (
        re.search(r"^## (\S+)", (ROOT / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)[
            1
        ]
        == VERSION
    )
    assert (
        json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))["version"]
        == VERSION
    )


def test_the_figure_is_the_one_of_the_book(site):
    shown, published = (
        (folder / "two-accounts.svg").read_text(encoding="utf-8")
        for folder in (ROOT / "docs", site / "figures")
    )
    # Another version of matplotlib has other places for the same marks, and the same words, data and source.
    said = [re.search(r"<title>.*</metadata>", one, re.DOTALL)[0] for one in (shown, published)]
    assert said[0] == said[1] and "SHA-256 of the data: " in said[0]
    if f"matplotlib=={version('matplotlib')} " in (ROOT / "requirements.txt").read_text("utf-8"):
        assert shown == published


def test_every_file_that_the_readme_names_is_there():
    named = re.findall(
        r"`([\w./-]+/|[\w.-]+\.(?:md|yml|toml|txt|cff|json|py))`",
        (ROOT / "README.md").read_text(encoding="utf-8"),
    )
    assert not [
        name
        for name in named
        if not (ROOT / name).exists() and not (ROOT / "tests" / name).exists()
    ]


def test_every_file_that_contributing_names_is_there():
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = re.findall(r"`((?:scripts|data|chapters|tests)/[\w./-]+)`", text)
    assert len(named) > 20
    assert not [name for name in named if not (ROOT / name).exists()]
    folders = set(re.findall(r"^\| `(\w+)/` \|", text, re.MULTILINE))
    package = ROOT / "scripts" / "readouts"
    known = {folder.name for folder in package.iterdir() if (folder / "__init__.py").exists()}
    assert folders == known
