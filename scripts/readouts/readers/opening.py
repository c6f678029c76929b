"""Which form a file or a folder has, and the reader of that form."""

from functools import lru_cache
from pathlib import Path

from .. import atomic
from ..corpus import datapackage
from ..corpus.datapackage import DataError
from . import encodings, sources
from .columns import Mapping
from .tables import Several, Table

FORMS = ("csv", "tsv", "jsonl", "json", "parquet", "xlsx", "txt", "md")
_ENDINGS = {
    ".csv": "csv",
    ".tsv": "tsv",
    ".tab": "tsv",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".xlsx": "xlsx",
    ".xlsm": "xlsx",
    ".txt": "txt",
    ".md": "md",
    ".markdown": "md",
}
TEXTS = ("txt", "md")
# What stands beside texts and speaks of them.
_ABOUT = ("readme", "license", "licence", "changelog", "requirements")


@lru_cache(maxsize=1000)
def ending(file: str) -> str:
    """The form that a file's name tells of, or ''.

    Examples
    --------
    >>> ending("calls.csv.gz"), ending("2022-06-15.TXT"), ending("calls")
    ('csv', 'txt', '')
    """
    name = file.lower()
    for packed in (".gz", ".xz", ".bz2"):
        name = name.removesuffix(packed)
    return _ENDINGS.get(Path(name).suffix, "")


def table(path: Path, mapping: Mapping) -> Table:
    """The table that a file or a folder holds.

    Raises
    ------
    DataError
        If there is none, or it is in no form that is known.
    """
    if (path / datapackage.DESCRIPTOR).is_file():
        from .data_folder import DataFolder

        return DataFolder(path, mapping)
    if path.is_dir():
        return _folder(path, mapping)
    if not path.exists():
        raise sources.error(str(path), "no such file or folder", sources.READABLE)
    if not path.is_file():
        raise sources.error(
            str(path),
            atomic.kind(path),
            "a file or a folder: a corpus is read more than once, so save first what a pipe gives",
        )
    form = mapping.form or _form(path)
    if form in TEXTS:
        from .folder import Folder

        return Folder(path.parent, [path], mapping)
    return _reader(form)(path, mapping)


def _reader(form: str):
    """The reader of a form; its library is imported only here."""
    if form in ("csv", "tsv"):
        from .delimited import Delimited as reader
    elif form == "jsonl":
        from .json_lines import JsonLines as reader
    elif form == "json":
        from .json_lines import JsonArray as reader
    elif form == "parquet":
        from .parquet import Parquet as reader
    else:
        from .xlsx import Workbook as reader
    return reader


def _form(path: Path) -> str:
    """The form of a file, by what it begins with, and else by its name."""
    sources.packing(path)
    with sources.unpacked(path) as stream:
        start = stream.read(4096)
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"PK\x03\x04"):
        return "xlsx"
    found = encodings.detect(start, whole=False)
    text = start.decode(found.codec, "replace").lstrip("\ufeff \t\r\n")
    named = ending(path.name)
    if text.startswith("{") and named in ("", "json", "jsonl", "txt"):
        return "jsonl"
    if text.startswith("[") and named in ("", "json", "jsonl"):
        return "json"
    if not text:
        raise sources.error(path.name, "an empty file", sources.READABLE)
    if text[:200].lower().startswith(("<!doctype html", "<html")):
        raise sources.error(path.name, "a page of HTML", sources.READABLE)
    return named or "csv"


def files(path: Path, form: str | None = None) -> list[Path]:
    """The files that are read of a corpus, whose form may be given."""
    if (path / datapackage.DESCRIPTOR).is_file():
        try:
            return [
                path / datapackage.DESCRIPTOR,
                *(
                    path / resource["path"]
                    for resource in datapackage.descriptor(path)["resources"]
                ),
            ]
        except DataError:  # it will be told by who reads it
            return [path / datapackage.DESCRIPTOR]
    if not path.is_dir():
        return [path]
    texts, tables, _ = _kinds(path)
    if not texts or form not in (None, *TEXTS):
        return tables
    from .folder import manifest_of

    return [*texts, *filter(None, [manifest_of(path)])]


def _kinds(path: Path) -> tuple[list[Path], list[Path], list[Path]]:
    """The files of a folder: its texts, its tables, and all."""
    every = sorted(
        file
        for file in path.rglob("*")
        if file.is_file()
        and not any(part.startswith((".", "_")) for part in file.relative_to(path).parts)
    )
    texts = [
        file
        for file in every
        if ending(file.name) in TEXTS and sources.stem(file.name).lower() not in _ABOUT
    ]
    return (
        texts,
        [file for file in every if ending(file.name) and ending(file.name) not in TEXTS],
        every,
    )


def _folder(path: Path, mapping: Mapping) -> Table:
    from .folder import Folder

    texts, tables, every = _kinds(path)
    if texts and mapping.form in (None, *TEXTS):
        return Folder(path, texts, mapping, [file for file in every if file not in texts])
    if not tables:
        raise sources.error(str(path), "a folder without texts and tables", sources.READABLE)
    return several(tables, path, mapping)


def several(files: list[Path], folder: Path, mapping: Mapping) -> Table:
    """The files of a folder as one table, if their columns are the same."""
    tables = [_reader(mapping.form or _form(file))(file, mapping) for file in files]
    for one, file in zip(tables, files):
        one.file = file.relative_to(folder).as_posix()
    different = [one for one in tables if set(one.columns) != set(tables[0].columns)]
    if different:
        raise sources.error(
            different[0].file,
            f"the columns {', '.join(different[0].columns)}",
            f"those of {tables[0].file}: {', '.join(tables[0].columns)}",
        )
    return Several(tables, folder) if len(tables) > 1 else tables[0]
