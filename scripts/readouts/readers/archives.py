"""ZIP and tar: unpacked into a folder of its own, which is removed when the corpus is no longer read."""

import errno
import shutil
import tarfile
import tempfile
import zipfile
from pathlib import Path

from . import opening
from .faults import data_error, one_line

_LARGEST = 2 * 2**30
_MOST = 200_000


def unpack(path: Path, form: str) -> Path:
    """Return a folder with what is in an archive; nothing is written outside it. Who asked for it removes it.

    Raises
    ------
    DataError
        If the archive is damaged or locked, or unpacks to far more than it is.
    """
    folder = Path(tempfile.mkdtemp(prefix="readouts-"))
    try:
        if form == "zip":
            with zipfile.ZipFile(path) as packed:
                _bound(path, [member.file_size for member in packed.infolist()])
                packed.extractall(folder)
        else:
            with tarfile.open(path) as packed_tar:
                _bound(path, [member.size for member in packed_tar.getmembers()])
                packed_tar.extractall(folder, filter="data")
    except (*opening.TORN, tarfile.TarError, OSError) as fault:
        shutil.rmtree(folder)
        if isinstance(fault, OSError) and fault.errno != errno.EINVAL:
            raise  # no fault of the archive's: the disk is full
        raise data_error(
            path.name,
            f"an archive that is damaged or locked ({one_line(fault)})",
            "a whole one without a password",
        ) from fault
    except BaseException:
        shutil.rmtree(folder)
        raise
    return folder


def _bound(path: Path, sizes: list[int]) -> None:
    most = min(_LARGEST, max(opening.UNPACKED_FREELY, opening.EXPANSION * path.stat().st_size))
    if sum(sizes) > most or len(sizes) > _MOST:
        raise data_error(
            path.name,
            f"an archive of {len(sizes):,} files that unpacks to {sum(sizes):,} bytes",
            f"at most {_MOST:,} files, and {opening.EXPANSION} times its size",
        )
