"""From a list of addresses to documents: what is kept is read, what is not is asked for, and the manifest tells of each."""

import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..corpus.document import Document
from . import downloads, encodings, pages
from .addresses import Address
from .client import Client, Failure

FETCHED, NO_TEXT, NOT_ALLOWED, FAILED = "fetched", "no text found", "not allowed", "failed"


def collect(
    listed: list[Address],
    wanted: set[str],
    client: Client,
    folder: Path,
    manifest: dict[str, dict[str, Any]],
) -> list[tuple[Document, str]]:
    """The documents of a list, in its order, each with the SHA-256 of its page.

    Parameters
    ----------
    listed : list of Address
    wanted : set of str
        The addresses that may be asked for; of the others, what is kept is read.
    client : Client
    folder : Path
    manifest : dict
        By address, as `downloads.read_manifest` gives it; it is changed, and written after every answer, so that an
        interruption loses nothing.
    """
    documents = []
    for number, address in enumerate(listed, 1):
        body = downloads.get(folder, manifest.get(address.url))
        asked = body is None and address.url in wanted
        if asked:
            client.say(f"[{number}/{len(listed)}] {address.url}")
            body, manifest[address.url] = _asked(client, folder, address)
        if body is not None:
            document, manifest[address.url] = _read(address, body, manifest[address.url])
            documents += [(document, manifest[address.url]["sha256"])] if document.text else []
        if asked or number == len(listed):
            downloads.write_manifest(folder, manifest)
    return documents


def _asked(client: Client, folder: Path, address: Address) -> tuple[bytes | None, dict[str, Any]]:
    """The page at an address, kept, and its row of the manifest."""
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
        "status": answer.status,
        "final_url": answer.url,
        "fetched_at": answer.fetched_at,
        "sha256": downloads.put(folder, answer.body),
        "bytes": len(answer.body),
        "charset": answer.charset,
    }


def _read(address: Address, body: bytes, row: dict[str, Any]) -> tuple[Document, dict[str, Any]]:
    """What a page says, and its row of the manifest with how it was read."""
    decoded = encodings.decode(body, row["charset"], address.language)
    readout = pages.extract(decoded.text, row["final_url"])
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
        "document_id": address.document_id,
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
