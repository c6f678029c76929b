"""The table of what stands near a word in each side's texts."""

import pandas as pd

from ...engine.collocates import Window
from .. import collocates as near
from ..drawing import table
from ..fields import Field
from ..findings import literal
from ..publish import InsufficientData
from ..report import Report


@table
def collocates(report: Report) -> dict:
    """What stands near a word in the texts of each side."""
    found = report.analysis.around
    if not found:
        raise InsufficientData(
            f"No word of content stands in {near.LEAST_TEXTS} texts of two sides of one language with another beside it in {near.LEAST_NEAR}: "
            "of so few texts what stands near a word is what one sentence says. Words to look at can be named in report.yml."
            if not report.settings.collocates
            else "Nothing stands near the words that report.yml names in two texts of a side."
        )
    data = pd.concat([one.table.assign(node_id=one.node_id) for one in found], ignore_index=True)
    names = {part.id: part.name for part in report.analysis.subcorpora}
    data = data.assign(
        side_name=data["side"].map(names),
        sides_near=[
            ", ".join(names[part] for part in parts.split("; ")) for parts in data["sides_near"]
        ],
    )
    key = "near-{side}-{node_id}-{id}"
    dice = [
        f"{key.format_map(row)}-log-dice" if row["shown"] and row["frequency"] else ""
        for row in data.to_dict("records")
    ]
    nodes = ", ".join(f"“{literal(one.node)}”" for one in found)
    several = {"node": "Near what"} if len(found) > 1 else {}
    return {
        "title": "What stands near a word",
        "data": data,
        "fields": FIELDS,
        "page_only": ("id", "node_id"),
        "shown": "shown",
        "sources": ("node", "collocate"),
        "caption": f"Words of content within {{plain}}`{Window().left}` words before or after {nodes} in the same sentence that a side has there in {{plain}}`{near.LEAST_NEAR}` texts or more, in the order of logDice; "
        f"the first {{plain}}`{near.ROWS}` of each, and the CSV has all, with further measures. Texts of one side with the same words are one. A side that has a word there in none of its texts may have it elsewhere. None of these numbers is a test.",
        "columns": {
            **several,
            "collocate": "Word",
            "sides_near": "Near it in texts of",
            "side_name": "Side",
            "document_frequency": "Texts",
            "frequency": "Occurrences near it",
            "frequency_collocate": "In all",
            "log_dice": "logDice",
        },
        "links": {"frequency": key, "document_frequency": f"{key}-texts", "log_dice": dice},
    }


FIELDS = {
    "node": "the word, or pattern, in the middle",
    "collocate": "the word near it, as it is counted",
    "side": "short name of a side’s texts in one language",
    "side_name": "the same in print",
    "sides_near": "the sides in whose texts the word stands near it",
    "frequency": Field("occurrences of the word near it, in the side’s texts", "occurrences"),
    "frequency_left": Field("of these, those before the nearest", "occurrences"),
    "frequency_right": Field("of these, those after the nearest", "occurrences"),
    "document_frequency": Field("distinct texts of the side that have the word near it", "texts"),
    "documents_with_node": Field("distinct texts of the side that have it", "texts"),
    "n_documents": Field("distinct texts of the side", "texts"),
    "frequency_node": Field("its occurrences in the side’s texts", "occurrences"),
    "frequency_collocate": Field("occurrences of the word in the side’s texts", "occurrences"),
    "n_window": Field("words near it, in the side’s texts", "words"),
    "n": Field("words of the side’s texts", "words"),
    "expected": Field(
        "occurrences near it that are expected by the word’s share of the side’s texts",
        "occurrences",
    ),
    "direction": "attracted where there are more than expected, repelled where there are fewer",
    "mi": Field("MI: binary logarithm of the occurrences by those expected", "doublings"),
    "t": Field("t score: the occurrences less those expected, by the root of the occurrences", "t"),
    "log_likelihood": Field("G2 of four terms", "G2"),
    "log_dice": Field("logDice", "logDice"),
}
