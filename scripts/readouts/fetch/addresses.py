"""The addresses to ask for: a table of events, a table of one's own, or a file with an address a line."""

import csv
import datetime
import io
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from .. import atomic
from ..corpus.datapackage import DataError, Fault
from ..readers import dates, language_names

COMPLETENESS = ("full", "excerpts")


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
        A CSV or TSV with a column ``url`` and, where they are known, ``side, date, event, language, completeness``;
        or with columns ``<side>_url`` and ``<side>_language``, a row an event, as in ``data/events.csv``; or, under any
        other ending, text with an address a line, where a line that begins with # is a remark.

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
    if atomic.kind(path) == "a device":  # it may have no end
        raise DataError([Fault(str(path), 0, "", "a device", "a file, or a pipe that has an end")])
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DataError(
            [
                Fault(
                    path.name,
                    0,
                    "",
                    f"byte 0x{error.object[error.start]:02x} at {error.start}",
                    "text in UTF-8",
                )
            ]
        ) from None
    delimiter = {".csv": ",", ".tsv": "\t"}.get(path.suffix.lower())
    rows, faults = _table(path.name, text, delimiter) if delimiter else _lines(text)
    addresses = []
    for row in rows:
        address, found = _address(path.name, row)
        addresses += [address] if address else []
        faults += found
    faults += _twice(path.name, addresses)
    if not (addresses or faults):
        faults.append(Fault(path.name, 0, "", "no address", "at least one"))
    if faults:
        raise DataError(
            set(faults)
        )  # a day that is none stands once, however many sides its row has
    return list(_identified(addresses))


def _lines(text: str) -> tuple[list[dict[str, Any]], list[Fault]]:
    lines = enumerate((line.strip() for line in text.splitlines()), 1)
    return [
        {"row": row, "column": "", "url": line}
        for row, line in lines
        if line and not line.startswith("#")
    ], []


def _table(file: str, text: str, delimiter: str) -> tuple[list[dict[str, Any]], list[Fault]]:
    """Read the rows of a table, one an address."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: list[dict[str, Any]] = []
    faults: list[Fault] = []
    line = 1
    try:
        header = [name.strip() for name in next(reader, [])]
        sides = (
            []
            if "url" in header
            else [name.removesuffix("_url") for name in header if name.endswith("_url")]
        )
        if "url" not in header and not sides:
            return [], [
                Fault(
                    file, 1, "url", "no such column", "a column url, or columns such as north_url"
                )
            ]
        line = reader.line_num + 1
        for cells in reader:
            if len(cells) != len(header):
                faults += (
                    [Fault(file, line, "", f"{len(cells)} cells", f"{len(header)} cells")]
                    if cells
                    else []
                )
            elif sides:
                rows += _of_event(line, dict(zip(header, cells)), sides)
            else:
                rows.append({**dict(zip(header, cells)), "row": line, "column": "url"})
            line = reader.line_num + 1
    except csv.Error as error:
        faults.append(Fault(file, line, "", str(error), "a table with closed quotation marks"))
    return rows, faults


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


def _address(file: str, row: dict[str, Any]) -> tuple[Address | None, list[Fault]]:
    """Return the address of a row, unless it is none; with the faults of all its cells."""
    known: dict[str, Any] = {}
    faults = []
    for name, parse in PARSERS.items():
        cell = row.get(name, "").strip()
        try:
            known[name] = parse(cell) if cell or name == "url" else Address._field_defaults[name]
        except ValueError as error:
            faults.append(
                Fault(
                    file,
                    row["row"],
                    row["column"] if name == "url" else name,
                    repr(cell) if cell else "an empty cell",
                    str(error),
                )
            )
    if row["column"] == f"{row.get('side')}_url" and not known["event"] and known.get("date"):
        known["event"] = str(known["date"])  # a row of events is one, with or without a name
    return Address(row["row"], **known) if "url" in known else None, faults


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


def _twice(file: str, addresses: list[Address]) -> list[Fault]:
    first: dict[str, int] = {}
    faults = []
    for address in addresses:
        if address.url in first:
            faults.append(
                Fault(
                    file,
                    address.row,
                    "url",
                    f"{address.url} again",
                    f"an address that row {first[address.url]} does not have",
                )
            )
        first.setdefault(address.url, address.row)
    return faults


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
