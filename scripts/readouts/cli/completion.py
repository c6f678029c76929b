"""`readouts completion`: a script by which a shell completes commands, options and names of files."""

import argparse
from importlib import import_module
from pathlib import Path

import shtab

from . import COMMANDS
from .usage import Parser

SHELLS = ("bash", "zsh", "fish", "tcsh", "powershell")
EXAMPLES = """examples:
  readouts completion bash
  readouts completion zsh

For good, a line each; a new shell then completes by Tab:

  bash  readouts completion bash > ~/.local/share/bash-completion/completions/readouts
  zsh   readouts completion zsh > ~/.zfunc/_readouts     (with fpath+=~/.zfunc before compinit in ~/.zshrc)
  fish  readouts completion fish > ~/.config/fish/completions/readouts.fish
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = Parser(
        prog="readouts completion",
        description="Print a script by which a shell completes commands, options and names of files by Tab.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Print the script for a shell."""
    print(shtab.complete(_all_commands(), shell=arguments.shell))
    return 0


def _all_commands() -> argparse.ArgumentParser:
    """Return one parser with every command; what takes a file or a folder is completed by the names of files."""
    every = argparse.ArgumentParser(prog="readouts")
    every.add_argument("--version", action="version")
    commands = every.add_subparsers()
    for name, does in COMMANDS.items():
        own = import_module(f".{name}", __package__).parser()
        for action in own._actions:
            if action.type is Path:
                action.complete = shtab.FILE
        commands.add_parser(name, help=does, parents=[own], add_help=False)
    return every
