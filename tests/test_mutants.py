"""The script that changes the package: what it changes, and that the faults planted by hand are where they are said to be."""

import ast
import importlib.util
import json

import pytest
from conftest import ROOT

SPEC = importlib.util.spec_from_file_location("mutants", ROOT / "scripts" / "mutants.py")
mutants = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(mutants)


def of(tmp_path, monkeypatch, text):
    """The changes of a module: what its line becomes."""
    monkeypatch.setattr(mutants, "PACKAGE", tmp_path)
    (tmp_path / "module.py").write_text(text, encoding="utf-8")
    return [one.new for one in mutants.mutations(tmp_path / "module.py", ())]


@pytest.mark.parametrize(
    ("line", "changed"),
    [
        ("a < b", ["a <= b"]),
        ("a in b", ["a not in b"]),
        ("a + 'é' + b", ["a + 'é' - b"]),
        ("x = 'é'; y = a * 2", ["x = 'é'; y = a / 2", "x = 'é'; y = a * 3"]),
        ("min(a, b)", ["max(a, b)"]),
        ("a.any()", ["a.all()"]),
        ("sorted(a, key=b)", ["list(a)"]),
        ("a and not b", ["a or not b", "a and b"]),
        ("a if b else c", ["c if b else a"]),
        ("f(x=True)", ["f(x=False)"]),
        ("raise ValueError(a + 1)", []),
        ('f"{a + 1}"', []),
        ("def f(a: int = 1) -> 2: ...", ["def f(a: int = 2) -> 2: ..."]),
    ],
)
def test_what_a_line_is_changed_to(tmp_path, monkeypatch, line, changed):
    assert of(tmp_path, monkeypatch, line + "\n") == changed


def test_each_place_is_a_module_that_python_reads_and_each_has_tests():
    found = list(mutants.drawn())
    assert len(found) >= 200
    for one in found:
        ast.parse(one.source)
        assert all((ROOT / test).is_file() for test in one.tests)
    assert {one.file.split("/")[0] for one in found} == {*mutants.EACH}


def test_each_planted_fault_has_its_place_and_a_test_that_there_is():
    found = list(mutants.planted())  # refuses what stands there no more, or more than once
    assert len(found) >= 16
    for one in found:
        path, *names = one.tests[0].split("::")
        text = (ROOT / path).read_text(encoding="utf-8")
        assert all(f"def {name}(" in text for name in names)
        ast.parse(one.source)


def test_what_is_explained_stands_in_the_package_and_has_a_reason():
    for one in mutants.read(mutants.SURVIVORS):
        assert one["old"] in (mutants.PACKAGE / one["file"]).read_text(encoding="utf-8"), one
        assert len(one["why"]) > 20, json.dumps(one)


def test_a_run_fails_for_what_nobody_explained_and_for_too_many(capsys):
    def result(name, how):
        return mutants.Mutant("a.py", name, "", "", ()), how, 1.0

    many = [result(str(number), "killed") for number in range(19)]
    one = [*many, result("odd", "survived")]
    assert mutants.told(one, set()) == 1 and mutants.told(one, {("a.py", "odd", "")}) == 0
    two = [*one, result("even", "survived")]
    assert mutants.told(two, {("a.py", "odd", ""), ("a.py", "even", "")}) == 1
    assert (
        "20 changes, 95.0% noticed, 1 not, of which 1 are not explained" in capsys.readouterr().out
    )


def test_the_record_counts_each_folder_and_what_was_planted():
    def result(file, test, name, how):
        return mutants.Mutant(file, name, "", "", (test,)), how, 1.0

    results = [
        result("text/a.py", "tests/test_a.py", "seen", "killed"),
        result("text/a.py", "tests/test_a.py", "slow", "timeout"),
        result("text/a.py", "tests/test_a.py", "odd", "survived"),
        result("text/a.py", "tests/test_a.py", "new", "survived"),
        result("measures/b.py", "tests/test_b.py::test_b", "planted", "killed"),
    ]
    said = mutants.recorded(results, {("text/a.py", "odd", "")}, ["1 May, commit abc"])
    assert said.startswith(mutants.HEADING)
    assert [line for line in said.splitlines() if line.startswith("|")][2:] == [
        "| planted by hand | 1 | 1 | 100.0 | 0 | 0 |",
        "| text | 4 | 2 | 50.0 | 2 | 1 |",
        "| all | 5 | 3 | 60.0 | 2 | 1 |",
    ]
    assert said.endswith("Made on 1 May, commit abc.\n")
    assert mutants.HEADING in mutants.RECORD.read_text(encoding="utf-8")


def test_of_tables_of_several_runs_the_last_holds_and_what_is_not_asked_any_more_is_left_out(
    tmp_path,
):
    one, other = (mutants.Mutant("text/a.py", name, "", "", ("tests/test_a.py",)) for name in "ab")
    mutants.write(tmp_path / "first.csv", [(one, "survived", 1.0), (other, "killed", 1.0)])
    mutants.write(tmp_path / "second.csv", [(one, "killed", 2.0)])
    tables = [tmp_path / "first.csv", tmp_path / "second.csv"]
    results, (commit,) = mutants.read_back(tables, [one])
    assert results == [(one, "killed", 2.0)] and " commit " in commit
