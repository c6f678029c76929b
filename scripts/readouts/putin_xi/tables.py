"""The tables of this report; see `readouts.report.tables`."""

from ..report.chapters import exhibits
from ..report.tables import *  # noqa: F403
from .report import load

TABLES = exhibits("tables", load())
