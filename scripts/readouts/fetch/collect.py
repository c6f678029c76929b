"""From a list of addresses to documents: what is kept is read, what is not is asked for, and the manifest tells of each."""

import datetime
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ..corpus.document import Document
from . import addresses, bounded, downloads
from .addresses import Address
from .client import TOKEN, Client, Failure

FETCHED, NO_TEXT, NOT_ALLOWED, FAILED = "fetched", "no text found", "not allowed", "failed"
NOT_READ = "not read"  # the page is kept, and could not be read in the time


class Collected(NamedTuple):
    """What a run has made: the manifest's row of each address that was wanted, and how many texts the corpus has."""

    rows: list[dict[str, Any]]
    n_texts: int


def plan(
    path: Path, folder: Path, only: Sequence[tuple[str, str]] = ()
) -> list[tuple[Address, bool]]:
    """Return the addresses that `collect` would read or ask for, each with whether its page is there already.

    Parameters
    ----------
    path, folder, only
        As `collect` takes them.
    """
    manifest = downloads.read_manifest(folder)
    return [
        (address, downloads.get(folder, manifest.get(address.url)) is not None)
        for address in _wanted(addresses.read(path), path, only)
    ]


def collect(
    path: Path,
    folder: Path,
    only: Sequence[tuple[str, str]] = (),
    *,
    contact: str = "",
    delay: float = 5,
    timeout: float = 60,
    retries: int = 4,
    max_bytes: int = 10_000_000,
    max_wait: float = 300,
    allow_private: bool = False,
    say: Callable[[str], None] = lambda line: None,
) -> Collected:
    """Ask for the pages of a list that are not in a folder yet, and write the corpus of all that are there.

    Parameters
    ----------
    path : Path
        The list, as `addresses.read` takes it.
    folder : Path
        Made where it is not there; one of an earlier run is continued.
    only : sequence of (str, str)
        Fields of an address with their values: others are not asked for, and what is kept of them is read.
    contact : str
        How the sites can reach who asks; sent with each request.
    delay, timeout, retries, max_bytes, max_wait, allow_private, say
        As `client.Client` has them: seconds, bytes.

    Raises
    ------
    ValueError
        If no address of the list meets the conditions, or the folder cannot be written to: see `downloads.locked`.
    """
    listed = addresses.read(path)
    wanted = _wanted(listed, path, only)
    about = f"compares official readouts{'; ' + contact if contact else ''}"
    client = Client(
        f"{TOKEN}/{version('readouts')} ({about})",
        delay,
        timeout,
        retries,
        max_bytes,
        max_wait,
        allow_private,
        say,
    )
    with downloads.locked(folder, path):
        manifest = downloads.read_manifest(folder)
        documents = _documents(
            listed, {address.url for address in wanted}, client, folder, manifest
        )
        if documents:
            downloads.write_corpus(folder, documents)
    return Collected([manifest[address.url] for address in wanted], len(documents))


def _wanted(listed: list[Address], path: Path, only: Sequence[tuple[str, str]]) -> list[Address]:
    """Return the addresses of which all conditions are true, which must be one or more."""
    wanted = [
        address
        for address in listed
        if all(str(getattr(address, field) or "") == value for field, value in only)
    ]
    if not wanted:
        raise ValueError(
            f"{path}: found no address with {' and '.join(map('='.join, only))}; expected at least one"
        )
    return wanted


def _documents(
    listed: list[Address],
    wanted: set[str],
    client: Client,
    folder: Path,
    manifest: dict[str, dict[str, Any]],
) -> list[tuple[Document, str]]:
    """Return the documents of a list, in its order, each with the SHA-256 of its page.

    The manifest is changed, and written after every answer, and before the page is read, so that an interruption loses
    nothing. A page that could not be read in the time is not tried again in the same time.
    """
    documents = []
    for number, address in enumerate(listed, 1):
        body = downloads.get(folder, manifest.get(address.url))
        asked = body is None and address.url in wanted
        if asked:
            client.say(f"[{number}/{len(listed)}] {address.url}")
            body, manifest[address.url] = _asked(client, folder, address)
            downloads.write_manifest(folder, manifest)
        if body is not None and manifest[address.url]["reason"] != bounded.overdue(client.timeout):
            document, manifest[address.url] = _read(
                address, body, manifest[address.url], client.timeout
            )
            documents += [(document, manifest[address.url]["sha256"])] if document.text else []
        if asked or number == len(listed):
            downloads.write_manifest(folder, manifest)
    return documents


def _asked(client: Client, folder: Path, address: Address) -> tuple[bytes | None, dict[str, Any]]:
    """Ask for a page and keep it; return it with its row of the manifest."""
    row = dict.fromkeys(downloads.COLUMNS, "") | {
        "url": address.url,
        "document_id": address.document_id,
    }
    try:
        answer = client.page(address.url)
    except Failure as failure:
        return None, row | {
            "outcome": FAILED if failure.allowed else NOT_ALLOWED,
            "reason": str(failure),
            "status": failure.status or "",
        }
    return answer.body, row | {
        "outcome": NOT_READ,
        "reason": "the run was stopped before the page was read",
        "status": answer.status,
        "final_url": answer.url,
        "fetched_at": answer.fetched_at,
        "sha256": downloads.put(folder, answer.body),
        "bytes": len(answer.body),
        "charset": answer.charset,
    }


def _read(
    address: Address, body: bytes, row: dict[str, Any], seconds: float
) -> tuple[Document, dict[str, Any]]:
    """Return what a page says, if it can be read in so many seconds; and its row of the manifest with how it was read."""
    row = row | {"document_id": address.document_id}
    try:
        decoded, readout = bounded.read(
            body, row["charset"], address.language, row["final_url"], seconds
        )
    except bounded.Unread as unread:
        return Document(address.document_id, ""), row | {
            "outcome": NOT_READ,
            "reason": str(unread),
        }
    document = Document(
        address.document_id,
        readout.text,
        address.side,
        readout.date or address.date,
        address.event,
        address.language or readout.language,
        address.completeness or readout.completeness,
        readout.title,
        address.url,
    )
    notes = [
        decoded.note,
        readout.note,
        _moved(address.url, row["final_url"]),
        _other_day(address.date, readout.date),
    ]
    there = readout.text != ""
    return document, row | {
        "encoding": decoded.encoding,
        "page_date": readout.date or "",
        "extractor": readout.extractor,
        "outcome": FETCHED if there else NO_TEXT,
        "reason": "" if there else "no readout was found on the page",
        "completeness": document.completeness if there else "",
        "note": "; ".join(filter(None, notes)),
    }


def _moved(url: str, final: str) -> str:
    asked, answered = urlsplit(url).hostname, urlsplit(final).hostname
    return f"answered by {answered}" if asked != answered else ""


def _other_day(listed: datetime.date | None, day: datetime.date | None) -> str:
    return (
        f"the page is dated {day}, the list says {listed}"
        if listed and day and listed != day
        else ""
    )
