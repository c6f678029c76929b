"""Which country a title names, by whatever word: its name in any case, its adjective, its short form."""

import re
from collections.abc import Iterator
from functools import cache

from .words import countries, forms_by_country, names_of_territories

_WORD = re.compile(r"[^\W\d_](?:[\w’'-]|\.(?=[A-Z]))*\.?")
# How a Russian noun or adjective may end; what stands before it is its root.
_NOUN = r"(?:а|у|е|и|о|ы|я|ю|ь|й|ой|ей|ом|ем|ью|ию|ия|ии|ией|ам|ям|ами|ями|ах|ях|ов|ев)?"
_ADJECTIVE = r"(?:ий|ый|ой|ая|яя|ое|ее|ие|ые|их|ых|ого|его|ому|ему|им|ым|ую|ом|ем|ей)"
_ENDING = re.compile(rf"(?:{_ADJECTIVE}|{_NOUN[:-1]})$")
_OF_PLACE = re.compile(rf"(?:ск|цк){_ADJECTIVE}$")
# As such an adjective stands after a title; "Франциском" is a name.
_OF_PLACE_AFTER_TITLE = re.compile(r"(?:ск|цк)(?:ой|ого|их)$")
# The end of a country's name that its adjective has not.
_LAND = re.compile(r"(?:istan|stan|land|lands|истан|стан)$")
# Words that stand in the names of many countries.
_COMMON = frozenset(
    ("The", "Republic", "Federal", "Kingdom", "State", "United", "States", "People", "People’s", "People's", "Arab", "Islamic", "Federation", "Democratic", "Union", "Commonwealth", "Sultanate", "Principality", "Dominican", "Holy", "Hashemite", "Plurinational", "Bolivarian")
)  # fmt: skip
# The same in Russian, by their first letters.
_COMMON_RU = re.compile(r"(?:Респ|Феде|Коро|Госу|Союз|Араб|Исла|Наро|Демо|Соци|Боли|Совет|Прав|Каби|Госс|Верх|Евро|Штат)")  # fmt: skip


def countries_in(text: str, language: str) -> frozenset[str]:
    """Return which countries some words name: by their codes, or by the first letters of a name that no list has.

    Examples
    --------
    >>> countries_in("President of Iraq", "en") == countries_in("the Iraqi President", "en")
    True
    >>> countries_in("Соединённых Штатов", "ru") == countries_in("американский лидер", "ru")
    True
    """
    return frozenset(_codes(text, language))


def is_country(word: str, language: str) -> bool:
    """Say whether a word is one of the name of a country, in whatever case."""
    bare = re.sub(r"[’']s$", "", word)
    if language != "ru":
        return bare in _words("en")
    return root(bare) in _roots() or bool(
        _OF_PLACE_AFTER_TITLE.search(bare) and _nearest(bare, "ru")
    )


def _codes(text: str, language: str) -> Iterator[str]:
    words = [re.sub(r"[’']s$", "", word).rstrip(".’'") for word in _WORD.findall(text)]
    listed = _listed(language)
    place = 0
    while place < len(words):
        pair = _key(" ".join(words[place : place + 2]), language)
        word = words[place]
        if len(words) > place + 1 and pair in listed:
            yield listed[pair]
            place += 2
            continue
        place += 1
        is_common = word in _COMMON if language != "ru" else bool(_COMMON_RU.match(word))
        key = _key(word, language)
        if key in listed:
            yield listed[key]
        elif not is_common and (word[0].isupper() or _OF_PLACE.search(word)):
            yield _nearest(word, language) or root(word.lower())[:5]


@cache
def _nearest(word: str, language: str) -> str:
    """Return the country whose name begins as a word does, all but its ending; "" of two that do so alike."""
    low, best, codes = word.lower().replace("ё", "е"), 0, set[str]()
    for name, code in _beginnings(language):
        like = next((n for n, (a, b) in enumerate(zip(low, name, strict=False)) if a != b), min(len(low), len(name)))  # fmt: skip
        enough = like == len(name) or (like > 3 and like >= len(name) - 1)
        if enough and like > best:
            best, codes = like, {code}
        elif enough and like == best:
            codes.add(code)
    return codes.pop() if len(codes) == 1 else ""


@cache
def _beginnings(language: str) -> tuple[tuple[str, str], ...]:
    """Return how the names of countries begin, without the endings that their adjectives change, with their codes."""
    found = {}
    for name, code in names_of_territories(language).items():
        low = name.lower().replace("ё", "е")
        short = _LAND.sub("", low)
        if short == low or len(short) < 3:
            short = root(low) if language == "ru" else re.sub(r"(?<=\w{3})(?:[aeiouy]+|[aeiouy]+[mns])$", "", low)  # fmt: skip
        found[short] = code
    return tuple(found.items())


@cache
def _listed(language: str) -> dict[str, str]:
    return {_key(form, language): code for form, code in forms_by_country(language).items()}


def _key(form: str, language: str) -> str:
    """Return what forms of one word have in common."""
    return " ".join(map(root, form.split())) if language == "ru" else form.replace(".", "")


@cache
def root(word: str) -> str:
    """Return a Russian word in small letters without the ending of its case, of a noun or of an adjective."""
    low = word.lower().replace("ё", "е")
    short = _ENDING.sub("", low)
    return short if len(short) > 2 else low


@cache
def _words(language: str) -> frozenset[str]:
    names = (word for name in countries(language) for word in re.findall(r"[\w’'-]+", name))
    return frozenset(
        word for word in names if (word[0].isupper() and len(word) > 2) or word.isupper()
    )


@cache
def _roots() -> frozenset[str]:
    return frozenset(map(root, _words("ru")))
