"""The figures of a report: each a function of the report that gives a `publish.Figure`. Its name is its id."""

from .chapters import exhibits

FIGURES = exhibits("figures")
__all__ = ["FIGURES", *(figure.__name__ for figure in FIGURES)]
globals().update({figure.__name__: figure for figure in FIGURES})
