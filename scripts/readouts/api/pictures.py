"""A figure of one's own, drawn and saved as the published ones are."""

import base64
import io
from collections.abc import Mapping
from html import escape
from pathlib import Path
from typing import Any, TypeAlias

import matplotlib
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..report import chapters
from ..report.drawing import PALETTE, SHAPES, SideStyle, bars, canvas, legible
from ..report.drawn import NARROW, WIDE, styled
from ..report.publish import Figure as Published
from ..report.publish import Refusal
from .loading import load_report

# A style of matplotlib over that of the book.
Style: TypeAlias = str | Path | dict[str, Any] | None
WIDTHS = {"one column": NARROW, "two columns": WIDE}
_NAMES = ("name", "word", "code", "frame", "label", "ngram")
_VALUES = ("rate", "normalized_frequency", "frequency")
_AXES = {"frequency": "occurrences"} | dict.fromkeys(
    ("rate", "normalized_frequency"), "per 1,000 words"
)
# As the published files have them: text stays text, and no date makes two files of one picture differ.
_FILES: Any = {"svg.hashsalt": "readouts", "svg.fonttype": "none", "pdf.fonttype": 42}
_UNDATED = {
    "svg": {"Date": None, "Creator": None},
    "pdf": {"CreationDate": None, "Creator": None, "Producer": None},
    "png": {"Software": None},
}


class Picture:
    """A figure that shows itself in a notebook and saves itself.

    Attributes
    ----------
    figure : matplotlib.figure.Figure
        To be changed further.
    axes : matplotlib.axes.Axes
    data : DataFrame
        What is drawn: ``side, label, frequency`` and the length of each bar.
    alt : str
        What it shows, for those who do not see it.
    """

    def __init__(
        self, figure: Figure, axes: Axes, data: pd.DataFrame, alt: str, style: Style
    ) -> None:
        self.figure, self.axes, self.data, self.alt, self._style = figure, axes, data, alt, style

    def save(self, path: str | Path) -> Path:
        """Save the figure; the ending says in which form: .pdf, .svg or .png.

        Text is written as text, in the fonts of the published figures: in PDF they are in the file, in SVG named.

        Parameters
        ----------
        path : str or Path

        Returns
        -------
        Path
            Where it stands.

        Raises
        ------
        ValueError
            If the ending is another one.
        """
        path = Path(path)
        form = path.suffix.removeprefix(".").lower()
        if form not in _UNDATED:
            raise ValueError(f"{path.name}: the ending says the form: .pdf, .svg or .png")
        path.write_bytes(self._rendered(form))
        return path

    def _rendered(self, form: str) -> bytes:
        buffer = io.BytesIO()
        with styled(*_given(self._style)), matplotlib.rc_context(_FILES):
            dpi = 200 if form == "png" else None
            self.figure.savefig(buffer, format=form, metadata=_UNDATED[form], dpi=dpi)
        return buffer.getvalue()

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        image = base64.b64encode(self._rendered("png")).decode("ascii")
        # At its printed size: a screen has 96 dots an inch.
        width = round(self.figure.get_figwidth() * 96)
        source = f'src="data:image/png;base64,{image}"'
        html = f'<img {source} alt="{escape(self.alt)}" width="{width}">'
        return {"text/html": html, "image/png": image, "text/plain": self.alt}


def _given(style: Style) -> list[str | Path | dict[str, Any]]:
    return [] if style is None else [style]


def figure(
    data: pd.DataFrame | str,
    value: str | None = None,
    *,
    report: str | Path | None = None,
    side: str = "side",
    label: str | None = None,
    width: str | float = "one column",
    colours: Mapping[str, str] | list[str] | None = None,
    style: Style = None,
    title: str = "",
    top: int | None = None,
) -> Picture | Published:
    """Draw counts or rates as bars, one a side and name, each with its count at its end; or show a figure of a book by its name.

    Parameters
    ----------
    data : DataFrame or str
        The name of a figure of a book, such as ``two-accounts``: all else but `report` is then left as it is. Otherwise
        What `rates` or `count` gives, or any table with a column of sides, one of names (``name, word, code, frame`` or
        ``label``) and one of numbers; or a cross table, with names as its index and sides as its columns.
    value : str, optional
        The column that the bars are as long as: by default ``rate``, else ``normalized_frequency``, else ``frequency``.
    report : str or Path, optional
        The data folder of the book whose figure is named; by default this project's own ``data/``.
    side, label : str
        The columns of sides and of names.
    width : {'one column', 'two columns'} or float
        84 or 174 mm, as journals have them; or so many inches.
    colours : dict of str to str, or list of str, optional
        A colour a side, as matplotlib names them; by default those of Okabe and Ito.
    style : str, Path or dict, optional
        A style of matplotlib over that of the book.
    title : str
    top : int, optional
        Only the names with the largest values, all sides together.

    Returns
    -------
    Picture
        It shows itself; ``.save("x.pdf")`` writes it, ``.axes`` is open to any change. A figure of a book shows its picture,
        its data and how to cite it; these are ``.picture``, ``.data`` and ``.citation``, and ``.save("x.pdf", columns=1)``
        writes it for one column of a journal.

    Raises
    ------
    ValueError
        If there is nothing to draw, a column is missing, the width is none, or the book has no such figure.

    Examples
    --------
    >>> import readouts
    >>> picture = readouts.figure(readouts.rates(readouts.EXAMPLE, ["river", "talks"]), width="two columns")
    >>> round(float(picture.figure.get_figwidth() * 25.4)), picture.axes.get_xlabel()
    (174, 'per 1,000 words')
    """
    if isinstance(data, str):
        return _published(data, *([] if report is None else [report]))
    table, value = _long(data, value, side, label)
    if table.empty:
        raise ValueError("nothing to draw: the table has no rows")
    if top is not None:
        largest = table.groupby("label")[value].sum().sort_values(ascending=False, kind="stable")
        table = table[table["label"].isin(list(largest.index[:top]))]
    labels, sides = list(dict.fromkeys(table["label"])), list(dict.fromkeys(table["side"]))
    shown = {name: legible(str(name), f"no. {place}") for place, name in enumerate(labels, 1)}
    inches = _inches(width)
    longest = table[value].max()
    with styled(*_given(style)):
        figure, axes = canvas(inches, 0.9 + len(labels) * (0.16 + 0.14 * len(sides)))
        bars(
            axes,
            table,
            labels,
            _side_styles(sides, colours),
            length=value,
            gap=0.01 * (longest or 1),
        )
        axes.set_yticks(range(len(labels)), [shown[name] for name in labels])
        axes.set_xlim(0, 1.12 * (longest or 1))
        axes.set_xlabel(_AXES.get(value, value))
        if len(sides) > 1:
            axes.legend(loc="best")
        if title:
            axes.set_title(title)
    return Picture(figure, axes, table, _alt(table, title), style)


def _published(name: str, *folder: str | Path) -> Published:
    """Return a figure of a book by its name."""
    book = load_report(*folder)
    functions = {one.__name__.replace("_", "-"): one for one in chapters.exhibits("figures", book)}
    if name not in functions:
        raise ValueError(f"no figure {name!r}; there is {', '.join(functions)}")
    made: Published | Refusal = functions[name](book)
    if isinstance(made, Refusal):
        raise ValueError(f"{name}: {made.reason}")
    return made


def _long(
    data: pd.DataFrame, value: str | None, side: str, label: str | None
) -> tuple[pd.DataFrame, str]:
    """Return a table ``side, label, frequency`` and the column of the bars, and that column's name."""
    if side not in data:
        if label is not None or not all(map(pd.api.types.is_numeric_dtype, data.dtypes)):
            raise ValueError(f"no column {side!r}; there is {', '.join(map(str, data.columns))}")
        crossed = data.rename_axis(index="label", columns="side").stack().rename("frequency")
        return crossed.reset_index(), "frequency"
    label = label or next((name for name in _NAMES if name in data), None)
    value = value or next((name for name in _VALUES if name in data), None)
    if label is None or value is None or label not in data or value not in data:
        raise ValueError(f"no column of names or of numbers in {', '.join(map(str, data.columns))}")
    columns = {"side": data[side], "label": data[label]}
    columns["frequency"] = data["frequency"] if "frequency" in data else data[value]
    return pd.DataFrame(columns | {value: data[value]}).reset_index(drop=True), value


def _inches(width: str | float) -> float:
    if isinstance(width, str) and width in WIDTHS:
        return WIDTHS[width]
    if isinstance(width, (int, float)) and 1 <= width <= 40:
        return float(width)
    raise ValueError(
        f"width: {', '.join(map(repr, WIDTHS))}, or inches from 1 to 40; found {width!r}"
    )


def _side_styles(
    sides: list[str], colours: Mapping[str, str] | list[str] | None
) -> dict[str, SideStyle]:
    chosen = dict(zip(sides, [*(colours if isinstance(colours, (list, tuple)) else ()), *PALETTE]))
    if isinstance(colours, Mapping):
        chosen |= colours
    return {
        name: SideStyle(
            chosen.get(name, PALETTE[place % len(PALETTE)]),
            SHAPES[place % len(SHAPES)],
            legible(str(name), f"no. {place + 1}"),
        )
        for place, name in enumerate(sides)
    }


def _alt(table: pd.DataFrame, title: str) -> str:
    """Say in words what is drawn."""
    said = "; ".join(
        f"{label}: " + ", ".join(f"{row.side} {row.frequency:g}" for row in rows.itertuples())
        for label, rows in table.groupby("label", sort=False)
    )
    return f"{title or 'Bar chart'}. {said}"
