"""The directive ``{commands}``: every command with all its options, in the words of its own ``--help``."""

from argparse import ArgumentParser
from functools import partial
from importlib import import_module

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..__main__ import COMMANDS, usage

WIDTH = 90  # of the help in characters, whatever terminal the build has


def parser(command: str) -> ArgumentParser:
    """Return the parser of a command."""
    return import_module(f"readouts.cli.{command}").parser()


def help_of(command: str) -> str:
    """Return what ``readouts COMMAND --help`` prints, at one width and without colours."""
    described = parser(command)
    described.formatter_class = partial(described.formatter_class, width=WIDTH)
    described.color = False  # from Python 3.14 on
    return described.format_help().rstrip()


class CommandsDirective(SphinxDirective):
    """``{commands}``: the list of the commands, and a section for each."""

    def run(self) -> list[nodes.Node]:
        """Return the list and the sections."""
        return [_block(usage().rstrip()), *map(self._section, COMMANDS)]

    def _section(self, command: str) -> nodes.section:
        title = nodes.title("", "", nodes.literal("", f"readouts {command}"))
        section = nodes.section("", title, ids=[f"readouts-{command}"], names=[])
        section += _block(help_of(command))
        return section


def _block(text: str) -> nodes.literal_block:
    return nodes.literal_block(text, text, language="text")


def setup(app) -> None:
    """Register the directive."""
    app.add_directive("commands", CommandsDirective)
