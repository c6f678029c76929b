"""The folder of a run: the pages as they came, what happened to each address, and the corpus made of them.

``raw/<sha256>.html``, ``manifest.csv``, ``corpus.jsonl``. Each file is written whole or not at all, the manifest after
every address, so a run that was cut off goes on where it was.
"""

import csv
import hashlib
import io
import json
import os
import re
from collections.abc import Iterable
from pathlib import Path

from ..corpora.documents import Document

MANIFEST = "manifest.csv"
CORPUS = "corpus.jsonl"
COLUMNS = ("url", "document_id", "outcome", "reason", "status", "final_url", "fetched_at", "sha256", "bytes", "charset", "encoding", "page_date",
           "completeness", "extractor", "note")
_SHA256 = re.compile("[0-9a-f]{64}")


def write(path: Path, data: bytes) -> None:
    """Write a file whole or not at all.

    Unlike that of `whole_file`, the name of what is being written is the same in every run, so that the next run takes away
    what a killed one has left: a folder is fetched into by one run at a time.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(path.name + ".partial")
    try:
        partial.write_bytes(data)
        os.replace(partial, path)
    except BaseException:  # an interruption too leaves nothing half-written
        partial.unlink(missing_ok=True)
        raise


def read_manifest(folder: Path) -> dict[str, dict[str, str]]:
    """What is known of each address, by its url; nothing where there is no manifest yet."""
    path = folder / MANIFEST
    if not path.exists():
        return {}
    rows = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    if tuple(rows.fieldnames or ()) != COLUMNS:
        raise ValueError(f"{path}: found the columns {', '.join(rows.fieldnames or ()) or '(none)'}; expected a manifest of `readouts fetch`, or another folder")
    return {row["url"]: row for row in rows}


def write_manifest(folder: Path, rows: dict[str, dict]) -> None:
    """Write the manifest; a column that a row lacks stays empty."""
    buffer = io.StringIO()
    writer = csv.DictWriter(buffer, COLUMNS, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows.values())
    write(folder / MANIFEST, buffer.getvalue().encode())


def keep(folder: Path, body: bytes) -> str:
    """Keep a page under its SHA-256, which it returns."""
    digest = hashlib.sha256(body).hexdigest()
    write(_raw(folder, digest), body)
    return digest


def kept(folder: Path, row: dict[str, str] | None) -> bytes | None:
    """The page that a row of the manifest tells of, if it is there and is that very page."""
    if not row or not _SHA256.fullmatch(row["sha256"]):
        return None
    path = _raw(folder, row["sha256"])
    body = path.read_bytes() if path.is_file() else b""
    return body if hashlib.sha256(body).hexdigest() == row["sha256"] else None


def _raw(folder: Path, digest: str) -> Path:
    return folder / "raw" / f"{digest}.html"


def write_corpus(folder: Path, documents: Iterable[tuple[Document, str]]) -> None:
    """Write documents, each with the SHA-256 of its page, as JSON lines in the form that every command reads."""
    records = ({**document._asdict(), "date": str(document.date or ""), "sha256": digest} for document, digest in documents)
    write(folder / CORPUS, "".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records).encode())
