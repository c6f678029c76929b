"""Tables of a report's readouts among others: strata, rates of frames, places, choices."""

import pandas as pd

from ...drawing import table
from ...reference import choices, comparison
from ...report import Report


@table
def reference_strata(report: Report) -> dict:
    """The strata of the reference lists: what each takes, how much, and from where."""
    data = report.table("reference_strata").copy()
    return {
        "title": "Strata of the reference lists",
        "data": data,
        "caption": "What each stratum takes from its source, and by which rule. The texts are not given; their counts, with addresses, are in {plain}`data/reference/`.",
        "columns": {
            "label": "Stratum",
            "rule": "Rule",
            "n_texts_in_source": "Texts in the source",
            "n_documents": "Texts taken",
            "n_tokens": "Words",
            "n_types": "Different words",
            "licence": "Licence",
        },
        "links": {
            "n_texts_in_source": "reference-source-{stratum}",
            "n_documents": "reference-texts-{stratum}",
            "n_tokens": "reference-tokens-{stratum}",
            "n_types": "reference-types-{stratum}",
        },
        "sources": ("label", "rule", "licence"),
    }


@table
def reference_rates(report: Report) -> dict:
    """Each frame's rate in each stratum, and whether the main stratum differs from that before it."""
    reference = report.settings.reference
    tables = report.corpus.tables
    rates = comparison.document_rates(tables, comparison.views(tables, reference))
    wide = comparison.frame_rates(tables, rates).pivot(
        index="frame", columns="stratum", values="rate"
    )
    data = (
        _frames(report)
        .join(wide, on="frame")
        .merge(comparison.shifts(tables, reference, rates), on="frame")
    )
    shown = (reference.before, reference.main, reference.other)
    links = {
        **{name: f"reference-rate-{name}-{{frame}}" for name in shown},
        "difference": "reference-shift-{frame}",
    }
    for column, kind in (("p", "p"), ("holm", "holm"), ("holm_partners", "holm-partners")):
        links[column] = [
            finding if (finding := f"reference-shift-{kind}-{frame}") in report.findings else ""
            for frame in data["frame"]
        ]
        data[column] = data[column].astype(object).where(data[column].notna(), "not tested")
    return {
        "title": "Frames in real readouts",
        "data": data,
        "caption": "Coded stretches per {plain}`1,000` words of all texts of a stratum, with the {plain}`95 %` interval from how the texts spread, where they tell enough of it; the main stratum less that "
        "before it, with the p of a permutation of whole texts, corrected by Holm over the rows that are tested, and the same with the calls of one party relabelled among themselves. What is not tested "
        "cannot stand in texts from before. Stretches of other matters are set aside.",
        "columns": {
            "label": "Frame",
            **{name: reference.strata[name].heading or name for name in shown},
            "difference": "Difference",
            "p": "p",
            "holm": "p, Holm",
            "holm_partners": "p, Holm, within parties",
        },
        "links": links,
    }


def _frames(report: Report) -> pd.DataFrame:
    """The frames and, each after its own, those without a code: ``frame, label``."""
    tables, reference = report.corpus.tables, report.settings.reference
    labels, order = comparison.labels(tables, reference), []
    for frame in tables["frames"]["frame"]:
        order += [
            frame,
            *(name for name, one in reference.narrowed.items() if one.frame == frame),
        ]
    return pd.DataFrame({"frame": order, "label": [labels[frame] for frame in order]})


@table
def reference_places(report: Report) -> dict:
    """Where each frame of the readouts compared lies among the main stratum's texts of like length."""
    reference = report.settings.reference
    tables = report.corpus.tables
    places = comparison.places(tables, reference).set_index(["frame", "readout_id"])
    data = _frames(report).merge(
        pd.DataFrame(
            {"month": list(reference.columns), "readout_id": list(reference.columns.values())}
        ),
        how="cross",
    )
    data = data.join(places, on=["frame", "readout_id"]).assign(
        month=data["month"].map({name: one.heading for name, one in reference.readouts.items()})
    )
    data["as_many"] = data["as_many"].astype(object).where(data["frequency"] > 0, "")
    key = "{readout_id}-{frame}"
    return {
        "title": "Readouts among others of like length",
        "data": data,
        "caption": f"For each of the readouts compared: the coded stretches, and their rate per {{plain}}`1,000` words; of {{finding}}`reference-long-{reference.main}` texts "
        f"of {{plain}}`{reference.long}` words or more, how many have the frame, and how many a higher rate; the percentile among these, with a {{plain}}`95 %` interval that takes account of "
        f"the readout’s own count too; and how many of all {{finding}}`reference-texts-{reference.main}` texts, of any length, have as many stretches.",
        "columns": {
            "label": "Frame",
            "month": "Call",
            "frequency": "Stretches",
            "rate": "Rate",
            "has": "Long calls that have it",
            "above": "Long calls with a higher rate",
            "percentile": "Percentile among them",
            "as_many": "All calls with as many stretches",
        },
        "links": {
            "frequency": f"reference-count-call-{key}",
            "rate": f"reference-rate-call-{key}",
            "has": "reference-long-has-{frame}",
            "above": f"reference-above-{key}",
            "percentile": f"reference-percentile-{key}",
            "as_many": [
                f"reference-as-many-{row.readout_id}-{row.frame}" if row.as_many != "" else ""
                for row in data.itertuples()
            ],
        },
    }


CLAIMS = {
    choices.MORE: "more stretches than any other call",
    choices.HIGHER: "no call of like length has a higher rate",
    choices.HAVE: "lacks what most calls of like length have",
}


@table
def reference_choices(report: Report) -> dict:
    """What is said of the readouts compared among others, under every combination of choices."""
    reference = report.settings.reference
    tables = report.corpus.tables
    labels = comparison.labels(tables, reference)
    claims = choices.claims_under_choices(tables, reference)
    headings = {one.readout: one.heading for one in reference.readouts.values()}
    rows = []
    for (claim, readout_id, frame), own in claims.groupby(
        ["claim", "readout_id", "frame"], sort=False
    ):
        turning = own[
            ~own["holds"]
            & own["choice"].map(lambda choice: choices.one_thing_else(choice, reference.long))
        ]
        said = "; ".join(choice.told(reference) for choice in turning["choice"]) or (
            "two choices at once" if not own["holds"].all() else ""
        )
        rows.append(
            (
                claim,
                readout_id,
                frame,
                labels[frame],
                f"{headings[readout_id]}: {CLAIMS[claim]}",
                int(own["holds"].sum()),
                len(own),
                said,
            )
        )
    data = pd.DataFrame(
        rows,
        columns=["claim", "readout_id", "frame", "label", "said", "holding", "choices", "turning"],
    )
    return {
        "title": "What holds under other choices",
        "data": data,
        "caption": "What is said of a readout among others, under every combination of these choices: how many words a text must have (for numbers of stretches, texts of any "
        "length); the main stratum, parts of it by date, or the stratum before; each code of the frame left out in turn; stretches of other matters counted or set aside. The last column "
        "has the single choices under which it turns.",
        "columns": {
            "label": "Frame",
            "said": "Said of the readout",
            "holding": "Choices under which it holds",
            "turning": "It turns with",
        },
        "links": {"holding": "reference-choices-{claim}-{readout_id}-{frame}"},
        "sources": ("turning",),
    }
