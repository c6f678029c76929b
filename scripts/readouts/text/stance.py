"""Whether a span is asserted, stands under a negation, or is held at a distance: by words beside it, in three languages.

The rules look at the clause in which the span stands, up to its first word, and at quotation marks around it. They know
nothing of grammar: "no special military operation" and "never a war" are negated, "the so-called crisis" and a “crisis” in
quotation marks of its own are held at a distance. Who denies that there is a war asserts it, as far as these rules go. Of a
text in another language than English, Russian and Chinese, or of none that is known, only quotation marks are looked at.
"""

import re
from typing import NamedTuple

from .languages import primary
from .sentences import parts_clauses

ASSERTED, NEGATED, DISTANCED = STANCES = ("asserted", "negated", "distanced")
# Characters before a span that are looked at: a negation further away is of something else.
_BEFORE = 60


class _Rules(NamedTuple):
    """What negates, what looks as if it did, and what holds at a distance; each ends at the span but for a few words."""

    negation: re.Pattern[str]
    no_negation: re.Pattern[str]
    distance: re.Pattern[str]


def _words(before: str, most: int) -> str:
    """Return an expression: a word, and up to so many other words up to the end."""
    return rf"\b(?:{before})(?:\W+[\w’'-]+){{0,{most}}}\W*\Z"


_RULES = {
    "en": _Rules(
        re.compile(_words(r"no|not|never|without|neither|nor|cannot|\w+n[’']t", 4), re.I),
        re.compile(r"\b(?:not only|not just|not least|no doubt|no less|nothing but)\b", re.I),
        re.compile(_words(r"so[- ]called|alleged(?:ly)?|purported(?:ly)?|self-styled", 1), re.I),
    ),
    "ru": _Rules(
        re.compile(_words(r"не|нет|ни|без|никогда|нельзя|никак\w+", 4), re.I),
        re.compile(r"\bне (?:только|менее|просто|раз)\b", re.I),
        re.compile(_words(r"так называем\w+|якобы|пресловут\w+|т\. ?н\.", 1), re.I),
    ),
    "zh": _Rules(
        re.compile(r"(?:不|没|無|无|未|并非|並非|绝非|絕非|决非)[^\W\d_]{0,4}[“「『《]?\Z"),
        re.compile(
            r"不(?:仅|僅|但|断|斷|同|久|少|管|论|論|只|光|得不|断地)|[无無](?:论|論)|未(?:来|來)|不可(?:避|分|或)"
        ),
        re.compile(r"(?:所谓|所謂)的?[“「『]?\Z"),
    ),
}
# American texts have commas and stops within quotation marks.
_STOP = re.compile(r"\A[,.!?;，。！？；]")
_OPENING, _CLOSING = '“„«‘‚「『"', '”“»’‘」』"'


def stance(text: str, start: int, end: int, language: str) -> str:
    """Return how a text stands to a span: ``asserted``, ``negated`` or ``distanced``.

    Parameters
    ----------
    text : str
    start, end : int
        Where the span stands.
    language : str
        That of the text.

    Examples
    --------
    >>> [stance(text, len(text) - 3, len(text), "en") for text in ("a war", "there is no war", "the so-called war", "no, war")]
    ['asserted', 'negated', 'distanced', 'asserted']
    """
    before = _clause_before(text, start)
    rules = _RULES.get(primary(language))
    if rules:
        plain = rules.no_negation.sub(lambda found: "\x00" * len(found[0]), before)
        if rules.negation.search(plain):
            return NEGATED
        if rules.distance.search(before):
            return DISTANCED
    return DISTANCED if _is_quoted(text, start, end) else ASSERTED


def _clause_before(text: str, start: int) -> str:
    first = max(0, start - _BEFORE)
    cut = next(
        (at for at in range(start - 1, first - 1, -1) if parts_clauses(text, at, at + 1)), first - 1
    )
    return text[cut + 1 : start]


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Return whether quotation marks stand around a span and nothing else but space, which French has inside them, or a stop."""
    opening = text[max(0, start - 2) : start].strip()[-1:]
    closing = _STOP.sub("", text[end : end + 3], count=1)[:2].strip()[:1]
    return bool(opening and closing and opening in _OPENING and closing in _CLOSING)
