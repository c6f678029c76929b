import re

import numpy as np
import pandas as pd
import pytest
from readouts.measures.arrays import by_distinct_rows, checked, checked_pair
from readouts.measures.keyness import keyness

WHOLE = "expected a whole number, 0 or more"
SIZE = "expected a whole number, 1 or more"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (([1, -1], 9, 0, 9), f"frequency[1]: found -1, {WHOLE}"),
        (([1, np.nan], 9, 0, 9), f"frequency[1]: found nan, {WHOLE}"),
        (([1, 2.5], 9, 0, 9), f"frequency[1]: found 2.5, {WHOLE}"),
        ((np.inf, 9, 0, 9), f"frequency: found inf, {WHOLE}"),
        ((["3"], 9, 0, 9), f"frequency[0]: found '3', {WHOLE}"),
        (("many", 9, 0, 9), f"frequency: found 'many', {WHOLE}"),
        ((None, 9, 0, 9), f"frequency: found None, {WHOLE}"),
        (([True], 9, 0, 9), f"frequency[0]: found True, {WHOLE}"),
        ((pd.Series([1, None], dtype="Int64"), 9, 0, 9), f"frequency[1]: found nan, {WHOLE}"),
        ((1, 0, 0, 9), f"n_target: found 0, {SIZE}"),
        ((1, [9, 0], 0, 9), f"n_target[1]: found 0, {SIZE}"),
        ((1, 9, -2, 9), f"frequency_reference: found -2, {WHOLE}"),
        ((1, 9, 0, 0), f"n_reference: found 0, {SIZE}"),
        (([3, 12], 10, 0, 9), "frequency[1]: found 12, expected at most n_target = 10"),
        (
            (1, 9, [1, 8], [9, 7]),
            "frequency_reference[1]: found 8, expected at most n_reference[1] = 7",
        ),
        (
            ([[1]], 9, 0, 9),
            "frequency: found an array of shape (1, 1), expected one dimension at most",
        ),
        (
            ([1, 2], 9, [1, 2, 3], 9),
            "shapes: found frequency (2,), n_target (), frequency_reference (3,), ",
        ),
    ],
)
def test_one_fault_is_named_with_place_find_and_expectation(arguments, message):
    with pytest.raises(ValueError, match="^1 fault:\n" + re.escape(message)):
        keyness(*arguments)


@pytest.mark.parametrize(
    ("option", "value", "message"),
    [
        ("confidence", 1, "confidence: found 1, expected more than 0 and less than 1"),
        (
            "confidence",
            [0.9, 0.95],
            "confidence: found an array of shape (2,), expected a single number",
        ),
        ("bonferroni", 0.5, "bonferroni: found 0.5, expected a whole number, 1 or more"),
        ("k", 0, "k: found 0, expected a finite number, more than 0"),
        ("alpha0", np.inf, "alpha0: found inf, expected a finite number, more than 0"),
        ("prior", [1, 0], "prior[1]: found 0, expected a finite number, more than 0"),
        ("prior", [1, 1, 1], "shapes: found frequency (2,), "),
    ],
)
def test_one_bad_option_is_named(option, value, message):
    with pytest.raises(ValueError, match="^1 fault:\n" + re.escape(message)):
        keyness([1, 2], 9, 0, 9, **{option: value})


@pytest.mark.parametrize("option", ["k", "alpha0", "prior"])
def test_a_weight_below_one_is_one(option):
    keyness([1, 2], 9, 0, 9, **{option: 0.25})


def test_all_faults_come_at_once():
    with pytest.raises(ValueError) as error:
        keyness([1, -1, 2.5], [9, 0, 3], [1, 2, 10], 9, confidence=2)
    lines = str(error.value).splitlines()
    assert lines[0] == "5 faults:"
    assert [line.split(":")[0] for line in lines[1:]] == [
        "frequency[1]", "frequency[2]", "n_target[1]", "confidence", "frequency_reference[2]",
    ]  # fmt: skip


def test_a_thousand_faults_are_counted_and_not_all_shown():
    with pytest.raises(ValueError, match=r"^1000 faults:") as error:
        checked(frequency=np.full(1000, -1))
    assert str(error.value).endswith(
        "frequency[49]: found -1, expected a whole number, 0 or more\n... and 950 more"
    )


def test_counts_come_back_in_one_shape():
    assert [count.tolist() for count in checked_pair([1, 2], 10, 0, [5, 6])] == [
        [1, 2],
        [10, 10],
        [0, 0],
        [5, 6],
    ]
    assert checked_pair(1, 2, 3, 4)[0].shape == ()


def test_each_distinct_row_is_worked_once_and_every_row_answered():
    calls = []

    def total(a, b):
        calls.append(a.size)
        return a + 10 * b

    a, b = np.array([3.0, 1, 3, 3, 1]), np.array([0.0, 2, 0, 1, 2])
    assert by_distinct_rows(total, a, b).tolist() == [3, 21, 3, 13, 21]
    assert calls == [3]
    assert by_distinct_rows(lambda a: (a, {}) and {"twice": 2 * a}, a)["twice"].tolist() == [
        6,
        2,
        6,
        6,
        2,
    ]
    assert [x.tolist() for x in by_distinct_rows(lambda a: (a, -a), a[:0])] == [[], []]
