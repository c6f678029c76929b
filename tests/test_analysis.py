"""What is compared with what."""

from any_report import load, said
from readouts.report import tables
from readouts.report.publish import Refusal


def test_words_of_different_languages_are_never_set_against_each_other(tmp_path):
    found = load(
        tmp_path,
        [
            said("North", "Война и мир. Война и 1945", language="ru"),
            said("South", "和平与战争, 1945", language="zh"),
        ],
    )
    assert found.analysis.pairs == []
    assert "Words of different languages are not the same types" in tables.keyness(found).reason
    assert not isinstance(tables.codes(found), Refusal)  # by coded frames they are compared
    rows = tables.words(found).data
    assert rows[["north_frequency", "south_frequency"]].notna().sum(axis=1).eq(1).all()
    assert (
        len(rows[rows["word"] == "1945"]) == 2
    )  # a row for each language, though they are spelt alike


def test_accounts_are_of_all_texts_and_what_is_compared_of_matched_events(tmp_path):
    texts = [
        said("North", "A call on trade.", "Call"),
        said("South", "A call on peace.", "Call"),
        said("North", "A visit.", "Visit"),
    ]
    found = load(tmp_path, texts).analysis
    assert len(found.unmatched) == 1 and found.leaves_out
    assert len(found.accounts) == 3
    assert [len(one.segments) for one in found.subcorpora] == [1, 1]


def test_where_there_is_one_side_no_text_is_unmatched(tmp_path):
    texts = [said("North", "A call on trade.", "Call"), said("North", "A visit.", "Visit")]
    assert load(tmp_path, texts).analysis.unmatched == []
