"""Figures as part of the page: ids of their own, the theme's greys, links to the evidence, and nothing of the page's look lost."""

import re

import pandas as pd
import pytest
from conftest import ROOT
from matplotlib.figure import Figure as Picture
from readouts.book import inline_svg
from readouts.report.drawing import PALETTE, shows
from readouts.report.drawn import NARROW
from readouts.report.findings import Findings
from readouts.report.publish import Figure
from sites import opened
from sphinx import addnodes

STATIC = ROOT / "scripts" / "readouts" / "book" / "static"
GREY = re.compile(r"(?:fill|stroke): #(?:000000|ffffff|6b6b6b)")


def square(data):
    picture = Picture(figsize=(NARROW, 2))
    axis = picture.subplots()
    axis.plot([0, 1], [0, 1], color="#0072B2")
    shows(axis.text(0.5, 0.5, "3 <words>"), "n-words")
    axis.text(0.2, 0.2, "on a mark", color="white")
    return picture


@pytest.fixture
def made():
    data = pd.DataFrame({"side": ["North"]})
    return Figure("square", "A square", "", data, Findings(()), alt="A line.", draw=square)


def content(made):
    return made._repr_mimebundle_()["application/vnd.readouts.exhibit+json"]


def markup(node) -> str:
    return "".join(raw.astext() for raw in node.findall(lambda one: one.tagname == "raw"))


def test_a_picture_has_its_text_its_own_ids_and_the_colours_of_the_page(made):
    drawn, narrow = inline_svg.shown(content(made))
    assert narrow["attributes"]["aria-label"] == drawn["attributes"]["aria-label"]
    text = markup(drawn)
    assert drawn["attributes"]["aria-label"] == "A line."
    assert "3 &lt;words&gt;" in text and "<svg" not in text and "rdf:RDF" not in text
    assert set(re.findall(r'\bid="([^"]+)"', text)) == {
        name for name in re.findall(r'\bid="([^"]+)"', text) if name.startswith("square-wide-")
    }
    for target in re.findall(r'(?:href="#|url\(#)([^")]+)', text):
        assert f'id="{target}"' in text
    assert "var(--figure-ink)" in text and "#0072b2" in text
    left = [line for line in text.splitlines() if GREY.search(line)]
    assert len(left) == 1 and "on a mark" in left[0]  # white on a colour stays white


def test_what_shows_a_finding_is_a_reference_to_it_and_the_published_file_has_no_link(made):
    bundle = content(made)
    drawn, _ = inline_svg.shown(bundle)
    (link,) = drawn.findall(addnodes.pending_xref)
    assert link["reftarget"] == "n-words" and "3 &lt;words&gt;" in link[0].astext()
    assert "finding:" not in bundle["files"]["svg"]


def test_a_picture_of_thousands_of_marks_is_an_image(made):
    bundle = content(made)
    bundle["pictures"] = [bundle["pictures"][0] + " " * inline_svg.MOST]
    (image,) = inline_svg.shown(bundle)
    assert image["tag"] == "img" and image["attributes"]["width"] == "317"


def test_such_an_image_has_a_narrow_form_for_a_narrow_screen(made):
    bundle = content(made)
    bundle["pictures"] = [bundle["pictures"][0] + " " * inline_svg.MOST] * 2
    (picture,) = inline_svg.shown(bundle)
    source, image = picture.children
    assert source["attributes"]["srcset"] == "site:figures/square.84mm.svg"
    # The page has title and source, so the image need not.
    assert image["attributes"]["src"] == "site:figures/square.174mm.svg"


def test_among_many_a_picture_is_drawn_for_one_column_and_none_of_its_marks_is_a_link(made):
    bundle = content(made)
    (drawn,) = inline_svg.small(bundle)
    text = markup(drawn)
    assert "3 &lt;words&gt;" in text and "A square" not in text and "var(--figure-ink)" in text
    # The file has its letters in it; the page has its own fonts.
    assert "@font-face" in bundle["files"]["84mm.svg"] and "@font-face" not in text
    assert not list(drawn.findall(addnodes.pending_xref)) and 'id="square-small-' in text
    bundle["files"]["84mm.svg"] += " " * inline_svg.MOST
    (image,) = inline_svg.small(bundle)
    assert image["attributes"]["src"] == "site:figures/square.84mm.svg"


def test_figures_of_one_page_share_no_id(trees):
    for page, tree in trees.items():
        names = [one["id"] for one in tree.select("[id]")]
        assert len(names) == len(set(names)), page


def test_a_figure_that_is_wide_has_a_narrow_form_and_its_marks_open_their_evidence(trees):
    figure = trees["chapters/index.html"].select_one("#fig-two-accounts")
    assert {form["class"][0] for form in figure.select(".picture > svg")} == {"wide", "narrow"}
    links = figure.select(".picture a.mark[aria-label][href*='#finding-']")
    assert len(links) > 60


def test_a_narrow_screen_has_a_form_of_its_own_where_the_one_for_a_column_is_drawn_closer(made):
    bundle = content(made)
    bundle["files"]["narrow.svg"] = bundle["files"]["84mm.svg"].replace("words", "wide words")
    (low,) = inline_svg.small(bundle)
    assert "wide words" in markup(low)
    low = bundle["files"]["narrow.svg"]
    bundle["files"]["narrow.svg"] = re.sub(r'(<svg[^>]*? height=")[\d.]+', r"\g<1>900", low)
    screen, paper = inline_svg.small(bundle)
    assert "wide words" in markup(screen) and "wide words" not in markup(paper)
    assert (screen["classes"], paper["classes"]) == (["only"], ["paper"])
    bundle["pictures"] = [bundle["pictures"][0] + " " * inline_svg.MOST] * 2
    (picture,) = inline_svg.shown(bundle)
    assert picture[0]["attributes"]["srcset"] == "site:figures/square.narrow.svg"


def test_what_is_white_in_a_picture_hides_what_lies_below_it_in_a_page_too(browser):
    """A hollow cell over a bar, a ground on which no line runs through a name: white is the page's ground, not glass."""
    css = (STATIC / "exhibits.css").read_text(encoding="utf-8")
    with opened(browser) as page:
        page.set_content(
            f"<style>:root {{ --pst-color-background: rgb(21, 24, 27) }} {css}</style>"
            '<div class="picture"><svg><rect style="fill: var(--figure-paper)"/></svg></div>'
        )
        fill = page.evaluate("getComputedStyle(document.querySelector('rect')).fill")
    assert fill == "rgb(21, 24, 27)"


def _luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_letters_in_a_colour_of_a_side_can_be_read_on_a_dark_page():
    svg = '<text style="font: 9px x; fill: #0072b2" x="1">a</text><path style="fill: #0072b2"/>'
    themed = inline_svg._themed(svg)
    assert (
        themed.count("var(--figure-letters-blue)") == 1 and 'path style="fill: #0072b2"' in themed
    )
    light, dark = re.findall(
        r"--figure-letters-blue: (#[0-9a-f]{6})", (STATIC / "exhibits.css").read_text("utf-8")
    )
    (ground,) = re.findall(
        r"--pst-color-background: (#[0-9a-f]{6});\n  --pst-color-on-background: #1c2024",
        (STATIC / "book.css").read_text("utf-8"),
    )
    for letters, paper in ((light, "#ffffff"), (dark, ground)):
        low, high = sorted((_luminance(letters), _luminance(paper)))
        assert (high + 0.05) / (low + 0.05) >= 4.5
    # Of the colours of the sides, those that a dark page cannot have in letters are changed.
    dim = {
        c.lower()
        for c in PALETTE
        if (_luminance(c.lower()) + 0.05) / (_luminance(ground) + 0.05) < 4.5
    }
    assert dim <= {*inline_svg.LETTERS, *inline_svg._VARIABLE}
