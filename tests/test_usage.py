"""What is said of a command that is called wrongly: the fault, and where to look."""

import importlib

import pytest
from command_line import fault
from readouts.__main__ import COMMANDS
from readouts.cli.usage import Parser


def test_an_error_names_the_fault_and_the_next_command(capsys):
    assert fault(capsys, "compare", code=2) == (
        "readouts compare: error: the following arguments are required: CORPUS\n"
        "`readouts compare --help` explains the command, with examples.\n"
    )


@pytest.mark.parametrize("name", COMMANDS)
def test_each_command_says_it_so_and_has_the_examples(name):
    parser = importlib.import_module(f"readouts.cli.{name}").parser()
    assert isinstance(parser, Parser) and f"examples:\n  readouts {name} " in parser.epilog
