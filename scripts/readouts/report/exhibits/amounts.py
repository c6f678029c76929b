"""The table of sums of money, dates, durations and numbers."""

import re

import pandas as pd

from ...text.amounts import DATE, Amount
from .. import amounts as counted
from ..drawing import table
from ..fields import Field
from ..publish import InsufficientData
from ..report import Report
from .headings import heading, shown


def _values(found: list[Amount]) -> dict[str, list]:
    """The amounts as numbers: of a date its parts, each where it is named."""
    numbers, parts = [], []
    for amount in found:
        date = re.fullmatch(r"(?:(\d{4})|-)(?:-(\d\d))?(?:-(\d\d))?(?:/.*-(\d\d))?", amount.value)
        is_date = amount.kind == DATE
        number = f"{amount.value[:3]}0" if is_date else amount.value
        numbers.append(None if is_date and date else float(number))
        parts.append(
            [int(part) if part else None for part in date.groups()]
            if is_date and date
            else [None] * 4
        )
    return {
        "number": numbers,
        "unit": ["decade" if amount.value.endswith("X") else amount.unit for amount in found],
        **{
            name: pd.array([row[place] for row in parts], dtype="Int64")
            for place, name in enumerate(("year", "month", "day", "last_day"))
        },
    }


@table
def amounts(report: Report) -> dict:
    """The sums of money, dates, durations and numbers of each account."""
    rows, every = report.analysis.amounts, report.analysis.subcorpora
    if not rows:
        raise InsufficientData(
            "The rules for English, Russian and Chinese find no sum of money, date, duration or number in these texts."
        )
    accounts = {(one.event, one.side.id): one.part.id for one in report.analysis.accounts}
    data = pd.DataFrame(
        {
            "event": [row.account.event for row in rows],
            "event_name": [row.account.event_name for row in rows],
            "kind": [row.amount.kind for row in rows],
            "amount": [counted.in_print(row.amount) for row in rows],
            **_values([row.amount for row in rows]),
            "words": ["; ".join(f"“{words}”" for words in row.words[:4]) for row in rows],
            "alone": [row.account.side.name if row.alone else "" for row in rows],
            "shown": [number < counted.ROWS for number in range(len(rows))],
        }
    )
    links, fields = {}, {}
    for part in every:
        own = [accounts.get((row.account.event, part.id), "") for row in rows]
        column = f"{part.id}_frequency"
        data[column] = pd.array(
            [
                len(row.places[account]) if account in row.places else pd.NA
                for account, row in zip(own, rows)
            ],
            dtype="Int64",
        )
        links[column] = [
            counted.finding_id(account, row) if seen and account in row.places else ""
            for account, row, seen in zip(own, rows, data["shown"])
        ]
        fields[column] = Field(
            f"how often the account of {part.name} has the amount; empty where it has no account of the event, or where there are no rules for its language",
            "occurrences",
        )
    event = {"event_name": "Event"} if data["event"].nunique() > 1 else {}
    more = (
        ""
        if data["shown"].all()
        else f" The first {{plain}}`{counted.ROWS}` rows are shown; the CSV has all."
    )
    return {
        "title": "Dates, sums and numbers",
        "data": data,
        "fields": {
            "kind": "what is measured: money, percentage, date, duration, anniversary or number",
            "number": Field(
                "the amount normalised; of a decade its first year; empty of other dates",
                "as unit has it",
            ),
            "unit": "currency by its ISO code; minute, day or month of a duration; decade",
            "year": Field("of a date, where it is named", "year"),
            "month": Field("of a date, where it is named", "month"),
            "day": Field("of a date, where it is named", "day"),
            "last_day": Field("of a range of days the last", "day"),
            "words": "the words that say it, the first four forms of all accounts",
            "alone": "the side whose account alone has it; empty where another may have it too",
            **fields,
        },
        "shown": "shown",
        "page_only": ("amount",),
        "sources": ("event_name", "amount", "words"),
        "caption": "Sums of money, percentages, dates, durations, anniversaries and numbers, by rules for English, Russian and Chinese. One amount in several forms is one row. “Alone”: no other "
        "account of the event has the amount, one that may be the same, or its digits. Numbers that are written as words are taken with a unit alone. An empty cell: no account, or no rules for its language."
        + more,
        "columns": {
            "amount": "Amount",
            "kind": "Kind",
            **{f"{part.id}_frequency": heading(part) for part in shown(report)},
            "alone": "Alone in",
            "words": "As it is written",
            **event,
        },
        "links": links,
    }
