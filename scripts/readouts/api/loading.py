"""The report of this project, loaded."""

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..report.report import Report

# The module that loads the report: the one place that says which.
LOADER = "readouts.report"


def load_report(*folder: str | Path) -> "Report":
    """Load the report of a data folder: its tables, its coding and its findings.

    Parameters
    ----------
    *folder : str or Path, optional
        By default this project's own ``data/``.

    Returns
    -------
    Report
        With ``corpus``, ``codebook``, ``coded`` (a row a match) and ``findings``.

    Raises
    ------
    DataError
        All that is wrong with the data, at once.

    Examples
    --------
    >>> import readouts
    >>> book = readouts.load_report()
    >>> type(book.codebook) is readouts.Codebook
    True
    """
    report: Report = import_module(LOADER).load(*folder)
    return report
