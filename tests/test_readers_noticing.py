"""What was met is counted, and the first rows are named."""

from readouts.readers import noticing


def test_rows_are_counted_and_the_first_are_named():
    rows = noticing.Rows("with {}")
    for row in range(1, 23):
        rows.add(str(row), f"word{row}")
    assert str(rows) == f"22 rows with 'word1': {', '.join(map(str, range(1, 21)))} and 2 more"


def test_rows_without_a_text_are_left_out_unless_every_row_is_a_document():
    said = [str(noticing.by_kind(every)["empty"].notice) for every in (True, False)]
    assert said == ["without a text", "without a text, left out"]


def test_sides():
    known = {name: name for name in ("A", "\u0410", "\u200ba", "B", "\u00c3\u2030lys\u00c3\u00a9e")}
    assert noticing.of_sides(["B "], known) == [
        "sides whose spaces, or accents in two code points, are evened: 'B '",
        "sides with mojibake: '\u00c3\u2030lys\u00c3\u00a9e'",
        "sides that look alike, and are 3: 'A', '\u0410', '\\u200ba'; write each in one way",
    ]
    assert noticing.of_sides([], {"A": "A", "B": "B"}) == []
