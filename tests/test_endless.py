"""Letters without a break, more than any word or clause has."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts.text.endless import ENDLESS, left_out


@pytest.mark.parametrize("letter", ["x", "7", "_", "é", "я", "ש", "한"])
def test_from_a_thousand_letters_on_it_is_no_word(letter):
    assert ENDLESS.search(999 * letter) is None
    found = ENDLESS.search(f"They met. {1000 * letter} They left.")
    assert (found[0], found[1]) == (1000 * letter, 60 * letter)
    assert left_out(found, "here") == "… (1,000 letters without a break, here)"


@pytest.mark.parametrize(
    "letters", ["危机", "ปัญหา", "ບັນຫາ", "ပြဿနာ", "បញ្ហា", "キキとララ", "ききとらら"]
)
def test_a_text_without_spaces_is_no_such_word(letters):
    assert ENDLESS.search(2000 * letters) is None


def test_a_hyphen_and_a_space_are_breaks():
    assert ENDLESS.search("military-technical " * 500) is None
    assert ENDLESS.search("-".join(["technical"] * 500)) is None


@given(st.text(max_size=50), st.integers(1000, 5000), st.text(max_size=50))
def test_what_stands_around_it_stays(before, length, after):
    text = f"{before} {length * 'x'} {after}"
    assert ENDLESS.sub("", text) == f"{before}  {after}"


def test_a_million_letters_take_no_time():
    begun = time.process_time()
    for text in (10**6 * "x", (999 * "x" + " ") * 1000):
        ENDLESS.sub("", text)
    assert time.process_time() - begun < 5
