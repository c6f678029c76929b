"""The word lists of the rules."""

import pytest
from readouts.draft import words
from readouts.draft.columns import STANCES


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_each_verb_has_a_stance_and_a_kind_that_is_known(language):
    kinds = {"say", "mutual", "talk", "passive", "noun", "active"}
    assert len(words.verbs(language)) > 40
    for form, verb in words.verbs(language).items():
        assert verb.stance in STANCES, form
        assert verb.kinds <= kinds, form
        assert form == words.folded(form).strip() != ""


@pytest.mark.parametrize("language", ["en", "ru", "zh"])
def test_words_for_both_sides_are_there_and_stand_once(language):
    rows = [row["form"] for row in words._rows("groups", language)]
    assert len(rows) == len(set(rows))
    assert words.forms_of(language, "both")
    assert set(words.groups(language).values()) <= {"both", "both agent", "issuer", "he", "body"}


def test_a_text_is_folded_to_its_own_length():
    assert words.folded("İЁ’A") == "İе'a"
