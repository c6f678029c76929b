"""Frames from event to event: what the table of single accounts shows."""

from collections.abc import Iterator

from . import results
from .analysis import ACCOUNTS, Analysis
from .findings import Finding

NEEDS = ("frames", "codebook", "patterns")


def findings(context: Analysis) -> Iterator[Finding]:
    """Every frame that is looked for in each account: ``frame-<account>-<frame>``."""
    counts = context.codes_by_account
    for account in context.accounts[:ACCOUNTS]:
        for frame in results.looked_for(context.codebook, account.part.language, "frame"):
            yield counts.finding(account.part.id, frame, "frame")
