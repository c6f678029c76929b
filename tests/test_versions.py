"""`make versions` says what the tests said with the versions at each end of the ranges."""

import importlib.util
import tomllib

from conftest import ROOT

spec = importlib.util.spec_from_file_location("versions", ROOT / "scripts" / "versions.py")
versions = importlib.util.module_from_spec(spec)
spec.loader.exec_module(versions)

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = "# a remark\nattrs==26.1.0\ndask==2025.1.0\nnumpy==2.0.0\n"


def results(failures: int, errors: int = 0) -> str:
    return f'<testsuites><testsuite tests="9" failures="{failures}" errors="{errors}" skipped="2"/></testsuites>'


def test_a_row_says_how_the_tests_ended_and_with_what():
    made = versions.row("3.11", "lowest-direct", results(0), PINS, PROJECT)
    # attrs is what others need.
    assert made == "| 3.11 | lowest | 7 | 0 | 2 | dask 2025.1.0, numpy 2.0.0 |"


def test_a_test_that_broke_has_failed():
    made = versions.row("3.11", "highest", results(1, 2), PINS, PROJECT)
    assert made.startswith("| 3.11 | newest | 4 | 3 | 2 |")


def test_a_run_takes_the_place_of_the_last_of_its_python_and_end():
    table = ""
    for python, resolution, failed in (
        ("3.14", "highest", 0),
        ("3.9", "highest", 0),
        ("3.14", "lowest-direct", 1),
        ("3.14", "lowest-direct", 0),
    ):
        made = versions.row(python, resolution, results(failed), PINS, PROJECT)
        table = versions.with_row(table, made)
    assert table.startswith(versions.HEAD)
    rows = [line.split("|")[1:4] for line in table.splitlines() if line.startswith("| 3.")]
    assert rows == [
        [" 3.9 ", " newest ", " 7 "],
        [" 3.14 ", " lowest ", " 7 "],
        [" 3.14 ", " newest ", " 7 "],
    ]


def test_the_document_is_as_it_is_written():
    text = versions.TABLE.read_text(encoding="utf-8")
    assert text.startswith(versions.HEAD)
    for line in text.removeprefix(versions.HEAD).splitlines():
        assert versions.with_row(text, line) == text
