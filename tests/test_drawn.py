"""A picture is drawn from its published CSV, for one and for two columns of a journal, in forms that a journal takes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure as Picture
from readouts.report.drawing import canvas
from readouts.report.drawn import NARROW, WIDE, Drawing, read
from readouts.report.publish import to_csv


def bars(data, colour="black"):
    picture, axis = canvas(NARROW, 2)
    axis.barh(data["side"], data["n"], color=colour)
    return picture


def drawing(draw=bars, **look) -> Drawing:
    return Drawing("n", "A title", "Bars.", "Cited so.", "side,n\nNorth,1\nSouth,2\n", draw, look)


@pytest.mark.parametrize(("columns", "inches"), [(None, NARROW), (1, NARROW), (2, WIDE)])
def test_a_picture_of_one_column_is_drawn_for_two(columns, inches):
    assert drawing().picture(columns).get_figwidth() == pytest.approx(inches)


def test_a_wide_picture_is_drawn_for_one_column():
    wide = drawing(lambda data: canvas(WIDE, 2)[0])
    assert (wide.columns, drawing().columns) == (2, 1)
    assert wide.picture(1).get_figwidth() == pytest.approx(NARROW)
    assert wide.render("svg", 2) == wide.render("svg") != wide.render("svg", 1)


def test_what_the_settings_say_reaches_the_picture():
    assert "#0072b2" in drawing(colour="#0072B2").render("svg").decode()


def test_a_link_of_a_mark_is_in_the_page_and_not_in_the_file():
    def linked(data):
        picture = Picture(figsize=(NARROW, 2))
        picture.text(0, 0, "4").set_url("finding:n-war")
        return picture

    made = drawing(linked)
    assert "finding:n-war" in made.in_page() and b"finding:" not in made.render("svg")
    assert made.in_page() == made.in_page()


def test_a_dollar_sign_and_markup_are_what_they_are():
    made = Drawing("n", "A <b> & $1$", "x < y & z", "", "side,n\na,1\n", bars)
    svg = made.render("svg").decode()
    assert "<desc>x &lt; y &amp; z</desc>" in svg and re.search(
        r"<title>A &lt;b&gt; &amp; \$1\$<", svg
    )


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4))
def test_a_text_comes_back_as_it_was_published(texts):
    import pandas as pd

    # A line's end within a cell is one, whatever the platform writes.
    texts = [re.sub(r"\r\n?", "\n", text) for text in texts]
    texts = ["a", *texts]  # so that the column is one of texts
    data = pd.DataFrame({"text": texts, "n": range(len(texts))})
    assert read(to_csv(data))["text"].tolist() == texts
