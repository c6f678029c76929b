"""Near forms: what stands in a text where a pattern does not match, and may say the same all the same.

A pattern without a match is no proof of absence: the text may have "Co-operation" for "cooperation". This module finds such
forms, so that "absent" is said only where there is none. It is loose on purpose: what it finds is shown to a reader, and
never counted as a match.

Texts and patterns are cut into **units**: the words of `tokens.tokenize`, parted at hyphens and apostrophes. Each unit has
a **key** (see `key`). Four relations make a form near:

* *spelling*: the keys of neighbouring units, joined, are the keys of the pattern, joined. This finds hyphened, closed and
  open spellings, dotted abbreviations, accents, words cut by the end of a line, and a part of a compound or a possessive.
* *inflection*: each unit has the stem of the pattern's word, or one that begins with it, as "Russian" has that of "Russia";
  or both share a long beginning.
* *abbreviation*: words with a capital have the pattern's letters as initials, or the initials of the pattern's words stand
  there as a word in capitals.
* *prefix*: each unit is the pattern's word, or one of its forms, after a proclitic of its language or a negation.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from .languages import STEMMERS, MissingLibrary, primary, reduce
from .patterns import Pattern, divided
from .tokens import APOSTROPHES, HYPHENS, normalize, tokenize
from .variants import key

_JOINT = re.compile(f"[{APOSTROPHES}{HYPHENS}]")
# What may stand between the units of one spelling.
_WITHIN = re.compile(
    r"[^\S\n\r]*[-‐‑/.·・’'\"״׳“”„«»‘_*\u200b-\u200f\u00ad]*[^\S\n\r]*(?:\r?\n[^\S\n\r]*)?"
)
# How many units a word has at most that may be written closed.
_CLOSED = 4
# What joins the units of a word that may be written closed.
_JOINED = re.compile(rf"[{APOSTROPHES}{HYPHENS}](?:\r?\n[^\S\n\r]*)?")
# What ends a sentence: no phrase is looked for across it. (A dot within an abbreviation is followed by no space.)
_BETWEEN = re.compile(r"[.!?…][»”’\")\]]*\s|[。！？]|\n\s*\n")
# Without a stemmer a word's stem is the word without its last two letters. Arabic's stemmer knows too few endings.
_STEMMED = STEMMERS.keys() - {"ar"}
_UNSTEMMED = 2
# How many letters a stem has at least that another one may begin with: roots of some languages are short.
_LEAST = defaultdict(lambda: 4, {"ar": 3, "he": 3})
# How many letters may follow a stem that another one begins with, of less than five letters and of more.
_SHORT, _LONG = 4, 6
# Or two words share so many letters, and have few of their own: "diplomacy", "diplomats".
_SHARED, _OWN = 7, 3
# What stands before a word and is written with it, by language: clitics and negations.
_PREFIXES = {
    "ar": ("ال", "وال", "بال", "فال", "كال", "لل", "ولل", "و", "ب", "ل", "ف", "ك", "وب", "ول"),
    "he": tuple(
        first + second
        for first in ("", "ו", "ש", "וש", "כש")
        for second in ("", "ה", "ב", "ל", "מ", "כ", "מה")
        if first + second
    ),
    "ru": ("не", "анти"),
    "uk": ("не", "анти"),
    "zh": (),
}
_NEGATIONS = ("non", "anti")
# Scripts whose words are not parted by spaces, or take endings of any length: any word that holds the pattern is near.
_UNPARTED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3041-\u30ff\uac00-\ud7af]")
# What has no part in the initials of a name, and how many letters these are at least and at most.
_SMALL = ("of", "for", "and", "the", "in", "on")
_INITIALS = range(3, 7)
_LINK = re.compile(rf"\s(?:{'|'.join(_SMALL)})\s")
_CAPITALS = re.compile(rf"\b[A-Z]\w+(?:\s+(?:(?:{'|'.join(_SMALL)})\s+)*[A-Z]\w+)+")


class Near(NamedTuple):
    """A near form: where it stands in the text, and what it is near to."""

    start: int
    end: int
    pattern: Pattern


class _Unit(NamedTuple):
    key: str
    start: int
    end: int
    first: int  # of the whole word
    after: int


# From each unit on: where the word ends that begins there, and what it is like.
_Steps = list[list[tuple[int, frozenset[str]]]]


class NearForms:
    """Patterns made ready to be looked for loosely, in texts of one language.

    Parameters
    ----------
    patterns : iterable of Pattern
        Exclusions are passed over.
    language : str
        Of the texts; by it words are reduced to stems.

    Examples
    --------
    >>> patterns = [Pattern(word, "", word, (word,)) for word in ("us", "cooperation", "ukraine")]
    >>> text = "Ukraine's partners and the U.S. spoke of Co-operation."
    >>> [(near.pattern.code, text[near.start:near.end]) for near in NearForms(patterns, "en").find(text)]
    [('ukraine', "Ukraine's"), ('us', 'U.S.'), ('cooperation', 'Co-operation')]
    """

    def __init__(self, patterns: Iterable[Pattern], language: str = ""):
        self._language = primary(language)
        self.patterns = list(divided(patterns)[0])
        self._units: dict[str, list[tuple[str, int, int]]] = {}
        self._known: dict[str, frozenset[str]] = {}
        self._beginnings: dict[str, list[int]] = defaultdict(list)
        self._starred: dict[str, list[int]] = defaultdict(list)
        self._joined: list[tuple[str, bool]] = []
        self._first: dict[str, set[tuple[int, tuple[str, ...]]]] = defaultdict(set)
        for place, pattern in enumerate(self.patterns):
            closed = tuple(key(word) for word in pattern.words)
            parted = tuple(
                key(word) for written in pattern.words for word in _JOINT.split(written) if word
            )
            for words in {closed, parted} - {()}:
                self._first[words[0]].add((place, words))
            joined = "".join(closed)
            star = joined.endswith("*")
            joined = joined.removesuffix("*")
            # A `*` within is no matter of spelling: such a pattern is looked for word by word.
            plain = "*" not in joined
            self._joined.append((joined if plain else "", star))
            if plain:
                for length in range(1, len(joined) + 1):
                    self._beginnings[joined[:length]].append(place)
                if star:
                    self._starred[joined].append(place)
        self._initials: dict[str, list[int]] = defaultdict(list)
        self._written_out: dict[str, list[int]] = defaultdict(list)
        for place, pattern in enumerate(self.patterns):
            named = [word for word in pattern.words if word not in _SMALL]
            if len(pattern.words) == 1 and pattern.words[0].isascii() and pattern.words[0].isalpha():  # fmt: skip
                self._written_out[pattern.words[0].upper()].append(place)
            elif len(named) in _INITIALS and "*" not in "".join(named[:-1]):
                self._initials["".join(word[0] for word in named).upper()].append(place)
        self._lengths = sorted(set(map(len, self._starred)))
        every = {word for several in self._first.values() for _, own in several for word in own}
        compounds = {
            key(word)
            for pattern in self.patterns
            for word in pattern.words
            if len(_JOINT.split(word)) > 1
        }
        self._index = _Words(every, compounds, self._language)

    def find(self, text: str, matched: Iterable[tuple[int, int, str]] = ()) -> list[Near]:
        """Return the near forms of each pattern, in the order of the text; of those that overlap the longest.

        Parameters
        ----------
        text : str
        matched : iterable of (int, int, str)
            Stretches of the text that a code has already, as first character, character after the last, and code: what
            touches one is no near form of that code.
        """
        # A byte a character: not 0 where it is taken, by a match of the code or by a longer near form of the pattern.
        of_code: dict[str, bytearray] = defaultdict(lambda: bytearray(len(text)))
        for start, end, code in matched:
            of_code[code][start:end] = b"1" * (end - start)
        of_pattern: dict[Pattern, bytearray] = {}
        units, kept = list(self._cut(text)), []
        found = {
            *self._spelt(text, units),
            *self._inflected(text, units),
            *self._abbreviated(text, units),
        }
        for near in sorted(found, key=lambda one: (one.start - one.end, one.start)):
            if near.pattern not in of_pattern:
                of_pattern[near.pattern] = bytearray(of_code[near.pattern.code])
            taken = of_pattern[near.pattern]
            if not any(taken[near.start : near.end]):
                taken[near.start : near.end] = b"1" * (near.end - near.start)
                kept.append(near)
        return sorted(kept, key=lambda one: (one.start, one.end, one.pattern.pattern))

    def _cut(self, text: str) -> Iterator[_Unit]:
        for token in tokenize(text):
            written = text[token.start : token.end]
            if written not in self._units:
                parts, place = [], 0
                for part in _JOINT.split(written):
                    if part:
                        parts.append((key(normalize(part)), place, place + len(part)))
                    place += len(part) + 1
                self._units[written] = parts
            for of_key, start, end in self._units[written]:
                yield _Unit(of_key, token.start + start, token.start + end, token.start, token.end)

    def _spelt(self, text: str, units: list[_Unit]) -> Iterator[Near]:
        """Return the places where the keys of neighbouring units, joined, are those of a pattern."""
        for first, unit in enumerate(units):
            places = list(self._beginnings.get(unit.key, ()))
            for length in self._lengths:
                if length < len(unit.key):
                    places += self._starred.get(unit.key[:length], ())
            if not places or (first and _dotted(text, units[first - 1], unit)):
                continue
            for place in places:
                joined, star = self._joined[place]
                after, so_far = first + 1, unit.key
                while len(so_far) < len(joined) and after < len(units):
                    if not _adjoining(text, units[after - 1], units[after]):
                        break
                    so_far += units[after].key
                    after += 1
                    if not (joined.startswith(so_far) or (star and so_far.startswith(joined))):
                        break
                if (so_far == joined or (star and so_far.startswith(joined))) and not (
                    after < len(units) and _dotted(text, units[after - 1], units[after])
                ):
                    yield self._near(text, units[first], units[after - 1], place)

    def _abbreviated(self, text: str, units: list[_Unit]) -> Iterator[Near]:
        """Return the places where a pattern is written out, or abbreviated."""
        for unit in units:
            written = text[unit.start : unit.end]
            if len(written) in _INITIALS and written.isupper():
                for place in self._initials.get(written, ()):
                    yield Near(unit.start, unit.end, self.patterns[place])
        for run in _CAPITALS.finditer(text):
            words = list(re.finditer(r"\b[A-Z]\w+", run[0]))
            for first, number in product(range(len(words)), _INITIALS):
                several = words[first : first + number]
                start, end = run.start() + several[0].start(), run.start() + several[-1].end()
                # Three words with a capital may have any letters: that they are a name, a small one between them says.
                if len(several) == number and (number > 3 or _LINK.search(text, start, end)):
                    for place in self._written_out.get("".join(at[0][0] for at in several), ()):
                        yield Near(start, end, self.patterns[place])

    def _inflected(self, text: str, units: list[_Unit]) -> Iterator[Near]:
        """Return the places where each word is a form of the pattern's word there."""
        steps = [list(self._steps(text, units, first)) for first in range(len(units))]
        for first, ways in enumerate(steps):
            for after, like in ways:
                for word in like:
                    for place, words in self._first.get(word, ()):
                        for last in self._follow(text, units, steps, after, words[1:]):
                            yield self._near(text, units[first], units[last - 1], place)

    def _steps(
        self, text: str, units: list[_Unit], first: int
    ) -> Iterator[tuple[int, frozenset[str]]]:
        """Return the word that begins at a unit, with what it is like: alone, and closed up with the units joined to it."""
        yield first + 1, self._like(units[first].key)
        after, most = first + 1, min(first + _CLOSED, len(units))
        # A space, which is quickly seen, joins nothing.
        while (
            after < most
            and text[units[after - 1].end] != " "
            and _JOINED.fullmatch(text, units[after - 1].end, units[after].start)
        ):
            after += 1
            yield after, self._like("".join(unit.key for unit in units[first:after]))

    def _follow(
        self, text: str, units: list[_Unit], steps: _Steps, place: int, words: tuple[str, ...]
    ) -> Iterator[int]:
        """Return where further words of a pattern end that begin at a place, none in another sentence."""
        if not words:
            yield place
        elif place < len(units) and not _BETWEEN.search(
            text, units[place - 1].end, units[place].start
        ):
            for after, like in steps[place]:
                if words[0] in like:
                    yield from self._follow(text, units, steps, after, words[1:])

    def _like(self, of_key: str) -> frozenset[str]:
        if of_key not in self._known:
            self._known[of_key] = self._index.like(of_key)
        return self._known[of_key]

    def _near(self, text: str, first: _Unit, last: _Unit, place: int) -> Near:
        """Return the form with the whole of its first and last word, and with the dot of an abbreviation."""
        start, end = first.first, last.after
        if "." in text[start:end] and text[end : end + 1] == ".":
            end += 1
        return Near(start, end, self.patterns[place])


class _Words:
    """The words of patterns, to be asked which of them a unit of a text may be a form of."""

    def __init__(self, words: set[str], compounds: set[str], language: str):
        self._language, self._least = language, _LEAST[language]
        self._plain = {word for word in words if "*" not in word}
        self._stars: dict[str, list[tuple[str, re.Pattern[str]]]] = defaultdict(list)
        for word in words - self._plain:
            expression = re.compile(".*".join(map(re.escape, word.split("*"))))
            self._stars[word.partition("*")[0]].append((word, expression))
        self._lengths = sorted(set(map(len, self._stars)))
        self._stems: dict[str, set[str]] = defaultdict(set)
        self._begun: dict[str, set[str]] = defaultdict(set)
        self._alike: dict[str, set[str]] = defaultdict(set)
        for word in self._plain:
            own = self._stem(word)
            self._stems[own].add(word)
            for beginning in _beginnings(word) if word not in compounds else ():
                self._alike[beginning].add(word)
            # A compound is not begun by each of its parts: "russian" is no form of "russian-occupied".
            for begun in self._begun_by(own) if word not in compounds else ():
                if len(own) - len(begun) <= _SHORT:
                    self._begun[begun].add(word)
        # Most words of a text are like none, and need no stem to say so: a stem has the first letters of its word.
        self._starts = {word[:2] for word in self._plain}
        self._unparted = [word for word in self._plain if _UNPARTED.search(word)]
        self._prefixes = _PREFIXES.get(language, _NEGATIONS)

    def _begun_by(self, stem: str) -> Iterator[str]:
        """Return the shorter stems that a stem begins with: short ones are followed by few letters."""
        for length in range(self._least, len(stem)):
            if len(stem) - length <= (_SHORT if length < 5 else _LONG):
                yield stem[:length]

    def _stem(self, of_key: str) -> str:
        """Return the stem of a key: by the stemmer of the language, or without its last letters."""
        if self._language == "zh":
            return of_key
        if self._language in _STEMMED:
            try:
                return reduce(of_key, self._language, "stem")
            except MissingLibrary:
                pass
        return of_key[: max(self._least, len(of_key) - _UNSTEMMED)]

    def like(self, of_key: str) -> frozenset[str]:
        """Return the words of patterns that a key may be a form of, with or without what is written before it."""
        found = self._of(of_key)
        for prefix in self._prefixes:
            rest = of_key.removeprefix(prefix)
            if rest != of_key and len(rest) > 2:
                found |= self._of(rest)
        if self._unparted and _UNPARTED.search(of_key):
            found |= {word for word in self._unparted if len(word) > 1 and word in of_key}
        return frozenset(found)

    def _of(self, of_key: str) -> set[str]:
        found = {of_key} & self._plain
        if of_key[:2] in self._starts:
            stem = self._stem(of_key)
            if len(stem) > 1 or found:
                found |= self._stems.get(stem, set())
            found |= self._begun.get(stem, set())
            for begun in self._begun_by(stem):
                found |= self._stems.get(begun, set())
            for beginning in _beginnings(of_key):
                found |= self._alike.get(beginning, set())
        for length in self._lengths:
            for word, expression in self._stars.get(of_key[:length], ()):
                if expression.fullmatch(of_key):
                    found.add(word)
        return found


def _beginnings(of_key: str) -> Iterator[str]:
    """Return the long beginnings that a key may share with another one."""
    for length in range(max(_SHARED, len(of_key) - _OWN), len(of_key) + 1):
        yield of_key[:length]


def _adjoining(text: str, before: _Unit, unit: _Unit) -> bool:
    """Say whether two units may be parts of one spelling: little stands between them, and no end of a sentence."""
    between = text[before.end : unit.start]
    if not _WITHIN.fullmatch(between):
        return False
    single = before.end - before.start == unit.end - unit.start == 1
    return single or not re.search(r"\.\s", between)


def _dotted(text: str, before: _Unit, unit: _Unit) -> bool:
    """Say whether two units are letters of one dotted abbreviation."""
    single = before.end - before.start == unit.end - unit.start == 1
    return single and text[before.end : unit.start] == "."


class FormCounts:
    """Near forms counted as they stand in texts, whatever their case; each is written as where it first stands.

    Examples
    --------
    >>> forms = NearForms([Pattern("talk", "en", "talk", ("talk",))], "en")
    >>> counts = FormCounts()
    >>> for text in ("Talks began. The talks\\nwere talks.", "No talk-show."):
    ...     counts.add(text, forms.find(text))
    >>> counts.most_common()
    {'Talks': 3, 'talk-show': 1}
    """

    def __init__(self) -> None:
        self._written: dict[str, str] = {}
        self._counts: Counter[str] = Counter()

    def add(self, text: str, near: Iterable[Near]) -> None:
        """Count near forms of a text; several patterns that are near to one stretch count once."""
        for start, end in {(one.start, one.end): None for one in near}:
            form = " ".join(text[start:end].split())
            self._written.setdefault(form.casefold(), form)
            self._counts[form.casefold()] += 1

    def update(self, other: "FormCounts") -> None:
        """Add the counts of another."""
        self._written = other._written | self._written
        self._counts.update(other._counts)

    def most_common(self) -> dict[str, int]:
        """Return the forms with their counts, the commonest first."""
        return {self._written[form]: number for form, number in self._counts.most_common()}

    def __bool__(self) -> bool:
        return bool(self._counts)
