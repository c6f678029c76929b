"""What one account has and the others of the same event have not; and the words that one side alone has.

Absence is said of full texts only. Of excerpts the book says that something is not in the passages at hand.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from .coded import CodeCounts
from .findings import Finding, spans_of
from .subcorpora import Account
from .words import LanguageWords

if TYPE_CHECKING:
    from .analysis import Analysis


NEEDS = ("frames", "codebook", "patterns")
# How many rows the table of what one account alone has shows; its CSV has all.
ROWS = 80
COLUMNS = ["event", "event_name", "code", "label", "part", "side", "frequency", "others"]
# How many of the words that a side alone has are named.
NAMED = 12


def findings(context: "Analysis") -> Iterator[Finding]:
    """Of each code that the table shows ``code-<account>-<code>``; and of each vocabulary, see `vocabulary_findings`."""
    for row in context.unshared.head(ROWS).itertuples():
        yield context.codes_by_account.finding(row.part, row.code)
    for vocabulary in context.vocabularies:
        yield from vocabulary_findings(vocabulary)


def codes(accounts: list[Account], coding: CodeCounts) -> pd.DataFrame:
    """The codes that exactly one account of an event has, among two or more in which it was looked for.

    Returns
    -------
    DataFrame
        ``event, event_name, code, label, part, side, frequency, others``: the account that has it, how often, and
        what may be said of the others. In the order of the events and of the codebook.
    """
    rows = []
    for event, own in _by_event(accounts).items():
        for code in coding.codebook.codes.itertuples():
            counts = {
                account.part.id: count
                for account in own
                if (count := coding.count(account.part.id, code.code)) is not None
            }
            having = [account for account in own if counts.get(account.part.id)]
            if len(having) == 1 and len(counts) > 1:
                one = having[0]
                others = [
                    account
                    for account in own
                    if account.part.id in counts and account.part.id != one.part.id
                ]
                rows.append(
                    (
                        event,
                        one.event_name,
                        code.code,
                        code.label,
                        one.part.id,
                        one.side.name,
                        counts[one.part.id],
                        _said_of(others),
                    )
                )
    return pd.DataFrame(rows, columns=COLUMNS)


def _by_event(accounts: list[Account]) -> dict[str, list[Account]]:
    found: dict[str, list[Account]] = {}
    for account in accounts:
        found.setdefault(account.event, []).append(account)
    return found


def _said_of(others: list[Account]) -> str:
    """What may be said of accounts without a code: by name where there are few, else together."""
    by_state: dict[str, list[str]] = {}
    for account in others:
        by_state.setdefault(account.part.absent, []).append(account.side.name)
    return "; ".join(
        f"{', '.join(names) if len(names) <= 3 else 'the others'}: {state}"
        for state, names in by_state.items()
    )


def vocabulary_findings(vocabulary: LanguageWords) -> Iterator[Finding]:
    """How many different words each side has (``types-<part>``), and how many of them no other side of its language has (``types-<part>-alone``)."""
    counts = vocabulary.words
    for part in vocabulary.parts:
        first = vocabulary.first(part.id)
        alone_here = counts.index[
            (counts[part.id] > 0) & (counts.drop(columns=part.id).sum(axis=1) == 0)
        ]
        size = (len(counts), "different words of all sides together")
        note = "Each word is marked where it first stands."
        yield Finding(
            f"types-{part.id}",
            len(first),
            f"different {part.unit}: {part.name}",
            size,
            spans=spans_of(first),
            searched=part.searched,
            note=note,
        )
        own = spans_of(first[first["ngram"].isin(alone_here)])
        yield Finding(
            f"types-{part.id}-alone",
            len(own),
            f"different {part.unit} of one side alone: {part.name}",
            size,
            spans=own,
            searched=part.searched,
            note=note,
        )


def words_alone(vocabulary: LanguageWords) -> pd.DataFrame:
    """For each side the most frequent words of content that no other side of its language has: ``part, side, words``."""
    counts = vocabulary.content()
    rows = []
    for part in vocabulary.parts:
        own = counts[(counts[part.id] > 0) & (counts.drop(columns=part.id).sum(axis=1) == 0)][
            part.id
        ].sort_values(ascending=False, kind="stable")
        rows.append((part.id, part.name, ", ".join(own.index[:NAMED])))
    return pd.DataFrame(rows, columns=["part", "side", "words"])
