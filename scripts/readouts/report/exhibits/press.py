"""Tables of what the press said of the readouts."""

import pandas as pd

from .. import press, results
from ..drawing import table
from ..fields import Field
from ..findings import slug
from ..report import Report


@table
def press_verdicts(report: Report) -> dict:
    """How many claims of the press stand how."""
    meanings = press.verdicts(report.settings)
    data = pd.DataFrame({"verdict": list(meanings), "meaning": list(meanings.values())})
    data["slug"] = data["verdict"].map(slug)
    data["claims"] = [report.findings[f"press-{name}"].value for name in data["slug"]]
    return {
        "title": "What do the texts say of the claims?",
        "data": data,
        "fields": {
            "verdict": "the verdict",
            "meaning": "what the verdict means",
            "claims": Field("claims that have it", "claims"),
        },
        "page_only": ("slug",),
        "caption": "The verdicts, what each means, and how many of the {finding}`press-claims` claims have it.",
        "columns": {"verdict": "Verdict", "meaning": "Meaning", "claims": "Claims"},
        "links": {"claims": "press-{slug}"},
    }


@table
def press_kinds(report: Report) -> dict:
    """What happens to the words on the way: kinds of difference between a claim and the texts."""
    data = pd.DataFrame({"kind": press.kinds(report.table("press_kinds"))})
    data["verdict"] = data["kind"].map(press.KINDS)
    data["slug"] = data["kind"].map(slug)
    data["claims"] = [report.findings[f"press-kind-{name}"].value for name in data["slug"]]
    data = data.sort_values("claims", ascending=False, kind="stable", ignore_index=True)
    return {
        "title": "How claims differ from the texts",
        "data": data,
        "tables": ("press_kinds",),
        "fields": {
            "verdict": "the verdict that the kind gives a claim, by itself",
            "claims": Field("claims of the kind", "claims"),
        },
        "page_only": ("slug",),
        "caption": "How the {finding}`press-claims` claims differ from the texts, and the verdict that each kind of difference gives by itself. A claim that differs in two ways is counted at both, and has the verdict that stands first in this order: "
        + ", ".join(press.RANK)
        + ".",
        "columns": {"kind": "Kind", "verdict": "Verdict", "claims": "Claims"},
        "links": {"claims": "press-kind-{slug}"},
    }


@table
def press_claims(report: Report) -> dict:
    """Every claim of the press with its verdict and the reason."""
    data = press.held_against(report.context).fillna({"reason": ""})
    about = data["about"].map(
        {side.id: f"{side.whose} text" for side in report.settings.two} | {"both": "both texts"}
    )
    data["report"] = data["outlet"] + ", on " + about
    return {
        "title": "Claim by claim",
        "data": data,
        "tables": ("press_claims", "press_kinds"),
        "fields": {
            "coverage_says": "whether the topics as coded contradict the claim or agree with it; where they agree, its wording is still for a reader to judge",
            "reason": "what the texts have of it; empty where the verdict needs no reason",
            "report": "who reported, and on whose text",
        },
        "caption": f"Claims of press reports on the two readouts of {results.day(report.settings.event)}, in our words, held against the full texts. A report’s name opens it, where its address is known.",
        "columns": {
            "claim": "Claim",
            "report": "Report, and on what",
            "verdict": "Verdict",
            "kind": "Kind",
            "reason": "What the texts have",
        },
        "sources": ("report",),
        "addresses": {"report": "address"},
    }
