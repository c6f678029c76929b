"""Tables of any form: the names of their columns, their cells as text, and several of them as one."""

import json
import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts.readers.faults import Faults
from readouts.readers.rows import BY_FILE, Several, as_text, distinct, every_column


@given(
    st.lists(st.sampled_from(["text", "", " ", "a", "a (2)", "column 1", "column 2"]), max_size=8)
)
def test_names_are_made_distinct_and_each_place_has_one(names):
    made = distinct(names)
    assert len(made) == len(set(made)) == len(names)
    first = {name: place for place, name in reversed(list(enumerate(names)))}
    for place, (name, new) in enumerate(zip(names, made)):
        assert new.strip()
        if not name.strip():
            assert new.startswith(f"column {place + 1}")
        elif first[name] == place and new != name:  # another became this before
            assert new.startswith(f"{name} (")


def test_names_that_differ_are_left_as_they_are():
    assert distinct(["text", "Text", " text"]) == ["text", "Text", " text"]
    assert distinct([]) == []


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("", ""),
        ("  a\n", "  a\n"),
        (None, ""),
        (math.nan, ""),
        (0, "0"),
        (-1.5, "-1.5"),
        (False, "false"),
        ([], "[]"),
        (("a", 1), '["a", 1]'),
        ({"мир": None}, '{"мир": null}'),
        ("half \ud83d", "half \ufffd"),
        (["\udc00"], '["\ufffd"]'),
    ],
)
def test_cells_as_text(cell, text):
    assert as_text(cell) == text


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(st.characters(codec="utf-8")),
        lambda inner: (
            st.lists(inner) | st.dictionaries(st.text(st.characters(codec="utf-8")), inner)
        ),
    )
)
def test_lists_and_objects_come_back_from_their_text(cell):
    text = as_text(cell)
    text.encode("utf-8")
    if isinstance(cell, (list, dict)):
        assert json.loads(text) == cell


class Made:
    """A table in memory."""

    form, encoding, remarks = "made", "utf-8", ()

    def __init__(self, file, columns, rows, late=()):
        self.file, self.columns, self._rows, self._late = file, columns, rows, late
        if late:
            self.every_column = lambda: [*columns, *late]

    def rows(self, wanted, faults):
        for number, row in enumerate(self._rows, 2):
            if row is None:
                faults.add(self.file, number, "", "nothing", "a row")
            else:
                yield self.file, number, [row.get(name) for name in wanted]


def test_several_files_are_one_table_in_their_order_and_each_row_knows_its_file():
    one = Made("a.csv", ["text", "n"], [{"text": "A", "n": 1}, None])
    two = Made("b.csv", ["n", "text"], [{"text": "B", "n": 2}], late=("late",))
    table, faults = Several([one, two], Path("calls")), Faults()
    assert list(table.rows(["n", "text"], faults)) == [
        ("a.csv", 2, [1, "A"]),
        ("b.csv", 2, [2, "B"]),
    ]
    assert [(fault.file, fault.row) for fault in faults] == [("a.csv", 3)]
    assert table.file == "calls" and table.form == "2 files, each made"
    assert table.columns == ["text", "n", BY_FILE]
    assert every_column(table) == ["text", "n", "late", BY_FILE]
    assert list(table.rows(["n", BY_FILE, "text"], Faults())) == [
        ("a.csv", 2, [1, "a", "A"]),
        ("b.csv", 2, [2, "b", "B"]),
    ]
    assert every_column(one) == ["text", "n"] and table.encoding == "utf-8"


@pytest.mark.parametrize(("column", "file"), [("side", "b.csv"), ("n", "2022.csv")])
def test_files_are_no_sides_where_a_column_is_or_they_are_numbers(column, file):
    assert Several([Made("a.csv", [column], []), Made(file, [column], [])], Path("x")).columns == [column]  # fmt: skip


def test_encodings_that_differ_are_all_named():
    one, two = Made("a", ["text"], []), Made("b", ["text"], [])
    two.encoding = "cp1251"
    assert Several([one, two], Path("x")).encoding == "cp1251, utf-8"
