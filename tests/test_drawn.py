"""A picture is drawn from its published CSV, for one and for two columns of a journal, in forms that a journal takes."""

import re
import struct
from dataclasses import replace
from xml.sax.saxutils import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure as Picture
from readouts.report.drawing import canvas
from readouts.report.drawn import (
    CLOSE,
    CLOSER,
    COLUMNS,
    DPI,
    HEADLINE,
    NARROW,
    WIDE,
    Drawing,
    _lines,
    drawable,
    lay_out,
    read,
)
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
    assert wide.render("svg", 2) != wide.render("svg", 1)


def heights(svg: bytes) -> float:
    """Inches from the lower edge of a picture to its upper one."""
    return float(re.search(rb'height="([\d.]+)pt"', svg)[1]) / 72


def words(svg: bytes) -> list[str]:
    """The texts of a picture, in their order."""
    return [unescape(text) for text in re.findall(r"<text[^>]*>([^<]+)</text>", svg.decode())]


@pytest.mark.parametrize("says", ["", "North has 1 & South 2."])
def test_a_picture_that_is_taken_away_has_its_title_and_its_source_and_one_for_a_column_has_not(
    says,
):
    limits = "Two of four." if says else ""
    made = replace(drawing(), says=says, limits=limits, source="Source: a book")
    alone, taken = made.render("svg", 1), made.render("svg")
    around = [*filter(None, [says]), "A title", *filter(None, [limits]), "Source: a book"]
    assert [text for text in words(taken) if text not in words(alone)] == around
    assert heights(taken) > heights(alone) + 0.2 * len(around)
    # The picture itself is as it was, for the page too.
    assert made.render("svg", 1) == alone and not set(around) & set(words(made.in_page().encode()))


@given(st.lists(st.text("abc \u4e2d", min_size=1), min_size=1, max_size=40))
def test_what_stands_around_a_picture_has_all_its_words_and_no_line_is_too_long(said):
    text = " ".join(said)
    lines = [line for line, _, _ in _lines([(text, HEADLINE)], NARROW)]
    assert " ".join(lines).split() == [word for word in text.split() if drawable(word)]
    picture = Picture(figsize=(NARROW, 2))
    for line in lines:
        box = picture.text(0, 0, line, fontsize=HEADLINE[0], **HEADLINE[1]).get_window_extent()
        # A word that is longer than a line stands on one of its own.
        assert box.width / picture.dpi <= NARROW or " " not in line


def test_a_headline_leaves_no_word_by_itself_in_its_last_line_and_no_number_without_its_sign():
    text = "In four other calls the two accounts have between a fifth of the codes and 38.7\u00a0%."
    said = [line for line, _, _ in _lines([(text, HEADLINE)], NARROW)]
    assert len(said) > 1 and " ".join(said) == text
    assert len(said[-1]) > len(said[0]) / 2 and "38.7\u00a0%." in said[-1]


def test_parts_of_a_picture_have_the_places_that_drawing_gives_them():
    laid, drawn, bare = (canvas(WIDE, 2, columns=2)[0] for _ in range(3))
    for picture in (laid, drawn):
        picture.axes[0].set_ylabel("a label\nof two lines")
        picture.axes[1].set_title("a title")
    lay_out(laid)
    drawn.draw_without_rendering()
    places = [[axis.get_position().bounds for axis in one.axes] for one in (laid, drawn, bare)]
    assert places[0] == places[1] != places[2]
    lay_out(Picture())  # which has no layout to work out


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


# No text has a NUL: readers refuse it, and some releases of pandas read it as an empty cell.
@given(
    st.lists(
        st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1),
        min_size=1,
        max_size=4,
    )
)
def test_a_text_comes_back_as_it_was_published(texts):
    import pandas as pd

    # A line's end within a cell is one, whatever the platform writes.
    texts = [re.sub(r"\r\n?", "\n", text) for text in texts]
    texts = ["a", *texts]  # so that the column is one of texts
    data = pd.DataFrame({"text": texts, "n": range(len(texts))})
    assert read(to_csv(data))["text"].tolist() == texts


def rows(data, high=6.0, close=4.0):
    """A picture of one column as high as it is told, and drawn closer where it may be."""
    return Picture(
        figsize=(WIDE if COLUMNS.get() != 1 else NARROW, close if CLOSER.get() else high)
    )


@pytest.mark.parametrize(
    ("high", "close", "printed"), [(6, 4, 6), (10, 4, 4), (10, 9.1, None), (9, 10, 9)]
)
def test_a_picture_of_one_column_is_as_high_as_a_page_or_is_left_out(
    tmp_path, high, close, printed
):
    made = drawing(rows, high=high, close=close)
    picture = made.printed(1)
    assert (picture and picture.get_figheight()) == printed
    assert made.picture(1).get_figheight() == high  # as a narrow screen has it
    assert made.printed(2) is made.picture()  # of two columns there is one form
    if printed is None:
        with pytest.raises(ValueError, match="n: higher than 230 mm in one column"):
            made.save(tmp_path / "n.pdf", columns=1)
    else:
        assert heights(made.render("svg", 1)) == pytest.approx(printed)


def test_letters_of_a_picture_that_is_drawn_closer_are_smaller_and_those_after_it_as_before():
    def lettered(data):
        picture = Picture(figsize=(NARROW, 4 if CLOSER.get() else 10))
        picture.subplots().set_xlabel("words")
        return picture

    made = drawing(lettered)
    sizes = [made.picture(1, closer).axes[0].xaxis.label.get_size() for closer in (True, False)]
    assert sizes == [CLOSE, 9.5] and not CLOSER.get()
    assert f"{CLOSE}px" in made.render("svg", 1).decode()


def test_a_png_is_drawn_for_two_columns_and_an_svg_as_the_page_has_it():
    width, _ = struct.unpack(">II", drawing().render("png")[16:24])
    assert width == int(WIDE * DPI)
    assert b'width="238' in drawing().render("svg")
