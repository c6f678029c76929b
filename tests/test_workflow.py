"""The workflow does what a person does: it calls the Makefile and ``.ci/run``, and nothing of its own."""

import os
import re
import subprocess
import tomllib

import pytest
import yaml
from conftest import ROOT

TARGETS = set(
    re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
)
WORKFLOWS = {
    path.stem: yaml.safe_load(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / ".github" / "workflows").iterdir())
}
WORKFLOW = WORKFLOWS["book"]
STEPS = [
    (job, step)
    for workflow in WORKFLOWS.values()
    for job in workflow["jobs"].values()
    for step in job["steps"]
]


def called(job: dict, run: str) -> list[str]:
    """What a step runs, once for each value of its job's matrix."""
    for name, values in job.get("strategy", {}).get("matrix", {}).items():
        if f"${{{{ matrix.{name} }}}}" in run:
            return [run.replace(f"${{{{ matrix.{name} }}}}", value) for value in values]
    return [run]


def faults(run: str) -> list[str]:
    """The lines of a step that call anything but a target that there is."""
    lines = [line for line in run.splitlines() if line.strip()]
    calls = [(line, re.fullmatch(r"make ([a-z-]+)", line)) for line in lines if line != ".ci/run"]
    return [line for line, call in calls if not call or call[1] not in TARGETS]


def test_each_step_calls_a_target_that_there_is():
    runs = [run for job, step in STEPS if "run" in step for run in called(job, step["run"])]
    assert {".ci/run", "make lint", "make book", "make verify", "make check-slow"} <= set(runs)
    assert not [fault for run in runs for fault in faults(run)]
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


@pytest.mark.parametrize(
    "run",
    [
        "make no-such-target",
        "make book\npip install x",
        "make book && rm -rf x",
        "jupyter-book build .",
        "./.ci/run; make book",
    ],
)
def test_anything_else_is_a_fault(run):
    assert faults(run)


def test_each_action_is_github_s_own_and_pinned_to_a_major_version():
    used = [step["uses"] for _, step in STEPS if "uses" in step]
    assert used and not [name for name in used if not re.fullmatch(r"actions/[a-z-]+@v\d+", name)]
    assert all(("run" in step) != ("uses" in step) for _, step in STEPS)


def test_only_the_job_that_publishes_may_write_and_only_from_main():
    assert all(workflow["permissions"] == {"contents": "read"} for workflow in WORKFLOWS.values())
    assert WORKFLOW["jobs"]["book"]["permissions"] == {"contents": "read", "pages": "read"}
    publish = WORKFLOW["jobs"]["publish"]
    assert publish["permissions"] == {"pages": "write", "id-token": "write"}
    # A pull request has a ref of its own.
    assert (
        publish["needs"] == ["lint", "book"] and publish["if"] == "github.ref == 'refs/heads/main'"
    )
    assert [step["uses"].partition("@")[0] for step in publish["steps"]] == ["actions/deploy-pages"]


def test_what_is_published_is_built_for_the_address_of_the_pages():
    steps = WORKFLOW["jobs"]["book"]["steps"]
    names = [step.get("run") or step["uses"].partition("@")[0] for step in steps]
    after = names[names.index(".ci/run") :]
    assert after == [
        ".ci/run",
        "actions/configure-pages",
        "make pdf",
        "make book",
        "actions/upload-artifact",
        "actions/upload-pages-artifact",
    ]
    pages, book = (steps[names.index(name)] for name in ("actions/configure-pages", "make book"))
    assert pages["id"] == "pages"
    assert pages["if"] == "github.ref == 'refs/heads/main' && matrix.python == '3.12'"
    # One Python makes what is published.
    assert {step.get("if") for step in steps[names.index("make pdf") :]} == {
        "matrix.python == '3.12'"
    }
    assert book["env"] == {
        "READOUTS_BASEURL": "${{ steps.pages.outputs.base_url }}",
        "READOUTS_PDF": "_build/pdf/one-call-two-readouts.pdf",
    }
    assert steps[-1]["with"] == {"path": "_build/html"}


def test_each_python_is_one_that_the_lock_allows_and_the_tests_run_on_all():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    allowed = set(re.findall(r"\bpython(3\.\d+)\b", makefile))
    assert set(WORKFLOW["jobs"]["book"]["strategy"]["matrix"]["python"]) == allowed
    # So do those with the lowest and the newest versions: on the lowest Python, the highest, and all between them.
    nightly = WORKFLOWS["nightly"]["jobs"]["versions"]["strategy"]["matrix"]
    assert nightly == {
        "python": sorted(allowed, key=lambda python: int(python.partition(".")[2])),
        "resolution": ["lowest-direct", "highest"],
    }
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["requires-python"] == f">={nightly['python'][0]}"
    used = {
        step["with"]["python-version"]
        for _, step in STEPS
        if step.get("uses", "").startswith("actions/setup-python@")
    }
    assert used == {"3.12", "${{ matrix.python }}"}


def test_a_newer_push_ends_an_older_run_but_not_what_is_published():
    assert WORKFLOW["concurrency"] == {
        "group": "${{ github.workflow }}-${{ github.ref }}",
        "cancel-in-progress": "${{ github.ref != 'refs/heads/main' }}",
    }


def test_modules_are_kept_compiled_beside_the_environment_even_where_a_machine_forbids_to_keep_them():
    command = ["make", "--no-print-directory", "--eval", "told: ; @env", "told"]
    told = subprocess.run(
        command,
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout.splitlines()
    assert f"PYTHONPYCACHEPREFIX={ROOT}/.venv/pycache" in told and not [
        line for line in told if line.startswith("PYTHONDONTWRITEBYTECODE=")
    ]
