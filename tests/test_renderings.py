"""Expressions in several wordings: a table of its own, in a report of two readouts that has one."""

import northland
from readouts.report import load, renderings
from readouts.report.chapters import exhibits


def test_they_are_counted_nowhere_and_stand_where_the_table_is():
    ours = load()
    assert list(renderings.findings(ours.context)) == []
    assert "renderings" in {function.__name__ for function in exhibits("tables", ours)}


def test_a_report_without_the_table_has_no_such_exhibit(tmp_path):
    found = exhibits("tables", load(northland.write(tmp_path / "data")))
    assert found and "renderings" not in {function.__name__ for function in found}
