"""What was changed between two versions of a text: words altered, added, taken away, and paragraphs that were moved.

Words are compared as written, so that a capital or a comma is a change. What only a layout changes is none: white space, the
shape of quotation marks, apostrophes and hyphens, and characters that are not seen.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Collection, Hashable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise, zip_longest
from operator import itemgetter
from typing import NamedTuple

from .tokens import APOSTROPHES, HYPHENS, IGNORABLE, word_expression

ALTERED, ADDED, TAKEN_AWAY, MOVED = "altered", "added", "taken away", "moved"
AROUND = 8  # words that are shown on either side
# Of so many pairs of like words, the frequent ones are found beside the others: else the time would grow as the cube.
ALIKE = 100_000
_PARAGRAPH = re.compile(r"\S(?:[^\n]*\S)?")
_SHAPES = str.maketrans(
    {
        **dict.fromkeys(f"{APOSTROPHES}`´‘’‚‛", "'"),
        **dict.fromkeys("“”„‟＂", '"'),
        **dict.fromkeys(HYPHENS, "-"),
    }
)
# The end of a paragraph is compared as a word is, and shown nowhere; over that of a sentence no two changes are one.
_END = "\n"
_STOPS = frozenset([_END, *".!?。！？"])
_SPACE = re.compile(r"\s+")
_UNSEEN = re.compile(f"[{IGNORABLE}]+")


class Change(NamedTuple):
    """One change.

    Attributes
    ----------
    kind : {'altered', 'added', 'taken away', 'moved'}
    before, after : str
        The words of the earlier and of the later version; empty where it has none.
    left, right : str
        What stands around them in the later version, up to them.
    paragraph_before, paragraph_after : int
        Number of the paragraph in each version; 0 where it has none of the words.
    start, end, later_start, later_end : int
        The places of the words in each version, in characters, the last not included.
    """

    kind: str
    before: str
    after: str
    left: str
    right: str
    paragraph_before: int
    paragraph_after: int
    start: int
    end: int
    later_start: int
    later_end: int


class _Word(NamedTuple):
    form: str
    start: int
    end: int


class _Text(NamedTuple):
    """A text with its words, and with its paragraphs as the first and the last of their words."""

    text: str
    words: list[_Word]
    paragraphs: list[tuple[int, int]]

    @classmethod
    def of(cls, text: str) -> "_Text":
        words: list[_Word] = []
        paragraphs = []
        for paragraph in _PARAGRAPH.finditer(text):
            first = len(words)
            found = _expression().finditer(text, paragraph.start(), paragraph.end())
            words += [
                _Word(form, one.start(), one.end()) for one in found if (form := _form(one[0]))
            ]
            if len(words) > first:
                words.append(_Word(_END, words[-1].end, words[-1].end))
                paragraphs.append((first, len(words)))
        return cls(text, words, paragraphs)

    def forms(self, paragraph: int) -> tuple[str, ...]:
        first, last = self.paragraphs[paragraph]
        return tuple(word.form for word in self.words[first:last])

    def places(self, first: int, last: int) -> tuple[int, int]:
        """Return where some words stand; of none, the place at which they would."""
        if first < last:
            return self.words[first].start, self.words[last - 1].end
        at = self.words[first - 1].end if first else 0
        return at, at

    def shown(self, first: int, last: int) -> str:
        start, end = self.places(first, last)
        return " ".join(self.text[start:end].split())

    def around(self, first: int, last: int) -> tuple[str, str]:
        """Return what stands before some words, and what after, up to them."""
        start, end = self.places(first, last)
        before, _ = self.places(max(0, first - AROUND), first)
        _, after = self.places(last, min(last + AROUND, len(self.words)))
        return _SPACE.sub(" ", self.text[before:start]), _SPACE.sub(" ", self.text[end:after])

    def paragraph(self, first: int, last: int) -> int:
        if first == last:
            return 0
        return bisect_right(self.paragraphs, first, key=itemgetter(0))


def changes(before: str, after: str) -> list[Change]:
    """Return what was changed between two versions of a text, in the order of the later one.

    Parameters
    ----------
    before, after : str
        The earlier and the later version; a paragraph a line, empty lines between them or not.

    Examples
    --------
    >>> [(one.kind, one.before, one.after) for one in changes("They spoke of the war, and at length.", "They spoke of the crisis, at length.")]
    [('altered', 'war', 'crisis'), ('taken away', 'and', '')]
    >>> [(one.kind, one.after) for one in changes("双方谈局势。", "双方谈危机局势。")]
    [('added', '危机')]
    """
    old, new = _Text.of(before), _Text.of(after)
    blocks = _differing(old, new)
    moved = _moved(old, new, blocks)
    found = [
        _change(old, new, old.paragraphs[one], new.paragraphs[other], MOVED)
        for one, other in moved.items()
    ]
    for here, there in blocks:
        ours = _Side.of(old, here, moved.keys())
        theirs = _Side.of(new, there, moved.values())
        for start, end, later_start, later_end in _reworded(old, new, ours.words, theirs.words):
            runs = zip_longest(ours.runs(start, end), theirs.runs(later_start, later_end))
            for one, other in runs:
                one, other = one or ours.place(end), other or theirs.place(later_end)
                found.append(_change(old, new, one, other))
    worded = (one for one in found if one.before or one.after)
    return sorted(worded, key=lambda one: (one.later_start, one.start))


class _Side(NamedTuple):
    """Of one version, words that may differ, by their numbers, and at which word they would stand where there are none."""

    at: int
    words: list[int]

    @classmethod
    def of(cls, text: _Text, paragraphs: range, moved: Collection[int]) -> "_Side":
        known = (*text.paragraphs, (len(text.words), len(text.words)))
        kept = (text.paragraphs[number] for number in paragraphs if number not in moved)
        return cls(known[paragraphs.start][0], [word for own in kept for word in range(*own)])

    def place(self, number: int) -> tuple[int, int]:
        """Return the place after so many of the words, of none of them."""
        at = self.words[number - 1] + 1 if number else self.at
        return at, at

    def runs(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return some of the words as unbroken runs: the first, and the one after the last."""
        words = self.words[start:end]
        first = [
            place for place, word in enumerate(words) if not place or words[place - 1] != word - 1
        ]
        return [(words[one], words[other - 1] + 1) for one, other in pairwise([*first, len(words)])]


def _differing(old: _Text, new: _Text) -> list[tuple[range, range]]:
    """Return the paragraphs that are not the same in both versions, those that face each other together."""
    ours = [old.forms(number) for number in range(len(old.paragraphs))]
    theirs = [new.forms(number) for number in range(len(new.paragraphs))]
    return [(range(a, b), range(c, d)) for a, b, c, d in _steps(ours, theirs)]


def _steps(ours: Sequence[Hashable], theirs: Sequence[Hashable]) -> list[list[int]]:
    """Return which stretches of two sequences differ."""
    ours_by, theirs_by = Counter(ours), Counter(theirs)
    alike = sum(number * theirs_by[one] for one, number in ours_by.items())
    matcher = SequenceMatcher(None, ours, theirs, autojunk=alike > ALIKE)
    return [places for step, *places in matcher.get_opcodes() if step != "equal"]


def _moved(old: _Text, new: _Text, blocks: list[tuple[range, range]]) -> dict[int, int]:
    """Return the paragraphs that stand elsewhere in the later version word by word, as number to number."""
    places = defaultdict(list)
    for _, there in blocks:
        for number in there:
            places[new.forms(number)].append(number)
    return {
        number: waiting.pop(0)
        for here, _ in blocks
        for number in here
        if (waiting := places[old.forms(number)])
    }


def _reworded(old: _Text, new: _Text, ours: list[int], theirs: list[int]) -> list[list[int]]:
    """Return which of some words of both versions differ. Words between two changes that are fewer than either has belong to it."""
    forms = [old.words[number].form for number in ours]
    joined: list[list[int]] = []
    for step in _steps(forms, [new.words[number].form for number in theirs]):
        between = forms[joined[-1][1] : step[0]] if joined else []
        if (
            between
            and len(between) < min(_size(joined[-1]), _size(step))
            and _STOPS.isdisjoint(between)
        ):
            joined[-1] = [joined[-1][0], step[1], joined[-1][2], step[3]]
        else:
            joined.append(step)
    return joined


def _size(step: list[int]) -> int:
    return max(step[1] - step[0], step[3] - step[2])


def _change(
    old: _Text, new: _Text, here: tuple[int, int], there: tuple[int, int], kind: str = ""
) -> Change:
    """Return a change of some words of the earlier version to some of the later."""
    before, after = old.shown(*here), new.shown(*there)
    first, last = there
    return Change(
        kind or (ALTERED if before and after else ADDED if after else TAKEN_AWAY),
        before,
        after,
        *new.around(first, last),
        old.paragraph(*here),
        new.paragraph(*there),
        *old.places(*here),
        *new.places(*there),
    )


def _form(word: str) -> str:
    """Return the form by which words are compared; empty of what is not seen."""
    seen = unicodedata.normalize("NFC", _UNSEEN.sub("", word))
    return seen.translate(_SHAPES)


@lru_cache(maxsize=1)
def _expression() -> re.Pattern[str]:
    """Return the expression of a word, or of any one sign that is no space."""
    return re.compile(rf"{word_expression().pattern}|\S")
