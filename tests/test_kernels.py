"""The compiled loops, by hand and against Python: rows as lines, texts that are not written as they are, a table that grows."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.engine import compiled

pytest.importorskip("numba", reason="numba is not installed (pip install 'readouts[fast]')")
pytestmark = pytest.mark.usefixtures("own_cache")
quick = settings(deadline=None, max_examples=60)
SPARE = 8  # bytes that the loops may read and write beyond the end


def joined(texts):
    """Texts one after another, with where each begins and ends."""
    pieces = [text.encode() for text in texts]
    ends = np.cumsum([len(piece) for piece in pieces], dtype=np.int64)
    starts = ends - np.array([len(piece) for piece in pieces], np.int64)
    return np.frombuffer(b"".join(pieces) + b"\0" * SPARE, np.uint8).copy(), starts, ends


def lines(columns, is_text, texts):
    data, firsts, ends = joined(texts)
    rows = len(columns[0]) if columns else 0
    cells = np.array([cell for column in columns for cell in column], np.int64)
    most = sum(21 + max((len(text.encode()) for text in texts), default=0) for _ in cells)
    out = np.zeros(most + len(cells) + SPARE, np.uint8)
    size = compiled.functions()["lines"](
        cells, rows, len(columns), np.array(is_text, np.uint8), data, firsts, ends, out
    )
    return out[:size].tobytes().decode()


def test_rows_are_lines_of_figures_and_texts():
    written = lines([[1, -20], [1, 0], [0, 1]], [False, True, True], ["a", "мир"])
    assert written == "1,мир,a\n-20,a,мир\n"
    assert lines([[7]], [False], []) == "7\n"
    assert lines([[0]], [True], [""]) == "\n"


EDGES = [0, -1, 9, 10, -10, 99, 100, 2**31, -(2**31), 10**18, 2**63 - 1, -(2**63) + 1]


@pytest.mark.parametrize("number", EDGES)
def test_whole_numbers_are_written_as_python_writes_them(number):
    assert lines([[number]], [False], []) == f"{number}\n"


@given(
    st.lists(st.text(st.characters(codec="utf-8"), max_size=12), min_size=1, max_size=4),
    st.lists(st.tuples(st.integers(-(2**63) + 1, 2**63 - 1), st.integers(0, 3)), max_size=6),
)
@quick
def test_any_rows_are_those_of_python(texts, rows):
    rows = [(number, place % len(texts)) for number, place in rows]
    columns = [[row[0] for row in rows], [row[1] for row in rows]]
    if rows:
        expected = "".join(f"{number},{texts[place]}\n" for number, place in rows)
        assert lines(columns, [False, True], texts) == expected


def unlike(texts, first_as_is, as_is):
    data, firsts, ends = joined(texts)
    kinds = [np.zeros(256, np.uint8) for _ in range(2)]
    for kind, letters in zip(kinds, (first_as_is, as_is)):
        kind[[ord(letter) for letter in letters]] = 1
    found = np.zeros(len(texts), np.int64)
    count = compiled.functions()["unlike"](data, firsts, ends, len(texts), *kinds, found)
    return found[:count].tolist()


def test_texts_that_have_another_byte_or_begin_with_one():
    assert unlike(["peace", "=peace", "", "pea,ce", "e", "мир"], "pe", "peac") == [1, 3, 5]
    assert unlike(["=", "a="], "a", "a=") == [0]  # it may stand within, and not at the beginning
    assert unlike(["", ""], "", "") == []


@given(st.lists(st.text("ab=,", max_size=6), max_size=6), st.sets(st.sampled_from("ab=,")))
@quick
def test_what_is_unlike_is_what_python_says(texts, plain):
    expected = [place for place, text in enumerate(texts) if text and not set(text) <= plain]
    if texts:
        assert unlike(texts, plain, plain) == expected


@given(st.sets(st.integers(0, 2**64 - 1), max_size=16), st.integers(0, 2**64 - 1))
@quick
def test_a_table_that_grows_loses_no_entry_and_doubles_none(keys, seed):
    old = np.zeros(16, np.int32), np.zeros(16, np.uint64)
    for place, key in enumerate(sorted(keys)):
        old[0][place], old[1][place] = place + 1, key
    new = np.zeros(64, np.int32), np.zeros(64, np.uint64)
    signed = seed - 2**64 if seed >= 2**63 else seed  # as ctypes hands a whole number on
    compiled.functions()["enlarge"](*old, 16, signed, *new, 64)
    filled = np.flatnonzero(new[0])
    assert {(int(new[0][at]), int(new[1][at])) for at in filled} == {
        (place + 1, key) for place, key in enumerate(sorted(keys))
    }
    assert len(filled) == len(keys)
