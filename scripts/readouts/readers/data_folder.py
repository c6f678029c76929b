"""A data folder with ``datapackage.json``, as a created book has it, read as documents: a readout is its segments."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from ..corpus import datapackage
from ..corpus.segments import is_counted
from .faults import Faults
from .options import Options

_OF_READOUTS = ("side", "date", "event", "language", "completeness", "title", "url")
# Readouts that are described, and whose text is not at hand, have a table of their own in a created book.
WITHOUT_TEXT = "without_text"


class DataFolder:
    """The tables ``readouts`` and ``segments``; a passage that only repeats another (a heading) is left out, as in the book.

    Attributes
    ----------
    folder : Path
    descriptor : dict
        What its ``datapackage.json`` says.
    tables : dict of str to list of dict
        Of its tables, every row as it stands there.
    """

    encoding = ""

    def __init__(self, folder: Path, options: Options):
        self.file, self.folder = "readouts.csv", folder
        self.remarks: list[str] = []
        tables = datapackage.read(folder)
        if missing := {"readouts", "segments"} - set(tables):
            raise datapackage.DataError(
                [
                    datapackage.Fault(
                        datapackage.DESCRIPTOR,
                        0,
                        "",
                        f"no resource {name}",
                        "the resources readouts and segments",
                    )
                    for name in missing
                ]
            )
        self.descriptor = datapackage.descriptor(folder)
        resources = {resource["name"]: resource for resource in self.descriptor["resources"]}
        self.tables = {
            name: datapackage.cells(folder / resource["path"])
            for name, resource in resources.items()
        }
        texts, self._segments = defaultdict(list), defaultdict(list)
        for segment, cells in zip(tables["segments"], self.tables["segments"]):
            self._segments[segment["readout_id"]].append(cells)
            if is_counted(segment):
                texts[segment["readout_id"]].append(segment["text"])
        self.records = [
            cells
            | {
                "id": readout["readout_id"],
                "text": "\n".join(texts[readout["readout_id"]]),
                "event": str(readout.get("event_date") or ""),
            }
            | {
                name: readout.get(name)
                for name in _OF_READOUTS
                if name != "event" or readout.get("event") is not None
            }
            for name in ("readouts", WITHOUT_TEXT)
            for readout, cells in zip(tables.get(name, []), self.tables.get(name, []))
        ]
        self.columns = list(
            dict.fromkeys(
                [
                    "id",
                    "text",
                    *_OF_READOUTS,
                    *(
                        field["name"]
                        for field in resources["readouts"]["schema"]["fields"]
                        if field["name"] != "readout_id"
                    ),
                ]
            )
        )
        self.form = f"a data folder with {datapackage.DESCRIPTOR}: {len(self.records)} readouts of {len(tables['segments'])} segments"

    def segments(self, readout_id: str) -> tuple[dict[str, str], ...]:
        """Return the rows that are the text of a readout, headings too."""
        return tuple(self._segments[readout_id])

    def rows(
        self, wanted: Sequence[str], faults: Faults
    ) -> Iterator[tuple[str, int, Sequence[Any]]]:
        """See `rows.Tabular`."""
        for row, record in enumerate(self.records, 2):
            yield self.file, row, [record.get(column) for column in wanted]
