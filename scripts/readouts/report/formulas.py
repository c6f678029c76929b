"""Formulas: which words of a text earlier texts of its issuer have, and which phrases of the texts were said before or after, by whom and how.

The first is counted by ``readouts formulas`` (`text.formulas`), and kept; the second was written down by hand.
"""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from ..corpus.datapackage import Fault
from . import results
from .context import Context
from .findings import Finding, Row, WithheldText, slug

NEEDS = ("antecedents", "formulas", "formula_sentences", "argument_sentences")


def faults(tables: dict[str, list[dict[str, Any]]]) -> list[Fault]:
    """Return where counts contradict themselves, a check for `datapackage.read`: a place ends after it begins, a part is no more than the whole."""
    found = [
        Fault(f"{name}.csv", row[""], end, str(row[end]), f"more than {row[start]}")
        for name in ("antecedents", "formulas")
        for row in tables.get(name, [])
        for start, end in (("start", "end"), ("there_start", "there_end"))
        if start in row and None not in (row[start], row[end]) and row[end] <= row[start]
    ]
    parts = (
        ("formula_sentences", "in_formulas", "n_tokens"),
        ("formulas", "document_frequency", "n_documents"),
    )
    return found + [
        Fault(f"{name}.csv", row[""], part, str(row[part]), f"{row[whole]} at the most")
        for name, part, whole in parts
        for row in tables.get(name, [])
        if None not in (row[part], row[whole]) and row[part] > row[whole]
    ]


def findings(context: Context) -> Iterator[Finding]:
    """Words in formulas, sentence by sentence and in all: ``formulas-<readout>-<sentence>``, ``-words``; places and pages of formulas; phrases that were traced."""
    sentences, found = context.table("formula_sentences"), context.table("formulas")
    readouts = {row.readout_id: row for row in context.table("readouts").itertuples()}
    for readout_id, own in sentences.groupby("readout_id", sort=False):
        readout = readouts[readout_id]
        withheld, whose = (results.withheld_text(readout),), results.readout_name(readout)
        for row in own.itertuples():
            yield Finding(
                f"formulas-{readout_id}-{row.sentence}",
                int(row.in_formulas),
                f"words of sentence {row.sentence} in a run that an earlier page has: {whose}",
                (int(row.n_tokens), "words of the sentence"),
                withheld=withheld,
            )
            yield Finding(
                f"formulas-{readout_id}-{row.sentence}-words",
                int(row.n_tokens),
                f"words of sentence {row.sentence}: {whose}",
                withheld=withheld,
            )
        yield Finding(
            f"formulas-{readout_id}",
            int(own["in_formulas"].sum()),
            f"words in a run that an earlier page has: {whose}",
            (int(own["n_tokens"].sum()), "words"),
            withheld=withheld,
        )
        yield from _frequencies(readout_id, found[found["readout_id"] == readout_id], withheld)
    yield from _traced(context.table("antecedents"))


def _frequencies(
    readout_id: str, own: pd.DataFrame, withheld: tuple[WithheldText, ...]
) -> Iterator[Finding]:
    pages = int(own["n_documents"].max())
    yield Finding(
        f"formulas-{readout_id}-pages", pages, "earlier pages that were searched", withheld=withheld
    )
    # Of near-runs between the same words that share as many, that which most pages have.
    most = own.sort_values("document_frequency", ascending=False, kind="stable")
    for row in most.drop_duplicates(["start", "end", "n_tokens"]).itertuples():
        yield Finding(
            f"formulas-{readout_id}-{row.start}-{row.end}-{row.n_tokens}",
            int(row.document_frequency),
            f"earlier pages that have {row.n_tokens} words of characters {row.start} to {row.end}",
            (pages, "earlier pages"),
            withheld=withheld,
            note=f"First on {results.day(row.first_date)}: {row.first}",
        )


def _traced(traced: pd.DataFrame) -> Iterator[Finding]:
    yield _rows("antecedents", traced, "phrases whose wording was traced to another text")
    for column in ("change", "relation"):
        for value, own in traced.groupby(column):
            yield _rows(slug("antecedents", value), own, f"those of them: {value}", len(traced))


def _rows(name: str, own: pd.DataFrame, label: str, of: int | None = None) -> Finding:
    rows = tuple(
        Row(
            "antecedents.csv",
            row.id,
            f"“{row.phrase}”, {row.readout_id}, sentence {row.sentence}, characters {row.start} to {row.end}; “{row.there}”, {row.occasion}, "
            f"characters {row.there_start} to {row.there_end} of {_where(row)}",
        )
        for row in own.itertuples()
    )
    return Finding(name, len(rows), label, None if of is None else (of, "phrases"), rows=rows)


def _where(row) -> str:
    return (
        row.address
        if isinstance(row.address, str)
        else f"a text without an address, SHA-256 {row.sha256[:12]}…"
    )
