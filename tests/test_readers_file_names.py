"""What the names of files tell of side, date, event and language."""

from pathlib import Path

import pytest
from readouts.readers import file_names


def told(*names):
    found = file_names.described(Path(), [Path(name) for name in names])
    return [
        tuple(one.get(role, "") for role in ("side", "date", "event", "language"))
        for one in found.values()
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (
            ["Beijing - 15 June 2022.txt", "Kremlin - 15 June 2022.txt"],
            [("Beijing", "2022-06-15", "", ""), ("Kremlin", "2022-06-15", "", "")],
        ),
        (
            ["2022-06-15 Beijing readout.txt", "2022-06-15 Kremlin readout.txt"],
            [("Beijing", "2022-06-15", "", ""), ("Kremlin", "2022-06-15", "", "")],
        ),
        (
            [
                "north-en-20220225.txt",
                "north-en-20220615.txt",
                "south-en-20220225.txt",
                "south-en-20220615.txt",
            ],
            [
                (side, date, "", "en")
                for side in ("north", "south")
                for date in ("20220225", "20220615")
            ],
        ),
        (
            ["1789-Washington.txt", "1793-Washington.txt", "1797-Adams.txt"],
            [
                ("Washington", "", "1789", ""),
                ("Washington", "", "1793", ""),
                ("Adams", "", "1797", ""),
            ],
        ),
        (
            ["CONS 92.txt", "CONS 97.txt", "LAB 92.txt", "LAB 97.txt"],
            [
                ("CONS", "", "92", ""),
                ("CONS", "", "97", ""),
                ("LAB", "", "92", ""),
                ("LAB", "", "97", ""),
            ],
        ),
        (
            ["north/2022/06/15.txt", "south/2022/06/15.txt"],
            [("north", "2022-06-15", "", ""), ("south", "2022-06-15", "", "")],
        ),
        (
            ["Kreml, 15. Juni 2022.txt", "Elysée, 15 juin 2022.txt"],
            [("Kreml", "2022-06-15", "", ""), ("Elysée", "2022-06-15", "", "")],
        ),
        # Letters composed of two are those of one.
        (
            ["E\u0301lyse\u0301e_2022-06-15.txt", "Élysée_2022-06-16.txt", "Kreml_2022-06-15.txt"],
            [
                ("Élysée", "2022-06-15", "", ""),
                ("Élysée", "2022-06-16", "", ""),
                ("Kreml", "2022-06-15", "", ""),
            ],
        ),
        (
            ["Xi call 2022-06-15 (North).txt", "Xi call 2022-06-15 (South).txt"],
            [("North", "2022-06-15", "", ""), ("South", "2022-06-15", "", "")],
        ),
        (
            ["North_EN_2022-06-15.txt", "South_EN_2022-06-15.txt"],
            [("North", "2022-06-15", "", "EN"), ("South", "2022-06-15", "", "EN")],
        ),
        (["_north.txt", "south.txt"], [("north", "", "", ""), ("south", "", "", "")]),
        # A day that could be two is none, and what is no side is none.
        (["speech-economy-1.txt", "speech-war-2.txt"], [("", "", "", "")] * 2),
        (["a 05-06-2022.txt"], [("", "", "", "")]),
        (["0001.txt", "0002.txt"], [("", "", "", "")] * 2),
    ],
)
def test_names(names, expected):
    assert told(*names) == expected
