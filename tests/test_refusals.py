"""What is refused as a pattern, and how it is told to be written."""

import pytest
from readouts.text.patterns import parse
from readouts.text.refusals import HINTS, ONLY, refusal


@pytest.mark.parametrize(
    ("written", "told"),
    [
        ("", "each word with at least one letter"),
        ("*", "each word with at least one letter"),
        ("危*", "Chinese characters without"),
        ("(a|b)", "no regular expression is read"),
        (r"\bwar\b", "no regular expression is read"),
        ("a [b]", "no regular expression is read"),
        ("“war", "without quotation marks: war"),
        ('"special operation"', "without quotation marks: special operation"),
        ("$1 billion", "write 1 billion"),
        ("10%", "write 10, or"),
        ("#StandWithUkraine", "write StandWithUkraine"),
        ("-led", r"write led, or a \* for what is beside it"),
        ("pre-", "write pre, or"),
        ("co- operation", "write co operation"),
        ("leaders'", "write leaders"),
        ("‘war’", "write war"),
        ("crisis, war", "a row of its own"),
        ("1,000", "1 000"),
        ("Mr. Biden", "write Mr Biden"),
        ("西方。", "write 西 方"),
        ("special_operation", "a space or a hyphen"),
        ("war – peace", "a space or a hyphen"),
        ("special * operation", "in the column gap"),
        ("war \u0301", "write war"),
    ],
)
def test_what_is_no_pattern_is_refused_and_told_how_to_write_it(written, told):
    with pytest.raises(ValueError, match=told):
        parse(written)


def test_every_hint_is_of_other_characters_and_names_those_that_are_strange():
    every = "".join(characters for characters, _ in HINTS)
    assert len(set(every)) == len(every)
    for characters, hint in HINTS:
        told = refusal([characters[0], characters[-1]], "war")
        assert told.startswith(f"{ONLY}{characters[0]!r}, {characters[-1]!r} are not understood; ")
        assert told.endswith(hint.format(words="war"))


def test_where_no_word_is_left_no_wording_is_proposed():
    hints = {hint for _, hint in HINTS}
    assert any("{" in hint for hint in hints) and any("{" not in hint for hint in hints)
    for characters, hint in HINTS:
        told = refusal([characters[0]], "")
        assert told.endswith(hint) if "{" not in hint else told.endswith("understood")
