"""The command ``readouts``: one module of `cli` a command, imported when it is called."""

import errno
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib import import_module
from types import FrameType

from .cli import COMMANDS

GREETING = """Compare what different sides published about one conversation, word by word.

Begin with a table of texts or a folder of them, CSV, Excel, Word, PDF and more:

  readouts check calls.csv                    what is read, and everything that is wrong with it
  readouts concordance calls.csv "border*"    every place where a word occurs, in context
  readouts create my-book --corpus calls.csv  a book of tables, figures and texts with their evidence

Without --corpus, `readouts create my-book` makes one of two invented accounts, to look at.
`readouts --help` lists all commands; `readouts COMMAND --help` explains one, with examples.
"""
USAGE = """usage: readouts COMMAND ...

Compare what different sides published about one conversation.

{commands}

`readouts COMMAND --help` explains a command, with examples. Exit codes: 0 done; 1 something is wrong with the data;
2 something is wrong with the command; 130 or 143 interrupted (by Ctrl-C, by a signal to end).
"""


def usage() -> str:
    """The list of commands."""
    width = max(map(len, COMMANDS))
    return USAGE.format(
        commands="\n".join(f"  {name:<{width}}  {does}" for name, does in COMMANDS.items())
    )


def main(argv: list[str] | None = None) -> int:
    """Run a command; its exit code. What a person can mend ends in a message, and not in a traceback."""
    argv = sys.argv[1:] if argv is None else argv
    try:
        with _ended_as_by_control_c():
            code = _run(argv)
            _flush()
            return code
    except KeyboardInterrupt as stop:
        print("readouts: interrupted; nothing half-written is left", file=sys.stderr)
        return stop.code if isinstance(stop, Ended) else 130
    except BrokenPipeError:  # the reader of a pipe has seen enough
        _discard_output()
        return 0
    except OSError as error:
        print(f"readouts: {_said(error)}", file=sys.stderr)
        # What a full disk did not take is still held, and Python would fail on it again at its end, with a code of its own.
        with suppress(OSError):
            _flush()
        return 1
    except ValueError as error:
        print(f"readouts: {error}", file=sys.stderr)
        return 1


def _run(argv: list[str]) -> int:
    if not argv or argv[0] in ("-h", "--help"):
        print(usage() if argv else GREETING, end="")
        return 0
    if argv[0] == "--version":
        from importlib.metadata import version

        print(f"readouts {version('readouts')}")
        return 0
    if argv[0] not in COMMANDS:
        print(f"readouts: no command {argv[0]!r}; {_nearest(argv[0])}", file=sys.stderr)
        return 2
    # numpy takes twice as long to import where its library of linear algebra, for which there is no use here, starts a thread for each core.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    command = import_module(f".cli.{argv[0]}", __package__)
    code: int = command.run(command.parser().parse_args(argv[1:]))
    return code


def _nearest(name: str) -> str:
    """Return which command a misspelt name may be of, or where all of them stand."""
    from difflib import get_close_matches

    near = get_close_matches(name, COMMANDS, n=1)
    return f"did you mean `readouts {near[0]}`?" if near else "`readouts --help` lists the commands"


class Ended(KeyboardInterrupt):
    """A signal asks the process to end."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.code = 128 + number


@contextmanager
def _ended_as_by_control_c() -> Iterator[None]:
    """A signal to end, or the closing of the terminal, is met as Ctrl-C is: what is half-written is removed."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return

    def end(number: int, frame: FrameType | None) -> None:
        raise Ended(number)

    signals = [getattr(signal, name) for name in ("SIGTERM", "SIGHUP") if hasattr(signal, name)]
    # One that is ignored, as nohup does it, stays so; one that somebody else handles is his.
    before = {
        one: signal.signal(one, end) for one in signals if signal.getsignal(one) is signal.SIG_DFL
    }
    try:
        yield
    finally:
        for one, handler in before.items():
            signal.signal(one, handler)


def _flush() -> None:
    """Write out what was printed, as long as a fault can still be told."""
    try:
        sys.stdout.flush()
    except OSError:
        _discard_output()
        raise


def _discard_output() -> None:
    """What Python still holds for standard output goes nowhere."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _said(error: OSError) -> str:
    """An error of the system as a person would put it: the file, and what is wrong with it."""
    named = error.filename
    if named is None and error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO):
        named = "standard output"  # all other files that are written name themselves
    return (
        f"{os.fsdecode(named)}: {error.strerror}"
        if named is not None and error.strerror
        else str(error)
    )


if __name__ == "__main__":
    sys.exit(main())
