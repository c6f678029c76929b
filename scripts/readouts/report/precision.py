"""How far a code can be trusted, as it is said beside its counts: precision found by reading, or that nobody has read.

A report's own figures stand in its table ``codebook_validity``. Without one, a code of the general codebook has that codebook's figures
as long as its patterns are those of the general codebook: who changes a pattern has another code, which nobody has read.
"""

import csv
from collections import defaultdict
from functools import cache

import pandas as pd

from .. import paths
from ..text.languages import primary
from .context import Context

TABLE = "codebook_validity"
UNREAD = "not validated"


def said(context: Context, code: str, language: str) -> str:
    """Return what is said of a code's precision in texts of a language.

    Examples
    --------
    >>> _in_words({"precision": 0.967, "precision_low": 0.828, "precision_high": 0.999, "read": 30, "stretches": 400})
    '0.97 (0.83 to 1.00), by a reading of 30 of 400 stretches'
    """
    row = _rows(context).get((code, primary(language)))
    return _in_words(row) if row else UNREAD


def _in_words(row: dict) -> str:
    low, high = float(row["precision_low"]), float(row["precision_high"])
    read, stretches = int(row["read"]), int(row["stretches"])
    return f"{float(row['precision']):.2f} ({low:.2f} to {high:.2f}), by a reading of {read:,} of {stretches:,} stretches"


def _rows(context: Context) -> dict[tuple[str, str], dict]:
    """The measured codes, by code and language; the rows over all codes have none and are left out."""
    if context.has((TABLE,)):
        table = context.table(TABLE)
        return _by_code(table[table["precision"].notna()].to_dict("records"))
    same = {
        key
        for key, patterns in _patterns(
            (one.code, primary(one.language), one.pattern) for one in context.codebook.patterns
        ).items()
        if patterns == _general_patterns().get(key)
    }
    return {key: row for key, row in _general().items() if key in same}


def _by_code(rows: list[dict]) -> dict[tuple[str, str], dict]:
    return {
        (row["code"], row["language"]): row
        for row in rows
        if isinstance(row["code"], str) and row["code"]
    }


def _patterns(rows) -> dict[tuple[str, str], frozenset[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for code, language, pattern in rows:
        found[code, language].add(pattern)
    return {key: frozenset(patterns) for key, patterns in found.items()}


@cache
def _general() -> dict[tuple[str, str], dict]:
    return _by_code(_read("validity.csv"))


@cache
def _general_patterns() -> dict[tuple[str, str], frozenset[str]]:
    return _patterns(
        (row["code"], row["language"], row["pattern"]) for row in _read("patterns.csv")
    )


def _read(name: str) -> list[dict]:
    with (paths.GENERAL / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def of_code(context: Context, code: str) -> list[tuple[str, str]]:
    """Return what is said of a code in each language in which it has patterns, with the language's code."""
    languages = dict.fromkeys(
        primary(one.language)
        for one in context.codebook.patterns
        if one.code == code and not one.excludes
    )
    return [(language, said(context, code, language)) for language in languages]


def table(context: Context) -> pd.DataFrame:
    """Return ``code, language, precision`` in words, for every code and language of a codebook."""
    return pd.DataFrame(
        [
            (code, language, words)
            for code in context.codebook.codes["code"]
            for language, words in of_code(context, code)
        ],
        columns=["code", "language", "precision"],
    )
