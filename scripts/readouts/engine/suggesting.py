"""What a codebook lacks: words and phrases that stand in sentences without a code far more often than in the others.

Words of general language stand in sentences of both kinds alike; what no code is about yet stands in those without one. No list of
word frequencies is needed for that, in no language. Phrases are counted as they stand, so that inflected forms are apart.
"""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from ..corpus.document import Document
from ..corpus.segments import paragraphs
from ..measures.significance import log_likelihood
from ..text import languages
from ..text.function_words import FUNCTION_WORDS
from ..text.patterns import Pattern
from ..text.sentences import sentences
from ..text.tokens import Token, is_han, tokenize
from . import plain

LONGEST, LONGEST_HAN = 3, 4  # words of a phrase; Chinese characters
_SHORT = 2  # letters of a word with which no phrase begins or ends
_CONTEXT = 80  # characters on either side in a line
LINES = 3

Phrase: TypeAlias = tuple[str, ...]


class Sentence(NamedTuple):
    """A sentence with at least one word."""

    document_id: str
    text: str
    forms: tuple[str, ...]
    has_code: bool


class Suggestion(NamedTuple):
    """A phrase that no code has where it stands: how often it does, three lines, and the row of a codebook to begin with."""

    language: str
    pattern: str
    documents: int
    without_code: int
    with_code: int
    log_likelihood: float
    line_1: str
    line_2: str
    line_3: str
    row: str


def split(documents: Iterable[Document], patterns: Iterable[Pattern]) -> dict[str, list[Sentence]]:
    """Return the sentences of documents by language, each with whether a match of a pattern begins in it."""
    index, found = plain.by_language(patterns), defaultdict(list)
    for document in documents:
        starts = np.array(
            [one.start for one in plain.matches(document, index(document.language))], dtype=int
        )
        for segment in paragraphs(document.text):
            for first, last in sentences(segment.text):
                text = segment.text[first:last]
                if forms := tuple(token.form for token in tokenize(text)):
                    here = (starts >= segment.start + first) & (starts < segment.start + last)
                    one = Sentence(document.document_id, text, forms, bool(here.any()))
                    found[languages.primary(document.language)].append(one)
    return dict(found)


def phrases(forms: Sequence[str]) -> Iterator[Phrase]:
    """Yield the phrases of a sentence: runs of words that neither begin nor end with a short or a function word, or of Chinese characters.

    Examples
    --------
    >>> list(phrases(("exchange", "of", "students")))
    [('exchange',), ('exchange', 'of', 'students'), ('students',)]
    >>> list(phrases(("留", "学", "生")))
    [('留', '学'), ('留', '学', '生'), ('学', '生')]
    """
    for start, form in enumerate(forms):
        han = is_han(form)
        if not han and not _bounds(form):
            continue
        for length in range(2 if han else 1, (LONGEST_HAN if han else LONGEST) + 1):
            phrase = tuple(forms[start : start + length])
            if len(phrase) < length or any(is_han(one) != han for one in phrase):
                break
            if han or _bounds(phrase[-1]):
                yield phrase


def _bounds(form: str) -> bool:
    return len(form) > _SHORT and not form[0].isdigit() and form not in FUNCTION_WORDS


def han_words(found: Iterable[Sentence]) -> frozenset[str]:
    """Return the words of two Chinese characters and more in some sentences, so that no fragments are proposed.

    Raises
    ------
    MissingLibrary
    """
    return frozenset(
        token.form
        for sentence in found
        for token in languages.segment(sentence.text)
        if is_han(token.form) and len(token.form) > 1
    )


def suggest(
    found: Sequence[Sentence],
    language: str,
    least: int = 3,
    top: int = 50,
    words: Container[str] | None = None,
) -> list[Suggestion]:
    """Return the phrases of one language that tell sentences without a code from the others most, by G2 of the numbers of sentences.

    Of phrases of which one holds the other, the one with the higher G2 is given.

    Parameters
    ----------
    found : sequence of Sentence
    language : str
    least : int
        In how many documents a phrase has to stand in sentences without a code.
    top : int
        How many are given.
    words : container of str, optional
        Chinese words: no other runs of characters are given; by default any.
    """
    places: dict[Phrase, list[Sentence]] = defaultdict(list)
    with_code: Counter[Phrase] = Counter()
    for sentence in found:
        for phrase in set(phrases(sentence.forms)):
            if sentence.has_code:
                with_code[phrase] += 1
            elif words is None or not is_han(phrase[0]) or "".join(phrase) in words:
                places[phrase].append(sentence)
    n_coded = sum(sentence.has_code for sentence in found)
    n_without = len(found) - n_coded
    scores = {
        phrase: float(log_likelihood(len(where), n_without, with_code[phrase], n_coded))
        if n_coded
        else float(len(where))
        for phrase, where in places.items()
        if _documents(where) >= least and len(where) * n_coded >= with_code[phrase] * n_without
    }
    return [
        _suggestion(language, phrase, places[phrase], with_code[phrase], scores[phrase])
        for phrase in _apart(sorted(scores, key=lambda one: (-scores[one], -len(one), one)), top)
    ]


def _apart(ranked: Iterable[Phrase], top: int) -> list[Phrase]:
    """Return the first phrases of which none holds another."""
    kept: list[Phrase] = []
    for phrase in ranked:
        if not any(_holds(phrase, one) or _holds(one, phrase) for one in kept):
            kept.append(phrase)
        if len(kept) == top:
            break
    return kept


def _holds(longer: Phrase, shorter: Phrase) -> bool:
    size = len(shorter)
    return any(longer[at : at + size] == shorter for at in range(len(longer) - size + 1))


def _documents(where: Iterable[Sentence]) -> int:
    return len({sentence.document_id for sentence in where})


def _suggestion(
    language: str, phrase: Phrase, where: list[Sentence], with_code: int, score: float
) -> Suggestion:
    written = ("" if is_han(phrase[0]) else " ").join(phrase)
    first = list({sentence.document_id: sentence for sentence in reversed(where)}.values())[::-1]
    lines = [_line(sentence.text, phrase) for sentence in first[:LINES]]
    return Suggestion(
        language, written, _documents(where), len(where), with_code, round(score, 1),
        *(lines + [""] * (LINES - len(lines))), f"{written.replace(' ', '-')},{language},{written}",
    )  # fmt: skip


def _line(text: str, phrase: Phrase) -> str:
    """Return where a phrase stands in a sentence, with what is around it."""
    tokens: list[Token] = tokenize(text)
    forms = tuple(token.form for token in tokens)
    at = next(n for n in range(len(forms)) if forms[n : n + len(phrase)] == phrase)
    start = max(0, tokens[at].start - _CONTEXT)
    end = tokens[at + len(phrase) - 1].end + _CONTEXT
    return " ".join(text[start:end].split())
