"""What rules make of a sentence, and what they keep in mind from one to the next."""

from dataclasses import dataclass, field
from typing import NamedTuple

from .columns import NOBODY, NONE
from .words import Verb


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
