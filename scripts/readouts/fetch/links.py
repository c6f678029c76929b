"""Ask every address of the data and of the bibliography whether it still answers, and note where an archived copy lies: see `main`."""

import argparse
import datetime
import io
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pandas as pd
from pybtex.database import parse_file

from .. import locks, paths
from ..corpus import datapackage
from . import downloads
from .archive import LOOK, nearest
from .client import PAGES, TOKEN, Client, Failure

TABLE = "links"
COLUMNS = ("address", "status", "said", "checked", "archived")
BIBLIOGRAPHY = "references.bib"


def addresses(tables: dict[str, list[dict[str, Any]]], bibliography: Path) -> list[str]:
    """List the addresses of all tables, and those of a bibliography, each once: a DOI as an address, a repository without its commit."""
    words = (
        word
        for name, rows in tables.items()
        if name != TABLE
        for row in rows
        for cell in row.values()
        if isinstance(cell, str)
        for word in _addresses(cell)
    )
    return list(dict.fromkeys([*words, *_cited(bibliography)]))


def _addresses(cell: str) -> Iterator[str]:
    """Give the addresses of a cell that holds nothing else."""
    words = cell.split()
    if all(word.removeprefix("git+").startswith(("http://", "https://")) for word in words):
        for word in words:
            yield word.removeprefix("git+").rpartition("@")[0] if word.startswith("git+") else word


def _cited(bibliography: Path) -> Iterator[str]:
    if not bibliography.is_file():
        return
    for entry in parse_file(str(bibliography), "bibtex").entries.values():
        if "url" in entry.fields:
            yield entry.fields["url"]
        if "doi" in entry.fields:
            yield f"https://doi.org/{entry.fields['doi']}"


def due(known: list[str], rows: dict[str, dict[str, Any]], before: datetime.date) -> list[str]:
    """List the addresses that were not asked since a day, those never asked first, then the longest ago."""
    waiting = [
        address for address in known if address not in rows or rows[address]["checked"] < before
    ]
    return sorted(
        waiting,
        key=lambda address: rows[address]["checked"] if address in rows else datetime.date.min,
    )


def asked(client: Client, address: str) -> tuple[int | None, str]:
    """Ask for an address: the status of the last answer, where there was one, and what else is to be said."""
    try:
        answer = client.page(address)
    except Failure as failure:
        return failure.status, "" if failure.status == 200 else str(failure)
    return answer.status, "" if answer.url == address else f"leads to {answer.url}"


def _read(path: Path, schema: dict[str, Any]) -> dict[str, dict[str, Any]]:
    rows, faults = datapackage.read_table(path, schema, path.name)
    if faults:
        raise datapackage.DataError(faults)
    return {row["address"]: row for row in rows}


def _write(path: Path, known: list[str], rows: dict[str, dict[str, Any]]) -> None:
    """Write what is known of the addresses that there are, in their order."""
    kept = [rows[address] for address in known if address in rows]
    table = pd.DataFrame(kept, columns=list(COLUMNS)).astype({"status": "Int64"})
    buffer = io.StringIO()
    table.to_csv(buffer, index=False, lineterminator="\n")
    downloads.write(path, buffer.getvalue().encode())


def _options(arguments: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m readouts.fetch.links",
        description="Ask every address of data/ and of the bibliography, and write what came to data/links.csv.",
    )
    parser.add_argument("--contact", required=True, help="by which a site can reach who asks")
    parser.add_argument("--most", type=int, default=500, help="ask so many (default: %(default)s)")
    parser.add_argument(
        "--older",
        type=int,
        default=30,
        help="days after which an address is asked again (%(default)s)",
    )
    parser.add_argument(
        "--delay", type=float, default=5, help="seconds between two requests to one site"
    )
    parser.add_argument("--timeout", type=float, default=60, help="seconds for one answer")
    parser.add_argument("--archive", default=LOOK, help="where copies are asked for (%(default)s)")
    parser.add_argument(
        "--allow-private", action="store_true", help="ask this machine and its network too"
    )
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Ask the addresses that are due, one by one, and keep each answer at once; 0 if any answered, 1 if none did: then nothing is kept."""
    options = _options(arguments)
    schema = next(
        resource["schema"]
        for resource in datapackage.descriptor(paths.DATA)["resources"]
        if resource["name"] == TABLE
    )
    place, today = paths.DATA / f"{TABLE}.csv", datetime.datetime.now(datetime.UTC).date()
    known = addresses(datapackage.read(paths.DATA), paths.CHAPTERS / BIBLIOGRAPHY)
    rows = _read(place, schema)
    waiting = due(known, rows, today - datetime.timedelta(days=options.older))
    agent = f"{TOKEN}/{version('readouts')} (looks whether links still answer; {options.contact})"
    how = {"retries": 1, "allow_private": options.allow_private}
    client = Client(agent, options.delay, options.timeout, **how)
    archive = Client(
        agent, options.delay, options.timeout, **how, kinds=PAGES | {"application/json"}
    )
    answered = not waiting
    with locks.held(paths.DATA):
        for address in waiting[: options.most]:
            status, said = asked(client, address)
            copy = rows.get(address, {}).get("archived") or ""
            try:
                copy = nearest(archive, options.archive, address)
            except Failure as failure:
                print(f"  no word of the archive: {failure}")
            rows[address] = dict(zip(COLUMNS, (address, status, said, today, copy)))
            print(f"{status or 'no answer'}  {address}  {said}", flush=True)
            answered = answered or status is not None
            if answered:
                _write(place, known, rows)
    if not answered:
        print("No address answered: nothing is kept. Is this machine on the net?", file=sys.stderr)
        return 1
    print(f"{len(known)} addresses; {max(0, len(waiting) - options.most)} are still to be asked")
    return 0


if __name__ == "__main__":
    sys.exit(main())
