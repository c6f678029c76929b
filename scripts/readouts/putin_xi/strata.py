"""What the reference lists say: rates of frames over many documents, and where a call lies among them.

Takes the tables of ``data/`` and gives flat tables back. A call is placed within its own stratum only.
"""

import numpy as np
import pandas as pd

from ..measures import collocation, guard, keyness, resampling
from ..measures.multiple_testing import holm
from ..measures.order import end_scores, order_test

KREMLIN_AFTER, KREMLIN_BEFORE, WHITE_HOUSE = "kremlin-after", "kremlin-before", "white-house"
SEED = 20220615
# Words whose company and spread are looked at: four of the codebook's names for the war, and four of what else the two calls are about.
NODES = ("crisis", "situation", "operation", "issue", "sovereignty", "security", "sanctions", "talks")
RARE = 0.05  # a word is rare in a stratum if no larger share of its texts has it


def document_rates(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Every document and every frame, those with none included: ``document, stratum, date, n_tokens, frame, frequency, normalized_frequency``."""
    documents = tables["reference_documents"][["document", "stratum", "date", "n_tokens"]]
    grid = documents.merge(tables["frames"][["frame"]], how="cross").merge(tables["reference_frames"], how="left", on=["document", "frame"])
    grid["frequency"] = grid["frequency"].fillna(0).astype(int)
    return grid.assign(normalized_frequency=grid["frequency"] * keyness.PER / grid["n_tokens"])


def _matrix(rates: pd.DataFrame, frames: list[str]) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Frequencies (documents, frames), sizes and strata, document by document."""
    n = len(frames)
    return rates["frequency"].to_numpy().reshape(-1, n), rates["n_tokens"].to_numpy()[::n], rates["stratum"].to_numpy()[::n]


def frame_rates(tables: dict[str, pd.DataFrame], rates: pd.DataFrame) -> pd.DataFrame:
    """Each frame's rate in each stratum, with the interval from drawing documents anew.

    Returns
    -------
    DataFrame
        ``stratum, frame, frequency, document_frequency, n_documents, n_tokens, rate, low, high``; the interval is NaN
        where no document has the frame, since drawing zeros anew gives zeros.
    """
    frames = tables["frames"]["frame"].to_list()
    frequency, size, strata = _matrix(rates, frames)
    rows = []
    for stratum in tables["reference_strata"]["stratum"]:
        own = strata == stratum
        interval = resampling.bootstrap_rate(frequency[own], size[own], seed=SEED)
        for number, frame in enumerate(frames):
            counts = frequency[own, number]
            ends = (interval.low[number], interval.high[number]) if counts.any() else (np.nan, np.nan)
            rows.append((stratum, frame, int(counts.sum()), int((counts > 0).sum()), int(own.sum()), int(size[own].sum()), interval.estimate[number], *ends))
    return pd.DataFrame(rows, columns=["stratum", "frame", "frequency", "document_frequency", "n_documents", "n_tokens", "rate", "low", "high"])


def shifts(tables: dict[str, pd.DataFrame], rates: pd.DataFrame) -> pd.DataFrame:
    """The Kremlin's calls from 24 February 2022 against those before: ``frame, difference, p, holm, relabellings``.

    The family of Holm's correction is the frames of the codebook.
    """
    frames = tables["frames"]["frame"].to_list()
    frequency, size, strata = _matrix(rates[rates["stratum"] != WHITE_HOUSE], frames)
    test = resampling.permutation_test(frequency, size, strata == KREMLIN_AFTER, seed=SEED)
    return pd.DataFrame({"frame": frames, "difference": test.difference, "p": test.p, "holm": holm(test.p), "relabellings": test.relabellings})


def places(tables: dict[str, pd.DataFrame], rates: pd.DataFrame) -> pd.DataFrame:
    """Each frame of the Kremlin's two full readouts among its calls from 24 February 2022.

    Returns
    -------
    DataFrame
        ``readout_id, frame, frequency, n_target, rate, below, equal, above, percentile, low, high``
    """
    own = rates[rates["stratum"] == KREMLIN_AFTER].pivot(index="frame", columns="document", values="normalized_frequency")
    counts = tables["fulltext_codes"]
    counts = counts[counts["level"] == "frame"].drop(columns=["level", "words_covered"]).rename(columns={"name": "frame"})
    counts["n_target"] = counts["readout_id"].map(tables["fulltext_words"].groupby("readout_id")["frequency"].sum())
    counts["rate"] = counts["frequency"] * keyness.PER / counts["n_target"]
    place = resampling.percentile(counts["rate"].to_numpy(), own.loc[counts["frame"]].to_numpy())
    return counts.reset_index(drop=True).assign(**place._asdict())


def call_words(tables: dict[str, pd.DataFrame], stratum: str = KREMLIN_AFTER) -> pd.DataFrame:
    """Every word of the Kremlin's two full readouts with its counts in a stratum.

    Returns
    -------
    DataFrame
        ``readout_id, word, frequency, n_target, frequency_reference, n_reference, document_frequency, n_documents,
        documents_as_high, rank_p, holm``: the p is the share of the stratum's texts, the call counted with them, whose
        rate is as high as the call's; the family of Holm's correction is the words of the call.
    """
    words = tables["fulltext_words"].assign(n_target=lambda table: table.groupby("readout_id")["frequency"].transform("sum"))
    counts = tables["reference_calls"]
    counts = counts[counts["stratum"] == stratum].drop(columns="stratum").rename(columns={"frequency": "frequency_reference"})
    of = tables["reference_strata"].set_index("stratum").loc[stratum]
    table = words.merge(counts, on=["readout_id", "word"], validate="one_to_one").assign(n_reference=of["n_tokens"], n_documents=of["n_documents"])
    table["rank_p"] = (table["documents_as_high"] + 1) / (table["n_documents"] + 1)
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
        measured = keyness.keyness(own["frequency"], own["n_target"], own["frequency_reference"], own["n_reference"], family=f"words of {readout_id}")
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
    documents = documents.loc[documents["stratum"] == KREMLIN_AFTER, ["document", "date", "n_tokens", "n_types", "n_types_alone"]]
    calls = words.groupby("readout_id").agg(n_tokens=("frequency", "sum"), n_types=("word", "size"), n_types_alone=("frequency_reference", lambda counts: (counts == 0).sum())).reset_index()
    dates = tables["readouts"].set_index("readout_id")["event_date"]
    table = pd.concat([documents, calls.assign(date=calls["readout_id"].map(dates)).rename(columns={"readout_id": "document"})], ignore_index=True)
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
            name = {(True, True): "stays", (True, False): "goes", (False, True): "comes", (False, False): "passes"}[first > 0, last > 0]
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
    courses = course_by_ends(series).groupby("term")["course"].agg(lambda names: names.iloc[0] if names.nunique() == 1 else DEPENDS)
    rows = []
    for term, has in presence.iterrows():
        dates = [date for (date, _), present in has.items() if present]
        rows.append((term, len(dates), dates[0] if dates else None, dates[-1] if dates else None, courses[term], *order_test(has.to_numpy(), scores)))
    table = pd.DataFrame(rows, columns=["term", "contacts", "first", "last", "course", "statistic", "p"])
    return table.assign(holm=holm(table["p"].to_numpy()))
