"""Frames from event to event."""

import datetime
import itertools

import matplotlib.dates
import numpy as np
import pandas as pd
import pytest
from any_report import DAY, load, said
from readouts.report import chapters, figures
from readouts.report.exhibits.panels import date_locator
from readouts.report.publish import Refusal

SPANS = (1, 2, 3, 7, 30, 400, 900, 1161, 1400, 3650)
SIZES = (2, 3, 4, 5, 12, 40)
WORDS = ("war", "peace", "trade")


@pytest.mark.parametrize(("days", "number"), list(itertools.product(SPANS, (4, 12, 40))))
def test_the_axis_of_time_suits_any_span(days, number):
    """A warning here is an error: of 900 to 1,400 days, and of two to four, it was one in a page."""
    start = matplotlib.dates.date2num(datetime.date(2022, 1, 1))
    locator = date_locator(pd.Series(np.linspace(start, start + days, number)))
    margin = days * 0.05
    ends = matplotlib.dates.num2date([start - margin, start + days + margin])
    marks = locator.tick_values(*ends)
    assert 1 <= len(marks) <= 8
    assert (np.mod(marks, 1) == 0).all(), "no mark within a day"


def texts(days, number, sides):
    """A text a side and event; the last side has one of every second event."""
    return [
        said(
            f"Side {side}",
            f"{WORDS[(side + event) % 3]} and {WORDS[event % 2]} of {side} " * (1 + event % 3),
            f"e{event}",
            date=DAY + datetime.timedelta(round(days * event / (number - 1))),
        )
        for event in range(number)
        for side in range(sides)
        if side < sides - 1 or event % 2 == 0
    ]


@pytest.mark.parametrize(
    ("days", "number", "sides"),
    [(days, SIZES[place % 6], 2 + place % 3) for place, days in enumerate(SPANS)]
    + [(days, 4, 2) for days in (900, 1400)],
)
def test_no_figure_of_a_book_warns(tmp_path, days, number, sides):
    report = load(tmp_path, texts(days, number, sides))
    tables, settings = report.corpus.tables, report.settings
    drawn = [
        getattr(figures, name)(report) for _, name in chapters.names("figures", tables, settings)
    ]
    for made in drawn:
        if not isinstance(made, Refusal):
            made.picture.draw_without_rendering()
    assert any(not isinstance(made, Refusal) for made in drawn)


def lines(picture):
    """Of each panel with a title its lines' heights, by their labels."""
    return {
        axis.get_title(loc="left"): {
            line.get_label(): list(line.get_ydata()) for line in axis.lines
        }
        for axis in picture.axes
        if axis.get_title(loc="left")
    }


def test_a_line_does_not_go_across_an_event_without_a_text_and_zeros_have_no_scale_of_their_own(
    tmp_path,
):
    days = [DAY + datetime.timedelta(40 * number) for number in range(5)]
    documents = [said("North", "War, war and no more.", f"e{n}", date=days[n]) for n in range(5)]
    documents += [said("South", "Peace it is now.", f"e{n}", date=days[n]) for n in (0, 1, 3, 4)]
    documents += [said("West", "Peace and some trade.", f"e{n}", date=days[n]) for n in (0, 4)]
    made = figures.frames_by_event(load(tmp_path, documents))
    panels = lines(made.picture)
    heights = panels["Hope"]["South"]
    assert np.isnan(heights[2]) and heights[0] == heights[4] == 250
    assert np.isnan(panels["Hope"]["West"][1:4]).all()
    assert panels["Hope"]["North"] == [0] * 5
    scales = {axis.get_ylim() for axis in made.picture.axes if axis.get_title(loc="left")}
    assert len(scales) == 1 and scales.pop()[1] > 400
    assert len({axis.get_xlim() for axis in made.picture.axes if axis.get_title(loc="left")}) == 1
    assert {line.get_linestyle() for axis in made.picture.axes for line in axis.lines} == {"-"}


def test_few_events_are_marks_without_a_line(tmp_path):
    made = figures.frames_by_event(load(tmp_path, texts(9, 3, 2)))
    assert {line.get_linestyle() for axis in made.picture.axes for line in axis.lines} == {"None"}
    assert "So few events make no line" in made.caption and "a mark a side and event" in made.alt


def test_languages_have_panels_of_their_own(tmp_path):
    documents = [
        said(side, text, f"e{n}", language, date=DAY + datetime.timedelta(n))
        for n in range(4)
        for side, text, language in (
            ("North", "War and peace.", "en"),
            ("South", "Peace.", "en"),
            ("East", "和平，和平。", "zh"),
        )
    ] + [said("West", "Война.", "e0", "ru", date=DAY)]
    made = figures.frames_by_event(load(tmp_path, documents))
    panels = lines(made.picture)
    assert set(panels["Hope (English)"]) == {"North", "South"}
    assert set(panels["Hope (Chinese)"]) == {"East"}
    assert panels["Naming (Chinese)"] == {}
    assert "no pattern in this language" in {
        text.get_text() for axis in made.picture.axes for text in axis.texts
    }
    assert not any("Russian" in title for title in panels), "one account is no course of events"
    assert "each language has panels of its own" in made.caption
    assert "West" in set(made.data["side"])


def test_languages_of_one_event_each_are_not_set_against_each_other(tmp_path):
    documents = [
        said("North", "War and peace.", "e0"),
        said("South", "Война.", "e1", "ru", date=DAY + datetime.timedelta(40)),
    ]
    assert isinstance(figures.frames_by_event(load(tmp_path, documents)), Refusal)
