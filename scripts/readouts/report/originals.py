"""Terms of the originals and their English; see `exhibits.originals.key_terms`."""

from collections.abc import Iterator

from .context import Context
from .findings import Finding, Row

NEEDS: tuple[str, ...] = ("key_terms",)


def findings(context: Context) -> Iterator[Finding]:
    """How many terms were compared: ``key-terms``."""
    terms = context.table("key_terms")
    rows = tuple(Row("key_terms.csv", row.id, row.english) for row in terms.itertuples())
    yield Finding("key-terms", len(rows), "terms of the originals with their English", rows=rows)
