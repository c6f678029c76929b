"""The folder of a run: the pages as they came, what happened to each address, and the corpus made of them.

``raw/<sha256>.html``, ``manifest.csv``, ``versions.csv``, ``corpus.jsonl``. Each file is written whole or not at all, the manifest after
every address, so a run that was cut off goes on where it was. One run at a time is at work in a folder.
"""

import csv
import hashlib
import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from .. import atomic, locks
from ..corpus.datapackage import csv_reader
from ..corpus.document import ALWAYS, Document

MANIFEST = "manifest.csv"
VERSIONS = "versions.csv"
CORPUS = "corpus.jsonl"
COLUMNS = (
    "url",
    "document_id",
    "outcome",
    "reason",
    "status",
    "final_url",
    "fetched_at",
    "sha256",
    "bytes",
    "charset",
    "encoding",
    "page_date",
    "completeness",
    "extractor",
    "note",
)
_SHA256 = re.compile("[0-9a-f]{64}")


@contextmanager
def locked(folder: Path, listed: Path) -> Iterator[None]:
    """Be the only run at work in a folder, which is made where it is not there.

    Parameters
    ----------
    folder : Path
    listed : Path
        The list of addresses, which is read.

    Raises
    ------
    ValueError
        If another run is at work there, the list is one of the files that are written there, or a corpus is there that is no run's.
    """
    if folder.exists() and not folder.is_dir():
        raise ValueError(f"{folder}: found {atomic.kind(folder)}, expected a folder or nothing")
    for name in (MANIFEST, VERSIONS, CORPUS):
        if atomic.same_file(folder / name, [listed]):
            raise ValueError(
                f"{listed} is read, and this command writes to it; give a copy of it, or another folder"
            )
    if (folder / CORPUS).exists() and not (folder / MANIFEST).exists():
        raise ValueError(
            f"{folder / CORPUS}: found a corpus without a {MANIFEST} beside it, so no earlier run wrote it; give another folder"
        )
    folder.mkdir(parents=True, exist_ok=True)
    with locks.held(folder):
        yield


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic.atomic_write(path) as file:
        file.write(data)


def read_manifest(folder: Path) -> dict[str, dict[str, str]]:
    """Read what is known of each address, by its url; nothing where there is no manifest yet.

    Raises
    ------
    ValueError
        If it is damaged, or none of this command: it is left as it is.
    """
    rows = read_rows(folder / MANIFEST, COLUMNS, ["url"], _wrong)
    return {row["url"]: row for row in rows}


def read_rows(
    path: Path, columns: Sequence[str], key: Sequence[str], wrong: Callable[[dict[str, str]], str]
) -> list[dict[str, str]]:
    """Read a table of a run; nothing where there is none yet.

    Parameters
    ----------
    path : Path
    columns : sequence of str
    key : sequence of str
        The columns whose cells no two rows share.
    wrong : function
        Says what is wrong with a row; empty where nothing is.

    Raises
    ------
    ValueError
        If it is damaged, or none of this command: it is left as it is.
    """
    if not path.exists():
        return []
    expected = f"expected the {path.name} of `readouts fetch`, or another folder; this one is left as it is"
    rows: list[dict[str, str]] = []
    known: set[tuple[str, ...]] = set()
    try:
        text = path.read_bytes().decode("utf-8-sig")
        records = csv_reader(io.StringIO(text, newline=""))
        header = next(records, [])
        if header != list(columns):
            raise ValueError(
                f"{path}: found the columns {', '.join(header) or '(none)'}; {expected}"
            )
        first = 2
        for cells in records:
            row = dict(zip(columns, cells))
            name = tuple(row.get(column, "") for column in key)
            if len(cells) != len(columns):
                found = f"{len(cells)} cells in place of {len(columns)}"
            elif name in known:
                found = f"{' '.join(name)} again"
            elif not (found := wrong(row)):
                known.add(name)
                rows.append(row)
                first = records.line_num + 1
                continue
            raise ValueError(f"{path}, row {first}: found {found}; {expected}")
        if not text.endswith("\n"):
            raise ValueError(f"{path}: found a last row that is cut off; {expected}")
    except (UnicodeDecodeError, csv.Error) as error:
        raise ValueError(f"{path}: found a damaged file ({error}); {expected}") from None
    return rows


def _wrong(row: dict[str, str]) -> str:
    return (
        ""
        if row["outcome"] and is_digest(row["sha256"])
        else "no outcome, or a SHA-256 that is none"
    )


def is_digest(cell: str) -> bool:
    """Say whether a cell is a SHA-256 or empty."""
    return not cell or _SHA256.fullmatch(cell) is not None


def write_manifest(folder: Path, rows: dict[str, dict[str, Any]]) -> None:
    """Write the manifest; a column that a row lacks stays empty."""
    write_rows(folder / MANIFEST, COLUMNS, rows.values())


def write_rows(path: Path, columns: Sequence[str], rows: Iterable[dict[str, Any]]) -> None:
    """Write a table of a run, whole or not at all."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    write(path, buffer.getvalue().encode())


def put(folder: Path, body: bytes) -> str:
    """Keep a page under its SHA-256, which it returns."""
    digest = hashlib.sha256(body).hexdigest()
    if get(folder, {"sha256": digest}) is None:
        write(_raw(folder, digest), body)
    return digest


def get(folder: Path, row: dict[str, str] | None) -> bytes | None:
    """Return the page that a row of the manifest or of the versions tells of, if it is there and is that very page."""
    if not row or not _SHA256.fullmatch(row["sha256"]):
        return None
    path = _raw(folder, row["sha256"])
    body = path.read_bytes() if path.is_file() else b""
    return body if hashlib.sha256(body).hexdigest() == row["sha256"] else None


def _raw(folder: Path, digest: str) -> Path:
    return folder / "raw" / f"{digest}.html"


def write_corpus(folder: Path, documents: Iterable[tuple[Document, dict[str, str]]]) -> None:
    """Write documents, each with what is known of its page, as JSON lines in the form that every command reads."""
    records = (
        {**dict(zip(ALWAYS, document)), "date": str(document.date or ""), **origin}
        for document, origin in documents
    )
    write(
        folder / CORPUS,
        "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode(),
    )
