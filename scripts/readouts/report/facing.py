"""Two accounts that face each other, topic by topic: the words of the one, and what the other has or has not.

``facing.yml`` says which words. What the data do not bear is a fault: other words than the passage has, a gap where the
topic is stated, or the reverse, a term that no side's words have.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from ..text import languages
from . import coverage
from .findings import Finding, slug
from .settings import FACING, Quoted, Side

if TYPE_CHECKING:
    from .context import Context
    from .report import Report

NEEDS = (*coverage.NEEDS, FACING)
# What stands where an account does not state a topic.
GAP = "No sentence states this."
ELSEWHERE = "The account speaks of the matter in its own way: {}."
# How a voice is known, where it is not by name.
BASIS = {"implied": ", implied", "agentless": "", "narrator": ""}


class Original(NamedTuple):
    """A term in the language in which an account was written, its English in the words, and who quotes it where the account itself was not seen in that language."""

    language: str
    words: str
    english: str
    quoted_by: str = ""


class Account(NamedTuple):
    """What a side's account has of a topic.

    Attributes
    ----------
    side : Side
    segment_id, words, language : str
        The passage, the words of it and their language; empty where there is a gap.
    speaker : str
        Who is made to say it, in print.
    elsewhere : str
        Of a gap: the topic by which the account speaks of the same matter, in print; empty where there is none.
    originals : tuple of Original
    """

    side: Side
    segment_id: str = ""
    words: str = ""
    language: str = ""
    speaker: str = ""
    elsewhere: str = ""
    originals: tuple[Original, ...] = ()

    @property
    def gap(self) -> str:
        """What stands in place of words."""
        return gap(self.elsewhere)


class Pair(NamedTuple):
    """A topic, its name in print, the finding that says in how many accounts it is, and both accounts."""

    topic: str
    label: str
    finding: str
    accounts: tuple[Account, ...]


def gap(elsewhere: str) -> str:
    """Say that no sentence states a topic, and by which other topic the account speaks of the matter, where there is one.

    Examples
    --------
    >>> gap(""), gap("national interests")
    ('No sentence states this.', 'No sentence states this. The account speaks of the matter in its own way: national interests.')
    """
    return f"{GAP} {ELSEWHERE.format(elsewhere)}" if elsewhere else GAP


def findings(context: "Context") -> Iterator[Finding]:
    """Yield nothing: the topics have their numbers already."""
    yield from ()


def pairs(report: "Report") -> list[Pair]:
    """Return what the report's settings let face each other."""
    quoted = report.settings.facing
    return [pair(report, one) for one in quoted.topics] if quoted else []


def pair(report: "Report", quoted: Quoted) -> Pair:
    """Return a topic with what both accounts have of it.

    Raises
    ------
    ValueError
        If the data do not bear it.
    """
    topic, words = quoted.topic, quoted.words
    sides, date = report.settings.two, report.settings.event
    coded = coverage.by_side(report.table("coverage"), date, [side.id for side in sides])
    coded = coded.set_index("topic")
    if topic not in coded.index:
        raise ValueError(f"found the topic {topic!r}, expected one of topics.csv")
    if unknown := set(words) - {side.id for side in sides}:
        raise ValueError(
            f"{topic}: found {', '.join(sorted(unknown))}, expected sides of the report"
        )
    originals = _originals(report, quoted)
    labels = report.table("topics").set_index("topic")["label"]
    accounts = (
        _account(report, quoted, coded, side, tuple(originals.get(side.id, ()))) for side in sides
    )
    return Pair(topic, labels[topic], slug("topic", str(date), topic), tuple(accounts))


def _originals(report: "Report", quoted: Quoted) -> dict[str, list[Original]]:
    """Return, for each side whose words have the English of some terms, their originals in its language."""
    found: dict[str, list[Original]] = {}
    known = report.table("key_terms").set_index("id") if quoted.terms else pd.DataFrame()
    for name in quoted.terms:
        if name not in known.index:
            raise ValueError(
                f"{quoted.topic}: found the term {name!r}, expected one of key_terms.csv"
            )
        term, used = known.loc[name], False
        for side, (_, words) in quoted.words.items():
            language = _language(report, side)
            column = languages.name(language).lower()
            original, quoted_by = term.get(column), term.get(f"{column}_quoted_by")
            if term["english"].lower() in words.lower() and isinstance(original, str):
                named = quoted_by if isinstance(quoted_by, str) else ""
                found.setdefault(side, []).append(
                    Original(language, original, term["english"], named)
                )
                used = True
        if not used:
            raise ValueError(
                f"{quoted.topic}: no side’s words have {term['english']!r} of a known original"
            )
    return found


def _language(report: "Report", side: str) -> str:
    """Return the language in which a side wrote: that of its official text, or the one from which it was translated."""
    readouts = report.table("readouts")
    own = readouts[(readouts["side"] == side) & (readouts["status"] == "official text")]
    return own["language"].iloc[0] if len(own) else report.settings.original


def _account(
    report: "Report",
    quoted: Quoted,
    coded: pd.DataFrame,
    side: Side,
    originals: tuple[Original, ...],
) -> Account:
    """Return what a side's account has of a topic, or the gap."""
    topic, quote = quoted.topic, quoted.words.get(side.id)
    status = coded.loc[topic, side.id]
    if (status != "absent") != bool(quote):
        raise ValueError(
            f"{topic}, {side.id}: found {'words' if quote else 'no words'}, and coverage.csv has it {status}"
        )
    if not quote:
        return Account(side, elsewhere=_linked(report, topic, coded, side))
    segment_id, words = quote
    segments = report.corpus.segments.set_index("segment_id")
    if segment_id not in segments.index:
        raise ValueError(f"{topic}: found the passage {segment_id!r}, expected one of segments.csv")
    segment = segments.loc[segment_id]
    if segment["side"] != side.id or words not in " ".join(segment["text"].split()):
        raise ValueError(f"{segment_id}: {words!r} is no part of a passage of {side.id}")
    speaker = _speaker(report, coded.loc[topic], side)
    return Account(side, segment_id, words, segment["language"], speaker, originals=originals)


def _speaker(report: "Report", found: pd.Series, side: Side) -> str:
    voice, basis = found[f"{side.id}_voice"], found[f"{side.id}_basis"]
    said = voice.split("; ") if isinstance(voice, str) else ["nobody"]
    return " and ".join(map(report.settings.speaker, said)) + BASIS.get(basis, "")


def _linked(report: "Report", topic: str, coded: pd.DataFrame, side: Side) -> str:
    """Return the topic that is linked, in print, where the account states it."""
    topics = report.table("topics").set_index("topic")
    other = topics["linked"].get(topic) if "linked" in topics else None
    if not isinstance(other, str) or not other or coded.loc[other, side.id] == "absent":
        return ""
    return topics["label"][other]
