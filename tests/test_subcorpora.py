"""Parts of a corpus: a side's texts in one language."""

from any_report import load, said


def test_a_side_that_writes_in_two_languages_is_two_parts(tmp_path):
    found = load(
        tmp_path,
        [
            said("North", "War.", language="en"),
            said("North", "Война.", language="ru"),
            said("South", "War.", language="en"),
        ],
    )
    assert [(part.id, part.name) for part in found.analysis.subcorpora] == [
        ("north__in__en", "North (English)"),
        ("north__in__ru", "North (Russian)"),
        ("south", "South"),
    ]
    assert (
        found.findings["code-north__in__ru-war"].value
        == found.findings["code-north__in__en-war"].value
        == 1
    )


def test_regional_variants_are_one_language(tmp_path):
    found = load(
        tmp_path, [said("North", "War.", language="en-GB"), said("South", "War.", language="en")]
    )
    assert len(found.analysis.pairs) == 1


def test_a_part_is_as_long_as_its_texts_together(tmp_path):
    documents = [
        said("North", "War and peace."),
        said("North", "Peace.", "b"),
        said("South", "War."),
        said("South", "Trade.", "b"),
    ]
    parts = load(tmp_path, documents).analysis.subcorpora
    assert [(part.id, part.n_tokens) for part in parts] == [("north", 4), ("south", 2)]
