"""Which form a file has, by what it begins with and by its name; and which files of a folder are a corpus."""

from functools import lru_cache
from pathlib import Path

from ..corpus import datapackage
from ..corpus.datapackage import DataError
from . import decoding, opening
from .faults import data_error

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
MANIFESTS = ("manifest", "metadata", "index", "readouts")
# What stands beside texts and speaks of them.
_ABOUT = ("readme", "license", "licence", "changelog", "requirements")


@lru_cache(maxsize=1000)
def ending(file: str) -> str:
    """Return the form that a file's name tells of, or ''.

    Examples
    --------
    >>> ending("calls.csv.gz"), ending("2022-06-15.TXT"), ending("calls")
    ('csv', 'txt', '')
    """
    name = file.lower()
    for packed in (".gz", ".xz", ".bz2"):
        name = name.removesuffix(packed)
    return _ENDINGS.get(Path(name).suffix, "")


def of_file(path: Path) -> str:
    """Return the form of a file, by what it begins with, and else by its name."""
    with opening.unpacked(path) as stream:
        start = stream.read(4096)
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"PK\x03\x04"):
        return "xlsx"
    found = decoding.detect(start, whole=False)
    text = start.decode(found.codec, "replace").lstrip("\ufeff \t\r\n")
    named = ending(path.name)
    if text.startswith("{") and named in ("", "json", "jsonl", "txt"):
        return "jsonl"
    if text.startswith("[") and named in ("", "json", "jsonl"):
        return "json"
    if not text:
        raise data_error(path.name, "an empty file", opening.READABLE)
    if text[:200].lower().startswith(("<!doctype html", "<html")):
        raise data_error(path.name, "a page of HTML", opening.READABLE)
    return named or "csv"


def files(path: Path, form: str | None = None) -> list[Path]:
    """Return the files that are read of a corpus, whose form may be given."""
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
    texts, tables, _ = kinds(path)
    if not texts or form not in (None, *TEXTS):
        return tables
    return [*texts, *filter(None, [manifest_of(path)])]


def kinds(path: Path) -> tuple[list[Path], list[Path], list[Path]]:
    """Return the files of a folder: its texts, its tables, and all."""
    every = sorted(
        file
        for file in path.rglob("*")
        if file.is_file()
        and not any(part.startswith((".", "_")) for part in file.relative_to(path).parts)
    )
    texts = [
        file
        for file in every
        if ending(file.name) in TEXTS and opening.stem(file.name).lower() not in _ABOUT
    ]
    return (
        texts,
        [file for file in every if ending(file.name) and ending(file.name) not in TEXTS],
        every,
    )


def manifest_of(folder: Path) -> Path | None:
    """Return the table that describes the texts of a folder, if there is one."""
    return next(
        (
            path
            for name in MANIFESTS
            for path in (folder / f"{name}.csv", folder / f"{name}.tsv")
            if path.is_file()
        ),
        None,
    )
