"""A PDF has the small font's letters, drawn as the whole font draws them; what that lacks comes from the whole one."""

import io
import logging
import re
import zlib
from itertools import product

import matplotlib
import numpy as np
import pytest
from fontTools.ttLib import TTFont
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.textpath import text_to_path
from readouts.report import fonts
from readouts.report.drawn import Drawing

TEXT = "The Kremlin’s account – правомерность, “crisis” ≥ 1"


def path_of(family: str, style: str = "normal", weight: str = "normal") -> str:
    return findfont(
        FontProperties(family=[family], style=style, weight=weight), fallback_to_default=False
    )


@pytest.mark.parametrize(
    ("style", "weight"), list(product(("normal", "oblique"), ("normal", "bold")))
)
def test_each_cut_of_the_font_draws_the_same_letters(style, weight):
    fonts.reduced()
    small, whole = (path_of(family, style, weight) for family in (fonts.REDUCED, fonts.FAMILY))
    assert small != whole
    assert get_font(small).style_name == get_font(whole).style_name
    letters = fonts.CHARACTERS & set(map(chr, get_font(whole).get_charmap()))
    assert len(letters) > 1500
    assert letters <= set(map(chr, get_font(small).get_charmap()))
    for text in (TEXT, "AVATAR To Wa."):
        ours, theirs = (
            text_to_path.get_text_path(FontProperties(fname=path, size=9), text)[0]
            for path in (small, whole)
        )
        assert np.array_equal(ours, theirs)


def fonts_of(text: str, weight: str = "normal") -> set[tuple[str, bool]]:
    """The fonts in the PDF of a picture, and whether each still has the tables of layout."""

    def draw(data):
        picture = Figure()
        picture.text(0.1, 0.5, text, weight=weight)
        return picture

    content = Drawing("n", "A title", "", "", "n\n1\n", draw).render("pdf", 1)
    found = set()
    for stream in re.findall(
        rb"/Length1 \d+ .*?>>\s+stream\r?\n(.*?)\r?\nendstream", content, re.S
    ):
        font = TTFont(io.BytesIO(zlib.decompress(stream)))
        found.add((font["name"].getDebugName(6), "GSUB" in font or "GPOS" in font))
    return found


def test_a_pdf_has_the_small_font_and_for_letters_that_it_lacks_the_whole_one():
    assert fonts_of(TEXT) == {("DejaVuSans", False)}
    assert fonts_of(TEXT, "bold") == {("DejaVuSans-Bold", False)}
    assert fonts_of("საქართველო") == {("DejaVuSans", True)}


def test_a_small_font_is_made_once_and_always_the_same_without_a_warning(
    tmp_path, monkeypatch, caplog
):
    monkeypatch.setattr(matplotlib, "get_cachedir", lambda: str(tmp_path))
    fonts.reduced.__wrapped__()
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING]
    first = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert len(first) == 4 and all(len(content) < 300_000 for content in first.values())
    for path in tmp_path.iterdir():
        path.unlink()
    fonts.reduced.__wrapped__()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == first
    times = {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()}
    fonts.reduced.__wrapped__()
    assert {path: path.stat().st_mtime_ns for path in tmp_path.iterdir()} == times
