"""Figures as part of the page: ids of their own, the theme's greys, links to the evidence, and nothing of the page's look lost."""

import re

import pytest
from matplotlib.figure import Figure as Picture
from readouts.book import inline_svg
from readouts.report.findings import Findings
from readouts.report.publish import Figure
from sphinx import addnodes

GREY = re.compile(r"(?:fill|stroke): #(?:000000|ffffff|6b6b6b)")


@pytest.fixture
def made():
    import pandas as pd

    picture = Picture(figsize=(3.5, 2))
    axis = picture.subplots()
    axis.plot([0, 1], [0, 1], color="#0072B2")
    number = axis.text(0.5, 0.5, "3 <words>")
    axis.text(0.2, 0.2, "on a mark", color="white")
    return Figure(
        "square",
        "A square",
        "",
        pd.DataFrame({"side": ["North"]}),
        Findings(()),
        alt="A line.",
        picture=picture,
        marks=[(number, "n-words")],
    )


def content(made):
    return made._repr_mimebundle_()["application/vnd.readouts.exhibit+json"]


def markup(node) -> str:
    return "".join(raw.astext() for raw in node.findall(lambda one: one.tagname == "raw"))


def test_a_picture_has_its_text_its_own_ids_and_the_colours_of_the_page(made):
    (drawn,) = inline_svg.shown(content(made))
    text = markup(drawn)
    assert drawn["attributes"]["aria-label"] == "A line."
    assert "3 &lt;words&gt;" in text and "<svg" not in text and "rdf:RDF" not in text
    assert set(re.findall(r'\bid="([^"]+)"', text)) == {
        name for name in re.findall(r'\bid="([^"]+)"', text) if name.startswith("square-only-")
    }
    for target in re.findall(r'(?:href="#|url\(#)([^")]+)', text):
        assert f'id="{target}"' in text
    assert "var(--figure-ink)" in text and "#0072b2" in text
    left = [line for line in text.splitlines() if GREY.search(line)]
    assert len(left) == 1 and "on a mark" in left[0]  # white on a colour stays white


def test_what_shows_a_finding_is_a_reference_to_it_and_the_published_file_has_no_link(made):
    bundle = content(made)
    (drawn,) = inline_svg.shown(bundle)
    (link,) = drawn.findall(addnodes.pending_xref)
    assert link["reftarget"] == "n-words" and "3 &lt;words&gt;" in link[0].astext()
    assert "finding:" not in bundle["files"]["svg"]


def test_a_picture_of_thousands_of_marks_is_an_image(made):
    bundle = content(made)
    bundle["pictures"] = [bundle["pictures"][0] + " " * inline_svg.MOST]
    (image,) = inline_svg.shown(bundle)
    assert image["tag"] == "img" and image["attributes"]["width"] == "336"
    assert inline_svg.narrow_file(bundle) == ""


def test_the_narrow_form_of_an_image_is_a_file_of_its_own(made):
    bundle = content(made)
    (narrow,) = bundle["pictures"]
    bundle["pictures"] = [narrow + " " * inline_svg.MOST, narrow]
    (both,) = inline_svg.shown(bundle)
    assert both["tag"] == "picture" and [form["tag"] for form in both] == ["source", "img"]
    source = both[0]["attributes"]
    assert source["srcset"] == "site:figures/square-narrow.svg" and source["width"] == "336"
    assert inline_svg.narrow_file(bundle) == narrow


def test_figures_of_one_page_share_no_id(trees):
    for page, tree in trees.items():
        names = [one["id"] for one in tree.select("[id]")]
        assert len(names) == len(set(names)), page


def test_a_figure_that_is_wide_has_a_narrow_form_and_its_marks_open_their_evidence(trees):
    figure = trees["chapters/index.html"].select_one("#fig-two-accounts")
    assert {form["class"][0] for form in figure.select(".picture > svg")} == {"wide", "narrow"}
    links = figure.select(".picture a.mark[aria-label][href*='#finding-']")
    assert len(links) > 60
