"""The command ``readouts``: one module of `commands` a command, imported when it is called."""

import os
import sys
from importlib import import_module

# Name, and what it does in a line. A command's module has `parser()` and `run(arguments)`, which gives an exit code.
COMMANDS = {
    "create": "make a book for your own readouts",
    "check": "read a corpus and say everything that is wrong with it",
    "compare": "keyness of every word of one side against another",
    "concordance": "every place where a pattern occurs, in context",
    "code": "find a codebook in a corpus: every match with its place",
    "count": "the counts of a corpus that may be shared where its texts may not",
    "fetch": "download official readouts, politely, into a corpus",
}
USAGE = """usage: readouts COMMAND ...

Compare what different sides published about one conversation.

{commands}

`readouts COMMAND --help` explains a command, with examples. Exit codes: 0 done; 1 something is wrong with the data;
2 something is wrong with the command; 130 interrupted.
"""


def usage() -> str:
    """The list of commands."""
    width = max(map(len, COMMANDS))
    return USAGE.format(commands="\n".join(f"  {name:<{width}}  {does}" for name, does in COMMANDS.items()))


def main(argv: list[str] | None = None) -> int:
    """Run a command; its exit code."""
    argv = sys.argv[1:] if argv is None else argv
    if not argv or argv[0] in ("-h", "--help"):
        print(usage(), end="")
        return 0 if argv else 2
    if argv[0] == "--version":
        from importlib.metadata import version

        print(f"readouts {version('readouts')}")
        return 0
    if argv[0] not in COMMANDS:
        print(f"readouts: no command {argv[0]!r}; the commands are {', '.join(COMMANDS)}", file=sys.stderr)
        return 2
    # numpy takes twice as long to import where its library of linear algebra, for which there is no use here, starts a thread for each core.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    command = import_module(f".commands.{argv[0]}", __package__)
    return _run(command, command.parser().parse_args(argv[1:]))


def _run(command, arguments) -> int:
    """Run it; what a person can mend ends in a message, and not in a traceback."""
    try:
        return command.run(arguments)
    except KeyboardInterrupt:
        print("readouts: interrupted; nothing half-written is left", file=sys.stderr)
        return 130
    except BrokenPipeError:  # the reader of a pipe has seen enough; what Python still holds for it goes nowhere
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (ValueError, OSError) as error:
        print(f"readouts: {error}", file=sys.stderr)
        return 1


if __name__ == "__main__":
    sys.exit(main())
