"""``CITATION.cff`` is valid, and every reference and BibTeX entry of the book comes from it."""

import json
import re
from pathlib import Path

import pytest
import yaml
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft7Validator, FormatChecker
from pybtex import errors, make_bibliography
from pybtex.database import parse_string
from readouts.create import book
from readouts.report.citation import bibtex, citation, csl, reference, ris

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


def test_every_box_and_the_book_s_own_citation_are_those_of_the_file(site, trees, own):
    cff, boxes = yaml.safe_load(own), 0
    for page, tree in trees.items():
        for figure in tree.select("figure.exhibit"):
            title = (
                figure.select_one("figcaption strong, .caption-text strong")
                .get_text()
                .removesuffix(".")
            )
            told, place = (
                (title, figure["id"].removeprefix("fig-")),
                f"{page}#{figure['id']}",
            )
            assert figure.select_one(".cite-box > p").get_text() == reference(cff, told, place)
            assert figure.select_one(".cite-box > pre.bibtex").get_text() == bibtex(
                cff, told, place
            )
            boxes += 1
    cite = trees["chapters/cite.html"]
    assert boxes > 5 and [part.get_text() for part in cite.select(".cite-book > *")] == [
        reference(cff),
        bibtex(cff),
    ]
    assert (
        json.loads((site / "figures" / "index.json").read_text(encoding="utf-8"))["version"]
        == cff["version"]
    )


PEOPLE = CFF | {
    "authors": [{"family-names": "Berg", "name-particle": "van den", "given-names": "A."}],
    "doi": "10.5281/zenodo.1",
    "preferred-citation": {"institution": {"name": "An institute"}, "license": "CC-BY-4.0"},
}
FIGURE, PLACE = ("Who & what?", "voices"), "https://a.example/x.html#fig-voices"


def test_a_figure_s_entry_has_what_biblatex_and_natbib_ask_of_a_part_of_a_book():
    (entry,) = parse_string(bibtex(PEOPLE, FIGURE, PLACE), "bibtex").entries.values()
    assert entry.type == "incollection"
    assert {"title", "booktitle", "publisher", "year", "url", "urldate", "doi"} <= set(entry.fields)
    assert entry.fields["publisher"] == "{An institute}"
    assert entry.fields["urldate"] == "2026-11-23" and entry.fields["url"] == PLACE
    (person,) = entry.persons["author"]
    assert (person.prelast_names, person.last_names) == (["van", "den"], ["Berg"])


@pytest.mark.parametrize("style", ["plain", "alpha", "unsrt"])
def test_an_entry_goes_through_the_styles_of_bibtex(style, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.bib").write_text(bibtex(PEOPLE, FIGURE, PLACE), encoding="utf-8")
    (tmp_path / "a.aux").write_text(
        f"\\bibstyle{{{style}}}\n\\citation{{*}}\n\\bibdata{{a}}\n", encoding="utf-8"
    )
    errors.set_strict_mode(True)
    make_bibliography("a.aux", bib_encoding="utf-8", output_encoding="utf-8")
    made = " ".join((tmp_path / "a.bbl").read_text(encoding="utf-8").split())
    assert r"Who \& what?" in made and "An institute" in made and "2026" in made


def test_ris_has_a_line_a_tag_and_ends():
    lines = ris(PEOPLE, FIGURE, PLACE).split("\r\n")
    assert lines[0] == "TY  - FIGURE" and lines[-2:] == ["ER  - ", ""]
    said = dict(line.split("  - ", 1) for line in lines[:-1])
    assert all(re.fullmatch("[A-Z][A-Z0-9]", tag) for tag in said)
    assert said | {} == said and (said["AU"], said["UR"]) == ("van den Berg, A.", PLACE)
    assert (said["TI"], said["T2"], said["PY"], said["DO"]) == (
        "Who & what?",
        "One call",
        "2026",
        "10.5281/zenodo.1",
    )


def test_csl_json_has_the_same():
    item = csl(PEOPLE, FIGURE, PLACE)
    assert item["author"] == [{"family": "Berg", "given": "A.", "non-dropping-particle": "van den"}]
    assert item["issued"] == {"date-parts": [[2026, 11, 23]]} and item["URL"] == PLACE
    assert (item["type"], item["publisher"], item["version"]) == ("figure", "An institute", "0.1.0")


@pytest.mark.parametrize("written", [bibtex, ris, csl])
def test_no_address_is_invented(written):
    assert "http" not in str(written(CFF, FIGURE, "chapters/x.html#fig-voices"))
