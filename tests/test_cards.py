"""What others read of a published site: cards, the map, the page for a wrong address; and of a site without an address, nothing."""

import xml.etree.ElementTree as ET
from types import SimpleNamespace

import pytest
from bs4 import BeautifulSoup
from PIL import Image
from readouts.book import cards

ADDRESS = "https://example.org/book/"
HEAD = '<meta content="Two accounts &amp; a gap." name="description">'
FIGURE = {"id": "two", "kind": "figure", "docname": "pages/one", "alt": "Bars of “two” sides"}


@pytest.fixture
def app(tmp_path):
    """A site as it was written, with a figure on its second page and one on its first."""
    for name, page in {"index.html": "", "pages/one.html": HEAD}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(f"<html><head>{page}</head></html>", encoding="utf-8")
    (tmp_path / "figures").mkdir()
    Image.new("RGBA", (300, 600), "#c0392b").save(tmp_path / "figures/two.png")
    exhibits = {"other": FIGURE | {"id": "other", "docname": "pages/two"}, "two": FIGURE}
    env = SimpleNamespace(
        found_docs={"pages/two", "pages/one"},
        get_domain=lambda _: SimpleNamespace(data={"exhibits": exhibits}),
    )
    builder = SimpleNamespace(name="html", get_target_uri=lambda name: f"{name}.html")
    config = SimpleNamespace(
        html_baseurl=ADDRESS, html_title="Calls <2>", root_doc="pages/one", language="en"
    )
    return SimpleNamespace(
        env=env, builder=builder, config=config, outdir=tmp_path, confdir=tmp_path
    )


@pytest.fixture(autouse=True)
def in_any_order(monkeypatch):
    monkeypatch.setattr(cards, "in_order", lambda env: env.get_domain("").data["exhibits"].values())


def card(app, **context) -> dict[str, str]:
    """The card of a page: what its head says by each name."""
    context = {"metatags": HEAD, "title": "<em>One</em> & two"} | context
    cards.add_card(app, "pages/one", "page.html", context, None)
    tree = BeautifulSoup(context["metatags"], "html.parser")
    return {meta.get("property", meta.get("name")): meta["content"] for meta in tree.select("meta")}


def test_a_card_has_the_title_the_description_and_the_figure_of_the_front_page(app):
    told = card(app)
    assert told["og:title"] == "One & two" and told["og:description"] == told["description"]
    assert told["og:url"] == f"{ADDRESS}pages/one.html"
    assert told["og:image"] == f"{ADDRESS}card.png" and told["og:image:alt"] == FIGURE["alt"]
    assert told["twitter:card"] == "summary_large_image"
    app.env.get_domain("").data["exhibits"].clear()
    assert card(app)["twitter:card"] == "summary" and "og:image" not in card(app)


def test_the_site_has_a_map_a_picture_and_a_page_for_wrong_addresses(app):
    page = app.outdir / "pages/one.html"
    context = {"metatags": HEAD, "title": "One"}
    cards.add_card(app, "pages/one", "page.html", context, None)
    page.write_text(f"<html><head>{context['metatags']}</head></html>", encoding="utf-8")
    cards.write_site_files(app, None)
    first = (app.outdir / "card.png").read_bytes()
    locations = [
        one.text for one in ET.parse(app.outdir / "sitemap.xml").iter() if (one.text or "").strip()
    ]
    assert locations == [f"{ADDRESS}pages/one.html", f"{ADDRESS}pages/two.html"]
    with Image.open(app.outdir / "card.png") as picture:
        assert picture.size == cards.SIZE
        assert (
            picture.getpixel((600, 315)) == (192, 57, 43) and picture.getpixel((0, 0)) == (255,) * 3
        )
    lost = BeautifulSoup((app.outdir / "404.html").read_text("utf-8"), "html.parser")
    assert [link["href"] for link in lost.select("a")] == [
        f"{ADDRESS}pages/one.html",
        f"{ADDRESS}search.html",
    ]
    assert lost.title.get_text() == "No such page — Calls <2>"
    root = (app.outdir / "index.html").read_text("utf-8")
    assert root.count('property="og:url"') == 1 and f'content="{ADDRESS}pages/one.html"' in root
    cards.write_site_files(app, None)
    assert (app.outdir / "card.png").read_bytes() == first
    assert (app.outdir / "index.html").read_text("utf-8") == root


def test_without_an_address_there_is_none_of_it(app):
    app.config.html_baseurl = ""
    before = sorted(app.outdir.rglob("*"))
    cards.write_site_files(app, None)
    assert set(card(app)) == {"description"} and sorted(app.outdir.rglob("*")) == before


@pytest.mark.parametrize(("given", "told"), [("", "https://cited.example/"), (ADDRESS, ADDRESS)])
def test_the_address_is_the_one_that_is_given_or_that_of_the_citation(app, given, told):
    (app.confdir / "CITATION.cff").write_text(
        "title: Calls\nurl: https://cited.example/\n", "utf-8"
    )
    app.config.html_baseurl = given
    cards.set_address(app, app.config)
    assert app.config.html_baseurl == told
