"""Pairs of accounts of one conversation: how many codes of the general codebook both have, and how a report's own pairs lie among others.

The accounts are known by their SHA-256 and are not given; `counts` makes what is kept of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from functools import cache
from typing import Any

import pandas as pd

from ..corpus import codebook
from ..corpus.datapackage import Fault
from ..corpus.names import numbered
from ..text import coding
from ..text.tokens import is_han, tokenize
from . import results
from .context import Context
from .findings import Finding, Row, WithheldText
from .subcorpora import language_name

NEEDS: tuple[str, ...] = ("reference_pairs", "reference_pair_codes")
TEXTS, CODES = "reference/pairs.csv", "reference/pair_codes.csv"
# Frames that say how a conversation was held, and nothing of its matter.
MANNER = ("protocol", "tone")
# In what a share is counted, and what its whole is.
WAYS = {
    "codes": ("codes", "codes found in either account"),
    "matter": ("codes without those of form and tone", "codes of a matter found in either account"),
    "frames": ("frames", "frames found in either account"),
    "shorter": ("codes of the account with fewer", "codes found in the account that has fewer"),
}


@dataclass(frozen=True)
class Pair:
    """Two accounts of one conversation.

    Attributes
    ----------
    date : date
        Of the conversation.
    texts : tuple of two rows of ``reference/pairs.csv``
        In their order.
    codes : tuple of two dicts
        How often each has each code that it has.
    own : bool
        Whether the report is on this conversation.
    """

    date: Any
    texts: tuple[Any, Any]
    codes: tuple[dict[str, int], dict[str, int]]
    own: bool

    @property
    def name(self) -> str:
        """The conversation in ids."""
        return f"pair-{self.date.isoformat()}"

    @property
    def call(self) -> str:
        """The conversation in print."""
        return f"{results.day(self.date)}, {self.texts[0].leaders}"

    def found(self, way: str = "codes") -> tuple[set[str], set[str]]:
        """Return what each account has: codes, or frames, of those that a way counts."""
        frame = {code: row["frame"] for code, row in codes().items()}
        first, second = (
            {
                frame[code] if way == "frames" else code
                for code in own
                if way != "matter" or frame[code] not in MANNER
            }
            for own in self.codes
        )
        return first, second

    def both(self, way: str = "codes") -> set[str]:
        """Return what both accounts have."""
        first, second = self.found(way)
        return first & second

    def whole(self, way: str = "codes") -> set[str]:
        """Return that of which `share` is a share."""
        first, second = self.found(way)
        return min(first, second, key=len) if way == "shorter" else first | second

    def share(self, way: str = "codes") -> Fraction:
        """Return the share of all that is found, or of what the account with fewer has, that both have; exactly, so that equal shares are equal."""
        whole = self.whole(way)
        return Fraction(len(self.both(way)), len(whole)) if whole else Fraction(0)


@cache
def codes() -> dict[str, dict]:
    """Return the codes of the general codebook by their names, in its order; the patterns are not read."""
    return {row["code"]: row for row in codebook.general_table("codebook")}


@cache
def frames() -> dict[str, str]:
    """Return the labels of its frames."""
    return {row["frame"]: row["label"] for row in codebook.general_table("frames")}


# --- The counts


def size(text: str, language: str) -> tuple[int, str]:
    """Return how long a text is and in what unit: a Chinese one in its Chinese characters, any other in words.

    Examples
    --------
    >>> size("两国元首 met in 2022.", "zh"), size("They met in 2022.", "en")
    ((4, 'hanzi'), (4, 'words'))
    """
    if language == "zh":
        return sum(map(is_han, text)), "hanzi"
    return len(tokenize(text)), "words"


def counts(texts: dict[str, str], tables: dict[str, pd.DataFrame]) -> dict[str, pd.DataFrame]:
    """Return the tables of the pairs anew, by path in ``data/``.

    Parameters
    ----------
    texts : dict of str to str
        The texts at hand, by SHA-256; any other keeps its length and its counts.
    tables : dict of str to DataFrame
    """
    table, kept = tables["reference_pairs"], tables["reference_pair_codes"]
    at_hand = table[table["sha256"].isin(texts.keys())]
    sizes, counted = dict(zip(table["account"], zip(table["size"], table["size_unit"]))), {}
    if len(at_hand):
        book = codebook.load(
            {name: pd.DataFrame(rows) for name, rows in codebook.general().items()}
        )
        for row in at_hand.itertuples():
            sizes[row.account] = size(texts[row.sha256], row.language)
            counted[row.account] = _codes_in(texts[row.sha256], row.language, book)
    made = [
        pd.DataFrame(counted[name].items(), columns=["code", "frequency"]).assign(account=name)[
            ["account", "code", "frequency"]
        ]
        if name in counted
        else kept[kept["account"] == name]
        for name in table["account"]
    ]
    lengths, units = zip(*(sizes[name] for name in table["account"]))
    return {
        "reference/pairs": table.assign(size=lengths, size_unit=units, url=table["url"].fillna("")),
        "reference/pair_codes": pd.concat(made, ignore_index=True),
    }


def _codes_in(text: str, language: str, book: codebook.Codebook) -> dict[str, int]:
    """How often a text has each code that it has, in the order of the codebook."""
    segments = pd.DataFrame({"segment_id": ["1"], "language": [language], "text": [text]})
    frequency = coding.code_frequency(coding.code(segments, book), "code")
    return {code: int(frequency[code]) for code in book.codes["code"] if frequency.get(code, 0)}


def faults(tables: dict[str, list[dict[str, Any]]]) -> list[Fault]:
    """Return the conversations that have not two accounts, and the codes that the general codebook has not, a check for `datapackage.read`."""
    places: dict[Any, list[int]] = {}
    for row in tables.get("reference_pairs", []):
        places.setdefault(row["date"], []).append(row["place"])
    found = [
        Fault(
            TEXTS, row[""], "place", repr(row["place"]), "a first and a second account of each day"
        )
        for row in tables.get("reference_pairs", [])
        if sorted(filter(None, places[row["date"]])) != [1, 2]
    ]
    return found + [
        Fault(CODES, row[""], "code", repr(row["code"]), "a code of the general codebook")
        for row in tables.get("reference_pair_codes", [])
        if row["code"] not in codes()
    ]


# --- What they say


def pairs(context: Context) -> list[Pair]:
    """Return all pairs, by date."""
    texts, counted = (context.table(name) for name in NEEDS)
    own = set(context.table("readouts")["readout_id"])
    of_text = {
        name: dict(zip(rows["code"], rows["frequency"]))
        for name, rows in counted.groupby("account")
    }
    found = []
    for day, rows in texts.sort_values(["date", "place"]).groupby("date"):
        first, second = rows.itertuples()
        found.append(
            Pair(
                day,
                (first, second),
                (of_text.get(first.account, {}), of_text.get(second.account, {})),
                {first.account, second.account} <= own,
            )
        )
    return found


def findings(context: Context) -> Iterator[Finding]:
    """Give what each pair shares (``pair-<date>-<what>``), and how a report's own lie among the others (``pairs-<what>``)."""
    every = pairs(context)
    for pair in every:
        yield from _of_pair(pair)
    others = [pair for pair in every if not pair.own]
    yield _calls("pairs-calls", "calls of which two accounts were counted", every)
    yield _calls("pairs-others", "those that this report is not on", others)
    if not others:
        return
    for way in WAYS:
        low, high = (least(others, key=lambda pair: pair.share(way)) for least in (min, max))
        for what, pair in (("lowest", low), ("highest", high)):
            yield _share(f"pairs-{what}-{way}", f"the {what} share among them", pair, way)
        for pair in every:
            if pair.own:
                yield from _place(pair, [one for one in every if one is not pair], way)


def _of_pair(pair: Pair) -> Iterator[Finding]:
    first, second = pair.found()
    withheld = tuple(map(_withheld, pair.texts))
    for text, one in zip(pair.texts, withheld):
        yield Finding(
            f"{pair.name}-size-{'first' if text.place == 1 else 'second'}",
            text.size,
            f"{'Chinese characters' if text.size_unit == 'hanzi' else 'words'}: {one.text_of}",
            withheld=(one,),
            shown=f"{text.size:,}",
        )
    names = [_issuer(text) for text in pair.texts]
    for what, own, label in (
        ("first", first - second, f"codes in {names[0]}’s account alone"),
        ("second", second - first, f"codes in {names[1]}’s account alone"),
    ):
        yield _counted(pair, f"{pair.name}-{what}", own, f"{label}: {pair.call}", "codes")
    for way, (things, whole) in WAYS.items():
        end = "" if way == "codes" else f"-{way}"
        yield _counted(pair, f"{pair.name}-both{end}", pair.both(way), f"{things} in both accounts: {pair.call}", way)  # fmt: skip
        yield _counted(pair, f"{pair.name}-found{end}", pair.whole(way), f"{whole}: {pair.call}", way)  # fmt: skip
        yield _share(f"{pair.name}-share{end}", f"share of {whole} that both have", pair, way)


def _counted(pair: Pair, name: str, own: set[str], label: str, way: str) -> Finding:
    rows = tuple(
        Row(CODES, one, _says(pair, one, way == "frames"))
        for one in (frames() if way == "frames" else codes())
        if one in own
    )
    return Finding(name, len(rows), label, rows=rows, withheld=tuple(map(_withheld, pair.texts)))


def _says(pair: Pair, name: str, of_frame: bool) -> str:
    """A code or a frame in words, and how often each account has it."""
    label = frames()[name] if of_frame else codes()[name]["label"]
    each = []
    for text, own in zip(pair.texts, pair.codes):
        number = sum(
            count
            for code, count in own.items()
            if (codes()[code]["frame"] if of_frame else code) == name
        )
        each.append(f"{numbered(number, 'stretches')} in {_issuer(text)}’s account")
    return f"{label}: {' and '.join(each)}"


def _share(name: str, label: str, pair: Pair, way: str) -> Finding:
    share, end = pair.share(way), "" if way == "codes" else f"-{way}"
    return Finding(
        name,
        round(100 * float(share), 1),
        f"{label}: {pair.call}",
        parts=(f"{pair.name}-both{end}", f"{pair.name}-found{end}"),
        formula="the first divided by the second, times 100",
        shown=f"{float(100 * share):.1f}\u00a0%",
    )


def _place(pair: Pair, others: list[Pair], way: str) -> Iterator[Finding]:
    share = pair.share(way)
    for what, own in (
        ("higher", [one for one in others if one.share(way) > share]),
        ("equal", [one for one in others if one.share(way) == share]),
        ("lower", [one for one in others if one.share(way) < share]),
    ):
        yield _calls(
            f"pairs-{what}-{pair.date.isoformat()}-{way}",
            f"other calls with {'an equal' if what == 'equal' else f'a {what}'} share than that of {results.day(pair.date)}, of {WAYS[way][1]}",
            own,
            way,
        )


def _calls(name: str, label: str, own: list[Pair], way: str = "codes") -> Finding:
    rows = tuple(
        Row(
            TEXTS,
            pair.date.isoformat(),
            f"{pair.call}: {len(pair.both(way))} of {len(pair.whole(way))} {WAYS[way][1]}",
        )
        for pair in own
    )
    return Finding(name, len(rows), label, rows=rows)


def _issuer(text: Any) -> str:
    return text.issuer


def _withheld(text: Any) -> WithheldText:
    unit = "Chinese characters" if text.size_unit == "hanzi" else "words"
    return WithheldText(
        f"{text.issuer}’s account of {results.day(text.date)} ({text.form}, {language_name(text.language)})",
        f"{text.size} {unit}",
        text.url if isinstance(text.url, str) else "",
        text.sha256,
    )
