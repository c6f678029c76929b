"""How far two coders agree."""

import re

from ... import coders
from ...codings import CODINGS, PERSON
from ...drawing import table
from ...fields import Field
from ...findings import literal
from ...publish import InsufficientData
from ...report import Report


@table
def coder_agreement(report: Report) -> dict:
    """How far persons agree who coded the same sentences, variable by variable."""
    data = coders.agreement(report.table(CODINGS))
    if data.empty:
        raise InsufficientData("No sentence was coded by two persons: nothing can be said of how far they agree.")  # fmt: skip
    labels = report.codebook.codes["label"]
    data["coder_pair"] = data["first"] + " and " + data["second"]
    data["label"] = [
        row.variable if not row.code else f"topic: {labels.get(row.code, row.code)}"
        for row in data.itertuples()
    ]
    for measure in ("kappa", "alpha"):
        data[f"{measure}_said"] = [
            _with_interval(*row)
            for row in data[[measure, f"{measure}_low", f"{measure}_high"]].itertuples(index=False)
        ]
    data["said"] = [f"{row.same} of {row.n}" for row in data.itertuples()]
    seen = report.table(CODINGS)
    seen = seen[seen["coder_kind"] == PERSON]
    blind = [
        coder
        for coder, own in seen.groupby("coder", sort=False)
        if all(re.match(r"blind\b", note) for note in own["note"].fillna(""))
    ]
    told = f"Coded blind, without sight of a draft: {', '.join(map(literal, blind))}." if blind else "No coder worked blind: all saw the drafts, and may have followed them."  # fmt: skip
    return {
        "title": "How far coders agree",
        "data": data.drop(columns="coder_pair").assign(coder_pair=data["coder_pair"]),
        "fields": {
            "first": "initials of the one coder",
            "second": "initials of the other",
            "coder_pair": "both",
            "variable": "what was coded",
            "code": "of a topic, the code; empty over all codes",
            "n": Field("sentences that both coded; over all codes, sentences times codes", "decisions"),
            "same": Field("of these, those on which both say the same", "decisions"),
            "agreement": "their share",
            "kappa": "Cohen’s kappa; empty where both give one value throughout",
            "alpha": "Krippendorff’s alpha, nominal; empty where both give one value throughout",
        }
        | {
            f"{measure}_{end}": f"{which} end of the 95 % interval of {measure}: whole sentences drawn with replacement; empty where there is no disagreement to draw"
            for measure in ("kappa", "alpha")
            for end, which in (("low", "lower"), ("high", "upper"))
        },
        "page_only": ("said", "kappa_said", "alpha_said"),
        "caption": f"Sentences that two persons have coded, and how far they agree. Each code of a topic is a decision of its own. Kappa and alpha correct for the agreement that chance would give; with few "
        f"sentences their intervals (95 %, whole sentences drawn with replacement) are wide. {told}",
        "columns": {
            "coder_pair": "Coders",
            "label": "What",
            "said": "Same",
            "kappa_said": "Cohen’s kappa",
            "alpha_said": "Krippendorff’s alpha",
        },
    }  # fmt: skip


def _with_interval(value: float, low: float, high: float) -> str:
    if value != value:
        return "undefined"
    return f"{value:.2f}" + (f" ({low:.2f} to {high:.2f})" if low == low else "")
