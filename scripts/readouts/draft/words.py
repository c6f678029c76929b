"""The word lists of the rules: reporting verbs with their stance, words for both sides and for one's own, titles, countries."""

import csv
import re
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from itertools import groupby
from typing import NamedTuple

_FOLDER = files(__package__) / "words"


class Verb(NamedTuple):
    """A form of a reporting verb.

    Attributes
    ----------
    stance : str
        What it commits the narrator to.
    kinds : frozenset of str
        ``say``; ``mutual``, what two do together; ``talk``, that two talk, which says nothing of what; ``passive``; ``noun``.
    """

    stance: str
    kinds: frozenset[str]


@cache
def verbs(language: str) -> dict[str, Verb]:
    """Return each form of a reporting verb of a language; of a form that stands there twice, the first."""
    found: dict[str, Verb] = {}
    for form, verb in _forms(language):
        found.setdefault(form, verb)
    return found


@cache
def mutual(language: str) -> dict[str, Verb]:
    """Return the forms that say what two do together, those among them that one may do too."""
    return {form: verb for form, verb in _forms(language) if "mutual" in verb.kinds}


def _forms(language: str) -> Iterator[tuple[str, Verb]]:
    for row in _rows("verbs", language):
        for form in row["forms"].split("; "):
            yield folded(form), Verb(row["stance"], frozenset(row["kind"].split()))


@cache
def groups(language: str) -> dict[str, str]:
    """Return the words that stand for both sides, for one's own side or for the person named last, with what they stand for."""
    return {folded(row["form"]): row["speaker"] for row in _rows("groups", language)}


@cache
def forms_of(language: str, *speakers: str) -> tuple[str, ...]:
    """Return the words that stand for one of these: ``both``, ``issuer``, ``he``, or ``body``, a body or some people that speak."""
    return tuple(form for form, speaker in groups(language).items() if speaker in speakers)


@cache
def titles(language: str) -> tuple[str, ...]:
    """Return the titles that stand beside names."""
    return tuple(row["form"] for row in _rows("titles", language))


@cache
def countries(language: str) -> tuple[str, ...]:
    """Return the names of countries, as Babel has them, and how readouts call some besides."""
    named = {row["form"] for row in _rows("countries", language)}
    return tuple(sorted({*_territories(language), *named}))


@cache
def names_of_territories(language: str) -> dict[str, str]:
    """Return the names of countries that are one word, each with its code."""
    return {name: code for name, code in _territories(language).items() if " " not in name}


@cache
def forms_by_country(language: str) -> dict[str, str]:
    """Return words for countries that do not begin as their names do, each with the code of its country."""
    return {row["form"]: row["country"] for row in _rows("countries", language) if row["country"]}


def _territories(language: str) -> dict[str, str]:
    from babel import Locale

    return {
        str(name): code for code, name in Locale(language).territories.items() if code.isalpha()
    }


@cache
def no_names(language: str) -> frozenset[str]:
    """Return words with a capital with which no name of a person ends: months, numerals, bodies, places, things."""
    return frozenset(row["form"] for row in _rows("no_names", language))


@cache
def family_first(language: str) -> frozenset[str]:
    """Return short family names that stand before the given one."""
    return frozenset(row["form"] for row in _rows("family_first", language))


def alternatives(forms: Iterable[str]) -> str:
    """Return a pattern that finds any of some forms, the longest first.

    It is a tree of letters: how long it looks at a place does not grow with the forms.

    Examples
    --------
    >>> alternatives(["noted", "note", "said"])
    '(?:note(?:d)?|said)'
    """
    return _tree(sorted(set(forms)))


def _tree(forms: list[str]) -> str:
    """Return the pattern of forms that are sorted: those with one first letter share it."""
    branches = [
        re.escape(first) + _tree([form[1:] for form in alike])
        for first, alike in groupby(filter(None, forms), key=lambda form: form[0])
    ]
    if not branches:
        return ""
    if forms[0]:
        return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
    return f"(?:{'|'.join(branches)})?"


def folded(text: str) -> str:
    """Return a text in small letters, with one kind of apostrophe and without the dots of ё; as long as it was."""
    small = "".join(one if len(low := one.lower()) != 1 else low for one in text)
    return small.replace("ё", "е").replace("’", "'")


def _rows(name: str, language: str) -> list[dict[str, str]]:
    text = (_FOLDER / f"{name}.csv").read_text(encoding="utf-8")
    return [row for row in csv.DictReader(text.splitlines()) if row["language"] == language]
