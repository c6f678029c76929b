"""What was changed on the pages of a folder since they were fetched first, word by word, from the versions that were kept."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from ..text.changes import ADDED, ALTERED, TAKEN_AWAY, changes
from . import bounded, downloads, pages, versions
from .versions import Row

NOT_COMPARED = "not compared"
SECONDS = 60  # that reading a version may take


class PageChange(NamedTuple):
    """One change of a page.

    Attributes
    ----------
    document_id, url : str
    part : {'page', 'title', 'date', 'text'}
    kind : {'altered', 'added', 'taken away', 'moved', 'not compared'}
        Of a page, added: it is there again.
    before, after, left, right : str
        The words of the earlier and of the later version, and those around them in the later.
    paragraph_before, paragraph_after : int, optional
        Of the text.
    seen_before, seen_after : str
        When the earlier version was seen last, and the later first: the change lies between.
    sha256_before, sha256_after, archived_before, archived_after : str
        The SHA-256 of each version, by which it lies in ``raw/``, and the address of an archived copy near its time.
    note : str
        What weakens the comparison, or why there is none.
    """

    document_id: str
    url: str
    part: str
    kind: str
    before: str
    after: str
    left: str
    right: str
    paragraph_before: int | None
    paragraph_after: int | None
    seen_before: str
    seen_after: str
    sha256_before: str
    sha256_after: str
    archived_before: str
    archived_after: str
    note: str


class Changes(NamedTuple):
    """What was changed on the pages of a folder; how many pages have several versions, and how many versions differ in markup alone."""

    rows: list[PageChange]
    n_pages: int
    n_several: int
    n_markup: int


def read(folder: Path) -> Changes:
    """Return what was changed on the pages of a folder.

    Raises
    ------
    ValueError
        If the folder is none of ``readouts fetch``.
    """
    manifest = downloads.read_manifest(folder)
    if not manifest:
        raise ValueError(
            f"{folder}: found no {downloads.MANIFEST}, expected a folder of `readouts fetch`"
        )
    known = versions.read(folder, manifest)
    rows: list[PageChange] = []
    n_markup = 0
    for url, own in known.items():
        document = manifest[url]["document_id"] if url in manifest else ""
        for before, after, found in _of_address(folder, own):
            n_markup += not found
            rows += [_row(document, url, before, after, one) for one in found]
    several = sum(len(own) > 1 for own in known.values())
    return Changes(rows, len(known), several, n_markup)


class _Found(NamedTuple):
    """A change without the pages that it is of."""

    part: str
    kind: str
    before: str = ""
    after: str = ""
    left: str = ""
    right: str = ""
    paragraph_before: int | None = None
    paragraph_after: int | None = None
    note: str = ""


def _of_address(folder: Path, own: list[Row]) -> Iterator[tuple[Row, Row, list[_Found]]]:
    """Yield each version after the first, with what was changed since the last that had a text, and the row of that."""
    if len(own) == 1:
        return
    last, there = own[0], _readout(folder, own[0])
    for row, previous in zip(own[1:], own):
        if not row["sha256"]:
            if previous["sha256"]:
                said = f"the address answers {row['status']}"
                yield last, row, [_Found("page", TAKEN_AWAY, there.title, note=said)]
            continue
        found = [] if previous["sha256"] else [_Found("page", ADDED, note="it is there again")]
        here = _readout(folder, row)
        lacking = [
            why for one, read in ((last, there), (row, here)) if (why := _why(folder, one, read))
        ]
        if lacking:
            yield last, row, [*found, _Found("page", NOT_COMPARED, note="; ".join(lacking))]
        else:
            yield last, row, found + list(_compared(there, here))
        if here.text or not there.text:
            last, there = row, here


def _readout(folder: Path, row: Row) -> pages.Readout:
    """Return what a version says; nothing where it is not in the folder any more."""
    body = downloads.get(folder, row)
    if body is None:
        return pages.Readout("")
    try:
        return bounded.read(body, row["encoding"], "", row["final_url"], SECONDS)[1]
    except bounded.Unread as unread:
        return pages.Readout("", note=str(unread))


def _why(folder: Path, row: Row, readout: pages.Readout) -> str:
    """Say why a version cannot be compared; nothing where it can."""
    if readout.text:
        return ""
    if downloads.get(folder, row) is None:
        return f"raw/{row['sha256']}.html is not there, or is another file"
    return readout.note or f"no readout was found on the page of {row['first_seen']}"


def _compared(old: pages.Readout, new: pages.Readout) -> Iterator[_Found]:
    """Yield what was changed in title, day and text."""
    guessed = ((old.note, "the earlier version"), (new.note, "the later version"))
    note = "; ".join(f"{which}: {said}" for said, which in guessed if said)
    days = [str(readout.date or "") for readout in (old, new)]
    if days[0] != days[1]:
        yield _Found("date", _kind(*days), days[0], days[1], note=note)
    for part, before, after in (("title", old.title, new.title), ("text", old.text, new.text)):
        for one in changes(before, after):
            words = (one.before, one.after, one.left, one.right)
            numbers = (one.paragraph_before, one.paragraph_after) if part == "text" else (0, 0)
            first, second = (number or None for number in numbers)
            yield _Found(part, one.kind, *words, first, second, note)


def _kind(before: str, after: str) -> str:
    return ALTERED if before and after else ADDED if after else TAKEN_AWAY


def _row(document: str, url: str, before: Row, after: Row, found: _Found) -> PageChange:
    return PageChange(
        document_id=document,
        url=url,
        seen_before=before["last_seen"],
        seen_after=after["first_seen"],
        sha256_before=before["sha256"],
        sha256_after=after["sha256"],
        archived_before=before["archived"],
        archived_after=after["archived"],
        **found._asdict(),
    )
