"""From a list of addresses to documents: what is kept is read, what is not is asked for, and the manifest tells of each."""

from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from . import addresses, downloads, versions
from .addresses import Address
from .archive import Archive
from .client import PAGES, TOKEN, Client
from .run import Row, Run

NO, LOOK, SAVE = "no", "look", "save"  # how the archive is asked


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
    notices : list of str
        Of which pages there is no word of the archive, and why.
    """

    rows: list[Row]
    n_texts: int
    again: dict[str, tuple[str, str]]
    notices: list[str]


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
    archive: str = NO,
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
    archive : {'no', 'look', 'save'}
        Whether the Wayback Machine is asked where a copy of each page lies that is asked for, or also to make one where there
        is none; then of pages that are kept too.

    Raises
    ------
    ValueError
        If no address of the list meets the conditions, or the folder cannot be written to: see `downloads.locked`.
    """
    listed = addresses.read(path)
    wanted = _wanted(listed, path, only)
    notices: list[str] = []
    about = f"compares official readouts{'; ' + contact if contact else ''}"
    agent = f"{TOKEN}/{version('readouts')} ({about})"
    client = Client(agent, delay, timeout, retries, max_bytes, max_wait, allow_private, say)
    kinds = PAGES | {"application/json"}
    library = Client(
        agent,
        delay,
        max(timeout, 120),
        1,
        max_wait=max_wait,
        allow_private=allow_private,
        kinds=kinds,
    )
    with downloads.locked(folder, path):
        run = Run.of(folder, client, again)
        run.archive = None if archive == NO else Archive(library, archive == SAVE, notices.append)
        documents = run.documents(listed, {address.url for address in wanted})
        if documents:
            downloads.write_corpus(folder, documents)
    rows = [run.manifest[address.url] for address in wanted]
    return Collected(rows, len(documents), run.told, notices)


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
