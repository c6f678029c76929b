"""Tables of what the press said of the readouts."""

import pandas as pd

from ...report.drawing import table
from ...report.findings import slug
from .. import press
from ..report import JUNE, Report


@table
def press_verdicts(report: Report) -> dict:
    """How many claims of the press stand how."""
    data = pd.DataFrame({"verdict": list(press.VERDICTS), "meaning": list(press.VERDICTS.values())})
    data["slug"] = data["verdict"].map(slug)
    data["claims"] = [report.findings[f"press-{name}"].value for name in data["slug"]]
    return {
        "title": "How the claims stand",
        "data": data,
        "caption": "The verdicts, what each means, and how many of the {finding}`press-claims` claims have it.",
        "columns": {"verdict": "Verdict", "meaning": "Meaning", "claims": "Claims"},
        "links": {"claims": "press-{slug}"},
    }


@table
def press_kinds(report: Report) -> dict:
    """What happens to the words on the way: kinds of difference between a claim and the texts."""
    kinds = report.table("press_kinds")["kind"]
    data = pd.DataFrame(
        {"kind": kinds.value_counts(sort=False).sort_values(ascending=False, kind="stable").index}
    )
    data["verdict"] = data["kind"].map(press.KINDS)
    data["slug"] = data["kind"].map(slug)
    data["claims"] = [report.findings[f"press-kind-{name}"].value for name in data["slug"]]
    return {
        "title": "How claims differ from the texts",
        "data": data,
        "caption": "How a claim differs from the texts, one kind a claim, out of {finding}`press-claims` claims, and the verdict that every claim of the kind has.",
        "columns": {"kind": "Kind", "verdict": "Verdict", "claims": "Claims"},
        "links": {"claims": "press-kind-{slug}"},
    }


@table
def press_claims(report: Report) -> dict:
    """Every claim of the press with its verdict and the reason."""
    data = press.held_against(report.corpus.tables, JUNE).fillna({"reason": ""})
    about = data["about"].map(
        {"kremlin": "the Kremlin’s text", "beijing": "Beijing’s text", "both": "both texts"}
    )
    data["report"] = data["outlet"] + ", on " + about
    return {
        "title": "Claim by claim",
        "data": data,
        "caption": "Claims of press reports on the two readouts of 15 June 2022, in our words, held against the full texts. The addresses of the reports stand in the CSV.",
        "columns": {
            "claim": "Claim",
            "report": "Report, and on what",
            "verdict": "Verdict",
            "kind": "Kind",
            "reason": "What the texts have",
        },
        "sources": ("report",),
    }
