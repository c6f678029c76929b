"""The readouts as segments: unbroken stretches of text, each with who published it and whom it makes speak."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from .. import paths
from ..text.absence import EXCERPTS as EXCERPTS
from ..text.absence import FULL as FULL
from ..text.absence import QUOTED, not_found
from ..text.tokens import tokenize
from . import datapackage
from .confirmed import Confirmed, confirmed_of
from .names import OF_THE_READOUT as OF_THE_READOUT
from .names import day as day
from .names import side_name as side_name
from .segments import is_counted

# What a segment's table may leave out.
OPTIONAL = ("speaker", "speaker_basis", "quotation")


@dataclass(frozen=True)
class Corpus:
    """The data of a report.

    Attributes
    ----------
    segments : DataFrame
        One row a segment that is counted, indexed by ``segment_id``: ``readout_id, issuer, side, date, language,
        completeness, speaker, speaker_basis, quotation, paragraph, text``, and ``n_tokens``; what is not known is
        empty.
    repeated : DataFrame
        The same for passages that only repeat others; they are shown and never counted.
    tables : dict of str to DataFrame
        Every table of the data folder by its name in ``datapackage.json``.
    excerpts : str
        What this corpus calls its excerpts, in the plural.
    described : dict of str to dict of str to str
        Of each table, what ``datapackage.json`` says of each column.
    confirmed : dict of (str, str, str) to str
        Absences that a person has confirmed, by event, side and code; see `confirmed`.
    """

    segments: pd.DataFrame
    repeated: pd.DataFrame
    tables: dict[str, pd.DataFrame]
    excerpts: str = QUOTED
    described: dict[str, dict[str, str]] = field(default_factory=dict, repr=False)
    confirmed: Confirmed = field(default_factory=dict)

    def of(self, readout_id: str) -> pd.DataFrame:
        """Return the counted segments of one readout, in the order of the text."""
        return self.segments[self.segments["readout_id"] == readout_id]

    def absence(self, completeness: str) -> str:
        """Return what may be said here of something that was looked for and not found; see `not_found`."""
        return not_found(completeness, self.excerpts)

    @cached_property
    def readouts(self) -> pd.DataFrame:
        """The readouts in print, indexed by ``readout_id``: their table with ``event, event_date, event_name, side_name, kind`` and ``issuer``.

        An event is its own id or, where the table has none, the date that the readouts share. Its date is the one of its
        own table or, where that has none, the readout's.
        """
        table = self.tables["readouts"].copy()
        if "event_date" not in table:
            table["event_date"] = _dated(table, self.tables.get("events"))
        elif "event" in table:  # readouts that came later need not have it
            table["event_date"] = table["event_date"].fillna(
                _dated(table, self.tables.get("events"))
            )
        if "event" not in table:
            table["event"] = table["event_date"].map(str)
        table["kind"] = table["kind"].fillna("readout") if "kind" in table else "readout"
        table["side_name"] = _named(table["side"], self.tables.get("sides"), "side", side_name)
        dates = dict(zip(table["event"], table["event_date"]))
        table["event_name"] = _named(
            table["event"], self.tables.get("events"), "event", lambda event: day(dates[event])
        )
        if "issuer" not in table:
            table["issuer"] = table["side_name"]
        return table.set_index("readout_id", drop=False).rename_axis(None)


def _dated(readouts: pd.DataFrame, events: pd.DataFrame | None) -> pd.Series:
    """Return the date of each readout's event."""
    if events is None or not {"event", "date"} <= set(events):
        return readouts["date"]
    return readouts["event"].map(events.set_index("event")["date"]).fillna(readouts["date"])


def _named(
    ids: pd.Series, table: pd.DataFrame | None, key: str, by_rule: Callable[[str], str]
) -> pd.Series:
    """Return names in print: from a table with ``label``, or by a rule where there is none."""
    if table is None or key not in table:
        return ids.map(by_rule)
    return ids.map(table.set_index(key)["label"])


def load(
    folder: Path = paths.DATA,
    checks: Iterable[Callable[[dict[str, Any]], list[datapackage.Fault]]] = (),
    excerpts: str = QUOTED,
) -> Corpus:
    """Read a data folder.

    Parameters
    ----------
    folder : Path
    checks : iterable of functions
        Further rules, as `datapackage.read` takes them: `codebook.faults`, for one.
    excerpts : str
        What the corpus calls its excerpts, in the plural.

    Raises
    ------
    datapackage.DataError
        All faults of all tables at once.

    Examples
    --------
    >>> corpus = load()
    >>> sum(len(corpus.of(readout)) for readout in corpus.readouts.index) == len(corpus.segments)
    True
    """
    rows = datapackage.read(folder, [_agreement_faults, *checks])
    described = {
        resource["name"]: {
            one["name"]: one.get("description", "") for one in resource["schema"]["fields"]
        }
        for resource in datapackage.descriptor(folder)["resources"]
    }
    tables = {
        name: pd.DataFrame(table, columns=list(described[name])) for name, table in rows.items()
    }
    segments = tables["segments"].set_index("segment_id", drop=False).rename_axis(None)
    readouts = Corpus(segments, segments[:0], tables).readouts
    for name in OF_THE_READOUT:
        if name not in segments:
            segments[name] = segments["readout_id"].map(readouts[name])
    for name in OPTIONAL:
        segments[name] = segments[name].fillna("") if name in segments else ""
    segments["n_tokens"] = [len(tokenize(text)) for text in segments["text"]]
    repeats = pd.Series(
        [not is_counted(segment) for segment in segments.to_dict("records")],
        segments.index,
        dtype=bool,
    )
    confirmed = confirmed_of(folder)
    return Corpus(segments[~repeats], segments[repeats], tables, excerpts, described, confirmed)


def _agreement_faults(tables: dict[str, list[dict[str, Any]]]) -> list[datapackage.Fault]:
    """Return where `segments.csv` repeats columns of `readouts.csv`, for a person who reads it alone, and does not agree."""
    known = {readout["readout_id"]: readout for readout in tables["readouts"]}
    return [
        datapackage.Fault(
            "segments.csv",
            segment[""],
            name,
            repr(str(segment[name])),
            f"{str(readout[name])!r}, as {segment['readout_id']} has in readouts.csv",
        )
        for segment in tables["segments"]
        if (readout := known.get(segment["readout_id"]))
        for name in OF_THE_READOUT
        if None not in (segment.get(name), readout.get(name)) and segment[name] != readout[name]
    ]
