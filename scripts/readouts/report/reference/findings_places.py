"""Findings on where the frames of a readout lie among other readouts, and whether that holds under other choices."""

from collections.abc import Iterator

from ..findings import Finding, Row, slug
from . import choices, comparison
from .evidence import Evidence, rows_of, shown_p
from .rules import Reference


def places(evidence: Evidence) -> Iterator[Finding]:
    """``reference-rate-call-``, ``reference-percentile-``, ``reference-above-``, ``reference-as-many-``, ``reference-place-holm-<readout>-<frame>``; ``reference-long-has-<frame>``."""
    tables, reference = evidence.tables, evidence.reference
    labels = evidence.labels
    own = evidence.rates[evidence.rates["stratum"] == reference.main]
    having = set()
    for row in comparison.places(tables, reference).itertuples():
        key = slug(row.readout_id, row.frame)
        among = f"among {reference.texts} of {reference.long} words or more"
        name = f"{labels[row.frame]}, {evidence.names[row.readout_id]}"
        of_frame = own[own["frame"] == row.frame]
        long = of_frame[of_frame["n_tokens"] >= reference.long]
        if row.frame not in having:
            having.add(row.frame)
            yield Finding(
                f"reference-long-has-{row.frame}",
                row.has,
                f"texts that have the frame, {labels[row.frame]}, {among}",
                (row.n_texts, "texts"),
                rows=rows_of(long[long["frequency"] > 0]),
            )
        yield Finding(
            f"reference-count-call-{key}",
            row.frequency,
            f"coded stretches: {name}",
            parts=_counted(reference, row),
            formula="the sum over the codes",
        )
        yield Finding(
            f"reference-above-{key}",
            row.above,
            f"texts with a higher rate, {name}, {among}",
            (row.n_texts, "texts"),
            rows=rows_of(long[long["frequency"] * row.n_target > row.frequency * long["n_tokens"]]),
        )
        yield Finding(
            f"reference-as-many-{key}",
            row.as_many,
            f"texts of any length with as many stretches, {name}, among {reference.texts}",
            (len(of_frame), "texts"),
            rows=rows_of(of_frame[of_frame["frequency"] >= row.frequency]),
        )
        yield Finding(
            f"reference-rate-call-{key}",
            row.rate,
            f"coded stretches per 1,000 words: {name}",
            parts=(f"reference-count-call-{key}", f"words-{row.readout_id}"),
            formula="stretches over words, times 1,000",
            shown=f"{row.rate:.1f}",
        )
        yield Finding(
            f"reference-percentile-{key}",
            row.percentile,
            f"percentile, {name}, {among}",
            parts=(
                f"reference-count-call-{key}",
                f"reference-above-{key}",
                f"reference-long-{reference.main}",
            ),
            formula=f"{row.below} texts have a lower rate, {row.equal} the same, {row.above} a higher one; ties count half; in brackets the 95 % interval: the exact Poisson interval of the readout’s own count, "
            "and the exact interval of the share of texts, each at half the error",
            shown=f"{row.percentile:.0f} ({row.low:.0f}–{row.high:.0f})",
        )
        if row.holm == row.holm:
            yield Finding(
                f"reference-place-p-{key}",
                row.p,
                f"two-sided p of that place: {name}",
                parts=(f"reference-above-{key}",),
                formula="twice one and the texts on the nearer side or level with it, over one and all texts",
                shown=shown_p(row.p),
            )
            yield Finding(
                f"reference-place-holm-{key}",
                row.holm,
                f"the same, corrected by Holm over the frames: {name}",
                parts=(f"reference-place-p-{key}",),
                formula="Holm’s correction over the frames of the codebook",
                shown=shown_p(row.holm),
            )


def _counted(reference: Reference, row) -> tuple[str, ...]:
    """The findings of the full text that a count of a readout rests on: the frame's, and that of the code that is left out of it."""
    narrowed = reference.narrowed.get(row.frame)
    if narrowed is None:
        return (f"frame-{row.readout_id}-{row.frame}",)
    return f"frame-{row.readout_id}-{narrowed.frame}", f"code-{row.readout_id}-{narrowed.without}"


def claims(evidence: Evidence) -> Iterator[Finding]:
    """``reference-choices-<claim>-<readout>-<frame>``: under how many choices a claim holds."""
    tables, reference = evidence.tables, evidence.reference
    labels = evidence.labels
    said = {
        choices.MORE: "no call has as many stretches",
        choices.HIGHER: "no call has a higher rate",
        choices.HAVE: "more than half of the calls have the frame",
    }
    tried = choices.claims_under_choices(tables, reference)
    for (claim, readout_id, frame), own in tried.groupby(
        ["claim", "readout_id", "frame"], sort=False
    ):
        holding = own[own["holds"]]
        yield Finding(
            f"reference-choices-{claim}-{readout_id}-{frame}",
            len(holding),
            f"choices under which it holds that {said[claim]}: {labels[frame]}, {evidence.names[readout_id]}",
            (len(own), "choices"),
            rows=tuple(
                Row("reference/codes.csv", choice.told(reference)) for choice in holding["choice"]
            ),
            shown=f"{len(holding)} of {len(own)}",
        )
