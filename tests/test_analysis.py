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
