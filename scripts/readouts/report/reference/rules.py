"""Which readouts are a reference, and what is compared with them: the settings that ``data/reference.yml`` holds.

A stratum is a rule over the columns of a source file, in whatever form. No rule stands in the program.
"""

import datetime
import re
from dataclasses import dataclass, field

FILE = "reference.yml"
LONG = 200  # words, where a report says nothing else


@dataclass(frozen=True)
class Replaced:
    """A part of a text, and what is put in its place."""

    pattern: re.Pattern
    by: str


@dataclass(frozen=True)
class Source:
    """A file of texts, and which of its columns hold what.

    Attributes
    ----------
    file : str
        In a form that the package reads.
    source, licence : str
        Where it comes from, as a reader must know it.
    document : str
        The column that names a text.
    document_is : Replaced, optional
        What of that column is changed in the name.
    date, url : str
        Columns.
    segments : tuple of str
        The columns that are a text's segments.
    lines : bool
        Whether each line of them is a segment.
    replaced : tuple of Replaced
        What is not taken for words of a text.
    language : str
    """

    file: str
    source: str
    licence: str
    document: str
    segments: tuple[str, ...]
    date: str = "date"
    url: str = "url"
    document_is: Replaced | None = None
    lines: bool = False
    replaced: tuple[Replaced, ...] = ()
    language: str = "en"


@dataclass(frozen=True)
class Parties:
    """Who the other party of a text is: each name with the expression whose whole words tell of it in a column."""

    column: str
    names: dict[str, re.Pattern]

    def of(self, row: dict[str, str]) -> str:
        """Name the parties of a text; several are joined.

        Raises
        ------
        ValueError
            If the column has none that is known.

        Examples
        --------
        >>> parties = Parties("title", {"North": re.compile("North"), "South": re.compile("South|Mr S")})
        >>> parties.of({"title": "A call with Mr S of the South and the North"})
        'North and South'
        """
        found = [
            name
            for name, pattern in self.names.items()
            if re.search(rf"\b(?:{pattern.pattern})\b", row[self.column])
        ]
        if not found:
            raise ValueError(
                f"{self.column}: found {row[self.column]!r}, expected the name of a party of the rule"
            )
        return " and ".join(found)


@dataclass(frozen=True)
class Stratum:
    """A set of texts that a rule takes from a source.

    Attributes
    ----------
    label : str
        In print.
    rule : str
        The rule in words.
    source : str
        A key of `Reference.sources`.
    include, exclude : dict of str to expression
        Column to what must be found in it, and to what must not be.
    from_, to : date, optional
        The first and the last day of its texts.
    unique : tuple of str
        Columns: of two texts that share a value in one of them the first is taken.
    parties : Parties, optional
    texts, others : str
        What its texts are called, in the plural; and those of them that are not the readouts compared.
    short : str
        What its texts are called beside those of the main stratum.
    drawn, colour, marker : str
        How a figure has it.
    heading, texts_heading : str
        What a column on it, and one on its texts, is headed by.
    """

    label: str
    rule: str
    source: str
    include: dict[str, re.Pattern] = field(default_factory=dict)
    exclude: dict[str, re.Pattern] = field(default_factory=dict)
    from_: datetime.date = datetime.date.min
    to: datetime.date = datetime.date.max
    unique: tuple[str, ...] = ()
    parties: Parties | None = None
    texts: str = ""
    others: str = ""
    short: str = ""
    drawn: str = ""
    colour: str = "#404040"
    marker: str = "."
    heading: str = ""
    texts_heading: str = ""

    def takes(self, row: dict[str, str], day: datetime.date) -> bool:
        """Whether the rule takes a text of its source, by its columns and its day."""
        return (
            self.from_ <= day <= self.to
            and all(pattern.search(row[column]) for column, pattern in self.include.items())
            and not any(pattern.search(row[column]) for column, pattern in self.exclude.items())
        )


@dataclass(frozen=True)
class ComparedReadout:
    """A readout that is compared: its id, what a table heads it by, and its mark in a figure."""

    readout: str
    heading: str
    drawn: str = ""
    marker: str = "o"
    fill: str = "black"


@dataclass(frozen=True)
class Narrowed:
    """A frame without one of its codes, as something that is counted beside the frame."""

    frame: str
    without: str
    label: str


@dataclass(frozen=True)
class Period:
    """From a day on, to a day."""

    from_: datetime.date = datetime.date.min
    to: datetime.date = datetime.date.max


@dataclass(frozen=True)
class Claim:
    """What is said of a readout among others, in some frames: see `choices.outcome`."""

    claim: str
    readout: str
    frames: tuple[str, ...]


@dataclass(frozen=True)
class Together:
    """Codes that a text may have together: the end of the finding's id, its label, and what of those with the first code is said."""

    id: str
    codes: tuple[str, str]
    label: str
    of: str


@dataclass(frozen=True)
class Reference:
    """What a report compares its readouts with.

    Attributes
    ----------
    issuer : str
        Who published the readouts compared, and the main stratum.
    sources, strata : dict
        By id; the strata in the order of print.
    main, before, other : str
        Strata: that among whose texts the readouts lie; texts of the same issuer from before it; texts of another issuer.
    readouts : dict of str to ComparedReadout
        The readouts compared, by what columns call them, the one in focus last.
    nodes : tuple of str
        Words whose company and spread are styles at.
    narrowed : dict of str to Narrowed
        Frames that are styles at without a code as well.
    untested : tuple of str
        Frames that texts from before cannot have, so that no test against them is given.
    withdrawn : tuple of str
        Those of them that once had a test: its ids stay, and say why there is none.
    why_untested : str
    long : int
        Words: a text of as many is of like length with the readouts compared, which have as many.
    floors : tuple of int
        What could as well be taken for it.
    periods : dict of str to Period
        Parts of the main stratum that could as well be taken.
    claims : tuple of Claim
        What is said of the readouts, which is tried under all choices.
    together : Together, optional
    """

    issuer: str
    sources: dict[str, Source]
    strata: dict[str, Stratum]
    main: str
    before: str
    other: str
    readouts: dict[str, ComparedReadout]
    nodes: tuple[str, ...] = ()
    narrowed: dict[str, Narrowed] = field(default_factory=dict)
    untested: tuple[str, ...] = ()
    withdrawn: tuple[str, ...] = ()
    why_untested: str = ""
    long: int = LONG
    floors: tuple[int, ...] = (100, 150, 200, 250)
    periods: dict[str, Period] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    together: Together | None = None

    @property
    def texts(self) -> str:
        """What the texts of the main stratum are called."""
        return self.strata[self.main].texts

    @property
    def columns(self) -> dict[str, str]:
        """The readouts' ids, by what columns call them."""
        return {name: readout.readout for name, readout in self.readouts.items()}
