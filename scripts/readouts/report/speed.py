"""How long the package and others take: tables without a number of their own in prose."""

from collections.abc import Iterator

from .context import Context
from .findings import Finding

NEEDS = ("benchmark",)


def findings(context: Context) -> Iterator[Finding]:
    """None: what was measured on one machine is no finding."""
    return iter(())
