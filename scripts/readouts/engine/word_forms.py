"""Encoded documents with other words: Chinese cut into words, words reduced to stems or lemmas.

A form is reduced once, and not each time that it occurs, and of a run of Chinese characters that is met again the words are
known. The words are those of `languages.words`.
"""

import copy
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b

import numpy as np

from ..text import languages
from ..text.tokens import IGNORABLE, Token, is_han
from .numbering import Block, Vocabulary

RUNS = 100_000  # runs of Chinese characters that are kept


class WordForms:
    """The forms under which the words of blocks are counted, numbered by their first occurrence; 0 closes a segment.

    Parameters
    ----------
    vocabulary : Vocabulary
        That of the blocks.
    segmentation, normalization : str
        As `languages.words` takes them.

    Attributes
    ----------
    forms : list of str
    form_of : numpy.ndarray of int32
        Each number itself: what a vocabulary says of its types.
    """

    def __init__(self, vocabulary: Vocabulary, segmentation: str, normalization: str):
        self._vocabulary, self._normalization = vocabulary, normalization
        self._cut = _Cut() if segmentation == "segmented" else None
        self.forms = [""]
        self._numbers: dict[str, int] = {}
        self._hashes = np.zeros(1, np.uint64)
        # The number of each form of a language, as far as it has been met.
        self._known: dict[str, np.ndarray] = {}

    @property
    def form_of(self) -> np.ndarray:
        """See `WordForms`."""
        return np.arange(len(self.forms), dtype=np.int32)

    def told(self, forms: np.ndarray) -> np.ndarray:
        """Return what tells words apart in every process: parts of a store that are counted apart number forms each in its way."""
        new = [
            blake2b(form.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            for form in self.forms[len(self._hashes) :]
        ]
        self._hashes = np.append(self._hashes, np.frombuffer(b"".join(new), np.uint64))
        return self._hashes[forms]

    def blocks(self, blocks: Iterable[Block]) -> Iterator[Block]:
        """Give the blocks with these forms in the place of types; their starts are none."""
        for block in blocks:
            made = copy.copy(block)
            made.ids = self._vocabulary.form_of[block.ids]
            forms = self._vocabulary.forms
            if self._cut:
                forms = self._cut.cut(made, block, self._vocabulary)
            made.ids = self._numbered(made, forms)
            made.n_types = len(self.forms) - 1
            yield made

    def _numbered(self, block: Block, forms: list[str]) -> np.ndarray:
        """Return the words of a block by their numbers here."""
        spoken = list(dict.fromkeys(document.language for document in block.described))
        numbers = np.stack([self._of_language(language, len(forms)) for language in spoken])
        row = [spoken.index(document.language) for document in block.described]
        words = np.repeat(row, np.diff(block.bounds)) * len(forms) + block.ids
        keys, first = np.unique(words[numbers.ravel()[words] < 0], return_index=True)
        for key in keys[np.argsort(first)].tolist():
            language, form = divmod(key, len(forms))
            reduced = languages.reduce(forms[form], spoken[language], self._normalization)
            number = self._numbers.setdefault(reduced, len(self.forms))
            if number == len(self.forms):
                self.forms.append(reduced)
            numbers[language, form] = number
        self._known.update(zip(spoken, numbers))
        return numbers.ravel()[words]

    def _of_language(self, language: str, size: int) -> np.ndarray:
        known = self._known.get(language, np.zeros(1, np.int32))
        return np.concatenate([known, np.full(size - len(known), -1, np.int32)])


class _Cut:
    """The words of Chinese in the place of its characters."""

    def __init__(self):
        self.forms = [""]
        self._numbers = {"": 0}
        self._number_of = np.zeros(1, np.int32)  # of each form of the vocabulary
        self._is_han = np.zeros(1, bool)
        self._characters: list[str] = []
        self._words = lru_cache(RUNS)(self._words_of)

    def cut(self, made: Block, block: Block, vocabulary: Vocabulary) -> list[str]:
        """Put words into a block whose `ids` are forms of the vocabulary; return the forms that are meant by its numbers then."""
        self._learn(vocabulary.forms)
        self._characters = vocabulary.forms
        forms, han = made.ids, self._is_han[made.ids]
        first = han & ~self._continues(block, han, vocabulary.lengths)
        number = (~han).astype(np.int64)  # how many words come of each
        begins = first.nonzero()[0]
        ends = _ends(han, first)
        words = [
            self._words(forms[begin:end].tobytes())
            for begin, end in zip(begins.tolist(), ends.tolist())
        ]
        number[begins] = np.fromiter(map(len, words), np.int64, len(words))
        place = np.concatenate([[0], np.cumsum(number)])
        ids = np.empty(place[-1], np.int32)
        ids[place[:-1][~han]] = self._number_of[forms[~han]]
        if words:
            within = np.repeat(begins, number[begins])
            shift = np.arange(len(within)) - np.repeat(
                np.cumsum(number[begins]) - number[begins], number[begins]
            )
            ids[place[within] + shift] = np.concatenate(words)
        made.ids, made.bounds = ids, place[block.bounds]
        return self.forms

    def _learn(self, forms: list[str]) -> None:
        new = forms[len(self._number_of) :]
        numbers = np.fromiter(map(self._number, new), np.int32, len(new))
        self._number_of = np.concatenate([self._number_of, numbers])
        self._is_han = np.concatenate([self._is_han, np.fromiter(map(is_han, new), bool, len(new))])

    def _number(self, form: str) -> int:
        number = self._numbers.setdefault(form, len(self.forms))
        if number == len(self.forms):
            self.forms.append(form)
        return number

    def _words_of(self, run: bytes) -> np.ndarray:
        """Return the words of a run of characters, which are given as forms of the vocabulary."""
        characters = [self._characters[form] for form in np.frombuffer(run, np.int32).tolist()]
        tokens = [Token(form, at, at + 1) for at, form in enumerate(characters)]
        return np.array([self._number(word.form) for word in languages.cut(tokens)], np.int32)

    @staticmethod
    def _continues(block: Block, han: np.ndarray, lengths: np.ndarray) -> np.ndarray:
        """Say of each word whether it is a Chinese character that stands right after another one."""
        found = np.zeros(len(han), bool)
        after = (han[1:] & han[:-1]).nonzero()[0] + 1
        ends = block.starts[after - 1].astype(np.int64) + lengths[block.ids[after - 1]]
        starts = block.starts[after].astype(np.int64)
        document = np.searchsorted(block.bounds, after, side="right") - 1
        touching = starts == ends
        for at in (~touching).nonzero()[0].tolist():
            text = block.documents[document[at]].text
            touching[at] = _UNSEEN.fullmatch(text, int(ends[at]), int(starts[at])) is not None
        found[after] = touching
        return found


_UNSEEN = re.compile(f"[{IGNORABLE}]*")


def _ends(han: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return where each run of characters ends that begins at one of the first ones."""
    last = han & np.append(~han[1:] | first[1:], True)
    return last.nonzero()[0] + 1
