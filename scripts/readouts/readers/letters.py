"""How likely bytes are as the text of an encoding: by the letters that follow one another in the languages that are written in it.

What letters follow one another is learned from the names of countries and languages in each language, which Unicode's
CLDR has and Babel gives. The likelihoods of two encodings are of the same bytes, and so can be compared.
"""

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise
from math import log

# The languages that are written in an encoding; of two encodings that fit equally well, the first is taken.
_WEST = "en fr de es it pt nl sv da nb fi ca is"
_CENTRAL = "pl cs sk hu ro hr sl sq"
_CYRILLIC = "ru uk bg be sr mk"
LANGUAGES = {
    "cp1252": _WEST,
    "cp1250": _CENTRAL,
    "cp1251": _CYRILLIC,
    "cp1253": "el",
    "cp1254": "tr",
    "cp1255": "he",
    "cp1256": "ar fa ur",
    "cp1257": "lt lv et",
    "cp874": "th",
    "gb18030": "zh",
    "big5": "zh",
    "cp949": "ko",
    "euc_jp": "ja",
    "cp932": "ja",
    "koi8_r": "ru bg",
    "koi8_u": "uk",
    "cp866": "ru uk be",
    "iso8859_2": _CENTRAL,
    "iso8859_5": _CYRILLIC,
    "iso8859_6": "ar",
    "iso8859_7": "el",
    "iso8859_9": "tr",
    "mac_roman": _WEST,
    "mac_cyrillic": _CYRILLIC,
}
# What else is likely beside letters in every language: marks of a typesetter, and spaces that do not break.
_MARKS = "’‘“”„«»–—…•§°№\xa0"
_LIKELY, _UNLIKELY, _NEVER = log(1 / 100), log(1e-5), log(1e-7)
_CAPITALS = log(1 / 10)
_PAIRS = re.compile(r"(?s)(?=(.[^\x00-\x7f]|[^\x00-\x7f][\x00-\x7f]))")
_WIDE_MARKS = "，。、；：？！「」『』《》（）・“”‘’—…　·～％０１２３４５６７８９"
# A dash or a mark between two letters; an apostrophe is at home there.
_CLOSED = re.compile(r"(?<=[^\W\d_])[‘“”„«»–—…•§°№](?=[^\W\d_])")
_INNER = re.compile(r"(?=([^\W\d_])([^\W\d_\x00-\x7f])(.))")
# A character in a word of Latin letters.
_IN_LATIN = re.compile(r"(?<=[a-z])[^\x00-\xff]|[^\x00-\xff](?=[a-z])")
# Older spellings of the same letters: one for both, as texts in these encodings have the first and CLDR the second.
_SAME = str.maketrans("şţŞŢىİ", "șțȘȚيı")
# The commonest characters, which are two fifths of a text; and how many there are of those that every text has.
_HAN = "的一是在不了有和人这中大为上个国我以要他时来用们对于两双方元首领导同意合作发展安全问题年月日通话關係會談總統國際經濟區這為個來時們對與雙領導題發問開於后重力系全互支持平主会关总际经济区面共世界和"
_HANGUL = "이다는에을의가고하은를로서한지도해사기인대일자나어있시정라만제부원장전국과리보와아적상관수회동화안통령"
_COMMON = {
    "gb18030": (("\u4e00", "\u9fff", "gb2312", 0xB0, 0xD7, 3755),),
    "big5": (("\u4e00", "\u9fff", "big5", 0xA4, 0xC6, 5401),),
    "cp949": (("\uac00", "\ud7a3", "euc_kr", 0xB0, 0xC8, 2350),),
    "euc_jp": (
        ("\u3041", "\u30ff", "", 0, 0, 160),
        ("\u4e00", "\u9fff", "euc_jp", 0xB0, 0xCF, 2965),
    ),
}
_COMMON["cp932"] = _COMMON["euc_jp"]
_COMMONEST = {"gb18030": _HAN, "big5": _HAN, "cp949": _HANGUL}


def likelihood(text: str, codec: str) -> float:
    """Return the logarithm of how likely a text is that was decoded by a codec, in the language in which it is likeliest.

    Examples
    --------
    >>> raw = "Türkiye ile görüşme".encode("cp1254")
    >>> likelihood(raw.decode("cp1254"), "cp1254") > likelihood(raw.decode("cp1252"), "cp1252")
    True
    """
    text = f" {text} ".translate(_SAME)
    if codec in _COMMON:
        characters = Counter(character for character in text if not character.isascii())
        return len(_IN_LATIN.findall(text)) * _LIKELY + sum(
            count * _of_character(character, codec) for character, count in characters.items()
        )
    pairs: Counter[str] = Counter()
    for pair, count in Counter(_PAIRS.findall(text)).items():
        pairs[pair.lower() if len(pair.lower()) == 2 else pair] += count
    marks = len(_CLOSED.findall(text)) * _UNLIKELY / 2
    return (
        marks
        + _of_capitals(text)
        + max(
            sum(
                count * _of_pair(pair, *_model(language), _alphabet(codec))
                for pair, count in pairs.items()
            )
            for language in LANGUAGES[codec].split()
        )
    )


def share_of_common(text: str) -> float:
    """Return the share of the characters that are common ones of Chinese, Japanese or Korean.

    Examples
    --------
    >>> share_of_common("两国领导人通电话"), share_of_common("They spoke.")
    (1.0, 0.0)
    """
    common = sum(
        any(_of_character(character, codec) > _UNLIKELY for codec in _COMMON)
        for character in text
        if not character.isascii()
    )
    return common / max(len(text), 1)


def _of_capitals(text: str) -> float:
    """Return the likelihood of capitals within words: some words are all capitals, and hardly any has one among small letters."""
    return sum(
        _UNLIKELY if before.islower() or after.islower() else _CAPITALS
        for before, letter, after in _INNER.findall(text)
        if letter.isupper()
    )


def _of_pair(
    pair: str, pairs: dict[str, float], letters: dict[str, float], alphabet: frozenset[str]
) -> float:
    one, two = pair[0], pair[1]
    if not two.isascii() and not _is_letter(two):
        return _LIKELY if two in _MARKS else _NEVER if two < "\xa0" else _UNLIKELY
    key = (one if _is_letter(one) else " ") + (two if _is_letter(two) else " ")
    if key in pairs or key == "  ":
        return pairs.get(key, 0)
    # A word is in one script; and letters that do not follow one another in any name hardly do so in a text.
    if key[0] in letters and key[1] in letters:
        return letters[key[1]] - 2
    return _UNLIKELY if key[0] in alphabet and key[1] in alphabet else _NEVER


@cache
def _alphabet(codec: str) -> frozenset[str]:
    """Return the letters of all languages that are written in an encoding: a text may have words of several."""
    return frozenset().union(*(_model(language)[1] for language in LANGUAGES[codec].split()))


def _is_letter(character: str) -> bool:
    return character.isalpha() or unicodedata.category(character)[0] == "M"


@cache
def _model(language: str) -> tuple[dict[str, float], dict[str, float]]:
    """Return the logarithms of how likely a letter is after another, and alone."""
    from babel import Locale

    locale = Locale.parse(language)
    names = [*locale.territories.values(), *locale.languages.values()]
    names += [name for form in locale.months["format"].values() for name in form.values()]
    words = f" {'  '.join(map(str, names))} ".lower().translate(_SAME)
    words = "".join(character if _is_letter(character) else " " for character in words)
    letters, firsts = Counter(words), Counter(words[:-1])
    pairs = Counter(map("".join, pairwise(words)))
    del pairs["  "]
    return (
        {pair: log(count / firsts[pair[0]]) for pair, count in pairs.items()},
        {letter: log(count / len(words)) for letter, count in letters.items()},
    )


@lru_cache(maxsize=100_000)
def _of_character(character: str, codec: str) -> float:
    if character in _WIDE_MARKS:
        return _LIKELY
    commonest = _COMMONEST.get(codec, "")
    if character in commonest:
        return log(0.4 / len(commonest))
    for first, last, list_of, least, most, number in _COMMON[codec]:
        if first <= character <= last:
            lead = character.encode(list_of, "ignore")[:1] if list_of else b""
            if not list_of or (lead and least <= lead[0] <= most):
                return log(0.5 / number)
    if character == "\ufffd":
        return 3 * _NEVER
    # Letters of half a width are what single bytes give that are none of Japanese.
    is_half = "\uff61" <= character <= "\uff9f"
    return _UNLIKELY if unicodedata.category(character)[0] == "L" and not is_half else 2 * _NEVER
