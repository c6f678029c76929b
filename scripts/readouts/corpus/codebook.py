"""The codebook: frames, their codes, and the patterns by which a code is found in a text."""

import csv
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, cached_property, lru_cache
from typing import Any

import pandas as pd

from .. import paths
from ..text.fingerprint import of_patterns, of_values
from ..text.languages import primary
from ..text.patterns import (
    OPTIONS,
    OptionError,
    Pattern,
    of_language,
    options,
    words_of,
)
from .datapackage import DataError, Fault


@dataclass(frozen=True)
class Codebook:
    """Frames, codes and patterns.

    Attributes
    ----------
    frames : DataFrame
        ``frame, label, definition, source``.
    codes : DataFrame
        ``frame, code, label, definition, include, exclude, source``, indexed by ``code``.
    patterns : tuple of Pattern
        Exclusions among them.
    """

    frames: pd.DataFrame
    codes: pd.DataFrame
    patterns: tuple[Pattern, ...]
    _in_language: dict[str, list[Pattern]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    _fingerprints: dict[tuple[str, str], str] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def of(self, code: str, language: str) -> list[str]:
        """Return the patterns of one code that are looked for in texts of one language, and its exclusions there, as written."""
        return [pattern.pattern for pattern in self.patterns_of(code, language)]

    def patterns_of(self, code: str, language: str) -> list[Pattern]:
        """Return the same, as patterns."""
        return of_language(self._by_code.get(code, ()), language)

    def in_language(self, language: str) -> list[Pattern]:
        """Return the patterns of all codes that are looked for in texts of one language."""
        # Each number that counts codes asks for them.
        if language not in self._in_language:
            self._in_language[language] = of_language(self.patterns, language)
        return self._in_language[language]

    def fingerprint(self, code: str, language: str) -> str:
        """Return the hash of the patterns of one code in one language."""
        if (code, language) not in self._fingerprints:
            self._fingerprints[code, language] = of_patterns(self.patterns_of(code, language))
        return self._fingerprints[code, language]

    @cached_property
    def _by_code(self) -> dict[str, list[Pattern]]:
        found = defaultdict(list)
        for pattern in self.patterns:
            found[pattern.code].append(pattern)
        return found


def load(tables: dict[str, pd.DataFrame]) -> Codebook:
    """Read the codebook from the tables ``frames``, ``codebook`` and ``patterns``.

    Raises
    ------
    DataError
        All patterns that cannot be read, at once.
    """
    patterns, faults = [], []
    for line, row in enumerate(tables["patterns"].itertuples(), start=2):
        # Without a language it is looked for in texts of every language.
        language = row.language if isinstance(row.language, str) else ""
        cells = {name: _cell(row, name) for name in OPTIONS}
        try:
            words, chosen = _read(row.pattern, **cells)
        except ValueError as error:
            faults.append(_fault(line, row.pattern, cells, error))
            continue
        patterns.append(Pattern(row.code, language, row.pattern, words, *chosen))
    if faults:
        raise DataError(faults)
    codes = tables["codebook"].set_index("code", drop=False).rename_axis(None)
    return Codebook(tables["frames"], codes, tuple(patterns))


def general() -> dict[str, list[dict[str, str]]]:
    """Return the package's own codebook for accounts of conversations between states: the rows of its tables."""
    return {name: general_table(name) for name in ("frames", "codebook", "patterns")}


def general_table(name: str) -> list[dict[str, str]]:
    """Return the rows of one table of the general codebook."""
    with (paths.GENERAL / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def general_fingerprint(language: str) -> str:
    """Return the hash of all that the general codebook looks for in texts of one language, in whatever order.

    It is of the rows as they are written: to read thousands of patterns takes longer than a report may wait for a hash.

    Examples
    --------
    >>> general_fingerprint("en-GB") == general_fingerprint("en") != general_fingerprint("ru")
    True
    """
    own = ("", primary(language))
    return of_values(
        sorted(list(row.values()) for row in general_table("patterns") if row["language"] in own)
    )


def _cell(row: Any, name: str) -> str:
    """Return a cell of a row, empty where it is or where there is no such column."""
    value = getattr(row, name, None)
    return value if isinstance(value, str) else ""


@lru_cache(maxsize=20_000)
def _read(written: str, **cells: str) -> tuple[tuple[str, ...], tuple[bool, int, str]]:
    """Return the words and the options of a pattern; a codebook has thousands, which are read to be checked and again to be used."""
    words = words_of(written)
    return words, options(written, words, **cells)


def _fault(line: int, written: str, cells: dict[str, str], error: ValueError) -> Fault:
    if isinstance(error, OptionError):
        found = cells[error.option]
        return Fault("patterns.csv", line, error.option, repr(found), error.expected)
    return Fault("patterns.csv", line, "pattern", repr(written), str(error))


def faults(tables: dict[str, list[dict[str, Any]]]) -> list[Fault]:
    """Return the patterns of a table that cannot be read: a check for `datapackage.read`."""
    found = []
    for row in tables["patterns"]:
        if row["pattern"] is None:  # a fault of its cell already
            continue
        cells = {name: row.get(name) or "" for name in OPTIONS}
        try:
            _read(row["pattern"], **cells)
        except ValueError as error:
            found.append(_fault(row[""], row["pattern"], cells, error))
    return found
