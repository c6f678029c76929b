"""Translations that several chapters share."""

import pandas as pd

from ..report import Report


def english(report: Report, terms: pd.Series) -> pd.Series:
    """Chinese strings in English, as ``beijing_strings.csv`` has them."""
    return terms.map(report.table("beijing_strings").set_index("term")["english"])
