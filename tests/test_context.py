"""A folder that ``readouts create`` made has the chapters whose tables somebody adds."""

import csv
import json

import pytest
from made_up import COVERAGE, COVERED, JULY, QUOTED, frame
from readouts import paths
from readouts.__main__ import main
from readouts.report import context, coverage, headlines, kit, stretches, validity, voices

SETTINGS = """
sides:
  north: {name: Northland, leader: queen}
  south: {name: Southland, leader: king, called: the Southland}
speakers: {queen: the Queen, king: the King}
"""


def corpus(path):
    """The made-up passages and, a day later, a full text of each side, all of one event."""
    rows = [
        {"side": name.split("-")[0], "date": str(JULY), "completeness": "excerpts", "text": text}
        for name, passages in QUOTED.items()
        for text in (" ".join(passages),)
    ] + [
        {"side": side, "date": "2031-07-10", "completeness": "full", "text": "A word of peace."}
        for side in ("north", "south")
    ]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, ["side", "date", "completeness", "text", "event", "language"])
        writer.writeheader()
        writer.writerows(row | {"event": "call", "language": "en"} for row in rows)
    return path


def add(folder, **tables):
    """Write tables into a data folder, described as this project's are but for what is particular to it."""
    ours = json.loads((paths.DATA / "datapackage.json").read_text(encoding="utf-8"))
    path = folder / "datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    for resource in ours["resources"]:
        if resource["name"] in tables:
            table = tables[resource["name"]]
            fields = [one for one in resource["schema"]["fields"] if one["name"] in table]
            for one in fields:
                for particular in ("enum", "pattern"):
                    one.get("constraints", {}).pop(particular, None)
            resource["schema"] = {"fields": fields}
            described["resources"].append(resource)
            table = table[[one["name"] for one in fields]]
            table.to_csv(folder / resource["path"], index=False)
    path.write_text(json.dumps(described), encoding="utf-8")


@pytest.fixture(scope="module")
def data(tmp_path_factory):
    """The data folder of a created book."""
    folder = tmp_path_factory.mktemp("created")
    texts = corpus(folder / "texts.csv")
    assert main(["create", str(folder / "book"), "--corpus", str(texts)]) == 0
    return folder / "book" / "data"


def test_a_created_folder_has_its_sides_and_its_event(data):
    of = context.load(data)
    assert set(of.settings.names) == {"north", "south"} and of.settings.calls == (JULY,)
    assert set(of.data.segments["event_date"]) == {JULY}
    assert not of.has(coverage.NEEDS) and not list(validity.findings(of))


def test_a_created_folder_has_the_chapters_whose_tables_are_added(data):
    july = [(*row, None) for row in COVERAGE if row[1] == JULY]
    add(
        data,
        coverage=frame(" ".join(COVERED), *july),
        topics=frame("topic label", *((topic, topic) for topic in ("peace", "trade", "works"))),
    )
    (data / "report.yml").write_text(SETTINGS, encoding="utf-8")
    of = context.load(data, [coverage.faults])
    value = {finding.id: finding.value for finding in coverage.findings(of)}
    assert value[f"topics-{JULY}-north-voice-queen"] == 1 and value[f"topics-{JULY}-south"] == 1
    assert len(of.settings.pair) == 2 and of.has(headlines.NEEDS)
    assert list(headlines.findings(of)) and list(stretches.findings(of))
    assert voices.forms(of.settings)["own leader"] == "“The Queen laid out”, according to Northland"


def test_a_created_folder_has_a_second_coder_s_kit(data, tmp_path):
    assert kit.main(["--data", str(data), "make", str(tmp_path / "kit")]) == 0
    assert (tmp_path / "kit/for-the-coder/sheet.csv").is_file()
