"""The command `readouts changes`: the same rows as text, CSV and JSON."""

import json

import pytest
from fetch_site import EN, serving
from readouts.__main__ import main
from tables import rows_of
from versions_site import ALTERED, address, again, fetch, serve


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """A folder with a page in two versions, and one in one."""
    folder = tmp_path_factory.mktemp("fetched")
    with serving() as site:
        serve(site, EN)
        serve(site, EN, name="2")
        fetch(folder, address(site), address(site, "2"))
        serve(site, [EN[3], *ALTERED[:3], "+ They parted."])
        again(folder, address(site), address(site, "2"))
    return folder / "out"


def test_rows_are_the_same_in_every_form(out, tmp_path, capsys):
    for name in ("changes.csv", "changes.json", "changes.jsonl"):
        assert main(["changes", str(out), "--out", str(tmp_path / name)]) == 0
    said = capsys.readouterr().err
    assert "pages with several versions: 1 of 2; versions that differ in markup alone: 0" in said
    table = rows_of(tmp_path / "changes.csv")
    listed = json.loads((tmp_path / "changes.json").read_text(encoding="utf-8"))
    lines = (tmp_path / "changes.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line) for line in lines] == listed and len(table) == len(listed)
    assert [row["kind"] for row in table] == [row["kind"] for row in listed]
    assert {"altered", "moved", "added"} == {row["kind"] for row in table}
    # An earlier output is replaced.
    assert main(["changes", str(out), "--out", str(tmp_path / "changes.csv")]) == 0


def test_the_text_marks_what_went_and_what_came(out, capsys):
    assert main(["changes", str(out), "--format", "table"]) == 0
    said = capsys.readouterr().out
    assert said.count("  between ") == 1
    assert "the harvest & the [-railway-]{+canal+}, and <agreed> to speak again" in said
    assert "(moved from paragraph " in said and "{++ They parted.+}" in said


def test_nothing_is_changed_and_no_folder_at_all(tmp_path, capsys):
    with serving() as site:
        serve(site, EN)
        fetch(tmp_path, address(site))
    capsys.readouterr()
    assert main(["changes", str(tmp_path / "out")]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("document_id,url,part,kind,") and told.err.startswith("0 changes; ")
    assert main(["changes", str(tmp_path / "none")]) == 1
    assert "expected a folder of `readouts fetch`" in capsys.readouterr().err
