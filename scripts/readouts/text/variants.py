"""The key of a word: what it is spelt with, when all that spellings differ in is put aside.

Matching does not use it: it holds together what is spelt alike and may be different words. It is for near forms (`near`).
"""

import unicodedata
from functools import lru_cache

from .han import simplified

# Letters that Unicode does not take apart; Arabic and Persian letters that stand for each other; what only lengthens a word.
LETTERS = {
    "ı": "i", "ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ŧ": "t", "æ": "ae", "œ": "oe", "þ": "th", "ə": "e",
    "ё": "е", "ґ": "г", "ѣ": "е",
    "ى": "ي", "ی": "ي", "ے": "ي", "ک": "ك", "ة": "ه", "ۀ": "ه", "ٱ": "ا", "ؤ": "و", "ئ": "ي", "ء": "", "ـ": "",
    "״": "", "׳": "", '"': "",
    **dict.fromkeys("'’‘ʼ＇‐‑-", ""),
}  # fmt: skip
# Marks that make another letter of the one before: й is no и. In scripts from Devanagari on every mark is a letter.
_OWNLETTERS = {"и\u0306": "й", "і\u0308": "ї", "у\u0306": "ў"}
_LAST_WITH_ACCENTS = "\u08ff"


@lru_cache(maxsize=100_000)
def key(word: str) -> str:
    """Return the key of a word: without case, accents, points, joints and dots, in simplified characters.

    Examples
    --------
    >>> [key(word) for word in ("Co-opération", "İstanbul", "Россия́", "烏克蘭", "كـتاب", "עִבְרִית")]
    ['cooperation', 'istanbul', 'россия', '乌克兰', 'كتاب', 'עברית']
    >>> key("мой") == key("мои")
    False
    """
    # Letters in the type of formulas have no case until they are taken apart.
    form = unicodedata.normalize("NFKD", word).casefold()
    form = unicodedata.normalize("NFKD", simplified(form))
    letters: list[str] = []
    for character in form:
        if unicodedata.combining(character) and letters:
            before = letters[-1][-1:]
            if own := _OWNLETTERS.get(before + character):
                letters[-1] = letters[-1][:-1] + own
            elif before > _LAST_WITH_ACCENTS and not "\u1e00" <= before <= "\u1fff":
                letters.append(character)
            continue
        letters.append(LETTERS.get(character, character))
    return unicodedata.normalize("NFC", "".join(letters))
