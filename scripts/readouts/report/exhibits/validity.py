"""Tables of machine against close reading."""

import pandas as pd

from ...measures import agreement
from .. import results
from ..drawing import table
from ..findings import slug
from ..report import Report


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
    data = agreement.overall(
        report.table("reference_coding"),
        report.coded,
        report.corpus.segments,
        report.codebook.codes["code"],
    )
    data["label"], data["unit_label"] = data["measure"].map(shown), data["unit"].map(units)
    named = {finding.id for finding in report.findings}
    for column, suffix in (("value", ""), ("low", "-low"), ("high", "-high")):
        ids = [slug("validity", row.measure, row.unit) + suffix for row in data.itertuples()]
        data[f"{column}_id"] = [name if name in named else "" for name in ids]
        if suffix:
            data[f"{column}_shown"] = ["" if name in named else "nothing to draw" for name in ids]
    return {
        "title": "The machine against the reading",
        "data": data,
        "caption": "Over all codes and {finding}`validity-passages` passages. The interval is the percentile one, from resamples that draw whole passages; without any disagreement there is nothing to draw. "
        "“Overlapping”: two stretches of one code share at least one character, each paired with one at most.",
        "columns": {
            "label": "Measure",
            "unit_label": "Unit",
            "value": "Value",
            "low_shown": "Interval, from",
            "high_shown": "to",
        },
        "links": {"value": "{value_id}", "low_shown": "{low_id}", "high_shown": "{high_id}"},
    }


@table
def validity_codes(report: Report) -> dict:
    """Each code by passages: what the reading and the machine have."""
    data = _agreed(report)
    columns = {
        "reading": "passages-reading",
        "machine": "passages-machine",
        "precision_shown": "precision",
        "recall_shown": "recall",
        "f1_shown": "f1",
        "alpha_shown": "alpha",
    }
    return {
        "title": "Each code, by passages",
        "data": _named_or_undefined(report, data, columns),
        "caption": "Passages that have the code, of {finding}`validity-passages`: by the reading, by the machine. In brackets the exact {plain}`95 %` interval (Clopper and Pearson), if passages were "
        "independent: with one passage it is nearly all that a proportion can be. The {finding}`validity-codes-unused` codes that neither gives are left out: for them every measure is undefined.",
        "columns": {
            "label": "Code",
            "reading": "Reading",
            "machine": "Machine",
            "precision_shown": "Precision",
            "recall_shown": "Recall",
            "f1_shown": "F1",
            "alpha_shown": "Alpha",
        },
        "links": {column: f"{{{column}_id}}" for column in columns},
    }


@table
def validity_stretches(report: Report) -> dict:
    """Each code by stretches: how many each side marks, how many pair, and unitised alpha."""
    columns = {
        "reading": "stretches-reading",
        "machine": "stretches-machine",
        "paired": "stretches-paired",
        "same": "stretches-same",
        "unitised_shown": "unitised-alpha",
    }
    return {
        "title": "Each code, by stretches",
        "data": _named_or_undefined(report, _agreed(report), columns),
        "caption": "Stretches of words with the code, and alpha for unitising in words. One word more or less at the edge of a short stretch costs much: the distance is squared.",
        "columns": {
            "label": "Code",
            "reading": "Reading",
            "machine": "Machine",
            "paired": "Overlapping",
            "same": "Same bounds",
            "unitised_shown": "Unitised alpha",
        },
        "links": {column: f"{{{column}_id}}" for column in columns},
    }


def _agreed(report: Report) -> pd.DataFrame:
    """`agreement.by_code` of the codes that the reading or the machine gives, with their labels."""
    data = agreement.by_code(
        report.table("reference_coding"),
        report.coded,
        report.corpus.segments,
        report.codebook.codes["code"],
    )
    data = data[(data["reference"] > 0) | (data["coded"] > 0)]
    return data.assign(
        code=data.index, label=report.codebook.codes["label"].reindex(data.index)
    ).reset_index(drop=True)


def _named_or_undefined(
    report: Report, data: pd.DataFrame, columns: dict[str, str]
) -> pd.DataFrame:
    """Add to each column its finding's id, and where there is none the word that stands in its place."""
    named = {finding.id for finding in report.findings}
    for column, kind in columns.items():
        ids = [f"validity-{kind}-{code}" for code in data["code"]]
        data[f"{column}_id"] = [name if name in named else "" for name in ids]
        data[column] = [
            report.findings[name].value if name in named else "undefined" for name in ids
        ]
    return data


@table
def disagreements(report: Report) -> dict:
    """Every stretch on which the reading and the machine differ, with its explanation."""
    data, texts = report.table("disagreements").copy(), report.corpus.segments["text"]
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
        "caption": "All {finding}`validity-disagreements` stretches on which the reading and the machine differ: {finding}`validity-disagreements-bounds` in their bounds, "
        "{finding}`validity-disagreements-coded-alone` marked by the machine alone, {finding}`validity-disagreements-reference-alone` by the reading alone.",
        "columns": {
            "where": "Code and passage",
            "reference_words": "The reading marks",
            "coded_words": "The machine marks",
            "explanation": "Explanation",
        },
    }
