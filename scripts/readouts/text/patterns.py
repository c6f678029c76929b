"""Patterns, and where they match: a word or a phrase, with `*` inside a word for any run of word characters, none included.

A pattern is never a regular expression. Its words are normalised as those of a text are, so that it matches in any case
and spelling. The overlap rule: **every match is kept**; a phrase inside a longer one is found under both.
"""

import fnmatch
import re
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from .tokens import HAN, Token, american, normalize, tokenize

_CLOSING = {"(": ")", "[": "]", "{": "}", '"': '"', "“": "”", "«": "»"}


class Pattern(NamedTuple):
    """A pattern as written, its code, its language, and its words in normalised form."""

    code: str
    language: str
    pattern: str
    words: tuple[str, ...]


def parse(pattern: str, **tokenizing) -> tuple[str, ...]:
    """The words of a pattern, normalised; a Han character is a word.

    Options are those of `tokens.tokenize`: they must be those with which the text is cut.

    Raises
    ------
    ValueError
        If the pattern is empty or holds anything but words and `*`; the message says what is expected.

    Examples
    --------
    >>> parse("Ukrain* crisis")
    ('ukrain*', 'crisis')
    >>> parse("危机")
    ('危', '机')
    >>> parse("(special|so-called) operation")
    Traceback (most recent call last):
    ValueError: words, with * inside a word, and nothing else: '(', '|', ')' are not understood
    """
    unclosed = [mark for mark, closing in _CLOSING.items() if pattern.count(mark) % 2 and (mark == closing or closing not in pattern)]
    if unclosed:
        raise ValueError(f"words, with * inside a word, and nothing else: {unclosed[0]!r} is never closed")
    # A letter that no text can hold stands for `*` while the pattern is cut into words as a text is.
    held = pattern.replace("*", "\u0294")
    words = tokenize(held, **tokenizing)
    strange = sorted(set(re.findall(r"[^\w\s'’‘ʼ‐‑*-]|_", pattern)), key=pattern.index)
    if strange:
        raise ValueError(f"words, with * inside a word, and nothing else: {', '.join(map(repr, strange))} "
                         f"{'is' if len(strange) == 1 else 'are'} not understood")
    fold_spelling = tokenizing.get("fold_spelling", True)
    forms = tuple(_star(held[word.start:word.end], fold_spelling) for word in words)
    if re.search(f"[{HAN}]", pattern) and "*" in pattern:
        raise ValueError("Chinese characters without *: they are matched as a string")
    if not forms or any(not form.strip("*'-") for form in forms):
        raise ValueError("a word or a phrase, each word with at least one letter")
    return forms


def _star(word: str, fold_spelling: bool) -> str:
    return re.sub(r"\*+", "*", normalize(word, fold_spelling).replace("\u0294", "*"))


@lru_cache(maxsize=100_000)
def _compiled(word: str) -> re.Pattern:
    # `translate` writes globs with atomic groups, so that no pattern can be made slow.
    return re.compile(fnmatch.translate(word), re.DOTALL)


def word_matches(word: str, form: str) -> bool:
    """Whether a word of a pattern matches a normalised form; one with `*` does so in either spelling.

    Examples
    --------
    >>> word_matches("sanction*", "sanctions"), word_matches("sanction", "sanctions")
    (True, False)
    >>> word_matches("labor*", "labourers"), word_matches("organiz*", "organisation")
    (True, True)
    """
    if "*" not in word:
        return word == form
    return any(_compiled(word).match(spelt) for spelt in {form, american(form)})


def match(tokens: list[Token], patterns: Iterable[Pattern]) -> list[tuple[int, int, Pattern]]:
    """Every match of every pattern, overlapping ones included.

    Parameters
    ----------
    tokens : list of Token
        The words of one segment.
    patterns : iterable of Pattern

    Returns
    -------
    list of (first token, token after the last, pattern)
        In the order of the text.

    Examples
    --------
    >>> patterns = [Pattern("a", "en", text, tuple(text.split())) for text in ("military operation", "special military operation")]
    >>> [(first, after) for first, after, _ in match(tokenize("a special military operation"), patterns)]
    [(1, 4), (2, 4)]
    """
    heads = defaultdict(list)
    for pattern in patterns:
        heads[pattern.words[0]].append(pattern)
    wild = [head for head in heads if "*" in head]
    found = []
    for first, token in enumerate(tokens):
        starting = [token.form] if token.form in heads else []
        starting += [head for head in wild if word_matches(head, token.form)]
        for pattern in (pattern for head in starting for pattern in heads[head]):
            after = first + len(pattern.words)
            rest = tokens[first + 1 : after]
            if after <= len(tokens) and all(word_matches(word, word_token.form) for word, word_token in zip(pattern.words[1:], rest)):
                found.append((first, after, pattern))
    return sorted(found, key=lambda hit: (hit[0], -hit[1], hit[2].code, hit[2].pattern))
