"""What the reference lists say: rates of frames over many documents, and where a call lies among those of like length.

Takes the tables of ``data/`` and gives flat tables back. A call is placed within its own stratum only. A short text's rate
jumps with every stretch, so a readout's rate is held against texts of like length, with the counts beside it.
"""

from collections.abc import Iterable
from datetime import date
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..measures import collocation, guard, keyness, resampling
from ..measures.multiple_testing import holm
from ..measures.order import end_scores, order_test

KREMLIN_AFTER, KREMLIN_BEFORE, WHITE_HOUSE = "kremlin-after", "kremlin-before", "white-house"
SEED = 20220615
# Words whose company and spread are looked at: four of the codebook's names for the war, and four of what else the two calls are about.
NODES = (
    "crisis",
    "situation",
    "operation",
    "issue",
    "sovereignty",
    "security",
    "sanctions",
    "talks",
)
LONG = 200  # words: both readouts of this report have as many, and are held against texts that have
RARE = 0.05  # a word is rare in a stratum if no larger share of its texts has it
# Frames that are looked at without one of their codes as well: without a general expression that need not name the war, and
# without the aims of the operation, which no text before it can state.
NARROWED = {
    "naming-without-actions": ("naming", "actions"),
    "legitimacy-without-stated-aims": ("legitimacy", "stated-aims"),
}
NARROWED_LABELS = {
    "naming-without-actions": "Naming of the war, “Russia’s actions” apart",
    "legitimacy-without-stated-aims": "Legitimacy and law, stated aims apart",
}
# What presupposes the war has no test against the time before it.
UNTESTED = ("naming", "naming-without-actions", "legitimacy")


def views(tables: dict[str, pd.DataFrame]) -> dict[str, list[str]]:
    """What is counted, and the codes that it gathers: the frames of the codebook, then two of them without a code."""
    frames = {frame: list(codes) for frame, codes in tables["codebook"].groupby("frame")["code"]}
    whole = {frame: frames[frame] for frame in tables["frames"]["frame"]}
    return whole | {
        name: [code for code in frames[frame] if code != left_out]
        for name, (frame, left_out) in NARROWED.items()
    }


def labels(tables: dict[str, pd.DataFrame]) -> dict[str, str]:
    """The name in print of each of `views`."""
    return dict(zip(tables["frames"]["frame"], tables["frames"]["label"])) | NARROWED_LABELS


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
    frames = views(tables)
    of = of if of is not None else {frame: frames[frame] for frame in tables["frames"]["frame"]}
    wide = _wide(tables, other_matters)
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


def _wide(tables: dict[str, pd.DataFrame], other_matters: bool) -> pd.DataFrame:
    """The counts of codes: a row a document, in the order of the documents, a column a code."""
    counts = tables["reference_codes"]
    frequency = (
        counts["frequency"] if other_matters else counts["frequency"] - counts["other_matters"]
    )
    wide = counts.assign(frequency=frequency).pivot(
        index="document", columns="code", values="frequency"
    )
    return wide.reindex(tables["reference_documents"]["document"]).fillna(0).astype(int)


def readout_counts(tables: dict[str, pd.DataFrame], of: dict[str, Iterable[str]]) -> pd.DataFrame:
    """The same of the Kremlin's two full readouts: ``readout_id, frame, frequency, n_target``."""
    counts = tables["fulltext_codes"]
    wide = counts[counts["level"] == "code"].pivot(
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


def frame_rates(tables: dict[str, pd.DataFrame], rates: pd.DataFrame) -> pd.DataFrame:
    """The rate in each stratum of what `rates` counts, with an interval from how the documents spread.

    Returns
    -------
    DataFrame
        ``stratum, frame, frequency, document_frequency, n_documents, n_tokens, rate, low, high``; the interval is NaN
        where no document has the frame, or one has more than half of its stretches.
    """
    frames = list(rates["frame"].unique())
    frequency, size, strata = _matrix(rates)
    rows = []
    for stratum in tables["reference_strata"]["stratum"]:
        own = strata == stratum
        interval = resampling.rate_over_texts(frequency[own], size[own])
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


def partners_widen(tables: dict[str, pd.DataFrame], rates: pd.DataFrame) -> pd.DataFrame:
    """How much wider the intervals of the Kremlin's rates are if the partner is the unit and not the call: ``stratum, frame, times`` on the scale of logarithms."""
    frames = list(rates["frame"].unique())
    frequency, size, strata = _matrix(rates)
    rows = []
    for stratum in (KREMLIN_AFTER, KREMLIN_BEFORE):
        own = strata == stratum
        partners = tables["reference_documents"].loc[own, "partner"].to_numpy(dtype=str)
        alone, together = (
            resampling.rate_over_texts(frequency[own], size[own], groups=groups)
            for groups in (None, partners)
        )
        times = np.log(together.high / together.low) / np.log(alone.high / alone.low)
        rows += [(stratum, frame, value) for frame, value in zip(frames, times)]
    return pd.DataFrame(rows, columns=["stratum", "frame", "times"]).dropna(ignore_index=True)


def shifts(tables: dict[str, pd.DataFrame], rates: pd.DataFrame) -> pd.DataFrame:
    """The Kremlin's calls from 24 February 2022 against those before, for what `rates` counts.

    Returns
    -------
    DataFrame
        ``frame, difference, p, holm, p_partners, holm_partners, relabellings``. NaN for what presupposes the war; Holm's correction
        is over the rest. ``p_partners`` relabels the calls with one and the same partner among themselves alone.
    """
    frames = list(rates["frame"].unique())
    kremlin = rates[rates["stratum"] != WHITE_HOUSE]
    frequency, size, strata = _matrix(kremlin)
    partners = (
        tables["reference_documents"]
        .set_index("document")
        .loc[kremlin["document"].unique(), "partner"]
        .to_numpy(dtype=str)
    )
    tests = {
        end: resampling.permutation_test(
            frequency, size, strata == KREMLIN_AFTER, groups=groups, seed=SEED
        )
        for end, groups in (("", None), ("_partners", partners))
    }
    table = pd.DataFrame({"frame": frames, "difference": tests[""].difference})
    tested = ~table["frame"].isin(UNTESTED)
    for end, test in tests.items():
        table["p" + end] = np.where(tested, test.p, np.nan)
        table.loc[tested, "holm" + end] = holm(test.p[tested])
    return table.assign(relabellings=tests[""].relabellings)


def places(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The Kremlin's two full readouts among its calls from 24 February 2022 of `LONG` words or more.

    Returns
    -------
    DataFrame
        ``readout_id, frame, frequency, n_target, rate``; among those calls ``n_texts, has`` (texts that have the frame), ``below, equal,
        above`` (by rate), ``percentile, low, high, p, holm``; among all calls of any length ``as_many`` (texts with as many stretches).
        Holm's correction is over the frames of the codebook, readout by readout; a frame without one of its codes is no test of its own.
    """
    of = views(tables)
    rates = document_rates(tables, of)
    own = rates[rates["stratum"] == KREMLIN_AFTER]
    counts = own.pivot(index="frame", columns="document", values="frequency").loc[list(of)]
    sizes = (
        own.drop_duplicates("document")
        .set_index("document")["n_tokens"]
        .loc[counts.columns]
        .to_numpy()
    )
    like = sizes >= LONG
    parts = []
    for _, table in readout_counts(tables, of).groupby("readout_id"):
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
        whole = ~table["frame"].isin(NARROWED)
        table.loc[~whole, "p"] = np.nan
        table.loc[whole, "holm"] = holm(table.loc[whole, "p"].to_numpy())
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


# --- The same under other choices ---------------------------------------------------------

FLOORS = (100, 150, 200, 250)
PERIODS = {
    "all": (date.min, date.max),
    "to the end of March": (date.min, date(2022, 3, 31)),
    "from April": (date(2022, 4, 1), date.max),
}
MORE, HIGHER, HAVE = "more", "higher", "have"


class Choice(NamedTuple):
    """One way to hold a readout against calls: which calls, what is left out of the frame, and whether other matters count."""

    stratum: str = KREMLIN_AFTER
    floor: int = LONG
    period: str = "all"
    left_out: str = ""
    other_matters: bool = False

    def __str__(self) -> str:
        parts = [
            "the calls before 24 February" if self.stratum != KREMLIN_AFTER else "",
            f"{self.floor} words or more" if self.floor not in (1, LONG) else "",
            self.period if self.period != "all" else "",
            f"without the code {self.left_out}" if self.left_out else "",
            "other matters counted" if self.other_matters else "",
        ]
        return ", ".join(part for part in parts if part) or "as here"


def choices(tables: dict[str, pd.DataFrame], floors: Iterable[int] = FLOORS) -> pd.DataFrame:
    """Each of the two readouts and each view under every combination of choices.

    Parameters
    ----------
    tables : dict of DataFrame
    floors : iterable of int
        How many words a call must have, one choice each.

    Returns
    -------
    DataFrame
        ``readout_id, frame, choice, frequency, n_texts, has, above, as_many``: of the calls that the choice takes, how many have the frame, have
        a higher rate, have as many stretches or more.
    """
    documents = tables["reference_documents"]
    masks = {}
    for stratum, floor, (period, (first, last)) in product(
        (KREMLIN_AFTER, KREMLIN_BEFORE), floors, PERIODS.items()
    ):
        if stratum == KREMLIN_AFTER or period == "all":
            masks[stratum, floor, period] = (
                (documents["stratum"] == stratum)
                & (documents["n_tokens"] >= floor)
                & (documents["date"] >= first)
                & (documents["date"] <= last)
            ).to_numpy()
    of = {
        (name, left_out): [code for code in codes if code != left_out]
        for name, codes in views(tables).items()
        for left_out in ("", *codes)
        if left_out == "" or len(codes) > 1
    }
    sizes, rows = documents["n_tokens"].to_numpy(), []
    own = {(row.readout_id, row.frame): row for row in readout_counts(tables, of).itertuples()}
    readouts = sorted({readout_id for readout_id, _ in own})
    for other_matters in (False, True):
        wide = _wide(tables, other_matters)
        for (name, left_out), codes in of.items():
            counts = wide.reindex(columns=codes, fill_value=0).sum(axis=1).to_numpy()
            for readout_id in readouts:
                row = own[readout_id, (name, left_out)]
                above, as_many = (
                    counts * row.n_target > row.frequency * sizes,
                    counts >= row.frequency,
                )
                rows += [
                    (
                        readout_id,
                        name,
                        Choice(*key, left_out, other_matters),
                        row.frequency,
                        int(mask.sum()),
                        int((mask & (counts > 0)).sum()),
                        int((mask & above).sum()),
                        int((mask & as_many).sum()),
                    )
                    for key, mask in masks.items()
                ]
    return pd.DataFrame(
        rows,
        columns=[
            "readout_id",
            "frame",
            "choice",
            "frequency",
            "n_texts",
            "has",
            "above",
            "as_many",
        ],
    )


def outcome(claim: str, table: pd.DataFrame) -> pd.Series:
    """Whether a claim holds under each row of `choices`: that no call has as many stretches (`MORE`), none a higher rate (`HIGHER`), or more than half have the frame (`HAVE`)."""
    return {
        MORE: table["as_many"] == 0,
        HIGHER: table["above"] == 0,
        HAVE: 2 * table["has"] > table["n_texts"],
    }[claim]


def one_thing_else(choice: Choice) -> bool:
    """Whether a choice differs from the one made here in at most one respect.

    Examples
    --------
    >>> one_thing_else(Choice()), one_thing_else(Choice(floor=100)), one_thing_else(Choice(floor=100, other_matters=True))
    (True, True, False)
    """
    return (
        sum(
            mine != usual
            for mine, usual in zip(choice, Choice(floor=LONG if choice.floor != 1 else 1))
        )
        <= 1
    )


def call_words(tables: dict[str, pd.DataFrame], stratum: str = KREMLIN_AFTER) -> pd.DataFrame:
    """Every word of the Kremlin's two full readouts with its counts in a stratum.

    Returns
    -------
    DataFrame
        ``readout_id, word, frequency, n_target, frequency_reference, n_reference, document_frequency, n_documents, n_like,
        documents_as_high, rank_p, holm``: of the ``n_like`` texts of `LONG` words or more, how many have a rate as high as the
        call's; the p is their share, the call counted with them; the family of Holm's correction is the words of the call.
    """
    words = tables["fulltext_words"].assign(
        n_target=lambda table: table.groupby("readout_id")["frequency"].transform("sum")
    )
    counts = tables["reference_calls"]
    counts = (
        counts[counts["stratum"] == stratum]
        .drop(columns="stratum")
        .rename(columns={"frequency": "frequency_reference"})
    )
    of = tables["reference_strata"].set_index("stratum").loc[stratum]
    table = words.merge(counts, on=["readout_id", "word"], validate="one_to_one").assign(
        n_reference=of["n_tokens"], n_documents=of["n_documents"]
    )
    documents = tables["reference_documents"]
    table["n_like"] = int(
        ((documents["stratum"] == stratum) & (documents["n_tokens"] >= LONG)).sum()
    )
    table["rank_p"] = (table["documents_as_high"] + 1) / (table["n_like"] + 1)
    table["holm"] = table.groupby("readout_id")["rank_p"].transform(lambda p: holm(p.to_numpy()))
    return table


def call_keyness(words: pd.DataFrame, least: int = 1) -> pd.DataFrame:
    """The table of `call_words` with every measure of keyness that one call against a stratum can bear.

    Returns
    -------
    DataFrame
        The measures of `readouts.measures.keyness.keyness`, NaN where the guard withholds them, and ``<measure>_withheld``, the
        reason; the family of the corrections is the words of one call, of which those are given that it has `least` times.
    """
    parts = []
    for readout_id, own in words.groupby("readout_id"):
        measured = keyness.keyness(
            own["frequency"],
            own["n_target"],
            own["frequency_reference"],
            own["n_reference"],
            family=f"words of {readout_id}",
        )
        masked, reasons = guard.guard(measured, 1, int(own["n_documents"].iloc[0]))
        masked = masked.assign(**{f"{name}_withheld": reason for name, reason in reasons.items()})
        parts.append(own.join(masked.drop(columns=[name for name in masked if name in own])))
    table = pd.concat(parts)
    return table[table["frequency"] >= least]


def alone(tables: dict[str, pd.DataFrame], words: pd.DataFrame) -> pd.DataFrame:
    """How many of a text's words no other text of the stratum has: ``document, date, n_tokens, n_types, n_types_alone, share``.

    `words` is as from `call_words`. The Kremlin's calls from 24 February 2022, and the two readouts of this report, each held against those calls.
    """
    documents = tables["reference_documents"]
    documents = documents.loc[
        documents["stratum"] == KREMLIN_AFTER,
        ["document", "date", "n_tokens", "n_types", "n_types_alone"],
    ]
    calls = (
        words.groupby("readout_id")
        .agg(
            n_tokens=("frequency", "sum"),
            n_types=("word", "size"),
            n_types_alone=("frequency_reference", lambda counts: (counts == 0).sum()),
        )
        .reset_index()
    )
    dates = tables["readouts"].set_index("readout_id")["event_date"]
    table = pd.concat(
        [
            documents,
            calls.assign(date=calls["readout_id"].map(dates)).rename(
                columns={"readout_id": "document"}
            ),
        ],
        ignore_index=True,
    )
    return table.assign(share=100 * table["n_types_alone"] / table["n_types"])


def collocates(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """The collocates that ``data/reference/`` holds, with their measures; see `readouts.measures.collocation`."""
    return collocation.measures(tables["reference_collocates"])


# Of the contacts of a series in their order, so few at either end at least are held against each other.
LEAST_END = 3
DEPENDS = "depends"


def ends(n_contacts: int) -> range:
    """How many contacts an end of a series may be: from three to a third of them."""
    return range(LEAST_END, n_contacts // 3 + 1)


def _presence(series: pd.DataFrame) -> pd.DataFrame:
    """Whether a contact has a string: a row a string, a column a contact, both in their order."""
    wide = series.pivot(index="term", columns=["event_date", "contact"], values="frequency") > 0
    return wide.loc[series["term"].unique()].sort_index(axis=1)


def course_by_ends(series: pd.DataFrame) -> pd.DataFrame:
    """How many of the first n and of the last n contacts have a string, for every n that `ends` allows.

    Parameters
    ----------
    series : DataFrame
        ``event_date, contact, term, frequency``, every contact with every string.

    Returns
    -------
    DataFrame
        ``term, n, first, last, course``. A string *stays* that one of the first n contacts has and one of the last n,
        *goes* if one of the first alone, *comes* if one of the last alone, *passes* if one between alone; a string of one contact is
        there *once*, one of none *never*.

    Examples
    --------
    >>> contacts = [(f"2022-01-{day:02}", "phone", "peace", int(day in (1, 4))) for day in range(1, 13)]
    >>> course_by_ends(pd.DataFrame(contacts, columns=["event_date", "contact", "term", "frequency"])).values.tolist()
    [['peace', 3, 1, 0, 'goes'], ['peace', 4, 2, 0, 'goes']]
    """
    rows = []
    for term, has in _presence(series).iterrows():
        for n in ends(len(has)):
            first, last = int(has.iloc[:n].sum()), int(has.iloc[-n:].sum())
            name = {
                (True, True): "stays",
                (True, False): "goes",
                (False, True): "comes",
                (False, False): "passes",
            }[first > 0, last > 0]
            rows.append((term, n, first, last, {0: "never", 1: "once"}.get(has.sum(), name)))
    return pd.DataFrame(rows, columns=["term", "n", "first", "last", "course"])


def course(series: pd.DataFrame) -> pd.DataFrame:
    """What stays, comes and goes in a series of contacts, whatever is called its ends.

    Parameters
    ----------
    series : DataFrame
        As `course_by_ends` takes it.

    Returns
    -------
    DataFrame
        ``term, contacts, first, last, course, statistic, p, holm``: the first and the last contact that has it; the course that holds for
        every n of `course_by_ends`, else *depends*; and the exact p of a permutation of the contacts. The statistic is
        how many of the last n have the string less how many of the first n, summed over every n; the family of Holm's
        correction is the strings of the series.

    Examples
    --------
    >>> contacts = [(f"2022-01-{day:02}", "phone", "peace", int(day in (1, 9))) for day in range(1, 13)]
    >>> course(pd.DataFrame(contacts, columns=["event_date", "contact", "term", "frequency"]))[["contacts", "first", "last", "course"]].values.tolist()
    [[2, '2022-01-01', '2022-01-09', 'depends']]
    """
    presence = _presence(series)
    n_contacts = presence.shape[1]
    scores = end_scores(n_contacts, ends(n_contacts))
    courses = (
        course_by_ends(series)
        .groupby("term")["course"]
        .agg(lambda names: names.iloc[0] if names.nunique() == 1 else DEPENDS)
    )
    rows = []
    for term, has in presence.iterrows():
        dates = [date for (date, _), present in has.items() if present]
        rows.append(
            (
                term,
                len(dates),
                dates[0] if dates else None,
                dates[-1] if dates else None,
                courses[term],
                *order_test(has.to_numpy(), scores),
            )
        )
    table = pd.DataFrame(
        rows, columns=["term", "contacts", "first", "last", "course", "statistic", "p"]
    )
    return table.assign(holm=holm(table["p"].to_numpy()))
