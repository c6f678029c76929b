"""What is particular to a report: who is compared, in which readouts, and how it is named. Read from ``data/report.yml``.

Nothing else in the package names a party; a folder without the file has a report of all its sides and events.
"""

import datetime
from dataclasses import dataclass, field, replace
from pathlib import Path

import yaml

from ..corpus.datapackage import DataError, Fault
from . import yaml_data
from .naming import rules as naming_rules
from .naming.rules import Series
from .reference import rules as reference_rules
from .reference.rules import Reference

FILE = "report.yml"
EXHIBITS = "exhibits.yml"


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
    """

    id: str
    name: str
    leader: str = ""


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
    full_texts : tuple of str
        Of the first side: the full text of the call before, and of the call in focus.
    reference : Reference, optional
        What the readouts are held against: ``reference.yml``.
    series : Series, optional
        The texts that are followed from contact to contact: ``series.yml``.
    exhibits : dict of str to dict
        How exhibits are worded here, by their ids, where the general wording does not do: ``exhibits.yml``.
    """

    sides: tuple[Side, ...] = ()
    speakers: dict[str, str] = field(default_factory=dict)
    excerpts: str = "passages at hand"
    calls: tuple[datetime.date, ...] = ()
    pair: tuple[str, ...] = ()
    full_texts: tuple[str, ...] = ()
    reference: Reference | None = None
    series: Series | None = None
    exhibits: dict[str, dict] = field(default_factory=dict)

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


# What may be worded in `EXHIBITS`.
WORDED = {"title": str, "caption": str, "alt": str, "columns": dict}
# Each key of the file, the type of what it holds, and how that is said.
_KEYS = {
    "sides": (dict, "a side's id to its name and leader"),
    "speakers": (dict, "a speaker's id to his name in print"),
    "excerpts": (str, "what the excerpts are called"),
    "calls": (list, "dates"),
    "pair": (list, "ids of readouts"),
    "full_texts": (list, "ids of readouts"),
}


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
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise DataError([Fault(FILE, 0, "", str(error).splitlines()[0], "YAML in UTF-8")]) from None
    if not isinstance(found, dict):
        raise DataError([Fault(FILE, 0, "", type(found).__name__, "keys: " + ", ".join(_KEYS))])
    faults = [
        Fault(FILE, 0, str(key), "an unknown key", "one of: " + ", ".join(_KEYS))
        for key in found
        if key not in _KEYS
    ]
    faults += [
        Fault(FILE, 0, key, repr(found[key]), says)
        for key, (kind, says) in _KEYS.items()
        if key in found and not isinstance(found[key], kind)
    ]
    calls = found.get("calls")
    faults += [
        Fault(FILE, 0, "calls", repr(one), "a date: YYYY-MM-DD")
        for one in (calls if isinstance(calls, list) else ())
        if not isinstance(one, datetime.date)
    ]
    sides = found.get("sides")
    faults += [
        Fault(FILE, 0, f"sides: {name}", repr(of), "name, and leader where there is one")
        for name, of in (sides.items() if isinstance(sides, dict) else ())
        if not isinstance(of, dict) or not set(of) <= {"name", "leader"} or "name" not in of
    ]
    if faults:
        raise DataError(faults)
    return Settings(
        sides=tuple(Side(name, **of) for name, of in found.get("sides", {}).items()),
        speakers=found.get("speakers", {}),
        excerpts=found.get("excerpts", Settings.excerpts),
        **{key: tuple(found.get(key, ())) for key in ("calls", "pair", "full_texts")},
    )
