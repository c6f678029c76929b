"""How far two coders agree: variable by variable, from their judgements of the sentences that both have coded, and where they differ.

Every topic of a sentence is a decision of its own, given or not; of the other variables a coder gives one value. Intervals draw
whole sentences, with all that is decided of each.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import combinations

import numpy as np
import pandas as pd

from ..measures.agreement import (
    alpha_of,
    bootstrap,
    coincidences,
    cross_table,
    kappa_of,
    weighted_statistic,
)
from .codings import JUDGEMENT, NONE, ONE, PERSON

TOPIC = "topic"
COLUMNS = ["first", "second", "variable", "code", "n", "same", "agreement", "kappa", "kappa_low", "kappa_high", "alpha", "alpha_low", "alpha_high"]  # fmt: skip
DIFFERENCES = ["sentence_id", "variable", "first", "second"]
Values = dict[tuple[str, str], frozenset[str]]


def of_persons(judgements: pd.DataFrame) -> dict[str, Values]:
    """Return each person's judgements, by sentence and variable, in the order in which they first stand.

    Parameters
    ----------
    judgements : DataFrame
        The columns of ``codings.csv``.
    """
    found: dict[str, dict[tuple[str, str], set[str]]] = {}
    for row in judgements[list(JUDGEMENT[:5])].itertuples(index=False):
        if row.coder_kind == PERSON:
            own = found.setdefault(row.coder, defaultdict(set))
            own[row.sentence_id, row.variable].add(row.value)
    return {coder: {key: frozenset(own[key]) for key in own} for coder, own in found.items()}


def agreement(judgements: pd.DataFrame) -> pd.DataFrame:
    """Return the agreement of every two persons on what both have judged.

    Returns
    -------
    DataFrame
        The columns `COLUMNS`, a row a variable, and a code where the variable is the topic: without a code, over all codes
        that one of both gives. ``n`` are sentences (over all codes, sentences times codes); NaN where a measure is undefined.

    Examples
    --------
    >>> rows = [(f"s-{n}", "speaker", value, "person", coder) for coder, said in (("AB", "xxyy"), ("CD", "xyyy")) for n, value in enumerate(said)]
    >>> table = agreement(pd.DataFrame(rows, columns=JUDGEMENT[:5]))
    >>> table[["variable", "n", "same", "kappa"]].values.tolist()
    [['speaker', 4, 3, 0.5]]
    """
    rows = []
    for (one, first), (other, second) in combinations(of_persons(judgements).items(), 2):
        shared = [key for key in first if key in second]
        for variable in (*ONE, TOPIC):
            sentences = [sentence for sentence, which in shared if which == variable]
            own = [(first[name, variable], second[name, variable]) for name in sentences]
            if variable != TOPIC:
                given = [[next(iter(value)) for value in pair] for pair in own]
                rows += [(one, other, variable, "", *_measured(given, sentences))] if own else []
                continue
            codes = sorted({code for pair in own for value in pair for code in value} - {NONE})
            each = {code: [[code in value for value in pair] for pair in own] for code in codes}
            every = [pair for code in codes for pair in each[code]]
            if codes:
                rows.append((one, other, TOPIC, "", *_measured(every, sentences * len(codes))))
            rows += [(one, other, TOPIC, code, *_measured(each[code], sentences)) for code in codes]
    return pd.DataFrame(rows, columns=COLUMNS)


def _measured(pairs: Sequence[Sequence], sentences: Iterable[str]) -> tuple:
    """How often two coders say the same, Cohen's kappa and Krippendorff's alpha with their intervals."""
    first, second = np.array(pairs, dtype=str).T
    groups = list(sentences)
    same = int((first == second).sum())
    crossed, coincident = cross_table(first, second, groups), coincidences([first, second], groups)
    measured: list[float] = []
    for tables, coefficient in ((crossed, kappa_of), (coincident, alpha_of)):
        value = float(coefficient(tables.sum(axis=0)))
        # Without a disagreement there is nothing to draw.
        bounds = (np.nan, np.nan)
        if value < 1 and len(tables) > 1:
            bounds = bootstrap(weighted_statistic(tables, coefficient), len(tables))[:2]
        measured += [value, *bounds]
    return len(pairs), same, same / len(pairs), *measured


def differences(judgements: pd.DataFrame) -> pd.DataFrame:
    """Return what two persons say differently of one sentence: the columns `DIFFERENCES`, with both in the columns of their values.

    Examples
    --------
    >>> rows = [("s-1", "topic", "war", "person", "AB"), ("s-1", "topic", "none", "person", "CD")]
    >>> differences(pd.DataFrame(rows, columns=JUDGEMENT[:5])).values.tolist()
    [['s-1', 'topic', 'AB: war', 'CD: none']]
    """
    rows = []
    for (one, first), (other, second) in combinations(of_persons(judgements).items(), 2):
        for key, value in first.items():
            if key in second and second[key] != value:
                said = [f"{who}: {'; '.join(sorted(own))}" for who, own in ((one, value), (other, second[key]))]  # fmt: skip
                rows.append((*key, *said))
    return pd.DataFrame(rows, columns=DIFFERENCES)
