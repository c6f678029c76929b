"""The descriptor of a created book: it comes to name every table and column, with the keys that still hold."""

import json

from readouts.corpus import datapackage
from readouts.create import descriptor


def table(name: str, path: str, fields: dict[str, dict], keys: list | None = None) -> dict:
    schema = {
        "fields": [{"name": field, "type": "string"} | more for field, more in fields.items()]
    }
    return {"name": name, "path": path, "schema": schema | ({"foreignKeys": keys} if keys else {})}


def key(fields, other: str, named) -> dict:
    return {"fields": fields, "reference": {"resource": other, "fields": named}}


OWN = {
    "resources": [
        table("readouts", "readouts.csv", {"readout_id": {}}),
        table("segments", "segments.csv", {"segment_id": {}}),
    ]
}


def test_a_table_is_described_as_in_the_folder_that_it_is_from_and_lies_elsewhere_if_it_must():
    other = {
        "resources": [
            table("notes", "Readouts.csv", {"note": {}}, [key("note", "readouts", "readout_id")]),
            table(
                "lost", "lost.csv", {"a": {}}, [key("a", "nowhere", "b"), key("a", "notes", "note")]
            ),
        ]
    }
    found = descriptor.extended(OWN, {"notes": [], "lost": []}, other)
    assert descriptor.paths(found) == {
        "readouts": "readouts.csv",
        "segments": "segments.csv",
        "notes": "Readouts-2.csv",
        "lost": "lost.csv",
    }
    assert list(descriptor.references(found)) == [
        ("notes", ["note"], "readouts", ["readout_id"]),
        ("lost", ["a"], "notes", ["note"]),
    ]
    assert list(descriptor.references(descriptor.without(found, {"notes"}))) == []
    assert OWN["resources"][0]["schema"] == {"fields": [{"name": "readout_id", "type": "string"}]}


def test_a_column_has_the_type_that_it_had_and_need_not_be_filled():
    other = {
        "resources": [
            table(
                "readouts",
                "r.csv",
                {"size": {"type": "integer", "constraints": {"required": True, "minimum": 1}}},
            )
        ]
    }
    found = descriptor.extended(
        OWN, {"readouts": [{"readout_id": "a", "size": "3", "mine": ""}]}, other
    )
    size, mine = found["resources"][0]["schema"]["fields"][1:]
    assert size["type"] == "integer" and size["constraints"] == {"minimum": 1}
    assert mine == {"name": "mine", "type": "string", "description": "as the corpus has it"}


def test_a_table_of_one_column_keeps_its_empty_rows(tmp_path):
    described = {"resources": [table("single", "deep/single.csv", {"only": {}})]}
    (tmp_path / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    rows = [{"only": "a"}, {"only": ""}, {"only": 'b"c\r\nd'}]
    descriptor.write(tmp_path, {"single": rows})
    assert datapackage.cells(tmp_path / "deep" / "single.csv") == rows
    assert len(datapackage.read(tmp_path)["single"]) == 3
