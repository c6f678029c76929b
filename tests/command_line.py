"""Commands as a person runs them: a small corpus and a codebook, what is printed, and what is refused."""

import csv
import io
import os
import stat

import pytest
from readouts import readers
from readouts.__main__ import main

OURS = ["compare", "concordance", "code", "count"]


CALLS = """\
side,event,language,text
kremlin,2022-02-12,en,"The presidents discussed the Ukraine crisis.
Sanctions were discussed, and security guarantees."
whitehouse,2022-02-12,en,"The President spoke of Ukraine. Sanctions, =1+1, would follow; a Ukraine crisis
on Ukraine."
beijing,2022-06-15,zh,乌克兰危机，危机。
kremlin,2022-06-15,en,The leaders discussed trade.
"""


CODEBOOK = """\
frame,code,language,pattern
naming,crisis,en,Ukrain* crisis
naming,crisis,en,crisis
naming,crisis,zh,危机
measures,sanctions,en,sanction*
measures,embargo,en,embargo*
"""


# Five texts a side, each of its own words besides those that all of a side have.
MANY_CALLS = "\n".join(
    [
        "side,event,language,partner,text",
        *(
            f'{side},2022-0{number + 1}-12,en,{"abbcc"[number]},"The {own} border was discussed, and {"again and " * number}trade."'
            for side, own in (("north", "open"), ("south", "closed"), ("east", "far"))
            for number in range(5)
        ),
        "",
    ]
)


SIDES = ["--target", "kremlin", "--reference", "whitehouse"]


def rows(capsys, *command):
    """The rows that a command prints, as dicts of text; and what it tells beside them."""
    assert main(list(command)) == 0
    printed = capsys.readouterr()
    return list(csv.DictReader(io.StringIO(printed.out))), printed.err


def fault(capsys, *command, code=1):
    """What a command says when it refuses; nothing else is printed."""
    try:
        found = main(list(command))
    except SystemExit as stop:
        found = stop.code
    printed = capsys.readouterr()
    assert found == code and printed.out == ""
    return printed.err


def documents():
    return list(readers.read("calls.csv"))


def states(folder):
    """Every file of a folder, with what is in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def device(folder, name, minor):
    """A device that a test may write to: whoever could replace one of the machine's by a file gets one of the folder's."""
    if os.geteuid():
        return f"/dev/{name}"
    try:
        os.mknod(folder / name, stat.S_IFCHR | 0o666, os.makedev(1, minor))
        (folder / name).open("wb").close()
    except PermissionError as error:
        pytest.skip(f"no device can be made here: {error}")
    return name
