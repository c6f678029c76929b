"""Drafts of invented texts, as the tests of the rules ask for them."""

from readouts.corpus.document import Document
from readouts.draft import draft
from readouts.draft.columns import Draft


class NoCodes:
    """A codebook that finds nothing."""

    patterns = ()


NARRATED = ("nobody", "none", "none", "none")


def drafts(text: str, language: str = "en") -> list[Draft]:
    return draft([Document("a", text, "north", language=language)], NoCodes)


def told(text: str, language: str = "en") -> list[tuple[str, str, str, str]]:
    """Speaker, verb, stance and agency of each sentence."""
    return [(one.speaker, one.verb, one.stance, one.agency) for one in drafts(text, language)]


def last(text: str, language: str = "en") -> tuple[str, str, str, str]:
    return told(text, language)[-1]
