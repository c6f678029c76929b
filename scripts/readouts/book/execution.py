"""Run the chapters' cells on all cores before the pages are read, each chapter in a process of its own.

myst-nb starts a kernel for each chapter, one after another, and every kernel imports pandas and loads the report anew:
most of a build. Here a chapter runs in a fork of the build, which has both already, by the kernel that Jupyter would
start. Its outputs go into a cache of this one build, which is emptied first, so that no number is ever older than its
data; myst-nb then takes them from it. A chapter that fails, takes too long, or does what such a run cannot show is not
in the cache: myst-nb runs it again in a kernel of its own, and reports an error as it always does.
"""

import multiprocessing
import os
import re
import tempfile
import warnings
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

# Else the debugger, which a kernel imports and nobody starts here, warns on the terminal that it is not at its best.
os.environ.setdefault("PYDEVD_DISABLE_FILE_VALIDATION", "1")

# Imported before the forks, which need them.
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

READER = {"type": "plugin", "name": "myst_nb_md"}
OUTPUTS = ("execute_result", "display_data", "stream")
# What a kernel says beside outputs. Anything else (an error, a widget) is left to a kernel of its own.
SILENT = ("status", "execute_input")
# What a chapter imports of this package and of nltk, which say nothing when they are imported; of others that is not known.
IMPORT = re.compile(r"from readouts[\w.]* import [\w, ]+|import readouts[\w.]*|import nltk")


def run_chapters(app, env, docnames: list[str]) -> None:
    """Fill the cache with the outputs of all pages that will be read and have cells."""
    cache = get_cache(env.mystnb_config.execution_cache_path)
    cache.clear_cache()
    read = get_reader(READER)
    pages = (Path(env.doc2path(docname)) for docname in sorted(docnames))
    chapters = {
        page: read(str(page))
        for page in pages
        if page.suffix == ".md" and "{code-cell}" in page.read_text(encoding="utf-8")
    }
    # The longest first, so that it is not alone at the end.
    longest_first = sorted(chapters, key=lambda page: len(chapters[page].cells), reverse=True)
    import_for(chapters.values())
    with multiprocessing.Pool(maxtasksperchild=1) as pool:
        runs = {
            page: pool.apply_async(run, (chapters[page], page.parent)) for page in longest_first
        }
        done = {}
        for page, running in runs.items():
            try:
                done[page] = running.get(app.config.nb_execution_timeout)
            except (
                Exception
            ):  # whatever it is, a kernel of its own meets it again, and myst-nb reports it
                continue
    # Not before the last fork: one that is made while SQLite is at work here finds it locked for ever.
    for page, notebook in done.items():
        cache.cache_notebook_bundle(
            CacheBundleIn(notebook, str(page)), check_validity=False, overwrite=True
        )


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
    kernels = manager.InProcessKernelManager()
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
    """Register the run, before any page is read, and the check of what it gave."""
    app.connect("env-before-read-docs", run_chapters)
    app.connect("doctree-read", refuse_stderr)
