"""Frames and codes: how often each stands in each text, and what fills a frame."""

from collections.abc import Iterator

from . import results, stretches
from .analysis import Analysis
from .coded import CodeCounts
from .findings import Finding

NEEDS = ("frames", "codebook", "patterns")
# Counts of texts that are not given.
OF_TEXTS = ("fulltext_codes", "fulltext_patterns")


def findings(context: Analysis) -> Iterator[Finding]:
    """Every code and frame that is looked for in each text, ``code-`` and ``frame-<id>-...``, with its rate; of a pair also what is listed, and what lies inside another."""
    for part in [*context.subcorpora, *(context.readouts if context.paired else ())]:
        for count in CodeCounts([part], context.codebook, context.coded).findings():
            yield count
            yield results.rate(count, context.found[f"words-{part.id}"])
    if set(OF_TEXTS) <= set(context.data.tables):
        yield from _full_texts(context)
    if context.paired:
        yield from stretches.findings(context)


def _full_texts(context: Analysis) -> Iterator[Finding]:
    """The same of the texts that were counted and are not given, and what a zero in them can hide."""
    for finding in results.full_texts(context.data, context.codebook):
        yield finding
        if finding.id.startswith("words-"):
            size = finding
            yield results.zero_bound(size)
        else:
            yield results.rate(finding, size)
