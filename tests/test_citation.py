"""``CITATION.cff`` is valid, and every reference and BibTeX entry of the book comes from it."""

import json
import re
from pathlib import Path

import pytest
import yaml
from bs4 import BeautifulSoup
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, FormatChecker
from pybtex.database import parse_string
from readouts.report.citation import bibtex, citation, reference
from readouts.create import book

# The schema of the Citation File Format 1.2.0, by the authors of the format (CC BY 4.0), as the package cffconvert 2.0.0 has it.
SCHEMA = json.loads(
    (Path(__file__).parent / "data" / "cff-1.2.0.schema.json").read_text(encoding="utf-8")
)
CFF = {
    "title": "One call",
    "authors": [{"name": "The project"}],
    "version": "0.1.0",
    "date-released": "2026-11-23",
}
UNESCAPED = {
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    r"\textbackslash{}": "\\",
}


def faults(text: str) -> list[str]:
    """What the schema finds wrong with a CITATION.cff; a date of YAML is the string that it is in JSON."""
    content = json.loads(json.dumps(yaml.safe_load(text), default=str))
    return [
        error.message
        for error in Draft7Validator(SCHEMA, format_checker=FormatChecker()).iter_errors(content)
    ]


@pytest.fixture(scope="module")
def own() -> str:
    return (ROOT / "CITATION.cff").read_text(encoding="utf-8")


def test_the_citation_file_is_valid(own):
    assert faults(own) == []


def test_the_citation_file_of_a_created_book_is_valid():
    assert (
        faults(
            book.template('R&D: "two" accounts', "A. Researcher")["CITATION.cff"].decode("utf-8")
        )
        == []
    )


@pytest.mark.parametrize(
    ("line", "instead"),
    [
        (r"^title:.*$", ""),
        (r"^date-released:.*$", "date-released: November"),
        (r"^type:.*$", "type: report"),
        (r"CC-BY-4.0", "CC BY 4.0"),
    ],
)
def test_a_fault_of_a_citation_file_is_found(own, line, instead):
    assert faults(re.sub(line, instead, own, flags=re.MULTILINE))


def test_title_and_author_stand_nowhere_else(own):
    cff, config = (
        yaml.safe_load(own),
        yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8")),
    )
    assert cff["title"].startswith(f"{config['title']}: ") and [
        author["name"] for author in cff["authors"]
    ] == [config["author"]]


def test_a_book_without_the_file_is_cited_by_its_configuration(tmp_path):
    (tmp_path / "_config.yml").write_text("title: Two accounts\nauthor: A. Researcher\n")
    assert reference(citation(tmp_path)) == "A. Researcher (no date): Two accounts."
    assert (
        reference(citation(tmp_path), ("Words", "words"), "chapters/words.html")
        == "A. Researcher (no date): “Words”, figure words. In: Two accounts. chapters/words.html"
    )
    assert (
        parse_string(bibtex(citation(tmp_path), ("Words", "words")), "bibtex")
        .entries["readouts-words"]
        .fields["booktitle"]
        == "{Two accounts}"
    )
    (tmp_path / "_config.yml").write_text("{}")
    assert reference(citation(tmp_path)) == f"anonymous (no date): {tmp_path.name}."


def test_a_doi_is_part_of_the_reference():
    cff = CFF | {"doi": "10.5281/zenodo.1"}
    assert reference(cff).endswith(" Version 0.1.0. https://doi.org/10.5281/zenodo.1")
    assert (
        next(iter(parse_string(bibtex(cff), "bibtex").entries.values())).fields["doi"]
        == "10.5281/zenodo.1"
    )


printed = (
    st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")) | st.just(" "), min_size=1)
    .map(lambda text: " ".join(text.split()))
    .filter(bool)
)


@given(title=printed, figure=printed, name=printed)
def test_an_entry_reads_back_whatever_the_words_are(title, figure, name):
    entry = parse_string(
        bibtex(
            CFF | {"title": title, "authors": [{"name": name.replace(",", "") or "x"}]},
            (figure, "an-id"),
            "https://example.org/#fig-an-id",
        ),
        "bibtex",
    ).entries["readouts-an-id"]
    assert entry.type == "incollection"
    assert [_plain(entry.fields[field]) for field in ("title", "booktitle")] == [figure, title]
    assert (entry.fields["year"], entry.fields["note"], entry.fields["url"]) == (
        "2026",
        "Figure an-id, version 0.1.0",
        "https://example.org/#fig-an-id",
    )


def _plain(value: str) -> str:
    """What LaTeX prints of a field."""
    marks = "|".join(map(re.escape, UNESCAPED))
    return re.sub(
        rf"{marks}|\\([&%$#_])",
        lambda mark: UNESCAPED.get(mark[0], mark[1]),
        value.removeprefix("{").removesuffix("}"),
    )


def test_every_box_and_the_book_s_own_citation_are_those_of_the_file(site, own):
    cff, boxes = yaml.safe_load(own), 0
    for page in sorted((site / "chapters").rglob("*.html")):
        tree = BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")
        for figure in tree.select("figure.exhibit"):
            title = (
                figure.select_one("figcaption strong, .caption-text strong")
                .get_text()
                .removesuffix(".")
            )
            told, place = (
                (title, figure["id"].removeprefix("fig-")),
                f"{page.relative_to(site).as_posix()}#{figure['id']}",
            )
            assert figure.select_one(".cite-box > p").get_text() == reference(cff, told, place)
            assert figure.select_one(".cite-box > pre.bibtex").get_text() == bibtex(
                cff, told, place
            )
            boxes += 1
    cite = BeautifulSoup(
        (site / "chapters" / "cite.html").read_text(encoding="utf-8"), "html.parser"
    )
    assert boxes > 5 and [part.get_text() for part in cite.select(".cite-book > *")] == [
        reference(cff),
        bibtex(cff),
    ]
    assert (
        json.loads((site / "figures" / "index.json").read_text(encoding="utf-8"))["version"]
        == cff["version"]
    )
