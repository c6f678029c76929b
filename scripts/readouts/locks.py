"""Locks: one run at a time is at work in a folder. The system lets a lock go when its process ends, however it ends."""

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

try:
    import fcntl

    AVAILABLE = True
except ImportError:  # Windows
    AVAILABLE = False

NAME = ".readouts.lock"


class Held(ValueError):
    """Another run has the lock; the message says which."""


def taken(descriptor: int) -> bool:
    """Take the lock of an open file; False if another process has it. It is let go when the file is closed.

    Raises
    ------
    OSError
        If the system, or the file system, has no locks.
    """
    if not AVAILABLE:
        raise OSError("no locks on this system")
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


@contextmanager
def dead(path: Path) -> Iterator[bool]:
    """Whether nobody holds the lock of a file any more; nobody can take it in the meantime. False where that cannot be known."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        yield False
        return
    try:
        yield _is_free(descriptor)
    finally:
        os.close(descriptor)


def _is_free(descriptor: int) -> bool:
    try:
        return taken(descriptor)
    except OSError:
        return False


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Hold the lock of a folder, in a file that says who holds it and since when; the lock of a dead process is taken over.

    Raises
    ------
    Held
        If another run has it.

    Examples
    --------
    >>> import tempfile
    >>> with tempfile.TemporaryDirectory() as folder, held(Path(folder)):
    ...     print(sorted(json.loads((Path(folder) / NAME).read_text())))
    ['host', 'pid', 'since']
    """
    path = folder / NAME
    descriptor = _opened(path, folder)
    try:
        about = {
            "pid": os.getpid(),
            "host": socket.gethostname(),
            "since": datetime.now(UTC).isoformat(timespec="seconds"),
        }
        os.ftruncate(descriptor, 0)
        os.write(descriptor, json.dumps(about).encode())
        yield
    finally:
        try:
            # While it is still held: whoever has opened it in the meantime sees that it is gone, and makes another.
            path.unlink(missing_ok=True)
        finally:
            os.close(descriptor)


def _opened(path: Path, folder: Path) -> int:
    """The open file of a lock that is taken."""
    while True:
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o666)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(folder)) from error
        try:
            if not taken(descriptor):
                raise Held(
                    f"{folder}: another run is at work there, {_holder(descriptor)}; wait for its end, or stop it"
                )
        except Held:
            os.close(descriptor)
            raise
        except OSError:
            print(
                f"{folder}: its file system has no locks; see to it that no other run is at work there",
                file=sys.stderr,
            )
            return descriptor
        if path.exists() and os.path.samestat(os.fstat(descriptor), path.stat()):
            return descriptor
        os.close(descriptor)


def _holder(descriptor: int) -> str:
    try:
        about = json.loads(os.pread(descriptor, 1000, 0))
        return f"process {about['pid']} on {about['host']} since {about['since']}"
    except (ValueError, KeyError, TypeError):  # it has only just been taken
        return "begun this moment"
