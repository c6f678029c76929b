"""Which chapters, figures and tables a report has: those whose tables are there."""

from types import SimpleNamespace

import pytest
from any_report import BOOK
from readouts.report.chapters import CHAPTERS, exhibits, present
from readouts.report.exhibits import frames as of_frames

SMALLEST = {"readouts", "segments", *BOOK}


def names(tables, focused=True):
    own = SimpleNamespace(files=(), focused=focused)
    return [chapter.name for chapter in present(tables, own)]


def test_without_tables_there_are_only_chapters_that_need_none():
    assert set(names(())) == {chapter.name for chapter in CHAPTERS if not chapter.module.NEEDS}


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda chapter: chapter.name)
def test_a_chapter_is_there_if_and_only_if_all_its_tables_are(chapter):
    assert chapter.name in names(chapter.module.NEEDS)
    for lost in chapter.module.NEEDS:
        assert chapter.name not in names({*chapter.module.NEEDS} - {lost})


def test_what_only_a_pair_has_is_not_in_a_report_of_all_sides():
    every = {name for chapter in CHAPTERS for name in chapter.module.NEEDS}
    assert "robustness" in names(every) and "robustness" not in names(every, focused=False)
    assert {"frames", "timeline", "unshared"} <= set(names(SMALLEST, focused=False))


def test_chapters_come_in_the_order_of_the_book_and_no_name_twice():
    every = {name for chapter in CHAPTERS for name in chapter.module.NEEDS}
    assert names(every) == [chapter.name for chapter in CHAPTERS]
    assert len(set(names(every))) == len(CHAPTERS)


def test_no_exhibit_belongs_to_two_chapters_and_each_is_what_it_is_called():
    for kind in ("figures", "tables"):
        made = exhibits(kind)
        assert len({function.__name__ for function in made}) == len(made)
        assert [function.__name__ for function in made] == [
            name for chapter in CHAPTERS for name in getattr(chapter, kind)
        ]
    for chapter in CHAPTERS:
        assert {*chapter.of_pair, *chapter.of_sides} <= {*chapter.figures, *chapter.tables}
        assert not {*chapter.of_pair} & {*chapter.of_sides}


def test_a_report_has_the_exhibits_of_its_kind(report, two_events):
    own, theirs = exhibits("figures", report), exhibits("figures", two_events)
    assert of_frames.february_june in own and of_frames.codes_by_side not in own
    assert of_frames.codes_by_side in theirs and of_frames.february_june not in theirs
    assert of_frames.coded_frames in own and of_frames.coded_frames in theirs
