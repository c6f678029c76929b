"""The trials of `make faults`: a kill is found to be one, and what it left is told as it is. The whole is in `make check`."""

import importlib.util

import pytest
from conftest import ROOT

spec = importlib.util.spec_from_file_location("faults", ROOT / "scripts" / "faults.py")
faults = importlib.util.module_from_spec(spec)
spec.loader.exec_module(faults)


def test_a_result_that_is_written_is_the_old_one_or_the_new_one(tmp_path, monkeypatch):
    monkeypatch.setattr(faults, "MOST", 2)
    (tmp_path / "begin").mkdir()
    (tmp_path / "begin" / "calls.csv").write_text(faults.TEXTS)
    row = faults.kills(
        "count", tmp_path / "begin", "count", "{}/calls.csv", "--out", "{}/counts.csv"
    )
    assert row.good and row.trials == 2 and row.left.startswith("2 as before")


@pytest.mark.slow
def test_what_the_next_run_does_not_make_good_is_found(tmp_path, monkeypatch):
    monkeypatch.setattr(faults, "MOST", 1)
    (tmp_path / "begin").mkdir()
    (tmp_path / "begin" / "calls.csv").write_text(faults.TEXTS)
    hashes = iter(range(1000))
    monkeypatch.setattr(faults, "state", lambda folder: {"calls.csv": str(next(hashes))})
    row = faults.kills("count", tmp_path / "begin", "count", "{}/calls.csv", "--out", "{}/c.csv")
    assert not row.good and "NOT MADE GOOD" in row.left
