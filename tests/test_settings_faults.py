"""What the settings of a report name and its tables do not have is told when the report is loaded, all at once."""

import datetime
from types import SimpleNamespace

import northland
import pandas as pd
import pytest
from readouts import paths
from readouts.corpus.datapackage import DataError
from readouts.report import context, load, settings, settings_faults


def faults(tmp_path, report: str) -> list[tuple[str, str, str]]:
    with pytest.raises(DataError) as error:
        load(northland.write(tmp_path / "data", report=report))
    return [(fault.file, fault.column, fault.found) for fault in error.value.faults]


def test_ids_that_no_table_has(tmp_path):
    report = northland.REPORT + (
        "pair: [north-july, nobody]\n"
        "calls: [2031-05-04, 2031-07-10]\n"
        "full_texts: [other]\n"
        "headlines: {names: no-frame, codes: [no-code, peace], calls: [hope, peace, nothing]}\n"
    )
    assert faults(tmp_path, report) == [
        ("report.yml", "calls", "'2031-07-10'"),
        ("report.yml", "full_texts", "'other'"),
        ("report.yml", "headlines: calls", "'nothing'"),
        ("report.yml", "headlines: codes", "'no-code'"),
        ("report.yml", "headlines: names", "'no-frame'"),
        ("report.yml", "pair", "'nobody'"),
    ]


def test_a_side_that_has_no_readout(tmp_path):
    assert ("report.yml", "sides", "'west'") in faults(
        tmp_path, northland.REPORT.replace("south:", "west:")
    )


def test_a_side_without_a_leader_and_a_voice_without_a_side(tmp_path):
    report = northland.REPORT.replace(", leader: king", "") + northland.PAIR
    found = faults(tmp_path, report)
    assert ("report.yml", "sides: south", "no leader") in found
    assert ("coverage.csv", "voice", "'king'") in found


def test_those_of_this_report_name_what_there_is():
    own, of = settings.read(paths.DATA), context.load(paths.DATA)
    assert own.series and own.reference and own.pair
    assert settings_faults.faults(own, of.data, of.codebook) == []
    # Without its tables each of the three files names something that is not there.
    tables = {name: table for name, table in of.data.tables.items() if not name.startswith("bei")}
    without = of.data.__class__(of.data.segments, of.data.repeated, tables)
    none = of.codebook.__class__(
        of.codebook.frames[:0], of.codebook.codes[:0], of.codebook.patterns
    )
    told = {fault.file for fault in settings_faults.faults(own, without, none)}
    assert told == {"report.yml", "series.yml", "reference.yml"}


def test_a_day_is_known_of_an_event_of_a_contact_or_of_a_text():
    first, second, third = (datetime.date(2031, 5, day) for day in (4, 5, 6))
    readouts = pd.DataFrame(
        {"readout_id": ["a"], "side": ["north"], "event_date": [first], "date": [second]}
    )
    tables = {"events": pd.DataFrame({"date": [third]}), "segments": pd.DataFrame({"readout_id": ["a"]})}  # fmt: skip
    book = SimpleNamespace(frames=pd.DataFrame({"frame": []}), codes=pd.DataFrame({"code": []}))

    def days(**others):
        data = SimpleNamespace(tables=tables | others, readouts=readouts)
        return settings_faults._known(data, book)["dates"]

    assert days() == {first, second, third}
    assert days(events=pd.DataFrame({"event": ["talks"]})) == {first, second}
