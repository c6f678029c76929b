"""Formulas that documents of a corpus share with earlier ones, as rows for the command and for Python."""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from ..corpus.document import Document
from ..text import formulas as runs


class Row(NamedTuple):
    """A formula of a document.

    Attributes
    ----------
    document_id, start, end, formula
        Where it stands, in characters, and as it is written there.
    kind, n_tokens
        A run or a near-run, and how many words are shared.
    document_frequency, n_documents : int
        How many of the others have these words, of how many.
    first, first_date
        The earliest of them.
    example, there
        One that has no more of these words, and how they are written there.
    """

    document_id: str
    start: int
    end: int
    formula: str
    kind: str
    n_tokens: int
    document_frequency: int
    n_documents: int
    first: str
    first_date: str
    example: str
    there: str


COLUMNS = Row._fields


def rows(
    documents: Sequence[Document],
    chosen: Callable[[Document], bool],
    least: int | None = None,
    gap: int = runs.GAP,
    any_date: bool = False,
) -> Iterator[Row]:
    """Yield the formulas that the chosen documents share with earlier ones among the others, document by document.

    Parameters
    ----------
    documents : sequence of Document
    chosen : function of a Document
        Says whose formulas are looked for.
    least, gap : int
        As `runs.formulas` takes them.
    any_date : bool
        Take the others whatever their date. Without it, those of the same day or later, and those without a date, are left out.

    Raises
    ------
    ValueError
        If a chosen document has no date, and the date matters.
    """
    own = [document for document in documents if chosen(document)]
    ids = {document.document_id for document in own}
    others = sorted(
        (document for document in documents if document.document_id not in ids),
        key=lambda document: document.date.isoformat() if document.date else "",
    )
    for document in own:
        if document.date is None and not any_date:
            raise ValueError(
                f"{document.document_id}: no date is known, so nothing is earlier; --any-date takes all others"
            )
        earlier = [one for one in others if any_date or _before(one, document)]
        by_id = {one.document_id: one for one in earlier}
        for found in runs.formulas(
            document.text, ((one.document_id, one.text) for one in earlier), least, gap
        ):
            first, example = by_id[found.documents[0]], by_id[found.example]
            yield Row(
                document.document_id,
                found.start,
                found.end,
                document.text[found.start : found.end],
                found.kind,
                found.n_tokens,
                len(found.documents),
                len(earlier),
                first.document_id,
                first.date.isoformat() if first.date else "",
                example.document_id,
                example.text[found.there_start : found.there_end],
            )


def _before(one: Document, other: Document) -> bool:
    return one.date is not None and other.date is not None and one.date < other.date
