"""Get the texts that are counted and not given, and lay them in a folder that the counts are made from: see `main`."""

import argparse
import gzip
import hashlib
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pandas as pd

from .. import locks, paths
from ..corpus import corpus
from ..readers.opening import unpacked
from ..report import fulltext, settings
from ..report.reference.texts import rows
from ..report.settings import Settings
from ..report.sources import BY_HAND, Source, sources
from . import conversions, copies, downloads
from .copies import Unavailable

SHOWN = 10  # texts that are not at hand, before the rest is only counted
Conversions = dict[str, Callable[[conversions.Files], bytes]]


def lay(source: Source, folder: Path, converted: Conversions) -> str:
    """Lay the file of a source in a folder, if it is not there; say from where it came.

    Raises
    ------
    Unavailable
        Naming what was found at each address.
    """
    place = folder / source.file
    kept = folder / "raw" / source.source
    # A file without a hash of its own that was laid by hand is taken as it is: its texts are known by theirs.
    laid = _sha256(place) == source.sha256 if source.sha256 else not kept.exists()
    if place.is_file() and laid:
        return f"{source.file} is there already"
    if source.conversion == BY_HAND:
        raise Unavailable("no program gets this text")
    found = []
    for copy in source.copies:
        try:
            content = converted[source.conversion](copies.files(source, copy, kept))
            _check(content, source)
            downloads.write(place, gzip.compress(content, mtime=0))
        except Unavailable as unavailable:
            found.append(f"{copy.address}: {unavailable}")
            copies.forget(kept)
        else:
            return f"{source.file}, from {copy.address}"
    raise Unavailable("; ".join(found))


def _check(content: bytes, source: Source) -> None:
    """Refuse what is not what was counted."""
    digest = hashlib.sha256(content).hexdigest()
    if source.sha256 not in ("", digest):
        raise Unavailable(f"found SHA-256 {digest}, expected {source.sha256}; refused")


def _sha256(path: Path) -> str:
    if not path.is_file():
        return ""
    with unpacked(path) as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def readout_texts(
    source: Source, folder: Path, readouts: pd.DataFrame, own: Settings
) -> Iterator[tuple[str, str]]:
    """Take from a file of pages the texts of the readouts that rest on it, as ``readout_id, text``: the segments of a page, with an empty line between."""
    known = own.reference.sources.values() if own.reference else ()
    columns = next((one for one in known if one.file == source.file), None)
    wanted = readouts[(readouts["source"] == source.source) & readouts["sha256"].notna()]
    if columns is None or wanted.empty:
        return
    names = dict(zip(wanted["url"], wanted["readout_id"]))
    for row in rows(folder / source.file):
        if row[columns.url] in names:
            text = "\n\n".join(filter(None, (row[column] for column in columns.segments))) + "\n"
            yield names[row[columns.url]], text


def _all_readouts(tables: dict[str, pd.DataFrame]) -> pd.DataFrame:
    """Join the readouts of a report and those of the pairs that its own are held against."""
    readouts = tables["readouts"]
    if "reference_pairs" not in tables:
        return readouts
    others = tables["reference_pairs"].rename(columns={"account": "readout_id"})
    own = others["readout_id"].isin(readouts["readout_id"])
    return pd.concat([readouts, others[~own]], ignore_index=True)


def _others(source: Source, tables: dict[str, pd.DataFrame]) -> str:
    """Name the addresses at which a person may look for a source that was not got, and archived copies of all of them."""
    copies = [copy.address for copy in source.copies]
    addresses = [*(copies if source.conversion == BY_HAND else []), *source.official]
    links = tables["links"].dropna(subset=["archived"])
    own = links[links["address"].isin([*copies, *source.official])]
    addresses += [*filter(None, [source.archived]), *own["archived"]]
    return f"see {', '.join(addresses)}" if addresses else "no other address is known"


def lay_all(folder: Path, tables: dict[str, pd.DataFrame], own: Settings) -> list[str]:
    """Lay the files of all sources and the texts in them, and say of each what came of it; give the names of those that a program was to get and did not."""
    converted = conversions.conversions(own.series.opening if own.series else None)
    lost, readouts = [], _all_readouts(tables)
    for source in sources(tables).values():
        try:
            print(f"{source.source}: {lay(source, folder, converted)}", flush=True)
        except Unavailable as unavailable:
            lost += [source.source] if source.conversion != BY_HAND else []
            print(f"{source.source}: not got ({unavailable}); {_others(source, tables)}")
            print(f"  Who has it lays it as {folder / source.file}.", flush=True)
            continue
        for name, text in readout_texts(source, folder, readouts, own):
            downloads.write(folder / "readouts" / f"{name}.txt", text.encode())
    return lost


def lacking(folder: Path, tables: dict[str, pd.DataFrame], own: Settings) -> list[str]:
    """Say how many of the texts that are known by their SHA-256 are at hand, and which are not; give those that a program was to get."""
    wanted = fulltext.wanted(tables, own.series)
    found = fulltext.documents_at_hand(folder, set(wanted))
    lost = {digest: name for digest, name in wanted.items() if digest not in found}
    print(f"{len(found)} of {len(wanted)} texts that are known by their SHA-256 are at hand")
    for name in list(lost.values())[:SHOWN]:
        print(f"  not at hand: {name}")
    if len(lost) > SHOWN:
        print(f"  ... and {len(lost) - SHOWN} more")
    by_hand = {one.sha256 for one in sources(tables).values() if one.conversion == BY_HAND}
    return [name for digest, name in lost.items() if digest not in by_hand]


def main(arguments: list[str] | None = None) -> int:
    """Get the sources and lay their texts; 0 if all are there that a program can get, 1 if some are not."""
    parser = argparse.ArgumentParser(
        prog="python -m readouts.fetch.texts",
        description="Get the texts that are counted and not given, by data/sources.csv.",
    )
    parser.add_argument("folder", type=Path, help="where they are laid")
    folder: Path = parser.parse_args(arguments).folder
    folder.mkdir(parents=True, exist_ok=True)
    own, tables = settings.read(paths.DATA), corpus.load(paths.DATA).tables
    with locks.held(folder):
        lost = lay_all(folder, tables, own)
    return 1 if lacking(folder, tables, own) or lost else 0


if __name__ == "__main__":
    sys.exit(main())
