"""Tables of machine against close reading."""

import pandas as pd

from ...measures import agreement
from .. import results, validity
from ..drawing import table
from ..fields import SHARED, Field
from ..findings import slug
from ..report import Report

NOTHING = "nothing to draw"
# The columns of `agreement.by_code`.
BY_CODE = {
    "n": Field("passages that were read", "passages"),
    "reference": Field("passages to which the reading gives the code", "passages"),
    "coded": Field("passages to which the machine gives it", "passages"),
    "both": Field("passages to which both give it", "passages"),
    "precision": Field(
        "both by coded; empty where the machine gives the code to no passage", "proportion"
    ),
    "recall": Field(
        "both by reference; empty where the reading gives the code to no passage", "proportion"
    ),
    "f1": Field("harmonic mean of precision and recall", "proportion"),
    "kappa": Field("Cohen’s kappa over the passages", "coefficient"),
    "alpha": Field("Krippendorff’s alpha over the passages, nominal", "coefficient"),
    "reference_stretches": Field("stretches to which the reading gives the code", "stretches"),
    "coded_stretches": Field("stretches to which the machine gives it", "stretches"),
    "paired": Field("stretches of both that overlap, each paired with one at most", "pairs"),
    "same": Field("of these, pairs with the same bounds", "pairs"),
    "unitized_alpha": Field("Krippendorff’s alpha for unitising, in words", "coefficient"),
    "code": SHARED["code"],
    "withheld_because": "which measures are empty since they are undefined, and why; empty where all are defined",
}


@table
def validity_overall(report: Report) -> dict:
    """The machine against the reference coding, over all codes."""
    shown = {
        "precision": "Precision",
        "recall": "Recall",
        "F1": "F1",
        "kappa": "Cohen’s kappa",
        "alpha": "Krippendorff’s alpha, nominal",
        "unitised alpha": "Krippendorff’s alpha for unitising",
    }
    units = {
        "passage by code": "passage by code",
        "stretch, overlapping": "stretch, overlapping",
        "stretch, same bounds": "stretch, same bounds",
        "words": "stretch, in words",
    }
    book, coded = validity.read_for(report.corpus, report.codebook, report.coded)
    data = agreement.overall(
        report.table("reference_coding"), coded, report.corpus.segments, book.codes["code"]
    )
    data["label"], data["unit_label"] = data["measure"].map(shown), data["unit"].map(units)
    named = {finding.id for finding in report.findings}
    for column, suffix in (("value", ""), ("low", "-low"), ("high", "-high")):
        ids = [slug("validity", row.measure, row.unit) + suffix for row in data.itertuples()]
        data[f"{column}_id"] = [name if name in named else "" for name in ids]
    data["withheld_because"] = ["" if pd.notna(low) else NOTHING for low in data["low"]]
    return {
        "title": "The machine against the reading",
        "data": data,
        "missing": {"low": NOTHING, "high": NOTHING},
        "fields": {
            "measure": "the measure of agreement: short name",
            "unit": "what is compared: short name",
            "value": Field(
                "the measure over all codes; precision, recall and F1 are proportions, the others coefficients with 1 for full agreement",
                "proportion or coefficient",
            ),
            "low": Field(
                "lower end of its percentile interval from resamples that draw whole passages",
                "proportion or coefficient",
            ),
            "high": Field("upper end of the same", "proportion or coefficient"),
            "undefined": Field(
                "share of the resamples in which the measure is undefined; empty where none are drawn",
                "proportion",
            ),
            "label": "the measure in print",
            "unit_label": "the unit in print",
            "withheld_because": "why there is no interval; empty where there is one",
        },
        "page_only": ("value_id", "low_id", "high_id"),
        "caption": "Over all codes and {finding}`validity-passages` passages. The interval is the percentile one, from resamples that draw whole passages; without any disagreement there is nothing to draw. "
        "“Overlapping”: two stretches of one code share at least one character, each paired with one at most.",
        "columns": {
            "label": "Measure",
            "unit_label": "Unit",
            "value": "Value",
            "low": "Interval, from",
            "high": "to",
        },
        "uncounted": validity.unread(report.corpus, report.codebook),
        "links": {"value": "{value_id}", "low": "{low_id}", "high": "{high_id}"},
    }


@table
def validity_codes(report: Report) -> dict:
    """Each code by passages: what the reading and the machine have."""
    return _by_code(
        report,
        {
            "title": "Each code, by passages",
            "caption": "Passages that have the code, of {finding}`validity-passages`: by the reading, by the machine. In brackets the exact {plain}`95 %` interval (Clopper and Pearson), if passages were "
            "independent: with one passage it is nearly all that a proportion can be. The {finding}`validity-codes-unused` codes that neither gives are left out: for them every measure is undefined.",
        },
        {
            "reference": ("Reading", "passages-reading"),
            "coded": ("Machine", "passages-machine"),
            "precision": ("Precision", "precision"),
            "recall": ("Recall", "recall"),
            "f1": ("F1", "f1"),
            "alpha": ("Alpha", "alpha"),
        },
    )


@table
def validity_stretches(report: Report) -> dict:
    """Each code by stretches: how many each side marks, how many pair, and unitised alpha."""
    return _by_code(
        report,
        {
            "title": "Each code, by stretches",
            "caption": "Stretches of words with the code, and alpha for unitising in words. One word more or less at the edge of a short stretch costs much: the distance is squared.",
        },
        {
            "reference_stretches": ("Reading", "stretches-reading"),
            "coded_stretches": ("Machine", "stretches-machine"),
            "paired": ("Overlapping", "stretches-paired"),
            "same": ("Same bounds", "stretches-same"),
            "unitized_alpha": ("Unitised alpha", "unitised-alpha"),
        },
    )


def _by_code(report: Report, made: dict, columns: dict[str, tuple[str, str]]) -> dict:
    """A table of the codes that the reading or the machine gives.

    Parameters
    ----------
    report : Report
    made : dict
        Title and caption.
    columns : dict of str to (str, str)
        A column of `agreement.by_code` to its heading, and to the kind of finding that it shows.
    """
    book, coded = validity.read_for(report.corpus, report.codebook, report.coded)
    data = agreement.by_code(
        report.table("reference_coding"), coded, report.corpus.segments, book.codes["code"]
    )
    data = data[(data["reference"] > 0) | (data["coded"] > 0)]
    data = data.assign(
        code=data.index, label=report.codebook.codes["label"].reindex(data.index)
    ).reset_index(drop=True)
    data["withheld_because"] = [_undefined(row) for _, row in data.iterrows()]
    named = {finding.id for finding in report.findings}
    ids = {
        column: [f"validity-{kind}-{code}" for code in data["code"]]
        for column, (_, kind) in columns.items()
    }
    return made | {
        "data": data,
        "fields": BY_CODE,
        "uncounted": validity.unread(report.corpus, report.codebook),
        "columns": {"label": "Code"} | {column: said for column, (said, _) in columns.items()},
        "links": {
            column: [name if name in named else "" for name in names]
            for column, names in ids.items()
        },
        "missing": dict.fromkeys(columns, "undefined"),
    }


def _undefined(row: pd.Series) -> str:
    """Why measures of a row of `agreement.by_code` are undefined; empty where all are defined."""
    reasons = {
        "precision": "the machine gives the code to no passage" if not row["coded"] else "",
        "recall": "the reading gives the code to no passage" if not row["reference"] else "",
        "kappa, alpha": agreement.undefined(row).removeprefix("undefined: "),
    }
    return "; ".join(f"{measure}: {reason}" for measure, reason in reasons.items() if reason)


@table
def disagreements(report: Report) -> dict:
    """Every stretch on which the reading and the machine differ, with its explanation."""
    offsets = [f"{side}_{end}" for side in ("reference", "coded") for end in ("start", "end")]
    data = report.table("disagreements").astype(dict.fromkeys(offsets, "Int64"))
    texts = report.corpus.segments["text"]
    segments = report.corpus.segments.loc[data["segment_id"]]
    names = dict(zip(report.corpus.readouts["side"], report.corpus.readouts["side_name"]))
    names |= report.settings.names
    data["where"] = [
        f"{label}: {names[side]}, {results.day(date)}"
        for label, side, date in zip(
            data["code"].map(report.codebook.codes["label"]), segments["side"], segments["date"]
        )
    ]
    for side in ("reference", "coded"):
        data[f"{side}_words"] = [
            "nothing" if pd.isna(start) else f"“{texts[segment][int(start) : int(end)]}”"
            for segment, start, end in zip(
                data["segment_id"], data[f"{side}_start"], data[f"{side}_end"]
            )
        ]
    return {
        "title": "Every disagreement, explained",
        "data": data,
        "tables": ("disagreements",),
        "fields": {
            f"{side}_{end}": Field(
                f"offset {'of the first character' if end == 'start' else 'after the last character'} that {who} marks in the passage; empty where it marks none",
                "characters",
            )
            for side, who in (("reference", "the reading"), ("coded", "the machine"))
            for end in ("start", "end")
        }
        | {
            "where": "the code and the passage, in print",
            "reference_words": "the words that the reading marks, or that it marks nothing",
            "coded_words": "the words that the machine marks, or that it marks nothing",
        },
        "caption": "All {finding}`validity-disagreements` stretches on which the reading and the machine differ: {finding}`validity-disagreements-bounds` in their bounds, "
        "{finding}`validity-disagreements-coded-alone` marked by the machine alone, {finding}`validity-disagreements-reference-alone` by the reading alone.",
        "columns": {
            "where": "Code and passage",
            "reference_words": "The reading marks",
            "coded_words": "The machine marks",
            "explanation": "Explanation",
        },
    }
