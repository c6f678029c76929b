"""Frames from event to event."""

import datetime

import pytest
from readouts.report.exhibits.timeline import date_locator


@pytest.mark.parametrize("days", [1, 2, 3, 4, 30, 400, 900, 1161, 1400, 5000, 40000])
def test_the_axis_of_time_suits_any_span(days):
    """A warning here is an error: of 900 to 1,400 days, and of two to four, it was one in a page."""
    start = datetime.datetime(2022, 1, 1)
    assert 1 <= len(date_locator().tick_values(start, start + datetime.timedelta(days=days))) <= 8
