"""The words of the readouts compared, against the words of a stratum."""

import pandas as pd

from ...measures import collocation, keyness
from ...measures.multiple_testing import holm
from .. import keywords
from .rules import Reference

RARE = 0.05  # a word is rare in a stratum if no larger share of its texts has it


def call_words(
    tables: dict[str, pd.DataFrame], reference: Reference, stratum: str = ""
) -> pd.DataFrame:
    """Every word of the readouts compared with its counts in a stratum, the main one if none is named.

    Returns
    -------
    DataFrame
        ``readout_id, word, frequency, n_target, frequency_reference, n_reference, document_frequency, n_documents, n_like,
        documents_as_high, rank_p, holm``: of the ``n_like`` texts of `Reference.long` words or more, how many have a rate as high as the
        readout's; the p is their share, the readout counted with them; the family of Holm's correction is the words of the readout.
    """
    stratum = stratum or reference.main
    words = tables["fulltext_words"]
    words = words[words["readout_id"].isin(reference.columns.values())].assign(
        n_target=lambda table: table.groupby("readout_id")["frequency"].transform("sum")
    )
    counts = tables["reference_calls"]
    counts = (
        counts[counts["stratum"] == stratum]
        .drop(columns="stratum")
        .rename(columns={"frequency": "frequency_reference"})
    )
    of = tables["reference_strata"].set_index("stratum").loc[stratum]
    table = words.merge(counts, on=["readout_id", "word"], validate="one_to_one").assign(
        n_reference=of["n_tokens"], n_documents=of["n_documents"]
    )
    documents = tables["reference_documents"]
    table["n_like"] = int(
        ((documents["stratum"] == stratum) & (documents["n_tokens"] >= reference.long)).sum()
    )
    table["rank_p"] = (table["documents_as_high"] + 1) / (table["n_like"] + 1)
    table["holm"] = table.groupby("readout_id")["rank_p"].transform(lambda p: holm(p.to_numpy()))
    return table


def call_keyness(words: pd.DataFrame, least: int = 1) -> pd.DataFrame:
    """The table of `call_words` with every measure of keyness that one text against a stratum can bear.

    Returns
    -------
    DataFrame
        The measures of `readouts.measures.keyness.keyness`, NaN where the guard withholds them, and ``<measure>_withheld``, the
        reason; the family of the corrections is the words of one readout, of which those are given that it has `least` times.
    """
    parts = []
    for readout_id, own in words.groupby("readout_id"):
        measured = keyness.keyness(
            own["frequency"],
            own["n_target"],
            own["frequency_reference"],
            own["n_reference"],
            family=f"words of {readout_id}",
        )
        masked, reasons = keywords.guarded(measured, 1, int(own["n_documents"].iloc[0]))
        # A column of `call_words` is another measure of the same name: it is given, so no reason stands beside it.
        reasons = {name: reason for name, reason in reasons.items() if name not in own}
        masked = masked.drop(columns=[name for name in masked if name in own])
        parts.append(
            own.join(masked.assign(**{f"{name}_withheld": why for name, why in reasons.items()}))
        )
    table = pd.concat(parts)
    return table[table["frequency"] >= least]


def alone(
    tables: dict[str, pd.DataFrame], reference: Reference, words: pd.DataFrame
) -> pd.DataFrame:
    """How many of a text's words no other text of the stratum has: ``document, date, n_tokens, n_types, n_types_alone, share``.

    `words` is as from `call_words`. The texts of the main stratum, and the readouts compared, each held against those texts.
    """
    documents = tables["reference_documents"]
    documents = documents.loc[
        documents["stratum"] == reference.main,
        ["document", "date", "n_tokens", "n_types", "n_types_alone"],
    ]
    calls = (
        words.groupby("readout_id")
        .agg(
            n_tokens=("frequency", "sum"),
            n_types=("word", "size"),
            n_types_alone=("frequency_reference", lambda counts: (counts == 0).sum()),
        )
        .reset_index()
    )
    dates = tables["readouts"].set_index("readout_id")["event_date"]
    table = pd.concat(
        [
            documents,
            calls.assign(date=calls["readout_id"].map(dates)).rename(
                columns={"readout_id": "document"}
            ),
        ],
        ignore_index=True,
    )
    return table.assign(share=100 * table["n_types_alone"] / table["n_types"])


def collocates(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The collocates that ``data/reference/`` holds, with their measures; see `readouts.measures.collocation`."""
    return collocation.measures(tables["reference_collocates"])
