"""What the head of an account tells of the contact: by which means it was, and whom it names."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from .sentences import sentences

VIDEO, TELEPHONE, MEETING, LETTER = "video", "telephone", "meeting", "letter"
# English, Russian, Ukrainian, Chinese, and the word for telephone that most of Europe has.
_KINDS = {
    VIDEO: r"\bvideo|видео|відео|视频|視頻",
    TELEPHONE: r"\bt[eé]l[eé](?:ph|f)[oó]n|\bphone|\bcall (?:with|to|between)\b|телефон|通电话|通電話|电话|電話|通话|通話",
    MEETING: r"\bmet with\b|\bmeeting\b|встрет|встреч|зустр[іи]|会见|會見|会晤|會晤|会谈|會談",
    LETTER: r"\bletter\b|\btelegram|\bmessage (?:of|to)\b|послани|телеграмм|листа?\b|致电|致電|贺电|賀電|致信|贺信|賀信",
}
_NAME = re.compile(r"\b[^\W\d_a-zà-ÿа-яёіїєґ][\w’'-]*[a-zà-ÿа-яёіїєґ][\w’'-]*")
# Capitalised in a heading or at the beginning of a sentence, and no name.
_NO_NAMES = frozenset(
    [
        "after",
        "aide",
        "at",
        "during",
        "following",
        "from",
        "in",
        "on",
        "the",
        "their",
        "they",
        "this",
        "to",
        "today",
        "with",
        "address",
        "briefing",
        "call",
        "chairman",
        "chancellor",
        "conversation",
        "discussion",
        "federation",
        "foreign",
        "general",
        "government",
        "head",
        "jr",
        "king",
        "leader",
        "leaders",
        "letter",
        "meeting",
        "minister",
        "ministry",
        "mr",
        "mrs",
        "news",
        "office",
        "phone",
        "president",
        "press",
        "prime",
        "queen",
        "readout",
        "release",
        "remarks",
        "republic",
        "secretary",
        "speech",
        "spokesman",
        "spokesperson",
        "state",
        "statement",
        "summary",
        "summit",
        "talk",
        "talks",
        "telephone",
        "united",
        "video",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "today",
        "yesterday",
        "беседа",
        "визит",
        "видеоконференция",
        "встреча",
        "глава",
        "заявление",
        "министр",
        "министерство",
        "переговоры",
        "президент",
        "президентом",
        "председатель",
        "председателем",
        "премьер",
        "разговор",
        "республика",
        "республики",
        "телефонный",
        "федерация",
        "федерации",
    ]
)
_LONGEST = 600  # characters of a text that are looked at
# Endings of Russian and Ukrainian names change by case; so many letters do not.
_CYRILLIC, _CYRILLIC_STEM = re.compile("[а-яёіїєґ]"), 5


def head(title: str, text: str) -> str:
    """Return the title of an account and its first sentence: further ones tell of earlier contacts too.

    Examples
    --------
    >>> head("A call", "They spoke. They had met in May.")
    'A call\\nThey spoke.'
    """
    beginning = text[:_LONGEST]
    start, end = next(sentences(beginning), (0, 0))
    return f"{title}\n{beginning[start:end]}".strip()


def kinds(text: str) -> frozenset[str]:
    """Return by which means a text says that people were in contact; none where it does not say.

    Examples
    --------
    >>> sorted(kinds("Telephone conversation with the Queen")), sorted(kinds("两国元首视频会晤")), sorted(kinds("They spoke."))
    (['telephone'], ['meeting', 'video'], [])
    """
    return frozenset(kind for kind, form in _KINDS.items() if re.search(form, text, re.IGNORECASE))


def one_kind(heads: Iterable[str]) -> str:
    """Return the means on which accounts of one contact agree, as far as they say one; empty where they do not, or say two.

    A meeting by video is one by video; who speaks by telephone may agree to meet.

    Examples
    --------
    >>> one_kind(["Video call with the Queen", "A meeting of two", "They spoke."]), one_kind(["A call with him", "He met with her"])
    ('video', '')
    """
    said = [found for text in heads if (found := kinds(text))]
    if any(VIDEO in found for found in said):
        said = [found | {VIDEO} if MEETING in found else found for found in said]
    common = frozenset.intersection(*said) if said else frozenset()
    left = common - {MEETING} if len(common) > 1 else common
    return next(iter(left)) if len(left) == 1 else ""


def at_odds(one: str, other: str) -> bool:
    """Say whether two texts tell of different means; a "meeting" may have been by video.

    Examples
    --------
    >>> at_odds("A telephone call with him", "He met with her"), at_odds("Meeting with him", "A video call")
    (True, False)
    """
    own, others = kinds(one), kinds(other)
    return bool(own and others) and not own & others and own | others != {VIDEO, MEETING}


class Name(NamedTuple):
    """Somebody or something that a text names, with all words that it is named by.

    Attributes
    ----------
    words : frozenset of str
        What makes their forms one.
    form : str
        The first one, as it stands.
    """

    words: frozenset[str]
    form: str


def names(text: str) -> list[Name]:
    """Return what a text names: runs of capitalised words that are not written small too, those with a word in common together; of Chinese none.

    Examples
    --------
    >>> [name.form for name in names("Ana’s Call with Boris Orlov: Mr Orlov asked for the call")]
    ['Ana', 'Boris Orlov']
    >>> names("Разговор с Орловым")[-1]
    Name(words=frozenset({'орлов'}), form='Орловым')
    """
    small = set(re.findall(r"\b[^\W\d_A-ZА-ЯЁІЇЄҐ][\w-]*", text))
    found: list[Name] = []
    end = len(text)  # of the run; before the first, nothing follows it
    for match in _NAME.finditer(text):
        form = re.sub(r"[’']s?$", "", match[0])
        word = form.casefold()
        if len(word) < 2 or word in small or word in _NO_NAMES:
            continue
        key = word[:_CYRILLIC_STEM] if _CYRILLIC.match(word) else word
        if text[end : match.start()] == " ":
            last = found.pop()
            found.append(Name(last.words | {key}, f"{last.form} {form}"))
        else:
            found.append(Name(frozenset({key}), form))
        end = match.end()
    return _merged(found)


def _merged(names: Iterable[Name]) -> list[Name]:
    merged: list[Name] = []
    for name in names:
        alike = [one for one in merged if one.words & name.words]
        first = alike[0] if alike else name
        whole = Name(name.words.union(*(one.words for one in alike)), first.form)
        merged = [whole if one is first else one for one in merged if one not in alike[1:]]
        merged += [] if alike else [whole]
    return merged


def shared(names: Iterable[Name], others: Iterable[Name]) -> list[str]:
    """Return the forms of the names that others have too.

    Examples
    --------
    >>> shared(names("President of Northland Ana Ruiz"), names("President Ruiz of Northland"))
    ['Northland Ana Ruiz']
    """
    words = frozenset().union(*(name.words for name in others))
    return [name.form for name in names if name.words & words]
