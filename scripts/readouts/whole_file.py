"""Files that are written whole or not at all."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A file to write into, which takes its name when the block ends well; after a fault or an interruption what was there stays.

    It is written beside its place, so that the move is within one folder. Who must survive a loss of power flushes it to the disk.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with whole_file(Path(folder) / "counts.csv") as file:
    ...         _ = file.write(b"word,frequency")
    ...     [path.name for path in Path(folder).iterdir()]
    ['counts.csv']
    """
    partial = path.with_name(f"{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as file:
            yield file
        os.replace(partial, path)
    finally:
        partial.unlink(missing_ok=True)
