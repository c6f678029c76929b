"""What is nested in an object of JSON."""

import pytest
from readouts.readers import nested

ONE, TWO = {"date": "2022-06-15", "text": "One."}, {"date": "2022-06-16", "text": "Two."}


@pytest.mark.parametrize(
    ("whole", "records", "left"),
    [
        ({"A": [ONE], "B": [TWO]}, [{"side": "A"} | ONE, {"side": "B"} | TWO], []),
        ({"A": [ONE], "B": [TWO], "made": 1}, [{"side": "A"} | ONE, {"side": "B"} | TWO], ["made"]),
        ({"A": [ONE], "codes": [{"n": 1}, {"n": 2}]}, [ONE], ["codes"]),
        ({"A": [{"m": 1}], "codes": [{"n": 1}, {"n": 2}]}, [{"n": 1}, {"n": 2}], ["A"]),
        ({"A": [ONE | {"side": "x"}], "B": [TWO]}, [ONE | {"side": "x"}], ["B"]),
        ({"x": ONE, "y": TWO | {"n": 1}}, [{"id": "x"} | ONE, {"id": "y"} | TWO | {"n": 1}], []),
    ],
)
def test_records_of_one_object(whole, records, left):
    assert nested.records(whole) == (records, left)


def test_names_by_their_paths():
    record = {"a": {"b": {"c": 1}, "d": {}}, "e": [1]}
    assert list(nested.leaves(record)) == ["a.b.c", "a.d", "e"]
    assert nested.at(record, ["a", "b", "c"]) == 1 and nested.at(record, ["a", "x", "c"]) is None
