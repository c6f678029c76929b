"""Rates of frames over the texts of strata, and where a readout lies among those of like length.

Takes the tables of ``data/`` and gives flat tables back. A readout is placed within its own stratum only. A short text's rate
jumps with every stretch, so a readout's rate is held against texts of like length, with the counts beside it.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from ...measures import keyness, resampling
from ...measures.multiple_testing import holm
from .. import stored
from .rules import Reference

SEED = 20220615
PLACES = [
    "readout_id",
    "frame",
    "frequency",
    "n_target",
    "rate",
    "n_texts",
    "has",
    "as_many",
    "below",
    "equal",
    "above",
    "percentile",
    "low",
    "high",
    "p",
    "holm",
]


def _codes(tables: dict[str, pd.DataFrame]) -> dict[str, list[str]]:
    """The codes of each frame of the codebook, in the order of the frames."""
    codes = {frame: list(own) for frame, own in tables["codebook"].groupby("frame")["code"]}
    return {frame: codes.get(frame, []) for frame in tables["frames"]["frame"]}


def _counted(
    tables: dict[str, pd.DataFrame], of: dict[str, list[str]], texts: Iterable[str] = ()
) -> dict[str, list[str]]:
    """Those of which every code is counted with the patterns of today: in the lists, and in some full texts."""
    known = stored.held(tables)
    if known is None:
        return of
    places = [("reference_codes", ""), *(("fulltext_codes", text) for text in texts)]
    return {
        name: codes
        for name, codes in of.items()
        if all((*place, "code", code) in known for place in places for code in codes)
    }


def whole_frames(tables: dict[str, pd.DataFrame]) -> dict[str, list[str]]:
    """Give the codes of each frame of the codebook that is counted, in the order of the frames."""
    return _counted(tables, _codes(tables))


def views(
    tables: dict[str, pd.DataFrame], reference: Reference, of_readouts: bool = False
) -> dict[str, list[str]]:
    """What is counted, and the codes that it gathers: the frames of the codebook, then some of them without a code.

    With `of_readouts` only what is counted in the full texts of the readouts compared too.
    """
    frames = _codes(tables)
    narrowed = {
        name: [code for code in frames[one.frame] if code != one.without]
        for name, one in reference.narrowed.items()
    }
    texts = reference.columns.values() if of_readouts else ()
    return _counted(tables, frames | narrowed, texts)


def uncounted(
    tables: dict[str, pd.DataFrame], reference: Reference, of_readouts: bool = False
) -> list[str]:
    """Name in print what `views` leaves out, since it is not counted with the patterns of today."""
    counted = views(tables, reference, of_readouts)
    return [label for name, label in labels(tables, reference).items() if name not in counted]


def labels(tables: dict[str, pd.DataFrame], reference: Reference) -> dict[str, str]:
    """The name in print of each of `views`."""
    whole = dict(zip(tables["frames"]["frame"], tables["frames"]["label"]))
    return whole | {name: narrowed.label for name, narrowed in reference.narrowed.items()}


def document_rates(
    tables: dict[str, pd.DataFrame],
    of: dict[str, Iterable[str]] | None = None,
    other_matters: bool = False,
) -> pd.DataFrame:
    """Every document and every view, those with none included: ``document, stratum, date, n_tokens, frame, frequency, normalized_frequency``.

    Parameters
    ----------
    tables : dict of DataFrame
    of : dict of str to codes, optional
        What is counted, under which name; the frames of the codebook where it is not given.
    other_matters : bool
        Count the stretches too that are of other matters.
    """
    of = of if of is not None else whole_frames(tables)
    wide = wide_counts(tables, other_matters)
    counts = pd.DataFrame(
        {
            name: wide.reindex(columns=list(codes), fill_value=0).sum(axis=1)
            for name, codes in of.items()
        }
    )
    documents = tables["reference_documents"][["document", "stratum", "date", "n_tokens"]]
    table = documents.merge(pd.DataFrame({"frame": list(of)}), how="cross")
    return table.assign(
        frequency=counts.to_numpy().ravel(),
        normalized_frequency=counts.to_numpy().ravel() * keyness.PER / table["n_tokens"],
    )


def wide_counts(tables: dict[str, pd.DataFrame], other_matters: bool) -> pd.DataFrame:
    """The counts of codes: a row a document, in the order of the documents, a column a code."""
    counts = tables["reference_codes"]
    frequency = (
        counts["frequency"] if other_matters else counts["frequency"] - counts["other_matters"]
    )
    wide = counts.assign(frequency=frequency).pivot(
        index="document", columns="code", values="frequency"
    )
    return wide.reindex(tables["reference_documents"]["document"]).fillna(0).astype(int)


def readout_counts(
    tables: dict[str, pd.DataFrame], reference: Reference, of: dict[str, Iterable[str]]
) -> pd.DataFrame:
    """Count the same in the full texts of the readouts compared: ``readout_id, frame, frequency, n_target``."""
    counts = tables["fulltext_codes"]
    own = counts["readout_id"].isin(reference.columns.values())
    wide = counts[own & (counts["level"] == "code")].pivot(
        index="readout_id", columns="name", values="frequency"
    )
    words = tables["fulltext_words"].groupby("readout_id")["frequency"].sum()
    rows = [
        (readout_id, name, int(wide.loc[readout_id, list(codes)].sum()), int(words[readout_id]))
        for name, codes in of.items()
        for readout_id in sorted(wide.index)
    ]
    return pd.DataFrame(rows, columns=["readout_id", "frame", "frequency", "n_target"])


def _matrix(rates: pd.DataFrame) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Frequencies (documents, frames), sizes and strata, document by document."""
    n = rates["frame"].nunique()
    return (
        rates["frequency"].to_numpy().reshape(-1, n),
        rates["n_tokens"].to_numpy()[::n],
        rates["stratum"].to_numpy()[::n],
    )


def _interval(frequency: np.ndarray, size: np.ndarray, groups=None) -> resampling.Interval:
    """Rates with their intervals; of few texts, or groups of them, the spread is not known, and the ends are NaN."""
    n = len(size) if groups is None else len(set(groups))
    if n >= resampling.LEAST_TEXTS:
        return resampling.rate_over_texts(frequency, size, groups=groups)
    rate = frequency.sum(axis=0) * keyness.PER / size.sum()
    return resampling.Interval(rate, np.full_like(rate, np.nan), np.full_like(rate, np.nan))


def frame_rates(tables: dict[str, pd.DataFrame], rates: pd.DataFrame) -> pd.DataFrame:
    """The rate in each stratum of what `rates` counts, with an interval from how the documents spread.

    Returns
    -------
    DataFrame
        ``stratum, frame, frequency, document_frequency, n_documents, n_tokens, rate, low, high``; the interval is NaN
        where no document has the frame, one has more than half of its stretches, or there are few.
    """
    frames = list(rates["frame"].unique())
    frequency, size, strata = _matrix(rates)
    rows = []
    for stratum in tables["reference_strata"]["stratum"]:
        own = strata == stratum
        interval = _interval(frequency[own], size[own])
        for number, frame in enumerate(frames):
            counts = frequency[own, number]
            rows.append(
                (
                    stratum,
                    frame,
                    int(counts.sum()),
                    int((counts > 0).sum()),
                    int(own.sum()),
                    int(size[own].sum()),
                    *(field[number] for field in interval),
                )
            )
    return pd.DataFrame(
        rows,
        columns=[
            "stratum",
            "frame",
            "frequency",
            "document_frequency",
            "n_documents",
            "n_tokens",
            "rate",
            "low",
            "high",
        ],
    )


def partners_widen(
    tables: dict[str, pd.DataFrame], reference: Reference, rates: pd.DataFrame
) -> pd.DataFrame:
    """How much wider the intervals of the rates are if the party is the unit and not the text: ``stratum, frame, times`` on the scale of logarithms."""
    frames = list(rates["frame"].unique())
    frequency, size, strata = _matrix(rates)
    rows = []
    for stratum in (reference.main, reference.before):
        own = strata == stratum
        partners = tables["reference_documents"].loc[own, "partner"].to_numpy(dtype=str)
        alone, together = (
            _interval(frequency[own], size[own], groups) for groups in (None, partners)
        )
        times = np.log(together.high / together.low) / np.log(alone.high / alone.low)
        rows += [(stratum, frame, value) for frame, value in zip(frames, times)]
    return pd.DataFrame(rows, columns=["stratum", "frame", "times"]).dropna(ignore_index=True)


def shifts(
    tables: dict[str, pd.DataFrame], reference: Reference, rates: pd.DataFrame
) -> pd.DataFrame:
    """The main stratum against the one before it, for what `rates` counts.

    Returns
    -------
    DataFrame
        ``frame, difference, p, holm, p_partners, holm_partners, relabellings``. NaN for what is `untested`; Holm's correction
        is over the rest. ``p_partners`` relabels the texts with one and the same party among themselves alone.
    """
    frames = list(rates["frame"].unique())
    both = rates[rates["stratum"].isin((reference.main, reference.before))]
    frequency, size, strata = _matrix(both)
    partners = (
        tables["reference_documents"]
        .set_index("document")
        .loc[both["document"].unique(), "partner"]
        .to_numpy(dtype=str)
    )
    tests = {
        end: resampling.permutation_test(
            frequency, size, strata == reference.main, groups=groups, seed=SEED
        )
        for end, groups in (("", None), ("_partners", partners))
    }
    table = pd.DataFrame({"frame": frames, "difference": tests[""].difference})
    tested = ~table["frame"].isin(reference.untested)
    for end, test in tests.items():
        table["p" + end] = np.where(tested, test.p, np.nan)
        table.loc[tested, "holm" + end] = holm(test.p[tested])
    return table.assign(relabellings=tests[""].relabellings)


def places(tables: dict[str, pd.DataFrame], reference: Reference) -> pd.DataFrame:
    """The readouts compared among the texts of the main stratum of `Reference.long` words or more.

    Returns
    -------
    DataFrame
        ``readout_id, frame, frequency, n_target, rate``; among those texts ``n_texts, has`` (texts that have the frame), ``below, equal,
        above`` (by rate), ``percentile, low, high, p, holm``; among all texts of any length ``as_many`` (texts with as many stretches).
        Holm's correction is over the frames of the codebook, readout by readout; a frame without one of its codes is no test of its own.
    """
    of = views(tables, reference, of_readouts=True)
    if not of:
        return pd.DataFrame(columns=PLACES)
    rates = document_rates(tables, of)
    own = rates[rates["stratum"] == reference.main]
    counts = own.pivot(index="frame", columns="document", values="frequency").loc[list(of)]
    sizes = (
        own.drop_duplicates("document")
        .set_index("document")["n_tokens"]
        .loc[counts.columns]
        .to_numpy()
    )
    like = sizes >= reference.long
    if not like.any():
        raise ValueError(
            f"{reference.main}: found no text of {reference.long} words or more, expected some of like length"
        )
    parts = []
    for _, table in readout_counts(tables, reference, of).groupby("readout_id"):
        among = resampling.place(
            table["frequency"].to_numpy(),
            int(table["n_target"].iloc[0]),
            counts.to_numpy()[:, like],
            sizes[like],
        )
        table = table.assign(
            rate=table["frequency"] * keyness.PER / table["n_target"],
            n_texts=int(like.sum()),
            has=(counts.to_numpy()[:, like] > 0).sum(axis=1),
            as_many=(counts.to_numpy() >= table["frequency"].to_numpy()[:, None]).sum(axis=1),
            **among._asdict(),
        )
        whole = ~table["frame"].isin(reference.narrowed)
        table.loc[~whole, "p"] = np.nan
        table.loc[whole, "holm"] = holm(table.loc[whole, "p"].to_numpy())
        parts.append(table)
    return pd.concat(parts, ignore_index=True)
