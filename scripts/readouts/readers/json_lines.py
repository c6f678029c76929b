"""JSON lines, JSON arrays of objects, and one object that holds them; what is nested is a column by its path, `body.content`."""

import io
import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any

from ..corpus.datapackage import DataError
from . import decoding, nested, opening
from .faults import Faults, data_error, shown
from .options import Options

# Lines by which the columns are known; and characters read at a time of an array.
SAMPLE, _STEP = 200, 2**20
_SPACE = re.compile(r"[ \t\n\r]*")
_EXPECTED = "an object of JSON in every line"


class _Twice(ValueError):
    """What is there once too often: a name of an object, or a text after the end."""


def names_once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object, of which Python would keep the last of two values of one name."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _Twice(f"the name {shown(twice)} twice in one object")
    return found


class JsonLines:
    """A file with one object of JSON in each line; the standard library parses it as fast as it is unpacked."""

    name = "JSON lines"
    uses = ("encoding",)

    def __init__(self, path: Path, options: Options):
        self.path, self.file = path, path.name
        self.remarks: list[str] = []
        found = decoding.of_file(path, options.encoding)
        self.codec, self.encoding = found.codec, str(found)
        packed = opening.packing(path)
        self.form = self.name + (f", packed by {packed}" if packed else "")
        seen: dict[str, None] = {}
        faults = Faults()
        for _, _, record in islice(self._objects(faults), SAMPLE):
            seen |= dict.fromkeys(nested.leaves(record))
        if not seen:
            raise (
                DataError(faults, faults.more)
                if faults
                else data_error(self.file, "no object with a name in it", _EXPECTED)
            )
        self.columns = list(seen)

    def every_column(self) -> list[str]:
        """See `rows.every_column`."""
        return list(
            dict.fromkeys(name for _, _, record in self._objects(Faults()) for name in record)
        )

    def _objects(self, faults: Faults) -> Iterator[tuple[str, int, dict[str, Any]]]:
        with opening.unpacked(self.path) as stream:
            text: IO[Any] = stream
            if self.codec not in ("utf-8", "utf-8-sig"):
                text = io.TextIOWrapper(stream, self.codec, "surrogateescape", newline="\n")
            row = 0
            try:
                for row, line in enumerate(opening.lines(text, self.file), 1):
                    if (
                        not line.isspace()
                        and (record := self._object(line, row, faults)) is not None
                    ):
                        yield self.file, row, record
            except UnicodeError as error:
                raise data_error(
                    self.file,
                    f"bytes that are not in {self.codec}",
                    "text in one encoding; --encoding says another",
                    row + 1,
                ) from error

    def _object(self, line: str | bytes, row: int, faults: Faults) -> dict[str, Any] | None:
        """Return the object of a line; None where it has none, which is a fault."""
        try:
            record = json.loads(
                line.decode("utf-8-sig" if row == 1 else "utf-8")
                if isinstance(line, bytes)
                else line.encode().decode(),
                object_pairs_hook=names_once,
            )
        except UnicodeDecodeError as error:
            found = f"byte 0x{error.object[error.start]:02x}"
            expected = "text in UTF-8, as the rest is; --encoding says another"
        except UnicodeEncodeError as error:
            found = f"byte 0x{ord(error.object[error.start]) - 0xDC00:02x}"
            expected = f"text in {self.codec}; --encoding says another"
        except (ValueError, RecursionError) as error:
            found, expected = _why(error), _EXPECTED
        else:
            if isinstance(record, dict):
                return record
            found, expected = shown(record), _EXPECTED
        faults.add(self.file, row, "", found, expected)
        return None

    def rows(
        self, wanted: Sequence[str], faults: Faults
    ) -> Iterator[tuple[str, int, Sequence[Any]]]:
        """See `rows.Tabular`."""
        paths = {column: column.split(".") for column in wanted if "." in column}
        for file, row, record in self._objects(faults):
            cells = [record.get(column) for column in wanted]
            for place, column in enumerate(wanted) if paths else ():
                if cells[place] is None and column in paths:
                    cells[place] = nested.at(record, paths[column])
            yield file, row, cells


class JsonArray(JsonLines):
    """A file that is one array of objects; a row is an element's number. It is parsed element by element."""

    name = "a JSON array"

    def _objects(self, faults: Faults) -> Iterator[tuple[str, int, dict[str, Any]]]:
        with opening.unpacked(self.path) as stream:
            text = io.TextIOWrapper(stream, self.codec)
            row = 0
            try:
                for row, record in enumerate(self._elements(text), 1):
                    if isinstance(record, dict):
                        yield self.file, row, record
                    else:
                        faults.add(self.file, row, "", shown(record), "an object")
            except UnicodeError as error:
                raise data_error(
                    self.file,
                    f"bytes that are not in {self.codec}",
                    "text in one encoding; --encoding says another",
                    row + 1,
                ) from error
            except (ValueError, RecursionError) as error:
                if isinstance(error, DataError):
                    raise
                faults.add(self.file, row + 1, "", _why(error), "an array of objects of JSON")

    def _elements(self, text: io.TextIOBase) -> Iterator[object]:
        decoder = json.JSONDecoder(object_pairs_hook=names_once)
        buffer, place, step = text.read(_STEP), 0, _STEP
        place = max(buffer.find("["), 0) + 1  # in an archive of tweets a name stands before it
        while True:
            place = _after_space(buffer, place)
            try:
                if buffer[place : place + 1] == "]":
                    if rest := (buffer[place + 1 :] + text.read(_STEP)).strip(" \t\r\n;"):
                        raise _Twice(f"{shown(rest)} after the end of the array")
                    return
                element, end = decoder.raw_decode(buffer, place)
                end = _after_space(buffer, end)
                if end == len(buffer):
                    raise json.JSONDecodeError("Expecting ',' delimiter or ']'", buffer, end)
            except _Twice:
                raise
            except ValueError:
                # Not the whole of an element yet, or a fault: more of the file tells.
                if len(buffer) - place > opening.LONGEST:
                    raise ValueError(
                        f"more than {opening.LONGEST:,} characters that are no whole element"
                    ) from None
                more = text.read(step)
                if not more:
                    raise
                buffer, place, step = buffer[place:] + more, 0, step * 2
                continue
            yield element
            if buffer[end] not in ",]":
                raise json.JSONDecodeError("Expecting ',' delimiter or ']'", buffer, end)
            place, step = end + (buffer[end] == ","), _STEP


class JsonObject(JsonLines):
    """A file that is one object: of columns, of records under one name, or a single document. A row is a record's number."""

    name = "one object of JSON"

    def __init__(self, path: Path, options: Options):
        self.path, self.file = path, path.name
        with opening.unpacked(path) as stream:
            data = stream.read(opening.LONGEST + 1)
        if len(data) > opening.LONGEST:
            raise data_error(
                self.file,
                f"one object of JSON with more than {opening.LONGEST:,} bytes",
                "an object in every line, or an array of them",
            )
        codec = decoding.of_file(path, options.encoding).codec
        try:
            whole = json.loads(data.decode(codec).lstrip("\ufeff"), object_pairs_hook=names_once)
        except (ValueError, RecursionError) as error:
            raise data_error(self.file, _why(error), _EXPECTED, 1) from error
        self._records, left = nested.records(whole)
        super().__init__(path, options)
        if left:
            self.remarks.append(f"not read beside the records: {', '.join(map(repr, left))}")

    def _objects(self, faults: Faults) -> Iterator[tuple[str, int, dict[str, Any]]]:
        yield from ((self.file, row, record) for row, record in enumerate(self._records, 1))


def of_objects(path: Path, options: Options) -> JsonLines:
    """Return the table of a file that begins with an object: one in each line, unless the first ends on a later line or is the only one and holds others."""
    codec = decoding.of_file(path, options.encoding).codec
    with opening.unpacked(path) as stream:
        text = io.TextIOWrapper(stream, codec, "replace", newline="\n")
        try:
            rows = (line for line in opening.lines(text, path.name) if not line.isspace())
            first, more = next(rows, ""), next(rows, "").lstrip()
        except UnicodeError:
            return JsonLines(path, options)
    try:
        whole = json.loads(first.lstrip("\ufeff"))
        is_one = not more and isinstance(whole, dict) and nested.records(whole)[0] != [whole]
    except RecursionError:
        is_one = False
    except ValueError:
        # A line that breaks off is a fault; an object that is written over many lines has a name or a bracket in the next.
        is_one = bool(more) and not more.startswith("{") and len(first) < 200
    return (JsonObject if is_one else JsonLines)(path, options)


def _after_space(text: str, place: int) -> int:
    """Return the place of the first character from a place on that is no white space."""
    space = _SPACE.match(text, place)
    return space.end() if space else place


def _why(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON: {error.msg} at character {error.pos + 1}"
    return "JSON nested too deep" if isinstance(error, RecursionError) else str(error)
