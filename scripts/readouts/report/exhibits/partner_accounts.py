"""A table of what the issuer has its partners say, beside the partners' own accounts."""

import pandas as pd

from .. import partner_accounts as module
from .. import results
from ..drawing import table
from ..report import Report

APPROVAL = {"yes": "Approval", "doubtful": "Doubtful", "no": "No approval seen"}


@table
def partner_accounts(report: Report) -> dict:
    """Return the calls, what the issuer has the partner say, and what the partner's own account has."""
    data = module.beside(report.context).drop(columns="date")
    data["day"] = [results.day(day) for day in module.beside(report.context)["date"]]
    data["call"] = data["partner"] + ", " + data["day"]
    data["has"] = [_has(row) for row in data.itertuples()]
    data["verdict"] = data["approval"].map(APPROVAL).fillna("Not found")
    return {
        "title": "What the partners’ accounts have",
        "data": data,
        "tables": ("partner_accounts", "approval"),
        "fields": {
            "attributed": "whether the issuer’s account has the partner approve",
        },
        "page_only": ("day", "call", "has", "verdict"),
        "caption": f"What {report.settings.approval.issuer}’s account has the partner say, and what the partner’s own account has, in our words; between quotation marks, its own. The addresses stand in the CSV.",
        "columns": {"call": "Call", "reported": f"{_opening(report.settings.approval.issuer)}’s account: the partner …", "has": "The partner’s account …", "verdict": "Approval in it"},
        "sources": ("call",),
    }  # fmt: skip


def _has(row) -> str:
    if pd.isna(row.own):
        return "was not found"
    return f"{row.own}: “{row.words}” ({row.account}, by {row.outlet})"


def _opening(text: str) -> str:
    return text[:1].upper() + text[1:]
