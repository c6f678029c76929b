"""A folder at work: its pages are asked for, once more where that is wanted, kept, and read."""

import datetime
import http
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ..corpus.document import Document
from ..text.changes import changes
from . import bounded, downloads, versions
from .addresses import Address
from .archive import Archive
from .client import Answer, Client, Failure

FETCHED, NO_TEXT, NOT_ALLOWED, FAILED = "fetched", "no text found", "not allowed", "failed"
NOT_READ = "not read"  # the page is kept, and could not be read in the time
# What came of asking once more for a page that is kept.
UNCHANGED, MARKUP, CHANGED = "unchanged", "only its markup was changed", "changed"
TEXTLESS, GONE, IN_VAIN = "no text found any more", "gone", "asked in vain"
Row = dict[str, Any]


@dataclass
class Run:
    """A folder at work: what is known of its pages, and what came of asking for them once more."""

    folder: Path
    client: Client
    again: float | None
    manifest: dict[str, Row]
    versions: dict[str, list[Row]]
    told: dict[str, tuple[str, str]] = field(default_factory=dict)
    archive: Archive | None = None

    @classmethod
    def of(cls, folder: Path, client: Client, again: float | None) -> "Run":
        manifest = downloads.read_manifest(folder)
        return cls(folder, client, again, manifest, versions.read(folder, manifest))

    def documents(
        self, listed: list[Address], wanted: set[str]
    ) -> list[tuple[Document, dict[str, str]]]:
        """Return the documents of a list, in its order, each with what is known of its page.

        What is known is written after every answer, so that an interruption loses nothing.
        """
        documents: list[Document] = []
        for number, address in enumerate(listed, 1):
            body = downloads.get(self.folder, self.manifest.get(address.url))
            asked = address.url in wanted and (
                body is None or versions.is_due(self.versions[address.url], self.again)
            )
            if asked:
                self.client.say(f"[{number}/{len(listed)}] {address.url}")
                read = self._first(address) if body is None else self._once_more(address, body)
            elif body is not None:
                read = self._read(address, body, self.manifest[address.url])
                versions.note_encoding(self.versions[address.url], read[1])
            if asked or body is not None:
                document, self.manifest[address.url] = read
                if document and document.text:
                    documents.append(document)
            if asked:
                self._write()
            if address.url in wanted and self._archived(address.url, asked):
                self._write()
        self._write()
        return [(one, self._origin(one.url)) for one in documents]

    def _write(self) -> None:
        versions.write(self.folder, self.versions)
        downloads.write_manifest(self.folder, self.manifest)

    def _origin(self, url: str) -> dict[str, str]:
        """Return the SHA-256 of the page of a document, and the address of its archived copy where one is known."""
        digest = self.manifest[url]["sha256"]
        copies = (row["archived"] for row in self.versions[url] if row["sha256"] == digest)
        copy = next(filter(None, copies), "")
        return {"sha256": digest} | ({"archived": copy} if copy else {})

    def _archived(self, url: str, asked: bool) -> bool:
        """Note where an archived copy of the last version lies, if the archive is to be asked; say whether it was."""
        own = self.versions.get(url, [])
        if not self.archive or not (asked or self.archive.save):
            return False
        if not own or not own[-1]["sha256"] or own[-1]["archived"]:
            return False
        earlier = versions.last(own[:-1])["last_seen"] if len(own) > 1 else ""
        own[-1]["archived"] = self.archive.copy(url, own[-1]["first_seen"], earlier)
        return True

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
        came = self._kept(answer, row)
        # Before it is read: what is read may keep the reader busy, or end it.
        self.manifest[address.url] = came
        versions.see(self.versions, address.url, versions.page(answer, came["sha256"]))
        self._write()
        return self._came(address, answer, came)

    def _kept(self, answer: Answer, row: Row) -> Row:
        """Keep a page that came; return its row of the manifest, before it is read."""
        digest = downloads.put(self.folder, answer.body)
        return row | {
            "outcome": NOT_READ,
            "reason": "the run was stopped before the page was read",
            "status": answer.status,
            "final_url": answer.url,
            "fetched_at": answer.fetched_at,
            "sha256": digest,
            "bytes": len(answer.body),
            "charset": answer.charset,
        }

    def _came(self, address: Address, answer: Answer, row: Row) -> tuple[Document, Row]:
        """Read a page that came, and note its version."""
        document, row = self._read(address, answer.body, row)
        seen = versions.page(answer, row["sha256"]) | {"encoding": row["encoding"]}
        versions.see(self.versions, address.url, seen)
        return document, row

    def _read(self, address: Address, body: bytes, row: Row) -> tuple[Document, Row]:
        """Read a page in the time that there is; one that could not be read in as much is not tried again."""
        seconds = self.client.timeout
        if row["reason"] == bounded.overdue(seconds):
            return Document(address.document_id, ""), row
        return _read(address, body, row, seconds)

    def _once_more(self, address: Address, body: bytes) -> tuple[Document, Row]:
        """Ask for a page that is there. One that gives no text any more does not take the place of the one that did."""
        before = self._read(address, body, self.manifest[address.url])
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
        came = self._kept(answer, self.manifest[address.url])
        after = self._came(address, answer, came)
        unread = after[1]["reason"] if after[1]["outcome"] == NOT_READ else ""
        self.told[address.url] = (IN_VAIN, unread) if unread else (_compared(before, after), "")
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


def _read(address: Address, body: bytes, row: Row, seconds: float) -> tuple[Document, Row]:
    """Return what a page says, if it can be read in so many seconds; and its row of the manifest with how it was read."""
    row = row | {"document_id": address.document_id}
    try:
        decoded, readout = bounded.read(
            body, row["charset"], address.language, row["final_url"], seconds
        )
    except bounded.Unread as unread:
        unread_row = row | {"outcome": NOT_READ, "reason": str(unread), "encoding": ""}
        return Document(address.document_id, ""), unread_row
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
