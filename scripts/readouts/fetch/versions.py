"""The versions of each page that were seen, oldest first: ``versions.csv`` in the folder of a run. No version is ever dropped.

A row is a version, or a time in which there was no page: its status then is 404 or 410, and it has no SHA-256.
"""

import datetime
from pathlib import Path
from typing import Any

from . import downloads
from .client import Answer, Kept, now

COLUMNS = (
    "url",
    "version",
    "first_seen",
    "last_seen",
    "status",
    "sha256",
    "bytes",
    "encoding",
    "final_url",
    "etag",
    "last_modified",
    "archived",
)
GONE = {404, 410}
Row = dict[str, Any]


def read(folder: Path, manifest: dict[str, dict[str, str]]) -> dict[str, list[Row]]:
    """Read the versions of each address; of one that was fetched before versions were kept, the page that the manifest has.

    Raises
    ------
    ValueError
        If the table is damaged, or none of this command.
    """
    found: dict[str, list[Row]] = {}
    path, key = folder / downloads.VERSIONS, ("url", "version")
    for row in downloads.read_rows(path, COLUMNS, key, _wrong):
        found.setdefault(row["url"], []).append(row)
    for url, kept in manifest.items():
        if kept["sha256"] and all(row["sha256"] != kept["sha256"] for row in found.get(url, ())):
            first = {"first_seen": kept["fetched_at"], "last_seen": kept["fetched_at"]}
            found.setdefault(url, []).append({name: kept.get(name, "") for name in COLUMNS} | first)
    return found


def _wrong(row: Row) -> str:
    gone = not row["sha256"] and row["status"] in map(str, GONE)
    if not gone and not (row["sha256"] and downloads.is_digest(row["sha256"])):
        return "no SHA-256 of a page, and no status of one that is gone"
    times = (row["first_seen"], row["last_seen"])
    return "" if all(map(_is_moment, times)) else f"a time that is none ({' or '.join(times)})"


def _is_moment(cell: str) -> bool:
    try:
        return datetime.datetime.fromisoformat(cell).tzinfo is not None
    except ValueError:
        return False


def write(folder: Path, versions: dict[str, list[Row]]) -> None:
    """Write the versions of all addresses."""
    rows = (
        row | {"version": number} for own in versions.values() for number, row in enumerate(own, 1)
    )
    downloads.write_rows(folder / downloads.VERSIONS, COLUMNS, rows)


def page(answer: Answer, digest: str) -> Row:
    """Return the row of a page that came."""
    return dict.fromkeys(COLUMNS, "") | {
        "first_seen": answer.fetched_at,
        "status": answer.status,
        "sha256": digest,
        "bytes": len(answer.body),
        "final_url": answer.url,
        "etag": answer.etag,
        "last_modified": answer.last_modified,
    }


def gone(status: int | None) -> Row:
    """Return the row of an address that has no page any more."""
    return dict.fromkeys(COLUMNS, "") | {"first_seen": now(), "status": status}


def see(versions: dict[str, list[Row]], url: str, seen: Row) -> None:
    """Note what was seen of an address: what was seen last is seen once more, or else a version is added."""
    own = versions.setdefault(url, [])
    if not own or _what(own[-1]) != _what(seen):
        own.append(seen | {"url": url, "last_seen": seen["first_seen"]})
        return
    last = own[-1]
    known = {name: seen[name] or last[name] for name in ("bytes", "encoding", "archived")}
    times = {"first_seen": last["first_seen"], "last_seen": seen["first_seen"]}
    own[-1] = last | seen | known | times | {"url": url}


def note_encoding(own: list[Row], row: Row) -> None:
    """Note how a kept page was read, if the run that got it was stopped before."""
    for version in own:
        if version["sha256"] == row["sha256"]:
            version["encoding"] = version["encoding"] or row["encoding"]


def _what(row: Row) -> tuple[str, str]:
    """Return what a row is of: a page, whatever its status, or none with its status."""
    return row["sha256"], "" if row["sha256"] else str(row["status"])


def is_due(own: list[Row], days: float | None) -> bool:
    """Say whether an address is to be asked for once more: if so many days have passed since; never where none are named."""
    if days is None:
        return False
    age = datetime.datetime.now(datetime.UTC) - datetime.datetime.fromisoformat(
        own[-1]["last_seen"]
    )
    return age >= datetime.timedelta(days=days)


def last(own: list[Row]) -> Row:
    """Return the last version that was a page; of an address of which one is kept, there is one."""
    return next(row for row in reversed(own) if row["sha256"])


def kept(row: Row) -> Kept:
    """Return what the server called a version."""
    return Kept(row["final_url"], row["etag"], row["last_modified"])
