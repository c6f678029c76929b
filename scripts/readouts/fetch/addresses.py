"""The addresses to ask for: a table of events, a table of one's own, or a file with an address a line; read as a corpus is."""

import datetime
import io
import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from .. import atomic
from ..corpus.datapackage import DataError
from ..readers import dates, decoding, formats, language_names, opening, parsing
from ..readers.column_names import plain
from ..readers.faults import Faults, data_error, shown
from ..readers.options import Options
from ..readers.rows import Tabular, as_text

COMPLETENESS = ("full", "excerpts")
# Addresses of a list: with five seconds for each, these take six days.
MOST = 100_000


class Address(NamedTuple):
    """One page to ask for, and what is known of the text on it.

    Attributes
    ----------
    row : int
        Line of the list, counted as an editor does.
    url : str
        As it goes over the wire: host in lower case and in Punycode, everything else percent-encoded, no fragment.
    document_id : str
        Made from the list alone, so that it is the same in every run.
    side, event, language : str
        Empty where the list does not say.
    date : datetime.date, optional
    completeness : {'full', 'excerpts', ''}
        What the list says; it wins over what the page looks like.
    """

    row: int
    url: str
    document_id: str = ""
    side: str = ""
    date: datetime.date | None = None
    event: str = ""
    language: str = ""
    completeness: str = ""


def normalize(url: str) -> str:
    """Return an address as it is asked for.

    Raises
    ------
    ValueError
        If it is not an http or https address of a host, or carries a user name.

    Examples
    --------
    >>> normalize("HTTP://Example.org/новости?a=1#top")
    'http://example.org/%D0%BD%D0%BE%D0%B2%D0%BE%D1%81%D1%82%D0%B8?a=1'
    """
    try:
        parsed = parse_url(url.strip())
    except LocationParseError:
        parsed = None
    if not parsed or parsed.scheme not in ("http", "https") or not parsed.host or parsed.auth:
        raise ValueError("an address that begins with http:// or https://, without a user name")
    return parsed._replace(fragment=None, path=parsed.path or "/").url


def read(path: Path) -> list[Address]:
    """Read the addresses of a list, in its order.

    Parameters
    ----------
    path : Path
        A table in any form that a corpus may have, packed or not, with a column ``url`` and, where they are known,
        ``side, date, event, language, completeness``; or with columns ``<side>_url`` and ``<side>_language``, a row an
        event, as in ``data/events.csv``; or text with an address a line, where a line that begins with # is a remark.

    Raises
    ------
    DataError
        All faults at once: addresses that are none, addresses that stand twice, days that are none.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "calls.csv"
    >>> _ = file.write_text("date,north_url\\n2022-02-04,https://north.example/1\\n")
    >>> read(file)[0][2:6]
    ('north-2022-02-04', 'north', datetime.date(2022, 2, 4), '2022-02-04')
    """
    with _at_rest(path) as file:
        form = formats.of_file(file)
        by_line = form in formats.PROSE or (form == "csv" and not formats.ending(file.name))
        faults = Faults()
        rows = _lines(file) if by_line else _rows(parsing.parse(file, Options()), faults)
        addresses = []
        for row in rows:
            address = _address(path.name, row, faults)
            addresses += [address] if address else []
            if len(addresses) > MOST:
                raise data_error(path.name, f"more than {MOST:,} addresses", "a list in parts")
    _twice(path.name, addresses, faults)
    if not (addresses or faults):
        faults.add(path.name, 0, "", "no address", "at least one")
    if faults:  # a day that is none stands once, however many sides its row has
        raise DataError(set(faults), faults.more)
    return list(_identified(addresses))


@contextmanager
def _at_rest(path: Path) -> Iterator[Path]:
    """Give a file that can be read more than once: what a pipe gives is kept meanwhile."""
    kind = atomic.kind(path)
    if kind == "a pipe":
        with tempfile.TemporaryDirectory() as folder, path.open("rb") as pipe:
            kept = Path(folder, path.name)
            kept.write_bytes(data := pipe.read(opening.LONGEST))
            if len(data) == opening.LONGEST:
                raise data_error(path.name, "a pipe of 64 MiB or more", "a file")
            yield kept
    elif kind == "a file":
        yield path
    else:  # a device may have no end
        raise data_error(str(path), kind, "a file, or a pipe that has an end")


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    codec = decoding.of_file(path).codec
    with opening.unpacked(path) as stream, io.TextIOWrapper(stream, codec, "replace") as text:
        for row, line in enumerate(map(str.strip, opening.lines(text, path.name)), 1):
            if line and not line.startswith("#"):
                yield {"row": row, "column": "", "url": line}


def _rows(table: Tabular, faults: Faults) -> Iterator[dict[str, Any]]:
    """Yield the rows of a table, one an address."""
    by_name = {plain(column): column for column in reversed(table.columns)}
    sides = (
        []
        if "url" in by_name
        else [name.removesuffix("_url") for name in table.columns if name.endswith("_url")]
    )
    if "url" not in by_name and not sides:
        expected = "a column url, or columns such as north_url"
        faults.add(table.file, 1, "url", "no such column", expected)
        return
    columns = [by_name[name] for name in PARSERS if name in by_name]
    of_sides = [f"{side}{part}" for side in sides for part in ("_url", "_language")]
    wanted = list(dict.fromkeys([*columns, *filter(set(table.columns).__contains__, of_sides)]))
    for _, row, values in table.rows(wanted, faults):
        cells = {column: as_text(value) for column, value in zip(wanted, values)}
        known = {name: cells[by_name[name]] for name in PARSERS if name in by_name}
        if sides:
            yield from _of_event(row, cells | known, sides)
        else:
            yield known | {"row": row, "column": "url"}


def _of_event(line: int, cells: dict[str, str], sides: list[str]) -> Iterator[dict[str, Any]]:
    """Yield the addresses of a row that is an event, one for every side that has one."""
    for side in sides:
        if cells[f"{side}_url"].strip():
            yield {
                "row": line,
                "column": f"{side}_url",
                "url": cells[f"{side}_url"],
                "side": side,
                "date": cells.get("date", ""),
                "event": cells.get("event", ""),
                "language": cells.get(f"{side}_language", ""),
            }


def _address(file: str, row: dict[str, Any], faults: Faults) -> Address | None:
    """Return the address of a row, unless it is none; the faults of all its cells go to `faults`."""
    known: dict[str, Any] = {}
    for name, parse in PARSERS.items():
        cell = row.get(name, "").strip()
        try:
            known[name] = parse(cell) if cell or name == "url" else Address._field_defaults[name]
        except ValueError as error:
            column = row["column"] if name == "url" else name
            faults.add(
                file, row["row"], column, shown(cell) if cell else "an empty cell", str(error)
            )
    if row["column"] == f"{row.get('side')}_url" and not known["event"] and known.get("date"):
        known["event"] = str(known["date"])  # a row of events is one, with or without a name
    return Address(row["row"], **known) if "url" in known else None


def _completeness(cell: str) -> str:
    if cell not in COMPLETENESS:
        raise ValueError(" or ".join(COMPLETENESS))
    return cell


PARSERS: dict[str, Callable[[str], Any]] = {
    "url": normalize,
    "side": str,
    "date": dates.parse,
    "event": str,
    "language": language_names.code,
    "completeness": _completeness,
}


def _twice(file: str, addresses: list[Address], faults: Faults) -> None:
    """Add a fault for each address that stands in an earlier row too."""
    first: dict[str, int] = {}
    for address in addresses:
        if row := first.get(address.url):
            found, expected = f"{address.url} again", f"an address that row {row} does not have"
            faults.add(file, address.row, "url", found, expected)
        first.setdefault(address.url, address.row)


def _identified(addresses: list[Address]) -> Iterator[Address]:
    """Yield the addresses with their ids: side and day where the list has both, else host and the end of the path."""
    seen: dict[str, int] = {}
    for address in addresses:
        parts = urlsplit(address.url)
        words = (
            [address.side, str(address.date)]
            if address.side and address.date
            else [parts.hostname or "", parts.path.rstrip("/").rpartition("/")[2]]
        )
        name = re.sub(r"[\W_]+", "-", "-".join(words).casefold()).strip("-")[:100] or "page"
        seen[name] = seen.get(name, 0) + 1
        yield address._replace(document_id=name if seen[name] == 1 else f"{name}-{seen[name]}")
