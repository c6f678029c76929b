"""A data folder with ``datapackage.json``, as a created book has it, read as documents: a readout is its segments."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path

from .. import datapackage
from . import columns
from .tables import Faults

_OF_READOUTS = ("side", "date", "event", "language", "completeness", "title", "url")


class DataFolder:
    """The tables ``readouts`` and ``segments``; a passage that only repeats another (a heading) is left out, as in the book."""

    encoding = ""

    def __init__(self, folder: Path, mapping: columns.Mapping):
        self.file = "readouts.csv"
        tables = datapackage.read(folder)
        if missing := {"readouts", "segments"} - set(tables):
            raise datapackage.DataError([datapackage.Fault(datapackage.DESCRIPTOR, 0, "", f"no resource {name}", "the resources readouts and segments") for name in missing])
        texts = defaultdict(list)
        for segment in tables["segments"]:
            if segment.get("quotation") != "heading":
                texts[segment["readout_id"]].append(segment["text"])
        self.records = [
            {"id": readout["readout_id"], "text": "\n".join(texts[readout["readout_id"]]), "event": str(readout.get("event_date") or "")}
            | {name: readout[name] for name in _OF_READOUTS if readout.get(name) is not None}
            for readout in tables["readouts"]]
        self.columns = ["id", "text", *_OF_READOUTS]
        self.form = f"a data folder with {datapackage.DESCRIPTOR}: {len(self.records)} readouts of {len(tables['segments'])} segments"

    def rows(self, wanted: Sequence[str], faults: Faults) -> Iterator[tuple[str, int, list]]:
        """See `tables.Table`."""
        for row, record in enumerate(self.records, 2):
            yield self.file, row, [record.get(column) for column in wanted]
