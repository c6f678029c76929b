"""The series of texts that a report follows from contact to contact: the settings that ``data/series.yml`` holds."""

import re
from dataclasses import dataclass, field

FILE = "series.yml"


@dataclass(frozen=True)
class Kind:
    """What an item reports.

    Attributes
    ----------
    label : str
        In print.
    title : expression
        What is found in the title of such an item.
    together : bool
        Whether it reports what the two do together: it then belongs to a contact.
    """

    label: str
    title: re.Pattern
    together: bool = False


@dataclass(frozen=True)
class Name:
    """A name that is counted apart from the others: its code, its label, and how a figure says it."""

    code: str
    label: str
    drawn: str


@dataclass(frozen=True)
class Series:
    """Items of a programme on the contacts of two parties, and the strings that are counted in them.

    Attributes
    ----------
    tables : str
        What the names of its tables begin with: ``<tables>_items``, and so on.
    side, other : str
        The side that publishes the series, and that whose full texts are counted by the codebook.
    language, adjective : str
        As the readouts have it, and in print.
    called, programme, parties, years, about : str
        What prose calls the series, the programme and the parties; the years that it covers; what all its items are on.
    unit : str
        What its length is counted in.
    copies : str
        An address: stored copies of the whole programme.
    opening, characters, set_apart, day : expression
        What a text opens with and is no part of it; what its length is counted in; the titles of documents, in which a string is told apart;
        the days that a text names: month, which may be missing, and day.
    kinds : dict of str to Kind
        What an item is, by its title: the first whose expression is found.
    frame : str
        The frame of the codebook whose codes are the names.
    what, this : str
        What is named, in prose; and as the reading of the stretches has it.
    names : dict of str to tuple of str
        Code to the strings that can be such a name.
    apart : Name
    drawn : dict of str to tuple of str
        The names as a figure has them, each one or several codes.
    """

    tables: str
    side: str
    other: str
    language: str
    adjective: str
    called: str
    programme: str
    parties: str
    years: str
    about: str
    unit: str
    copies: str
    opening: re.Pattern
    characters: re.Pattern
    set_apart: re.Pattern
    day: re.Pattern
    kinds: dict[str, Kind]
    frame: str
    what: str
    this: str
    names: dict[str, tuple[str, ...]]
    apart: Name
    drawn: dict[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def together(self) -> tuple[str, ...]:
        """The kinds of items that belong to a contact."""
        return tuple(name for name, kind in self.kinds.items() if kind.together)

    @property
    def name_of(self) -> dict[str, str]:
        """String to the code that it is a name of."""
        return {term: name for name, strings in self.names.items() for term in strings}

    def table(self, name: str) -> str:
        """The name of one of its tables.

        ``items``, ``item_terms``, ``terms``, ``series``, ``strings`` and ``months`` are there.
        """
        return f"{self.tables}_{name}"

    def file(self, name: str) -> str:
        """The file of one of its tables."""
        return f"{self.table(name)}.csv"

    def kind(self, title: str) -> str:
        """Tell what an item reports, by its title.

        Raises
        ------
        ValueError
            For a title that no expression of the rule knows.
        """
        for name, kind in self.kinds.items():
            if kind.title.search(title):
                return name
        raise ValueError(f"title {title!r}: found none of the patterns of the rule, expected one")
