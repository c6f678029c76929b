"""Frames and codes: how often each stands in each text, and what fills a frame."""

from collections.abc import Iterator

from . import results, stretches
from .analysis import Analysis
from .coded import LEVELS, CodeCounts
from .findings import Finding
from .subcorpora import Subcorpus

NEEDS = ("frames", "codebook", "patterns")
# Counts of texts that are not given.
OF_TEXTS = ("fulltext_codes", "fulltext_patterns")


def findings(context: Analysis) -> Iterator[Finding]:
    """Every code and frame that is looked for in each text, ``code-`` and ``frame-<id>-...``, with its rate; of a pair also what is listed, and what lies inside another."""
    for part in [*context.subcorpora, *(context.readouts if context.paired else ())]:
        for count in CodeCounts([part], context.codebook, context.coded).findings():
            yield count
            yield results.rate(count, context.found[f"words-{part.id}"])
        if context.paired:
            yield from _not_looked_for(context, part)
    if set(OF_TEXTS) <= set(context.data.tables):
        yield from _full_texts(context)
    if context.paired:
        yield from stretches.findings(context)


def _not_looked_for(context: Analysis, part: Subcorpus) -> Iterator[Finding]:
    """The codes and frames that have no pattern in the language of a text: they are not absent from it."""
    for level in LEVELS:
        looked_for = results.looked_for(context.codebook, part.language, level)
        for name, label in results.names(context.codebook, level).items():
            if name not in looked_for:
                for kind in (level, f"rate-{level}"):
                    yield Finding(
                        f"{kind}-{part.id}-{name}", None, f"{label}: {part.name}"
                    ).uncounted("The codebook has no pattern of it in the language of the text.")


def _full_texts(context: Analysis) -> Iterator[Finding]:
    """The same of the texts that were counted and are not given, and what a zero in them can hide."""
    size = None
    for finding in results.full_texts(context.data, context.codebook):
        yield finding
        if finding.id.startswith("words-"):
            size = finding
            yield results.zero_bound(size)
        elif size:
            yield results.rate(finding, size)
