"""What fills a frame: lists, nesting, and the words of both sides' passages, worked by hand."""

import pandas as pd
import pytest
from readouts.report import stretches, tables
from readouts.text import coding
from test_coding import book
from this_report import BEIJING, KREMLIN


def described(text, codes):
    segments = (
        pd.DataFrame([{"segment_id": "s-1", "readout_id": "r", "language": "en", "text": text}])
        .set_index("segment_id", drop=False)
        .rename_axis(None)
    )
    return stretches.described(segments, coding.code(segments, book(codes)))


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("oil, gas and grain", [["oil", "gas", "grain"]]),
        ("oil, the gas industry, and grain", [["oil", "gas", "grain"]]),
        ("oil prices and gas", [["oil", "gas"]]),
        ("oil. Gas", []),
        ("oil for gas", []),
        ("oil and ensure the gas", []),
        ("oil and gas; elsewhere there is gas and grain", [["oil", "gas"], ["gas", "grain"]]),
    ],
)
def test_a_list_is_a_run_of_one_code_with_nothing_but_what_joins_it(text, lists):
    table = described(text, {"trade.branch": ["oil", "gas", "grain"]})
    assert [
        list(words) for _, words in table.dropna(subset="list").groupby("list")["keyword"]
    ] == lists


def test_items_of_two_codes_are_no_list():
    assert (
        described("oil and peace", {"f.trade": ["oil"], "f.peace": ["peace"]})["list"].isna().all()
    )


def test_a_stretch_lies_inside_a_longer_one_of_its_frame():
    table = described(
        "its own security",
        {
            "f.state": ["security"],
            "f.threat": ["its own security", "own security"],
            "g.self": ["own"],
        },
    )
    assert dict(zip(table["keyword"], table["inside"])) == {
        "its own security": "",
        "own security": "its own security",
        "own": "",
        "security": "its own security",
    }


def test_a_stretch_that_two_codes_of_a_frame_share_counts_once():
    table = described("security", {"f.state": ["security"], "f.threat": ["secur*"]})
    assert len(table) == 2 and len(stretches.of_frames(table)) == 1


def test_the_frames_by_hand(report):
    value = {finding.id: finding.value for finding in report.findings}
    listed = {
        (readout, frame): value[f"listed-{readout}-{frame}"]
        for readout in (KREMLIN, BEIJING)
        for frame in report.codebook.frames["frame"]
    }
    assert {key: count for key, count in listed.items() if count} == {
        (KREMLIN, "sanctions"): 4,
        (BEIJING, "legitimacy"): 2,
        (BEIJING, "order"): 4,
    }
    assert [name for name, count in value.items() if name.startswith("inside-") and count] == [
        f"inside-{KREMLIN}-security"
    ]


def test_the_table_has_the_words_of_every_stretch_that_is_counted(report):
    table = tables.frame_words(report)
    for frame, rows in table.data.groupby("frame"):
        for side, readout in (("kremlin", KREMLIN), ("beijing", BEIJING)):
            found = report.findings[f"frame-{readout}-{frame}"]
            words = [
                report.corpus.segments.at[segment, "text"][start:end]
                for segment, start, end in found.spans
            ]
            assert all(
                any(f"“{word}”" in cell for cell in rows[f"{side}_words"]) for word in words
            ), (frame, side)
            assert rows[side].sum() >= found.value
    shown = table.data.set_index("code")
    assert (
        shown.at["sectors", "kremlin_words"]
        == "“energy”, “finance”, “manufacturing”, “transport” (one list)"
    )
    assert shown.at["merits", "kremlin_words"] == "" and shown.at["sectors", "kremlin"] == 4
