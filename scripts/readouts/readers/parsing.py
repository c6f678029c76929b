"""Parse: a file or a folder as a table, by the parser of its form."""

import shutil
import weakref
from collections.abc import Callable
from functools import partial
from pathlib import Path

from .. import atomic
from ..corpus import datapackage
from . import formats, opening
from .counted import counted
from .faults import data_error, named
from .options import Options
from .rows import Several, Tabular


def parse(path: Path, options: Options) -> Tabular:
    """Open the table that a file or a folder holds.

    Raises
    ------
    DataError
        If there is none, or it is in no form that is known.
    """
    if (path / datapackage.DESCRIPTOR).is_file():
        from .data_folder import DataFolder

        return DataFolder(path, options)
    if path.is_dir():
        return _folder(path, options)
    if not path.exists():
        raise data_error(str(path), "no such file or folder", opening.READABLE)
    if not path.is_file():
        raise data_error(
            str(path),
            atomic.kind(path),
            "a file or a folder: a corpus is read more than once, so save first what a pipe gives",
        )
    form = options.form or formats.of_file(path)
    if form in formats.TEXTS:
        from .text_folder import TextFolder

        return TextFolder(path.parent, [path], options)
    if form in ("zip", "tar"):
        from .archives import unpack

        folder = unpack(path, form)
        try:
            table = _folder(_innermost(folder), options, path.name)
        except BaseException:
            shutil.rmtree(folder)
            raise
        weakref.finalize(table, shutil.rmtree, folder)
        table.form = f"{form.upper()} archive: {table.form}"
        return table
    return counted(parser(form)(path, options))


def parser(form: str) -> Callable[[Path, Options], Tabular]:
    """Return the parser of a form; its library is imported only here."""
    if form in ("csv", "tsv"):
        from .delimited import Delimited

        return Delimited
    if form == "jsonl":
        from .json_lines import of_objects

        return of_objects
    if form == "json":
        from .json_lines import JsonArray

        return JsonArray
    if form == "parquet":
        from .parquet import Parquet

        return Parquet
    if form in ("feather", "stata", "spss", "rdata"):
        from .frames import Frame

        return partial(Frame, form)
    from .xlsx import Workbook

    return Workbook


def _folder(path: Path, options: Options, called: str = "") -> Tabular:
    found = formats.kinds(path)
    if found.has_texts(options.form):
        from .text_folder import TextFolder

        listed = found.manifest if len(found.texts) > 1 else None
        table = parser(formats.of_file(listed))(listed, Options()) if listed else None
        return TextFolder(path, found.texts, options, found, table)
    if not found.tables:
        raise data_error(
            called or str(path),
            "a folder without texts and tables" + _with([*found.others, *found.left], path),
            opening.READABLE + "; an archive within an archive is unpacked first",
        )
    table = _several(found.tables, path, options)
    left = [("not read", [*found.texts, *found.others]), ("passed over", found.left)]
    remarks = [f"{why}{_with(files, path, ': ')}" for why, files in left if files]
    table.remarks = [*remarks, *table.remarks]
    return table


def _innermost(folder: Path) -> Path:
    """Return the folder in which the files of an archive lie: often all are in one."""
    inside = [one for one in folder.iterdir() if one.name != "__MACOSX"]
    return _innermost(inside[0]) if len(inside) == 1 and inside[0].is_dir() else folder


def _with(files: list[Path], folder: Path, before: str = ", with ") -> str:
    names = [file.relative_to(folder).as_posix() for file in files]
    return before + named(names) if names else ""


def _several(files: list[Path], folder: Path, options: Options) -> Tabular:
    """Return the files of a folder as one table, if their columns are the same."""
    tables = [parser(options.form or formats.of_file(file))(file, options) for file in files]
    for one, file in zip(tables, files):
        one.file = file.relative_to(folder).as_posix()
    different = [one for one in tables if set(one.columns) != set(tables[0].columns)]
    if different:
        raise data_error(
            different[0].file,
            f"the columns {named(different[0].columns)}",
            f"those of {tables[0].file}: {named(tables[0].columns)}",
        )
    return counted(Several(tables, folder) if len(tables) > 1 else tables[0])
