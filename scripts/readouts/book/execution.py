"""Run the chapters' cells on all cores before the pages are read: half the time of a build is starting kernels.

myst-nb runs notebooks one after another. Here jupyter-cache runs them side by side into a cache of this one build,
which is emptied first, so that no number is ever older than its data; myst-nb then takes the outputs from it. A
notebook that fails is not in the cache: myst-nb runs it again, and reports the error as it always does.
"""

import logging
from pathlib import Path

from jupyter_cache import get_cache
from jupyter_cache.executors import load_executor

READER = {"type": "plugin", "name": "myst_nb_md"}


def run_chapters(app, env, docnames: list[str]) -> None:
    """Fill the cache with the outputs of all pages that will be read and have cells."""
    cache = get_cache(env.mystnb_config.execution_cache_path)
    cache.clear_cache()
    for path in (Path(env.doc2path(docname)) for docname in sorted(docnames)):
        if path.suffix == ".md" and "{code-cell}" in path.read_text(encoding="utf-8"):
            cache.add_nb_to_project(str(path), read_data=READER)
    # What fails is told by myst-nb, which runs it again.
    logger = logging.getLogger("readouts.execution")
    logger.setLevel(logging.CRITICAL)
    load_executor("local-parallel", cache, logger=logger).run_and_cache(timeout=app.config.nb_execution_timeout)


def setup(app) -> None:
    """Register the run, before any page is read."""
    app.connect("env-before-read-docs", run_chapters)
