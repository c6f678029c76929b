"""What is at hand of each side, counted by hand."""

from readouts.report.exhibits.readouts import sides


def test_sizes_are_of_sides_and_readouts(two_events):
    value = {
        name: two_events.findings[name].value
        for name in (
            "readouts",
            "sides",
            "events",
            "languages",
            "readouts-full",
            "words-north",
            "words-south",
            "passages-north",
            "texts-north",
            "texts-on-second",
        )
    }
    assert value == {
        "readouts": 5,
        "sides": 3,
        "events": 2,
        "languages": 2,
        "readouts-full": 4,
        "words-north": 7,
        "words-south": 4,
        "passages-north": 3,
        "texts-north": 2,
        "texts-on-second": 3,
    }


def test_absence_is_said_of_a_side_only_where_all_its_texts_are_full(two_events):
    parts = {part.id: part.absent for part in two_events.analysis.subcorpora}
    assert parts == {"north": "absent", "south": "not in the passages at hand", "west": "absent"}
    # Of a code no more can be said than of its wordings.
    table = sides(two_events).data.set_index("part")["silence"]
    assert table["north"] == "none of these wordings"
    assert table["south"] == "not in the passages at hand"
    assert (
        two_events.findings["code-south-trade"].note
        == "Not in the passages at hand: 2 passages with 4 words were searched."
    )
