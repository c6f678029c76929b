"""What the site says of its CSVs: a descriptor beside them that names each, and each column, and follows Data Package 1.0."""

import csv
import hashlib
import json
from pathlib import Path
from types import SimpleNamespace

import jsonschema
import pytest
from readouts.book import descriptors
from readouts.book.exhibits import PREFIX

# The rules of Data Package 1.0 (specs.frictionlessdata.io) for what is written here: profile, names, paths, schemas.
NAME = {"type": "string", "pattern": r"^[-a-z0-9._/]+$"}
TEXT = {"type": "string", "minLength": 1}
RULES = {
    "type": "object",
    "required": ["profile", "name", "title", "resources"],
    "properties": {
        "profile": {"const": "tabular-data-package"},
        "name": NAME,
        "title": TEXT,
        "version": TEXT,
        "licenses": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "anyOf": [{"required": ["name"]}, {"required": ["path"]}],
                "properties": {
                    "name": {"type": "string", "pattern": r"^[-a-zA-Z0-9._]+$"},
                    "path": TEXT,
                },
            },
        },
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["profile", "name", "path", "schema"],
                "properties": {
                    "profile": {"const": "tabular-data-resource"},
                    "name": NAME,
                    # Relative, of this folder or one below it.
                    "path": {"type": "string", "pattern": r"^(?=^[^./~])(?!.*\.\./)[^:]+$"},
                    "encoding": {"const": "utf-8"},
                    "format": {"const": "csv"},
                    "mediatype": {"const": "text/csv"},
                    "bytes": {"type": "integer", "minimum": 1},
                    "hash": {"type": "string", "pattern": "^sha256:[0-9a-f]{64}$"},
                    "schema": {
                        "type": "object",
                        "required": ["fields"],
                        "properties": {
                            "missingValues": {"type": "array", "items": {"type": "string"}},
                            "fields": {
                                "type": "array",
                                "minItems": 1,
                                "items": {
                                    "type": "object",
                                    "required": ["name", "type", "description"],
                                    "additionalProperties": False,
                                    "properties": {
                                        "name": TEXT,
                                        "type": {
                                            "enum": [
                                                "string",
                                                "number",
                                                "integer",
                                                "boolean",
                                                "date",
                                            ]
                                        },
                                        "description": TEXT,
                                        "unit": TEXT,
                                    },
                                },
                            },
                        },
                    },
                },
            },
        },
    },
}


def held(folder: Path) -> dict:
    """Hold a folder of the site against its descriptor, which is given back."""
    described = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(RULES).validate(described)
    resources = described["resources"]
    names = [resource["name"] for resource in resources]
    assert len(set(names)) == len(names)
    assert sorted(resource["path"] for resource in resources) == sorted(
        path.name for path in folder.glob("*.csv")
    )
    for resource in resources:
        content = (folder / resource["path"]).read_bytes()
        assert resource["bytes"] == len(content)
        assert resource["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        header = next(csv.reader(content.decode("utf-8").splitlines()))
        assert [field["name"] for field in resource["schema"]["fields"]] == header
        page, _, anchor = resource["page"].partition("#")
        assert f'id="{anchor}"' in (folder / page).read_text(encoding="utf-8"), resource["page"]
    return described


def described_site(site: Path) -> None:
    """Hold the figures and the tables of a site against their descriptors."""
    folders = [folder for folder in ("figures", "tables") if any((site / folder).glob("*.csv"))]
    assert folders
    for folder in folders:
        assert held(site / folder)["name"] == folder


def test_each_published_csv_is_described_column_by_column(site):
    described_site(site)


def test_the_descriptors_say_whose_they_are_and_what_may_be_done_with_them(site):
    for folder in ("figures", "tables"):
        described = json.loads((site / folder / "datapackage.json").read_text(encoding="utf-8"))
        assert described["title"].endswith(f": {folder}") and described["version"] == "0.2.0"
        assert [one["name"] for one in described["licenses"]] == ["CC-BY-4.0"]


EXHIBITS = {
    "tab-words": {
        "docname": "chapters/words",
        "id": "words",
        "kind": "table",
        "title": "Words",
        "files": {"csv": "word,n\nмир,1\n"},
        "schema": [
            {"name": "word", "type": "string", "description": "the word"},
            {"name": "n", "type": "integer", "description": "how often", "unit": "occurrences"},
        ],
    }
}


@pytest.fixture
def app(tmp_path):
    """What of Sphinx the writing needs: a book of one table in Russian."""
    source = tmp_path / "source"
    (source / "data").mkdir(parents=True)
    (source / "_config.yml").write_text("title: A book\n", encoding="utf-8")
    field = {"name": "side", "type": "string"}
    resource = {"name": "sides", "path": "sides.csv", "schema": {"fields": [field]}}
    (source / "data" / "datapackage.json").write_text(json.dumps({"resources": [resource]}))
    site = tmp_path / "site"
    (site / "tables").mkdir(parents=True)
    (site / "chapters").mkdir()
    (site / "tables" / "words.csv").write_bytes(EXHIBITS["tab-words"]["files"]["csv"].encode())
    (site / "chapters" / "words.html").write_text(f'<table id="{PREFIX["table"]}-words">')
    env = SimpleNamespace(
        get_domain=lambda name: SimpleNamespace(data={"exhibits": EXHIBITS}),
        toctree_includes={},
        config=SimpleNamespace(root_doc="index", master_doc="index"),
    )
    return SimpleNamespace(
        env=env, srcdir=str(source), outdir=str(site), builder=SimpleNamespace(format="html")
    )


def test_a_book_of_one_table_by_hand(app):
    descriptors.write(app, None)
    folder = Path(app.outdir) / "tables"
    assert held(folder) == {
        "profile": "tabular-data-package",
        "name": "tables",
        "title": "A book: tables",
        "version": "none",
        "resources": [
            {
                "name": "words",
                "path": "words.csv",
                "title": "Words",
                "page": "../chapters/words.html#tab-words",
                "profile": "tabular-data-resource",
                "encoding": "utf-8",
                "format": "csv",
                "mediatype": "text/csv",
                "bytes": 16,
                "hash": "sha256:" + hashlib.sha256("word,n\nмир,1\n".encode()).hexdigest(),
                "schema": {
                    "fields": EXHIBITS["tab-words"]["schema"],
                    "missingValues": [""],
                },
            }
        ],
    }
    assert not (Path(app.outdir) / "figures").exists()  # no figure, nothing to describe


def test_the_same_book_has_the_same_bytes_twice(app):
    path = Path(app.outdir) / "tables" / "datapackage.json"
    descriptors.write(app, None)
    first = path.read_bytes()
    path.unlink()
    descriptors.write(app, None)
    assert path.read_bytes() == first and "мир".encode() not in first


@pytest.mark.parametrize("change", ["failed", "latex"])
def test_nothing_is_written_of_a_build_that_failed_or_has_no_site(app, change):
    app.builder.format = "latex" if change == "latex" else "html"
    descriptors.write(app, RuntimeError() if change == "failed" else None)
    assert not (Path(app.outdir) / "tables" / "datapackage.json").exists()


@pytest.mark.parametrize(
    "resource",
    [
        {"path": "../words.csv"},
        {"path": "/words.csv"},
        {"name": "Two words"},
        {"schema": {"fields": []}},
        {"schema": {"fields": [{"name": "n", "type": "whole", "description": "n"}]}},
        {"schema": {"fields": [{"name": "n", "type": "integer"}]}},
    ],
)
def test_the_rules_refuse_what_is_no_data_package(resource):
    whole = descriptors.descriptor("tables", list(EXHIBITS.values()), {"title": "A book"})
    jsonschema.Draft202012Validator(RULES).validate(whole)
    whole["resources"][0] |= resource
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft202012Validator(RULES).validate(whole)
