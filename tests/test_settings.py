"""The settings of a report: what the file may hold, and what is said of one that is wrong."""

import datetime

import pytest
from readouts import paths
from readouts.corpus.datapackage import DataError
from readouts.report import settings


def written(folder, text):
    (folder / "report.yml").write_text(text, encoding="utf-8")
    return settings.read(folder)


def test_a_folder_without_the_file_has_defaults(tmp_path):
    assert settings.read(tmp_path) == settings.Settings()


def test_this_report():
    found = settings.read(paths.DATA)
    assert found.names == {"kremlin": "Kremlin", "beijing": "Beijing"}
    assert found.leaders == {"kremlin": "putin", "beijing": "xi"}
    assert found.event == datetime.date(2022, 6, 15)


@pytest.mark.parametrize(
    ("text", "columns"),
    [
        ("side: {}", ["side"]),
        ("sides: [a]\ncalls: 3", ["sides", "calls"]),
        ("calls: [June]", ["calls"]),
        ("collocates: [3, war and peace, '%']", ["collocates", "collocates"]),
        ("headlines: {word: {}, codes: peace}", ["headlines: word", "headlines: codes"]),
        ("headlines: {strings: {table: a}}", ["headlines: strings"]),
        ("sides: {a: {title: A}}", ["sides: a"]),
        ("- a", [""]),
        ("a: [", [""]),
    ],
)
def test_what_is_wrong_is_named_all_at_once(tmp_path, text, columns):
    with pytest.raises(DataError) as error:
        written(tmp_path, text)
    assert sorted(fault.column for fault in error.value.faults) == sorted(columns)
    assert {fault.file for fault in error.value.faults} == {"report.yml"}


def test_what_stands_in_the_file_is_taken(tmp_path):
    found = written(tmp_path, "sides: {n: {name: North}}\nexcerpts: cuttings\npair: [a, b]")
    assert found.sides == (settings.Side("n", "North"),)
    assert (found.excerpts, found.pair) == ("cuttings", ("a", "b"))


def test_the_call_in_focus_is_the_last(tmp_path):
    found = written(tmp_path, "calls: [2031-05-04, 2031-07-09, 2031-08-01]")
    assert found.event == datetime.date(2031, 8, 1)
