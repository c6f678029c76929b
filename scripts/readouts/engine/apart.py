"""The words of each document apart, gathered while the documents are counted: what measures by text need."""

from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike

from ..corpus.document import Document

if TYPE_CHECKING:
    from .numbering import Block, Vocabulary
    from .word_forms import WordForms

# Entries, a form of a document each, that are kept at most: some 60 million words, and a quarter of a gigabyte.
MOST = 20_000_000


class Apart:
    """What is gathered of each document that is counted.

    Parameters
    ----------
    entries : bool
        Whether to keep how often each form occurs in each document, and not only how long the documents are.

    Attributes
    ----------
    described : list of Document
        Without their texts.
    digests : list of bytes
        The same for documents with the same words in the same order.
    n_tokens : list of int
    entries : bool
        False too if there were more than `MOST`; then none is kept.
    """

    def __init__(self, entries: bool = True):
        self.entries = entries
        self.described: list[Document] = []
        self.digests: list[bytes] = []
        self.n_tokens: list[int] = []
        self._n_entries = 0
        self._parts: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []

    def add(
        self, documents: Iterable[Document], digests: Iterable[bytes], n_tokens: Iterable[int]
    ) -> None:
        """Take in some documents."""
        self.described += [each._replace(text="", segments=()) for each in documents]
        self.digests += digests
        self.n_tokens += n_tokens

    def add_entries(
        self, document: ArrayLike, form: ArrayLike, frequency: ArrayLike, first: int = 0
    ) -> None:
        """Take in how often forms occur in documents; these are numbered from the one that is number `first` here."""
        if self.entries:
            part = [np.asarray(column, np.int32) for column in (document, form, frequency)]
            self._parts.append((part[0] + np.int32(first), part[1], part[2]))
            self._n_entries += len(part[0])
        if self._n_entries > MOST:
            self._keep_no_entries()

    def add_words(
        self, document: Document, segments: Iterable[Sequence[str]], counts: dict[int, int]
    ) -> None:
        """Take in one document: its words, segment by segment, and how often each form occurs, by the form's number."""
        words = "\n".join(" ".join(words) for words in segments if words)
        first = len(self.described)
        self.add(
            [document], [digest(words.encode("utf-8", "surrogatepass"))], [sum(counts.values())]
        )
        self.add_entries([0] * len(counts), [*counts], [*counts.values()], first)

    def watched(
        self, blocks: "Iterable[Block]", vocabulary: "Vocabulary | WordForms"
    ) -> "Iterator[Block]":
        """Pass blocks on, and take in their documents; a form is numbered as in `counting.word_counts`."""
        for block in blocks:
            forms = vocabulary.form_of[block.ids]
            told = vocabulary.told(forms)
            first = len(self.described)
            self.add(
                block.described,
                [
                    digest(told[start:end].tobytes())
                    for start, end in pairwise(block.bounds.tolist())
                ],
                np.diff(np.cumsum(np.append(0, forms > 0))[block.bounds]).tolist(),
            )
            if self.entries:
                self.add_entries(*_entries(forms, block.bounds), first)
            yield block

    def join(self, other: "Apart", number: np.ndarray | None = None) -> None:
        """Take in what was gathered elsewhere, of other documents; `number` gives each form there its number here."""
        if not other.entries:
            self._keep_no_entries()
        first = len(self.described)
        self.add(other.described, other.digests, other.n_tokens)
        document, form, frequency = other.columns()
        self.add_entries(document, form if number is None else number[form], frequency, first)

    def _keep_no_entries(self) -> None:
        self.entries, self._parts, self._n_entries = False, [], 0

    def columns(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Return the entries: document, form and frequency of each."""
        if not self._parts:
            return tuple(np.zeros(0, np.int32) for _ in range(3))
        return tuple(map(np.concatenate, zip(*self._parts)))


def digest(data: bytes) -> bytes:
    """Return what tells texts apart."""
    return blake2b(data, digest_size=16).digest()


def _entries(forms: np.ndarray, bounds: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return an entry for each form of each document of a block; the number of a form is one less than here."""
    n_forms = int(forms.max(initial=0)) + 1
    document = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    words = forms > 0
    found, frequency = np.unique(document[words] * n_forms + forms[words], return_counts=True)
    document, form = np.divmod(found, n_forms)
    return document, form - 1, frequency


def cluster_of(document: Document, column: str) -> str:
    """Return what a column says of a document, "" where it says nothing.

    Raises
    ------
    ValueError
        If there is no such column.
    """
    known = dict(document.more)
    if column in known:
        return known[column]
    if column in Document._fields and column not in ("text", "more", "segments", "moment"):
        return str(getattr(document, column) or "")
    raise ValueError(
        f"clusters by {column}: document {document.document_id} has no such column"
        + (
            f"; there is {', '.join(known)}"
            if known
            else " at hand (a --store keeps none but its own)"
        )
    )
