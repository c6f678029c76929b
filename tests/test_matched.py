"""Sides are compared over the events of which two of them have a text."""

import datetime
import shutil

import pytest
from any_report import DAY, load, said
from readouts import create
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


def test_a_book_keeps_that_all_events_are_compared(tmp_path):
    book = tmp_path / "book"
    create.make(book, CALLS, unmatched=True)
    assert (book / "data" / "report.yml").read_text(encoding="utf-8") == "unmatched: true\n"
    result = create.update(book, CALLS[:4])
    assert (book / "data" / "report.yml").exists()
    assert not any("report.yml" in line for line in result.lines)
    assert not loading.load(book / "data").analysis.leaves_out


def test_an_update_puts_two_events_together_where_a_second_account_has_come(tmp_path):
    book = tmp_path / "book"
    north, south = (
        said(side, "They spoke of peace and war.", date=DAY + datetime.timedelta(days))
        for side, days in (("North", 1), ("South", 0))
    )
    create.make(book, [north])
    result = create.update(book, [north, south])
    events = (book / "data" / "events.csv").read_text(encoding="utf-8").splitlines()
    assert events == ["event,label,date", "2020-03-04,4–5 March 2020,2020-03-04"]
    assert any(line.startswith("taken for one event") for line in result.notices)
    assert loading.load(book / "data").findings["texts-on-2020-03-04"].value == 2
