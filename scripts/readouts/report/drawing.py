"""What figures and tables share: the decorators that make them exhibits, colours, and parts of a picture."""

import re
import textwrap
from collections.abc import Sequence
from functools import wraps
from itertools import accumulate, pairwise, zip_longest
from typing import NamedTuple

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.figure import Figure as Picture
from matplotlib.ticker import MaxNLocator

from ..text.tokens import HAN
from . import citation
from .drawn import CLOSE, CLOSER, COLUMNS, EDGE, NARROW, WIDE
from .drawn import drawable as drawable
from .fields import of_tables
from .findings import NOT_COUNTED, literal
from .publish import Figure, InsufficientData, Refusal, Table

# The colours of Okabe and Ito (2008), apart for colour-blind readers; each has a mark of its own, for grey.
PALETTE = ("#0072B2", "#E69F00", "#009E73", "#CC79A7", "#56B4E9", "#D55E00", "#F0E442", "#404040")
SHAPES = "osD^vPX*"
NEUTRAL = "#6b6b6b"
# With fewer marks than this a figure of all sides says nothing that its table does not.
FEW = 4
# Characters of a label that stands left of a picture, before it goes on in a further line.
LABEL, LABEL_NARROW = 70, 30
# How a mark is drawn that is half filled.
HALF = {"fillstyle": "left", "markerfacecoloralt": "white"}
# From one line of letters to the next, in their size.
LINE = 1.1
# How much taller a picture is on a narrow screen, where its labels take more lines.
TALLER = 1.3


def on_narrow() -> bool:
    """Whether a picture that may be wide is drawn for a narrow screen, or for one column of a journal: see `figure`."""
    return COLUMNS.get() == 1


def closer() -> bool:
    """Whether a picture of one column is drawn closer than for a screen, so that a page of a journal holds it."""
    return CLOSER.get()


def small() -> float:
    """The points of the smallest letters: at the width of the page, and on a telephone, 11 pixels or more; `CLOSE` in a journal's column."""
    if closer():
        return CLOSE
    return 9 if on_narrow() else 9.5


def wrapped(labels: Sequence[str], wide: int = LABEL, narrow: int = LABEL_NARROW) -> list[str]:
    """Labels in lines of so many characters, on a wide screen and on a narrow one; none is cut."""
    width = narrow if on_narrow() else wide
    return [
        "\n".join(textwrap.wrap(label, width)) + label[len(label.rstrip()) :] for label in labels
    ]


def typed(text: str) -> str:
    """A text with the apostrophe of a typewriter, as descriptions of pictures have it."""
    return text.replace("’", "'")


class SideStyle(NamedTuple):
    """How one of those that are compared is drawn."""

    colour: str
    marker: str
    label: str


def side_styles(names: dict[str, str]) -> dict[str, SideStyle]:
    """Return a style for each of up to eight that are compared.

    Parameters
    ----------
    names : dict of str to str
        Id to name in print.
    """
    drawn = zip(names.items(), PALETTE, SHAPES)  # as many as there are styles
    return {
        key: SideStyle(colour, marker, legible(name, f"no. {number}"))
        for number, ((key, name), colour, marker) in enumerate(drawn, start=1)
    }


def legible(text: str, otherwise: str, width: int = 40) -> str:
    """A name as a figure can have it: not too long, and another one where the font lacks its characters."""
    # matplotlib leaves a name that begins with an underscore out of a legend.
    text = text.lstrip("_ ")
    shown = text if len(text) <= width else f"{text[: width - 1].rstrip()}…"
    return shown if text and drawable(shown) else otherwise


def distinct(labels: list[str]) -> list[str]:
    """Labels made distinct by spaces that nobody sees, so that each has a row of its own.

    Examples
    --------
    >>> distinct(["Peace", "War", "Peace"])
    ['Peace', 'War', 'Peace ']
    """
    return [label + " " * labels[:place].count(label) for place, label in enumerate(labels)]


def figure(function):
    """Make a figure in the book's style, named after the function; a refusal where the data cannot bear it.

    The function gives a figure's title, caption, alt text and data, and ``draw``, which draws the picture from the published
    data and from ``look``, plain values of the settings. What a reader must know of its limits,
    ``limits``, ends the caption and goes with the files. What is wider than a narrow screen is drawn once more for one
    (`on_narrow`). What the function names as ``uncounted`` is said in the caption; where nothing is counted of all that it
    shows, there is an empty picture that says so.
    """

    @wraps(function)
    def styled(report) -> Figure | Refusal:
        lacks = report.lacks(function.__name__)
        try:
            made = function(report.as_if if lacks else report)
        except InsufficientData as reason:
            return Refusal(str(reason))
        name = function.__name__.replace("_", "-")
        made = _worded(report, name, made)
        texts = made.pop("texts", "")
        if lacks:
            made |= _empty_picture(made)
        if says := made.get("says"):
            made["caption"] = f"{says} {made['caption']}"
        if report.cited:
            made["citation"] = citation.reference(report.cited, (made["title"], name))
            made["source"] = citation.source(report.cited, name, texts)
        return Figure(name, findings=report.findings, **_noted(made, lacks))

    return styled


def _worded(report, name: str, made: dict) -> dict:
    """What a function of an exhibit made, as it is described and worded in the report that it stands in."""
    worded = _described(report, made) | report.settings.exhibits.get(name, {})
    if limits := worded.get("limits"):
        worded["caption"] = f"{worded['caption']} {limits}"
    # Who coded what it shows is said with its source, in the page and in the file.
    if texts := ". ".join(filter(None, (worded.get("texts"), worded.pop("coding", "")))):
        worded["texts"] = texts
        worded["provenance"] = f"Source: {texts}."
        worded["caption"] = f"{worded['caption']} {worded['provenance']}"
    return worded


def _described(report, made: dict) -> dict:
    """What a function of an exhibit made, with what the data folder says of the columns that are from its ``tables``."""
    told = of_tables(report.corpus, made.get("tables", ()))
    published = made["data"].columns.difference(made.get("page_only", ()))
    own = {name: told[name] for name in published if name in told} | made.get("fields", {})
    return {key: value for key, value in made.items() if key != "tables"} | {"fields": own}


def _noted(made: dict, lacks: bool = False) -> dict:
    """What makes an exhibit, its caption with what of it is not counted."""
    uncounted = list(made.pop("uncounted", ()))
    if not lacks and not uncounted:
        return made
    which = "" if lacks else f": {'; '.join(map(literal, uncounted))}"
    said = f"{NOT_COUNTED[:1].upper()}{NOT_COUNTED[1:]}{which}."
    return made | {"caption": f"{made['caption']} {said}"}


def _empty_picture(made: dict) -> dict:
    return {
        "draw": draw_nothing,
        "look": {},
        "data": made["data"].head(0),
        "says": "",
        "limits": "",
        "alt": f"An empty picture: {NOT_COUNTED}.",
    }


def draw_nothing(data: pd.DataFrame) -> Picture:
    """Draw an empty panel that says that nothing of it is counted."""
    picture, axis = canvas(WIDE, 1.2)
    axis.set_axis_off()
    say_uncounted(axis)
    return picture


def say_uncounted(axis) -> None:
    """Write into an empty panel that what it would show is not counted."""
    axis.text(
        0.5,
        0.5,
        NOT_COUNTED,
        transform=axis.transAxes,
        ha="center",
        va="center",
        fontsize=9,
        color=NEUTRAL,
    )


def _one_row(made: dict) -> dict:
    """A table of the same columns that has one row, which says that nothing is counted."""
    first, *others = made["columns"]
    return {
        "data": pd.DataFrame([{first: NOT_COUNTED, **dict.fromkeys(others, "")}]),
        "links": {},
        "against": {},
        "shown": "",
    }


def latin(labels: pd.Series) -> pd.Series:
    """Labels without the Chinese in brackets: the figures' fonts have no Han."""
    in_brackets = re.compile(rf"\s*\([^)]*[{HAN}][^)]*\)")
    return labels.map(lambda label: in_brackets.sub("", label), na_action="ignore")


def canvas(width: float, height: float, columns: int = 1, rows: int = 1, taller: float = TALLER):
    """A picture of so many inches, and its axes: one, or an array of as many as columns and rows.

    On a narrow screen it is as wide as that, and so many times taller; for two columns of a journal as wide as they are.
    """
    if on_narrow() and width > NARROW:
        width, height = NARROW, height * (1 if closer() else taller)
    elif COLUMNS.get() == 2:
        width = WIDE
    picture = Picture(figsize=(width, height), layout="constrained")
    axes = picture.subplots(rows, columns)
    return picture, axes


def paired_bars(axis, data: pd.DataFrame, labels: list[str], styles: dict[str, SideStyle]) -> None:
    """Two bars a label, the sides in their colours, each with its count written at the end; in the first counted pair the sides are named."""
    bars(axis, data, labels, styles)
    counted = data.pivot(index="label", columns="side", values="frequency").reindex(labels)
    if first := [place for place, known in enumerate(counted.notna().all(axis=1)) if known][:1]:
        for side, style in styles.items():
            count = counted.iloc[first[0]][side]
            place = first[0] + _shift(list(styles).index(side), len(styles))
            axis.annotate(
                style.label,
                (count, place),
                (10 + 6 * len(f"{count:.0f}"), 0),
                textcoords="offset points",
                va="center",
                fontsize=small(),
                fontweight="bold",
            )
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))


def _shift(number: int, n: int) -> float:
    """How far below the middle of its label one of n bars lies."""
    return (number - (n - 1) / 2) * 0.8 / n


def bars(
    axis,
    data: pd.DataFrame,
    labels: list[str],
    styles: dict[str, SideStyle],
    length: str = "frequency",
    gap: float = 0.06,
) -> None:
    """A bar a side and label, each with its count written at the end; none where nothing was counted.

    Parameters
    ----------
    axis : matplotlib Axes
    data : DataFrame
        ``side, label, frequency``, and the column `length`.
    labels : list of str
        From the top.
    styles : dict of str to SideStyle
        Side to its style.
    length : str
        The column that the bars are as long as.
    gap : float
        Between a bar and its count, on the axis.
    """
    for number, (side, style) in enumerate(styles.items()):
        own = data[data["side"] == side].set_index("label").reindex(labels)
        places = [place + _shift(number, len(styles)) for place in range(len(labels))]
        axis.barh(
            places,
            own[length],
            0.76 / len(styles),
            color=style.colour,
            label=style.label,
        )
        for place, end, count in zip(places, own[length], own["frequency"]):
            if pd.notna(count):
                axis.text(end + gap, place, f"{count:.0f}", va="center", fontsize=small())
    axis.set_yticks(range(len(labels)), wrapped(labels, narrow=20))
    axis.invert_yaxis()


def named_above(axis, row: int, places: dict[str, float]) -> None:
    """Write over two marks of a row what they are: between them where they lie far apart, and else on their outer sides."""
    low, high = axis.dataLim.intervalx
    far = max(places.values()) - min(places.values()) > 0.45 * (high - low)
    sides = ("left", "right") if far else ("right", "left")
    for (name, x), side in zip(sorted(places.items(), key=lambda one: one[1]), sides):
        axis.annotate(
            name, (x, row), (4 if side == "right" else -4, 6), textcoords="offset points",
            ha=side, fontsize=small(), fontweight="bold", zorder=5,
        )  # fmt: skip


def cell(axis, x: int, y: int, count, colour: str, marker: str, finding: str = "") -> None:
    """Draw a count as a filled mark with its number; zero as a small dot; nothing where nothing was counted. It leads to its finding."""
    if pd.isna(count):
        return
    if count == 0:
        (dot,) = axis.plot(x, y, ".", color="#9a9a9a", markersize=3)
        shows(dot, finding)
        return
    axis.plot(x, y, marker, color=colour, markersize=15, markeredgecolor=colour)
    number = axis.text(
        x,
        y,
        f"{count:.0f}",
        ha="center",
        va="center_baseline",
        fontsize=9.5 if count < 1000 else 7.8,
        fontweight="bold",
        color=on_colour(colour),
    )
    shows(number, finding)


def shows(artist: Artist, finding: str) -> None:
    """Let a part of a picture lead to the finding that it shows, in a page."""
    if finding:
        artist.set_url(f"finding:{finding}")


def on_colour(colour: str) -> str:
    """Black or white, whichever can be read on a colour; not the black of other text, which a dark page turns light."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return "white" if 0.299 * red + 0.587 * green + 0.114 * blue < 110 else "#010101"


def named(axis, style: SideStyle, xy: tuple[float, float], by: tuple[float, float], **how) -> None:
    """Write a side’s name in its colour beside a mark of it, so many points away."""
    axis.annotate(
        style.label, xy, by, textcoords="offset points", fontsize=small(),
        color=on_colour(style.colour), annotation_clip=False, zorder=5, **({"va": "center"} | how),
        bbox={"boxstyle": "round,pad=0.18", "facecolor": style.colour, "edgecolor": "none"},
    )  # fmt: skip


class Rows(NamedTuple):
    """Rows of a grid, each as high as its label: the labels in lines, and where rows begin and end, in lines from the top."""

    labels: list[str]
    edges: list[float]

    @property
    def places(self) -> list[float]:
        """The middle of each row."""
        return [(top + bottom) / 2 for top, bottom in pairwise(self.edges)]

    @property
    def inches(self) -> float:
        """How high they are together."""
        return self.edges[-1] * LINE * small() / 72


def stacked(
    labels: Sequence[str],
    wide: int,
    narrow: int,
    close: int,
    air: float,
    beside: Sequence[str] = (),
) -> Rows:
    """Rows with labels of so many characters a line: on a wide screen, on a narrow one, and closer; with air between them, in lines, and room for what stands beside them."""
    lines = wrapped(labels, wide, close if closer() else narrow)
    high = [
        max(text.count("\n") + 1 for text in row)
        for row in zip_longest(lines, beside, fillvalue="")
    ]
    return Rows(lines, list(accumulate((row + air for row in high), initial=0.0)))


def of_words(counted: str, *sizes: float) -> str:
    """Say what an axis counts, and of how many words, where that is known.

    Examples
    --------
    >>> of_words("coded stretches in the passages", 101, 134)
    'coded stretches in the passages, of 101 and 134 words'
    """
    known = [f"{size:,.0f}" for size in sizes if pd.notna(size)]
    return f"{counted}, of {' and '.join(known)} words" if len(known) == len(sizes) else counted


def count_above(picture: Picture, text: str) -> None:
    """Say over a picture what its upright axes count, so that no letter stands on its side."""
    picture.suptitle(text, x=EDGE / picture.get_figwidth(), ha="left", fontsize=small())


def matrix(
    axis,
    columns: int,
    labels: list[str],
    wide: int = LABEL,
    narrow: int = LABEL_NARROW,
) -> None:
    """The frame of a grid: rows named at the left, in lines of so many characters as in `wrapped`, columns at the top."""
    edges = [row - 0.5 for row in range(len(labels) + 1)]
    grid(axis, columns, Rows(wrapped(labels, wide, narrow), edges))
    axis.set_ylim(len(labels) - 0.4, -0.6)


def grid(axis, columns: int, rows: Rows) -> None:
    """The frame of a grid with rows as high as their labels, named at the left, columns at the top."""
    axis.set_yticks(rows.places, rows.labels)
    axis.set_xlim(-0.6, columns - 0.4)
    axis.set_ylim(rows.edges[-1], rows.edges[0])
    axis.xaxis.tick_top()
    axis.tick_params(length=0)
    if on_narrow():
        axis.tick_params(labelsize=small())
    axis.spines[:].set_visible(False)
    for y in rows.edges[1:-1]:
        axis.axhline(y, color="#e2e2e2", linewidth=0.6, zorder=0)


def half_handle(axis, text: str) -> Artist:
    """The mark that is half filled, for a legend."""
    (handle,) = axis.plot([], [], "o", color=NEUTRAL, markeredgecolor=NEUTRAL, label=text, **HALF)
    return handle


def table(function):
    """Name a table after its function; a refusal where the data cannot bear it. What is not counted is said as by `figure`."""

    @wraps(function)
    def named(report, *arguments) -> Table | Refusal:
        lacks = report.lacks(function.__name__)
        try:
            made = function(report.as_if if lacks else report, *arguments)
        except InsufficientData as reason:
            return Refusal(str(reason))
        name = made.pop("id", function.__name__.replace("_", "-"))
        made = _worded(report, name, made)
        made.pop("texts", None)
        if lacks:
            made |= _one_row(made)
        return Table(name, findings=report.findings, **_noted(made, lacks))

    return named
