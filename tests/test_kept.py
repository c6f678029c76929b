"""What is made of a table is made once, and never shown for another table."""

import pandas as pd
from readouts.report.kept import kept


def test_it_is_made_once_for_a_table_and_anew_for_another_one_that_is_equal():
    made = []

    @kept
    def names(table: pd.DataFrame) -> list[str]:
        made.append(table)
        return table["name"].tolist()

    north, south = pd.DataFrame({"name": ["North"]}), pd.DataFrame({"name": ["South"]})
    assert [names(table) for table in (north, north, south, south, north)] == [
        ["North"],
        ["North"],
        ["South"],
        ["South"],
        ["North"],
    ]
    assert len(made) == 3
    names(north.copy())
    assert len(made) == 4


def test_each_function_keeps_its_own():
    table = pd.DataFrame({"name": ["North"]})
    count, names = kept(len), kept(lambda given: set(given["name"]))
    assert (count(table), names(table), count(table)) == (1, {"North"}, 1)


def test_what_fails_is_tried_again():
    answers = iter([ValueError("not yet"), 5])

    @kept
    def asked(table: pd.DataFrame) -> int:
        answer = next(answers)
        if isinstance(answer, Exception):
            raise answer
        return answer

    table = pd.DataFrame()
    try:
        asked(table)
    except ValueError as error:
        assert str(error) == "not yet"
    assert asked(table) == 5
