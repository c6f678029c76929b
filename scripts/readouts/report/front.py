"""The first page of a created book in sentences: what is compared, what one account alone has, how the matter is named, what both have.

Each sentence is a function that returns MyST, or nothing where there is nothing to say; each number in it is a finding. That one
account alone has something is said where every other one is at hand in full, was searched, and has no form near to it.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pandas as pd

from ..text.stance import DISTANCED, stance
from . import amounts as counted
from . import front_mouths, front_words
from .findings import Finding, Row
from .front_words import (
    coded,
    has,
    in_words,
    is_full,
    owned,
    plain,
    side_of,
    some,
    whose,
)
from .subcorpora import Subcorpus, language_name, listed, most_words

if TYPE_CHECKING:
    from .analysis import Analysis

NEEDS = ("readouts", "segments", "frames", "codebook", "patterns")
# The frame of the names of a war, where the settings name no other.
NAMES = "naming"


def findings(context: "Analysis") -> Iterator[Finding]:
    """Yield what no other chapter counts.

    ``front-events``, ``front-events-single`` and ``front-alone-<side>-<code>`` count events; ``front-distanced-<side>-<code>``
    counts the names of a war that are held at a distance.
    """
    if context.paired:
        return
    yield from front_mouths.findings(context)
    for part in _parts(context):
        for code in _names(context):
            yield from _distanced(context, part, code)
    if not _one_event(context):
        yield from _over_events(context)


def _over_events(context: "Analysis") -> Iterator[Finding]:
    compared, single = _events(context)
    several = "events with accounts of two sides or more"
    yield Finding("front-events", len(compared), several, rows=tuple(compared))
    yield Finding(
        "front-events-single", len(single), "events with one side’s account", rows=tuple(single)
    )
    for (part, code), own in _alone(context).groupby(["of", "code"], sort=False):
        yield Finding(
            f"front-alone-{part}-{code}",
            len(own),
            f"events of which one account alone has wordings for {own['label'].iloc[0]}: {own['side'].iloc[0]}",
            (len(compared), several),
            rows=tuple(Row("events.csv", row.event_name, row.sentence) for row in own.itertuples()),
        )


def sentences(context: "Analysis") -> list[str]:
    """Return the sentences, in MyST; none where two readouts are in focus."""
    if context.paired:
        return []
    return [said for sentence in SENTENCES if (said := sentence(context))]


def at_hand(context: "Analysis") -> str:
    """Say what is compared, and how long it is."""
    parts, several = _parts(context), len(context.vocabularies) > 1
    sized = [
        f"{whose(context, part)}{f' in {language_name(part.language)}' if several else ''} ({{finding}}`words-{part.id}` {part.unit})"
        for part in parts
    ]
    more = "" if len(parts) == len(context.subcorpora) else ", and others"
    said = f"{_opening(context)} {listed(sized)}{more}."
    if not context.leaves_out and not _one_event(context) and _events(context)[1]:
        said += " Of {finding}`front-events-single` of these events one side’s account alone is at hand."
    if not all(map(is_full, context.subcorpora)):
        said += " Some of the accounts are at hand in passages: what is not in these may stand in the rest."
    return " ".join([said, *_in_several_languages(context)])


def _opening(context: "Analysis") -> str:
    """Say how many accounts of what are compared; and what of them is left out."""
    number = "{finding}`readouts` account" + "s" * (len(context.data.readouts) > 1)
    if context.leaves_out:
        be = "is" if len(context.unmatched) == 1 else "are"
        return (
            f"At hand are {number} of {{finding}}`events` events; {{finding}}`texts-unmatched` of them {be} left out, "
            "since one side alone has an account of the event. Compared are"
        )
    opening = "Compared are" if len(context.data.readouts) > 1 else "At hand is"
    if _one_event(context):
        return f"{opening} {number} of “{plain(context.accounts[0].event_name)}”:"
    return f"{opening} {number} of {{finding}}`events` events:"


def _in_several_languages(context: "Analysis") -> list[str]:
    """Say why a side stands twice in the figures."""
    languages: dict[str, list[str]] = {}
    for part in context.subcorpora:
        languages.setdefault(side_of(part), []).append(language_name(part.language))
    return [
        f"What {front_words.called(context, side)} wrote in {listed(own)} is counted by language, and stands in the figures once for each."
        for side, own in languages.items()
        if len(own) > 1
    ]


def alone(context: "Analysis") -> str:
    """Say what one account alone has, side by side."""
    table, said = _alone(context), []
    for part in _parts(context):
        own = table[table["of"] == part.id]
        often = own.groupby("code", sort=False).agg(
            events=("event", "size"), frequency=("frequency", "sum")
        )
        order = often.sort_values(["events", "frequency"], ascending=False, kind="stable").index
        kind = "code" if _one_event(context) else "front-alone"
        items = [coded(context, part, code, f"{kind}-{part.id}-{code}") for code in order]
        if items:
            said.append(f"{owned(context, part, 'account')} alone {has(part)} {some(items)}")
    if not said:
        return ""
    other = (
        "The other account" if len(context.accounts) == 2 else "Every other account of the event"
    )
    over = "of the codebook’s wordings, "
    if not _one_event(context):
        events = "event" if len(_events(context)[0]) == 1 else "events"
        over += f"over {{finding}}`front-events` {events} with accounts of two sides or more, "
    return (
        f"{front_words.opened(over + '; '.join(said))}. {other}, at hand in full, has none of those for the same code, nor a form near to one; "
        "it may say the same in other words: {numref}`tab-alone` has what comes nearest."
    )


def naming(context: "Analysis") -> str:
    """Say which of the codebook's names for a war each side has, and how many of them it holds at a distance."""
    said, without = [], []
    for part in _parts(context):
        counts = {code: context.codes.count(part.id, code) for code in _names(context)}
        items = [
            _name(context, part, code)
            for code, number in sorted(counts.items(), key=lambda one: -(one[1] or 0))
            if number
        ]
        if items:
            said.append(f"{owned(context, part, 'text')} {has(part)} {some(items)}")
        elif any(number is not None for number in counts.values()) and is_full(part):
            without.append(owned(context, part, ""))
    # A text without any may have a form near to one: the sentence says no more than that none is found.
    none = f"; in {listed(without)} the codebook finds none" if without else ""
    return f"Of names for a war or a crisis, {'; '.join(said)}{none}." if said else ""


def _name(context: "Analysis", part: Subcorpus, code: str) -> str:
    more = ""
    if any(_distanced(context, part, code)):
        more = f", of which in quotation marks or “so-called” {{finding}}`front-distanced-{part.id}-{code}`"
    return f"“{plain(in_words(context, part, code))}” ({{finding}}`code-{part.id}-{code}`{more})"


def _distanced(context: "Analysis", part: Subcorpus, code: str) -> Iterator[Finding]:
    """Yield how many of the names of a code a part holds at a distance, if any."""
    texts = part.segments["text"]
    spans = tuple(
        span
        for span in front_words.spans(context, part, code)
        if stance(texts[span[0]], span[1], span[2], part.language) == DISTANCED
    )
    if spans:
        yield Finding(
            f"front-distanced-{part.id}-{code}",
            len(spans),
            f"{context.codebook.codes.at[code, 'label']}, in quotation marks of its own or called so-called: {part.name}",
            spans=spans,
            searched=part.searched,
        )


def numbers(context: "Analysis") -> str:
    """Say which sums, dates and numbers one account alone has, and which all have; over several events, sums of money."""
    rows, one = context.amounts[: counted.ROWS], _one_event(context)
    rows = [row for row in rows if one or row.amount.kind == counted.MONEY]
    said = []
    for part in _parts(context):
        own = [row for row in rows if row.alone and row.account.side.id == part.id]
        items = [
            _amount(row, [row.account.part.id], "" if one else f", {plain(row.account.event_name)}")
            for row in own
        ]
        if items:
            said.append(f"{owned(context, part, 'account')} alone {has(part)} {some(items)}")
    shared = [
        _amount(row, list(row.places), "")
        for row in rows
        if one and len(row.places) == len(context.accounts) > 1 and all(row.places.values())
    ]
    if shared:
        said.append(f"{'both' if len(context.accounts) == 2 else 'all'} have {some(shared)}")
    of = "dates, sums and numbers" if one else "sums of money"
    return f"Of {of}, {'; '.join(said)}." if said else ""


def _amount(row: counted.Row, accounts: list[str], end: str) -> str:
    found = [f"{{finding}}`{counted.finding_id(account, row)}`" for account in accounts]
    return f"{plain(counted.in_print(row.amount))} ({listed(found)}{end})"


def shared(context: "Analysis") -> str:
    """Say which codes all sides have most often."""
    parts = _parts(context)
    if len(parts) < 2:
        return ""
    counts = context.codes.counts()[[part.id for part in parts]].fillna(0)
    counts = counts[(counts > 0).all(axis=1) & ~counts.index.isin(_names(context))]
    order = (
        pd.DataFrame({"least": counts.min(axis=1), "total": counts.sum(axis=1)})
        .sort_values(["least", "total"], ascending=False, kind="stable")
        .index
    )
    items = [
        f"{front_words.label(context, code)} ({'; '.join(front_words.said_with(context, part, code) for part in parts)})"
        for code in order
    ]
    sides = len({side_of(part) for part in parts})
    who = "Both sides" if sides == len(parts) == 2 else "All"
    of = listed([front_words.named(context, part) for part in parts])
    return (
        f"{who} have wordings for {some(items)}, the words of {of} in this order." if items else ""
    )


SENTENCES: tuple[Callable[["Analysis"], str], ...] = (
    at_hand,
    alone,
    naming,
    numbers,
    front_mouths.confirmed,
    front_mouths.drafted,
    front_words.names,
    front_words.repeated,
    shared,
)


def _one_event(context: "Analysis") -> bool:
    return len({account.event for account in context.accounts}) == 1


def _parts(context: "Analysis") -> list[Subcorpus]:
    return most_words(context.subcorpora, front_words.SIDES)


def _names(context: "Analysis") -> list[str]:
    """The codes that are names of a war."""
    codes = context.codebook.codes
    return list(codes.loc[codes["frame"] == (context.settings.headlines.names or NAMES), "code"])


def _events(context: "Analysis") -> tuple[list[Row], list[Row]]:
    """The events with accounts of two sides or more, and those with one side's."""
    sides: dict[tuple[str, str], set[str]] = {}
    for account in context.accounts:
        sides.setdefault((account.event, account.event_name), set()).add(side_of(account.part))
    rows = [(Row("events.csv", name), len(own)) for (_, name), own in sides.items()]
    return [row for row, number in rows if number > 1], [row for row, number in rows if number == 1]


def _alone(context: "Analysis") -> pd.DataFrame:
    """What one account alone has and nobody else in any form: the rows of `unshared`, but for names of a war."""
    table = context.unshared
    of = {account.part.id: account.side.id for account in context.accounts}
    table = table[table["not_found"].astype(bool) & ~table["code"].isin(_names(context))]
    kept = [
        not _is_written_out(context, row.part, row.event, row.code) for row in table.itertuples()
    ]
    return table[pd.Series(kept, table.index, dtype=bool)].assign(of=table["part"].map(of))


def _is_written_out(context: "Analysis", part: str, event: str, code: str) -> bool:
    """Whether the words for a code are an abbreviation, and another account of the event has what it stands for."""
    accounts = {one.part.id: one.part for one in context.accounts if one.event == event}
    words = in_words(context, accounts[part], code)
    texts = [
        text for name, one in accounts.items() if name != part for text in one.segments["text"]
    ]
    return words.isupper() and front_words.written_out(words, texts)
