"""Terms in the full texts of a side that were counted string by string; see `exhibits.terms`."""

from collections.abc import Iterator

from .context import Context
from .findings import Finding

NEEDS: tuple[str, ...] = ("beijing_terms", "beijing_strings")


def findings(context: Context) -> Iterator[Finding]:
    """Give none: the counts are those of the names, ``term-<date>-<term>``."""
    return iter(())
