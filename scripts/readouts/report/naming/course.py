"""What stays, comes and goes in a series of contacts."""

import pandas as pd

from ...measures.multiple_testing import holm
from ...measures.order import end_scores, order_test

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
