"""Figures are drawn in Source Sans 3, by the files of the package; what it lacks comes from another font."""

import base64
import io
import logging
import re
import zlib

import matplotlib
import numpy as np
import pytest
from fontTools import subset
from fontTools.ttLib import TTFont
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, FontProperties, findfont, fontManager, get_font
from matplotlib.textpath import text_to_path
from readouts.report import fonts
from readouts.report.drawing import LINE
from readouts.report.drawn import Drawing, styled

TEXT = "The Kremlin’s account – правомерность, “crisis” ≥ 1"
GEORGIAN = "საქართველო"


def path_of(weight: str = "normal") -> str:
    family = FontProperties(family=[fonts.FAMILY], weight=weight)
    return findfont(family, fallback_to_default=False)


@pytest.mark.parametrize(
    ("weight", "whole"), list(zip(("normal", "bold"), fonts.FILES)), ids=["regular", "bold"]
)
def test_each_cut_draws_the_letters_of_the_package_s_file(weight, whole):
    fonts.register()
    ours = path_of(weight)
    assert ours != str(whole)
    assert get_font(ours).style_name == get_font(str(whole)).style_name
    kept = fonts.CHARACTERS & get_font(str(whole)).get_charmap().keys()
    assert len(kept) > 800 and get_font(ours).get_charmap().keys() == kept
    for text in (TEXT, "AVATAR To Wa."):
        drawn, meant = (
            text_to_path.get_text_path(FontProperties(fname=path, size=9), text)[0]
            for path in (ours, whole)
        )
        assert np.array_equal(drawn, meant)


def test_another_version_that_a_machine_has_is_not_taken(monkeypatch):
    other = FontEntry(fname="another.ttf", name=fonts.FAMILY, style="normal", weight=400)
    monkeypatch.setattr(fontManager, "ttflist", [other, *fontManager.ttflist])
    fonts.register.__wrapped__()
    assert path_of() != "another.ttf"


def test_lines_stand_as_close_as_the_letters_ask_for():
    with styled():
        picture = Figure()
        two, four = (picture.text(0, 0, "\n".join(["lp"] * n), fontsize=100) for n in (2, 4))
        apart = (four.get_window_extent().height - two.get_window_extent().height) / 2
        with TTFont(fonts.FILES[0]) as font:
            letters = font["glyf"]["l"].yMax - font["glyf"]["p"].yMin
    assert letters == fonts.ABOVE + fonts.BELOW
    # Before its version 3.11 matplotlib goes by the letters that stand there, and not by the font's table.
    assert apart / picture.dpi * 72 / 100 == pytest.approx(LINE, abs=0.05)


def in_pdf(text: str, weight: str = "normal") -> set[str]:
    """The fonts in the PDF of a picture."""

    def draw(data):
        picture = Figure()
        picture.text(0.1, 0.5, text, weight=weight)
        return picture

    content = Drawing("n", "T", "", "", "n\n1\n", draw).render("pdf", 1)
    found = set()
    for stream in re.findall(
        rb"/Length1 \d+ .*?>>\s+stream\r?\n(.*?)\r?\nendstream", content, re.S
    ):
        font = TTFont(io.BytesIO(zlib.decompress(stream)))
        assert "GPOS" not in font  # a PDF says itself where each letter stands
        found.add(font["name"].getDebugName(6))
    return found


def test_a_pdf_has_the_font_and_for_letters_that_it_lacks_the_other():
    assert in_pdf(TEXT) == {"SourceSans3-Regular"}
    assert in_pdf(TEXT, "bold") == {"SourceSans3-Bold"}
    assert "DejaVuSans" in in_pdf(f"a {GEORGIAN}")
    assert set(map(ord, GEORGIAN + TEXT)) <= fonts.characters()


def test_other_fonts_are_cut_down_as_before(tmp_path):
    in_pdf(TEXT)
    cut = subset.Subsetter(subset.Options())
    cut.populate(text="AV")
    with TTFont(path_of()) as font:
        cut.subset(font)
        assert "GPOS" in font


def an_svg(text: str, weight: str = "normal") -> Drawing:
    def draw(data):
        picture = Figure()
        picture.text(0.1, 0.5, text, weight=weight)
        return picture

    return Drawing("n", "T", "", "", "n\n1\n", draw)


def test_an_svg_names_the_font_first():
    families = re.findall(r"<text style=\"[^\"]*font-family: ([^;\"]*)", an_svg(TEXT).in_page())
    assert families == ["'Source Sans 3', 'DejaVu Sans', 'Verdana', 'Arial', sans-serif"]


@pytest.mark.parametrize("weight", ["normal", "bold"])
def test_an_svg_that_is_taken_away_has_its_letters_and_one_in_a_page_has_not(weight):
    drawing = an_svg("Кремль & legitimacy", weight)
    for svg in (drawing.render("svg", 1).decode(), drawing.on_narrow_screen()):
        ((said, data),) = re.findall(
            r"font-weight: (\w+); src: url\(data:font/woff;base64,([^)]*)", svg
        )
        font = TTFont(io.BytesIO(base64.b64decode(data)))
        assert said == weight and set(map(ord, "Кремль & legitimacy")) <= set(font.getBestCmap())
    assert "@font-face" not in drawing.in_page(1)
    # A file has its title too.
    assert drawing.render("svg").count(b"@font-face") == 1 + (weight == "normal")


def test_the_font_is_made_once_and_always_the_same_without_a_warning(tmp_path, monkeypatch, caplog):
    monkeypatch.setattr(matplotlib, "get_cachedir", lambda: str(tmp_path))
    monkeypatch.setattr(fontManager, "ttflist", list(fontManager.ttflist))
    fonts.register.__wrapped__()
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING]
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(first) == 2
    for path in tmp_path.iterdir():
        path.unlink()
    fonts.register.__wrapped__()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first
    times = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    fonts.register.__wrapped__()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == times
