"""Figures suit a journal: one or two columns wide, no type too small to read in print, nothing cut off."""

import io
import re
from itertools import combinations, product
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
import this_report as of_this
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure as Picture
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from readouts.__main__ import main
from readouts.report import load
from readouts.report.anchors import points
from readouts.report.chapters import exhibits
from readouts.report.drawing import (
    NARROW,
    PALETTE,
    WIDE,
    cell,
    distinct,
    drawable,
    legible,
    matrix,
    side_styles,
)
from readouts.report.drawn import MILLIMETRES, styled
from readouts.report.publish import Figure

SMALLEST = 7.7  # points, in print: as large as 7 of a wider font
ON_SCREEN = 12  # pixels
# How many pixels of a screen a point of a picture takes at least: wide in a page, and of one column on a telephone of 390 pixels.
PIXELS = {False: 4 / 3, True: 341 / (72 * NARROW)}
MARGIN = 0.05  # inches, so that a font that is a little wider is not cut either
WIDTHS = (round(NARROW, 2), round(WIDE, 2))
PAGE = 9.75  # inches, of a journal's page
SVG = "{http://www.w3.org/2000/svg}"


def sizes(svg: str) -> list[float]:
    """The size in points of every text of a picture, as published; its unit is the point."""
    return [
        float(re.search(r"font(?:-size)?:[^;]*?([\d.]+)px", text.get("style"))[1])
        for text in ElementTree.fromstring(svg).iter(f"{SVG}text")
    ]


def measures(svg: str) -> tuple[float, float]:
    """Width and height in inches, as published."""
    root = ElementTree.fromstring(svg)
    return tuple(float(root.get(side).removesuffix("pt")) / 72 for side in ("width", "height"))


def cut(picture: Picture) -> dict[str, float]:
    """By how many inches what is drawn reaches over each edge of the picture."""
    with styled():
        picture.draw_without_rendering()  # the layout is worked out when a picture is drawn
    box, width, height = picture.get_tightbbox(), *picture.get_size_inches()
    over = {"left": -box.x0, "bottom": -box.y0, "right": box.x1 - width, "top": box.y1 - height}
    return {edge: reach for edge, reach in over.items() if reach > 0.005}


def letters(picture: Picture) -> list[tuple[Text, Bbox]]:
    """What is written in a picture, with the box that it takes in inches; no marks of an axis beyond its ends."""
    with styled():
        picture.draw_without_rendering()
        axes = [axis for one in picture.axes for axis in (one.xaxis, one.yaxis) if one.axison]
        ticks = [tick for axis in axes for tick in axis._update_ticks()]
        of_axes = {label for one in picture.axes for label in one.findobj(Text)} - {
            text for one in picture.axes for text in (*one.texts, one.title, one._left_title, one._right_title)
        }  # fmt: skip
        shown = {label for tick in ticks for label in (tick.label1, tick.label2)} | {
            axis.label for axis in axes
        }
        return [
            (text, Bbox(text.get_window_extent().get_points() / picture.dpi))
            for text in picture.findobj(Text)
            if text.get_visible()
            and text.get_text().strip()
            and (text not in of_axes or text in shown)
        ]


def lines(text: Text, box: Bbox) -> list[Bbox]:
    """The boxes of the lines of a text that stand below each other from its left side; the box of any other."""
    each = text.get_text().split("\n")
    if len(each) == 1 or text.get_ha() != "left":
        return [box]
    high = box.height / len(each)
    with styled():
        wide = [points(line, text.get_fontsize(), text.get_fontweight()) / 72 for line in each]
    return [
        Bbox([[box.x0, box.y1 - high * (place + 1)], [box.x0 + width, box.y1 - high * place]])
        for place, width in enumerate(wide)
    ]


def crowded(picture: Picture) -> list[tuple[str, ...]]:
    """What is written too near to an edge at the side, on its side, or into another."""
    written, width = letters(picture), picture.get_figwidth()
    near = [
        ("edge", text.get_text())
        for text, box in written
        if box.x0 < MARGIN or box.x1 > width - MARGIN
    ]
    tilted = [("tilted", text.get_text()) for text, _ in written if text.get_rotation()]
    over = [
        ("into another", one.get_text(), other.get_text())
        for (one, its), (other, others) in combinations(written, 2)
        if its.overlaps(others)
        for first, second in product(lines(one, its), lines(other, others))
        if min(first.x1, second.x1) - max(first.x0, second.x0) > 0.02
        and min(first.y1, second.y1) - max(first.y0, second.y0) > 0.03
    ]
    return near + tilted + over


def seen(svg: str, one_column: bool) -> float:
    """The height of the smallest letters on a screen, in pixels."""
    return min(sizes(svg)) * PIXELS[one_column]


def fits(figure: Figure, files: dict[str, str]) -> None:
    """What is published is a journal's columns wide, and no more than a page high without its title and its source."""
    mm = MILLIMETRES[figure.drawing.columns]
    for ending in ("svg", f"{mm}mm.svg"):
        assert round(measures(files[ending])[0] * 25.4) == mm, figure.id
        assert min(sizes(files[ending])) >= SMALLEST, figure.id
    assert measures(files[f"{mm}mm.svg"])[1] <= PAGE, figure.id
    assert cut(figure.picture) == {} and crowded(figure.picture) == [], figure.id


@pytest.mark.parametrize("function", of_this.FIGURES, ids=lambda function: function.__name__)
def test_a_figure_fits_its_column_and_can_be_read_in_print(site, report, function):
    made = function(report)
    paths = (site / "figures").glob(f"{made.id}.*svg")
    fits(made, {path.name.removeprefix(f"{made.id}."): path.read_text("utf-8") for path in paths})
    # In a page all figures are as wide as each other, and each has a form for a narrow screen.
    assert tuple(round(measures(svg)[0], 2) for svg in made.in_page()) == WIDTHS[::-1]
    wide, narrow = made.in_page()
    assert min(sizes(narrow)) >= SMALLEST
    for picture in (made.drawing.picture(2 if made.drawing.columns == 1 else None), made.narrow):
        assert cut(picture) == {} and crowded(picture) == []
    assert seen(narrow, True) >= ON_SCREEN <= seen(wide, False)


def test_some_figures_suit_one_column_and_some_two(site):
    assert {
        round(measures(path.read_text(encoding="utf-8"))[0], 2)
        for path in (site / "figures").glob("*.svg")
    } == set(WIDTHS)


@pytest.mark.parametrize("function", of_this.FIGURES, ids=lambda function: function.__name__)
def test_each_figure_can_be_had_for_one_and_for_two_columns(site, function):
    name = function.__name__.replace("_", "-")
    found = {
        round(measures(path.read_text(encoding="utf-8"))[0] * 25.4)
        for path in (site / "figures").glob(f"{name}.*svg")
    }
    assert found == {84, 174}


def _seen(colour: str, matrix: np.ndarray) -> np.ndarray:
    """A colour as linear light, as an eye sees it of which a matrix tells."""
    srgb = np.array(to_rgb(colour))
    linear = np.where(srgb <= 0.04045, srgb / 12.92, ((srgb + 0.055) / 1.055) ** 2.4)
    return matrix @ linear


# Machado, Oliveira and Fernandes 2009, full deuteranopia and protanopia; and grey, the luminance of Rec. 709.
EYES = {
    "deuteranopia": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "protanopia": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "grey": [[0.2126, 0.7152, 0.0722]] * 3,
}  # fmt: skip


@pytest.mark.parametrize("eyes", EYES)
def test_the_colours_of_two_sides_are_apart_for_every_eye_and_in_grey(report, eyes):
    styles = side_styles({side.id: side.name for side in report.settings.two}).values()
    one, other = (_seen(style.colour, np.array(EYES[eyes])) for style in styles)
    assert np.linalg.norm(one - other) > 0.15
    assert len({style.marker for style in styles}) == 2  # and they differ in form


@pytest.mark.slow
def test_so_do_the_figures_of_a_created_book(tmp_path):
    assert main(["create", str(tmp_path / "book")]) == 0
    created = load(tmp_path / "book" / "data")
    made = [
        figure
        for figure in (function(created) for function in exhibits("figures", created))
        if isinstance(figure, Figure)
    ]  # some the example cannot bear
    assert len(made) >= 3
    for figure in made:
        fits(figure, figure.files())


def test_what_is_cut_or_small_is_found():
    picture, file = Picture(figsize=(NARROW, 2)), io.StringIO()
    picture.text(0.9, 0.5, "reaches over the edge", fontsize=6)
    with matplotlib.rc_context({"svg.fonttype": "none"}):
        picture.savefig(file, format="svg")
    assert (
        list(cut(picture)) == ["right"]
        and sizes(file.getvalue()) == [6]
        and measures(file.getvalue()) == pytest.approx((NARROW, 2))
    )


def test_what_is_crowded_is_found():
    picture = Picture(figsize=(NARROW, 2))
    picture.text(0.005, 0.9, "near the edge")
    picture.text(0.2, 0.5, "one label")
    picture.text(0.3, 0.5, "another")
    picture.text(0.8, 0.4, "tilted", rotation=90)
    axis = picture.subplots()
    axis.set(xlim=(0, 2.5), xticks=[0, 1, 2, 9], yticks=[])
    found = crowded(picture)
    assert {
        ("edge", "near the edge"),
        ("tilted", "tilted"),
        ("into another", "one label", "another"),
    } == set(found)


@pytest.mark.parametrize("count", [1, 10, 1000])
def test_a_number_in_a_mark_can_be_read(count):
    picture = Picture(figsize=(NARROW, 2))
    axes = picture.subplots()
    cell(axes, 0, 0, count, PALETTE[0], "o")
    matrix(axes, 2, ["a row"])
    (text,) = axes.texts
    assert text.get_text() == str(count) and text.get_fontsize() >= SMALLEST


def test_looks_are_apart_and_no_more_than_eight():
    made = side_styles({str(n): f"Side {n}" for n in range(9)})
    assert (
        len(made) == 8
        and len({style.colour for style in made.values()})
        == len({style.marker for style in made.values()})
        == 8
    )


def test_what_the_font_lacks_is_drawn_by_another_name():
    assert drawable("Ελλάς, Кремль, Ivory") and not drawable("中国")
    assert (
        legible("中国", "no. 2"),
        legible("__x", "no. 2"),
        legible("_", "no. 2"),
        legible("n" * 50, "no. 2"),
    ) == ("no. 2", "x", "no. 2", "n" * 39 + "…")


@given(
    st.lists(st.sampled_from(["a", "b", "a ", "c"]), max_size=6).map(
        lambda labels: [label.strip() for label in labels]
    )
)
def test_labels_are_made_distinct_by_what_is_not_seen(labels):
    assert (
        len(set(distinct(labels))) == len(labels)
        and [label.strip() for label in distinct(labels)] == labels
    )
