"""A table that describes the texts of a folder: a row a file, named in one of its columns."""

import unicodedata
from pathlib import Path
from typing import Any, NamedTuple

from ..corpus.datapackage import DataError
from . import decoding, opening
from .column_names import NAMES, plain
from .faults import Faults, data_error, shown
from .rows import Tabular

_NAMING = (
    "file",
    "filename",
    "file_name",
    "path",
    "document",
    "doc_name",
    "datei",
    "fichier",
    "файл",
    "文件",
)
_ENCODINGS = ("encoding", "charset", "codec", "кодировка", "编码")


class Manifest(NamedTuple):
    """What a manifest says of the files: of each its row, and its encoding where a column has it."""

    described: dict[Path, dict[str, Any]]
    encodings: dict[Path, str]
    remarks: list[str]


def read(table: Tabular, folder: Path, told: dict[Path, dict[str, Any]]) -> Manifest:
    """Read a manifest; what it does not say of a file is taken from what the names `told`.

    Raises
    ------
    DataError
        If no column names files, or files that are not there, all at once.
    """
    by_name = {plain(column): column for column in reversed(table.columns)}
    naming = next((by_name[name] for name in _NAMING if name in by_name), None)
    if not naming:
        raise data_error(
            table.file, "no column that names files", f"one of {', '.join(_NAMING)}", 1
        )
    unsaid = [
        role
        for role in ("side", "date", "event", "language")
        if not by_name.keys() & set(NAMES[role])
    ]
    coded = next((by_name[name] for name in _ENCODINGS if name in by_name), None)
    files = _Files(folder, list(told))
    found, faults = Manifest({}, {}, []), Faults()
    # The manifest may keep a text's beginning; the text is in the file.
    names = [name for name in table.columns if plain(name) != "text"]
    for _, row, cells in table.rows(names, faults):
        record = dict(zip(names, cells))
        file = files.of(str(record[naming]))
        if file is None:
            faults.add(table.file, row, naming, shown(record[naming]), "a file of the folder")
            continue
        found.described[file] = record | {
            role: told[file][role] for role in unsaid if role in told[file]
        }
        if coded and (encoding := str(record[coded] or "").strip()):
            try:
                found.encodings[file] = decoding.known(encoding)
            except ValueError as error:
                faults.add(table.file, row, coded, shown(encoding), str(error))
    if faults:
        raise DataError(faults, faults.more)
    found.remarks.extend(files.remarks(table.file))
    return found


class _Files:
    """The files of a folder by their paths, and their names; those of small letters and composed ones, if they are one file's."""

    def __init__(self, folder: Path, files: list[Path]):
        self.by_path = {file.relative_to(folder).as_posix(): file for file in files}
        self.by_path |= {file.name: file for file in files}
        self.by_stem = {stem: ones for stem, ones in _grouped(files).items() if len(ones) == 1}
        self.alike: dict[str, set[Path]] = {}
        for name, file in self.by_path.items():
            self.alike.setdefault(_folded(name), set()).add(file)
        self.renamed: list[str] = []

    def of(self, name: str) -> Path | None:
        """Return the file of a name, or nothing."""
        name = name.strip().replace("\\", "/").removeprefix("./")
        if name in self.by_path:
            return self.by_path[name]
        alike = self.alike.get(_folded(name), set())
        alike = alike or set(self.by_stem.get(_folded(name), ()))
        if len(alike) != 1:
            return None
        (file,) = alike
        self.renamed.append(f"{name!r} as {file.name!r}")
        return file

    def remarks(self, manifest: str) -> list[str]:
        """Return what names were taken for others."""
        return (
            [
                f"names in {manifest} taken without regard to capitals and endings: {', '.join(self.renamed[:5])}"
            ]
            if self.renamed
            else []
        )


def _grouped(files: list[Path]) -> dict[str, list[Path]]:
    """Return the files by their names without an ending."""
    found: dict[str, list[Path]] = {}
    for file in files:
        found.setdefault(_folded(opening.stem(file.name)), []).append(file)
    return found


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()
