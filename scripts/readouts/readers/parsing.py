"""Parse: a file or a folder as a table, by the parser of its form."""

from collections.abc import Callable
from pathlib import Path

from .. import atomic
from ..corpus import datapackage
from . import formats, opening
from .counted import counted
from .faults import data_error
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
    return counted(_parser(form)(path, options))


def _parser(form: str) -> Callable[[Path, Options], Tabular]:
    """Return the parser of a form; its library is imported only here."""
    if form in ("csv", "tsv"):
        from .delimited import Delimited

        return Delimited
    if form == "jsonl":
        from .json_lines import JsonLines

        return JsonLines
    if form == "json":
        from .json_lines import JsonArray

        return JsonArray
    if form == "parquet":
        from .parquet import Parquet

        return Parquet
    from .xlsx import Workbook

    return Workbook


def _folder(path: Path, options: Options) -> Tabular:
    texts, tables, every = formats.kinds(path)
    if texts and options.form in (None, *formats.TEXTS):
        from .text_folder import TextFolder

        return TextFolder(path, texts, options, [file for file in every if file not in texts])
    if not tables:
        raise data_error(str(path), "a folder without texts and tables", opening.READABLE)
    return _several(tables, path, options)


def _several(files: list[Path], folder: Path, options: Options) -> Tabular:
    """Return the files of a folder as one table, if their columns are the same."""
    tables = [_parser(options.form or formats.of_file(file))(file, options) for file in files]
    for one, file in zip(tables, files):
        one.file = file.relative_to(folder).as_posix()
    different = [one for one in tables if set(one.columns) != set(tables[0].columns)]
    if different:
        raise data_error(
            different[0].file,
            f"the columns {', '.join(different[0].columns)}",
            f"those of {tables[0].file}: {', '.join(tables[0].columns)}",
        )
    return Several(tables, folder) if len(tables) > 1 else tables[0]
