"""What is particular to a report: who is compared, in which readouts, and how it is named. Read from ``data/report.yml``.

Nothing else in the package names a party; a folder without the file has a report of all its sides and events.
"""

import datetime
from dataclasses import dataclass, field, replace
from pathlib import Path

from ..corpus.corpus import FULL, Corpus, day, side_name
from ..corpus.datapackage import DataError, Fault
from ..text.patterns import parse
from . import yaml_data
from .naming import rules as naming_rules
from .naming.rules import Series
from .reference import rules as reference_rules
from .reference.rules import Reference

FILE = "report.yml"
# Who speaks where no side's leader does, by name in print.
OTHERS = {"both": "both leaders", "issuer": "the narrator", "nobody": "nobody"}
EXHIBITS = "exhibits.yml"
# Every file of settings that a data folder may have.
APPROVAL = "approval.yml"
FACING = "facing.yml"
FILES = (FILE, EXHIBITS, reference_rules.FILE, naming_rules.FILE, APPROVAL, FACING)


@dataclass(frozen=True)
class Side:
    """One of those that are compared.

    Attributes
    ----------
    id : str
        As the tables have it.
    name : str
        In print.
    leader : str
        The speaker of its own, as ``voice`` in the tables has him; empty where there is none.
    called : str
        In running prose, with its article; the name where it needs none.
    """

    id: str
    name: str
    leader: str = ""
    called: str = ""

    @property
    def prose(self) -> str:
        """In running prose: with its article, if it has one."""
        return self.called or self.name

    @property
    def whose(self) -> str:
        """The possessive.

        Examples
        --------
        >>> Side("north", "Northland").whose, Side("court", "Court", called="the Court").whose
        ('Northland’s', 'the Court’s')
        """
        return f"{self.prose}’s"

    @property
    def opening(self) -> str:
        """In prose at the beginning of a sentence."""
        return self.prose[:1].upper() + self.prose[1:]


@dataclass(frozen=True)
class Headlines:
    """Which comparisons are headlines, besides every frame's and the topics'.

    Attributes
    ----------
    words : dict of str to str
        Words, as they are counted, to their labels.
    names : str
        The frame of which each code is a name.
    no_names : tuple of str
        Codes of this frame that are no name by themselves.
    codes : tuple of str
        Further codes.
    calls : tuple of str
        Frames and codes of which the full texts of two calls are compared.
    voices : tuple of str
        In whose mouth topics are counted; each leader's and nobody's by default.
    strings : dict
        A full text in another language of which strings are counted: ``table`` and ``side`` of it, its ``label``, and
        ``codes``, each with its strings.
    """

    words: dict[str, str] = field(default_factory=dict)
    names: str = ""
    no_names: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    calls: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()
    strings: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Quoted:
    """A topic of which the accounts' words are quoted, or the lack of them is shown.

    Attributes
    ----------
    topic : str
        An id of ``topics.csv``.
    words : dict of str to tuple of str
        Of each side that states it: the id of a passage, and words of that passage.
    terms : tuple of str
        Ids of ``key_terms.csv``, whose originals stand below the words that have their English.
    """

    topic: str
    words: dict[str, tuple[str, ...]]
    terms: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facing:
    """The words of two accounts that face each other, topic by topic."""

    topics: tuple[Quoted, ...]


@dataclass(frozen=True)
class Approval:
    """What is asked of calls that were coded for approval in the partner's mouth.

    Attributes
    ----------
    issuer : str
        Whose accounts of calls they are, in prose.
    conduct : str
        Whose conduct is approved of, as the table ``actions`` has it.
    starts : tuple of date
        The first day of each period; calls before the first are a period too.
    focus : str
        The id of the call in focus.
    """

    issuer: str
    conduct: str
    starts: tuple[datetime.date, ...]
    focus: str


@dataclass(frozen=True)
class Settings:
    """The settings of a report.

    Attributes
    ----------
    sides : tuple of Side
        In the order of print; colours and marks follow it.
    speakers : dict of str to str
        Who is made to speak, as the tables have it, to the name in print.
    excerpts : str
        What the excerpts are called, in the plural.
    calls : tuple of date
        The events that the coding by hand covers, the one in focus last.
    pair : tuple of str
        The readouts in focus: target and reference.
    unmatched : bool
        Whether sides are compared over all events, those of which one side alone has a text among them.
    full_texts : tuple of str
        Of the first side: its full texts that were counted, one an event, by date.
    original : str
        The code of the language in which the first side's full texts were written before they were translated; empty
        where they were not, or where it is not known.
    first : tuple of str
        Topics that stand first, and in bold, where topics are listed in a figure.
    collocates : tuple of str
        Words or patterns of which is shown what stands near them; by default the most frequent word that both sides have.
    verdicts : dict of str to str
        What a verdict on a claim of the press means here, where its general meaning is too wide.
    headlines : Headlines
    reference : Reference, optional
        What the readouts are held against: ``reference.yml``.
    series : Series, optional
        The texts that are followed from contact to contact: ``series.yml``.
    approval : Approval, optional
        Whose approval is looked for in accounts of calls: ``approval.yml``.
    facing : Facing, optional
        Which words of the two accounts face each other: ``facing.yml``.
    exhibits : dict of str to dict
        How exhibits are worded here, by their ids, where the general wording does not do: ``exhibits.yml``.
    """

    sides: tuple[Side, ...] = ()
    speakers: dict[str, str] = field(default_factory=dict)
    excerpts: str = "passages at hand"
    calls: tuple[datetime.date, ...] = ()
    pair: tuple[str, ...] = ()
    unmatched: bool = False
    full_texts: tuple[str, ...] = ()
    original: str = ""
    first: tuple[str, ...] = ()
    collocates: tuple[str, ...] = ()
    verdicts: dict[str, str] = field(default_factory=dict)
    headlines: Headlines = field(default_factory=Headlines)
    reference: Reference | None = None
    series: Series | None = None
    approval: Approval | None = None
    facing: Facing | None = None
    exhibits: dict[str, dict] = field(default_factory=dict)

    @property
    def focused(self) -> bool:
        """Whether two readouts are in focus: then the report is of these, and not of all sides."""
        return bool(self.pair)

    @property
    def files(self) -> set[str]:
        """The files of settings by which chapters are in a report."""
        found = {
            reference_rules.FILE: self.reference,
            naming_rules.FILE: self.series,
            APPROVAL: self.approval,
            FACING: self.facing,
        }
        return {name for name, settings in found.items() if settings is not None}

    @property
    def event(self) -> datetime.date:
        """The call in focus."""
        return self.calls[-1]

    @property
    def names(self) -> dict[str, str]:
        """Each side's name in print, by its id."""
        return {side.id: side.name for side in self.sides}

    @property
    def leaders(self) -> dict[str, str]:
        """Each side's own leader, by the side's id."""
        return {side.id: side.leader for side in self.sides}

    @property
    def two(self) -> tuple[Side, Side]:
        """The two that are compared topic by topic: the first two sides."""
        if len(self.sides) < 2:
            raise DataError(
                [Fault(FILE, 0, "sides", f"{len(self.sides)}", "two sides to be compared")]
            )
        return self.sides[0], self.sides[1]

    @property
    def voices(self) -> tuple[str, ...]:
        """Who may be made to speak: each side's leader, both, the issuer, or nobody."""
        return (*dict.fromkeys(filter(None, self.leaders.values())), *OTHERS)

    @property
    def months(self) -> dict[datetime.date, str]:
        """Each call by its month, or by its day where two share a month.

        Examples
        --------
        >>> day = datetime.date
        >>> list(Settings(calls=(day(2022, 2, 25), day(2022, 6, 15))).months.values())
        ['February', 'June']
        >>> list(Settings(calls=(day(2022, 6, 1), day(2022, 6, 15))).months.values())
        ['1 June 2022', '15 June 2022']
        """
        names = {date: f"{date:%B}" for date in self.calls}
        if len(set(names.values())) == len(names):
            return names
        return {date: day(date) for date in self.calls}

    def speaker(self, voice: str) -> str:
        """A speaker in print.

        Examples
        --------
        >>> Settings(speakers={"queen": "the Queen"}).speaker("queen"), Settings().speaker("both")
        ('the Queen', 'both leaders')
        """
        return self.speakers.get(voice) or OTHERS.get(voice) or side_name(voice)

    def voiced(self, voice: str | None, basis: str | None) -> str:
        """Say in words whom a sentence has speak, and how that is known; several voices stand apart by semicolons.

        Examples
        --------
        >>> say = Settings(speakers={"queen": "the Queen", "king": "the King"}).voiced
        >>> say("queen; king", "named"), say("both", "implied"), say(None, "agentless"), say("issuer", "narrator")
        ('the Queen and the King, named', 'both leaders, implied', 'nobody named', 'the narrator')
        """
        named = (
            " and ".join(map(self.speaker, voice.split("; ")))
            if isinstance(voice, str)
            else OTHERS["nobody"]
        )
        if named == OTHERS["nobody"]:
            return f"{named} named"
        return f"{named}, {basis}" if basis in ("named", "implied") else named

    def completed(self, data: Corpus) -> "Settings":
        """Return these settings with what the file leaves open taken from the tables.

        All sides are compared, in all events that ``coverage.csv`` covers or, without it, of all readouts. The full texts
        are those of the first side. No pair is in focus unless the file names one.
        """
        readouts = data.readouts
        names = dict(zip(readouts["side"], readouts["side_name"]))
        sides = self.sides or tuple(Side(*side) for side in names.items())
        dated = data.tables.get("coverage", readouts)["event_date"].dropna()
        calls = self.calls or tuple(sorted(dated.unique()))
        full = readouts[readouts["event_date"].isin(calls) & (readouts["completeness"] == FULL)]
        first = full[full["side"] == sides[0].id].drop_duplicates("event_date")
        return replace(
            self,
            sides=sides,
            calls=calls,
            full_texts=self.full_texts or tuple(first.sort_values("event_date")["readout_id"]),
        )


# What may be worded in `EXHIBITS`.
WORDED = {
    "title": str, "says": str, "caption": str, "limits": str, "alt": str, "texts": str, "coding": str, "columns": dict,
}  # fmt: skip
# Each key of the file, the type of what it holds, and how that is said.
_KEYS = {
    "sides": (dict, "a side's id to its name, leader, and what prose calls it"),
    "speakers": (dict, "a speaker's id to his name in print"),
    "excerpts": (str, "what the excerpts are called"),
    "calls": (list, "dates"),
    "pair": (list, "ids of readouts"),
    "unmatched": (bool, "true or false"),
    "full_texts": (list, "ids of readouts"),
    "original": (str, "the code of a language"),
    "first": (list, "topics"),
    "collocates": (list, "words or patterns"),
    "verdicts": (dict, "a verdict to its meaning"),
    "headlines": (dict, "which comparisons are headlines"),
}
_HEADLINES = {
    "words": (dict, "words to their labels"),
    "names": (str, "a frame"),
    "no_names": (list, "codes"),
    "codes": (list, "codes"),
    "calls": (list, "frames and codes"),
    "voices": (list, "speakers' ids"),
    "strings": (dict, "table, side, label and codes"),
}


_STRINGS = {"table", "side", "label", "codes"}


def _wrong(found: dict, keys: dict, where: str = "") -> list[Fault]:
    """What of a mapping has an unknown key, or a value of another type."""
    return [
        Fault(FILE, 0, f"{where}{key}", "an unknown key", "one of: " + ", ".join(keys))
        for key in found
        if key not in keys
    ] + [
        Fault(FILE, 0, f"{where}{key}", repr(found[key]), says)
        for key, (kind, says) in keys.items()
        if key in found and not isinstance(found[key], kind)
    ]


def read(folder: Path) -> Settings:
    """Read the settings of a data folder; defaults where it has no ``report.yml``.

    Raises
    ------
    datapackage.DataError
        All that the file has wrong: keys that are unknown, values of another type.
    """
    return replace(
        _own(folder / FILE),
        reference=yaml_data.read(folder / reference_rules.FILE, Reference),
        series=yaml_data.read(folder / naming_rules.FILE, Series),
        approval=yaml_data.read(folder / APPROVAL, Approval),
        facing=yaml_data.read(folder / FACING, Facing),
        exhibits=_exhibits(folder / EXHIBITS),
    )


def _exhibits(path: Path) -> dict[str, dict]:
    """The wordings of exhibits by id: keys of `publish.Table` and `publish.Figure` that are texts, and headings of columns."""
    found = yaml_data.mapping(path) if path.is_file() else {}
    faults = [
        Fault(EXHIBITS, 0, f"{name}: {key}", repr(value)[:80], " or ".join(WORDED))
        for name, keys in found.items()
        for key, value in (keys.items() if isinstance(keys, dict) else [("", keys)])
        if not isinstance(value, WORDED.get(key, ()))
    ]
    if faults:
        raise DataError(faults)
    return found


def _own(path: Path) -> Settings:
    """What ``report.yml`` itself holds."""
    if not path.is_file():
        return Settings()
    found = yaml_data.mapping(path, "keys: " + ", ".join(_KEYS))
    faults = _wrong(found, _KEYS)
    chosen = found.get("headlines")
    chosen = chosen if isinstance(chosen, dict) else {}
    faults += _wrong(chosen, _HEADLINES, "headlines: ")
    strings = chosen.get("strings")
    if isinstance(strings, dict) and strings and set(strings) != _STRINGS:
        faults.append(
            Fault(FILE, 0, "headlines: strings", repr(sorted(strings)), ", ".join(sorted(_STRINGS)))
        )
    calls = found.get("calls")
    faults += [
        Fault(FILE, 0, "calls", repr(one), "a date: YYYY-MM-DD")
        for one in (calls if isinstance(calls, list) else ())
        if not isinstance(one, datetime.date)
    ]
    near = found.get("collocates")
    faults += [
        Fault(FILE, 0, "collocates", repr(one), f"words, with * for any letters: {why}")
        for one in (near if isinstance(near, list) else ())
        if (why := _no_pattern(one))
    ]
    sides = found.get("sides")
    faults += [
        Fault(FILE, 0, f"sides: {name}", repr(of), "name; leader and called where there are any")
        for name, of in (sides.items() if isinstance(sides, dict) else ())
        if not isinstance(of, dict)
        or not set(of) <= {"name", "leader", "called"}
        or "name" not in of
    ]
    if faults:
        raise DataError(faults)
    return Settings(
        sides=tuple(Side(name, **of) for name, of in found.get("sides", {}).items()),
        speakers=found.get("speakers", {}),
        excerpts=found.get("excerpts", Settings.excerpts),
        original=found.get("original", Settings.original),
        unmatched=found.get("unmatched", Settings.unmatched),
        verdicts=found.get("verdicts", {}),
        headlines=Headlines(
            **{
                key: tuple(value) if isinstance(value, list) else value
                for key, value in chosen.items()
            }
        ),
        **{
            key: tuple(found.get(key, ()))
            for key in ("calls", "pair", "full_texts", "first", "collocates")
        },
    )


def _no_pattern(written: object) -> str:
    """Why something is no pattern; empty where it is one."""
    if not isinstance(written, str):
        return "it is no text"
    try:
        parse(written)
    except ValueError as error:
        return str(error)
    return ""
