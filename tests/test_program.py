"""The program beside each figure draws it from the CSV beside it, with the same bytes."""

import ast
import json
import runpy
import subprocess
import sys
from collections import Counter

import numpy as np
import pytest
import this_report as of_this
from readouts.report import program as made_by
from readouts.report.drawn import read

ZEROS, ADDED = [0], [1]
NAMES = [function.__name__.replace("_", "-") for function in of_this.FIGURES]


@pytest.fixture
def beside(site, tmp_path, monkeypatch):
    """A folder for one figure's program and CSV, and nothing else."""
    monkeypatch.chdir(tmp_path)

    def placed(name):
        folder = tmp_path / "figures"
        folder.mkdir()
        for ending in ("py", "csv"):
            content = (site / "figures" / f"{name}.{ending}").read_bytes()
            (folder / f"{name}.{ending}").write_bytes(content)
        return folder / f"{name}.py"

    return placed


@pytest.mark.parametrize("name", NAMES)
def test_the_program_of_each_figure_draws_it(site, beside, monkeypatch, name):
    program = beside(name)
    monkeypatch.setattr(sys, "argv", [str(program)])
    runpy.run_path(str(program), run_name="__main__")
    made = (program.parent.parent / f"{name}.svg").read_bytes()
    assert made == (site / "figures" / f"{name}.svg").read_bytes()


def drawn(data):
    """What a program would draw, with two constants, a class and two modules, one of them under another name."""
    return np.array(ZEROS + ADDED), Counter(data), json.dumps(data)


def test_a_program_imports_what_its_function_names_and_nothing_else():
    assert made_by._imports(drawn).splitlines() == [
        "import json, numpy as np",
        "from collections import Counter",
        f"from {__name__} import ADDED, ZEROS",
    ]


@pytest.mark.slow
def test_it_runs_in_a_process_of_its_own_for_one_column_and_as_pdf(site, beside):
    program = beside("two-accounts")
    command = [sys.executable, program.name, "one.svg", "two.pdf", "--columns", "1"]
    subprocess.run(command, cwd=program.parent, check=True, timeout=120, capture_output=True)
    made = (program.parent / "one.svg").read_bytes()
    assert made == (site / "figures" / "two-accounts.84mm.svg").read_bytes()
    assert (program.parent / "two.pdf").read_bytes().startswith(b"%PDF-")


def test_a_changed_csv_gives_another_picture(site, beside, monkeypatch):
    program = beside("voices")
    csv = program.with_suffix(".csv")
    changed = read(csv.read_text("utf-8"))
    changed["frequency"] += 1
    csv.write_text(changed.to_csv(index=False), encoding="utf-8")
    monkeypatch.setattr(sys, "argv", [str(program)])
    runpy.run_path(str(program), run_name="__main__")
    made = (program.parent.parent / "voices.svg").read_bytes()
    assert made != (site / "figures" / "voices.svg").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_a_program_says_what_it_is_and_holds_nothing_of_the_data(site, name):
    text = (site / "figures" / f"{name}.py").read_text("utf-8")
    tree = ast.parse(text)
    assert name in ast.get_docstring(tree) and "(2026)" in ast.get_docstring(tree)
    told = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign)
    }
    # Plain values, and fewer than the CSV has rows of data: settings, and no second table.
    assert json.loads(json.dumps(told["LOOK"])) == told["LOOK"]
    assert set(told["ABOUT"]) == set(made_by.ABOUT)
