"""Where the texts that are counted come from: the table ``sources``, where a report has it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pandas as pd

from .findings import Finding, Findings, Row
from .kept import kept

TABLE = "sources"
BY_HAND = "by-hand"  # the conversion of a text that no program gets
FROM_PROJECT = "What is counted is given with this project."
FROM_TABLES = "What is counted is given with this project, in tables that rest on texts that are not given: make texts gets these."
FROM_TEXTS = "It can be counted anew with the texts that make texts gets."
FROM_BUILD = (
    "It is computed from tables that are given with this project. Those of them that rest on texts which are not given can be made "
    "anew with the texts that make texts gets."
)
BY_NO_PROGRAM = "No program gets the text that was counted; sources.csv says where it was seen."
GIVEN = {"segments", "readouts"}  # what rests on a source and is given whole


@dataclass(frozen=True)
class Copy:
    """An address from which a source can be had: of one file, or of a repository at a commit."""

    address: str
    commit: str = ""

    @classmethod
    def of(cls, text: str) -> "Copy":
        """Read an address as the table has it; ``git+<address>@<commit>`` is a repository.

        Examples
        --------
        >>> Copy.of("git+https://git.example/texts@1f0c")
        Copy(address='https://git.example/texts', commit='1f0c')
        """
        if not text.startswith("git+"):
            return cls(text)
        address, _, commit = text.removeprefix("git+").rpartition("@")
        return cls(address, commit)


@dataclass(frozen=True)
class Source:
    """A row of the table; ``data/datapackage.json`` says what each column holds."""

    source: str
    title: str
    copies: tuple[Copy, ...]
    file: str
    conversion: str
    sha256: str = ""
    paths: tuple[str, ...] = ()
    official: tuple[str, ...] = ()
    archived: str = ""
    used_by: tuple[str, ...] = ()

    @classmethod
    def of(cls, row: dict[str, Any]) -> "Source":
        """Read a row of the table."""
        cells = {
            column: str(cell) if cell and pd.notna(cell) else "" for column, cell in row.items()
        }
        return cls(
            source=cells["source"],
            title=cells["title"],
            copies=tuple(map(Copy.of, cells["copy"].split())),
            file=cells["file"],
            conversion=cells["conversion"],
            sha256=cells["sha256"],
            paths=tuple(cells["path"].split()),
            official=tuple(cells["official"].split()),
            archived=cells["archived"],
            used_by=tuple(cells["used_by"].split("; ")),
        )


def sources(tables: dict[str, pd.DataFrame]) -> dict[str, Source]:
    """Read the sources of a report by their names; none where it has no such table."""
    return dict(_read(tables[TABLE])) if TABLE in tables else {}


@kept
def _read(table: pd.DataFrame) -> dict[str, Source]:
    return {row["source"]: Source.of(row) for row in table.to_dict("records")}


def named(tables: dict[str, pd.DataFrame], name: str) -> tuple[str, str]:
    """Give the title of a source and the address of its copy, the repository's first; of one that the table lacks what is said, and its first word."""
    known = sources(tables).get(name)
    if known is None:
        return name, name.partition(" ")[0]
    repository = next((copy for copy in known.copies if copy.commit), known.copies[0])
    return known.title, repository.address


def needs(finding: Finding, findings: Findings, tables: dict[str, pd.DataFrame]) -> str:
    """Say of a number whether it can be made anew from the project alone, or what it needs; nothing where the report has no table of sources."""
    known = sources(tables).values()
    if not known:
        return ""
    everything = list(_with_parts(finding, findings))
    if withheld := {text.sha256 for one in everything for text in one.withheld}:
        by_hand = {source.sha256 for source in known if source.conversion == BY_HAND}
        return BY_NO_PROGRAM if withheld <= by_hand else FROM_TEXTS
    resting = {name for source in known for name in source.used_by} - GIVEN
    if resting & {_table(row) for one in everything for row in one.rows}:
        return FROM_TABLES
    # What shows nothing that it counts, a zero for one, does not say where was looked.
    shown = all(one.spans or one.searched or one.rows or one.parts for one in everything)
    return FROM_PROJECT if shown else FROM_BUILD


def _with_parts(finding: Finding, findings: Findings) -> Iterator[Finding]:
    yield finding
    for part in finding.parts:
        yield from _with_parts(findings[part], findings)


def _table(row: Row) -> str:
    """Give the name of the table whose file a row is of."""
    return row.table.removesuffix(".csv").replace("/", "_")
