"""Languages, as columns name them."""

import re
from functools import cache

# The languages in which languages are named, by Babel; the first are tried first.
_NAMING = (
    "en ru zh de fr es it pt nl pl cs uk be tr el he ar fa ja ko hi vi id sv da nb fi hu ro bg sr"
)
# What Babel has no name for, and what stands for no language that is known.
_OTHERS = {
    "mandarin": "zh",
    "chi": "zh",
    "cmn": "zh",
    "中文": "zh",
    "英文": "en",
    "俄文": "ru",
    "汉语": "zh",
    "farsi": "fa",
    "ger": "de",
    "fre": "fr",
    "per": "fa",
    "日本語": "ja",
}
_UNKNOWN = frozenset(
    ["unknown", "und", "none", "not known", "unbekannt", "inconnu", "неизвестно", "未知", "?", "-"]
)
_CODES = "eng:en rus:ru zho:zh ukr:uk fra:fr deu:de spa:es ara:ar jpn:ja kor:ko pol:pl ita:it por:pt tur:tr hin:hi fas:fa"
_BY_CODE = dict(pair.split(":") for pair in _CODES.split())
_TAG = re.compile(r"(?P<code>[a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)


@cache
def _by_name() -> dict[str, str]:
    """Return the codes of languages of two letters by their names in many languages."""
    from babel import Locale

    return {
        str(name).casefold(): code
        for language in reversed(_NAMING.split())
        for code, name in Locale.parse(language).languages.items()
        if len(code) == 2
    } | _OTHERS


def code(value: str) -> str:
    """Return the ISO 639-1 code of a language named by a code, a tag or a name.

    Raises
    ------
    ValueError
        If it is none of these; what says that it is unknown is no language, ''.

    Examples
    --------
    >>> code("EN"), code("zh-Hans-CN"), code("Russian"), code("rus"), code("Englisch"), code("unknown")
    ('en', 'zh', 'ru', 'ru', 'en', '')
    """
    folded = value.casefold().strip()
    if folded in _UNKNOWN:
        return ""
    if match := _TAG.fullmatch(folded):
        found = match["code"]
        if len(found) == 2 or found == folded:
            return _BY_CODE.get(found) or _OTHERS.get(found, found)
    name = re.split(r"\s*[(,;/]", folded, maxsplit=1)[0]
    if found := _by_name().get(name) or _BY_CODE.get(name):
        return found
    if match:
        return _BY_CODE.get(match["code"], match["code"])
    raise ValueError("the code of a language, such as en, ru or zh, or its name")
