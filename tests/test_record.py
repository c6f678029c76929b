"""The command that records rows, and what the passages were read for."""

import shutil

import pytest
from conftest import ROOT
from readouts import paths
from readouts.report import load, loading, record


@pytest.fixture
def data(tmp_path, monkeypatch):
    folder = shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setattr(paths, "DATA", folder)
    return folder


def edit(path, old, new):
    text = path.read_text("utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), "utf-8")


def test_what_is_recorded_agrees(capsys):
    assert record.main([]) == 0
    assert capsys.readouterr().out == "recorded.csv: agrees\n"


def test_a_change_that_was_meant_is_shown_and_recorded(data, capsys):
    edit(data / "segments.csv", "legitimacy of", "lawfulness of")
    before = (data / "recorded.csv").read_bytes()
    assert record.main([]) == 1 and (data / "recorded.csv").read_bytes() == before
    shown = capsys.readouterr().out
    assert shown.startswith("recorded.csv: 2 lines differ\n  - segments,kremlin-2022-06-15-3,")
    assert record.main(["--write"]) == 0 and record.main([]) == 0
    load(data)  # and what is recorded is held against the rows


def test_a_code_is_read_for_when_a_person_says_so_and_not_before(data, capsys):
    edit(data / "codebook.csv", "Peace is named as an aim", "Also: peace is named as an aim")
    assert [one.record.key for one in load(data).stale] == [
        ("reference_coding", "", "code", "peace", "")
    ]
    assert record.main(["--write"]) == 0
    assert len(load(data).stale) == 1
    assert record.main(["--read", "no-such-code", "--write"]) == 2
    assert "no-such-code" in capsys.readouterr().err
    assert record.main(["--read", "peace", "--write"]) == 0
    loading._load.cache_clear()
    assert load(data).stale == ()
