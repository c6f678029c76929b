"""What figures and tables share: the decorators that make them exhibits, colours, and parts of a picture."""

import inspect
from functools import wraps

import matplotlib.style
import pandas as pd
from matplotlib.figure import Figure as Picture
from matplotlib.ticker import MaxNLocator

from .. import paths
from ..text.tokens import HAN
from . import results
from .publish import Figure, Table

WIDE, NARROW = 7.2, 3.5  # inches: two journal columns, and one
# Blue and orange of Okabe and Ito (2008): apart for colour-blind readers, and one darker than the other in grey.
COLOURS = {"kremlin": "#0072B2", "beijing": "#E69F00"}
MARKERS = {"kremlin": "o", "beijing": "s"}
NEUTRAL = "#6b6b6b"


def figure(function):
    """Draw in the book's style, and name the figure after the function."""
    @wraps(function)
    def styled(report) -> Figure:
        with matplotlib.style.context(paths.FIGURE_STYLE):
            made = function(report)
        return Figure(function.__name__.replace("_", "-"), findings=report.findings, code=inspect.getsource(function), **made)
    return styled


def latin(labels: pd.Series) -> pd.Series:
    """Labels without the Chinese in brackets: matplotlib's own fonts have no Han."""
    return labels.str.replace(rf"\s*\([^)]*[{HAN}][^)]*\)", "", regex=True)


def canvas(width: float, height: float, columns: int = 1):
    """A picture of so many inches, and its axes: one, or an array of as many as columns."""
    picture = Picture(figsize=(width, height), layout="constrained")
    axes = picture.subplots(1, columns)
    return picture, axes


def paired_bars(axis, data: pd.DataFrame, labels: list[str]) -> None:
    """Two bars a label, the sides in their colours, each with its count written at the end."""
    for shift, (side, colour) in zip((-0.2, 0.2), COLOURS.items()):
        counts = data[data["side"] == side].set_index("label")["frequency"].reindex(labels)
        places = [number + shift for number in range(len(labels))]
        axis.barh(places, counts, 0.38, color=colour, label=results.side_name(side), edgecolor="black", linewidth=0.4)
        for place, count in zip(places, counts):
            axis.text(count + 0.06, place, str(count), va="center", fontsize=8)
    axis.set_yticks(range(len(labels)), labels)
    axis.invert_yaxis()
    axis.xaxis.set_major_locator(MaxNLocator(integer=True))
    axis.legend(loc="lower right")


def cell(axis, x: int, y: int, count, colour: str, marker: str) -> None:
    """A count as a filled mark with its number; zero as a small dot; nothing where nothing was counted."""
    if pd.isna(count):
        return
    if count == 0:
        axis.plot(x, y, ".", color="#9a9a9a", markersize=3)
        return
    axis.plot(x, y, marker, color=colour, markersize=15, markeredgecolor="black", markeredgewidth=0.5)
    axis.text(x, y, str(count), ha="center", va="center_baseline", fontsize=8.5, fontweight="bold", color="white" if colour == COLOURS["kremlin"] else "black")


def matrix(axis, columns: int, labels: list[str]) -> None:
    """The frame of a grid: rows named at the left, columns at the top."""
    axis.set_yticks(range(len(labels)), labels)
    axis.set_xlim(-0.6, columns - 0.4)
    axis.set_ylim(len(labels) - 0.4, -0.6)
    axis.xaxis.tick_top()
    axis.tick_params(length=0)
    axis.spines[:].set_visible(False)
    for y in range(1, len(labels)):
        axis.axhline(y - 0.5, color="#e2e2e2", linewidth=0.6, zorder=0)


def side_legend(axis) -> None:
    """A legend of the sides, each with its mark on a line."""
    handles = [axis.plot([], [], MARKERS[side], color=COLOURS[side], markeredgecolor="black", markeredgewidth=0.5, linestyle="-", label=results.side_name(side))[0] for side in COLOURS]
    axis.legend(handles=handles, loc="lower right")


def table(function):
    """Name a table after its function."""
    @wraps(function)
    def named(report, *arguments) -> Table:
        made = function(report, *arguments)
        name = made.pop("id", function.__name__.replace("_", "-"))
        return Table(name, findings=report.findings, **made)
    return named
