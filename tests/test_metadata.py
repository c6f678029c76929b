"""What the project says of itself is said once: licences in ``REUSE.toml``, the citation in ``CITATION.cff``, the rest made from them."""

import csv
import hashlib
import importlib.util
import json
import tomllib

import pytest
import yaml
from conftest import ROOT
from readouts.corpus import datapackage
from this_report import made_once

SPEC = importlib.util.spec_from_file_location("metadata", ROOT / "scripts" / "metadata.py")
metadata = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(metadata)
metadata.exhibits = made_once
CFF = metadata.cited()


@pytest.fixture(scope="module")
def made():
    return metadata.made()


@pytest.mark.parametrize(
    "name",
    [
        ".zenodo.json",
        "codemeta.json",
        "ro-crate-metadata.json",
        "codecheck.yml",
        "data/datapackage.json",
        "CITATION.cff",
    ],
)
def test_a_file_is_what_is_made_of_the_others(made, name):
    kept = (ROOT / name).read_text(encoding="utf-8")
    assert kept == made[name], "run make metadata"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("scripts/readouts/__init__.py", "MIT"),
        ("tests/results/voices.csv", "CC-BY-4.0"),
        ("tests/test_metadata.py", "MIT"),
        ("data/reference/codes.csv", "CC-BY-4.0"),
        ("data/segments.csv", "LicenseRef-Quotation"),
        ("README.md", "CC-BY-4.0"),
        ("scripts/readouts/text/han.csv", "Apache-2.0"),
        ("scripts/readouts/book/static/fonts/source-serif-4-latin-wght-normal.woff2", "OFL-1.1"),
        ("scripts/readouts/report/typefaces/SourceSans3-Regular.ttf", "OFL-1.1"),
        ("scripts/readouts/create/book_template/README.md", "MIT"),
    ],
)
def test_each_file_has_the_licence_of_the_last_entry_that_names_it(name, expected):
    assert (ROOT / name).exists() and metadata.licence(name) == expected


def test_each_table_is_described_with_the_licence_of_its_file():
    described = datapackage.descriptor()
    for resource in described["resources"]:
        (one,) = resource.get("licenses", described["licenses"])
        assert one["name"] == metadata.licence(f"data/{resource['path']}"), resource["name"]


def test_the_citation_and_the_package_have_the_licences_of_their_files():
    report = CFF["preferred-citation"]
    assert CFF["license"] == metadata.licence("scripts/readouts/__main__.py")
    assert (
        report["license"]
        == metadata.licence("chapters/index.md")
        == metadata.licence("docs/two-accounts.svg")
    )
    package = ROOT / "scripts" / "readouts"
    files = [path.relative_to(ROOT).as_posix() for path in package.rglob("*") if path.is_file()]
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert set(project["license"].split(" AND ")) == {
        metadata.licence(name) for name in files if "__pycache__" not in name
    }
    assert all((ROOT / name).is_file() for name in project["license-files"])


def test_what_is_said_in_words_names_the_same_licences():
    for name in ("LICENSE", "README.md", "chapters/cite.md"):
        said = (ROOT / name).read_text(encoding="utf-8")
        assert "MIT" in said and ("CC BY 4.0" in said or "Attribution 4.0" in said), name
        assert "no licence" in said, name


def test_the_report_is_cited_as_the_project_is():
    report = CFF["preferred-citation"]
    for key in ("title", "authors", "version", "date-released"):
        assert report[key] == CFF[key]
    assert CFF["date-released"].startswith(report["year"])


def rows_of_sources():
    with (ROOT / "data" / "sources.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_every_source_of_texts_is_a_reference_with_its_commit():
    rows = rows_of_sources()
    assert [one["title"] for one in CFF["references"]] == [row["title"] for row in rows]
    for one, row in zip(CFF["references"], rows):
        assert one["url"] in row["copy"]
        if "git+" in row["copy"]:
            assert f"git+{one['repository']}@{one['commit']}" in row["copy"].split()
        else:
            assert "commit" not in one and one["type"] == "website"
        assert all(site["name"] in (row["official"] or row["copy"]) for site in one["authors"])


def test_writing_the_references_again_changes_nothing_else():
    text = (ROOT / "CITATION.cff").read_text(encoding="utf-8")
    own, head, made = text.partition("\nreferences:\n")
    assert metadata.citation(f"{own}{head}  - type: book\n") == text
    assert own.count("\n# ") > 4 and made


def test_a_table_names_the_sources_that_it_rests_on():
    described, rows = datapackage.descriptor(), rows_of_sources()
    used = {row["title"]: set(row["used_by"].split("; ")) for row in rows}
    assert {one["title"]: one["path"] for one in described["sources"]}.keys() == used.keys()
    tables = {resource["name"]: resource for resource in described["resources"]}
    assert set().union(*used.values()) <= set(tables)
    for name, resource in tables.items():
        named = {one["title"] for one in resource.get("sources", [])}
        assert named == {title for title, names in used.items() if name in names}, name
        assert resource.get("sources") != [], "the profile asks for at least one"


def test_addresses_are_filled_in_once_and_go_everywhere():
    """Where the owner has filled them in they are addresses; the files that are made take them from there."""
    for key in ("url", "repository-code"):
        assert CFF.get(key, "https://").startswith("https://")
    assert CFF.get("doi", "10.").startswith("10.")
    cff = CFF | {
        "url": "https://book.example",
        "repository-code": "https://code.example/readouts",
        "doi": "10.5281/zenodo.1",
    }
    software, crate = metadata.codemeta(cff), metadata.crate(cff)
    assert software["codeRepository"] == "https://code.example/readouts"
    assert (software["url"], software["identifier"]) == ("https://book.example", "10.5281/zenodo.1")
    root = next(one for one in crate["@graph"] if one["@id"] == "./")
    assert (root["url"], root["identifier"]) == ("https://book.example", "10.5281/zenodo.1")
    assert [one["identifier"] for one in metadata.zenodo(cff)["related_identifiers"]][:2] == [
        "https://book.example",
        "https://code.example/readouts",
    ]


def test_the_crate_is_flat_and_has_every_table_with_its_bytes(made):
    graph = json.loads(made["ro-crate-metadata.json"])["@graph"]
    known = {one["@id"]: one for one in graph}
    assert len(known) == len(graph)

    def references(value):
        if isinstance(value, list):
            for part in value:
                yield from references(part)
        elif isinstance(value, dict):
            assert set(value) == {"@id"}
            yield value["@id"]

    for one in graph:
        for value in one.values():
            for reference in references(value):
                assert reference in known or reference.startswith("https://w3id.org/ro/crate/")
    for resource in datapackage.descriptor()["resources"]:
        file = known[f"data/{resource['path']}"]
        content = (ROOT / file["@id"]).read_bytes()
        assert file["sha256"] == hashlib.sha256(content).hexdigest()
        assert int(file["contentSize"]) == len(content)


def test_every_published_figure_is_checked(made):
    listed = {entry["file"] for entry in yaml.safe_load(made["codecheck.yml"])["manifest"]}
    with (ROOT / "data" / "figures.csv").open(encoding="utf-8") as file:
        figures = {line.partition(",")[0] for line in file} - {"figure"}
    assert {f"_build/html/figures/{name}.svg" for name in figures} <= listed
    assert sum("/tables/" in name for name in listed) > 40
