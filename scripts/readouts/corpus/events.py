"""Which accounts are of one event where nobody says so: those of one day, and those of two sides that alone are near in time.

An account of one call is published on two days where a clock, a broadcast or a printing is between them.
"""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import combinations
from typing import NamedTuple

from ..text import contacts
from ..text.languages import primary
from .document import Document

# Accounts of one event are published so near to each other.
DAYS = 2
# More texts than this within two days are an archive, and not accounts of a few events.
_DENSE = 200
# Accounts left apart that are named, and what of each may go with it.
_NAMED, _CANDIDATES = 20, 5


class Account(NamedTuple):
    """What of a document says of which event it is, as far as it has a date and no event."""

    document_id: str
    side: str
    date: datetime.date
    moment: datetime.datetime | None
    language: str
    head: str

    @classmethod
    def of(cls, document: Document) -> "Account | None":
        """Return the account that a document is; None where its event is named, or it has no date."""
        if document.event or not document.date:
            return None
        return cls(
            document.document_id,
            document.side,
            document.date,
            document.moment,
            primary(document.language),
            contacts.head(document.title, document.text),
        )

    @property
    def names(self) -> list[contacts.Name]:
        """Whom it names; its side, as a side may leave its own name out."""
        return contacts.names(f"{self.head}\n{self.side.title()}")

    def __str__(self) -> str:
        return f"{self.document_id} ({self.side}, {in_print([self.date])})"


class Pairs(NamedTuple):
    """What was found.

    Attributes
    ----------
    taken : list of list of Account
        Accounts of several days that are of one event: one of each side, and none of them has a rival.
    apart : list of (Account, list of Account)
        An account without another side's on its day, and those within two days that it may belong to.
    dense : bool
        Whether there are days around which the texts are too many to be of a few events: there nothing was looked for.
    """

    taken: list[list[Account]]
    apart: list[tuple[Account, list[Account]]]
    dense: bool = False

    @property
    def event_of(self) -> dict[str, str]:
        """The event of each account that was taken: the first of its days."""
        return {
            account.document_id: accounts[0].date.isoformat()
            for accounts in self.taken
            for account in accounts
        }

    def lines(self) -> Iterator[str]:
        """Yield what is to be told: each proposal with its reason, and what to do where it is wrong."""
        for first, *others in self.taken:
            reasons = " / ".join(reason(first, other) for other in others)
            yield f"taken for one event: {first} and {', '.join(map(str, others))}: {reasons}; no side has another account within {DAYS} days"
        for account, others in self.apart[:_NAMED]:
            may_be = " or ".join(
                f"{other}: {reason(account, other)}" for other in others[:_CANDIDATES]
            )
            why = (
                "they do not agree"
                if all(_odds(account, other) for other in others)
                else "others fit as well"
            )
            yield f"left apart, since {why}: {account} may be of one event with {may_be}"
        if len(self.apart) > _NAMED:
            yield f"left apart in the same way: {len(self.apart) - _NAMED:,} more accounts"
        if self.dense:
            yield f"where more than {_DENSE} texts lie within {DAYS} days, no pairs are looked for"
        if self.taken or self.apart:
            yield "--events FILE, a table document_id,event, says otherwise: texts with one event are of one conversation"


def event_key(document: Document, paired: Mapping[str, str]) -> str:
    """Return what tells the event of a document from others: its name, that of a pair, or else its date; empty where none is known.

    Parameters
    ----------
    document : Document
    paired : mapping of str to str
        As `Pairs.event_of` has it.
    """
    day = document.date.isoformat() if document.date else ""
    return document.event or paired.get(document.document_id, day)


def pairs(documents: Iterable[Document]) -> Pairs:
    """Return which accounts of different days are of one event, among documents whose event is not named.

    Two accounts belong together where each is the only one of its side within two days of the other, and nothing that
    their titles and first sentences say is at odds: telephone and meeting, other names.

    Examples
    --------
    >>> day = datetime.date(2022, 1, 3)
    >>> texts = [Document("a", "A call.", "north", day), Document("b", "A talk.", "south", day + datetime.timedelta(1))]
    >>> pairs(texts).event_of
    {'a': '2022-01-03', 'b': '2022-01-03'}
    """
    return of_accounts(filter(None, map(Account.of, documents)))


def of_accounts(accounts: Iterable[Account]) -> Pairs:
    """Return the same of accounts."""
    timeline = _Timeline(accounts)
    if len({account.side for account in timeline.accounts} - {""}) < 2:
        return Pairs([], [])
    taken = [
        accounts
        for days in timeline.joined()
        if _plain(accounts := [account for day in sorted(days) for account in timeline.on[day]])
    ]
    placed = {account for accounts in taken for account in accounts}
    left = {
        account: others
        for account in timeline.accounts
        if account not in placed and account.side and not timeline.has_counterpart(account)
        if (others := _fitting(account, timeline, placed))
    }
    apart: dict[Account, list[Account]] = {}
    # Each pair is told once, with the account that has more to choose from.
    for account, others in sorted(left.items(), key=lambda item: -len(item[1])):
        if any(account not in apart.get(other, ()) for other in others):
            apart[account] = others
    return Pairs(taken, list(apart.items()), timeline.dense)


def _fitting(account: Account, timeline: "_Timeline", placed: set[Account]) -> list[Account]:
    """Return which accounts an account may belong to; one that it is at odds with only where the two alone are near."""
    near = [other for other in timeline.near(account) if other not in placed]
    fitting = [other for other in near if not _odds(account, other)]
    alone = len(near) == 1 and len(timeline.near(near[0])) == 1
    return fitting or (near if alone else [])


class _Timeline:
    """Accounts by day and by side."""

    def __init__(self, accounts: Iterable[Account]):
        self.accounts = sorted(accounts, key=lambda account: (account.date, account.side))
        self.on: dict[datetime.date, list[Account]] = defaultdict(list)
        self.dense = False
        self._windows: dict[datetime.date, dict[str, list[Account]]] = {}
        for account in self.accounts:
            self.on[account.date].append(account)

    def has_counterpart(self, account: Account) -> bool:
        """Say whether another side has an account of the same day."""
        return any(other.side not in ("", account.side) for other in self.on[account.date])

    def window(self, date: datetime.date) -> dict[str, list[Account]]:
        """Return the accounts within two days of a day, by side; none where they are too many to be of a few events."""
        if date not in self._windows:
            days = (date + datetime.timedelta(days) for days in range(-DAYS, DAYS + 1))
            near = [account for day in days for account in self.on.get(day, ()) if account.side]
            found: dict[str, list[Account]] = defaultdict(list)
            for account in near if len(near) <= _DENSE else ():
                found[account.side].append(account)
            self.dense = self.dense or len(near) > _DENSE
            self._windows[date] = dict(found)
        return self._windows[date]

    def near(self, account: Account) -> list[Account]:
        """Return the accounts of the other sides within two days."""
        sides = self.window(account.date).items()
        return [other for side, own in sides if side != account.side for other in own]

    def joined(self) -> Iterator[set[datetime.date]]:
        """Yield the days that belong together: on each is an account that has one on another day, and only this one, near."""
        first = {day: day for day in self.on}  # of those that belong together, step by step

        def root(day: datetime.date) -> datetime.date:
            while first[day] != day:
                first[day] = day = first[first[day]]
            return day

        for account in self.accounts:
            for side, near in self.window(account.date).items():
                if side == account.side or len(near) > 1 or not account.side:
                    continue
                if len(self.window(near[0].date).get(account.side, ())) == 1:
                    one, other = root(account.date), root(near[0].date)
                    first[max(one, other)] = min(one, other)
        groups: dict[datetime.date, set[datetime.date]] = defaultdict(set)
        for day in first:
            groups[root(day)].add(day)
        yield from (days for days in groups.values() if len(days) > 1)


def _plain(accounts: list[Account]) -> bool:
    """Say whether accounts are near, one of each side, and not at odds."""
    return (
        (accounts[-1].date - accounts[0].date).days <= DAYS
        and len({account.side for account in accounts}) == len(accounts)
        and not any(_odds(one, other) for one, other in combinations(accounts, 2))
    )


@lru_cache(maxsize=10_000)
def _odds(one: Account, other: Account) -> str:
    """Return what two accounts say that one event cannot have both of; empty where there is nothing."""
    if contacts.at_odds(one.head, other.head):
        kinds = (" and ".join(sorted(contacts.kinds(account.head))) for account in (one, other))
        return f"one is by {' and the other by '.join(kinds)}"
    own, others = contacts.names(one.head), contacts.names(other.head)
    common = min(
        len(contacts.shared(one.names, other.names)), len(contacts.shared(other.names, one.names))
    )
    if one.language == other.language and min(len(own), len(others)) > 1 >= common:
        return f"the one names {_listed(own)}, and the other {_listed(others)}"
    return ""


def _listed(names: list[contacts.Name]) -> str:
    return ", ".join(name.form for name in names[:4])


def reason(one: Account, other: Account) -> str:
    """Return what speaks for and against one event: how far apart two accounts are, and what in their heads agrees."""
    days = abs((one.date - other.date).days)
    said = ["of one day" if not days else f"{days} day{'s' * (days > 1)} apart"]
    if one.moment and other.moment:
        minutes = round(abs(one.moment - other.moment).total_seconds() / 60)
        said.append(f"by the clock {minutes // 60} h {minutes % 60:02} min")
    if odds := _odds(one, other):
        return "; ".join([*said, odds])
    agree = []
    if names := contacts.shared(contacts.names(one.head), contacts.names(other.head)):
        agree.append(f"both name {' and '.join(names[:4])}")
    elif one.language != other.language:
        said.append(
            f"names are written otherwise in {one.language or '?'} and {other.language or '?'}"
        )
    if common := contacts.kinds(one.head) & contacts.kinds(other.head):
        agree.append(f"both say {' and '.join(sorted(common))}")
    return "; ".join([*said, *(agree or ["titles and first sentences tell nothing of it"])])


def in_print(dates: Iterable[datetime.date]) -> str:
    """Return the days of an event in words, from the first to the last.

    Examples
    --------
    >>> in_print([datetime.date(2021, 12, 31), datetime.date(2021, 12, 30)])
    '30–31 December 2021'
    >>> in_print([datetime.date(2021, 12, 31), datetime.date(2022, 1, 1)])
    '31 December 2021 – 1 January 2022'
    """
    ordered = sorted(dates)
    first, last = (f"{day.day} {day:%B %Y}" for day in (ordered[0], ordered[-1]))
    if first == last:
        return first
    (day, *month), (_, *other) = first.split(), last.split()
    return f"{day}–{last}" if month == other else f"{first} – {last}"
