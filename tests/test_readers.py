"""A file goes one way through `readouts.readers`: no stage knows one that comes after it."""

import ast

import pytest
from readouts import readers
from readouts.paths import PACKAGE

# As the docstring of the package tells it.
ORDER = (
    *("faults", "options", "column_names", "dates", "language_names", "markup"),
    *("opening", "letters", "decoding", "formats", "rows"),
    *(
        "articles",
        "transcripts",
        "captions",
        "vertical",
        "tei",
        "office",
        "html_pages",
        "qda_project",
        "extracting",
    ),
    *("file_names", "manifest"),
    *("counted", "delimited", "nested", "json_lines", "xlsx", "parquet", "frames", "archives"),
    *("text_folder", "data_folder"),
    *(
        "parsing",
        "mapping",
        "date_columns",
        "description",
        "cells",
        "earlier",
        "noticing",
        "checking",
        "events_file",
        "documents",
        "dictionaries",
        "codebook_file",
    ),
)


def imported(module):
    """The modules of the package that one imports, wherever it does."""
    tree = ast.parse((PACKAGE / "readers" / f"{module}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.level == 1:
            yield from [node.module] if node.module else (alias.name for alias in node.names)


def test_every_module_has_its_place():
    modules = {path.stem for path in (PACKAGE / "readers").glob("*.py")} - {"__init__"}
    assert modules == set(ORDER) and len(ORDER) == len(modules)
    stages = ("opening", "decoding", "formats", "parsing", "mapping", "checking", "documents")
    places = [readers.__doc__.index(f"`{stage}`") for stage in stages]
    assert places == sorted(places)


@pytest.mark.parametrize("module", ORDER)
def test_a_stage_knows_only_those_before_it(module):
    place = ORDER.index(module)
    assert set(imported(module)) <= set(ORDER[:place]), module


@pytest.mark.parametrize("folder", ["corpus", "text", "measures"])
def test_what_stands_below_readers_does_not_know_them(folder):
    for path in (PACKAGE / folder).glob("*.py"):
        assert "readers import" not in path.read_text(encoding="utf-8"), path
