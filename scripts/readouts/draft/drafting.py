"""Draft, for each sentence of a corpus, who is made to say what: by rules, which propose and never decide."""

from collections.abc import Iterable

from ..corpus.codebook import Codebook
from ..corpus.document import Document
from .columns import Draft, Speaker


def draft(
    documents: Iterable[Document],
    codebook: Codebook | None = None,
    speakers: list[Speaker] | None = None,
) -> list[Draft]:
    """Return the sentences of some documents in reading order, each with what rules propose."""
    raise NotImplementedError
