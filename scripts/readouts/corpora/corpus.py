"""The readouts as segments: unbroken stretches of text, each with who published it and whom it makes speak."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from .. import paths
from ..text.tokens import tokenize
from . import datapackage

FULL, EXCERPTS = "full", "excerpts"
STATES = {FULL: "absent", EXCERPTS: "not in the quoted passages"}
# A heading of the article repeats words of a passage, in capitals of its own: shown, never counted.
REPEATED = "heading"


@dataclass(frozen=True)
class Corpus:
    """The data of a report.

    Attributes
    ----------
    segments : DataFrame
        One row a segment that is counted, indexed by ``segment_id``: ``readout_id, event_date, issuer, side, date,
        language, completeness, speaker, speaker_basis, quotation, paragraph, text``, and ``n_tokens``.
    repeated : DataFrame
        The same for passages that only repeat others; they are shown and never counted.
    tables : dict of str to DataFrame
        Every table of the data folder by its name in ``datapackage.json``.
    """

    segments: pd.DataFrame
    repeated: pd.DataFrame
    tables: dict[str, pd.DataFrame]

    def of(self, readout_id: str) -> pd.DataFrame:
        """The counted segments of one readout, in the order of the article."""
        return self.segments[self.segments["readout_id"] == readout_id]


def absence(completeness: str) -> str:
    """What may be said of something that was looked for and not found: absence is a fact about a whole text.

    Parameters
    ----------
    completeness : {'full', 'excerpts'}

    Examples
    --------
    >>> absence("full"), absence("excerpts")
    ('absent', 'not in the quoted passages')
    """
    return STATES[completeness]


def load(folder: Path = paths.DATA, checks: Iterable[Callable[[dict], list[datapackage.Fault]]] = ()) -> Corpus:
    """Read a data folder.

    Parameters
    ----------
    folder : Path
    checks : iterable of functions
        Further rules, as `datapackage.read` takes them: `codebook.faults`, for one.

    Raises
    ------
    datapackage.DataError
        All faults of all tables at once.

    Examples
    --------
    >>> load().of("kremlin-2022-02-25-quoted")["speaker"].to_list()
    ['putin']
    """
    rows = datapackage.read(folder, [_agreement_faults, *checks])
    tables = {name: pd.DataFrame(table) for name, table in rows.items()}
    segments = tables["segments"].set_index("segment_id", drop=False).rename_axis(None)
    segments["n_tokens"] = [len(tokenize(text)) for text in segments["text"]]
    repeats = segments["quotation"] == REPEATED
    return Corpus(segments[~repeats], segments[repeats], tables)


def _agreement_faults(tables: dict[str, list[dict]]) -> list[datapackage.Fault]:
    """`segments.csv` repeats six columns of `readouts.csv`, so that a person can read it alone: they must agree."""
    known = {readout["readout_id"]: readout for readout in tables["readouts"]}
    return [
        datapackage.Fault("segments.csv", segment[""], name, repr(str(segment[name])),
                          f"{str(readout[name])!r}, as {segment['readout_id']} has in readouts.csv")
        for segment in tables["segments"]
        if (readout := known.get(segment["readout_id"]))
        for name in ("event_date", "issuer", "side", "date", "language", "completeness")
        if None not in (segment[name], readout[name]) and segment[name] != readout[name]
    ]
