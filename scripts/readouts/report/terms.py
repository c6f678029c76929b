"""Terms in the full texts of a side that were counted string by string; see `exhibits.terms`."""

from collections.abc import Iterator

from .context import Context
from .findings import Finding
from .naming.rules import FILE

# The table of terms is named by ``series.yml``; where there is a series, there are names that were read.
NEEDS: tuple[str, ...] = ("naming_stretches", FILE)


def findings(context: Context) -> Iterator[Finding]:
    """Give none: the counts are those of the names, ``term-<date>-<term>``."""
    return iter(())
