"""A table of what the publishers changed on their pages afterwards."""

import pandas as pd

from .. import afterwards
from ..drawing import table
from ..fields import Field
from ..report import Report

ROWS = 200


@table
def changes(report: Report) -> dict:
    """Return each change of a page: where, the words before and after, and between which days."""
    data = report.table("changes").copy()
    numbers = ["paragraph_before", "paragraph_after"]
    data[numbers] = data[numbers].astype("Int64")
    others = data.columns.drop(numbers)
    data[others] = data[others].fillna("")
    sides = {side.id: side.name for side in report.settings.sides}
    readouts = report.table("readouts").itertuples()
    names = {row.url: f"{sides[row.side]}, {row.date}" for row in readouts}
    data["account"] = [names.get(row.url, row.document_id or row.url) for row in data.itertuples()]
    data["place"] = [_place(row) for row in data.itertuples()]
    data["around"] = [_around(row) for row in data.itertuples()]
    data["between"] = data["seen_before"].str[:10] + " and " + data["seen_after"].str[:10]
    data["shown"] = [number < ROWS for number in range(len(data))]
    more = (
        ""
        if data["shown"].all()
        else f" The first {{plain}}`{ROWS}` rows are shown; the CSV has all."
    )
    return {
        "title": "What was changed afterwards",
        "data": data,
        "tables": ("changes",),
        "page_only": ("account", "place", "around", "between"),
        "fields": {
            "paragraph_before": Field("paragraph of the earlier text in which the words stand", "paragraph of the text"),
            "paragraph_after": Field("paragraph of the later text in which the words stand", "paragraph of the text"),
        },
        "shown": "shown",
        "sources": ("account", "before", "after", "around"),
        "caption": "Each row is a change between two versions of a page (changes: {finding}`changes`, on pages: {finding}`changes-pages`). The texts are compared, and not the markup; each version with the last one before it on which a text was found. "
        "The change was made between the two days: on the first the earlier version was seen last, on the second the later one first. SHA-256 of both versions and addresses of archived copies are in the CSV." + more,
        "columns": {"account": "Account", "place": "Where", "kind": "What was done", "before": "Before", "after": "After", "around": "Words around it, afterwards", "between": "Between"},
    }  # fmt: skip


def _place(row) -> str:
    if row.part != "text":
        return row.part
    return (
        f"paragraph {row.paragraph_before if pd.isna(row.paragraph_after) else row.paragraph_after}"
    )


def _around(row) -> str:
    """Return what stands around a change, or why nothing is compared."""
    if row.kind == afterwards.NOT_COMPARED or row.part == afterwards.PAGE:
        return row.note
    around = f"{row.left.strip()} … {row.right.strip()}" if row.left or row.right else ""
    return f"{around} ({row.note})" if row.note else around
