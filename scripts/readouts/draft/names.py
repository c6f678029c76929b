"""Who is named in texts: by titles and by reporting verbs, in whatever case; names that belong together are one person."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import takewhile
from typing import NamedTuple

from ..corpus.document import Document
from . import chinese
from .columns import Speaker
from .places import is_country, root
from .reading import Person
from .words import alternatives, family_first, no_names, titles, verbs

_CAP = r"(?:(?:al|el|an|ad|as|ash)-)?[^\W\d_a-zà-öø-ÿа-яё][\w’'-]*"
_PARTICLES = frozenset(["bin", "Bin", "ben", "Ben", "ibn", "al", "Al", "el", "El", "de", "von", "van", "der", "da", "dos", "la", "Бен", "бен", "Аль", "аль", "Эль", "эль", "Аз", "фон"])  # fmt: skip
_PARTICLE = alternatives(_PARTICLES)
# A Russian region has its kind after its name, in small letters: "Маровской области".
_REGION = ("области", "края", "округа", "района", "автономного")
_KIND_OF_REGION = re.compile(rf"(?: (?:{'|'.join(_REGION)})(?!\w))+")
_TOKENS = rf"(?:[^\W\d_]\.|{_CAP}|(?:{_PARTICLE}|of|the|and)(?= {_CAP}| the {_CAP})|(?:{'|'.join(_REGION)})(?= {_CAP}| округа))"
_SEQUENCE = re.compile(rf"{_TOKENS}(?: {_TOKENS})*")
_LINKS = frozenset(("of", "the", "and"))
# Words with a capital that are no part of a name, with what is written together with them ("I’ll").
_NO_NAMES = _LINKS | {"The", "A", "An", "This", "That", "These", "Those", "In", "On", "At", "And", "But", "So", "As", "If", "Or", "When", "While", "I", "We", "You", "He", "She", "It", "They", "There", "What", "Who", "How", "Why", "Q", "Both", "All", "Some", "Many", "Several", "Following", "With", "During", "Before", "After", "Under", "From", "For", "To", "By", "Our", "Your", "My", "His", "Her", "Their", "Its", "Happy", "С", "В", "На", "По", "К", "Вы", "Вам", "Вас", "Мы", "Нам", "Нас", "Он", "Она", "Они", "Это", "Также", "При", "Для", "От", "За"}  # fmt: skip
# Of "aide to the President Ada Oda" the title is another’s; so many letters before it are looked at, and not all of the text.
_OF_ANOTHER = re.compile(r"\b(?i:aide|advis[eo]r|assistant|secretary|envoy|representative|spokes\w+|deputy|counsel) to the $|(?i:помощник|советник|заместител|представител|посланник|полпред|уполномоченн|пресс-секретар)\w* (?:при )?$")  # fmt: skip
_BEFORE = 40
# "Ada Oda and" before a name.
_AND = re.compile(rf"(?P<name>{_CAP} {_CAP}) (?:and|и) $")
# Of whom a talk is, and with whom: "разговор Анны Ивановой с".
_TALK_OF = re.compile(
    rf"(?:[Рр]азговор|[Бб]есед|[Вв]стреч|[Пп]ереговор)\w{{0,2}} (?P<name>{_CAP} {_CAP}) со? "
)
# Endings of cases, the longer first; a stem has three letters at least.
_OBLIQUE = re.compile(r"(?:ою|ом|ем|ём|ым|им|ой|ей|у|ю|ы)$")
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
    """A name where a title or a reporting verb says that it is one: the title with its country, whether the verb is a woman's, and whether the name is its subject."""

    start: int
    title: str
    words: list[str]
    feminine: bool = False
    is_subject: bool = False


def _named(text: str, language: str) -> Iterator[_Named]:
    for title in _title_pattern(language).finditer(text):
        after = _SEQUENCE.match(text, title.end())
        if not after:
            continue
        words = after[0].split()
        if kind := _KIND_OF_REGION.match(text, after.end()):
            words += kind[0].split()
        of, rest = _split(words, language, title[0].rstrip().endswith((" of", " the")))
        name, further = _until_title(rest)
        country = " ".join(of or further)
        if name and _OF_ANOTHER.search(text, max(0, title.start() - _BEFORE), title.start()):
            yield _Named(title.start(), "", name)
        elif name:
            said = f"{title['title']} of {country}" if country else title["title"]
            yield _Named(title.start(), said, name)
    for at in _speaking_pattern(language).finditer(text):
        feminine = language == "ru" and at["verb"].endswith("ла")
        for start, words in _subjects(text, at.start(), at["name"].split(), language):
            yield _Named(start, "", words, feminine, is_subject=True)
    if language == "ru":
        for at in _TALK_OF.finditer(text):
            if not _no_names("ru") & {root(word) for word in at["name"].split()}:
                yield _Named(at.start("name"), "", at["name"].split())


def _subjects(text: str, start: int, words: list[str], language: str) -> Iterator[tuple[int, list[str]]]:  # fmt: skip
    """Yield the names that stand before a reporting verb: the last, and of "Ada Oda and Bo Ruiz" the first too."""
    both = [(start, words)]
    if joined := _AND.search(text, max(0, start - 2 * _BEFORE), start):
        both.insert(0, (joined.start(), joined["name"].split()))
    for place, every in both:
        titled = next((at for at, word in enumerate(every) if _bare(word, language) in _words_of_titles(language)), len(every))  # fmt: skip
        # A site may put a line on a person after the name: the name again, and the title.
        if titled < len(every) and _without_repetition(every[:titled], language) == every[:titled]:
            continue
        _, rest = _split(every[:titled], language)
        owns = any(re.search("[’']s?$", word) for word in rest)
        if len(rest) > 1 and not owns and not _NO_NAMES & {re.split("[’']", word)[0] for word in rest}:  # fmt: skip
            yield place, rest


def _bare(word: str, language: str) -> str:
    return root(word) if language == "ru" else re.split("[’']", word)[0]


def _split(words: list[str], language: str, of: bool = False) -> tuple[list[str], list[str]]:
    """Return the country or the body with which some words begin, and what comes after it.

    After "of" the first word is of it, whether a list has it or not. Of a Russian country that no list has, "Маровии" is the genitive, unless one word follows: then it may be a given name.
    """
    end = 1 if of else 0
    while end < len(words) and (
        words[end] in _LINKS
        or is_country(words[end], language)
        or _of_republic(words, end)
        or (language == "ru" and words[end].endswith("ии") and len(words) != end + 2)
    ):
        end += 1
    if of or language == "ru":
        end = max(end, _end_of_body(words, end, language))
    return [one for one in words[:end] if one not in _LINKS], words[end:]


def _of_republic(words: list[str], at: int) -> bool:
    """Say whether a word is what a republic is called, known or not: "Republic of Marovia", "Республики Маровия"."""
    if words[max(0, at - 2) : at] in (["Republic", "of"], ["Republika"]):
        return True
    is_named_before = at > 1 and re.search(r"(?:ск|цк)ой$", words[at - 2])
    return at > 0 and words[at - 1] == "Республики" and not is_named_before


def _end_of_body(words: list[str], start: int, language: str) -> int:
    """Return where the name of a body or a region ends that stands before a name, or 0."""
    end = plain = 0
    for place, word in enumerate(words[start:], start=start + 1):
        if word in _REGION or _bare(word, language) in _no_names(language):
            end, plain = place, 0
        elif _bare(word, language) in _words_of_titles(language) or (word == "and" and plain > 1):
            break
        elif word not in _LINKS:
            plain += 1
    return end


def _until_title(words: list[str]) -> tuple[list[str], list[str]]:
    """Return the name with which some words begin, and the country that stands after "of"."""
    for place, word in enumerate(words):
        if word in _LINKS:
            return words[:place], [one for one in words[place + 1 :] if one not in _LINKS] if word == "of" else []  # fmt: skip
    return words, []


class _Group:
    """The names that belong to one person: the words that stand in them, and the different ones."""

    def __init__(self) -> None:
        self.keys: set[str] = set()
        self.every: list[_Named] = []
        self.different: dict[tuple[str, ...], frozenset[str]] = {}

    def add(self, one: _Named, keys: frozenset[str]) -> None:
        self.keys |= keys
        self.every.append(one)
        self.different[tuple(one.words)] = keys

    def has(self, name: Sequence[str], keys: frozenset[str], language: str) -> bool:
        """Say whether a name is this person's: words of it, more words than one of it has, or its family name."""
        return keys <= self.keys or any(
            others <= keys
            or (len(name[-1]) > 3 and stem(words[-1], language) == stem(name[-1], language))
            for words, others in self.different.items()
        )


def _people(named: Iterable[_Named], language: str) -> list[Person]:
    groups: list[_Group] = []
    # Where each word stands: those who share none are not compared.
    places: dict[str, dict[int, None]] = defaultdict(dict)
    for one in sorted(named):
        name = _of_a_person(one, language)
        keys = frozenset(stem(word, language) for word in name if word not in _PARTICLES)
        if not keys:
            continue
        near = sorted({place for key in keys for place in places[key]})
        at = next((place for place in near if groups[place].has(name, keys, language)), len(groups))
        if at == len(groups):
            groups.append(_Group())
        groups[at].add(one._replace(words=name), keys)
        for key in keys:
            places[key][at] = None
    return [_person(group.every, language) for group in groups]


def _of_a_person(one: _Named, language: str) -> list[str]:
    """Return the words of a name; none, where they are of a body, a place or a thing."""
    # "Oda’s Bridge" is no person, but hers.
    owner = next((at for at, word in enumerate(one.words, start=1) if re.search(r"[’']s?$", word)), len(one.words))  # fmt: skip
    bare = [re.sub(r"[’'](?:s|ll|d|ve|re)?$", "", word) for word in one.words[:owner]]
    name = [word for word in bare if not word.endswith(".") and word not in ("Jr", "Sr")][:5]
    name = _without_repetition(list(takewhile(lambda word: word not in _NO_NAMES, name)), language)
    while name and re.fullmatch("[IVX]{2,}|VI", name[-1]):
        name.pop()
    if not name or _bare(name[0], language) in _words_of_titles(language):
        return []
    no_names = _no_names(language) | _words_of_titles(language)
    ends = [_bare(word, language) in no_names for word in name]
    # Right after a title, a given name says that "May" is a family name.
    is_given = bool(one.title) and " of " not in one.title and len(name) == 2 and not ends[0]
    return [] if ends[-1] and not is_given else name


def _without_repetition(name: list[str], language: str) -> list[str]:
    """Return a name up to where it begins again, as in a line on a person that a site puts after it."""
    stems = [stem(word, language) for word in name]
    places = (place for place, one in enumerate(stems) if one in stems[:place] and one not in _PARTICLES)  # fmt: skip
    name = name[: next(places, len(name))]
    while name and name[-1] in _PARTICLES:
        name = name[:-1]
    return name


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
    # A name before its verb stands in the nominative; one that never changes may end as a case does.
    is_subject = any(one.is_subject or one.title.partition(" of ")[0] in titles(language) for one in every)  # fmt: skip
    is_same = is_subject and len(set(attested)) == 1 and not _OBLIQUE.search(full[0])
    return " ".join([*full[place:-1], full[-1] if is_same else nominative(attested, language)])


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
    >>> nominative(["Ивановым", "Иванову"], "ru"), nominative(["Шевченко"], "ru"), nominative(["Гречкой"], "ru")
    ('Иванов', 'Шевченко', 'Гречка')
    """
    if language == "ru" and (of_a := next((word for word in words if word.endswith("ой")), "")):
        return f"{of_a[:-2]}{'ая' if re.search('(?:ск|цк)ой$', of_a) else 'а'}"
    shortest = min(words, key=len)
    root = stem(shortest, language)
    oblique = re.search(r"(?:ом|ем|ём|ым|им|а|у|е)$", shortest)
    return root if language == "ru" and oblique and root[-1:].lower() not in "аеиоуыэюя" else shortest  # fmt: skip


@cache
def _words_of_titles(language: str) -> frozenset[str]:
    return frozenset(_bare(word, language) for title in titles(language) for word in title.split())


@cache
def _no_names(language: str) -> frozenset[str]:
    return frozenset(_bare(word, language) for word in no_names(language))


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


# What somebody does who is named for it: no reporting verbs, but before them stands a name in the nominative.
_ACTS = {"ru": ("провёл", "провела", "встретился", "встретилась", "поговорил", "поговорила", "позвонил", "позвонила", "общался", "общалась", "посетил", "посетила", "направил", "направила", "прибыл", "прибыла")}  # fmt: skip


@cache
def _speaking_pattern(language: str) -> re.Pattern[str]:
    """Return the pattern of a name of two words or more before a reporting verb."""
    forms = [form for form, verb in verbs(language).items() if "passive" not in verb.kinds]
    forms += _ACTS.get(language, ())
    between = r"(?:,? [^\W\d_A-ZА-ЯЁ]\w*){0,4},?"
    return re.compile(rf"(?P<name>{_CAP}(?: (?:{_CAP}|(?:{_PARTICLE})(?= ))){{1,9}}){between} (?P<verb>{alternatives(forms)})(?![\w-])")  # fmt: skip
