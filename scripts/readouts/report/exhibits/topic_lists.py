"""Lists of topics, each topic with a chip a side that says who is made to speak of it."""

from collections.abc import Iterator
from typing import NamedTuple

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ..anchors import points
from ..drawing import NARROW, WIDE, closer, on_colour, shows, small
from ..drawn import EDGE


class Inches(NamedTuple):
    """A topic of one line, a further line of it, the space between two topics, and a heading’s."""

    line: float
    more: float
    gap: float
    head: float


ON_SCREEN, CLOSER = Inches(0.158, 0.146, 0.075, 0.42), Inches(0.118, 0.111, 0.035, 0.34)
# Between two lists; around the name in a chip, and from a chip to what stands beside it.
APART, AROUND = 0.16, 0.12
# What part of an equal width a list keeps for its labels at least, and in how many steps it gives the rest.
LEAST, STEPS = 0.8, 40


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
    """Draw lists beside each other, below what their chips mean; the labels of a long list have more room than those of a short one."""
    taken = [sum(_chips(one)) for one in lists]
    rooms = _rooms(lists, WIDE - 2 * EDGE - APART * (len(lists) - 1) - sum(taken))
    head = _lines_of(key, WIDE)
    height = max(map(_height, lists, rooms))
    picture = Figure(figsize=(WIDE, height + head[1]))
    left = EDGE
    for one, chips, room in zip(lists, taken, rooms):
        _draw(picture, one, (left, height, chips + room), room)
        left += chips + room + APART
    _explain(picture, head[0])
    return picture


def _rooms(lists: list[List], inches: float) -> list[float]:
    """Divide a width among the labels of lists: from equal parts on, the shortest gives to the longest as long as the picture does not grow."""
    rooms = [inches / len(lists)] * len(lists)
    least = LEAST * rooms[0]
    for _ in range(STEPS):
        heights = list(map(_height, lists, rooms))
        long, short = heights.index(max(heights)), heights.index(min(heights))
        moved = rooms.copy()
        moved[long] += least / STEPS
        moved[short] -= least / STEPS
        if min(moved) < least or max(map(_height, lists, moved)) > max(heights):
            break
        rooms = moved
    return rooms


def narrow(lists: list[List], key: str) -> Figure:
    """Draw lists below each other, in the width of a telephone, below what their chips mean."""
    room = NARROW - 2 * EDGE
    rooms = [room - sum(_chips(one)) for one in lists]
    heights = [_height(one, own) + 0.15 for one, own in zip(lists, rooms)]
    head = _lines_of(key, NARROW)
    top = sum(heights)
    picture = Figure(figsize=(NARROW, top + head[1]))
    for one, own, height in zip(lists, rooms, heights):
        _draw(picture, one, (EDGE, top, room), own)
        top -= height
    _explain(picture, head[0])
    return picture


def _lines_of(key: str, width: float) -> tuple[str, float]:
    """Return a key in lines that fit a width, and how high they stand with their margins."""
    lines = list(_lines(key, width - 2 * EDGE))
    return "\n".join(lines), _inches().line * len(lines) + 2 * EDGE


def _lines(text: str, room: float, bold: bool = False) -> Iterator[str]:
    """Yield the lines of a text in a room of so many inches, in the letters in which it is drawn."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".lstrip()
        if line and points(longer, small(), "bold" if bold else "normal") > 72 * room:
            yield line
            longer = word
        line = longer
    yield line


def _explain(picture: Figure, key: str) -> None:
    """Write a key above the lists."""
    wide, high = picture.get_size_inches()
    picture.text(EDGE / wide, 1 - EDGE / high, key, va="top", fontsize=small())


def _chips(one: List) -> list[float]:
    """Return how wide each column of chips is, in inches, with the space beside it."""
    columns = zip(*(row.chips for row in one.rows))
    return [
        max(points(chip.text, small()) for chip in column) / 72 + 2 * AROUND for column in columns
    ]


def _height(one: List, room: float) -> float:
    rows = (_tall(len(list(_lines(row.label, room, row.bold)))) for row in one.rows)
    return _inches().head + sum(rows)


def _tall(lines: int) -> float:
    """How high a topic of so many lines is, with the space below it."""
    return _inches().line + (lines - 1) * _inches().more + _inches().gap


def _draw(picture: Figure, one: List, place: tuple[float, float, float], room: float) -> None:
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
    chips = _chips(one)
    for row in one.rows:
        lines = list(_lines(row.label, room, row.bold))
        if row.bold:
            _band(picture, (left, y, width), len(lines), one.colour)
        at = left
        for chip, taken in zip(row.chips, chips):
            _chip(write, at + (taken - AROUND / 2) / 2, y, chip)
            at += taken
        weight = "bold" if row.bold else "normal"
        text = write(at, y, "\n".join(lines), fontsize=small(), fontweight=weight)
        shows(text, row.finding)
        y -= _tall(len(lines))


def _line(x: list[float], y: list[float], colour: str) -> Artist:
    return Line2D(x, y, color=colour, linewidth=4, solid_capstyle="butt")


def _band(picture: Figure, place: tuple[float, float, float], lines: int, colour: str) -> None:
    """Draw a ground under a topic of so many lines that stands out."""
    (left, top, width), size, margin = place, picture.get_size_inches(), _inches().gap / 2
    height = _tall(lines)
    ground = Rectangle(
        (left / size[0], (top + margin - height) / size[1]), width / size[0], height / size[1],
        facecolor=colour, alpha=0.16, linewidth=0, transform=picture.transFigure, zorder=-1,
    )  # fmt: skip
    picture.add_artist(ground)


def _chip(write, middle: float, y: float, chip: Chip) -> None:
    fill = "white" if chip.half else chip.colour
    write(
        middle,
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
