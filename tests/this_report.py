"""This project's own report, for its tests: its settings under short names, its figures and its tables."""

from readouts import paths
from readouts.report import load, settings
from readouts.report.chapters import exhibits
from readouts.report.report import Report

_OWN = settings.read(paths.DATA)
CALLS, PAIR, FULL_TEXTS = _OWN.calls, _OWN.pair, _OWN.full_texts
FEBRUARY, JUNE = CALLS
KREMLIN, BEIJING = PAIR
FIGURES, TABLES = exhibits("figures", load()), exhibits("tables", load())


def value(report: Report, finding: str) -> float:
    """A finding's value."""
    return report.findings[finding].value


__all__ = [
    "BEIJING",
    "CALLS",
    "FEBRUARY",
    "FIGURES",
    "FULL_TEXTS",
    "JUNE",
    "KREMLIN",
    "PAIR",
    "TABLES",
    "Report",
    "load",
    "value",
]
