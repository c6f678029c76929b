"""Counts of codes by side and by account, by hand."""

from any_report import BOOK, load, said


def test_codes_are_counted_by_side_and_by_account(two_events):
    counts = two_events.analysis.codes.counts()
    assert counts["north"].to_dict() == {
        "war": 1,
        "peace": 2,
        "trade": 3,
    }  # “free trade” is one stretch, and “trade” in it another
    assert counts["south"].to_dict() == {"war": 2, "peace": 1, "trade": 0}
    assert counts["west"]["war"] == 1 and counts["west"].isna().to_dict() == {
        "war": False,
        "peace": True,
        "trade": True,
    }
    by_account = two_events.analysis.codes_by_account
    assert [by_account.count(f"north__on__{event}", "peace") for event in ("first", "second")] == [
        1,
        1,
    ]


def test_a_stretch_that_two_codes_of_a_frame_share_counts_once_for_the_frame(tmp_path):
    calm = BOOK["codebook"][1] | {"code": "calm", "label": "Calm"}
    shared = {"code": "calm", "language": "en", "pattern": "peace"}
    codes = BOOK | {
        "codebook": [*BOOK["codebook"], calm],
        "patterns": [*BOOK["patterns"], shared],
    }
    report = load(tmp_path, [said("North", "Peace, and peace."), said("South", "Trade.")], codes)
    counts = report.analysis.codes
    assert (counts.count("north", "peace"), counts.count("north", "calm")) == (2, 2)
    assert counts.count("north", "hope", "frame") == 2
    assert len(counts.finding("north", "hope", "frame").spans) == 2
