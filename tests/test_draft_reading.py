"""A reading of a sentence: who, by which verb, in which stance, by which wording and rule."""

from readouts.draft.reading import NARRATION, said
from readouts.draft.words import Verb


def test_a_verb_gives_its_stance_and_narration_has_none():
    reading = said("Oda", "noted", Verb("factive", frozenset(["say"])), "active", "subject-name")
    assert reading == ("Oda", "noted", "factive", "active", "subject-name")
    assert NARRATION == ("nobody", "none", "none", "none", "narration")
