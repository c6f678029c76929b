"""Lists of topics, each topic with who is made to speak of it below it, in grey."""

from collections.abc import Iterator
from typing import NamedTuple

from matplotlib.artist import Artist
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from ..anchors import points
from ..drawing import NARROW, NEUTRAL, WIDE, closer, shows, small
from ..drawn import EDGE


class Size(NamedTuple):
    """From one line of a topic to the next, the space between two topics, and a heading’s, in inches; and how many points the letters of a topic are larger than those of who speaks."""

    line: float
    gap: float
    head: float
    larger: float


ON_SCREEN, CLOSER = Size(0.166, 0.07, 0.42, 1), Size(0.111, 0.028, 0.34, 0)
# Between two lists, and from a topic to who speaks of it where that has no line of its own.
APART, AFTER = 0.2, 0.09
# What part of an equal width a list keeps for its labels at least, and in how many steps it gives the rest.
LEAST, STEPS = 0.82, 40


def _size() -> Size:
    return CLOSER if closer() else ON_SCREEN


def _letters() -> float:
    """The points of the letters of a topic."""
    return small() + _size().larger


class Row(NamedTuple):
    """A topic.

    Attributes
    ----------
    label : str
    said : tuple of str
        Who is made to speak of it, account by account: stands below the label, in grey; where a page of a journal has no room
        for that, after its last line.
    finding : str
        Which the label opens.
    bold : bool
    """

    label: str
    said: tuple[str, ...]
    finding: str
    bold: bool = False

    def lines(self, room: float) -> tuple[list[str], list[str]]:
        """Return the lines of the label in a room of so many inches, and those of who speaks: one if there is room for it, else one an account."""
        said = "; ".join(self.said)
        together = points(said, small()) < 72 * room
        parts = [said] if together else [*(f"{one};" for one in self.said[:-1]), self.said[-1]]
        return _even(self.label, room, self.bold), parts

    def after(self, room: float) -> float | None:
        """Return how far from the left who speaks stands after the label, in inches; None where it is below."""
        (*_, last), said = self.lines(room)
        at = points(last, _letters(), "bold" if self.bold else "normal") / 72 + AFTER
        return (
            at
            if closer() and len(said) == 1 and at + points(said[0], small()) / 72 < room
            else None
        )

    def high(self, room: float) -> int:
        """Return how many lines it takes."""
        label, said = self.lines(room)
        return len(label) + len(said) * (self.after(room) is None)


class List(NamedTuple):
    """Topics under one heading, in a colour."""

    heading: str
    colour: str
    rows: list[Row]


def wide(lists: list[List], key: str) -> Figure:
    """Draw lists beside each other, below what is said of all; the labels of a long list have more room than those of a short one."""
    rooms = _rooms(lists, WIDE - 2 * EDGE - APART * (len(lists) - 1))
    head = _lines_of(key, WIDE)
    height = max(map(_height, lists, rooms))
    picture = Figure(figsize=(WIDE, height + head[1]))
    left = EDGE
    for one, room in zip(lists, rooms):
        _draw(picture, one, (left, height, room))
        left += room + APART
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
    """Draw lists below each other, in the width of a telephone, below what is said of all."""
    room = NARROW - 2 * EDGE
    heights = [_height(one, room) + 0.15 for one in lists]
    head = _lines_of(key, NARROW)
    top = sum(heights)
    picture = Figure(figsize=(NARROW, top + head[1]))
    for one, height in zip(lists, heights):
        _draw(picture, one, (EDGE, top, room))
        top -= height
    _explain(picture, head[0])
    return picture


def _lines_of(key: str, width: float) -> tuple[str, float]:
    """Return a key in lines that fit a width, and how high they stand with their margins."""
    lines = list(_lines(key, width - 2 * EDGE, small()))
    return "\n".join(lines), _size().line * len(lines) + 2 * EDGE


def _lines(text: str, room: float, letters: float, bold: bool = False) -> Iterator[str]:
    """Yield the lines of a text in a room of so many inches, in letters of so many points."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".lstrip()
        if line and points(longer, letters, "bold" if bold else "normal") > 72 * room:
            yield line
            longer = word
        line = longer
    yield line


def _even(text: str, room: float, bold: bool) -> list[str]:
    """Return as many lines as a text takes in a room, about as long as each other, so that no word stands by itself in the last."""
    lines = list(_lines(text, room, _letters(), bold))
    for part in range(60, 100, 4):
        even = list(_lines(text, room * part / 100, _letters(), bold))
        if len(even) == len(lines):
            return even
    return lines


def _explain(picture: Figure, key: str) -> None:
    """Write a key above the lists."""
    wide, high = picture.get_size_inches()
    picture.text(EDGE / wide, 1 - EDGE / high, key, va="top", fontsize=small())


def _height(one: List, room: float) -> float:
    return _size().head + sum(_tall(row.high(room)) for row in one.rows)


def _tall(lines: int) -> float:
    """How high a topic of so many lines is, with the space below it."""
    return lines * _size().line + _size().gap


def _draw(picture: Figure, one: List, place: tuple[float, float, float]) -> None:
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
    rule = (top - _size().head + 0.15) / size[1]
    picture.add_artist(_line([left / size[0], (left + width) / size[0]], [rule, rule], one.colour))
    y = top - _size().head + 0.05
    for row in one.rows:
        label, said = row.lines(width)
        if row.bold:
            _band(picture, (left, y, width), row.high(width), one.colour)
        weight = "bold" if row.bold else "normal"
        # Each line has a place of its own, so that all are as far from each other.
        for number, line in enumerate(label):
            text = write(
                left, y - _size().line * number, line, fontsize=_letters(), fontweight=weight
            )
            shows(text, row.finding)
        after = row.after(width)
        first = len(label) - (after is not None)
        for number, line in enumerate(said, first):
            at = left + (after or 0), y - _size().line * number
            write(*at, line, fontsize=small(), color=NEUTRAL)
        y -= _tall(row.high(width))


def _line(x: list[float], y: list[float], colour: str) -> Artist:
    return Line2D(x, y, color=colour, linewidth=4, solid_capstyle="butt")


def _band(picture: Figure, place: tuple[float, float, float], lines: int, colour: str) -> None:
    """Draw a ground under a topic of so many lines that stands out."""
    (left, top, width), size, margin = place, picture.get_size_inches(), _size().gap / 2
    height = _tall(lines)
    ground = Rectangle(
        (left / size[0], (top + margin - height) / size[1]), width / size[0], height / size[1],
        facecolor=colour, alpha=0.16, linewidth=0, transform=picture.transFigure, zorder=-1,
    )  # fmt: skip
    picture.add_artist(ground)
