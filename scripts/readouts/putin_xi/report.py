"""This project's report; see `readouts.report`."""

from .. import paths
from ..report import load, settings
from ..report.report import Report

_OWN = settings.read(paths.DATA)
CALLS, PAIR, FULL_TEXTS = _OWN.calls, _OWN.pair, _OWN.full_texts
FEBRUARY, JUNE = CALLS
KREMLIN, BEIJING = PAIR

__all__ = [
    "BEIJING",
    "CALLS",
    "FEBRUARY",
    "FULL_TEXTS",
    "JUNE",
    "KREMLIN",
    "PAIR",
    "Report",
    "load",
]
