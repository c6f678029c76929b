"""Tables of what one account has and another has not."""

from .. import unshared
from ..drawing import table
from ..fields import Field
from ..publish import InsufficientData
from ..report import Report


@table
def alone(report: Report) -> dict:
    """The codes that one account of an event has and no other account of it."""
    data = report.analysis.unshared
    if data.empty:
        raise InsufficientData(
            "No code stands in one account of an event alone: either no event has two accounts in which it was looked for, or every code that one has another has too."
        )
    data = data.assign(shown=[number < unshared.ROWS for number in range(len(data))])
    links = [
        f"code-{part}-{code}" if seen else ""
        for part, code, seen in zip(data["part"], data["code"], data["shown"])
    ]
    event = (
        {"event_name": "Event"}
        if len({account.event for account in report.analysis.accounts}) > 1
        else {}
    )
    more = (
        ""
        if data["shown"].all()
        else f" The first {{plain}}`{unshared.ROWS}` rows are shown; the CSV has all."
    )
    return {
        "title": "What one account alone has",
        "data": data.drop(columns=["part", "not_found"]),
        "fields": {
            "side": "name in print of the side whose account alone has the code",
            "frequency": Field("distinct coded stretches in that account", "stretches"),
            "base_rate": "in how many of the other readouts of that side the code is, where there are ten or more",
            "sentence": "the sentence of that account in which the code stands first",
            "others": "what may be said of the other accounts of the event, each with its base rate where there is one",
            "nearest": "the sentence of each other account that shares most with this one, by rare words",
        },
        "shown": "shown",
        "sources": ("event_name",),
        "caption": "Codes that exactly one account of an event has, among two or more in whose language the codebook has patterns for it. Of a full text is said that it "
        "has none of the code’s wordings, or which near forms stand in it; of excerpts, “not in the passages at hand”. The same matter may stand in other words: the "
        "nearest sentence of the other account is beside it. Where a side has ten other readouts or more, it is said how many of them have the code."
        + more,
        "columns": {
            **event,
            "label": "Code",
            "side": "Stands in the account of",
            "frequency": "Coded stretches",
            **({"base_rate": "Usually"} if data["base_rate"].any() else {}),
            "sentence": "There",
            "others": "In the others",
            "nearest": "Nearest there",
        },
        "links": {"frequency": links},
    }
