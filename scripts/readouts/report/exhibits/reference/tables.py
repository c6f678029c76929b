"""Tables of a report's readouts among others: strata, rates of frames, places, choices."""

import pandas as pd

from ...drawing import table
from ...fields import PER_THOUSAND, Field
from ...findings import NOT_COUNTED
from ...reference import choices, comparison
from ...report import Report

# A frame of the codebook, or one without one of its codes.
FRAME = "the frame: its short name in the codebook, or that of the frame without one of its codes"
# Columns of `comparison.places` with whole numbers, or nothing.
WHOLE = ("frequency", "n_target", "n_texts", "has", "as_many", "below", "equal", "above")


@table
def reference_strata(report: Report) -> dict:
    """The strata of the reference lists: what each takes, how much, and from where."""
    data = report.table("reference_strata").copy()
    return {
        "title": "Strata of the reference lists",
        "data": data,
        "tables": ("reference_strata",),
        "fields": {
            "n_texts_in_source": Field("texts in the source file", "texts"),
            "n_documents": Field("texts that the rule takes", "texts"),
            "n_tokens": Field("their words", "words"),
            "n_types": Field("their different words", "words"),
            "n_types_once": Field("of these, words that occur once", "words"),
        },
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
        .merge(comparison.shifts(tables, reference, rates), how="left", on="frame")
    )
    counted = data["difference"].notna()
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
    data["withheld_because"] = [
        NOT_COUNTED
        if not known
        else f"not tested: {reference.why_untested}"
        if frame in reference.untested
        else ""
        for frame, known in zip(data["frame"], counted)
    ]
    return {
        "title": "Frames in real readouts",
        "data": data,
        "missing": dict.fromkeys(("p", "holm", "holm_partners"), "not tested"),
        "fields": {
            "frame": FRAME,
            **{
                name: Field(
                    f"coded stretches in all texts of “{stratum.label}” by their words",
                    PER_THOUSAND,
                )
                for name, stratum in reference.strata.items()
            },
            "difference": Field(
                f"the rate of {reference.main} less that of {reference.before}", PER_THOUSAND
            ),
            "p": Field(
                "two-sided p: the share of relabellings of whole texts with as large a difference",
                "probability",
            ),
            "holm": Field("the same, corrected by Holm over the rows tested", "probability"),
            "p_partners": Field(
                "p where the texts with one party are relabelled among themselves alone",
                "probability",
            ),
            "holm_partners": Field(
                "the same, corrected by Holm over the rows tested", "probability"
            ),
            "relabellings": Field("relabellings of which p is a share", "relabellings"),
            "withheld_because": "why there is no p in the row; empty where there is",
        },
        "caption": "Coded stretches per {plain}`1,000` words of all texts of a stratum, with the {plain}`95 %` interval from how the texts spread, where they tell enough of it; the main stratum less that "
        "before it, with the p of a permutation of whole texts, corrected by Holm over the rows that are tested, and the same with the calls of one party relabelled among themselves. What is not tested "
        "cannot stand in texts from before. Stretches of other matters are set aside.",
        "uncounted": comparison.uncounted(tables, reference),
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
    for column in WHOLE:
        data[column] = data[column].astype("Int64")
    none = (data["frequency"] == 0).fillna(False).astype(bool)
    data["as_many"] = data["as_many"].where(~none)
    key = "{readout_id}-{frame}"
    return {
        "title": "Readouts among others of like length",
        "data": data,
        "fields": {
            "frame": FRAME,
            "month": "the readout that is compared, as the table calls it",
            "frequency": Field("distinct coded stretches in the readout", "stretches"),
            "n_target": Field("words of the readout", "words"),
            "rate": Field("the frequency divided by the words, times 1,000", PER_THOUSAND),
            "n_texts": Field(
                f"texts of {reference.main} of {reference.long} words or more: those of like length",
                "texts",
            ),
            "has": Field("of the texts of like length, those that have the frame", "texts"),
            "as_many": Field(
                f"texts of {reference.main}, of any length, with as many stretches or more; empty where the readout has none",
                "texts",
            ),
            "below": Field("of the texts of like length, those with a lower rate", "texts"),
            "equal": Field("of the same, those with an equal rate", "texts"),
            "above": Field("of the same, those with a higher rate", "texts"),
            "percentile": Field(
                "100 times the share of the texts of like length with a lower rate, those with an equal one counted half",
                "percentile",
            ),
            "low": Field(
                "lower end of its 95 % interval, which takes account of the readout’s own count too",
                "percentile",
            ),
            "high": Field("upper end of the same", "percentile"),
            "p": Field(
                "two-sided p of the readout’s rank among these texts; empty for a frame without one of its codes, which is no test of its own",
                "probability",
            ),
            "holm": Field(
                "the same, corrected by Holm over the frames of the codebook; empty as p is",
                "probability",
            ),
        },
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
                "" if empty else f"reference-as-many-{row.readout_id}-{row.frame}"
                for row, empty in zip(data.itertuples(), none)
            ],
        },
        "uncounted": comparison.uncounted(tables, reference, of_readouts=True),
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
        "fields": {
            "claim": f"what is said: {'; '.join(f'{name}: {said}' for name, said in CLAIMS.items())}",
            "frame": FRAME,
            "said": "what is said of the readout, in print",
            "holding": Field("combinations of choices under which it holds", "combinations"),
            "choices": Field("combinations of choices that were tried", "combinations"),
            "turning": "the single choices under which it does not hold, joined by a semicolon, or that it takes two at once; empty where it holds under every combination",
        },
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
        "uncounted": comparison.uncounted(tables, reference, of_readouts=True),
        "sources": ("turning",),
    }
