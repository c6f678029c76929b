"""Formulas: runs of words, and near-runs, that a text shares with others.

A **run** is an unbroken stretch of words that stands in both. A **near-run** is a chain of shorter runs, of two words at
least, in the same order in both, with a few other words between them on either side: what a formula keeps when a word of it is
exchanged, dropped or put in. Neither crosses the end of a sentence. Words are those of `tokens`, so that case, spelling and the
form of an apostrophe make no difference, and each Chinese character is one.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from .function_words import FUNCTION_WORDS
from .sentences import ends
from .tokens import Token, tokenize

RUN, NEAR = "run", "near-run"
LEAST, LEAST_CHARACTERS = (
    4,
    7,
)  # words of a formula; of Chinese, where a word has some two characters
GAP = 2  # words between two runs of a near-run, on either side
CONTENT = 2  # words of a formula that are no function words


class Piece(NamedTuple):
    """A run of `n` words: the numbers of its first word in the text and in the other."""

    first: int
    there: int
    n: int


class Formula(NamedTuple):
    """A formula of a text.

    Attributes
    ----------
    start, end : int
        Its characters in the text; ``end`` is the one after the last.
    kind : {'run', 'near-run'}
    n_tokens : int
        How many words are shared.
    documents : tuple of str
        The others that have these words, in their order.
    example : str
        One of them: the first of which the formula has no more words than these; of a run, the first that has it unbroken.
    there_start, there_end : int
        Its characters in the example.
    """

    start: int
    end: int
    kind: str
    n_tokens: int
    documents: tuple[str, ...]
    example: str
    there_start: int
    there_end: int


class _Worded:
    """A text as words, each with whether the next goes on in its sentence."""

    def __init__(self, text: str):
        self.text, self.tokens = text, tokenize(text)
        self.forms = [token.form for token in self.tokens]

    def goes_on(self, number: int) -> bool:
        """Say whether the word after this one is of the same sentence."""
        here, after = self.tokens[number : number + 2]
        return not ends(self.text, here.end, after.start)

    def whole(self, first: int, last: int) -> bool:
        """Say whether no sentence ends between two words."""
        return all(self.goes_on(number) for number in range(first, last))


def formulas(
    text: str, others: Iterable[tuple[str, str]], least: int | None = None, gap: int = GAP
) -> list[Formula]:
    """Return the formulas that a text shares with others, from its beginning; of those that begin together the longest first.

    Each is as long as it can be: words that a longer formula has, and in as many of the others, are no formula of their own.

    Parameters
    ----------
    text : str
    others : iterable of (str, str)
        The name of each, and its text.
    least : int, optional
        Words that a run has at least, and one more a near-run; by default 4, and 7 where the text is mostly of Chinese characters.
        Of these words 2 at least are no function words of English.
    gap : int
        Words that may stand between two runs of a near-run, on either side; 0 for runs alone.

    Examples
    --------
    >>> earlier = [("first", "They back the steps to keep their old border regime."), ("second", "We keep the old border regime.")]
    >>> found = formulas("Estvale praised the steps to keep the border regime.", earlier)
    >>> [(one.kind, one.n_tokens, one.documents) for one in found]
    [('near-run', 6, ('first',))]
    """
    own = _Worded(text)
    least = least or _least(own.forms)
    index = defaultdict(list)
    for number, pair in enumerate(zip(own.forms, own.forms[1:])):
        if own.goes_on(number):
            index[pair].append(number)
    # The words of each formula by their numbers, and for each of the others the words that it shares, chain by chain.
    shared: dict[tuple[int, ...], tuple[str, int, int]] = {}
    unbroken: dict[tuple[int, ...], tuple[str, int, int]] = {}
    chains: dict[str, set[tuple[int, ...]]] = defaultdict(set)
    for name, words in others:
        other = _Worded(words)
        pieces = list(_pieces(own, other, index))
        for chain in _chains(own, other, pieces, gap):
            numbers = tuple(n for piece in chain for n in range(piece.first, piece.first + piece.n))
            if len(numbers) >= least + (len(chain) > 1) and _content(own.forms, numbers):
                chains[name].add(numbers)
                place = (chain[0].there, chain[-1].there + chain[-1].n - 1)
                # Words that go on here may have others between them there: that is no run.
                one_piece = unbroken if len(chain) == 1 else shared
                one_piece.setdefault(numbers, (name, *_characters(other.tokens, *place)))
    shared |= unbroken
    found = {
        numbers: [
            name for name, own_chains in chains.items() if any(map({*numbers}.issubset, own_chains))
        ]
        for numbers in shared
    }
    return sorted(
        (
            _formula(own, numbers, numbers in unbroken, found[numbers], shared[numbers])
            for numbers in _longest(found)
        ),
        key=lambda one: (one.start, -one.end, one.kind, -one.n_tokens),
    )


def _longest(found: dict[tuple[int, ...], list[str]]) -> Iterator[tuple[int, ...]]:
    """Return those whose words no longer one has, in as many of the others."""
    sets = {numbers: frozenset(numbers) for numbers in found}
    for numbers, words in sets.items():
        if not any(
            words < more and len(found[longer]) >= len(found[numbers])
            for longer, more in sets.items()
        ):
            yield numbers


def _least(forms: list[str]) -> int:
    characters = sum(len(form) == 1 and ord(form) > 0x2E7F for form in forms)
    return LEAST_CHARACTERS if characters * 2 > len(forms) else LEAST


def _content(forms: list[str], numbers: tuple[int, ...]) -> bool:
    return sum(forms[number] not in FUNCTION_WORDS for number in numbers) >= CONTENT


def _characters(tokens: list[Token], first: int, last: int) -> tuple[int, int]:
    return tokens[first].start, tokens[last].end


def _formula(
    own: _Worded,
    numbers: tuple[int, ...],
    unbroken: bool,
    having: list[str],
    place: tuple[str, int, int],
) -> Formula:
    kind = RUN if unbroken else NEAR
    start, end = _characters(own.tokens, numbers[0], numbers[-1])
    return Formula(start, end, kind, len(numbers), tuple(having), *place)


def _pieces(
    own: _Worded, other: _Worded, index: dict[tuple[str, str], list[int]]
) -> Iterator[Piece]:
    """Return every run of two words or more that goes on in neither direction, in the order of the other text."""
    for there, pair in enumerate(zip(other.forms, other.forms[1:])):
        for first in index.get(pair, ()):
            before = first and there and own.forms[first - 1] == other.forms[there - 1]
            if before and own.goes_on(first - 1) and other.goes_on(there - 1):
                continue
            n = 1
            while (
                first + n < len(own.forms)
                and there + n < len(other.forms)
                and own.forms[first + n] == other.forms[there + n]
                and own.goes_on(first + n - 1)
                and other.goes_on(there + n - 1)
            ):
                n += 1
            if n > 1:
                yield Piece(first, there, n)


def _chains(own: _Worded, other: _Worded, pieces: list[Piece], gap: int) -> Iterator[list[Piece]]:
    """Return every piece by itself, and the longest chain that ends with each piece which no chain goes on from."""
    best: list[list[Piece]] = []
    goes_on = set()
    for number, piece in enumerate(pieces):
        chain = [piece]
        for earlier in range(number - 1, -1, -1):
            last = pieces[earlier]
            here, there = piece.first - last.first - last.n, piece.there - last.there - last.n
            if there > gap + max(one.n for one in pieces):
                break
            if (
                0 <= here <= gap
                and 0 <= there <= gap
                and _words(best[earlier]) + piece.n > _words(chain)
                and own.whole(last.first + last.n - 1, piece.first)
                and other.whole(last.there + last.n - 1, piece.there)
            ):
                chain = [*best[earlier], piece]
                before = earlier
        if len(chain) > 1:
            goes_on.add(before)
        best.append(chain)
        yield [piece]
    yield from (
        chain for number, chain in enumerate(best) if len(chain) > 1 and number not in goes_on
    )


def _words(chain: list[Piece]) -> int:
    return sum(piece.n for piece in chain)
