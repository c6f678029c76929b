"""Findings: the numbers of a report, each with what it counts.

A finding has a name that prose, tables and captions use for it (the role ``{finding}`` of the book), a value, a
denominator, and its evidence: the spans that it counts, the rows that it summarises, or, where a text may not be
shown, the pattern, the address and the SHA-256 of what was counted. Nothing here knows of HTML.
"""

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from ..corpus.names import slug as slug

ROLE = re.compile(r"\{finding\}`([^`]+)`")
PLAIN = re.compile(r"\{(?:plain|datafile)\}`([^`]+)`")
# What can begin markup in MyST; a backslash before it makes it a character like any other.
MARKUP = re.compile(r"([!\"#$%&'()*+,./:;<=>?@\[\\\]^_`{|}~-])")
ESCAPED = re.compile(rf"\\{MARKUP.pattern}")
# What stands in place of a number whose counts were made with other patterns, or not at all.
NOT_COUNTED = "not counted with these patterns"
WHY_NOT = (
    "The texts that this number counts are not given, and what is kept of them was counted with other patterns, or not yet. "
    "Nothing is known of how often they have this: it is not absent."
)
LONGEST_SLUG = 60  # characters: an id may become the name of a file


@dataclass(frozen=True)
class Row:
    """A row of a table in ``data/`` that a finding counts: the table's file, the row's key, what it says, and the passages in which its words stand."""

    table: str
    key: str
    says: str = ""
    segments: tuple[str, ...] = ()


@dataclass(frozen=True)
class WithheldText:
    """A text that was counted and is not given: what it is, its size in words, its address and its SHA-256."""

    text_of: str
    size: str
    address: str = ""
    sha256: str = ""


@dataclass(frozen=True)
class Finding:
    """One number of the report.

    Attributes
    ----------
    id : str
        Lower-case words joined by hyphens.
    value : int or float, optional
        None where it is not counted: see `uncounted`.
    label : str
        What is counted, in words.
    denominator : (int, str), optional
        Out of how many of what.
    spans : tuple of (segment_id, start, end)
        What a count of words or passages counts; ``value`` is their number.
    searched : tuple of str
        The segments in which was counted.
    rows : tuple of Row
        What a count of rows counts; ``value`` is their number.
    patterns : tuple of str
        What was looked for, as the codebook writes it.
    codes : tuple of str
        Of a count of coded stretches, or of texts that have them, the codes that are counted.
    language : str
        In texts of which language; given where `codes` are.
    withheld : tuple of WithheldText
        The texts counted that are not in ``data/``.
    parts : tuple of str
        The findings from which a rate, a sum or a bound is computed.
    formula : str
        How it is computed from them.
    note : str
        What else a reader must know: above all what an absence rests on.
    read_in : str
        In which texts was read what the rows say, with the address and the SHA-256 of each.
    shown : str
        How it is printed; by default the value itself.
    """

    id: str
    value: int | float | None
    label: str
    denominator: tuple[int, str] | None = None
    spans: tuple[tuple[str, int, int], ...] = ()
    searched: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    patterns: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    language: str = ""
    withheld: tuple[WithheldText, ...] = ()
    parts: tuple[str, ...] = ()
    formula: str = ""
    note: str = ""
    read_in: str = ""
    shown: str = ""

    def __post_init__(self):
        counted = len(self.spans) + len(self.rows)
        if self.value is not None and not (self.withheld or self.parts) and counted != self.value:
            raise ValueError(
                f"finding {self.id!r} says {self.value} and shows {counted} spans and rows"
            )

    @property
    def text(self) -> str:
        """The number as printed."""
        return self.shown or str(self.value)

    def uncounted(self, why: str = WHY_NOT) -> "Finding":
        """Return the finding as it is where its counts do not hold: its name and its label, and no number."""
        return Finding(self.id, None, self.label, note=why, shown=NOT_COUNTED)


class Findings:
    """Findings by id, made when they are asked for.

    A report declares thousands of findings and a chapter uses a few, so they are drawn from their source one by one,
    only as far as the one that is wanted.

    Parameters
    ----------
    findings : iterable of Finding
        The cheap ones first.

    Examples
    --------
    >>> findings = Findings([Finding("rows-seen", 1, "rows seen", rows=(Row("events.csv", "2022-06-15"),))])
    >>> findings.fill("There is {finding}`rows-seen` row.")
    'There is 1 row.'
    >>> findings["rows-lost"]
    Traceback (most recent call last):
    KeyError: "no finding 'rows-lost'; near it: rows-seen"
    """

    def __init__(self, findings: Iterable[Finding] = ()):
        self._known: dict[str, Finding] = {}
        self._source = iter(findings)

    def _draw(self) -> Iterator[Finding]:
        """The findings not yet drawn; two of one id are an error, since a link could lead to the wrong words."""
        for finding in self._source:
            if finding.id in self._known:
                raise ValueError(f"two findings are named {finding.id!r}")
            self._known[finding.id] = finding
            yield finding

    def add(self, finding: Finding) -> None:
        """Add one that is made."""
        self._known[finding.id] = finding

    def __getitem__(self, finding_id: str) -> Finding:
        if finding_id not in self._known and not any(
            finding.id == finding_id for finding in self._draw()
        ):
            import difflib

            near = difflib.get_close_matches(finding_id, self._known, 3, 0.5)
            raise KeyError(f"no finding {finding_id!r}; near it: {', '.join(near) or 'none'}")
        return self._known[finding_id]

    def __contains__(self, finding_id: str) -> bool:
        return finding_id in self._known or any(
            finding.id == finding_id for finding in self._draw()
        )

    def __iter__(self) -> Iterator[Finding]:
        return iter([*self._known.values(), *self._draw()])

    def __len__(self) -> int:
        return sum(1 for _ in self)  # `list` would ask for the length first

    def fill(self, prose: str) -> str:
        """Prose with each ``{finding}`` replaced by its number, and each ``{plain}`` and ``{datafile}`` by its own words."""
        return ESCAPED.sub(
            r"\1", PLAIN.sub(r"\1", ROLE.sub(lambda role: self[role[1]].text, prose))
        )


def literal(text: str) -> str:
    """A text for MyST prose that is read as it is written: no mark in it is markup.

    Examples
    --------
    >>> print(literal("The <b>*Office*</b> of {role}`x`"))
    The \\<b\\>\\*Office\\*\\<\\/b\\> of \\{role\\}\\`x\\`
    """
    return MARKUP.sub(r"\\\1", " ".join(text.split()))


def slugs(names: Iterable[str]) -> dict[str, str]:
    """A slug for each name, no two alike: those that would share one, and those without letters, are told apart by a hash.

    Examples
    --------
    >>> slugs(["peace", "a-b", "a b"])
    {'peace': 'peace', 'a-b': 'a-b_d44362d6', 'a b': 'a-b_c8687a08'}
    """
    names = list(dict.fromkeys(names))
    short = {name: slug(name)[:LONGEST_SLUG].strip("-") for name in names}
    shared = Counter(short.values())
    return {
        name: short[name]
        if shared[short[name]] == 1 and slug(name) == short[name] != ""
        else _hashed(short[name], name)
        for name in names
    }


def _hashed(short: str, name: str) -> str:
    # A slug has no underscore, so that none can be what another is told apart by.
    return f"{short}_{hashlib.sha256(name.encode('utf-8')).hexdigest()[:8]}"


def spans_of(frame: pd.DataFrame) -> tuple[tuple[str, int, int], ...]:
    """The spans of a DataFrame with ``segment_id, start, end``, as plain numbers."""
    return tuple(zip(*(frame[column].tolist() for column in ("segment_id", "start", "end"))))
