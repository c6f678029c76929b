"""ZIP and tar: unpacked into a folder of its own, which is removed when the corpus is no longer read."""

import errno
import shutil
import tarfile
import tempfile
import zipfile
from pathlib import Path

from . import decoding, opening
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
                for member in packed.infolist():
                    _name(member)
                    packed.extract(member, folder)
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


def _name(member: zipfile.ZipInfo) -> None:
    """Give a member the name that it was given: old programs wrote it in the encoding of their country, which ZIP does not tell."""
    if not member.flag_bits & 0x800 and not member.filename.isascii():
        raw = member.filename.encode("cp437", "replace")
        member.filename = raw.decode(decoding.detect(raw).codec, "replace")


def _bound(path: Path, sizes: list[int]) -> None:
    most = min(_LARGEST, max(opening.UNPACKED_FREELY, opening.EXPANSION * path.stat().st_size))
    if sum(sizes) > most or len(sizes) > _MOST:
        raise data_error(
            path.name,
            f"an archive of {len(sizes):,} files that unpacks to {sum(sizes):,} bytes",
            f"at most {_MOST:,} files, and {opening.EXPANSION} times its size",
        )
