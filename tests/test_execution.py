"""A chapter run in a fork of the build has the outputs that a kernel of its own gives."""

import multiprocessing
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace

import nbformat
import pytest
from conftest import ROOT
from docutils import nodes
from nbclient import execute
from readouts import measures
from readouts.book.execution import Runs, import_for, refuse_stderr, run
from readouts.measures import arrays  # noqa: F401
from sphinx.errors import SphinxError

CELLS = {
    "text and a value": "print('before')\n6 * 7",
    "the order of what is printed and shown": "from IPython.display import HTML, display\nprint('one')\ndisplay(HTML('<b>two</b>'))\nprint('three')\nHTML('<i>four</i>')",
    "a warning": "import warnings\nwarnings.warn('mind the gap', stacklevel=1)",
    "the folder": "import os\nos.path.basename(os.getcwd())",
    "what came before": "x = 5",
    "and after": "x + 1",
    "nothing": "",
    "a comment": "# nothing",
    "a table": "import pandas\npandas.DataFrame({'a': [1, None]})",
    "a shell": "!echo from a shell",
    "its own forms": "class Own:\n    def _repr_mimebundle_(self, include=None, exclude=None):\n        return {'application/vnd.x+json': {'a': [1]}, 'text/plain': 'own', 'image/png': 'AAAA'}\nOwn()",
}


def notebook(*sources: str) -> nbformat.NotebookNode:
    skipped = nbformat.v4.new_code_cell("1 / 0", metadata={"tags": ["skip-execution"]})
    cells = [
        nbformat.v4.new_markdown_cell("# A title"),
        *map(nbformat.v4.new_code_cell, sources),
        skipped,
    ]
    return nbformat.v4.new_notebook(cells=cells)


# Forked as in a build, but from a process that pytest, which catches warnings, has not made its own.
FORKS = multiprocessing.get_context("forkserver")
FORKS.set_forkserver_preload(["readouts.book.execution"])


def run_apart(given: nbformat.NotebookNode, folder: Path) -> nbformat.NotebookNode:
    """Run a notebook as a build does."""
    with FORKS.Pool(1) as pool:
        return pool.apply_async(run, (given, folder)).get(60)


def told(done: nbformat.NotebookNode) -> list:
    """What each cell has to show; a warning names a temporary file, so its words alone count."""
    return [
        (
            cell.execution_count,
            [
                output
                | (
                    {"text": output.text.split(": ", 1)[1]}
                    if output.get("name") == "stderr"
                    else {}
                )
                for output in cell.outputs
            ],
        )
        for cell in done.cells
        if cell.cell_type == "code"
    ]


def test_the_outputs_are_those_of_a_kernel_of_its_own(tmp_path):
    ours = run_apart(notebook(*CELLS.values()), tmp_path)
    theirs = execute(notebook(*CELLS.values()), cwd=str(tmp_path))
    for name, own, other in zip((*CELLS, "what is skipped"), told(ours), told(theirs), strict=True):
        assert own == other, name
    assert (
        ours.metadata["language_info"]["pygments_lexer"]
        == theirs.metadata["language_info"]["pygments_lexer"]
        == "ipython3"
    )


def test_a_picture_of_pyplot_is_shown(tmp_path):
    done = run_apart(notebook("import matplotlib.pyplot as plt\nplt.plot([1, 2]);"), tmp_path)
    assert ["image/png" in output["data"] for output in done.cells[1].outputs] == [True]


@pytest.mark.parametrize(
    "source",
    [
        "1 / 0",
        "def broken(:",
        "import os\nos.system('echo past Python')\n0",
        "import os\nos.write(2, b'past Python')\n0",
    ],
)
def test_what_such_a_run_cannot_show_is_left_to_a_kernel_of_its_own(tmp_path, source):
    with pytest.raises(RuntimeError, match="a cell (sends error|writes to the terminal itself)"):
        run_apart(notebook("1", source, "2"), tmp_path)


def test_chapters_that_run_beside_each_other_give_their_outputs_and_a_dead_one_keeps_no_core(
    tmp_path, monkeypatch
):
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    sources = {"whole": "6 * 7", "failed": "1 / 0", "dead": "import os\nos._exit(1)", "last": "7"}
    runs = Runs({name: (notebook(source), tmp_path / name) for name, source in sources.items()})
    done = {name: runs.outputs(name, 60)[0] for name in [*sources, "none that was begun"]}
    assert [name for name, found in done.items() if found is not None] == ["whole", "last"]
    assert done["whole"].cells[1].outputs[0]["data"]["text/plain"] == "42"
    assert runs.outputs("whole", 60) == (None, None)  # it is given once


@pytest.mark.skipif(sys.platform != "linux", reason="a build forks on Linux alone")
def test_a_chapter_runs_in_a_fork_also_where_python_would_not_fork(tmp_path, monkeypatch):
    """From Python 3.14 on it would not: each chapter would import all anew, and a build take several times as long."""
    monkeypatch.setattr(measures, "known_to_the_build", 42, raising=False)
    before = multiprocessing.get_start_method()
    multiprocessing.set_start_method("forkserver", force=True)
    try:
        cell = "from readouts import measures\nmeasures.known_to_the_build"
        done, _ = Runs({"one": (notebook(cell), tmp_path / "one")}).outputs("one", 60)
    finally:
        multiprocessing.set_start_method(before, force=True)
    assert done.cells[1].outputs[0]["data"]["text/plain"] == "42"


def test_a_chapter_that_takes_too_long_is_ended_and_the_next_has_its_core(tmp_path, monkeypatch):
    monkeypatch.setattr("os.cpu_count", lambda: 1)
    sources = {"endless": "import time\ntime.sleep(600)", "next": "7"}
    runs = Runs({name: (notebook(source), tmp_path / name) for name, source in sources.items()})
    assert runs.outputs("endless", 1)[0] is None
    assert runs.outputs("next", 60)[0] is not None


def test_a_page_with_a_warning_of_python_fails_the_build():
    document = nodes.document(None, None)
    app = SimpleNamespace(env=SimpleNamespace(docname="chapters/timeline"))
    document += nodes.literal_block("", "1", classes=["output", "stream"])
    refuse_stderr(app, document)
    document += nodes.literal_block("", "UserWarning: mind the gap", classes=["output", "stderr"])
    with pytest.raises(SphinxError, match="chapters/timeline: a cell writes to stderr.*the gap"):
        refuse_stderr(app, document)


def test_before_the_forks_only_this_package_is_imported_and_nothing_else_is_done(
    monkeypatch, capsys
):
    monkeypatch.delattr(measures, "arrays")
    for module in ("readouts.measures.arrays", "this"):
        monkeypatch.delitem(sys.modules, module, raising=False)
    import_for(
        [
            notebook(
                "from readouts.nowhere import lost\nimport this\nprint('said')",
                "from readouts.measures import arrays\n1 / 0",
            )
        ]
    )
    assert (
        hasattr(measures, "arrays") and "this" not in sys.modules and capsys.readouterr().out == ""
    )


def test_a_fork_has_what_a_kernel_is_made_of_and_asks_the_machine_for_no_address(tmp_path):
    """Each of some twenty forks would import the debugger, or what lists the addresses, anew."""
    program = (
        "import sys; from pathlib import Path; from readouts.book import execution\n"
        "from nbformat.v4 import new_notebook\n"
        "before = set(sys.modules)\n"
        "execution.run(new_notebook(), Path('.'))\n"
        "Path('imported').write_text(' '.join(set(sys.modules) - before), encoding='utf-8')\n"
    )
    subprocess.run([sys.executable, "-c", program], cwd=tmp_path, check=True)
    imported = (tmp_path / "imported").read_text(encoding="utf-8").split()
    assert imported and not {"ipykernel.debugger", "debugpy", "psutil"} & set(imported)


def test_every_chapter_of_the_built_book_was_run_so(build):
    # A chapter that fails in the fork is run again by myst-nb, which says so: slow, and hidden unless looked for.
    if build["output"] is None:
        pytest.skip("SITE names a site that was built before")
    assert (
        "Executed notebook" not in build["output"] and "Executing notebook" not in build["output"]
    )
    assert build["output"].count("Using cached notebook") == sum(
        "{code-cell}" in page.read_text(encoding="utf-8")
        for page in (ROOT / "chapters").glob("*.md")
    )
