"""What is said of topics, said again under every way: the counts by hand, and this report's own ways."""

import datetime

import pandas as pd
import pytest
from readouts.report import ways
from this_report import JUNE

DAYS = datetime.date(2022, 2, 25), datetime.date(2022, 6, 15)


def way(*told: dict[str, str]) -> ways.Way:
    return ways.Way("a way", "coverage", dict(zip(DAYS, told)))


def test_topics_of_one_side_alone_are_held_against_those_of_both():
    told = {"trade": "both", "war": "north", "sea": "south", "law": "neither"}
    assert ways.apart(way(told), DAYS[0]) == (2, 1)


def test_what_is_dropped_was_stated_before_and_is_not_stated_after():
    first = {"trade": "both", "war": "north", "sea": "south", "law": "north"}
    then = {"trade": "both", "war": "south", "sea": "south", "law": "neither"}
    assert ways.dropped(way(first, then), *DAYS, "north") == (2, 3)
    assert ways.dropped(way(first, then), *DAYS, "south") == (0, 2)


def test_a_speaker_who_is_implied_is_not_named_and_what_is_absent_does_not_count():
    rows = [
        ("north", "stated", "named"),
        ("north", "stated", "implied"),
        ("north", "stated", "agentless"),
        ("north", "absent", None),
        ("south", "stated", "named"),
    ]
    table = pd.DataFrame(rows, columns=["side", "status", "voice_basis"])
    table["event_date"] = DAYS[1]
    assert ways.unnamed(table, DAYS[1], "north") == (2, 3)
    assert ways.unnamed(table, DAYS[1], "south") == (0, 1)
    assert ways.unnamed(table, DAYS[0], "north") == (0, 0)


@pytest.mark.parametrize("name", ["apart", "dropped"])
def test_a_statement_holds_under_some_of_the_ways_and_each_is_a_row(report, name):
    held, every = report.findings[f"ways-{name}"], report.findings["ways"]
    assert held.denominator == (every.value, "ways")
    assert {row.key for row in held.rows} <= {row.key for row in every.rows}


def test_the_ways_are_two_readings_with_linked_topics_apart_and_as_one(report):
    made = ways.ways(report.context)
    assert [one.table for one in made] == ["coverage"] * 2 + ["coverage_second"] * 2
    assert len({one.label for one in made}) == len(made) == report.findings["ways"].value
    for one, joined in (made[:2], made[2:]):
        assert len(joined.told_by[JUNE]) < len(one.told_by[JUNE])
        for side in ("kremlin", "beijing"):
            assert len(joined.stated(JUNE, side)) <= len(one.stated(JUNE, side))


def test_without_a_second_reading_there_are_its_ways_no_more(report):
    tables = {n: t for n, t in report.corpus.tables.items() if n != "coverage_second"}
    context = report.context

    class Alone:
        settings = context.settings
        table = staticmethod(context.table)

        class data:
            pass

    Alone.data.tables = tables
    assert [one.table for one in ways.ways(Alone)] == ["coverage"] * 2
