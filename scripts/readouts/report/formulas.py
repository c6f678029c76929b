"""Formulas: which words of a text earlier texts of its issuer have, and which phrases of the texts were said before or after, by whom and how.

The first is counted as ``readouts formulas`` counts (`text.formulas`), and kept; the second was written down by hand.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pandas as pd

from ..corpus.datapackage import Fault
from ..text.formulas import LEAST, RUN, formulas
from ..text.tokens import tokenize
from . import results, searches
from .context import Context
from .findings import Finding, Row, WithheldText, slug
from .reference.rules import Reference

# Words of a run at least: other lengths than that of the chapter, each with its column of formula_sentences.csv.
OTHER_LENGTHS = {least: f"in_runs_of_{least}" for least in (3, 5, 6)}
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
        *(
            ("formula_sentences", column, "n_tokens")
            for column in ("in_formulas", *OTHER_LENGTHS.values())
        ),
        ("formulas", "document_frequency", "n_documents"),
    )
    return found + [
        Fault(f"{name}.csv", row[""], part, str(row[part]), f"{row[whole]} at the most")
        for name, part, whole in parts
        for row in tables.get(name, [])
        if None not in (row.get(part), row[whole]) and row[part] > row[whole]
    ]


def counts(
    folder: Path,
    texts: dict[str, str],
    tables: dict[str, pd.DataFrame],
    reference: Reference | None,
) -> dict[str, pd.DataFrame]:
    """Return the formulas of each full text, and how much of each sentence they make up, counted anew; nothing where a text or its earlier pages are not at hand.

    Parameters
    ----------
    folder : Path
        Holds the file of the pages.
    texts : dict of str to str
        The full texts by their SHA-256.
    tables : dict of str to DataFrame
    reference : Reference, optional
    """
    if "formula_sentences" not in tables or reference is None:
        return {}
    sha256 = tables["readouts"].set_index("readout_id")["sha256"]
    places = tables["argument_sentences"]
    found, sentences = [], []
    for readout_id in tables["formula_sentences"]["readout_id"].unique():
        text = texts.get(sha256[readout_id])
        pages = searches.pages(folder, tables, reference, readout_id)
        if text is None or pages is None:
            return {}
        found.append(_formulas(text, pages).assign(readout_id=readout_id))
        own = places[places["readout_id"] == readout_id]
        sentences.append(_in_runs(text, pages, own).assign(readout_id=readout_id))
    return {
        name: pd.concat(parts, ignore_index=True)[list(tables[name].columns)]
        for name, parts in (("formulas", found), ("formula_sentences", sentences))
    }


def _formulas(text: str, pages: list[searches.Page]) -> pd.DataFrame:
    dates = {page.address: page.date for page in pages}
    return pd.DataFrame(
        {
            "start": one.start,
            "end": one.end,
            "kind": one.kind,
            "n_tokens": one.n_tokens,
            "document_frequency": len(one.documents),
            "n_documents": len(pages),
            "first": one.documents[0],
            "first_date": dates[one.documents[0]],
            "example": one.example,
        }
        for one in formulas(text, _named(pages))
    )


def _in_runs(text: str, pages: list[searches.Page], sentences: pd.DataFrame) -> pd.DataFrame:
    """Return the words of each sentence, and how many of them are in runs of each length."""
    tokens = tokenize(text)
    own = {
        row.sentence: [token for token in tokens if row.start <= token.start < row.end]
        for row in sentences.itertuples()
    }
    made = {"sentence": list(own), "n_tokens": [len(words) for words in own.values()]}
    for least, column in {LEAST: "in_formulas", **OTHER_LENGTHS}.items():
        runs = [one for one in formulas(text, _named(pages), least, gap=0) if one.kind == RUN]
        made[column] = [
            sum(any(run.start <= word.start < run.end for run in runs) for word in words)
            for words in own.values()
        ]
    return pd.DataFrame(made)


def _named(pages: list[searches.Page]) -> Iterator[tuple[str, str]]:
    return ((page.address, page.text) for page in pages)


def findings(context: Context) -> Iterator[Finding]:
    """Words in formulas, sentence by sentence and in all: ``formulas-<readout>-<sentence>``, ``-words``, ``-runs-<length>`` in runs of another length; places and pages of formulas; phrases that were traced."""
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
            for least, column in OTHER_LENGTHS.items():
                yield Finding(
                    f"formulas-{readout_id}-{row.sentence}-runs-{least}",
                    int(getattr(row, column)),
                    f"words of sentence {row.sentence} in a run of {least} words or longer that an earlier page has: {whose}",
                    (int(row.n_tokens), "words of the sentence"),
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
