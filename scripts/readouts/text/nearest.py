"""The nearest sentence: which of another account's sentences shares most with one, by the rare words that both have."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import log, sqrt

from .languages import STEMMERS, MissingLibrary, primary, reduce
from .tokens import is_han, tokenize
from .variants import key


class Nearest:
    """Sentences of one language, to be asked which is nearest to another sentence.

    A word weighs the logarithm of the number of sentences over that of those which have it; the nearness of two sentences is
    the weight of the words that they share, over the geometric mean of the weights of each. Words are stems, where the
    language has a stemmer; of Chinese, pairs of neighbouring characters.

    Parameters
    ----------
    sentences : sequence of str
        Among which is chosen.
    language : str
    others : iterable of str
        Further sentences by which words are weighed: those of the account that asks, for one.

    Examples
    --------
    >>> nearest = Nearest(["They spoke of grain.", "The leaders held consultations in Vienna."], "en")
    >>> nearest.of("Talks were held in Vienna between the leaders.")[0]
    1
    """

    def __init__(self, sentences: Sequence[str], language: str, others: Iterable[str] = ()):
        self._language = primary(language)
        own = [terms(sentence, self._language) for sentence in sentences]
        every = [*own, *(terms(sentence, self._language) for sentence in others)]
        frequency = Counter(term for some in every for term in some)
        self._weight = {term: log((1 + len(every)) / number) for term, number in frequency.items()}
        self._most = log(1 + len(every))
        self._sums = [self._sum(some) for some in own]
        self._places: dict[str, list[int]] = defaultdict(list)
        for place, some in enumerate(own):
            for term in some:
                self._places[term].append(place)

    def of(self, sentence: str) -> tuple[int, float] | None:
        """Return the place of the nearest sentence and how near it is, from 0 to 1; None where none shares a word.

        Of two that are equally near, the first.
        """
        return next(iter(self.ranked(sentence, 1)), None)

    def ranked(self, sentence: str, number: int) -> list[tuple[int, float]]:
        """Return the places of the nearest sentences, so many of them, and how near they are; none that shares no word."""
        asked = terms(sentence, self._language)
        shared: dict[int, float] = defaultdict(float)
        for term in sorted(asked):
            for place in self._places.get(term, ()):
                shared[place] += self._weight[term]
        whole = self._sum(asked)
        near = [(place, one / sqrt(whole * self._sums[place])) for place, one in shared.items()]
        return sorted(near, key=lambda one: (-one[1], one[0]))[:number]

    def _sum(self, some: Iterable[str]) -> float:
        # One after another, as what is shared is summed: from Python 3.12 on `sum` carries what is lost in rounding.
        total = 0.0
        for term in sorted(some):
            total += self._weight.get(term, self._most)
        return total


@lru_cache(maxsize=10_000)
def terms(sentence: str, language: str) -> frozenset[str]:
    """Return what two sentences may share: stems, and pairs of Chinese characters.

    Examples
    --------
    >>> sorted(terms("Leaders spoke", "en")), sorted(terms("乌克兰", "zh"))
    (['leader', 'spoke'], ['乌克', '克兰'])
    """
    forms = [token.form for token in tokenize(sentence)]
    found = {one + other for one, other in pairwise(forms) if is_han(one) and is_han(other)}
    return frozenset(found | {_stem(form, language) for form in forms if not is_han(form)})


def _stem(form: str, language: str) -> str:
    if language in STEMMERS:
        try:
            return key(reduce(form.removesuffix("'s"), language, "stem"))
        except MissingLibrary:
            pass
    return key(form)
