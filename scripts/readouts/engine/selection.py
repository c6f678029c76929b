"""Which documents of a corpus are counted and searched, and what there was besides."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import TypeVar

from ..corpus.document import Document
from ..text.languages import primary

Row = TypeVar("Row")
# Events of which is kept whose texts there are.
_EVENTS = 100_000
# What documents may be chosen by.
FIELDS = ("side", "event", "language", "completeness", "document_id")


class Selection:
    """The documents that are asked for, with a note of all that went by; called with one, it says whether it is one of them.

    Parameters
    ----------
    conditions : iterable of (str, str)
        Fields with values; any one value of a field will do.
    sides : collection of str, optional
        Those that are wanted; all of them by default.

    Attributes
    ----------
    sides : Counter
        How many of the documents that meet the conditions each side has, wanted or not.
    events : dict of str to Counter
        Of each event that documents name, how many of those that are asked for each side has.
    """

    def __init__(
        self, conditions: Iterable[tuple[str, str]] = (), sides: Collection[str] | None = None
    ):
        self._conditions = {
            field: {value for _, value in pairs}
            for field, pairs in groupby(sorted(conditions), key=lambda pair: pair[0])
        }
        self._wanted = sides
        self.sides: Counter[str] = Counter()
        self.events: dict[str, Counter[str]] = {}
        self.met: dict[str, Counter[str]] = {field: Counter() for field in self._conditions}

    def __call__(self, document: Document) -> bool:
        for field, values in self._conditions.items():
            found = getattr(document, field)
            self.met[field][found] += 1
            if found not in values and not (field == "language" and primary(found) in values):
                return False
        self.sides[document.side] += 1
        if self._wanted is not None and document.side not in self._wanted:
            return False
        if document.event and (document.event in self.events or len(self.events) < _EVENTS):
            self.events.setdefault(document.event, Counter())[document.side] += 1
        return True

    def update(self, other: "Selection") -> None:
        """Take over what another one has noted, of documents that have not gone by here."""
        self.sides.update(other.sides)
        for event, sides in other.events.items():
            self.events.setdefault(event, Counter()).update(sides)
        for field, met in other.met.items():
            self.met[field].update(met)

    def checked(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Pass the rows, or columns, on; raise a `ValueError` after the last one if no document meets one of the conditions."""
        yield from rows
        if missing := self.missing():
            raise ValueError(missing)

    def missing(self) -> str | None:
        """Which condition no document meets, and what there is instead."""
        for field, values in self._conditions.items():
            if not values & (
                self.met[field].keys() | {primary(found) for found in self.met[field]}
                if field == "language"
                else self.met[field].keys()
            ):
                return f"no document has {field} {' or '.join(map(repr, sorted(values)))}; there is {listed(self.met[field])}"
        return None

    def unmatched(self, target: str) -> str:
        """Say how many texts are of events of which the target, or every other side, has none; nothing where no event has both, or each has."""
        matched = [sides for sides in self.events.values() if sides[target] and len(+sides) > 1]
        texts = [sum(sides.total() for sides in own) for own in (self.events.values(), matched)]
        if not matched or texts[0] == texts[1]:
            return ""
        return f"{texts[0] - texts[1]:,} of {texts[0]:,} texts are of events of which {target} or every other side has none (--matched leaves them out)"


def listed(values: Counter[str], most: int = 20) -> str:
    """Values with their numbers of documents, the commonest first.

    Examples
    --------
    >>> listed(Counter({"north": 2, "": 1}))
    "'north' (2), none (1)"
    """
    shown = ", ".join(
        f"{value!r} ({number:,})" if value else f"none ({number:,})"
        for value, number in values.most_common(most)
    )
    return (shown or "no document") + (
        f" and {len(values) - most:,} more" if len(values) > most else ""
    )
