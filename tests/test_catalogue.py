"""What pages say of themselves to reference managers: tags in the head, schema.org, COinS."""

import json
from urllib.parse import parse_qs

import pytest
from bs4 import BeautifulSoup
from readouts.book import catalogue
from readouts.report.publish import data_sha256

CFF = {
    "title": "One <call>",
    "authors": [{"name": "The project"}, {"family-names": "Berg", "given-names": "A."}],
    "version": "0.1.0",
    "date-released": "2026-11-23",
    "preferred-citation": {"license": "CC-BY-4.0"},
}
FIGURE = {
    "id": "voices",
    "title": "Who speaks?",
    "alt": "Bars.",
    "citation": "The project: Who speaks?",
    "files": {"csv": "a\n1\n"},
}


def said(head: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for tag in BeautifulSoup(head, "html.parser").select("meta"):
        found.setdefault(tag["name"], []).append(tag["content"])
    return found


def test_a_chapter_is_a_part_of_the_book():
    assert said(catalogue.tags(CFF, "Frames")) == {
        "citation_title": ["Frames"],
        "citation_author": ["The project", "Berg, A."],
        "citation_publication_date": ["2026/11/23"],
        "citation_inbook_title": ["One <call>"],
        "citation_publisher": ["The project; Berg, A."],
    }


def test_the_front_page_is_the_report_and_has_an_address_only_where_one_is_set():
    found = said(catalogue.tags(CFF | {"doi": "10.1/x"}, "Welcome", "https://a.example/", True))
    assert found["citation_title"] == ["One <call>"] and "citation_inbook_title" not in found
    assert found["citation_doi"] == ["10.1/x"]
    assert found["citation_public_url"] == ["https://a.example/"]


def test_a_figure_and_its_data_are_items_of_their_own_with_their_licence():
    graph = catalogue.graph(CFF, [FIGURE], up="../")["@graph"]
    book, image, data = graph
    assert (book["@type"], image["@type"], data["@type"]) == ("Report", "ImageObject", "Dataset")
    assert (image["@id"], image["isPartOf"]) == ("#fig-voices", {"@id": book["@id"]})
    assert image["contentUrl"] == "../figures/voices.svg"
    assert data["distribution"]["sha256"] == data_sha256("a\n1\n")
    assert {one["license"] for one in graph} == {"https://spdx.org/licenses/CC-BY-4.0.html"}
    assert book["author"] == [
        {"@type": "Organization", "name": "The project"},
        {"@type": "Person", "name": "Berg, A."},
    ]
    assert "url" not in book  # no address is invented


@pytest.mark.parametrize("place", ["", "chapters/x.html", "https://a.example/x.html"])
def test_a_context_object_names_an_address_where_there_is_one(place):
    found = parse_qs(catalogue.coins(CFF, "Who & what?", "artwork", place, "One call"))
    assert found["rft.title"] == ["Who & what?"]
    assert found["rft.creator"] == ["The project", "Berg, A."]
    assert found.get("rft.identifier") == ([place] if place.startswith("https") else None)


def test_every_page_of_the_site_is_described_and_every_figure_is_an_item(trees):
    for page, tree in trees.items():
        if page.startswith("chapters/"):
            assert tree.select_one('meta[name="citation_title"]')["content"], page
        figures = [figure["id"] for figure in tree.select("figure.exhibit")]
        items = [parse_qs(item["title"])["rft.title"][0] for item in tree.select("span.Z3988")]
        assert len(items) == len(figures) + bool(figures), page
        scripts = tree.select('script[type="application/ld+json"]')
        graph = [one for script in scripts for one in json.loads(script.string).get("@graph", ())]
        named = [one["@id"] for one in graph if one["@type"] == "ImageObject"]
        assert named == [f"#{name}" for name in figures], page
