"""Run the chapters' cells on all cores while the pages are read, each chapter in a process of its own.

myst-nb starts a kernel for each chapter, one after another, and every kernel imports pandas and loads the report anew:
most of a build. Here a chapter runs in a fork of the build, which has both already, by the kernel that Jupyter would
start. Its outputs go into a cache of this one build, which is emptied first, so that no number is ever older than its
data; myst-nb then takes them from it. A chapter that fails, takes too long, or does what such a run cannot show is not
in the cache: myst-nb runs it again in a kernel of its own, and reports an error as it always does.
"""

import gc
import multiprocessing
import os
import re
import sys
import tempfile
import warnings
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

# Else the debugger, which a kernel imports and nobody starts here, warns on the terminal that it is not at its best.
os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")

# Imported before the forks, which need them.
import ipykernel.debugger  # noqa: F401
import matplotlib
import matplotlib.backends.backend_agg
import matplotlib.backends.backend_pdf
import matplotlib.backends.backend_svg
from docutils import nodes
from ipykernel.inprocess import blocking, ipkernel, manager  # noqa: F401
from jupyter_cache import get_cache
from jupyter_cache.base import CacheBundleIn
from jupyter_cache.readers import get_reader
from nbformat import NotebookNode
from nbformat.v4 import output_from_msg
from sphinx.errors import SphinxError

# By default Linux forks up to Python 3.13, and from 3.14 on it does not; elsewhere it is not safe to fork, and the default is kept.
PROCESSES = multiprocessing.get_context("fork" if sys.platform == "linux" else None)
READER = {"type": "plugin", "name": "myst_nb_md"}
OUTPUTS = ("execute_result", "display_data", "stream")
# What a kernel says beside outputs. Anything else (an error, a widget) is left to a kernel of its own.
SILENT = ("status", "execute_input")
# What a chapter imports of this package and of nltk, which say nothing when they are imported; of others that is not known.
IMPORT = re.compile(r"from readouts[\w.]* import [\w, ]+|import readouts[\w.]*|import nltk")


def start_chapters(app, env, docnames: list[str]) -> None:
    """Start to run all pages that will be read and have cells, and have the others read first."""
    get_cache(env.mystnb_config.execution_cache_path).clear_cache()
    read = get_reader(READER)
    paths = {docname: Path(env.doc2path(docname)) for docname in docnames}
    chapters = {
        docname: read(str(paths[docname]))
        for docname in sorted(docnames)
        if paths[docname].suffix == ".md"
        and "{code-cell}" in paths[docname].read_text(encoding="utf-8")
    }
    docnames.sort(key=lambda docname: (docname in chapters, docname))
    import_for(chapters.values())
    # What there is stays: a fork that looked through it for garbage would make a copy of all of it for itself.
    gc.freeze()
    # All forks are made here, before the build does anything else: one that is made while SQLite, or a lock, is at work
    # would find it so for ever.
    app.readouts_runs = Runs({docname: (chapters[docname], paths[docname]) for docname in chapters})


def take_outputs(app, docname: str, content: list[str]) -> None:
    """Put the outputs of a page that is about to be read into the cache, as soon as they are there."""
    notebook, path = app.readouts_runs.outputs(docname, app.config.nb_execution_timeout)
    if notebook is not None:
        get_cache(app.env.mystnb_config.execution_cache_path).cache_notebook_bundle(
            CacheBundleIn(notebook, str(path)), check_validity=False, overwrite=True
        )


class Runs:
    """Chapters that run, as many at once as there are cores, in the order in which they are read.

    Parameters
    ----------
    chapters : dict of str to (NotebookNode, Path)
        What is run under which name, and the file that it stands in.
    """

    def __init__(self, chapters: dict[str, tuple[NotebookNode, Path]]):
        self._cores = PROCESSES.BoundedSemaphore(os.cpu_count() or 1)
        self._running = {}
        for name, (notebook, path) in chapters.items():
            answer, answering = PROCESSES.Pipe(duplex=False)
            process = PROCESSES.Process(
                target=_answer, args=(answering, self._cores, notebook, path.parent), daemon=True
            )
            process.start()
            answering.close()
            self._running[name] = process, answer, path

    def outputs(self, name: str, seconds: float) -> tuple[NotebookNode | None, Path | None]:
        """Return a chapter with its outputs, and its file; nothing of one that has none, failed, or takes longer.

        A kernel of its own then meets the same again, and myst-nb reports it.
        """
        if name not in self._running:
            return None, None
        process, answer, path = self._running.pop(name)
        done = None
        with answer:
            if answer.poll(seconds):
                with suppress(EOFError):  # it was killed
                    done = answer.recv()
            else:
                process.terminate()
        process.join()
        if process.exitcode:
            # It kept its core until its end.
            with suppress(ValueError):
                self._cores.release()
        return done, path


def _answer(answering, cores, notebook: NotebookNode, folder: Path) -> None:
    """Run a notebook when a core is free, and send it with its outputs; nothing if it cannot be shown."""
    with cores:
        try:
            done = run(notebook, folder)
        except Exception:  # whatever it is, a kernel of its own meets it again
            done = None
    answering.send(done)


def import_for(notebooks: Iterable[NotebookNode]) -> None:
    """Import what the chapters import of this package, once for all forks instead of in each."""
    lines = (
        line
        for notebook in notebooks
        for cell in filter(_is_run, notebook.cells)
        for line in cell.source.splitlines()
    )
    for line in sorted(set(filter(IMPORT.fullmatch, lines))):
        with suppress(Exception):  # its chapter meets it again
            exec(line, {})


def run(notebook: NotebookNode, folder: Path) -> NotebookNode:
    """Run a notebook from top to bottom in this process, with a folder as its working directory.

    Returns
    -------
    NotebookNode
        The same, with its outputs.

    Raises
    ------
    RuntimeError
        If a cell fails, or does what only a kernel of its own can show.
    """
    os.chdir(folder)
    _forget_the_build()
    # With an address it does not ask the machine for its own.
    kernels = manager.InProcessKernelManager(ip="127.0.0.1")
    kernels.start_kernel()
    client = kernels.client()
    client.start_channels()
    with tempfile.TemporaryFile() as beside:
        # What is written past Python's own streams is not seen by this kernel.
        for stream in (1, 2):
            os.dup2(beside.fileno(), stream)
        for cell in filter(_is_run, notebook.cells):
            cell.outputs, cell.execution_count = _execute(client, cell.source)
        if os.fstat(beside.fileno()).st_size:
            raise RuntimeError("a cell writes to the terminal itself")
    notebook.metadata["language_info"] = kernels.kernel.language_info
    return notebook


def _is_run(cell: NotebookNode) -> bool:
    return (
        cell.cell_type == "code"
        and bool(cell.source.strip())
        and "skip-execution" not in cell.metadata.get("tags", ())
    )


def _forget_the_build() -> None:
    """Set what a new process has: pictures of pyplot are shown, and warnings told, each of them anew."""
    matplotlib.use("module://matplotlib_inline.backend_inline")
    warnings.resetwarnings()
    for silent in (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning):
        warnings.simplefilter("ignore", silent)


def _execute(client, source: str) -> tuple[list[NotebookNode], int]:
    """Run one cell: its outputs, and its number."""
    client.execute(source)
    outputs = []
    while True:
        message = client.get_iopub_msg()
        if message["msg_type"] in OUTPUTS:
            outputs.append(output_from_msg(message))
        elif message["msg_type"] not in SILENT:
            raise RuntimeError(f"a cell sends {message['msg_type']}")
        elif message["content"].get("execution_state") == "idle":
            return outputs, client.get_shell_msg()["content"]["execution_count"]


def write_on_all_cores(app, env) -> None:
    """Have Sphinx write pages while it resolves the next ones. It reads on one core: not every extension can on more."""
    app.parallel = max(app.parallel, (os.cpu_count() or 1) + 1)


def refuse_stderr(app, doctree) -> None:
    """Fail the build where a cell wrote to stderr: else a warning stands in the page, with paths of the machine.

    Raises
    ------
    SphinxError
        With the page, and what was written.
    """
    for node in doctree.findall(nodes.Element):
        if "stderr" not in node["classes"]:
            continue
        raise SphinxError(
            f"{app.env.docname}: a cell writes to stderr, and a page shows no warnings: {node.astext()[:500]}"
        )


def setup(app) -> None:
    """Register the run, from before any page is read until each is, and the check of what it gave."""
    app.connect("env-before-read-docs", start_chapters)
    app.connect("source-read", take_outputs)
    app.connect("doctree-read", refuse_stderr)
    app.connect("env-check-consistency", write_on_all_cores)
