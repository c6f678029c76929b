"""How far a code can be trusted, as it is said beside its counts: precision found by reading, or that nobody has read.

A report's own figures stand in its table ``codebook_validity``; without one, those of the general codebook are taken. A figure
holds of the patterns with which the stretches were found, whose hash stands beside it. Who changes a pattern has another code.
"""

import csv
from collections.abc import Iterable
from functools import cache

import pandas as pd

from .. import paths
from ..measures.accuracy import Estimate
from ..text.languages import primary
from .context import Context
from .findings import Finding
from .kept import kept

TABLE = "codebook_validity"
UNREAD = "not validated"
CHANGED = "not validated with these patterns"


def said(context: Context, code: str, language: str) -> str:
    """Return what is said of a code's precision in texts of a language.

    Examples
    --------
    >>> _in_words({"precision": 0.967, "precision_low": 0.828, "precision_high": 0.999, "read": 30, "stretches": 400})
    '0.97 (0.83 to 1.00), by a reading of 30 of 400 stretches'
    """
    row = _measured(context).get((code, primary(language)))
    if row is None:
        return UNREAD
    return _in_words(row) if _holds(context, row, code, language) else CHANGED


def _holds(context: Context, row: dict, code: str, language: str) -> bool:
    """Whether a figure is of the patterns of now."""
    return bool(row["patterns_sha256"] == context.codebook.fingerprint(code, language))


def measured(context: Context, code: str, language: str) -> tuple[Estimate, Estimate] | None:
    """Return precision and recall of a code in texts of a language; None where one of them was not measured with these patterns."""
    row = _measured(context).get((code, primary(language)))
    if row is None or not _holds(context, row, code, language) or row["recall"] in ("", None):
        return None
    found, missed = (
        Estimate(*(float(row[f"{name}{end}"]) for end in ("", "_low", "_high")))
        for name in ("precision", "recall")
    )
    return None if missed.value != missed.value else (found, missed)


def _in_words(row: dict) -> str:
    low, high = float(row["precision_low"]), float(row["precision_high"])
    read, stretches = int(row["read"]), int(row["stretches"])
    return f"{float(row['precision']):.2f} ({low:.2f} to {high:.2f}), by a reading of {read:,} of {stretches:,} stretches"


def _measured(context: Context) -> dict[tuple[str, str], dict]:
    """The measured codes, by code and language."""
    if not context.has((TABLE,)):
        return _general()
    return _own(context.table(TABLE))


@kept
def _own(table: pd.DataFrame) -> dict[tuple[str, str], dict]:
    return _by_code(table[table["precision"].notna()].to_dict("records"))


@cache
def _general() -> dict[tuple[str, str], dict]:
    with (paths.GENERAL / "validity.csv").open(encoding="utf-8", newline="") as file:
        return _by_code(row for row in csv.DictReader(file) if row["precision"])


def _by_code(rows: Iterable[dict]) -> dict[tuple[str, str], dict]:
    """Without the rows over all codes, which have none."""
    return {
        (row["code"], row["language"]): row
        for row in rows
        if isinstance(row["code"], str) and row["code"]
    }


def beside(context: Context, finding: Finding) -> str:
    """Return what is said of precision beside a number that counts codes; nothing beside any other number."""
    names = context.codebook.codes["label"]
    known = [(code, said(context, code, finding.language)) for code in finding.codes]
    if len(known) == 1:
        return f"Precision of the code: {known[0][1]}."
    each = "; ".join(f"{names[code]} {words.partition(' (')[0]}" for code, words in known)
    return f"Precision of its codes: {each}." if known else ""


def of_code(context: Context, code: str) -> list[tuple[str, str]]:
    """Return what is said of a code in each language in which it has patterns, with the language's code."""
    languages = dict.fromkeys(
        primary(one.language)
        for one in context.codebook.patterns
        if one.code == code and not one.excludes
    )
    return [(language, said(context, code, language)) for language in languages]
