"""What one account has and the others of the same event have not; and the words that one side alone has.

Of a full text is said that it has none of a code's wordings; of excerpts, that the code is not in the passages at hand; where
a near form stands, which. What may be said, the nearest sentence and the base rates are those of ``readouts alone``.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import pandas as pd

from ..corpus.document import Document
from ..engine import alone
from ..readers.codebook_file import CodebookFile
from ..text import absence
from ..text.languages import primary
from .coded import CodeCounts
from .findings import Finding, spans_of
from .subcorpora import Account
from .words import LanguageWords

if TYPE_CHECKING:
    from .analysis import Analysis


NEEDS = ("frames", "codebook", "patterns")
# How many rows the table of what one account alone has shows; its CSV has all.
ROWS = 80
COLUMNS = [
    "event",
    "event_name",
    "code",
    "label",
    "part",
    "side",
    "frequency",
    "base_rate",
    "sentence",
    "others",
    "nearest",
    "not_found",
]
# What a reading of all its sentences says of an account and a code.
STATED, ABSENT = "stated", "absent"
# How many of the words that a side alone has are named.
NAMED = 12


def findings(context: "Analysis") -> Iterator[Finding]:
    """Of each code that the table shows ``code-<account>-<code>``; and of each vocabulary, see `vocabulary_findings`."""
    for row in context.unshared.head(ROWS).itertuples():
        yield context.codes_by_account.finding(row.part, row.code)
    for vocabulary in context.vocabularies:
        yield from vocabulary_findings(vocabulary)


def codes(
    accounts: list[Account],
    coding: CodeCounts,
    excerpts: str,
    confirmed: Mapping[tuple[str, str, str], str] | None = None,
    read: Mapping[tuple[str, str], str] | None = None,
) -> pd.DataFrame:
    """Return the codes that exactly one account of an event has, among two or more in which it was looked for.

    Parameters
    ----------
    accounts : list of Account
    coding : CodeCounts
    excerpts : str
        What excerpts are called.
    confirmed : dict, optional
        Absences that a person has confirmed; see `corpus.confirmed`.
    read : dict, optional
        By account and code what a person's reading of the sentences says; see `sentence_counts.by_reading`. What is not alone
        by a reading is no row.

    Returns
    -------
    DataFrame
        The account that has a code and how often; ``base_rate``, in how many of its side's other readouts the code is, where
        there are ten or more; its first ``sentence`` with the code; what may be said of the ``others``, with their base
        rates; their ``nearest`` sentence; and ``not_found``, whether all of them are at hand in full and have none of the
        code's wordings nor a form near to one. In the order of the events and of the codebook.
    """
    told, coded = as_told(accounts, coding, excerpts)
    read = read or {}
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
                by_reading = {name: read.get((name, code.code)) for name in counts}
                if by_reading.pop(one.part.id) == ABSENT or STATED in by_reading.values():
                    continue
                first = next(iter(coded.stretches(told[one.part.id], code.code)), None)
                others = [
                    account
                    for account in own
                    if account.part.id in counts and account.part.id != one.part.id
                ]
                absences = [coded.absence(told[account.part.id], code.code) for account in others]
                rows.append(
                    (
                        event,
                        one.event_name,
                        code.code,
                        code.label,
                        one.part.id,
                        one.side.name,
                        counts[one.part.id],
                        _rate(coded.base_rate(told[one.part.id], code.code)),
                        first.sentence if first else "",
                        _said_of(others, told, coded, code.code, confirmed or {}),
                        "; ".join(
                            f"{account.side.name}: {nearest}"
                            for account in others
                            if first
                            and (
                                nearest := coded.nearest(
                                    first, told[account.part.id], told[one.part.id]
                                )
                            )
                        ),
                        len(others) == len(own) - 1
                        and all(said.state == absence.NO_WORDING for said in absences),
                    )
                )
    return pd.DataFrame(rows, columns=COLUMNS)


def as_told(
    accounts: list[Account], coding: CodeCounts, excerpts: str
) -> tuple[dict[str, alone.Account], alone.Coded]:
    """Return the accounts by their ids as the package takes them, and the same with their codes."""
    told = {account.part.id: _told(account) for account in accounts}
    return told, alone.Coded(told.values(), CodebookFile.of(coding.codebook), excerpts)


def _told(account: Account) -> alone.Account:
    """An account as the package takes it: its readouts as documents."""
    documents = [
        Document(
            readout_id,
            "\n".join(rows["text"]),
            account.side.id,
            None,
            account.event,
            account.part.language,
            rows["completeness"].iloc[0],
        )
        for readout_id, rows in account.part.segments.groupby("readout_id", sort=False)
    ]
    return alone.Account(account.event, account.side.id, primary(account.part.language), documents)


def _by_event(accounts: list[Account]) -> dict[str, list[Account]]:
    found: dict[str, list[Account]] = {}
    for account in accounts:
        found.setdefault(account.event, []).append(account)
    return found


def _rate(rate: tuple[int | None, int | None]) -> str:
    """A base rate in print: in how many of a side's other readouts a code is; empty where there are fewer than ten."""
    found, number = rate
    return "" if number is None else f"in {found} of {number} of its other readouts"


def _said_of(
    others: list[Account],
    told: dict[str, alone.Account],
    coded: alone.Coded,
    code: str,
    confirmed: Mapping[tuple[str, str, str], str],
) -> str:
    """What may be said of accounts without a code: by name where there are few, else together."""
    by_state: dict[str, list[str]] = {}
    for account in others:
        own = told[account.part.id]
        side = account.part.segments["side"].iloc[0]
        state, known = coded.absence(own, code), confirmed.get((account.event, side, code), "")
        # What is confirmed is that the code is absent, and not the form that is near to it.
        near = "absence " if known and state.state != absence.NO_WORDING else ""
        said = [state.short, _rate(coded.base_rate(own, code)), near + known]
        by_state.setdefault(", ".join(filter(None, said)), []).append(account.side.name)
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
            f"different words: {part.name}",
            size,
            spans=spans_of(first),
            searched=part.searched,
            note=note,
        )
        own = spans_of(first[first["ngram"].isin(alone_here)])
        yield Finding(
            f"types-{part.id}-alone",
            len(own),
            f"different words of one side alone: {part.name}",
            size,
            spans=own,
            searched=part.searched,
            note=note,
        )


def words_alone(vocabulary: LanguageWords) -> pd.DataFrame:
    """For each side the most frequent words of content that no other side of its language has, with or without ’s: ``part, side, words``."""
    counts = vocabulary.content()
    bare = counts.index.str.removesuffix("'s")
    rows = []
    for part in vocabulary.parts:
        elsewhere = counts.drop(columns=part.id).sum(axis=1) > 0
        alone = (counts[part.id] > 0) & ~bare.isin(bare[elsewhere])
        own = counts.loc[alone, part.id].sort_values(ascending=False, kind="stable")
        rows.append((part.id, part.name, ", ".join(own.index[:NAMED])))
    return pd.DataFrame(rows, columns=["part", "side", "words"])
