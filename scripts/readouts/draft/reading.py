"""What rules make of a sentence, and what they keep in mind from one to the next."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

from .columns import NOBODY, NONE
from .places import countries_in
from .words import Verb, alternatives


class Reading(NamedTuple):
    """Who is made to speak in a sentence, by which verb, in which stance, by what kind of wording; and the rule that says so."""

    speaker: str = NOBODY
    verb: str = NONE
    stance: str = NONE
    agency: str = NONE
    rule: str = "narration"


NARRATION = Reading()


def said(speaker: str, form: str, verb: Verb, agency: str, rule: str) -> Reading:
    """Return the reading of a sentence with a reporting verb."""
    return Reading(speaker, form, verb.stance, agency, rule)


@dataclass
class Person:
    """Somebody who is named in a text.

    Attributes
    ----------
    name : str
        The short one that stands in the sheet.
    forms : set of str
    titles : list of str
        Titles that stand beside the name, with the country where it is named.
    """

    name: str
    forms: set[str] = field(default_factory=set)
    titles: list[str] = field(default_factory=list)


def of_country(
    is_any_office: bool,
    place: frozenset[str],
    with_title: list[Person],
    people: list[Person],
    language: str,
) -> str:
    """Return the person of a country who has a title, or, of any office, who is named first; "" where that cannot be known."""
    of_it = [one for one in people if any(place & countries_of(known, language) for known in one.titles)]  # fmt: skip
    if fitting := [one for one in of_it if is_any_office or one in with_title]:
        return fitting[0].name
    # Who has another office of that country is not meant, and nobody else is known to be of it.
    if of_it:
        return ""
    # Where nobody's country is known, it may be that of one whom the text does not name.
    without = [one for one in people if not any(" of " in known for known in one.titles)]
    without = [one for one in without if one in with_title or not one.titles]
    return without[0].name if 0 < len(without) < len(people) else ""


def countries_of(title: str, language: str) -> frozenset[str]:
    """Return the countries that stand after the "of" of a title as it is kept beside a name."""
    return countries_in(title.partition(" of ")[2], language)


@dataclass
class State:
    """What is known at a place of a text: who is in it, who was named last, and whose speech goes on."""

    people: list[Person]
    last: str = ""
    carried: str = ""
    quoted: str = ""
    body: str = ""
    author: str = ""
    label: str = ""
    is_first_person: bool = False
    by_title: dict[str, str] = field(default_factory=dict)

    def of_title(self, title: str, rule: Callable[[str, list[Person]], str]) -> str:
        """Return the person whom a title stands for, as a language has it: the same throughout a text."""
        if title not in self.by_title:
            self.by_title[title] = rule(title, self.people)
        return self.by_title[title]

    @cached_property
    def by_form(self) -> dict[str, Person]:
        """Whom each form of a name stands for: of one that two have, the first."""
        return {form: one for one in reversed(self.people) for form in one.forms}

    @cached_property
    def known(self) -> dict[str, None]:
        """The names of all persons, in their order."""
        return dict.fromkeys(one.name for one in self.people)

    @cached_property
    def names(self) -> str:
        """A pattern that finds any form of a name; nothing, where nobody is named."""
        return alternatives(self.by_form) or "(?!)"
