"""What a corpus gives to a book: tables whose cells are text, how its folder describes them, and the settings of a report."""

import json
from collections.abc import Iterable
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

from .. import readers
from ..corpus.datapackage import DESCRIPTOR
from ..corpus.document import Document
from ..readers.data_folder import DataFolder
from ..report.settings import FILES
from ..text.patterns import OPTIONS
from . import codebooks, folder
from .book import TEMPLATE

CHANGES = "changes"


class Given(NamedTuple):
    """What a corpus gives.

    Attributes
    ----------
    tables : dict of str to list of dict
        Every cell a text.
    described : dict
        The descriptor of the data folder that the corpus is; empty where it is none.
    settings : dict of str to bytes
        The files of settings that the folder has, ``report.yml`` and its like.
    notices : list of str
        What a person should know of how the tables were made.
    has_codebook : bool
        Whether a codebook is among the tables.
    """

    tables: dict[str, list[dict[str, str]]]
    described: dict
    settings: dict[str, bytes]
    notices: list[str]
    has_codebook: bool

    @classmethod
    def nothing(cls, codebook: Path | None = None) -> "Given":
        """Return what is given without documents: a codebook, if there is one."""
        found = codebooks.own(codebook) if codebook else {}
        return cls(_as_text(found), {}, {}, [], bool(found))


def given(
    documents: Iterable[Document],
    codebook: Path | None = None,
    changes: list[dict[str, Any]] | None = None,
) -> Given:
    """Return what documents give, with a codebook where there is one.

    Parameters
    ----------
    documents : iterable of Document
        As `readers.read` gives them, with further columns. Of a data folder, the further tables and the settings come along.
    codebook : path, optional
        Replaces the one that the folder has.
    changes : list of dict, optional
        What was changed on the pages afterwards: rows of the table ``changes``.

    Raises
    ------
    DataError
        All faults of the corpus, or of the codebook.
    """
    made, notices = folder.tables(documents, source := getattr(documents, "data_folder", None))
    found = codebooks.own(codebook) if codebook else _codebook_of(source)
    for name in folder.OF_CODEBOOK:
        made.pop(name, None)
    made |= found
    settings = {
        name: (source.folder / name).read_bytes()
        for name in FILES
        if source and (source.folder / name).is_file()
    }
    if source and (left := _left_in(source)):
        notices.append(f"not taken over from {source.folder}: {', '.join(left)}")
    described = source.descriptor if source else {}
    if changes:
        made[CHANGES] = [
            {name: "" if cell is None else cell for name, cell in row.items()} for row in changes
        ]
        own = json.loads((files("readouts.create") / "changes.json").read_text(encoding="utf-8"))
        others = [one for one in described.get("resources", ()) if one["name"] != CHANGES]
        described = {**described, "resources": [*others, *own["resources"]]}
    return Given(_as_text(made), described, settings, notices, bool(found))


def _as_text(tables: dict[str, list[dict]]) -> dict[str, list[dict[str, str]]]:
    return {
        name: [{column: str(cell) for column, cell in row.items()} for row in rows]
        for name, rows in tables.items()
    }


def example() -> list[Document]:
    """Return the documents of the example that a book has without a corpus."""
    with as_file(files("readouts.create") / "example.csv") as path:
        return list(readers.read(path, further=True))


def _codebook_of(source: DataFolder | None) -> dict[str, list[dict]]:
    """The codebook that a data folder has: as it stands there, if it has the tables and columns of a book's."""
    if not source or "patterns" not in source.tables:
        return {}
    there = _columns(source.descriptor)
    described = json.loads((TEMPLATE / "data" / DESCRIPTOR).read_text(encoding="utf-8"))
    needed = _columns(described)
    if all(needed[name] - {*OPTIONS} <= there.get(name, set()) for name in folder.OF_CODEBOOK):
        return {name: source.tables[name] for name in folder.OF_CODEBOOK}
    return codebooks.own(source.folder)


def _columns(described: dict) -> dict[str, set[str]]:
    return {
        resource["name"]: {field["name"] for field in resource["schema"]["fields"]}
        for resource in described["resources"]
    }


def _left_in(source: DataFolder) -> list[str]:
    """The files of a data folder that are neither a table nor settings."""
    known = {resource["path"] for resource in source.descriptor["resources"]}
    found = (
        path.relative_to(source.folder).as_posix()
        for path in sorted(source.folder.rglob("*"))
        if path.is_file()
    )
    return [name for name in found if name not in {*known, *FILES, DESCRIPTOR}]
