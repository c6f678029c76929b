"""How peculiar a phrase of a text is: on how many earlier pages of its issuer other searches find the like of it.

A search is declared in ``formula_searches.csv``: words, and what stands how near to them. The pages are not given; what is kept
is how many were searched, and the place of everything that was found, in ``formula_places.csv``.
"""

import datetime
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ..corpus.corpus import day
from ..corpus.datapackage import Fault
from ..text.patterns import Match, Pattern, match, parse
from ..text.sentences import ends
from ..text.tokens import Token, tokenize
from .findings import Finding, Row
from .reference.rules import Reference
from .reference.texts import rows

if TYPE_CHECKING:
    from .context import Context

TABLE, PLACES = NEEDS = ("formula_searches", "formula_places")


class Page(NamedTuple):
    """A page of an issuer: its address, its day and its text."""

    address: str
    date: datetime.date
    text: str


class Place(NamedTuple):
    """The characters in which a search finds what it looks for."""

    start: int
    end: int


def faults(tables: dict[str, list[dict]]) -> list[Fault]:
    """Return where searches contradict their places, a check for `datapackage.read`."""
    found = []
    for row in tables.get(PLACES, []):
        if None not in (row["start"], row["end"]) and row["end"] <= row["start"]:
            expected = f"more than {row['start']}"
            found.append(Fault(f"{PLACES}.csv", row[""], "end", str(row["end"]), expected))
    for row in tables.get(TABLE, []):
        pages = {one["address"] for one in tables[PLACES] if one["search"] == row["search"]}
        if row["document_frequency"] not in (None, len(pages)):
            expected = f"{len(pages)}, the pages of {PLACES}.csv"
            value = str(row["document_frequency"])
            found.append(Fault(f"{TABLE}.csv", row[""], "document_frequency", value, expected))
        for column in ("first", "then"):
            try:
                patterns(row[column] or "")
            except ValueError as error:
                found.append(Fault(f"{TABLE}.csv", row[""], column, repr(row[column]), str(error)))
    return found


def patterns(cell: str) -> list[Pattern]:
    """Return the patterns of a cell, which are joined by a semicolon.

    Examples
    --------
    >>> [pattern.words for pattern in patterns("protect*; old border")]
    [('protect*',), ('old', 'border')]
    """
    return [Pattern("", "", one, parse(one)) for one in cell.split("; ")]


def find(text: str, first: str, then: str, between: int, either_order: bool) -> list[Place]:
    """Return where the one stands near the other, in one sentence: of each match of `first` that with the nearest of `then`.

    Parameters
    ----------
    text : str
    first, then : str
        Patterns, joined by a semicolon.
    between : int
        How many other words may stand between the two.
    either_order : bool
        Whether `then` may also stand before `first`.

    Examples
    --------
    >>> text = "They protect the old border. Borders are protected. They protect. The old border is closed."
    >>> [text[place.start : place.end] for place in find(text, "protect*", "border; borders", 2, False)]
    ['protect the old border']
    >>> [text[place.start : place.end] for place in find(text, "protect*", "border; borders", 2, True)]
    ['protect the old border', 'Borders are protected']
    """
    tokens = tokenize(text)
    others = match(text, patterns(then), tokens)
    found = []
    for one in match(text, patterns(first), tokens) if others else ():
        near = [
            (apart, pair)
            for other in others
            for pair in ((one, other), (other, one))[: 2 if either_order else 1]
            if 0 <= (apart := pair[1].first - pair[0].after) <= between
            and _in_one_sentence(text, tokens, pair)
        ]
        if near:
            _, (begin, end) = min(near)
            found.append(Place(begin.start, end.end))
    return sorted(set(found))


def _in_one_sentence(text: str, tokens: list[Token], pair: tuple[Match, Match]) -> bool:
    begin, end = pair
    words = tokens[begin.first : end.after]
    return not any(ends(text, one.end, after.start) for one, after in pairwise(words))


def pages(
    folder: Path, tables: dict[str, pd.DataFrame], reference: Reference, readout_id: str
) -> list[Page] | None:
    """Return the pages of a readout's source that are older than it, by their days; None where their file is not at hand.

    A page's text is its segments with an empty line between.
    """
    readout = tables["readouts"].set_index("readout_id").loc[readout_id]
    (source,) = (one for one in reference.sources.values() if one.source == readout["source"])
    if not (folder / source.file).is_file():
        return None
    told = {
        row[source.url]: Page(
            row[source.url],
            datetime.date.fromisoformat(row[source.date][:10]),
            "\n\n".join(row[column] for column in source.segments) + "\n",
        )
        for row in rows(folder / source.file)
    }
    earlier = (page for page in told.values() if page.date < readout["event_date"])
    return sorted(earlier, key=lambda page: page.date)


def counts(
    folder: Path, tables: dict[str, pd.DataFrame], reference: Reference | None
) -> dict[str, pd.DataFrame]:
    """Return both tables with their counts made anew; nothing where there are no searches, or a file of pages is not at hand."""
    if TABLE not in tables or reference is None:
        return {}
    table, places = tables[TABLE], []
    of = {name: pages(folder, tables, reference, name) for name in table["readout_id"].unique()}
    if any(found is None for found in of.values()):
        return {}
    for search in table.itertuples():
        places += [
            (search.search, page.address, page.date, *place)
            for page in of[search.readout_id] or ()
            for place in find(
                page.text, search.first, search.then, search.between, search.either_order
            )
        ]
    made = pd.DataFrame(places, columns=tables[PLACES].columns)
    frequency = made.groupby("search")["address"].nunique()
    return {
        TABLE: table.assign(
            document_frequency=[int(frequency.get(name, 0)) for name in table["search"]],
            n_documents=[len(of[name] or ()) for name in table["readout_id"]],
            either_order=table["either_order"].map({True: "true", False: "false"}),
        ),
        PLACES: made,
    }


def findings(context: "Context") -> Iterator[Finding]:
    """Give the pages on which each search finds something: ``formulas-search-<search>``."""
    places = context.table(PLACES)
    for search in context.table(TABLE).itertuples():
        own = places[places["search"] == search.search]
        yield Finding(
            f"formulas-search-{search.search}",
            int(search.document_frequency),
            f"earlier pages that have {search.label}",
            (int(search.n_documents), "earlier pages"),
            rows=tuple(_rows(search.search, own.itertuples())),
            patterns=(*search.first.split("; "), *search.then.split("; ")),
        )


def _rows(search: str, found: Iterable) -> Iterator[Row]:
    """Give a row a page, with all places on it."""
    on: dict[tuple, list[str]] = {}
    for row in found:
        on.setdefault((row.address, row.date), []).append(f"{row.start} to {row.end}")
    for number, ((address, date), stretches) in enumerate(on.items(), 1):
        yield Row(
            f"{PLACES}.csv",
            f"{search}, page {number}",
            f"{day(date)}, characters {' and '.join(stretches)} of {address}",
        )
