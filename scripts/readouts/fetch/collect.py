"""From a list of addresses to documents: what is kept is read, what is not is asked for, and the manifest tells of each."""

import datetime
import http
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from ..corpus.document import Document
from ..text.changes import changes
from . import addresses, downloads, encodings, pages, versions
from .addresses import Address
from .client import TOKEN, Answer, Client, Failure

FETCHED, NO_TEXT, NOT_ALLOWED, FAILED = "fetched", "no text found", "not allowed", "failed"
# What came of asking once more for a page that is kept.
UNCHANGED, MARKUP, CHANGED = "unchanged", "only its markup was changed", "changed"
TEXTLESS, GONE, IN_VAIN = "no text found any more", "gone", "asked in vain"
Row = dict[str, Any]


class Collected(NamedTuple):
    """What a run has made.

    Attributes
    ----------
    rows : list of dict
        The manifest's row of each address that was wanted.
    n_texts : int
        How many texts the corpus has.
    again : dict of str to (str, str)
        Of each page that was asked for once more, what came of it, and why in words where there is more to be said.
    """

    rows: list[Row]
    n_texts: int
    again: dict[str, tuple[str, str]]


def plan(
    path: Path, folder: Path, only: Sequence[tuple[str, str]] = (), again: float | None = None
) -> list[tuple[Address, str]]:
    """Return the addresses that `collect` would read or ask for, each with whether its page is there already.

    Parameters
    ----------
    path, folder, only, again
        As `collect` takes them.
    """
    manifest = downloads.read_manifest(folder)
    known = versions.read(folder, manifest)
    return [
        (
            address,
            "to be asked"
            if downloads.get(folder, manifest.get(address.url)) is None
            else "to be asked once more"
            if versions.is_due(known[address.url], again)
            else "there already",
        )
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
    again: float | None = None,
    say: Callable[[str], None] = lambda line: None,
) -> Collected:
    """Ask for the pages of a list that are not in a folder yet, and write the corpus of all that are there.

    A version of a page that was kept is never dropped: ``versions.csv`` names each, and the corpus has the last that gave a text.

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
    again : float, optional
        Ask once more for pages that are kept, if they were seen last before so many days.

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
        run = _Run.of(folder, client, again)
        documents = run.documents(listed, {address.url for address in wanted})
        if documents:
            downloads.write_corpus(folder, documents)
    return Collected([run.manifest[address.url] for address in wanted], len(documents), run.told)


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


@dataclass
class _Run:
    """A folder at work: what is known of its pages, and what came of asking for them once more."""

    folder: Path
    client: Client
    again: float | None
    manifest: dict[str, Row]
    versions: dict[str, list[Row]]
    told: dict[str, tuple[str, str]] = field(default_factory=dict)

    @classmethod
    def of(cls, folder: Path, client: Client, again: float | None) -> "_Run":
        manifest = downloads.read_manifest(folder)
        return cls(folder, client, again, manifest, versions.read(folder, manifest))

    def documents(self, listed: list[Address], wanted: set[str]) -> list[tuple[Document, str]]:
        """Return the documents of a list, in its order, each with the SHA-256 of its page.

        What is known is written after every answer, so that an interruption loses nothing.
        """
        documents = []
        for number, address in enumerate(listed, 1):
            body = downloads.get(self.folder, self.manifest.get(address.url))
            asked = address.url in wanted and (
                body is None or versions.is_due(self.versions[address.url], self.again)
            )
            if asked:
                self.client.say(f"[{number}/{len(listed)}] {address.url}")
                read = self._first(address) if body is None else self._once_more(address, body)
            elif body is not None:
                read = _read(address, body, self.manifest[address.url])
            if asked or body is not None:
                document, self.manifest[address.url] = read
                if document and document.text:
                    documents.append((document, self.manifest[address.url]["sha256"]))
            if asked or number == len(listed):
                versions.write(self.folder, self.versions)
                downloads.write_manifest(self.folder, self.manifest)
        return documents

    def _first(self, address: Address) -> tuple[Document | None, Row]:
        """Ask for a page that is not there."""
        row = dict.fromkeys(downloads.COLUMNS, "")
        row |= {"url": address.url, "document_id": address.document_id}
        try:
            answer = self.client.page(address.url)
        except Failure as failure:
            return None, row | {
                "outcome": FAILED if failure.allowed else NOT_ALLOWED,
                "reason": str(failure),
                "status": failure.status or "",
            }
        return self._came(address, answer, row)

    def _came(self, address: Address, answer: Answer, row: Row) -> tuple[Document, Row]:
        """Keep a page that came, and read it."""
        digest = downloads.put(self.folder, answer.body)
        came = {
            "status": answer.status,
            "final_url": answer.url,
            "fetched_at": answer.fetched_at,
            "sha256": digest,
            "bytes": len(answer.body),
            "charset": answer.charset,
        }
        document, row = _read(address, answer.body, row | came)
        seen = versions.page(answer, digest) | {"encoding": row["encoding"]}
        versions.see(self.versions, address.url, seen)
        return document, row

    def _once_more(self, address: Address, body: bytes) -> tuple[Document, Row]:
        """Ask for a page that is there. One that gives no text any more does not take the place of the one that did."""
        before = _read(address, body, self.manifest[address.url])
        last = versions.last(self.versions[address.url])
        is_there = downloads.get(self.folder, last) is not None
        try:
            answer = self.client.page(address.url, versions.kept(last) if is_there else None)
        except Failure as failure:
            is_gone = failure.status in versions.GONE
            if is_gone:
                versions.see(self.versions, address.url, versions.gone(failure.status))
            self.told[address.url] = GONE if is_gone else IN_VAIN, str(failure)
            return before
        if answer.status == http.HTTPStatus.NOT_MODIFIED:
            versions.see(self.versions, address.url, last | {"first_seen": answer.fetched_at})
            self.told[address.url] = UNCHANGED, ""
            return before
        after = self._came(address, answer, self.manifest[address.url])
        self.told[address.url] = _compared(before, after), ""
        return after if after[0].text or not before[0].text else before


def _compared(before: tuple[Document, Row], after: tuple[Document, Row]) -> str:
    """Say what came of asking once more for a page that is still there."""
    (old, row), (new, later) = before, after
    if row["sha256"] == later["sha256"]:
        return UNCHANGED
    if old.text and not new.text:
        return TEXTLESS
    same = (old.title, old.date) == (new.title, new.date) and not changes(old.text, new.text)
    return MARKUP if same else CHANGED


def _read(address: Address, body: bytes, row: dict[str, Any]) -> tuple[Document, dict[str, Any]]:
    """Return what a page says, and its row of the manifest with how it was read."""
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
