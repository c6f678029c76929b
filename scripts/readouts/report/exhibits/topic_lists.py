"""Lists of topics, each topic with a chip a side that says who is made to speak of it."""

import textwrap
from typing import NamedTuple

from matplotlib.artist import Artist
from matplotlib.figure import Figure

from ..drawing import NARROW, WIDE, closer, on_colour, shows, small
from ..drawn import EDGE


class Inches(NamedTuple):
    """A topic of one line, a further line of it, the width of a chip and of a letter, the space between two topics, and a heading’s."""

    line: float
    more: float
    chip: float
    letter: float
    gap: float
    head: float


ON_SCREEN, CLOSER = (
    Inches(0.158, 0.137, 0.66, 0.065, 0.075, 0.42),
    Inches(0.118, 0.105, 0.54, 0.0525, 0.035, 0.34),
)


def _inches() -> Inches:
    return CLOSER if closer() else ON_SCREEN


class Chip(NamedTuple):
    """Who is made to speak of a topic in a side's account.

    Attributes
    ----------
    text : str
    colour : str
    half : bool
        Drawn hollow: the other account speaks of the same matter in its own way.
    """

    text: str
    colour: str
    half: bool = False


class Row(NamedTuple):
    """A topic: its label, a chip a side that states it, the finding that it opens, and whether it is in bold."""

    label: str
    chips: tuple[Chip, ...]
    finding: str
    bold: bool = False


class List(NamedTuple):
    """Topics under one heading, in a colour."""

    heading: str
    colour: str
    rows: list[Row]


def wide(lists: list[List], key: str) -> Figure:
    """Draw lists beside each other, below what their chips mean."""
    spare = WIDE - 2 * EDGE + 0.12 - sum(_inches().chip * _chips(one) for one in lists)
    label = spare / len(lists) - 0.12
    widths = [_inches().chip * _chips(one) + label + 0.12 for one in lists]
    chars = int(label / _inches().letter)
    head = _lines_of(key, WIDE)
    height = max(_height(one, chars) for one in lists)
    picture = Figure(figsize=(WIDE, height + head[1]))
    left = EDGE
    for one, width in zip(lists, widths):
        _draw(picture, one, (left, height, width - 0.12), chars)
        left += width
    _explain(picture, head[0])
    return picture


def narrow(lists: list[List], key: str) -> Figure:
    """Draw lists below each other, in the width of a telephone, below what their chips mean."""
    room = NARROW - 2 * EDGE
    chars = [int((room - _inches().chip * _chips(one)) / _inches().letter) for one in lists]
    heights = [_height(one, own) + 0.15 for one, own in zip(lists, chars)]
    head = _lines_of(key, NARROW)
    top = sum(heights)
    picture = Figure(figsize=(NARROW, top + head[1]))
    for one, own, height in zip(lists, chars, heights):
        _draw(picture, one, (EDGE, top, room), own)
        top -= height
    _explain(picture, head[0])
    return picture


def _lines_of(key: str, width: float) -> tuple[str, float]:
    """Return a key in lines that fit a width, and how high they stand with their margins."""
    lines = textwrap.wrap(key, int((width - 2 * EDGE) / _inches().letter))
    return "\n".join(lines), _inches().line * len(lines) + 2 * EDGE


def _explain(picture: Figure, key: str) -> None:
    """Write a key above the lists."""
    wide, high = picture.get_size_inches()
    picture.text(EDGE / wide, 1 - EDGE / high, key, va="top", fontsize=small(), linespacing=1.2)


def _chips(one: List) -> int:
    return max((len(row.chips) for row in one.rows), default=1)


def _height(one: List, chars: int) -> float:
    return _inches().head + sum(_tall(len(textwrap.wrap(row.label, chars))) for row in one.rows)


def _tall(lines: int) -> float:
    """How high a topic of so many lines is, with the space below it."""
    return _inches().line + (lines - 1) * _inches().more + _inches().gap


def _draw(picture: Figure, one: List, place: tuple[float, float, float], chars: int) -> None:
    """Draw a list whose left upper corner, and width, are at a place in inches."""
    left, top, width = place
    size = picture.get_size_inches()

    def write(x: float, y: float, text: str, **how) -> Artist:
        return picture.text(x / size[0], y / size[1], text, va="top", **how)

    write(
        left,
        top - 0.03,
        f"{one.heading}: {len(one.rows)}",
        fontsize=9 if closer() else 11.5,
        fontweight="bold",
    )
    rule = (top - _inches().head + 0.15) / size[1]
    picture.add_artist(_line([left / size[0], (left + width) / size[0]], [rule, rule], one.colour))
    y = top - _inches().head + 0.05
    indent = left + _inches().chip * _chips(one)
    for row in one.rows:
        for number, chip in enumerate(row.chips):
            _chip(write, left + _inches().chip * number, y, chip)
        lines = textwrap.wrap(row.label, chars)
        weight = "bold" if row.bold else "normal"
        text = write(
            indent, y, "\n".join(lines), fontsize=small(), linespacing=1.2, fontweight=weight
        )
        shows(text, row.finding)
        y -= _tall(len(lines))


def _line(x: list[float], y: list[float], colour: str) -> Artist:
    from matplotlib.lines import Line2D

    return Line2D(x, y, color=colour, linewidth=4, solid_capstyle="butt")


def _chip(write, x: float, y: float, chip: Chip) -> None:
    fill = "white" if chip.half else chip.colour
    write(
        x + (_inches().chip - 0.07) / 2,
        y - 0.012,
        chip.text,
        ha="center",
        fontsize=small(),
        color="black" if chip.half else on_colour(chip.colour),
        bbox={
            "boxstyle": "round,pad=0.18",
            "facecolor": fill,
            "edgecolor": chip.colour,
            "linewidth": 1.1,
        },
    )
