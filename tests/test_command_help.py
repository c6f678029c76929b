"""The page of all commands: each command and each option stands on it, and it is the same in every terminal."""

import argparse
import re

import pytest
import yaml
from conftest import ROOT
from readouts.__main__ import COMMANDS
from readouts.book import command_help
from sites import chapters as contents


def options(command: str) -> list[str]:
    """Every option that a command tells of, and the names of its arguments."""
    parser = command_help.parser(command)
    return [
        name
        for action in parser._actions
        if action.help != argparse.SUPPRESS  # an older name that goes on working
        for name in (action.option_strings or [action.metavar or action.dest])
    ]


def missing(page: str) -> list[str]:
    """The commands and options that a page does not have."""
    sections = dict(re.findall(r"^usage: readouts ([a-z]+)(.*?)(?=^usage: |\Z)", page, re.M | re.S))
    return [name for name in COMMANDS if name not in sections] + [
        f"{name} {option}"
        for name in sections
        for option in options(name)
        if not re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", sections[name])
    ]


def test_each_command_and_each_option_stands_in_the_help():
    page = "\n".join(map(command_help.help_of, COMMANDS))
    assert not missing(page)
    assert missing(page.replace("--min-frequency", "--least")) == ["compare --min-frequency"]
    assert missing(page.replace("usage: readouts fetch", "usage: fetch"))[0] == "fetch"


def test_each_command_and_each_option_stands_on_the_built_page(trees):
    page = trees["chapters/commands.html"]
    assert not missing("\n".join(block.get_text() for block in page.select("section pre")))
    assert {f"readouts-{name}" for name in COMMANDS} <= {
        section["id"] for section in page.select("section[id]")
    }


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_is_the_same_in_every_terminal(command, monkeypatch):
    found = set()
    for columns, colour in (("40", "1"), ("200", "")):
        monkeypatch.setenv("COLUMNS", columns)
        monkeypatch.setenv("FORCE_COLOR", colour)
        found.add(command_help.help_of(command))
    (text,) = found
    assert "\x1b" not in text
    assert str(ROOT) not in text


def test_the_page_follows_that_which_explains_the_steps():
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    listed = [file for _, file in contents(toc)]
    own, commands = listed.index("chapters/own"), listed.index("chapters/commands")
    assert listed[own:commands] == ["chapters/own", "chapters/draft"]
