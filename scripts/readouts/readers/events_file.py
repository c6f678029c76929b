"""A table that says of which event single documents are: where a corpus does not say it, or says otherwise."""

from pathlib import Path

from ..corpus.datapackage import DataError
from .column_names import plain
from .faults import Faults, shown
from .options import Options
from .parsing import parse
from .rows import as_text

COLUMNS = ("document_id", "event")


def read_events(path: Path | str) -> dict[str, str]:
    """Read which documents are of which event: a table with ``document_id, event``, a row a document.

    Parameters
    ----------
    path : Path or str
        In any form that `readers.read` knows. Further columns are passed over.

    Raises
    ------
    DataError
        If a column is not there, a cell is empty, or a document has two events.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "events.csv"
    >>> _ = file.write_text("document_id,event\\nnorth-1,Call of May\\nsouth-2,Call of May\\n")
    >>> read_events(file)
    {'north-1': 'Call of May', 'south-2': 'Call of May'}
    """
    table, faults = parse(Path(path), Options()), Faults()
    by_name = {plain(column): column for column in reversed(table.columns)}
    columns = [by_name.get(plain(name)) for name in COLUMNS]
    for name, column in zip(COLUMNS, columns):
        if column is None:
            faults.add(table.file, 1, name, "no such column", f"the columns {', '.join(COLUMNS)}")
    found: dict[str, str] = {}
    for file, row, cells in table.rows(list(filter(None, columns)), faults) if not faults else ():
        document_id, event = (" ".join(as_text(cell).split()) for cell in cells)
        for name, cell in zip(COLUMNS, (document_id, event)):
            if not cell:
                faults.add(file, row, name, "nothing", "a document and its event")
        if found.setdefault(document_id, event) != event:
            other = f"one event of {document_id}: above it is {shown(found[document_id])}"
            faults.add(file, row, "event", shown(event), other)
    if faults:
        raise DataError(faults, faults.more)
    return found
