"""Sums of money, dates, durations and numbers in the accounts of an event: which one of them has, and which all have.

That an account alone has an amount is said where no other account of the event has one that may be the same, nor its digits.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from ..text.amounts import (
    ANNIVERSARY,
    DATE,
    DURATION,
    KINDS,
    LANGUAGES,
    MONEY,
    PERCENT,
    Amount,
    amounts,
    compatible,
)
from ..text.languages import primary
from .findings import Finding, slugs
from .subcorpora import Account

if TYPE_CHECKING:
    from .analysis import Analysis

NEEDS = ("readouts", "segments")
# How many amounts the table shows; its CSV has all.
ROWS = 80


class Place(NamedTuple):
    """Where an amount stands, and the words that say it."""

    segment_id: str
    amount: Amount
    words: str


class Row(NamedTuple):
    """An amount of the accounts of an event.

    Attributes
    ----------
    account : Account
        The first that has it.
    amount : Amount
    places : dict of str to list of Place
        By the ids of the accounts; empty where an account has none, and missing where there are no rules for its language.
    alone : bool
        Whether no other account has it, an amount that may be the same, or its digits.
    name : str
        What it has in the ids of findings.
    """

    account: Account
    amount: Amount
    places: dict[str, list[Place]]
    alone: bool
    name: str

    @property
    def words(self) -> list[str]:
        """The different words that say it, in the order of the accounts."""
        return list(dict.fromkeys(place.words for own in self.places.values() for place in own))


def rows(accounts: list[Account]) -> list[Row]:
    """Return the amounts of every event that has an account in a language with rules, by kind and in the order of the texts."""
    by_event: dict[str, list[Account]] = {}
    for account in accounts:
        by_event.setdefault(account.event, []).append(account)
    found = {
        account.part.id: _places(account)
        for account in accounts
        if primary(account.part.language) in LANGUAGES
    }
    names = slugs("-".join(place.amount.key) for own in found.values() for place in own)
    return [row for own in by_event.values() for row in _of_event(own, found, names)]


def _places(account: Account) -> list[Place]:
    """Where the amounts of an account stand."""
    segments = account.part.segments
    return [
        Place(segment_id, amount, text[amount.start : amount.end])
        for segment_id, text in zip(segments["segment_id"], segments["text"])
        for amount in amounts(text, account.part.language)
    ]


def _of_event(
    accounts: list[Account], every: dict[str, list[Place]], names: dict[str, str]
) -> Iterator[Row]:
    ids = [account.part.id for account in accounts]
    found = {account: every[account] for account in ids if account in every}
    texts = {account.part.id: " ".join(account.part.segments["text"]) for account in accounts}
    keys = dict.fromkeys(place.amount.key for own in found.values() for place in own)
    for key in sorted(keys, key=lambda key: KINDS.index(key[0])):
        places = {
            account: [place for place in own if place.amount.key == key]
            for account, own in found.items()
        }
        having = [account for account, own in places.items() if own]
        amount = places[having[0]][0].amount
        others = {account: text for account, text in texts.items() if account != having[0]}
        alone = (
            len(having) == 1
            and set(others) <= set(found)
            and not any(
                compatible(amount, place.amount) for other in others for place in found[other]
            )
            and not any(_has_digits(places[having[0]], text) for text in others.values())
        )
        first = next(account for account in accounts if account.part.id == having[0])
        yield Row(first, amount, places, alone and len(accounts) > 1, names["-".join(key)])


def _has_digits(places: list[Place], text: str) -> bool:
    """Whether a text has a number of the words of an amount, in whatever form it stands there."""
    numbers = {number for place in places for number in re.findall(r"\d+", place.words)}
    return bool(numbers & set(re.findall(r"\d+", text)))


def finding_id(account_id: str, row: Row) -> str:
    """Return the id of the finding that counts an amount in an account."""
    return f"amount-{account_id}-{row.name}"


def findings(context: "Analysis") -> Iterator[Finding]:
    """Each amount that the table shows in each account of its event: ``amount-<account>-<amount>``."""
    parts = {account.part.id: account.part for account in context.accounts}
    for row in context.amounts[:ROWS]:
        for account, places in row.places.items():
            yield Finding(
                finding_id(account, row),
                len(places),
                f"{in_print(row.amount)} ({row.amount.kind}): {parts[account].name}",
                spans=tuple(
                    (place.segment_id, place.amount.start, place.amount.end) for place in places
                ),
                searched=parts[account].searched,
                note=""
                if places
                else "No form of it that the rules for amounts know stands there.",
            )


def in_print(amount: Amount) -> str:
    """Return an amount as a reader writes it.

    Examples
    --------
    >>> found = [Amount("money", "1500000000", "USD", 0, 1), Amount("duration", "105", "minute", 0, 1), Amount("duration", "60", "month", 0, 1)]
    >>> [in_print(amount) for amount in found]
    ['$1,500,000,000', '1 hour 45 minutes', '5 years']
    >>> dates = "2022-06-15", "--01-09/--01-10", "2021-06", "--11", "2015", "199X"
    >>> [in_print(Amount("date", value, "", 0, 1)) for value in dates]
    ['15 June 2022', '9 to 10 January', 'June 2021', 'November', '2015', '1990s']
    """
    if amount.kind == DATE:
        return _date(amount.value)
    if amount.kind == DURATION:
        return _duration(float(amount.value), amount.unit)
    number = f"{float(amount.value):,.15g}" if "." in amount.value else f"{int(amount.value):,}"
    if amount.kind == MONEY:
        from babel.numbers import get_currency_symbol

        symbol = get_currency_symbol(amount.unit, "en")
        return f"{symbol}{number}" if len(symbol) == 1 else f"{number} {amount.unit}"
    if amount.kind == PERCENT:
        return f"{number} %"
    return f"an anniversary of {number} years" if amount.kind == ANNIVERSARY else number


def _date(value: str) -> str:
    """A normalised date in words; of a range both ends, the month once."""
    first, _, last = value.partition("/")
    if last:
        return f"{int(first.rpartition('-')[2])} to {_date(last)}"
    if value.endswith("X"):
        return f"{value[:-1]}0s"
    from calendar import month_name

    year, month, day = re.fullmatch(r"(\d{4}|-)(?:-(\d\d))?(?:-(\d\d))?", value).groups("")
    return " ".join(
        filter(
            None,
            (
                str(int(day)) if day else "",
                month_name[int(month)] if month else "",
                year.strip("-"),
            ),
        )
    )


def _duration(value: float, unit: str) -> str:
    """A duration in its largest units."""
    larger = {"minute": (60, "hour"), "month": (12, "year"), "day": (7, "week")}[unit]
    whole, rest = divmod(value, larger[0])
    if unit == "day" and rest:
        whole, rest = 0, value
    said = [(whole, larger[1]), (rest, unit)]
    return " ".join(f"{number:g} {name}{'s' * (number != 1)}" for number, name in said if number)
