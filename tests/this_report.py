"""This project's own report, for its tests: its settings under short names, its figures and its tables."""

from collections.abc import Callable
from functools import cache, lru_cache
from pathlib import Path

from readouts import paths
from readouts.report import load, loading, settings
from readouts.report.chapters import exhibits
from readouts.report.publish import Exhibit
from readouts.report.report import Report

_OWN = settings.read(paths.DATA)
CALLS, PAIR, FULL_TEXTS = _OWN.calls, _OWN.pair, _OWN.full_texts
FEBRUARY, JUNE = CALLS
KREMLIN, BEIJING = PAIR


class _OwnKept:
    """The package keeps the report that was read last; of this project it is kept however many are read in between, since
    all its numbers take seconds."""

    def __init__(self, last) -> None:
        self._last, self._folder = last, paths.DATA.resolve()
        self.__wrapped__ = last.__wrapped__
        self._own = lru_cache(maxsize=1)(last.__wrapped__)

    def __call__(self, folder: Path) -> Report:
        return self._own(folder) if folder == self._folder else self._last(folder)

    def cache_clear(self) -> None:
        self._own.cache_clear()
        self._last.cache_clear()


loading._load = _OwnKept(loading._load)
FIGURES, TABLES = exhibits("figures", load()), exhibits("tables", load())


@cache
def made(function: Callable) -> Exhibit:
    """A figure or a table of this report, made once for all tests that look at its data and its words."""
    return function(load())


def made_once(kind: str, report: Report) -> list[Callable]:
    """The functions of `exhibits`, for what calls them with this report."""
    if report is not load():  # read anew since
        return exhibits(kind, report)
    return [lambda _, function=function: made(function) for function in exhibits(kind, report)]


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
    "made",
    "made_once",
    "value",
]
