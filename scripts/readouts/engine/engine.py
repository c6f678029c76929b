"""Which way a corpus is counted and searched: word by word, by numpy, or by compiled loops. The numbers are the same."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import TYPE_CHECKING

from ..corpus.document import Document
from ..text.patterns import Pattern
from . import plain
from .plain import CodeCount, Match, Size, WordCounts

if TYPE_CHECKING:
    from .apart import Apart

ENGINES = ("auto", "plain", "numpy", "numba")
# Characters from which numpy is worth its import, and the compiled loops theirs (measured; see the book on speed).
NUMPY_FROM, NUMBA_FROM = 250_000, 2_000_000
Wanted = Callable[[Document], bool] | None


class Plain:
    """Documents counted and searched word by word."""

    def __init__(self, documents: Iterable[Document]):
        self._documents = documents

    def _of(self, wanted: Wanted) -> Iterable[Document]:
        return filter(wanted, self._documents) if wanted else self._documents

    def word_counts(
        self,
        wanted: Wanted = None,
        segmentation: str = "characters",
        normalization: str = "none",
        apart: "Apart | None" = None,
    ) -> WordCounts:
        """See `plain.word_counts`."""
        return plain.word_counts(self._of(wanted), segmentation, normalization, apart)

    def matches(
        self, patterns: Iterable[Pattern], wanted: Wanted = None
    ) -> Iterator[tuple[Document, Match]]:
        """See `plain.all_matches`."""
        return plain.all_matches(self._of(wanted), patterns)

    def spans(
        self,
        patterns: Iterable[Pattern],
        frame_of: dict[str, str],
        seen: Counter[Pattern],
        wanted: Wanted = None,
    ) -> Iterator[Iterable[Sequence]]:
        """See `plain.spans`."""
        return plain.spans(self._of(wanted), patterns, frame_of, seen)

    def counted(
        self, patterns: Iterable[Pattern], frame_of: dict[str, str], wanted: Wanted = None
    ) -> Iterator[tuple[Document, Size, list[CodeCount]]]:
        """See `plain.counted`."""
        return plain.counted(self._of(wanted), patterns, frame_of)

    def codes(
        self,
        patterns: Iterable[Pattern],
        frame_of: dict[str, str],
        seen: set[str],
        wanted: Wanted = None,
        zeros: bool = False,
    ) -> Iterator[Iterable[Sequence]]:
        """See `plain.codes`."""
        return plain.codes(self.counted(patterns, frame_of, wanted), frame_of, seen, zeros)


class Encoded:
    """An engine over blocks: those of a `numbering.Stream` or of a `store.Store`."""

    def __init__(self, encoded):
        self._encoded = encoded

    def word_counts(
        self,
        wanted: Wanted = None,
        segmentation: str = "characters",
        normalization: str = "none",
        apart: "Apart | None" = None,
    ) -> WordCounts:
        """See `plain.word_counts`."""
        from . import counting

        # To cut words takes the texts: what stands between two characters.
        blocks = self._encoded.blocks(wanted, texts=segmentation != "characters")
        vocabulary = self._encoded.vocabulary
        if (segmentation, normalization) != ("characters", "none"):
            from .word_forms import WordForms

            vocabulary = WordForms(vocabulary, segmentation, normalization)
            blocks = vocabulary.blocks(blocks)
        tallies = counting.tally(
            blocks if apart is None else apart.watched(blocks, vocabulary),
            vocabulary,
            self._encoded.compiled,
        )
        return counting.word_counts(tallies, vocabulary)

    def matches(
        self, patterns: Iterable[Pattern], wanted: Wanted = None
    ) -> Iterator[tuple[Document, Match]]:
        """See `plain.all_matches`."""
        from . import counting

        for block, parts, matcher in self._found(patterns, wanted):
            for part in parts:
                yield from counting.matches(block, part, matcher, self._encoded.vocabulary.lengths)

    def spans(
        self,
        patterns: Iterable[Pattern],
        frame_of: dict[str, str],
        seen: Counter[Pattern],
        wanted: Wanted = None,
    ) -> Iterator[Iterable[Sequence]]:
        """See `plain.spans`."""
        from . import counting

        for block, parts, matcher in self._found(patterns, wanted):
            yield from counting.spans(
                block, parts, matcher, self._encoded.vocabulary, frame_of, seen
            )

    def counted(
        self, patterns: Iterable[Pattern], frame_of: dict[str, str], wanted: Wanted = None
    ) -> Iterator[tuple[Document, Size, list[CodeCount]]]:
        """See `plain.counted`."""
        from . import counting

        counter = None
        for block, parts, matcher in self._found(patterns, wanted):
            counter = counter or counting.CodeCounter(matcher, frame_of)
            yield from zip(block.documents, counting.sizes(block), counter.counts(block, parts))

    def codes(
        self,
        patterns: Iterable[Pattern],
        frame_of: dict[str, str],
        seen: set[str],
        wanted: Wanted = None,
        zeros: bool = False,
    ) -> Iterator[Iterable[Sequence]]:
        """See `plain.codes`."""
        from . import counting

        counter = None
        for block, parts, matcher in self._found(patterns, wanted):
            counter = counter or counting.CodeCounter(matcher, frame_of)
            yield counter.rows(block, parts, seen, zeros)

    def _found(self, patterns: Iterable[Pattern], wanted: Wanted) -> Iterator[tuple]:
        """Each block, the matches in it, and what found them."""
        matcher = self._matcher(patterns)
        return ((block, matcher.find(block), matcher) for block in self._encoded.blocks(wanted))

    def _matcher(self, patterns: Iterable[Pattern]):
        from .matching import Matcher

        return Matcher(patterns, self._encoded.vocabulary, self._encoded.compiled)


# What counts and searches. `cluster.Distributed` does the same, and is imported only where there is a cluster.
Texts = Plain | Encoded


def opened(documents: Iterable[Document], engine: str = "auto") -> Plain | Encoded:
    """Documents ready to be counted and searched, once, in a way that suits how many they are.

    Parameters
    ----------
    documents : iterable of Document
    engine : {'auto', 'plain', 'numpy', 'numba'}
        ``auto`` goes by the number of characters, of which it reads as many as it needs to know; it takes ``numba``
        only where numba is installed.
    """
    documents = iter(documents)
    if engine == "auto":
        engine, documents = _by_size(documents)
    if engine == "plain":
        return Plain(documents)
    from .numbering import Stream

    return Encoded(Stream(documents, engine == "numba"))


def of_store(path, engine: str = "auto") -> Encoded:
    """A store ready to be counted and searched. ``plain`` is as ``numpy`` here.

    Raises
    ------
    store.NotUsable
        See `store.Store`.
    """
    from .store import Store

    store = Store(path)
    store.compiled = engine == "numba" or (
        engine == "auto" and store.n_tokens * 6 > NUMBA_FROM and _numba_is_there()
    )
    return Encoded(store)


def _by_size(documents: Iterator[Document]) -> tuple[str, Iterator[Document]]:
    head, characters, large = [], 0, NUMBA_FROM if _numba_is_there() else NUMPY_FROM
    for document in documents:
        head.append(document)
        characters += len(document.text)
        if characters > large:
            break
    engine = (
        "plain"
        if characters <= NUMPY_FROM
        else "numpy"
        if characters <= NUMBA_FROM or not _numba_is_there()
        else "numba"
    )
    return engine, chain(head, documents)


def _numba_is_there() -> bool:
    from .compiled import installed

    return installed()
