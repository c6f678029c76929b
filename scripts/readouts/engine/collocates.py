"""What stands near a word in the texts of each side, with the lines behind each number."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..corpus.document import Document
from ..corpus.segments import Segment, paragraphs
from ..measures import collocation
from ..measures.collocation import LEFT, RIGHT
from ..text import languages
from ..text.patterns import Index, Pattern, match
from ..text.sentences import sentences
from ..text.tokens import tokenize
from .apart import digest
from .plain import by_language

if TYPE_CHECKING:
    import pandas as pd

# What no window crosses, and by what the texts are divided.
WITHIN, BY = ("sentence", "paragraph"), ("side", "all")
COUNTS = (
    "collocate",
    "side",
    "sides_near",
    "frequency",
    "frequency_left",
    "frequency_right",
    "document_frequency",
    "documents_with_node",
    "n_documents",
    "frequency_node",
    "frequency_collocate",
    "n_window",
    "n",
)
MEASURES = ("expected", "direction", "mi", "t", "log_likelihood", "log_dice")
COLUMNS = (*COUNTS, *MEASURES)
LINES = ("collocate", "side", "document_id", "position", "start", "end", "pre", "keyword", "post")


class Window(NamedTuple):
    """How many words it reaches, what it never crosses, and what a word is."""

    left: int = LEFT
    right: int = RIGHT
    within: str = "sentence"
    segmentation: str = "characters"
    normalization: str = "none"


class Near(NamedTuple):
    """A word near the pattern.

    Attributes
    ----------
    form : str
        As it is counted.
    position : {'left', 'right'}
        On which side of the nearest match.
    start, end : int
        Its characters in the document.
    unit : (int, int)
        Those of its sentence, or paragraph.
    """

    form: str
    position: str
    start: int
    end: int
    unit: tuple[int, int]


class _Side:
    """What the documents of a side amount to; those with the same words are one."""

    def __init__(self) -> None:
        self.texts: set[bytes] = set()
        self.languages: set[str] = set()
        self.copies = self.n_nodes = self.with_node = 0
        self.words: Counter[str] = Counter()
        self.near: Counter[tuple[str, str]] = Counter()
        self.document_frequency: Counter[str] = Counter()

    def is_new(self, document: Document, words: list[list[str]]) -> bool:
        """Count the words of a document, unless there was one with the same words; return whether there was none."""
        text = digest("\n".join(map(" ".join, words)).encode("utf-8", "surrogatepass"))
        if text in self.texts:
            self.copies += 1
            return False
        self.texts.add(text)
        self.languages.add(document.language)
        for own in words:
            self.words.update(own)
        return True

    def row(self, form: str) -> tuple[int, ...]:
        """Return the numbers of a word in the order of `COUNTS`."""
        left, right = self.near[form, "left"], self.near[form, "right"]
        near = left + right, left, right, self.document_frequency[form]
        documents = self.with_node, len(self.texts)
        words = self.n_nodes, self.words[form], self.near.total(), self.words.total()
        return *near, *documents, *words


class Collocates:
    """The words near a pattern, counted side by side; texts with the same words on one side are one text.

    Parameters
    ----------
    pattern : Pattern
    window : Window, optional
    by : {'side', 'all'}
        ``all``: all texts are one side.

    Examples
    --------
    >>> from ..text.patterns import parse
    >>> found = Collocates(Pattern("", "", "crisis", parse("crisis")), Window(left=1, right=0))
    >>> for text, side in (("The grave crisis. A crisis", "north"), ("The grave crisis", "south")):
    ...     _ = found.add(Document(text, text, side, language="en"))
    >>> columns = ["collocate", "side", "sides_near", "frequency", "document_frequency"]
    >>> found.table()[columns].values.tolist()[:2]
    [['grave', 'north', 'north; south', 1, 1], ['grave', 'south', 'north; south', 1, 1]]
    >>> found.table()[columns].values.tolist()[2:]
    [['a', 'north', 'north', 1, 1], ['a', 'south', 'north', 0, 0]]
    """

    def __init__(self, pattern: Pattern, window: Window | None = None, by: str = "side"):
        self.window, self._by = window or Window(), by
        collocation.near(0, [], self.window.left, self.window.right)  # refuses one without words
        self._index = by_language([pattern])
        self._sides: dict[str, _Side] = defaultdict(_Side)

    def add(self, document: Document) -> list[Near]:
        """Count a document; return the words near the pattern, none of one that was there already."""
        side = self._sides[document.side if self._by == "side" else ""]
        segments = [(each, self._words(each, document)) for each in paragraphs(document.text)]
        if not side.is_new(document, [[word.form for word in words] for _, words in segments]):
            return []
        index, found, n_nodes = self._index(document.language), [], 0
        for segment, words in segments:
            nodes = _nodes(segment, index)
            n_nodes += len(nodes)
            if nodes:
                found += self._near(segment, words, nodes)
        side.n_nodes += n_nodes
        side.with_node += n_nodes > 0
        side.near.update((each.form, each.position) for each in found)
        side.document_frequency.update({each.form for each in found})
        return found

    def _words(self, segment: Segment, document: Document) -> list:
        return languages.words(
            segment.text,
            document.language,
            segmentation=self.window.segmentation,
            normalization=self.window.normalization,
        )

    def _near(self, segment: Segment, words: list, nodes: list[tuple[int, int]]) -> Iterator[Near]:
        """Yield the words near matches at some characters of a paragraph; a word of a match is none of them."""
        units = [(0, len(segment.text))]
        if self.window.within == "sentence":
            units = list(sentences(segment.text))
        for start, end in units:
            own = [word for word in words if start <= word.start < end]
            places = [
                [at for at, word in enumerate(own) if word.start < after and word.end > first]
                for first, after in nodes
            ]
            spans = [(each[0], each[-1] + 1) for each in places if each]
            within = {place for each in places for place in each}
            for place, position in collocation.near(
                len(own), spans, self.window.left, self.window.right
            ):
                if place not in within:
                    word, at = own[place], segment.start
                    unit = (at + start, at + end)
                    yield Near(word.form, position, at + word.start, at + word.end, unit)

    def lines(self, documents: Iterable[Document], collocate: str = "") -> Iterator[tuple]:
        """Count documents; yield the rows of `LINES`, one for each occurrence counted, of one collocate or of all.

        ``keyword`` is the collocate as it stands there, ``pre`` and ``post`` the rest of its sentence, or paragraph.
        """
        for document in documents:
            for form, position, start, end, (first, after) in self.add(document):
                if collocate in ("", form):
                    text = document.text
                    yield (
                        *(form, document.side, document.document_id, position, start, end),
                        *(text[first:start], text[start:end], text[end:after]),
                    )

    @property
    def has_matches(self) -> bool:
        """Whether the pattern stands in any text."""
        return any(side.n_nodes for side in self._sides.values())

    def told(self) -> Iterator[str]:
        """Yield a line a side: in how many of its documents the pattern stands, and how much stands near it."""
        for name, side in sorted(self._sides.items()):
            yield (
                f"{name or 'all texts'}: {side.n_nodes:,} match{'es' * (side.n_nodes != 1)} in {side.with_node:,} of "
                f"{len(side.texts):,} document{'s' * (len(side.texts) != 1)}, {side.near.total():,} of {side.words.total():,} words near"
                + f"; {side.copies:,} with the same words as another left out"
                * bool(side.copies)
            )

    def table(self, min_documents: int = 1, sort: str = "log_dice") -> "pd.DataFrame":
        """Return the rows of `COLUMNS`: of each word near the pattern on any side a row for every side.

        A side on which it does not stand near has a frequency of 0, and how often it has the word at all.

        Parameters
        ----------
        min_documents : int
            Words that stand near the pattern in fewer documents on every side are left out.
        sort : str
            A column of numbers: words by its largest value on any side, then by frequency, then by the alphabet.

        Raises
        ------
        IncomparableLanguages
            If the texts are in different languages.
        ValueError
            If there is no such column.
        """
        sides = dict(sorted(self._sides.items()))
        spoken = {languages.with_script(one) for side in sides.values() for one in side.languages}
        if len(spoken - languages.UNKNOWN) > 1:
            names = " and ".join(sorted(map(languages.name, spoken - languages.UNKNOWN)))
            raise languages.IncomparableLanguages(
                f"words of {names} are not the same types: take the texts of one language (--where language=...)"
            )
        counts = self._counts(sides, min_documents)
        table = counts.join(collocation.measures(counts[counts["frequency"] > 0])[[*MEASURES]])
        with_words = counts["n"].where(counts["n"] > 0)
        table["expected"] = counts["n_window"] * counts["frequency_collocate"] / with_words
        if sort not in table or table[sort].dtype.kind not in "iuf":
            numbers = ", ".join(name for name in COLUMNS[3:] if name != "direction")
            raise ValueError(f"--sort {sort}: no such column of numbers; there are {numbers}")
        of_word = table.groupby("collocate")
        largest = {f"_{name}": of_word[name].transform("max") for name in (sort, "frequency")}
        order = table.assign(**largest)
        order = order.sort_values(
            [f"_{sort}", "_frequency", "collocate", "side"], ascending=[False, False, True, True]
        )
        return table.loc[order.index, [*COLUMNS]].reset_index(drop=True)

    def _counts(self, sides: dict[str, _Side], min_documents: int) -> "pd.DataFrame":
        """Return the table without its measures, in no order."""
        import pandas as pd

        forms = {
            form
            for side in sides.values()
            for form, number in side.document_frequency.items()
            if number >= min_documents
        }
        rows = []
        for form in sorted(forms):
            near = [name for name, side in sides.items() if side.document_frequency[form]]
            rows += [(form, name, "; ".join(near), *sides[name].row(form)) for name in sides]
        return pd.DataFrame(rows, columns=[*COUNTS]).astype(dict.fromkeys(COUNTS[3:], int))


def _nodes(segment: Segment, index: Index) -> list[tuple[int, int]]:
    """Return the characters of the matches in a paragraph, each place once."""
    found = match(segment.text, index, tokenize(segment.text))
    return sorted({(start, end) for start, end, *_ in found})
