"""Which documents are taken, and what is said where there are none."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts.corpus.document import Document
from readouts.engine.selection import FIELDS, Selection, listed

DOCUMENTS = [
    Document("a", "A.", "north", event="call", language="en"),
    Document("b", "B.", "north", event="visit", language="en-GB"),
    Document("c", "C.", "south", event="call", language="ru", completeness="excerpts"),
    Document("d", "D.", "", event="", language=""),
]


def taken(*conditions, sides=None):
    selection = Selection(conditions, sides)
    return "".join(one.document_id for one in DOCUMENTS if selection(one)), selection


@pytest.mark.parametrize(
    ("conditions", "expected"),
    [
        ((), "abcd"),
        ([("side", "north")], "ab"),
        ([("side", "north"), ("side", "south")], "abc"),
        ([("side", "north"), ("event", "call")], "a"),
        ([("event", "call"), ("side", "south"), ("side", "north")], "ac"),
        ([("language", "en")], "ab"),  # a regional variant is the language
        ([("language", "en-GB")], "b"),
        ([("completeness", "excerpts")], "c"),
        ([("document_id", "d")], "d"),
        ([("side", "")], "d"),
        ([("side", "west")], ""),
    ],
)
def test_conditions_by_hand(conditions, expected):
    assert taken(*conditions)[0] == expected


def test_sides_are_counted_wanted_or_not():
    found, selection = taken(sides=("south",))
    assert found == "c" and selection.sides == {"north": 2, "south": 1, "": 1}
    found, selection = taken(("event", "call"), sides=("south",))
    assert found == "c" and selection.sides == {"north": 1, "south": 1}


def test_what_no_document_meets_is_named_with_what_there_is():
    _, selection = taken(("side", "west"))
    assert selection.missing() == (
        "no document has side 'west'; there is 'north' (2), 'south' (1), none (1)"
    )
    _, selection = taken(("language", "fr"), ("language", "de"))
    assert selection.missing().startswith("no document has language 'de' or 'fr'; there is ")


def test_one_value_that_is_met_will_do_and_a_region_is_met_by_its_language():
    assert taken(("side", "west"), ("side", "north"))[1].missing() is None
    assert taken(("language", "en"))[1].missing() is None
    assert taken()[1].missing() is None


def test_a_condition_that_another_kept_from_being_asked_is_missing_too():
    _, selection = taken(("event", "call"), ("side", "west"))
    assert "side 'west'" in selection.missing()


def test_rows_pass_through_and_the_fault_comes_after_the_last_one():
    _, met = taken(("side", "north"))
    assert list(met.checked([1, 2])) == [1, 2]
    _, unmet = taken(("side", "west"))
    rows = unmet.checked([3])
    assert next(rows) == 3
    with pytest.raises(ValueError, match="west"):
        next(rows)


values = st.sampled_from(["", "north", "south", "en", "en-GB", "zh"])
documents = st.lists(st.builds(Document, values, st.just("A."), values, st.none(), values, values))


@given(documents, documents, st.lists(st.tuples(st.sampled_from(FIELDS), values), max_size=3))
def test_two_parts_of_a_corpus_note_what_the_whole_notes(one, other, conditions):
    whole, first, second = (Selection(conditions) for _ in range(3))
    both = [whole(document) for document in [*one, *other]]
    assert both == [*map(first, one), *map(second, other)]
    first.update(second)
    assert (first.sides, first.met) == (whole.sides, whole.met)
    assert first.missing() == whole.missing()


def test_many_values_are_cut_short_and_counted():
    values = Counter({f"side {n:02}": 100 - n for n in range(25)})
    assert listed(values).startswith("'side 00' (100), 'side 01' (99)")
    assert listed(values).endswith(" and 5 more") and listed(values).count("(") == 20
    assert listed(Counter({"a": 12345})) == "'a' (12,345)"
    assert listed(Counter()) == "no document"
