"""How common words are in general, by what libraries ship: so that of words that are as frequent here the rarer come first.

Twelve languages by the counts of film subtitles in ``pyspellchecker``, Chinese by the dictionary of ``rjieba``. Both lists
are small: a word that is not among them is rare, or a name. The numbers serve to rank words, and no report prints them.
"""

from collections.abc import Mapping
from functools import lru_cache
from math import log

from .languages import primary
from .tokens import is_han, normalize

# How many words the counts of rjieba's dictionary sum up to, and what a word that a list lacks is taken to have in it.
_OF_RJIEBA, _UNSEEN = 60_101_967, 0.5


def known(language: str) -> bool:
    """Say whether there is a list of a language.

    Examples
    --------
    >>> known("en-GB"), known("zh"), known("ky")
    (True, True, False)
    """
    from spellchecker import SpellChecker

    return primary(language) in ("zh", *SpellChecker.languages())


def share(word: str, language: str) -> float:
    """Return a word's share in the words of general language; one that the list lacks has less than any that it has.

    Parameters
    ----------
    word : str
        In the form under which it is counted.
    language : str
        One that is `known`.

    Examples
    --------
    >>> share("the", "en") > share("talks", "en") > share("denuclearisation", "en") > 0
    True
    >>> share("的", "zh") > share("合作", "zh") > share("权宜之计", "zh") > 0
    True
    """
    if primary(language) == "zh":
        import rjieba

        # A Chinese word is at least as frequent as rjieba must take it to be in order not to cut it.
        count = rjieba.suggest_freq(word) if is_han(word) and rjieba.has_word(word) else 0
        return (count or _UNSEEN) / _OF_RJIEBA
    counts = _listed(primary(language))
    return (counts.get(word, 0) or _UNSEEN) / _total(primary(language))


def lead(word: str, language: str, count: int, size: int) -> float:
    """Return how far a word leads over general language: its count times the logarithm of how much more frequent it is here.

    It is the term of the word in a log-likelihood: large for words that stand here often and elsewhere seldom, negative for
    those that are more frequent elsewhere.

    Parameters
    ----------
    word, language : see `share`
    count, size : int
        Occurrences, and in how many words.

    Examples
    --------
    >>> lead("sanctions", "en", 3, 500) > lead("sanctions", "en", 2, 500) > lead("the", "en", 30, 500)
    True
    """
    return count * log(count / size / share(word, language)) if count else 0.0


@lru_cache(maxsize=16)
def _listed(language: str) -> Mapping[str, int]:
    """Return the counts of a language's list, by the form under which words are counted."""
    from spellchecker import SpellChecker

    counts: dict[str, int] = {}
    for word, count in SpellChecker(language=language).word_frequency.dictionary.items():
        form = normalize(word)
        counts[form] = counts.get(form, 0) + count
    return counts


@lru_cache(maxsize=16)
def _total(language: str) -> int:
    """Return how many words the counts of a language's list sum up to."""
    return sum(_listed(language).values())
