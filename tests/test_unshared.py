"""What one account has and another has not, by hand."""

from any_report import load, said
from readouts.report import unshared


def test_what_one_account_alone_has(two_events):
    rows = unshared.codes(
        two_events.analysis.accounts,
        two_events.analysis.codes_by_account,
        two_events.corpus.excerpts,
    )
    assert rows[["event", "code", "part", "frequency", "others"]].values.tolist() == [
        ["first", "war", "north__on__first", 1, "South: not in the passages at hand"],
        ["first", "trade", "north__on__first", 3, "South: not in the passages at hand"],
        # In the second, two accounts have the war; nobody else could have been found to have peace but the South.
        ["second", "peace", "north__on__second", 1, "South: none of the wordings"],
    ]


def test_the_only_account_of_an_event_has_nothing_alone(tmp_path):
    documents = [said("North", "War.", "a"), said("South", "Peace.", "b")]
    assert load(tmp_path, documents).analysis.unshared.empty


def test_a_word_is_not_alone_where_another_side_has_it_with_or_without_its_possessive(tmp_path):
    documents = [
        said("North", "Ruritania's harbour."),
        said("South", "Ruritania's bridge. Norland."),
    ]
    documents += [said("North", "Norland's harbour.", "b"), said("South", "A bridge.", "b")]
    (vocabulary,) = load(tmp_path, documents).analysis.vocabularies
    assert unshared.words_alone(vocabulary)["words"].tolist() == ["harbour", "bridge"]


def test_what_no_other_account_has_a_wording_of_is_not_found(tmp_path):
    found = load(tmp_path, [said("North", "War."), said("South", "Peace.")])
    rows = unshared.codes(found.analysis.accounts, found.analysis.codes_by_account, found.corpus.excerpts)  # fmt: skip
    assert rows[["side", "code", "not_found"]].values.tolist() == [
        ["North", "war", True],
        ["South", "peace", True],
    ]


def test_the_words_of_a_side_alone_come_by_how_often_it_has_them(tmp_path):
    documents = [said("North", "Bridge. Harbour. Harbour."), said("South", "Castle.")]
    documents += [said("North", "Harbour.", "b"), said("South", "Castle.", "b")]
    (vocabulary,) = load(tmp_path, documents).analysis.vocabularies
    assert unshared.words_alone(vocabulary)["words"].tolist() == ["harbour, bridge", "castle"]
