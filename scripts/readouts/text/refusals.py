"""What is refused in a pattern, and how to write it instead.

A pattern is cut into words as a text is. Whatever stands between the words, spaces apart, would be dropped in silence, and
the pattern would mean something else ("-led" the verb "led"); so it is refused, and the message says how to write it.
"""

from collections.abc import Sequence

from .tokens import APOSTROPHES, HYPHENS

ONLY = "words, with * inside a word, and nothing else: "
# What is found between words, and the hint; {words} are the words as they are written. The page's search has the same.
HINTS = (
    (",;|/、，；｜／", "give each wording a row of its own, and write a number in figures apart (1 000)"),
    ("\\()[]{}^?+=<>~（）", "no regular expression is read; give each wording a row of its own"),
    ("\"“”„«»‹›‚「」『』《》", "write it without quotation marks: {words}"),
    (".…。", "a full stop stands after an initial alone (U.S.); write {words}"),
    ("_–—―−", "write a space or a hyphen for it"),
    (HYPHENS, "a hyphen stands between letters; write {words}, or a * for what is beside it (*-led)"),
    (APOSTROPHES, "an apostrophe stands between letters; write {words}"),
    ("$€£¥₽%‰％", "such a sign is no part of a word; write {words}, or what it says in words"),
)  # fmt: skip
OTHERWISE = "write {words}"
NO_WORD = "a word or a phrase, each word with at least one letter"
A_GAP = "* stands for letters inside a word; for words in between give a gap, in the column gap of a codebook"
NO_STAR = "Chinese characters without *: they are matched as a string"


def refusal(strange: Sequence[str], words: str) -> str:
    """Return what is said of a pattern with characters that are none of a word.

    Examples
    --------
    >>> refusal(["$"], "1 billion")
    "words, with * inside a word, and nothing else: '$' is not understood; such a sign is no part of a word; write 1 billion, or what it says in words"
    >>> refusal(["(", "|"], "a b")
    "words, with * inside a word, and nothing else: '(', '|' are not understood; no regular expression is read; give each wording a row of its own"
    """
    hint = next((hint for characters, hint in HINTS if strange[0] in characters), OTHERWISE)
    told = f"; {hint.format(words=words)}" if words or "{" not in hint else ""
    named = ", ".join(map(repr, strange))
    return f"{ONLY}{named} {'is' if len(strange) == 1 else 'are'} not understood{told}"
