"""Who is named in texts: by titles and by reporting verbs, in whatever case; names that belong together are one person."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from ..corpus.document import Document
from . import chinese
from .columns import Speaker
from .reading import Person
from .words import alternatives, countries, family_first, titles, verbs

_CAP = r"(?:(?:al|el|an|ad|as|ash)-)?[^\W\d_a-zà-öø-ÿа-яё][\w’'-]*"
_PARTICLES = frozenset(["bin", "Bin", "ben", "Ben", "ibn", "al", "Al", "el", "El", "de", "von", "van", "der", "da", "dos", "la", "Бен", "бен", "Аль", "аль", "Эль", "эль", "Аз", "фон"])  # fmt: skip
_PARTICLE = alternatives(_PARTICLES)
_TOKENS = rf"(?:[^\W\d_]\.|{_CAP}|(?:{_PARTICLE}|of|the|and)(?= {_CAP}| the {_CAP}))"
_SEQUENCE = re.compile(rf"{_TOKENS}(?: {_TOKENS})*")
_LINKS = frozenset(("of", "the", "and"))
# Words with a capital that are no part of a name, with what is written together with them ("I’ll").
_NO_NAMES = _LINKS | {"The", "A", "An", "This", "That", "These", "Those", "In", "On", "At", "And", "But", "So", "As", "If", "Or", "When", "While", "I", "We", "You", "He", "She", "It", "They", "There", "What", "Who", "How", "Why", "Q"}  # fmt: skip
# Of "aide to the President Ada Oda" the title is another’s; so many letters before it are looked at, and not all of the text.
_OF_ANOTHER = re.compile(r"\b(?i:aide|advis[eo]r|assistant|secretary|envoy|representative|spokes\w+|deputy|counsel) to the $")  # fmt: skip
_BEFORE = 40
# Endings of cases, the longer first; a stem has three letters at least.
_CASE = re.compile(r"(?<=\w{3})(?:ою|ом|ем|ём|ым|им|ой|ей|а|я|у|ю|е|и|ы|й|о|ь)$")


def people_of(text: str, language: str, speakers: Iterable[Speaker] = ()) -> list[Person]:
    """Return the persons of a text in the order in which they are named.

    Parameters
    ----------
    text, language : str
    speakers : iterable of Speaker
        Names that a person has listed: then these, with their forms, and no others but those that share none.
    """
    found: list[Person] = []
    if language == "zh":
        found = chinese.people(text)
    elif titles(language):
        found = _people(_named(text, language), language)
    return _as_listed(found, list(speakers), text)


def speakers_of(documents: Iterable[Document]) -> list[Speaker]:
    """Return the names of a corpus: each with the forms in which it stands there and how often, the most frequent first."""
    forms: dict[str, set[str]] = defaultdict(set)
    number: Counter[str] = Counter()
    for document in documents:
        for one in people_of(document.text, document.language):
            forms[one.name] |= one.forms
            number[one.name] += len(re.findall(alternatives(one.forms), document.text))
    return [Speaker(name, "", tuple(sorted(forms[name])), count) for name, count in number.most_common()]  # fmt: skip


def _as_listed(found: list[Person], speakers: Sequence[Speaker], text: str) -> list[Person]:
    if not speakers:
        return found
    listed = [
        Person(one.name, set(forms))
        for one in speakers
        if (forms := [form for form in (*one.forms, one.name) if form in text])
    ]
    for one in listed:
        one.titles = [title for other in found if other.forms & one.forms for title in other.titles]
    known = {form for one in listed for form in one.forms}
    order = {form: text.find(form) for form in known}
    return sorted(listed, key=lambda one: min(order[form] for form in one.forms))


class _Named(NamedTuple):
    """A name where a title or a reporting verb says that it is one: the title with its country, and whether the verb is a woman's."""

    start: int
    title: str
    words: list[str]
    feminine: bool = False


def _named(text: str, language: str) -> Iterator[_Named]:
    for title in _title_pattern(language).finditer(text):
        after = _SEQUENCE.match(text, title.end())
        if not after:
            continue
        words = after[0].split()
        of, rest = _split(words, language, title[0].rstrip().endswith((" of", " the")))
        name, further = _until_title(rest)
        country = " ".join(of or further)
        if name and _OF_ANOTHER.search(text, max(0, title.start() - _BEFORE), title.start()):
            yield _Named(title.start(), "", name)
        elif name:
            said = f"{title['title']} of {country}" if country else title["title"]
            yield _Named(title.start(), said, name)
    no_names = {stem(word, language) for word in _NO_NAMES | _words_of_titles(language)}
    for at in _speaking_pattern(language).finditer(text):
        words = at["name"].split()
        _, rest = _split(words, language)
        bare = {stem(re.split("[’']", word)[0], language) for word in rest}
        owns = any(re.search("[’']s?$", word) for word in rest)
        if len(rest) > 1 and not owns and not no_names & bare:
            yield _Named(at.start(), "", rest, language == "ru" and at["verb"].endswith("ла"))


def _split(words: list[str], language: str, of: bool = False) -> tuple[list[str], list[str]]:
    """Return the country with which some words begin, and what comes after it; after "of" a first word may be misspelt."""
    is_misspelt = (
        of and len(words) > 1 and words[0] not in _LINKS and _is_country(words[1], language)
    )
    for place, word in enumerate(words):
        if not place and is_misspelt:
            continue
        if word not in _LINKS and not _is_country(word, language):
            return [one for one in words[:place] if one not in _LINKS], words[place:]
    return [one for one in words if one not in _LINKS], []


def _until_title(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the name with which some words begin, and the country that stands after "of"."""
    for place, word in enumerate(words):
        if word in _LINKS:
            return words[:place], [one for one in words[place + 1 :] if one not in _LINKS] if word == "of" else []  # fmt: skip
    return words, []


def _people(named: Iterable[_Named], language: str) -> list[Person]:
    groups: list[tuple[set[str], list[_Named]]] = []
    for one in sorted(named):
        bare = [re.sub(r"[’'](?:s|ll|d|ve|re)?$", "", word) for word in one.words]
        name = [word for word in bare if not word.endswith(".") and word not in ("Jr", "Sr")][:5]
        name = _without_repetition(name, language)
        if not name or name[0] in _words_of_titles(language):
            continue
        keys = {stem(word, language) for word in name if word not in _PARTICLES}
        group = next((group for group in groups if _same(group, keys, name, language)), None)
        if group is None:
            groups.append(group := (set(), []))
        group[0].update(keys)
        group[1].append(one._replace(words=name))
    return [_person(every, language) for _, every in groups]


def _without_repetition(name: list[str], language: str) -> list[str]:
    """Return a name up to where it begins again, as in a line on a person that a site puts after it."""
    stems = [stem(word, language) for word in name]
    places = (place for place, one in enumerate(stems) if one in stems[:place] and one not in _PARTICLES)  # fmt: skip
    return name[: next(places, len(name))]


def _same(group: tuple[set[str], list[_Named]], keys: set[str], name: list[str], language: str) -> bool:  # fmt: skip
    return keys <= group[0] or any(
        {stem(word, language) for word in other.words if word not in _PARTICLES} <= keys
        or (stem(other.words[-1], language) == stem(name[-1], language) and len(name[-1]) > 3)
        for other in group[1]
    )


def _person(every: list[_Named], language: str) -> Person:
    forms = {" ".join(one.words) for one in every} | {(short := _short(every, language))}
    longest = max((one.words for one in every), key=len)
    if len(longest) > 1 and longest[0] not in family_first(language):
        forms |= {one.words[-1] for one in every if len(one.words[-1]) > 3}
    return Person(short, forms, list(dict.fromkeys(one.title for one in every if one.title)))


def _short(every: list[_Named], language: str) -> str:
    """Return the family name, in the nominative; of a name that stands with a title by one word, that word."""
    single = Counter(one.words[0] for one in every if len(one.words) == 1 and one.title)
    if single and language == "en":
        return single.most_common(1)[0][0]
    spoken = Counter(tuple(one.words) for one in every if not one.title and len(one.words) > 1)
    full = list(spoken.most_common(1)[0][0]) if spoken else max((one.words for one in every), key=len)  # fmt: skip
    if full[0] in family_first(language):
        return full[0]
    if feminine := [one.words[-1] for one in every if one.feminine]:
        return feminine[0]
    place = len(full) - 1
    while place > 1 and full[place - 1] in _PARTICLES:
        place -= 1
    attested = [one.words[-1] for one in every if stem(one.words[-1], language) == stem(full[-1], language)]  # fmt: skip
    return " ".join([*full[place:-1], nominative(attested, language)])


def stem(word: str, language: str) -> str:
    """Return a name without the ending of its case.

    Examples
    --------
    >>> [stem(word, "ru") for word in ("Иванов", "Ивановым", "Иванова")], stem("Anna", "en")
    (['Иванов', 'Иванов', 'Иванов'], 'Anna')
    """
    return _CASE.sub("", word) if language == "ru" else word


def nominative(words: Sequence[str], language: str) -> str:
    """Return the form of a name that is a subject, from those that stand in a text.

    Examples
    --------
    >>> nominative(["Ивановым", "Иванову"], "ru"), nominative(["Шевченко"], "ru")
    ('Иванов', 'Шевченко')
    """
    shortest = min(words, key=len)
    root = stem(shortest, language)
    oblique = re.search(r"(?:ом|ем|ём|ым|им|а|у|е)$", shortest)
    return root if language == "ru" and oblique and root[-1:].lower() not in "аеиоуыэюя" else shortest  # fmt: skip


@cache
def _words_of_titles(language: str) -> frozenset[str]:
    return frozenset(word for title in titles(language) for word in title.split())


@cache
def _country_words(language: str) -> frozenset[str]:
    names = (word for name in countries(language) for word in re.findall(r"[\w’'-]+", name))
    words = {word for word in names if (word[0].isupper() and len(word) > 2) or word.isupper()}
    return frozenset({word[:4] for word in words} if language == "ru" else words)


def _is_country(word: str, language: str) -> bool:
    bare = word.removesuffix("’s").removesuffix("'s")
    return (word[:4] if language == "ru" else bare) in _country_words(language)


@cache
def _title_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of a title, in whatever case, up to where a country or a name begins."""
    if language != "ru":
        return re.compile(rf"(?<![\w-])(?P<title>(?:{alternatives(titles(language))})(?: (?:{alternatives(titles(language))}))?) (?:of (?:the )?)?")  # fmt: skip
    inflected = "|".join(
        " ".join(rf"{re.escape(stem(word, 'ru'))}\w{{0,3}}" for word in title.split())
        for title in sorted(titles(language), key=lambda title: -len(title))
    )
    return re.compile(rf"(?<![\w-])(?P<title>{inflected}) ")


@cache
def _speaking_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of a name of two words or more before a reporting verb."""
    forms = [form for form, verb in verbs(language).items() if "passive" not in verb.kinds]
    between = r"(?:,? [^\W\d_A-ZА-ЯЁ]\w*){0,4},?"
    return re.compile(rf"(?P<name>{_CAP}(?: (?:{_CAP}|(?:{_PARTICLE})(?= ))){{1,5}}){between} (?P<verb>{alternatives(forms)})(?![\w-])")  # fmt: skip
