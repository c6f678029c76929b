"""Rows that a compiled loop writes: to the byte those that Python writes."""

import io
import pickle
from collections import Counter

import numpy as np
import pytest
from encoded import KINDS, any_text, documents, pattern
from hypothesis import example, given
from hypothesis import strategies as st
from readouts.cli import output
from readouts.engine.batches import Coded, Columns, Spans
from readouts.engine.engine import opened

pytestmark = pytest.mark.usefixtures("own_cache")

# What CSV and spreadsheets take for more than a letter, among letters of one to four bytes.
odd = st.lists(
    st.sampled_from([*'",\n\r=+-@\t ', "'", "a", "word", "é", "危", "\U00020000", "\ud800"]),
    max_size=12,
).map("".join)
whole = st.integers(-(2**63), 2**63 - 1)


@st.composite
def tables(draw):
    n = draw(st.integers(0, 12))
    columns = []
    for kind in draw(
        st.lists(st.sampled_from(["number", "coded", "twin", "stretches"]), min_size=1, max_size=6)
    ):
        if kind == "number":
            columns.append(np.array(draw(st.lists(whole, min_size=n, max_size=n)), np.int64))
        elif kind == "stretches":
            pieces = [
                piece.encode("utf-8", "surrogatepass")
                for piece in draw(st.lists(odd, min_size=n, max_size=n))
            ]
            ends = np.cumsum([0, *map(len, pieces)]).astype(np.int64)
            columns.append(Spans(b"".join(pieces), ends[:-1], ends[1:]))
        else:
            texts = draw(st.lists(odd, min_size=1, max_size=4))
            codes = np.array(
                draw(st.lists(st.integers(0, len(texts) - 1), min_size=n, max_size=n)), np.int64
            )
            columns += (
                [Coded(texts, codes), Coded(texts[::-1], codes)]
                if kind == "twin"
                else [Coded(texts, codes)]
            )
    return columns


def by_python(columns):
    """The same rows, given as Python's lists."""
    held = io.BytesIO()
    output._csv([tuple(column.tolist() for column in columns)], [], held)
    return held.getvalue().partition(b"\n")[2]


@given(tables())
@example([Spans(b"", np.zeros(2, np.int64), np.zeros(2, np.int64))])
@example([np.array([0, 9, 10, 99, 100, 2**63 - 1, -(2**63), -1], np.int64)])
def test_the_bytes_are_those_of_python(columns):
    assert bytes(Columns(*columns).csv(output._Guard())) == by_python(columns)
    assert list(Columns(*columns)) == [column.tolist() for column in columns]


@given(tables())
def test_what_is_sent_to_another_process_is_the_same(columns):
    sent = pickle.loads(pickle.dumps(Columns(*columns)))
    assert list(sent) == list(Columns(*columns)) and bytes(sent.csv(output._Guard())) == bytes(
        Columns(*columns).csv(output._Guard())
    )


@pytest.mark.parametrize("n", [100, 200, 300, 70_000])
def test_columns_with_more_texts_than_their_codes_have_numbers_for(n):
    """Each column's texts are numbered on from those of the one before it, and codes are sent in few bytes."""
    first, second = (
        Coded([f"{name}{number}" for number in range(n)], np.arange(n)[::step])
        for name, step in (("a", 1), ("b", -1))
    )
    sent = pickle.loads(pickle.dumps(Columns(first, np.arange(n), second)))
    assert bytes(sent.csv(output._Guard())) == by_python([first, np.arange(n), second])


def test_only_the_stretches_are_sent():
    column = Spans(b"x" * 10**6 + b"word", np.array([10**6]), np.array([10**6 + 4]))
    assert len(pickle.dumps(column)) < 1000 and pickle.loads(pickle.dumps(column)).tolist() == [
        "word"
    ]


@given(st.lists(any_text, min_size=1, max_size=4))
def test_places_in_characters_and_in_bytes_are_the_same(texts):
    """Keywords are cut out of bytes by compiled loops, and out of text by the others."""
    patterns = [
        pattern(text, language="") for text in ("a", "*a*", "危", "a b", "危机", "9", "é", "ы")
    ]
    plain, loops = (
        list(opened(documents(*texts), name).spans(patterns, {"c": ""}, Counter()))
        for name in ("plain", "numba")
    )
    assert [row for batch in loops for row in zip(*batch)] == [
        row for batch in plain for row in zip(*batch)
    ]


@pytest.mark.parametrize("kind", KINDS)
def test_keywords_behind_every_kind_of_character(kind):
    texts = [f"{kind * 3} war {kind}war{kind} {'long ' * 9}{kind} war", "war"]
    plain, loops = (
        list(
            opened(documents(*texts), name).spans(
                [pattern("war"), pattern("*war*", "d")], {"c": "", "d": ""}, Counter()
            )
        )
        for name in ("plain", "numba")
    )
    assert [row for batch in loops for row in zip(*batch)] == [
        row for batch in plain for row in zip(*batch)
    ]


def test_a_large_document_takes_a_time_that_grows_as_its_length(monkeypatch):
    """Matches come in parts; each goes on where the one before it ended, and holds no more of the text than its own."""
    from readouts.engine import matching

    monkeypatch.setattr(matching, "ROOM", 10)
    text = "да нет " * 500
    batches = list(
        opened(documents(text), "numba").spans([pattern("да", language="")], {"c": ""}, Counter())
    )
    assert len(batches) > 40 and max(len(batch._columns[-1].utf8) for batch in batches) < 200
    assert [row for batch in batches for row in zip(*batch)] == [
        ("d0", "a", at, at + 2, "", "c", "да", "да") for at in range(0, len(text), 7)
    ]


def test_names_that_come_with_every_part_are_looked_at_once():
    """Those of patterns and codes are the same in each part of the rows."""
    looked_at = Counter()

    def cell(text):
        looked_at[text] += 1
        return f"'{text}'"

    for codes in ([0, 1, 1], [1, 0, 0]):
        numbers = np.array(codes, np.int64)
        rows = Columns(Coded(["c", "d"], numbers), Coded(["e", "c"], numbers)).csv(cell)
        assert bytes(rows).decode().splitlines() == [["'c','e'", "'d','c'"][one] for one in codes]
    assert {looked_at[name] for name in "cde"} == {1}
