"""The page on one's own readouts: each of its commands is run, and answers what stands there."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from readouts import paths
from readouts.__main__ import main

BLOCK = re.compile(r"^```console\n(.*?)^```", re.S | re.M)
PAGES = ("own.md",)


def commands(page: str) -> list[tuple[str, list[str], int]]:
    """Each command of a page, the lines that it should answer, and its exit code."""
    found = []
    for block in BLOCK.findall((paths.CHAPTERS / page).read_text(encoding="utf-8")):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append([line[2:], [], 0])
            elif line.startswith("> "):
                found[-1][0] += "\n" + line[2:]
            elif line.startswith("exit code "):
                found[-1][2] = int(line.split()[-1])
            else:
                found[-1][1].append(line)
    return [tuple(one) for one in found]


def run(command: str, capfd) -> tuple[int, str, str]:
    """Run a command in this folder: its exit code, what it prints, and what it says beside that.

    Those of the package run in this process, which has imported what each would import anew.
    """
    words = shlex.split(command)
    if words[0] == "readouts":
        code = main(words[1:])
        return code, *capfd.readouterr()
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    environment = os.environ | {"PATH": path, "PYTHONPATH": str(paths.ROOT / "scripts")}
    done = subprocess.run(
        ["bash", "-c", command], env=environment, capture_output=True, text=True, timeout=300
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_answer_what_stands_there(page, tmp_path, monkeypatch, capfd):
    told = commands(page)
    assert len(told) > 5
    monkeypatch.chdir(tmp_path)
    for command, answer, code in told:
        ended, printed, said = run(command, capfd)
        assert ended == code, f"{command}\n{printed}\n{said}"
        if answer:
            assert printed.splitlines() == answer, command
    assert (tmp_path / "my-book" / "_build" / "html" / "index.html").exists()
