"""Absences that a person has confirmed."""

import pytest
from readouts.corpus.confirmed import confirmed_of, read_confirmed
from readouts.corpus.datapackage import DataError


def test_a_data_folder_has_them_in_a_table_of_its_own(tmp_path):
    assert confirmed_of(tmp_path) == {}
    (tmp_path / "confirmed_absences.csv").write_text(
        "\ufeffevent,side,code,by,date,note\n,Paris,peace,AB,2026-11-20,read twice\n",
        encoding="utf-8",
    )
    assert confirmed_of(tmp_path) == {("", "Paris", "peace"): "confirmed by AB, 2026-11-20"}


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("event,side,code\n", [(1, "by"), (1, "date")]),
        ("event,side,code,by,date\nCall,Paris,peace,,2026-11-20\n", [(2, "by")]),
        ("event,side,code,by,date\nCall,,peace,AB,\n", [(2, "date"), (2, "side")]),
    ],
)
def test_all_that_is_wrong_is_said_at_once(tmp_path, text, places):
    file = tmp_path / "confirmed.csv"
    file.write_text(text)
    with pytest.raises(DataError) as error:
        read_confirmed(file)
    assert [(fault.row, fault.column) for fault in error.value.faults] == places
