"""The figures of this report; see `readouts.report.figures`."""

from ..report.chapters import exhibits
from ..report.figures import *  # noqa: F403
from .report import load

FIGURES = exhibits("figures", load())
