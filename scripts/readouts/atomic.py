"""Files that are written whole or not at all: one file, or several of a folder together.

What a run has half-written stands in hidden files and folders named ``.readouts-…``, whose locks it holds. The next run
beside them removes those of dead processes.
"""

import errno
import io
import json
import os
import re
import shutil
import stat
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, TypedDict

from . import locks

if TYPE_CHECKING:
    from typing_extensions import Buffer

_PARTIAL = re.compile(r"\.readouts-\d+-[0-9a-f]{8}\.partial")
_WORKSPACE = re.compile(r"\.readouts-\d+-[0-9a-f]{8}")
_LOCK = "lock"  # of a workspace, in it
_BUFFER = 1 << 20
# Where files that change together are kept meanwhile; one journal says that they are being changed, the other that they are being put back.
UPDATE = ".readouts-update"
JOURNALS = ("journal.json", "undo.json")


class _Change(TypedDict):
    """A file of a folder that changes: its path, and whether there is a new and an old one."""

    path: str
    new: bool
    old: bool


@contextmanager
def atomic_write(path: Path) -> Iterator[BinaryIO]:
    """A file to write into, which takes its name when the block ends well; after a fault or an interruption what was there stays.

    It is written beside its place, so that the move is within one folder, and is on the disk before it is moved. A link
    stays one: the file that it leads to is replaced. Permissions stay. An error of the system names `path`.

    Raises
    ------
    PermissionError
        If a file is there that is write-protected.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     with atomic_write(Path(folder) / "counts.csv") as file:
    ...         _ = file.write(b"word,frequency")
    ...     [path.name for path in Path(folder).iterdir()]
    ['counts.csv']
    """
    place = Path(os.path.realpath(path))
    refuse_unless_plain(path)
    with _naming(path):
        sweep(place.parent)
        half, file = _begun(place, path)
    try:
        yield file
        with _naming(path):
            file.flush()
            os.fsync(file.fileno())
            if place.exists():
                half.chmod(stat.S_IMODE(place.stat().st_mode))
            if not locks.AVAILABLE:  # where an open file cannot be moved
                file.close()
            os.replace(half, place)
    finally:
        with suppress(OSError):
            file.close()
        half.unlink(missing_ok=True)


def refuse_unless_plain(path: Path) -> None:
    """Refuse to replace what is no plain file, or is write-protected.

    Raises
    ------
    OSError
        With the path, and what it is.
    """
    try:
        mode = path.stat().st_mode
    except FileNotFoundError:
        return
    if stat.S_ISDIR(mode):
        raise IsADirectoryError(errno.EISDIR, "found a folder, expected a file", str(path))
    if not stat.S_ISREG(mode):
        raise FileExistsError(
            errno.EEXIST, f"found {kind(path)}, which is not replaced by a file", str(path)
        )
    if not mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH):
        raise PermissionError(errno.EACCES, "the file is write-protected", str(path))


def kind(path: Path) -> str:
    """What a path leads to, in words.

    Examples
    --------
    >>> kind(Path("/dev/null")), kind(Path("/"))
    ('a device', 'a folder')
    """
    mode = path.stat().st_mode
    kinds = {
        stat.S_ISDIR: "a folder",
        stat.S_ISFIFO: "a pipe",
        stat.S_ISSOCK: "a socket",
        stat.S_ISCHR: "a device",
        stat.S_ISBLK: "a device",
    }
    return next((words for is_one, words in kinds.items() if is_one(mode)), "a file")


def same_file(path: Path, others: Iterable[Path]) -> Path | None:
    """Which of some files `path` is too, by whatever name or link it is called; None if it is none of them, or not there."""
    try:
        about = path.stat()
    except OSError:
        return None
    for other in others:
        with suppress(OSError):
            if os.path.samestat(about, other.stat()):
                return other
    return None


@contextmanager
def _naming(path: Path, hidden: Path | None = None) -> Iterator[None]:
    """Errors of the system name `path`, and no file that nobody has named; with `hidden`, only where they name what is in it, or nothing."""
    try:
        yield
    except OSError as error:
        if error.errno is None or (
            hidden
            and error.filename is not None
            and not Path(os.fsdecode(error.filename)).is_relative_to(hidden)
        ):
            raise
        raise OSError(error.errno, error.strerror, str(path)) from error


class _File(io.FileIO):
    """A file whose errors of writing have the name that the user gave."""

    def __init__(self, path: Path, named: Path) -> None:
        super().__init__(path, "x")
        self._named = named

    def write(self, data: "Buffer") -> int:
        with _naming(self._named):
            return super().write(data)


def _begun(place: Path, named: Path) -> tuple[Path, BinaryIO]:
    """A new file beside a place, whose lock is held as long as it is open."""
    while True:
        half = place.with_name(_name() + ".partial")
        file = _File(half, named)
        if _is_held(file.fileno(), half):
            return half, io.BufferedWriter(file, _BUFFER)
        file.close()


@contextmanager
def workspace(folder: Path) -> Iterator[Path]:
    """A folder beside `folder` to make it in, gone at the end with all that is still in it.

    An error of the system that names something in it names `folder` instead.
    """
    parent = folder.resolve().parent
    with _naming(folder):
        parent.mkdir(parents=True, exist_ok=True)
        sweep(parent)
        made, lock = _begun_workspace(parent)
    try:
        with _naming(folder, made), lock:
            yield made
    finally:
        _remove(made)


def _remove(made: Path) -> None:
    """Remove a workspace; the lock last, without which the next run could not know that it is a dead one's."""
    with suppress(OSError):
        for entry in list(made.iterdir()):
            if entry.is_dir() and not entry.is_symlink():
                shutil.rmtree(entry, ignore_errors=True)
            elif entry.name != _LOCK:
                entry.unlink()
        (made / _LOCK).unlink(missing_ok=True)
        made.rmdir()


def _begun_workspace(parent: Path) -> tuple[Path, BinaryIO]:
    while True:
        made = parent / _name()
        made.mkdir()
        with suppress(FileNotFoundError):
            lock = (made / _LOCK).open("xb")
            if _is_held(lock.fileno(), made / _LOCK):
                return made, lock
            lock.close()


def _name() -> str:
    return f".readouts-{os.getpid()}-{os.urandom(4).hex()}"


def _is_held(descriptor: int, path: Path) -> bool:
    """Take the lock of a new file; False where another run took it for a dead one's, in the moment before it was locked."""
    try:
        return locks.taken(descriptor) and path.exists()
    except OSError:  # no locks here: nobody will remove it either
        return True


def sweep(folder: Path) -> None:
    """Remove what dead processes have left half-written in a folder."""
    with os.scandir(folder) as entries:
        left = [entry for entry in entries if entry.name.startswith(".readouts-")]
    for entry in left:
        path, remove = Path(entry), None
        if _PARTIAL.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
            lock, remove = path, path.unlink
        elif _WORKSPACE.fullmatch(entry.name) and entry.is_dir(follow_symlinks=False):
            lock, remove = path / _LOCK, partial(_remove, path)
            # Its run was stopped after the lock was gone; or it has just begun, and makes another one.
            if not lock.exists():
                with suppress(OSError):
                    path.rmdir()
        if remove:
            with suppress(OSError), locks.dead(lock) as is_dead:
                if is_dead:
                    remove()


def unfinished(folder: Path) -> bool:
    """Whether a run that changed several files of a folder together was stopped in between."""
    return any((folder / UPDATE / journal).exists() for journal in JOURNALS)


def finish(folder: Path) -> bool:
    """Bring to its end what a run has left `unfinished`; whether there was something.

    A change that was whole when the run was stopped is made; one that was being taken back is taken back; what was not
    yet whole is dropped. Who calls it holds the lock of the folder.
    """
    staging, there = folder / UPDATE, unfinished(folder)
    for journal, act in zip(JOURNALS, (_forward, _back)):
        if (staging / journal).exists():
            act(folder, json.loads((staging / journal).read_bytes()))
    _clear(staging)
    return there


def change_together(folder: Path, new: dict[str, bytes], gone: Iterable[str] = ()) -> None:
    """Write some files of a folder and remove others, all or none.

    The new files and copies of the old ones are kept in ``.readouts-update/``, and a journal says which they are. Once it
    is there, `finish` makes the change, whenever the run is stopped; after a fault the old files are put back. Who calls it
    holds the lock of the folder.

    Parameters
    ----------
    folder : Path
    new : dict of str to bytes
        By their paths in it.
    gone : iterable of str
        Files that are to be no more.

    Raises
    ------
    OSError
        If one of them cannot be changed: then none is.
    """
    staging = folder / UPDATE
    files: list[_Change] = [
        {"path": path, "new": path in new, "old": (folder / path).exists()}
        for path in (*new, *gone)
    ]
    for about in files:
        _refuse_unchangeable(folder, folder / about["path"])
    try:
        with _naming(folder, staging):
            _stage(folder, files, new)
    except BaseException:
        _clear(staging)
        raise
    try:
        _forward(folder, files)
    except BaseException:
        os.replace(staging / JOURNALS[0], staging / JOURNALS[1])
        _back(folder, files)
        _clear(staging)
        raise
    _clear(staging)


def _stage(folder: Path, files: list[_Change], new: dict[str, bytes]) -> None:
    """Write the new files, copies of the old ones and, last of all, the journal."""
    staging = folder / UPDATE
    _clear(staging)
    for part in ("new", "old"):
        (staging / part).mkdir(parents=True)
    for number, about in enumerate(files):
        place = folder / about["path"]
        if about["old"]:
            shutil.copy2(place, staging / "old" / str(number))
        if about["new"]:
            with (staging / "new" / str(number)).open("wb") as file:
                file.write(new[about["path"]])
                file.flush()
                os.fsync(file.fileno())
            if about["old"]:
                shutil.copymode(place, staging / "new" / str(number))
    with atomic_write(staging / JOURNALS[0]) as file:
        file.write(json.dumps(files).encode())


def _forward(folder: Path, files: list[_Change]) -> None:
    """Put the new files into their places: each is moved, which takes no room on the disk; what has been moved is passed over."""
    for number, about in enumerate(files):
        place, staged = (
            Path(os.path.realpath(folder / about["path"])),
            folder / UPDATE / "new" / str(number),
        )
        with _naming(place):
            if not about["new"]:
                place.unlink(missing_ok=True)
            elif staged.exists():
                place.parent.mkdir(parents=True, exist_ok=True)
                os.replace(staged, place)


def _back(folder: Path, files: list[_Change]) -> None:
    """Put the old files back into their places; what has been put back is passed over."""
    for number, about in enumerate(files):
        place, staged = (
            Path(os.path.realpath(folder / about["path"])),
            folder / UPDATE / "old" / str(number),
        )
        with _naming(place):
            if not about["old"]:
                place.unlink(missing_ok=True)
            elif staged.exists():
                os.replace(staged, place)


def _clear(staging: Path) -> None:
    """Remove what was staged; the journal first, without which the rest is nothing."""
    for journal in JOURNALS:
        (staging / journal).unlink(missing_ok=True)
    shutil.rmtree(staging, ignore_errors=True)


def _refuse_unchangeable(folder: Path, path: Path) -> None:
    refuse_unless_plain(path)
    parent = path.resolve().parent
    while not parent.exists():
        parent = parent.parent
    if not parent.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, "found a file, expected a folder", str(parent))
    if parent.stat().st_dev != folder.stat().st_dev:
        raise OSError(errno.EXDEV, f"it is on another file system than {folder}", str(path))
