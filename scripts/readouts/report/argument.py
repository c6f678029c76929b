"""How each text argues: what was coded by hand in each sentence of the full texts, counted in sentences.

A row of ``argument`` is a value of a category in a sentence. Where the data have a second coding (``argument_second``), it
is held against the first.
"""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pandas as pd

from ..corpus.datapackage import Fault
from . import results
from .approval import agreement_of_codings
from .context import Context
from .findings import Finding, Row, slug

NEEDS = ("argument", "argument_sentences", "argument_codes")
# Entman's: what a frame does with a matter, which is the value.
FUNCTIONS = ("problem", "cause", "judgement", "remedy")
ABSENT = "Of no sentence: every sentence of the full text was read."
_KEY = ["readout_id", "sentence"]


def faults(tables: dict[str, list[dict[str, Any]]]) -> list[Fault]:
    """Return where the codings contradict the list of sentences or of values, a check for `datapackage.read`.

    A value is one of its category's; a stretch has a character at least and lies in its sentence; an example stands in the passage that it is from.
    """
    values = {(row["category"], row["value"]) for row in tables.get("argument_codes", [])}
    places = {
        tuple(row[key] for key in _KEY): (row["start"], row["end"])
        for row in tables.get("argument_sentences", [])
    }
    found = []
    for name in ("argument", "argument_second"):
        for row in tables.get(name, []):
            if (row["category"], row["value"]) not in values:
                found.append(
                    Fault(f"{name}.csv", row[""], "value", repr(row["value"]), "a value of its category in argument_codes.csv")
                )  # fmt: skip
            start, end = places.get(tuple(row[key] for key in _KEY), (0, 0))
            if name == "argument" and not start <= row["start"] < row["end"] <= end:
                said = f"{row['start']} to {row['end']}"
                found.append(
                    Fault("argument.csv", row[""], "start", said, f"characters of its sentence, {start} to {end}")
                )  # fmt: skip
    return found


def texts(context: Context) -> pd.DataFrame:
    """Return the full texts that were coded, the event in focus first, in the order of the sides, with a short name of each as ``short``."""
    readouts = context.table("readouts").set_index("readout_id", drop=False)
    coded = readouts.loc[list(dict.fromkeys(context.table("argument_sentences")["readout_id"]))]
    order = list(context.settings.names)
    coded = coded.assign(place=coded["side"].map(order.index))
    return coded.sort_values(["event_date", "place"], ascending=[False, True]).assign(
        short=lambda own: [
            f"{context.settings.names[row.side]}, {context.settings.months[row.event_date]}"
            for row in own.itertuples()
        ]
    )


def functions(coded: pd.DataFrame) -> pd.DataFrame:
    """Return which sentences have which of the four functions on which matter.

    Parameters
    ----------
    coded : DataFrame
        ``readout_id, sentence, category, value``.

    Returns
    -------
    DataFrame
        Indexed by readout, sentence and matter; a column of truth values a function.

    Examples
    --------
    >>> rows = [("north", 1, "cause", "war"), ("north", 1, "problem", "war"), ("north", 2, "stance", "factive")]
    >>> functions(pd.DataFrame(rows, columns=["readout_id", "sentence", "category", "value"])).astype(int).values.tolist()
    [[1, 1, 0, 0]]
    """
    own = coded[coded["category"].isin(FUNCTIONS)]
    return (
        pd.crosstab([own["readout_id"], own["sentence"], own["value"]], own["category"])
        .reindex(columns=list(FUNCTIONS), fill_value=0)
        .astype(bool)
    )


def by_sentence(coded: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """Return what each sentence has of each category: its values in alphabetical order, empty where it has none.

    Examples
    --------
    >>> rows = [("north", 1, "agent", "queen"), ("north", 1, "agent", "king")]
    >>> coded = pd.DataFrame(rows, columns=["readout_id", "sentence", "category", "value"])
    >>> by_sentence(coded, pd.DataFrame({"readout_id": "north", "sentence": [1, 2]}))["agent"].tolist()
    ['king; queen', '']
    """
    wide = coded.groupby([*_KEY, "category"])["value"].agg(lambda own: "; ".join(sorted(own)))
    units = pd.MultiIndex.from_frame(sentences[_KEY])
    return wide.unstack().reindex(units).fillna("").reset_index()


def agreement(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Return `agreement_of_codings` of the sentences, a row a category; empty without a second coding."""
    if "argument_second" not in tables:
        return pd.DataFrame(columns=["n", "same", "kappa", "low", "high"])
    categories = list(dict.fromkeys(tables["argument_codes"]["category"]))
    codings = [
        by_sentence(tables[name], tables["argument_sentences"]).reindex(
            columns=[*_KEY, *categories], fill_value=""
        )
        for name in ("argument", "argument_second")
    ]
    return agreement_of_codings(*codings, categories, _KEY)


def findings(context: Context) -> Iterator[Finding]:
    """How many sentences have each value, text by text: ``argument-<readout>-<category>-<value>``; sentences, codings, agreement."""
    sentences = context.table("argument_sentences")
    coded = context.table("argument").merge(sentences[[*_KEY, "segments"]], on=_KEY)
    full = list(texts(context).itertuples())
    withheld = tuple(map(results.withheld_text, full))
    label = "sentences of the full texts that were coded"
    yield replace(_counted("argument-sentences", sentences, label), withheld=withheld)
    label = "values given to sentences"
    yield replace(_coded("argument-codings", coded, label), withheld=withheld)
    doubtful = coded[coded["note"].fillna("").str.startswith("Doubtful")]
    label = "those that may be given otherwise"
    yield replace(_coded("argument-doubtful", doubtful, label), withheld=withheld)
    for text in full:
        own = (results.withheld_text(text),)
        yield from (replace(one, withheld=own) for one in _of_text(context, coded, text))
    yield from _second(context)


def _of_text(context: Context, coded: pd.DataFrame, text) -> Iterator[Finding]:
    """The findings of one text."""
    codes, sentences = context.table("argument_codes"), context.table("argument_sentences")
    own = sentences[sentences["readout_id"] == text.readout_id]
    total = (len(own), "sentences of the full text")
    whose = results.readout_name(text)
    yield _counted(f"argument-{text.readout_id}-sentences", own, f"sentences: {whose}")
    here = coded[coded["readout_id"] == text.readout_id]
    for category, values in codes.groupby("category", sort=False)["value"]:
        rows = here[here["category"] == category]
        yield _coded(
            slug("argument", text.readout_id, category),
            rows.drop_duplicates("sentence"),
            f"sentences with a value of {category}: {whose}",
            total,
        )
        for value in values:
            yield _coded(
                slug("argument", text.readout_id, category, value),
                rows[rows["value"] == value],
                f"sentences with {category}: {value}: {whose}",
                total,
            )
    complete = functions(here).all(axis=1)
    whole = own[own["sentence"].isin(complete[complete].reset_index()["sentence"])]
    yield _counted(
        f"argument-{text.readout_id}-all-functions",
        whole,
        f"sentences with problem, cause, judgement and remedy of one matter: {whose}",
        total,
    )


def _counted(name: str, own: pd.DataFrame, label: str, of: tuple | None = None) -> Finding:
    rows = tuple(_row("argument_sentences.csv", row, "", row.segments) for row in own.itertuples())
    return Finding(name, len(rows), label, of, rows=rows, note="" if rows else ABSENT)


def _coded(name: str, own: pd.DataFrame, label: str, of: tuple | None = None) -> Finding:
    rows = tuple(_row("argument.csv", row, _says(row), row.segments) for row in own.itertuples())
    return Finding(name, len(rows), label, of, rows=rows, note="" if rows else ABSENT)


def _row(table: str, row, says: str, segments: str | None) -> Row:
    place = f"characters {row.start} to {row.end}"
    passages = tuple(segments.split("; ")) if isinstance(segments, str) and segments else ()
    key = f"{row.readout_id}, sentence {row.sentence}"
    return Row(table, key, f"{says}; {place}" if says else place, passages)


def _says(row) -> str:
    said = f"{row.category}: {row.value}"
    said += f", of {row.of}" if isinstance(row.of, str) else ""
    return f"{said} ({row.note})" if isinstance(row.note, str) else said


def _second(context: Context) -> Iterator[Finding]:
    """How far the two codings agree: ``argument-second``, ``argument-both``, ``argument-same-<category>``, ``argument-kappa-<category>``."""
    tables = context.data.tables
    if "argument_second" in tables:
        key = [*_KEY, "category", "value"]
        values = tables["argument_second"].drop_duplicates(key)
        both = values.merge(tables["argument"][key].drop_duplicates())
        for name, own, label in (
            ("argument-second", values, "values given to sentences in the second coding"),
            ("argument-both", both, "values that both codings give to a sentence"),
        ):
            rows = (
                Row(
                    "argument_second.csv",
                    f"{row.readout_id}, sentence {row.sentence}",
                    f"{row.category}: {row.value}",
                )
                for row in own.itertuples()
            )
            yield Finding(name, len(own), label, rows=tuple(rows))
    for category, row in agreement(tables).iterrows():
        one, other = (
            by_sentence(tables[name], tables["argument_sentences"]).set_index(_KEY)[category]
            for name in ("argument", "argument_second")
        )
        alike = one.index[one == other]
        same = Finding(
            slug("argument-same", category),
            len(alike),
            f"sentences to which both codings give the same: {category}",
            (int(row["n"]), "sentences"),
            rows=tuple(
                Row("argument_second.csv", f"{name}, sentence {n}", one[name, n])
                for name, n in alike
            ),
        )
        yield same
        yield Finding(
            slug("argument-kappa", category),
            row["kappa"],
            f"Cohen’s kappa of the two codings: {category}",
            parts=(same.id,),
            formula="Cohen’s kappa, nominal: the values of a sentence together are one answer",
            shown=f"{row['kappa']:.2f}",
        )
