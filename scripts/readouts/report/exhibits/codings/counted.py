"""Counts of sentences as a table: what is confirmed and what is drafted, each a number that opens its sentences."""

import pandas as pd

from ... import sentence_counts
from ...fields import Field
from ...findings import literal
from ...publish import InsufficientData
from ...report import Report
from ...sentence_counts import counts, in_print

# Rows that a table shows; its CSV has all.
ROWS = 80
KINDS = (
    "A confirmed sentence is one of which a person has said so; a draft is by rules and patterns, and nobody has confirmed it. "
    "The two are never added."
)
FIELDS = {
    "speaker": "who is made to speak, as the text names him; both, nobody, or the narrator",
    "verb": "the reporting verb as it stands in the text",
    "stance": "what the verb commits the narrator to, as far as it is coded",
    "agency": "how the main doing is expressed: active, passive, noun",
    "topic": "short name of the code",
    "confirmed": Field("sentences of which a person has confirmed it", "sentences"),
    "drafts": Field("sentences of which it is drafted, and nobody has confirmed it", "sentences"),
    "sentences": Field("all sentences of the account", "sentences"),
    "side": "name in print of the side whose account it is",
    "coders": "initials of the persons who confirmed it",
    "drafted_by": "the rules, patterns or models that drafted it",
    "finding": "id of the finding of the confirmed sentences in the evidence; with -drafts at its end, of the drafts",
}


def counted(report: Report, name: str) -> pd.DataFrame:
    """The counts of sentences by account, for a table: in order, numbers for spans, values in print beside them."""
    found = counts(report.analysis.sentences, name)
    if found.empty:
        raise InsufficientData("No sentence is coded for this, and none is drafted.")
    labels = report.codebook.codes["label"]
    for key in sentence_counts.COUNTS[name]:
        found[f"{key}_shown"] = [in_print(key, value, labels) for value in found[key]]
    found["spans"] = found["confirmed"] + found["drafts"]
    found[["confirmed", "drafts"]] = found[["confirmed", "drafts"]].map(len)
    return found.rename(columns={"of": "sentences", "id": "finding"})


def _columns(report: Report, own: dict[str, str], more: dict[str, str] | None = None) -> dict:
    """The columns of a table of counts: event, account, what is counted, both counts."""
    several = len({one.event for one in report.analysis.accounts}) > 1
    return {
        **({"event_name": "Event"} if several else {}),
        "side": "Account of",
        **own,
        "confirmed": "Confirmed",
        "drafts": "Drafts",
        **(more or {}),
    }


def count_table(report: Report, data: pd.DataFrame, keys: list[str], title: str, caption: str, own: dict[str, str], more: dict | None = None) -> dict:  # fmt: skip
    """A table of counts, each of which opens its sentences."""
    data = data.drop(columns="spans").assign(shown=[place < ROWS for place in range(len(data))])
    links = {
        column: [name + end if number else "" for name, number in zip(data["finding"], data[column])]
        for column, end in (("confirmed", ""), ("drafts", "-drafts"))
    }  # fmt: skip
    first = [
        "event", "event_name", "side", *keys, *(f"{key}_shown" for key in keys if f"{key}_shown" in data),
        "confirmed", "drafts", "sentences",
    ]  # fmt: skip
    rest = [name for name in (more or {}) if name not in first]
    page_only = tuple(f"{key}_shown" for key in keys if f"{key}_shown" in data)
    left = "" if data["shown"].all() else f" The first {{plain}}`{ROWS}` rows are shown; the CSV has all."  # fmt: skip
    return {
        "title": title,
        "data": data[[*first, *rest, "coders", "drafted_by", "finding", "shown"]],
        "fields": FIELDS,
        "page_only": page_only,
        "shown": "shown",
        "sources": ("event_name",),
        "caption": f"{caption} {KINDS}{left}",
        "columns": _columns(report, own, more),
        "links": links,
    }


def sizes(report: Report) -> str:
    """How many sentences each account has, in a sentence."""
    table = report.analysis.sentences
    several = table["event"].nunique() > 1
    accounts = table.drop_duplicates("account")
    if len(accounts) > 6:
        return "The CSV has how many sentences each account has."
    said = [
        f"{literal(row.side)}{f', {literal(row.event_name)}' if several else ''}, {{finding}}`judged-{row.account}`"
        for row in accounts.itertuples()
    ]
    return f"Sentences: {'; '.join(said)}."
