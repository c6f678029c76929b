"""The page on one's own readouts: each of its commands is run, and answers what stands there."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from readouts import paths

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


@pytest.mark.parametrize("page", PAGES)
def test_the_commands_of_a_page_answer_what_stands_there(page, tmp_path):
    told = commands(page)
    assert len(told) > 5
    environment = os.environ | {
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": str(paths.ROOT / "scripts"),
    }
    for command, answer, code in told:
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=300,
        )
        assert done.returncode == code, f"{command}\n{done.stdout}\n{done.stderr}"
        if answer:
            assert done.stdout.splitlines() == answer, command
    assert (tmp_path / "my-book" / "_build" / "html" / "index.html").exists()
