"""What was published stays: every figure's id, and the record of its numbers."""

import hashlib
import importlib.util
from importlib.metadata import version

import pytest
from conftest import ROOT
from tables import rows_of
from this_report import FIGURES, made_once

spec = importlib.util.spec_from_file_location("recorded_results", ROOT / "scripts" / "results.py")
recorded_results = importlib.util.module_from_spec(spec)
spec.loader.exec_module(recorded_results)
recorded_results.exhibits = made_once


@pytest.fixture(scope="module")
def tables():
    """Each figure's data as CSV."""
    return recorded_results.made()


def rows():
    """The register."""
    return rows_of(ROOT / "data" / "figures.csv")


def test_no_published_figure_has_gone():
    assert {row["figure"] for row in rows()} <= {
        function.__name__.replace("_", "-") for function in FIGURES
    }


def test_every_figure_is_registered_with_the_data_that_it_has(tables):
    last = {row["figure"]: row for row in rows()}
    assert {name: last[name]["data_sha256"] for name in tables} == {
        name: hashlib.sha256(text.encode("utf-8")).hexdigest() for name, text in tables.items()
    }
    assert max(row["version"] for row in rows()) == version("readouts")


def test_the_numbers_are_those_recorded(tables):
    assert recorded_results.compare(tables) == []


def test_a_changed_number_is_shown(tables):
    name = "coded-frames"
    changed = tables | {name: tables[name].replace("kremlin", "moscow")}
    lines = recorded_results.compare(changed)
    assert lines[0].startswith(f"{name}.csv: ") and any(
        "moscow" in line for line in lines if line.startswith("+")
    )


def test_the_register_gains_a_row_when_data_change_in_a_later_version():
    before = [
        {"figure": "a", "version": "0.0.1", "data_sha256": "0" * 64, "change": "first published"}
    ]
    after = recorded_results.with_new_figures(before, {"a": "x\n1\n", "b": "x\n2\n"})
    assert [(row["figure"], row["version"]) for row in after] == [
        ("a", "0.0.1"),
        ("a", version("readouts")),
        ("b", version("readouts")),
    ]
    assert (
        after[0] == before[0]
        and "changed" in after[1]["change"]
        and after[2]["change"] == "first published"
    )
