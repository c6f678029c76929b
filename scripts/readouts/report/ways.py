"""What a report says of the topics of its two sides, said again under every way of reading and of counting them.

A way is one reading of the texts, with linked topics apart or as one. What holds under each of them does not hang on who
read, nor on where one topic ends and the next begins.
"""

import datetime
from collections.abc import Iterator
from fractions import Fraction
from typing import NamedTuple

import pandas as pd

from . import coverage, results
from .context import Context
from .coverage import SAID, UNNAMED
from .findings import Finding, Row
from .settings import Settings

NEEDS = coverage.NEEDS
READINGS = {"coverage": "the first reading", "coverage_second": "the second reading"}


class Way(NamedTuple):
    """One way: its name in print, the table of its reading, and who states each topic of each call."""

    label: str
    table: str
    told_by: dict[datetime.date, dict[str, str]]

    def stated(self, date: datetime.date, side: str) -> set[str]:
        """Return the topics that a side's account of a call states."""
        return {topic for topic, told in self.told_by[date].items() if told in (side, "both")}


def ways(context: Context) -> list[Way]:
    """Return every way: each reading that the data have, with linked topics apart, and as one where there are any."""
    topics, settings = context.table("topics"), context.settings
    sides = [side.id for side in settings.two]
    made = []
    for table, name in _readings(context):
        for linked in (False, True) if coverage.pairs(topics) else (False,):
            told_by = {}
            for date in settings.calls:
                call = coverage.by_side(context.table(table), date, sides)
                call = coverage.linked_as_one(call, topics) if linked else call
                told_by[date] = dict(zip(call["topic"], call["told_by"]))
            how = "linked topics as one" if linked else "each topic by itself"
            made.append(Way(f"{name}, {how}", table, told_by))
    return made


def _readings(context: Context) -> list[tuple[str, str]]:
    return [item for item in READINGS.items() if item[0] in context.data.tables]


def apart(way: Way, date: datetime.date) -> tuple[int, int]:
    """Return how many topics of a call one side alone states, and how many both state.

    Examples
    --------
    >>> day = datetime.date(2022, 6, 15)
    >>> apart(Way("", "", {day: {"trade": "both", "war": "north", "sea": "south", "law": "neither"}}), day)
    (2, 1)
    """
    told = list(way.told_by[date].values())
    both = told.count("both")
    return len(told) - both - told.count("neither"), both


def dropped(way: Way, before: datetime.date, after: datetime.date, side: str) -> tuple[int, int]:
    """Return how many topics of a side's account of one call its account of the next does not state, and of how many.

    Examples
    --------
    >>> days = datetime.date(2022, 2, 25), datetime.date(2022, 6, 15)
    >>> told = [{"trade": "both", "war": "north"}, {"trade": "both", "war": "south"}]
    >>> dropped(Way("", "", dict(zip(days, told))), *days, "north")
    (1, 2)
    """
    first = way.stated(before, side)
    return len(first - way.stated(after, side)), len(first)


def unnamed(coverage_table: pd.DataFrame, date: datetime.date, side: str) -> tuple[int, int]:
    """Return how many topics of a side's account of a call have no named speaker, and of how many that it states.

    Examples
    --------
    >>> rows = [("north", "stated", "agentless"), ("north", "stated", "named"), ("north", "absent", None)]
    >>> table = pd.DataFrame(rows, columns=["side", "status", "voice_basis"])
    >>> unnamed(table.assign(event_date=datetime.date(2022, 6, 15)), datetime.date(2022, 6, 15), "north")
    (1, 2)
    """
    own = coverage_table[
        (coverage_table["event_date"] == date)
        & (coverage_table["side"] == side)
        & coverage_table["status"].isin(SAID)
    ]
    return int(own["voice_basis"].isin(UNNAMED).sum()), len(own)


def findings(context: Context) -> Iterator[Finding]:
    """Yield how many ways there are, and under how many each statement holds: ``ways``, ``ways-apart``, ``ways-dropped``; ``readings``, ``readings-unnamed``."""
    made, settings = ways(context), context.settings
    date = settings.calls[-1]
    day = results.day(date)
    counts = [apart(way, date) for way in made]
    said = [f"one side alone: {alone}, both: {both}" for alone, both in counts]
    yield _held("ways", "ways of reading and counting topics", made, said, [True] * len(made))
    yield _held(
        "ways-apart",
        f"ways under which one side alone states more topics than both do: call of {day}",
        made,
        said,
        [alone > both for alone, both in counts],
        len(made),
    )
    if len(settings.calls) > 1:
        yield _more_dropped(settings, made)
    yield from _without_a_name(context, date)


def _held(
    name: str,
    label: str,
    made: list[Way],
    said: list[str],
    held: list[bool],
    of: int = 0,
) -> Finding:
    rows = tuple(
        Row(f"{way.table}.csv", way.label, text)
        for way, text, kept in zip(made, said, held)
        if kept
    )
    return Finding(name, len(rows), label, (of, "ways") if of else None, rows=rows)


def _more_dropped(settings: Settings, made: list[Way]) -> Finding:
    """Return the ways under which the side that dropped the larger share, as first counted, did so."""
    before, after = settings.calls[-2:]
    counts = [[dropped(way, before, after, side.id) for side in settings.two] for way in made]
    shares = [[Fraction(lost, max(of, 1)) for lost, of in both] for both in counts]
    more = shares[0].index(max(shares[0]))
    side = settings.two[more]
    said = [
        "; ".join(f"{one.name}: {lost} of {of}" for one, (lost, of) in zip(settings.two, both))
        for both in counts
    ]
    label = f"ways under which a larger share of topics was dropped by {side.name}: {results.day(before)} to {results.day(after)}"
    held = [own[more] > own[1 - more] for own in shares]
    return _held("ways-dropped", label, made, said, held, len(made))


def _without_a_name(context: Context, date: datetime.date) -> Iterator[Finding]:
    """Yield the readings, and those in which one side names a speaker for each topic and the other does not."""
    sides = context.settings.two
    rows, held = [], []
    for table, name in _readings(context):
        counts = [unnamed(context.table(table), date, side.id) for side in sides]
        said = [f"{side.name}: {none} of {of}" for side, (none, of) in zip(sides, counts)]
        rows.append(Row(f"{table}.csv", name, f"no named speaker, {'; '.join(said)}"))
        held.append(min(counts)[0] == 0 < max(counts)[0])
    yield Finding("readings", len(rows), "readings of the full texts", rows=tuple(rows))
    kept = tuple(row for row, holds in zip(rows, held) if holds)
    yield Finding(
        "readings-unnamed",
        len(kept),
        f"readings in which one text names a speaker for each of its topics and the other does not: call of {results.day(date)}",
        (len(rows), "readings"),
        rows=kept,
    )
