"""The program beside a figure: it draws the figure anew from the CSV that lies beside it."""

import ast
import inspect
import sys
from collections.abc import Callable
from importlib.metadata import version
from pathlib import Path
from pprint import pformat
from types import ModuleType
from typing import Any

from .drawn import Drawing

# What the program has of the figure in words.
ABOUT = ("title", "says", "limits", "alt", "citation", "source")
_PROGRAM = '''"""Draw the figure {id}, “{title}”, from {id}.csv, as it was published.

    python {id}.py                      writes {id}.svg into the folder in which it is called
    python {id}.py one.pdf --columns 1  writes another file, here for one column of a journal (84 mm; 2: 174 mm), which sets title and source itself

Needs the Python package readouts (version {version}), and {id}.csv beside this file.
{citation}
"""

{imports}
from readouts.report.program import redraw

ABOUT = {about}

# What the settings of the report say, and the CSV does not.
LOOK = {look}


{source}

if __name__ == "__main__":
    redraw(__file__, {draw}, LOOK, ABOUT)
'''


def text(drawing: Drawing) -> str:
    """Return the program that draws a figure: its function as it ran, what that imports, and the settings that it takes."""
    about = {name: getattr(drawing, name) for name in ABOUT}
    return _PROGRAM.format(
        id=drawing.id,
        title=drawing.title.replace("\\", "\\\\"),
        citation=drawing.citation.replace("\\", "\\\\"),
        version=version("readouts"),
        imports=_imports(drawing.draw),
        about=pformat(about, width=98, sort_dicts=False),
        look=pformat(drawing.look, width=98, sort_dicts=False),
        source=inspect.getsource(drawing.draw),
        draw=drawing.draw.__name__,
    )


def _imports(function: Callable[..., Any]) -> str:
    """Return the imports of all that a function names: each name from the module that has it."""
    parts: dict[str, list[str]] = {}
    for name, value in sorted(_globals(function).items()):
        if isinstance(value, ModuleType):
            home, _, own = value.__name__.rpartition(".")
        else:
            home, own = getattr(value, "__module__", None) or "", getattr(value, "__name__", name)
            if getattr(sys.modules.get(home), own, None) is not value:  # a constant
                home, own = function.__module__, name
        parts.setdefault(home, []).append(own if own == name else f"{own} as {name}")
    return "\n".join(
        f"from {home} import {', '.join(names)}" if home else f"import {', '.join(names)}"
        for home, names in sorted(parts.items())
    )


def _globals(function: Callable[..., Any]) -> dict[str, Any]:
    """Return what the source of a function names of its module."""
    tree = ast.parse(inspect.getsource(function))
    named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
    return {name: value for name, value in function.__globals__.items() if name in named}


def redraw(
    program: str, draw: Callable[..., Any], look: dict[str, Any], about: dict[str, str]
) -> None:
    """Draw a figure from the CSV beside its program, into the files that the command names, or as SVG.

    Parameters
    ----------
    program : str
        The path of the program, whose name is the figure's.
    draw : callable
    look : dict
    about : dict of str to str
        What `ABOUT` names.
    """
    named, columns = sys.argv[1:], None
    if "--columns" in named:
        place = named.index("--columns")
        columns = int(named[place + 1])
        del named[place : place + 2]
    path = Path(program)
    csv = path.with_suffix(".csv").read_text(encoding="utf-8")
    drawing = Drawing(path.stem, csv=csv, draw=draw, look=look, **about)
    for name in named or [f"{path.stem}.svg"]:
        print(drawing.save(name, columns))
