import datetime

from hypothesis import given
from hypothesis import strategies as st
from readouts.corpus import names


@given(st.lists(st.text(max_size=12), max_size=3))
def test_a_slug_can_stand_in_an_address_and_is_its_own(parts):
    found = names.slug(*parts)
    assert names.slug(found) == found
    assert all(letter == "-" or letter.isalnum() for letter in found) and found.strip("-") == found


def test_days_and_sides_are_in_words():
    assert names.day(datetime.date(2021, 12, 7)) == "7 December 2021"
    assert names.side_name("two-rivers") == "Two Rivers"


def test_one_thing_is_in_the_singular_and_of_more_nothing_changes():
    for things, one in (
        ("topics on this rung", "1 topic on this rung"),
        ("quoted passages", "1 quoted passage"),
        ("coded stretches", "1 coded stretch"),
        ("topics coded in the full texts", "1 topic coded in the full texts"),
        ("classes", "1 class"),
    ):
        assert names.numbered(1, things) == one
        assert [names.numbered(n, things) for n in (0, 2)] == [f"0 {things}", f"2 {things}"]
