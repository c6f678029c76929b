"""A series: items of a programme, which of them belong to a contact of two parties, and the counts in them.

The texts are not given: the functions here make the tables of ``data/`` where the texts are at hand; see `fulltext`.
"""

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator

import pandas as pd

from .rules import Series


def contact_day(rules: Series, text: str, broadcast: datetime.date) -> datetime.date:
    """Tell the day that an item is about: the first that its text names, the last such day up to the broadcast.

    Raises
    ------
    ValueError
        If the text names none.
    """
    named = rules.day.search(text)
    if named is None:
        raise ValueError(f"text of {broadcast}: found no day, expected one by the rule")
    month, day = named.groups()
    days = (broadcast - datetime.timedelta(days) for days in range(366))
    return next(
        date
        for date in days
        if date.day == int(day) and (month is None or date.month == int(month))
    )


def length(rules: Series, text: str) -> int:
    """Measure an item: the characters of its script; the programme's opening formula, digits, letters and punctuation are not counted."""
    return len(rules.characters.findall(rules.opening.sub("", text)))


def occurrences(
    rules: Series, text: str, term: str, longer: tuple[str, ...] = ()
) -> tuple[int, int]:
    """Count how often a string stands in a text, and how often of these inside a longer name or the title of a document."""
    apart = rules.set_apart.sub("|", text)
    for name in longer:
        apart = apart.replace(name, "|")
    frequency = text.count(term)
    return frequency, frequency - apart.count(term)


def items(
    rules: Series, table: pd.DataFrame, texts: dict[str, str], titles: dict[str, str]
) -> pd.DataFrame:
    """The table of items with what the rule gives; an item keeps its kind without its title, and its day and its length without its text.

    Parameters
    ----------
    rules : Series
    table : DataFrame
        The table of items.
    texts, titles : dict of str to str
        SHA-256 of a text to it, and to its title.
    """
    rows = []
    for item in table.itertuples():
        text, title = texts.get(item.sha256), titles.get(item.sha256)
        name = item.kind if title is None else rules.kind(title)
        day, size = item.event_date, item.n_hanzi
        if text is not None:
            size = length(rules, text)
            day = contact_day(rules, text, item.broadcast_date) if name in rules.together else ""
        rows.append((name, day if name in rules.together else "", size))
    made = pd.DataFrame(rows, columns=["kind", "event_date", "n_hanzi"], index=table.index)
    return table.assign(**made)[list(table.columns)].fillna("")


def item_terms(
    rules: Series,
    table: pd.DataFrame,
    strings: pd.DataFrame,
    kept: pd.DataFrame,
    texts: dict[str, str],
) -> pd.DataFrame:
    """``item, term, frequency, inside``: every string in every item that has it; an item whose text is not at hand keeps its rows."""
    longer = {
        row.term: tuple(row.inside.split("; "))
        if isinstance(row.inside, str) and row.inside
        else ()
        for row in strings.itertuples()
    }
    rows = []
    for item in table.itertuples():
        if item.sha256 in texts:
            counted = (
                (item.item, term, *occurrences(rules, texts[item.sha256], term, names))
                for term, names in longer.items()
            )
            rows += [row for row in counted if row[2]]
        else:
            rows += kept.loc[
                kept["item"] == item.item, ["item", "term", "frequency", "inside"]
            ].itertuples(index=False, name=None)
    return pd.DataFrame(rows, columns=["item", "term", "frequency", "inside"])


def terms(
    rules: Series,
    table: pd.DataFrame,
    counts: pd.DataFrame,
    strings: pd.DataFrame,
    dates: pd.Series,
) -> pd.DataFrame:
    """``event_date, term, frequency, inside, n_hanzi``: some contacts with the strings that are wanted of them; see `series`."""
    every = series(rules, table, counts, strings, {})
    return every.loc[
        every["event_date"].isin(dates), ["event_date", "term", "frequency", "inside", "n_hanzi"]
    ]


def series(
    rules: Series,
    table: pd.DataFrame,
    counts: pd.DataFrame,
    strings: pd.DataFrame,
    contacts: dict[datetime.date, str],
) -> pd.DataFrame:
    """Every contact with every string, all its items together, those with none included.

    Parameters
    ----------
    rules : Series
    table, counts, strings : DataFrame
        Items, strings in items, and those rows of the table of strings that are wanted.
    contacts : dict of date to str
        Day to the name of the contact; see `contact_names`.

    Returns
    -------
    DataFrame
        ``event_date, contact, term, frequency, inside, n_hanzi, n_items``
    """
    own = table[table["kind"].isin(rules.together)]
    sizes = (
        own.groupby("event_date")
        .agg(n_hanzi=("n_hanzi", "sum"), n_items=("item", "size"))
        .reset_index()
    )
    found = (
        counts.merge(own[["item", "event_date"]], on="item")
        .groupby(["event_date", "term"])[["frequency", "inside"]]
        .sum()
        .reset_index()
    )
    grid = sizes.merge(strings[["term"]], how="cross").merge(
        found, how="left", on=["event_date", "term"]
    )
    grid = grid.assign(
        contact=grid["event_date"].map(contacts),
        **grid[["frequency", "inside"]].fillna(0).astype(int),
    )
    return grid[["event_date", "contact", "term", "frequency", "inside", "n_hanzi", "n_items"]]


def contact_names(events: pd.DataFrame) -> dict[datetime.date, str]:
    """Day to a contact's name: the city of a meeting, else ``phone`` or ``video``."""
    forms = {"telephone": "phone", "video": "video"}
    return {
        row.date: row.place.lower() if row.form == "meeting" else forms[row.form]
        for row in events.itertuples()
    }


def stretches(
    rules: Series, table: pd.DataFrame, kept: pd.DataFrame, texts: dict[str, str]
) -> pd.DataFrame:
    """The table ``naming_stretches``: every match of a string that can be a name in the items of contacts, with what a reader wrote of it.

    A match that nobody has read has an empty cell, so that it differs from the table in ``data/``.
    """
    read = {(row.item, row.start, row.term): row.of for row in kept.itertuples()}
    strings = re.compile("|".join(rules.name_of))
    rows = []
    for item in table[table["kind"].isin(rules.together)].itertuples():
        if item.sha256 in texts:
            rows += [
                (
                    item.item,
                    place.start(),
                    place[0],
                    read.get((item.item, place.start(), place[0]), ""),
                )
                for place in strings.finditer(texts[item.sha256])
            ]
        else:
            rows += kept.loc[kept["item"] == item.item, ["item", "start", "term", "of"]].itertuples(
                index=False, name=None
            )
    return pd.DataFrame(rows, columns=["item", "start", "term", "of"])


def months(kept: pd.DataFrame, items: Iterable[dict[str, str]]) -> pd.DataFrame:
    """The table of months made from all items of the programme: how many have each string, and how often; the strings are those of the table.

    Parameters
    ----------
    kept : DataFrame
        The table of months.
    items : iterable of dict
        ``date, text`` of each item.
    """
    strings = list(kept["term"].unique())
    sizes, found = Counter(), Counter()
    for item in items:
        month = item["date"][:7]
        sizes[month] += 1
        for term in strings:
            if frequency := item["text"].count(term):
                found[month, term, "items"] += 1
                found[month, term, "all"] += frequency
    rows = [
        (month, term, found[month, term, "items"], found[month, term, "all"], sizes[month])
        for month in sorted(sizes)
        for term in strings
    ]
    return pd.DataFrame(rows, columns=["month", "term", "item_frequency", "frequency", "n_items"])


def counts(
    rules: Series,
    tables: dict[str, pd.DataFrame],
    texts: dict[str, str],
    titles: dict[str, str],
) -> Iterator[tuple[str, pd.DataFrame]]:
    """Make every table of the series anew, each with its name."""
    strings = tables[rules.table("strings")]
    table = items(rules, tables[rules.table("items")], texts, titles)
    found = item_terms(rules, table, strings, tables[rules.table("item_terms")], texts)
    dates = tables["readouts"].query("language == @rules.language")["event_date"]
    contacts = contact_names(tables["events"])
    yield rules.table("items"), table
    yield rules.table("item_terms"), found
    yield rules.table("terms"), terms(rules, table, found, strings[strings["in_terms"]], dates)
    yield (
        rules.table("series"),
        series(rules, table, found, strings[strings["in_series"]], contacts),
    )
    yield "naming_stretches", stretches(rules, table, tables["naming_stretches"], texts)
