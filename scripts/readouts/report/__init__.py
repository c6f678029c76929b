"""A report: numbers with their evidence, and the figures and tables that show them; a module a chapter."""

from pathlib import Path

from .. import paths


def load(folder: str | Path = paths.DATA):
    """Load the report of a data folder; see `loading.load`."""
    # The commands that only count need none of what a report needs.
    from .loading import load as loaded

    return loaded(folder)
