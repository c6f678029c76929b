"""Read a page in a process of its own, which is ended where that takes too long: a page may be made to keep its reader busy for hours."""

import atexit
import os
import pickle
import signal
import subprocess
import sys
import threading
from typing import IO, cast

from .. import paths
from . import encodings, pages

# The folder that the package lies in: the process has the very package of the one that begins it.
_PACKAGE = paths.PACKAGE.parent
_BEGIN = f"import sys; sys.path.insert(0, {str(_PACKAGE)!r}); from readouts.fetch import bounded; bounded.serve()"


class Unread(Exception):
    """Why a page could not be read, in words."""


def overdue(seconds: float) -> str:
    """Return the words for a page that could not be read in so many seconds."""
    return f"reading the page took longer than {seconds:g} s"


def read(
    body: bytes, charset: str, language: str, url: str, seconds: float
) -> tuple[encodings.Decoded, pages.Readout]:
    """Return how the bytes of a page were decoded, and the readout on it.

    Parameters
    ----------
    body : bytes
    charset, language
        As `encodings.decode` takes them.
    url
        As `pages.extract` takes it.
    seconds : float

    Raises
    ------
    Unread
        If it takes longer than so many seconds, or fails.
    """
    return _READER.read((body, charset, language, url), seconds)


def _read(
    body: bytes, charset: str, language: str, url: str
) -> tuple[encodings.Decoded, pages.Readout]:
    decoded = encodings.decode(body, charset, language)
    return decoded._replace(text=""), pages.extract(decoded.text, url)


class _Reader:
    """The process, which is begun for the first page, and anew after one at which it was ended. It ends with this one."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None

    def read(
        self, page: tuple[bytes, str, str, str], seconds: float
    ) -> tuple[encodings.Decoded, pages.Readout]:
        process = self._begun()
        late = threading.Event()
        timer = threading.Timer(seconds, _kill, (process, late))
        timer.daemon = True
        timer.start()
        try:
            _send((page, seconds), process.stdin)
            answer = _received(process)
        except (EOFError, OSError, pickle.UnpicklingError):
            status = self.end()
            raise Unread(
                overdue(seconds) if late.is_set() else f"reading the page ended in status {status}"
            ) from None
        except BaseException:  # an interruption
            self.end()
            raise
        finally:
            timer.cancel()
        if isinstance(answer, Unread):
            raise answer
        return cast(tuple[encodings.Decoded, pages.Readout], answer)

    def _begun(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                [sys.executable, "-c", _BEGIN], stdin=subprocess.PIPE, stdout=subprocess.PIPE
            )
            _received(self._process)  # it has imported what it needs
        return self._process

    def end(self) -> int:
        """End the process, if there is one; return the status in which it ended."""
        process, self._process = self._process, None
        if process is None:
            return 0
        process.kill()
        process.communicate()
        return process.returncode


def _received(process: subprocess.Popen[bytes]) -> object:
    assert process.stdout is not None  # it is a pipe
    return pickle.load(process.stdout)


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


_READER = _Reader()
atexit.register(_READER.end)


def serve() -> None:
    """Read the pages that come on standard input, and answer on standard output."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # who began this process hears it, and ends it
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    pages.extract("<p>What the first page makes the libraries load is loaded before.</p>", "")
    _send(True, answers)
    while True:
        try:
            page, seconds = pickle.load(sys.stdin.buffer)
        except EOFError:
            return
        if hasattr(signal, "setitimer"):  # for the case that who began it is gone
            signal.setitimer(signal.ITIMER_REAL, seconds + 1)
        answer: object
        try:
            answer = _read(*page)
        except Exception as error:
            answer = Unread(f"reading the page failed ({type(error).__name__}: {error})"[:200])
        if hasattr(signal, "setitimer"):
            signal.setitimer(signal.ITIMER_REAL, 0)
        _send(answer, answers)


def _send(what: object, stream: IO[bytes] | None) -> None:
    assert stream is not None  # it is a pipe
    pickle.dump(what, stream)
    stream.flush()
