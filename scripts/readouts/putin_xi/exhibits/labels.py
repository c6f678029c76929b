"""Headings and translations that several chapters share."""

import pandas as pd

from ..report import BEIJING, KREMLIN, Report

OF_KREMLIN = f"Kremlin, of {{finding}}`words-{KREMLIN}` words"
OF_BEIJING = f"Beijing, of {{finding}}`words-{BEIJING}` words"


def english(report: Report, terms: pd.Series) -> pd.Series:
    """Chinese strings in English, as ``beijing_strings.csv`` has them."""
    return terms.map(report.table("beijing_strings").set_index("term")["english"])
