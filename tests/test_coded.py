"""Counts of codes by side and by account, by hand."""


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
