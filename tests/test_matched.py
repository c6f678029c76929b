"""Sides are compared over the events of which two of them have a text."""

import datetime
import shutil

import pytest
from any_report import DAY, load, said
from readouts.report import loading, tables
from readouts.report.exhibits.headings import compared


def _said(side, text, event, days):
    return said(side, text, event, date=DAY + datetime.timedelta(30 * days))


# The North has calls that the South tells nothing of: their words are no difference in telling.
CALLS = [
    _said("North", "Peace and trade.", "a", 0),
    _said("South", "Peace, no trade.", "a", 0),
    _said("North", "War on the island, war, war. The island.", "b", 1),
    _said("North", "War and war. The island.", "c", 2),
    _said("South", "Peace!", "d", 3),
]


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    return load(tmp_path_factory.mktemp("matched"), CALLS)


def test_words_and_codes_are_counted_over_matched_events(report):
    assert [(part.id, part.n_tokens) for part in report.analysis.subcorpora] == [
        ("north", 3),
        ("south", 3),
    ]
    assert report.findings["code-north-war"].value == 0
    (vocabulary,) = report.analysis.vocabularies
    assert "island" not in vocabulary.words.index
    assert "no" in vocabulary.words.index


def test_what_is_left_out_is_named_with_numbers(report):
    assert report.findings["events-matched"].value == 1
    assert report.findings["texts-unmatched"].value == 3
    assert [row.key for row in report.findings["texts-unmatched"].rows] == [
        "north-2020-04-03",
        "north-2020-05-03",
        "south-2020-06-02",
    ]
    table = tables.events(report)
    assert dict(zip(table.data["event"], table.data["compared"])) == {
        "a": "yes",
        "b": "left out",
        "c": "left out",
        "d": "left out",
    }
    for made in (table, tables.sides(report), tables.words(report), tables.frames(report)):
        assert "events of which both sides have a text" in made.caption


def test_single_accounts_are_counted_whether_matched_or_not(report):
    assert [account.event for account in report.analysis.accounts] == ["a", "a", "b", "c", "d"]
    assert report.analysis.codes_by_account.count("north__on__b", "war") == 3


def test_all_are_compared_where_the_settings_ask_for_it(tmp_path):
    load(tmp_path / "one", CALLS)
    shutil.copytree(tmp_path / "one", tmp_path / "other")
    (tmp_path / "other" / "report.yml").write_text("unmatched: true\n", encoding="utf-8")
    found = loading.load(tmp_path / "other")
    assert found.findings["code-north-war"].value == 5
    assert "Texts of all events are compared" in compared(found)
    assert "compared" not in tables.events(found).columns


def test_nothing_is_left_out_where_nothing_or_everything_would_be(tmp_path):
    apart = load(tmp_path / "apart", [CALLS[0], CALLS[4]])
    assert len(apart.analysis.subcorpora) == 2 and not apart.analysis.leaves_out
    assert "all texts are compared" in compared(apart) and "texts-unmatched" in apart.findings
    both = load(tmp_path / "both", CALLS[:2])
    assert compared(both) == "" and "texts-unmatched" not in both.findings
    alone = load(tmp_path / "alone", CALLS[2:4])
    assert compared(alone) == "" and len(alone.analysis.subcorpora) == 1


def test_of_three_sides_two_make_an_event(tmp_path):
    texts = [*CALLS, _said("West", "War!", "b", 1), _said("West", "Trade.", "e", 5)]
    found = load(tmp_path, texts)
    assert found.analysis.matched == ["a", "b"]
    assert found.findings["code-north-war"].value == 3
    assert "two sides or more have" in compared(found)
