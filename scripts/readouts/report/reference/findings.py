"""Findings against other readouts: strata, frames, places, words; every id begins with ``reference-``."""

from collections.abc import Iterator

from ..context import Context
from ..findings import Finding
from . import findings_frames, findings_places, findings_words
from .evidence import Evidence
from .rules import FILE

# The tables without which the chapter is in no report.
NEEDS: tuple[str, ...] = (
    "reference_strata",
    "reference_documents",
    "reference_codes",
    "reference_other_matters",
    "reference_words",
    "reference_calls",
    "reference_collocates",
    "reference_phrases",
    "fulltext_codes",
    "fulltext_words",
    FILE,
)


def findings(context: Context) -> Iterator[Finding]:
    """Give all findings on a report's reference; none where its settings have no reference."""
    if context.settings.reference is None:
        return
    evidence = Evidence.of(context)
    for part in (
        findings_frames.sizes,
        findings_frames.frames,
        findings_frames.other_matters,
        findings_frames.shifts,
        findings_frames.codes,
        findings_places.places,
        findings_places.claims,
        findings_words.words,
        findings_words.keyness,
        findings_words.alone,
        findings_words.nodes,
        findings_words.near,
    ):
        yield from part(evidence)
