"""The tables of reports under one name: what chapters of books import."""

import pytest
from readouts.report import tables
from readouts.report.chapters import CHAPTERS, exhibits
from this_report import made_once


def test_each_table_is_there_under_its_name_and_nothing_else():
    wanted = [name for chapter in CHAPTERS for name in chapter.tables]
    assert tables.__all__ == ["TABLES", *wanted] and len(wanted) > 40
    assert [getattr(tables, name) for name in wanted] == list(exhibits("tables"))


def test_a_figure_is_no_table():
    with pytest.raises(AttributeError):
        tables.two_accounts  # noqa: B018


def test_no_two_tables_of_a_report_have_one_id_and_each_has_its_columns(report):
    made = [function(report) for function in made_once("tables", report)]
    there = [table for table in made if hasattr(table, "id")]
    assert len({table.id for table in there}) == len(there) > 40
    for table in there:
        # A column is of the data, or of findings alone.
        assert set(table.columns) <= {*table.data, *table.links}, table.id
        assert set(table.links) <= set(table.columns), table.id
        assert set(table.sources) <= set(table.columns), table.id
        assert set(table.missing) <= set(table.columns), table.id
        assert set(table.page_only) <= set(table.data), table.id
