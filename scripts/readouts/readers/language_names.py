"""Languages, as columns name them."""

import re

_NAMES = {
    "en": "eng english английский 英语 英文",
    "ru": "rus russian русский 俄语 俄文",
    "zh": "zho chi cmn chinese китайский 中文 汉语 mandarin",
    "uk": "ukr ukrainian украинский українська",
    "fr": "fra fre french français",
    "de": "deu ger german deutsch",
    "es": "spa spanish español",
    "ar": "ara arabic",
    "ja": "jpn japanese 日本語",
    "ko": "kor korean",
    "pl": "pol polish polski",
    "it": "ita italian italiano",
    "pt": "por portuguese português",
    "tr": "tur turkish türkçe",
    "hi": "hin hindi",
    "fa": "fas per persian farsi",
}
_CODES = {name: code for code, names in _NAMES.items() for name in names.split()}
_TAG = re.compile(r"(?P<code>[a-z]{2,3})(?:[-_][a-z0-9]{2,8})*", re.IGNORECASE)


def code(value: str) -> str:
    """Return the ISO 639-1 code of a language named by a code, a tag or a name.

    Raises
    ------
    ValueError
        If it is none of these.

    Examples
    --------
    >>> code("EN"), code("zh-Hans-CN"), code("Russian"), code("rus")
    ('en', 'zh', 'ru', 'ru')
    """
    folded = value.casefold().strip()
    name = re.split(r"[\s(,;/]", folded, maxsplit=1)[0]
    if name in _CODES:
        return _CODES[name]
    if match := _TAG.fullmatch(folded):
        return _CODES.get(match["code"], match["code"])
    raise ValueError("the code of a language, such as en, ru or zh")
