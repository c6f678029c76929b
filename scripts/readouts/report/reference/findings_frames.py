"""Findings on the frames of a reference: its sizes, rates, stretches of other matters, shifts and codes."""

from collections.abc import Iterator
from itertools import product

import pandas as pd

from ...corpus.names import numbered
from ...measures.resampling import LEAST_TEXTS
from .. import results, stored
from ..findings import Finding, Row, slug
from . import comparison
from .evidence import Evidence, rows_of, shown_p


def sizes(evidence: Evidence) -> Iterator[Finding]:
    """``reference-texts-``, ``reference-tokens-``, ``reference-types-``, ``reference-source-``, ``reference-long-<stratum>``."""
    tables, reference = evidence.tables, evidence.reference
    documents = tables["reference_documents"]
    for name, row in evidence.strata.items():
        for key, value, label in (
            ("texts", row.n_documents, "texts"),
            ("tokens", row.n_tokens, "words"),
            ("types", row.n_types, "different words"),
            (
                "source",
                row.n_texts_in_source,
                "texts of the source from which the rule takes its own",
            ),
        ):
            yield Finding(
                f"reference-{key}-{name}",
                value,
                f"{label}: {row.label}",
                withheld=evidence.withheld[name],
            )
        long = documents[(documents["stratum"] == name) & (documents["n_tokens"] >= reference.long)]
        rows = tuple(
            Row(
                "reference/documents.csv",
                text.document,
                f"{results.day(text.date)}, {text.n_tokens} words",
            )
            for text in long.itertuples()
        )
        yield Finding(
            f"reference-long-{name}",
            len(long),
            f"texts of {reference.long} words or more: {row.label}",
            (row.n_documents, "texts"),
            rows=rows,
        )
    for name in (reference.main, reference.before):
        partners = documents.loc[documents["stratum"] == name, "partner"].value_counts()
        yield Finding(
            f"reference-partners-{name}",
            len(partners),
            f"parties with whom there were calls: {evidence.strata[name].label}",
            rows=tuple(
                Row("reference/documents.csv", partner, numbered(n, "calls"))
                for partner, n in partners.items()
            ),
        )


def frames(evidence: Evidence) -> Iterator[Finding]:
    """``reference-has-``, ``reference-frequency-``, ``reference-rate-<stratum>-<frame>``; ``reference-widened-least``, ``-most``."""
    tables, reference = evidence.tables, evidence.reference
    labels = evidence.labels
    found = evidence.rates[evidence.rates["frequency"] > 0]
    having = dict(iter(found.groupby(["stratum", "frame"])))
    for row in comparison.frame_rates(tables, evidence.rates).itertuples():
        key, name = (
            slug(row.stratum, row.frame),
            f"{labels[row.frame]}: {evidence.strata[row.stratum].label}",
        )
        own = having.get((row.stratum, row.frame), evidence.rates.iloc[:0])
        codes, language = tuple(evidence.views[row.frame]), evidence.language(row.stratum)
        yield Finding(
            f"reference-has-{key}",
            row.document_frequency,
            f"texts that have the frame, {name}",
            (row.n_documents, "texts"),
            rows=rows_of(own),
            codes=codes,
            language=language,
        )
        yield Finding(
            f"reference-frequency-{key}",
            row.frequency,
            f"coded stretches, {name}",
            (row.n_tokens, "words"),
            withheld=evidence.withheld[row.stratum],
            codes=codes,
            language=language,
        )
        known = row.low == row.low
        yield Finding(
            f"reference-rate-{key}",
            row.rate,
            f"coded stretches per 1,000 words, {name}",
            parts=(f"reference-frequency-{key}", f"reference-tokens-{row.stratum}"),
            formula="stretches over words, times 1,000; in brackets the 95 % interval from how the texts spread around that rate, on the scale of logarithms",
            shown=f"{row.rate:.1f}" + (f" ({row.low:.1f}–{row.high:.1f})" if known else ""),
            codes=codes,
            language=language,
            note="" if known else _unknown(row),
        )
    widened = comparison.partners_widen(tables, reference, evidence.rates)
    if widened.empty:
        return
    for end, row in (
        ("least", widened.loc[widened["times"].idxmin()]),
        ("most", widened.loc[widened["times"].idxmax()]),
    ):
        yield Finding(
            f"reference-widened-{end}",
            row["times"],
            f"how many times as wide an interval of {reference.issuer}’s rates is with the party of the call as the unit, at {end}",
            parts=(f"reference-rate-{row['stratum']}-{row['frame']}",),
            formula="the width of the interval on the scale of logarithms, over that with the call as the unit",
            shown=f"{row['times']:.1f}",
        )


def _unknown(row) -> str:
    """Why a rate has no interval."""
    if not row.frequency:
        return "No text has the frame, so nothing is known of the spread."
    if row.n_documents < LEAST_TEXTS:
        return f"There are fewer than {LEAST_TEXTS} texts, so too little is known of the spread."
    return "One text has more than half of the stretches, so too little is known of the spread."


def other_matters(evidence: Evidence) -> Iterator[Finding]:
    """``reference-aside-``, ``reference-frequency-all-``, ``reference-rate-all-<stratum>-<frame>``: stretches of other matters, and the numbers with them."""
    tables = evidence.tables
    labels, frame_of = evidence.labels, tables["codebook"].set_index("code")["frame"]
    stratum_of = tables["reference_documents"].set_index("document")["stratum"]
    aside = tables["reference_other_matters"]
    aside = aside.assign(
        stratum=aside["document"].map(stratum_of), frame=aside["code"].map(frame_of)
    )
    every = (
        comparison.document_rates(tables, other_matters=True)
        .groupby(["stratum", "frame"])[["frequency", "n_tokens"]]
        .sum()
    )
    for (stratum, frame), own in aside.groupby(["stratum", "frame"]):
        if (stratum, frame) not in every.index:
            continue
        key, name = slug(stratum, frame), f"{labels[frame]}: {evidence.strata[stratum].label}"
        rows = tuple(
            Row(
                "reference/other_matters.csv",
                f"{row.document}, paragraph {row.paragraph}, {row.start} to {row.end}",
                f"{row.code}: {row.matter}",
            )
            for row in own.itertuples()
        )
        yield Finding(
            f"reference-aside-{key}",
            len(own),
            f"coded stretches that are of other matters and are set aside, {name}",
            rows=rows,
        )
        total, words = every.loc[(stratum, frame)]
        yield Finding(
            f"reference-frequency-all-{key}",
            int(total),
            f"coded stretches, those of other matters counted too, {name}",
            (int(words), "words"),
            withheld=evidence.withheld[stratum],
        )
        yield Finding(
            f"reference-rate-all-{key}",
            1000 * total / words,
            f"coded stretches per 1,000 words, those of other matters counted too, {name}",
            parts=(f"reference-frequency-all-{key}", f"reference-tokens-{stratum}"),
            formula="stretches over words, times 1,000",
            shown=f"{1000 * total / words:.1f}",
        )


def shifts(evidence: Evidence) -> Iterator[Finding]:
    """``reference-shift-<frame>`` and, unless the frame is `untested`, its p: ``reference-shift-p-``, ``-holm-``, ``-p-partners-``, ``-holm-partners-<frame>``."""
    tables, reference = evidence.tables, evidence.reference
    labels = evidence.labels
    table = comparison.shifts(tables, reference, evidence.rates)
    n_tested = int(table["p"].notna().sum())
    for row in table.itertuples():
        parts = tuple(
            f"reference-rate-{name}-{row.frame}" for name in (reference.main, reference.before)
        )
        label = f"{labels[row.frame]}, {reference.texts} less those before"
        yield Finding(
            f"reference-shift-{row.frame}",
            row.difference,
            f"difference of the rates per 1,000 words: {label}",
            parts=parts,
            formula="the one rate less the other",
            shown=f"{row.difference:+.1f}".replace("-", "−"),
        )
        for kind, value in (
            ("p", row.p),
            ("holm", row.holm),
            ("p-partners", row.p_partners),
            ("holm-partners", row.holm_partners),
        ):
            among = (
                ", calls with one party relabelled among themselves"
                if kind.endswith("partners")
                else ""
            )
            corrected = (
                f", corrected by Holm over the {n_tested} that are tested"
                if kind.startswith("holm")
                else ""
            )
            if value == value:
                yield Finding(
                    f"reference-shift-{kind}-{row.frame}",
                    value,
                    f"two-sided p of that difference: {label}{among}",
                    parts=parts,
                    formula=f"share of {row.relabellings} relabellings of whole texts with as large a difference{corrected}",
                    shown=shown_p(value),
                )
            elif row.frame in reference.withdrawn and not among:
                yield Finding(
                    f"reference-shift-{kind}-{row.frame}",
                    value,
                    f"no p is given of that difference: {label}",
                    parts=parts,
                    formula="no test",
                    shown="not tested",
                    note=reference.why_untested,
                )


def codes(evidence: Evidence) -> Iterator[Finding]:
    """``reference-code-``, ``reference-code-texts-<stratum>-<code>``; and of the codes that a text may have together."""
    tables, reference = evidence.tables, evidence.reference
    code_labels, documents = (
        tables["codebook"].set_index("code")["label"],
        tables["reference_documents"].set_index("document"),
    )
    counts = tables["reference_codes"]
    counts = counts.assign(
        frequency=counts["frequency"] - counts["other_matters"],
        stratum=counts["document"].map(documents["stratum"]),
    ).query("frequency > 0")
    by_code = dict(list(counts.groupby(["stratum", "code"])))
    counted = [
        code
        for code in code_labels.index
        if stored.is_counted(tables, "reference_codes", "code", code)
    ]
    for stratum, code in product(evidence.strata, counted):
        own = by_code.get((stratum, code), counts.iloc[:0])
        key, name = slug(stratum, code), f"{code_labels[code]}: {evidence.strata[stratum].label}"
        rows = tuple(
            Row("reference/codes.csv", row.document, numbered(row.frequency, "stretches"))
            for row in own.itertuples()
        )
        yield Finding(
            f"reference-code-texts-{key}",
            len(own),
            f"texts that have the code, {name}",
            (evidence.strata[stratum].n_documents, "texts"),
            rows=rows,
            codes=(code,),
            language=evidence.language(stratum),
        )
        yield Finding(
            f"reference-code-{key}",
            int(own["frequency"].sum()),
            f"coded stretches, {name}",
            codes=(code,),
            language=evidence.language(stratum),
            parts=(f"reference-code-texts-{key}",),
            formula="the sum over the texts",
        )
    if reference.together and set(reference.together.codes) <= set(counted):
        yield _together(evidence, counts[counts["stratum"] == reference.main])


def _together(evidence: Evidence, counts: pd.DataFrame) -> Finding:
    """``reference-<id>``: the texts of the main stratum that have two codes together."""
    said, reference = evidence.reference.together, evidence.reference
    first, second = (set(counts.loc[counts["code"] == code, "document"]) for code in said.codes)
    days = evidence.tables["reference_documents"].set_index("document")["date"]
    rows = tuple(
        Row("reference/codes.csv", document, results.day(days[document]))
        for document in sorted(first & second)
    )
    return Finding(
        f"reference-{said.id}",
        len(rows),
        f"{said.label}: {reference.texts}",
        (len(first), said.of),
        rows=rows,
    )
