"""The head of a sheet: what made the drafts, how often such drafts were wrong, and how the sheet is filled in."""

import csv
from collections.abc import Iterable
from importlib.resources import files
from typing import NamedTuple

from ..text import fingerprint
from ..text.patterns import Pattern
from .columns import STANCES

# Set anew when a rule or a word list changes what is drafted.
RULES = "1"
VARIABLES = ("speaker", "verb", "stance", "agency")
_LANGUAGES = {"en": "English", "ru": "Russian", "zh": "Chinese"}
# The last draws of each kind of text: what was mended by earlier ones was not mended by these.
_KINDS = {"calls-2": "readouts of calls", "other-2": "texts on meetings, ceremonies and speeches"}


class Measured(NamedTuple):
    """How often the drafts of one variable were wrong in sentences that somebody had coded without seeing them.

    Attributes
    ----------
    draw : str
        Which sentences.
    language, variable : str
    sentences, wrong : int
    wrong_now : int
        With the rules as they are, some of which were mended after the reading.
    read_on, read_by : str
    """

    draw: str
    language: str
    variable: str
    sentences: int
    wrong: int
    wrong_now: int
    read_on: str
    read_by: str


class MeasuredNearest(NamedTuple):
    """For how many sentences the counterpart, written down before, was among the two that were proposed.

    Attributes
    ----------
    languages, by : str
        Of the two accounts, and what proposed.
    sentences, found : int
    read_on, read_by : str
    """

    languages: str
    by: str
    sentences: int
    found: int
    read_on: str
    read_by: str


def measured_nearest() -> list[MeasuredNearest]:
    """Return what was measured of nearest sentences."""
    return [
        MeasuredNearest(
            row["languages"], row["by"], int(row["sentences"]), int(row["found"]), row["read_on"], row["read_by"]
        )
        for row in _table("measured_nearest")
    ]  # fmt: skip


def rules() -> dict[str, str]:
    """Return the rules by their ids, each with what it finds."""
    return {row["rule"]: row["what"] for row in _table("words/rules")}


def _table(name: str) -> list[dict[str, str]]:
    text = (files(__package__) / f"{name}.csv").read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def measured() -> list[Measured]:
    """Return what was measured of speaker, verb, stance and agency."""
    return [
        Measured(
            row["draw"], row["language"], row["variable"], int(row["sentences"]), int(row["wrong"]),
            int(row["wrong_now"]), row["read_on"], row["read_by"],
        )
        for row in _table("measured")
    ]  # fmt: skip


def lines(languages: Iterable[str], codebook: str, patterns: Iterable[Pattern], model: str = "") -> list[str]:  # fmt: skip
    """Return the lines of a sheet's head.

    Parameters
    ----------
    languages : iterable of str
        Of the sentences.
    codebook : str
        What the codebook of the topics is called.
    patterns : iterable of Pattern
        Its patterns.
    model : str
        What made the similarities; empty where shared rare words did.
    """
    known = sorted(set(languages))
    return [
        f"Drafts by rules (version {RULES}). A draft is a proposal: nothing is confirmed before a person has written so.",
        *_rates(known),
        f"Topics: codes of {codebook} with a stretch in the sentence (SHA-256 of the patterns {fingerprint.of_patterns(patterns)}).",
        *_nearest(known, model),
        "To fill in: a cell that ends in _confirmed is empty (nobody has looked), ok (the draft is right), none (nothing of the kind is there), or the right value.",
        "speaker: a name; both (the two sides together); nobody (narrated, with no speaker); issuer (who publishes the text speaks of himself).",
        f"verb: the reporting verb as it stands there. stance, what that verb commits the narrator to: {', '.join(STANCES)}.",
        "agency, how the saying is worded: active; passive (it was noted); noun (an exchange of views took place); none. topics: all of them, with a semicolon between.",
        "counterpart: the sentence_id of what says the same in another account, with a semicolon between if there are several; or none.",
        "A row with anything confirmed needs the initials of whoever did it in the column coder, and may have a day in coded_on.",
    ]


def _rates(languages: list[str]) -> list[str]:
    """Return, a line for each language and kind of text, how often drafts were wrong in the last sentences that were read."""
    rows = measured()
    found = []
    for language in languages:
        if language not in {row.language for row in rows}:
            found.append(f"No rules for the language {language or 'that is not known'}: speaker, verb, stance and agency are not drafted.")  # fmt: skip
            continue
        for draw, texts in _KINDS.items():
            some = {row.variable: row for row in rows if (row.draw, row.language) == (draw, language)}  # fmt: skip
            one = some[VARIABLES[0]]
            wrong = ", ".join(f"{name} {some[name].wrong}" for name in VARIABLES)
            found.append(f"Wrong drafts in {one.sentences} sentences of {_LANGUAGES[language]} {texts} for which the rules were not written: {wrong} ({one.read_by}, {one.read_on}).")  # fmt: skip
    return found


def _nearest(languages: list[str], model: str) -> list[str]:
    said = []
    if model:
        said.append(f"Nearest sentences: {model}; the cosine of vectors, which is above 0.7 for nearly all pairs; the order takes the mean of each language away.")  # fmt: skip
    else:
        said.append("Nearest sentences: by the rare words that two sentences of one language share, from 0 to 1.")  # fmt: skip
        said += [WITHOUT_MODEL] if len(languages) > 1 else []
    rates = "; ".join(f"{row.languages} {row.found} of {row.sentences}" for row in measured_nearest() if (row.by == "words") == (not model))  # fmt: skip
    return [*said, f"The counterpart was among the two: {rates}. No near sentence does not mean that there is no counterpart."]  # fmt: skip


WITHOUT_MODEL = "Across languages no similarity is given: that takes the extra `similarity` (pip install 'readouts[similarity]')."  # fmt: skip
