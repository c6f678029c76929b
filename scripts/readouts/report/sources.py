"""Where the texts that are counted come from: the table ``sources``, where a report has it."""

from dataclasses import dataclass
from typing import Any

import pandas as pd

TABLE = "sources"


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
    rows = tables[TABLE].to_dict("records") if TABLE in tables else []
    return {row["source"]: Source.of(row) for row in rows}


def named(tables: dict[str, pd.DataFrame], name: str) -> tuple[str, str]:
    """Give the title and the address of a source, or what is said of one that the table lacks, with its first word as an address."""
    known = sources(tables).get(name)
    return (known.title, known.copies[0].address) if known else (name, name.partition(" ")[0])
