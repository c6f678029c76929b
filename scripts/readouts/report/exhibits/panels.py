"""Small charts of rates from event to event: panels with one axis of events and, of one language, one of rates."""

import matplotlib.dates
import numpy as np
import pandas as pd
from matplotlib.ticker import FixedLocator, MaxNLocator

from ..drawing import NARROW, NEUTRAL, WIDE, SideStyle, canvas, on_narrow

# So few events are marks in their order, and no line.
FEW = 3


def places(data: pd.DataFrame) -> tuple[pd.Series, bool]:
    """Return where each event stands on the axis, in their order: by its date, if each has one of its own and they are more than a few; else by its number."""
    first = pd.to_datetime(data.groupby("event", sort=False)["date"].first())
    if len(first) > FEW and first.notna().all() and first.is_unique:
        return first.map(matplotlib.dates.date2num).sort_values(), True
    return pd.Series(range(1, len(first) + 1), index=first.index, dtype=float), False


def panels(frames: int, languages: int):
    """Return a picture, and in it a panel a frame and language: a column a language, or two of frames where there is one; on a narrow screen one column."""
    columns = 1 if on_narrow() else max(2, languages)
    rows = -(-frames * languages // columns)
    picture, axes = canvas(NARROW if on_narrow() else WIDE, 0.7 + 1.55 * rows, columns, rows)
    panels = list(np.ravel(axes))
    for axis in panels[frames * languages :]:
        axis.set_axis_off()
    return picture, panels[: frames * languages]


def draw_line(axis, drawn: pd.DataFrame, dates: pd.Series, style: SideStyle) -> None:
    """Draw a mark an account, and a line from event to event; none across an event of which the side has no account."""
    rates = drawn.set_index("event")["normalized_frequency"].reindex(dates.index)
    if rates.isna().all():
        return
    axis.plot(
        dates.to_numpy(),
        rates.astype(float).to_numpy(),
        f"{style.marker}-" if len(dates) > FEW else style.marker,
        color=style.colour,
        label=style.label,
        markersize=4.5,
        markeredgecolor="black",
        markeredgewidth=0.4,
        linewidth=1,
        clip_on=False,  # a mark at 0 is seen whole
    )


def scale(axes) -> None:
    """Give panels of one language one axis of rates, from 0; one that is empty says why."""
    drawn = [axis for axis in axes if axis.lines]
    highest = max((axis.get_ylim()[1] for axis in drawn if _reaches(axis)), default=1)
    for axis in axes:
        axis.set_ylim(0, highest)
        axis.yaxis.set_major_locator(MaxNLocator(3))
        axis.grid(axis="y")
        if axis not in drawn:
            axis.set_yticks([])
            axis.text(
                0.5,
                0.5,
                "no pattern in this language",
                transform=axis.transAxes,
                ha="center",
                va="center",
                fontsize=9,
                color=NEUTRAL,
            )


def _reaches(axis) -> bool:
    """Say whether a panel has a rate above 0: one of zeros alone has no scale of its own."""
    return any(np.nanmax(line.get_ydata()) > 0 for line in axis.lines)


def set_time(axes, dates: pd.Series, dated: bool) -> None:
    """Give all panels one axis of events: of dates, or of their numbers."""
    margin = (dates.max() - dates.min()) * 0.05 if len(dates) > FEW else 0.5
    for axis in axes:
        axis.set_xlim(dates.min() - margin, dates.max() + margin)
        if dated:
            axis.xaxis.set_major_locator(locator := date_locator(dates))
            axis.xaxis.set_major_formatter(matplotlib.dates.ConciseDateFormatter(locator))
        else:
            axis.xaxis.set_major_locator(
                FixedLocator(dates) if len(dates) <= FEW else MaxNLocator(5, integer=True)
            )


def date_locator(dates: pd.Series):
    """Return a locator of days, months or years, never of hours, that has two to six marks and does not warn."""
    if dates.max() - dates.min() < 8:
        return matplotlib.dates.DayLocator(interval=2)
    return matplotlib.dates.AutoDateLocator(minticks=2, maxticks=6)
