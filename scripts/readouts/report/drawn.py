"""A picture drawn from a published CSV and a few words, and the forms in which it is taken away.

The book, `readouts.figure` and the program beside each figure draw by this, so that they draw the same.
"""

import hashlib
import io
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import matplotlib.style
import pandas as pd
from matplotlib.figure import Figure as Picture
from matplotlib.transforms import Bbox

from .. import paths
from . import fonts
from .anchors import anchored, points

# How wide one column of a journal is, and two; and the same in inches.
MILLIMETRES = {1: 84, 2: 174}
NARROW, WIDE = (width / 25.4 for width in MILLIMETRES.values())
DPI = 300
# How high a picture may be that a journal is to print, in millimetres: no page holds a higher one.
PAGE = 230
# Points of the letters of a picture that is drawn closer, so that one column of a page holds it; journals ask for 6 or more.
CLOSE = 7.2
_CLOSER = {
    f"{part}size": CLOSE for part in ("font.", "axes.label", "xtick.label", "ytick.label")
} | {"legend.fontsize": CLOSE, "axes.titlesize": CLOSE + 0.5}
PICTURES = ("svg", "pdf", "png")
# Points and look of what stands around a picture that is taken away.
HEADLINE = (11.5, {"fontweight": "bold"})
QUESTION = (9.5, {"color": "#333333"})
LIMITS = (8.5, {"color": "#333333"})
SOURCE = (7.8, {"color": "#555555"})
EDGE = 0.08  # inches around these words
# A link of an SVG, around what it is on.
_LINK = re.compile(r' *<a xlink:href="[^"]*"[^>]*>\n| *</a>\n')
# How many columns of a journal a picture is drawn for; None where its function says so itself.
COLUMNS: ContextVar[int | None] = ContextVar("columns", default=None)
# Whether a picture of one column is drawn closer, as high as a page; see `Drawing.printed`.
CLOSER: ContextVar[bool] = ContextVar("closer", default=False)


@contextmanager
def styled(*further: Any) -> Iterator[None]:
    """Have matplotlib draw in the look of the figures, and in their font; `further` are styles over it, as matplotlib takes them."""
    fonts.register()
    with matplotlib.style.context([paths.FIGURE_STYLE, *further]):
        yield


def data_sha256(text: str) -> str:
    """Return the SHA-256 of an exhibit's data as published in its CSV."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def read(csv: str) -> pd.DataFrame:
    """Return a published CSV as a table: an empty cell is missing, every other is what it says.

    Examples
    --------
    >>> read("side,label\\nnone,'=1\\n").to_numpy().tolist()
    [['none', '=1']]
    """
    data = pd.read_csv(io.StringIO(csv), keep_default_na=False, na_values=[""])
    # An apostrophe that keeps a spreadsheet from taking a text for a formula is no part of it.
    guard = re.compile(r"^'(?=[=@\t\r+-])")
    for column in data.select_dtypes(exclude=["number", "bool"]):
        data[column] = data[column].map(lambda cell: guard.sub("", cell), na_action="ignore")
    return data


@dataclass(frozen=True)
class Drawing:
    """What a picture is drawn from, and what its files say of it.

    Attributes
    ----------
    id, title, alt, citation : str
        Of the figure; ``alt`` says what the picture shows, for those who do not see it.
    csv : str
        The figure's data as published.
    draw : callable
        Gives the picture, from the table and from `look`.
    look : dict
        Plain values that are the report's settings, and not in its data: names, colours, days.
    says : str
        What the picture shows, in one sentence; may be empty.
    limits : str
        What must be known of it not to be misread; may be empty.
    source : str
        Where it is from, in one line; may be empty.
    """

    id: str
    title: str
    alt: str
    citation: str
    csv: str = field(repr=False)
    draw: Callable[..., Picture] = field(repr=False)
    look: dict[str, Any] = field(default_factory=dict, repr=False)
    says: str = ""
    limits: str = ""
    source: str = ""
    _drawn: dict[tuple, Picture] = field(default_factory=dict, repr=False, compare=False)
    _in_page: dict[int | None, str] = field(default_factory=dict, repr=False, compare=False)

    def picture(self, columns: int | None = None, closer: bool = False) -> Picture:
        """Return the picture, drawn once: as its function has it, or for one or two columns of a journal; the one column closer."""
        form = (columns, closer)
        if form not in self._drawn:
            tokens = (COLUMNS, COLUMNS.set(columns)), (CLOSER, CLOSER.set(closer))
            try:
                with styled(*([_CLOSER] if closer else [])):
                    picture = self.draw(read(self.csv), **self.look)
                    # The layout is worked out once, and not again for each form.
                    lay_out(picture)
                    picture.set_layout_engine(None)
                    for axis in picture.axes:
                        for one in (axis.xaxis, axis.yaxis):
                            if not one.label.get_text():
                                # Else each form measures all ticks, to find the place of a label that is not there.
                                one.set_label_coords(0, 0)
                    # A legend stays where it is when words are set around the picture.
                    for legend in picture.legends:
                        legend.set_bbox_to_anchor((0, 0, 1, 1), picture.transFigure)
            finally:
                for variable, token in tokens:
                    variable.reset(token)
            self._drawn[form] = picture
        return self._drawn[form]

    def printed(self, columns: int) -> Picture | None:
        """Return the picture for a journal's columns: for one column drawn closer where it would be higher than a page, and none where it is even then."""
        picture = self.picture(self._published(columns))
        if columns > 1 or _on_a_page(picture):
            return picture
        closer = self.picture(1, closer=True)
        return closer if _on_a_page(closer) else None

    @property
    def columns(self) -> int:
        """How many columns of a journal the picture takes as its function has it."""
        return 2 if self.picture().get_figwidth() > NARROW + 0.01 else 1

    @property
    def in_dots(self) -> Picture:
        """The picture as a PNG has it: drawn for two columns, for which the dots of one would not suffice."""
        return self.picture(self._published(2))

    def in_page(self, columns: int | None = None) -> str:
        """Return the SVG for a page: what shows a finding links to ``finding:<id>``."""
        columns = self._published(columns)
        if columns not in self._in_page:
            self._in_page[columns] = self._saved("svg", self.picture(columns)).decode("utf-8")
        return self._in_page[columns]

    def render(self, form: str, columns: int | None = None) -> bytes:
        """Return the contents of a file that is taken away, which has no page to link to.

        It has its title, its limits and its source in it; drawn for one or two columns of a journal, which sets them itself, it has not.

        Raises
        ------
        ValueError
            If it is to be drawn for one column, and no page holds it so.
        """
        if columns:
            picture = self.printed(columns)
            if picture is None:
                raise ValueError(f"{self.id}: higher than {PAGE} mm in one column; ask for two")
            if form == "svg":
                return _file(self._svg(picture, columns))
        else:
            picture = self.in_dots if form == "png" else self.picture()
        links = [(artist, artist.get_url()) for artist in picture.findobj(_links)]
        for artist, _ in links:
            artist.set_url(None)
        try:
            with styled():
                made = self._saved(form, picture) if columns else self._in_words(form, picture)
        finally:
            for artist, url in links:
                artist.set_url(url)
        return _file(made.decode("utf-8")) if form == "svg" else made

    def on_narrow_screen(self) -> str:
        """Return the SVG for a narrow screen, where no mark is a link."""
        return _file(self.in_page(1)).decode("utf-8")

    def _svg(self, picture: Picture, columns: int) -> str:
        """Return the SVG of a picture, from what the page has where that is the same."""
        if picture is self.picture(self._published(columns)):
            return self.in_page(columns)
        return self._saved("svg", picture).decode("utf-8")

    def _in_words(self, form: str, picture: Picture) -> bytes:
        """Return the picture as a file, under what it says and over its limits and its source."""
        width, height = picture.get_size_inches()
        said = (
            [(self.says, HEADLINE), (self.title, QUESTION)]
            if self.says
            else [(self.title, HEADLINE)]
        )
        above, below = list(_lines(said, width)), list(_lines([(self.source, SOURCE)], width))
        if limits := list(_lines([(self.limits, LIMITS)], width)):
            *line, tall = limits[-1]
            below = [*limits[:-1], (*line, tall + EDGE), *below]  # a little apart from the source
        top, bottom = (sum(tall for *_, tall in lines) + 2 * EDGE for lines in (above, below))
        written = []
        for lines, y in ((above, height + top - EDGE), (below, -EDGE)):
            for text, look, tall in lines:
                written.append(picture.text(EDGE / width, y / height, text, va="top", **look))
                y -= tall
        try:
            return self._saved(form, picture, Bbox([[0, -bottom], [width, height + top]]))
        finally:
            for text in written:
                text.remove()

    def _published(self, columns: int | None) -> int | None:
        """None for the width that the picture has anyway."""
        return None if columns == self.columns else columns

    def save(self, path: str | Path, columns: int | None = None) -> Path:
        """Save the picture; the ending says in which form: .svg, .pdf or .png.

        Parameters
        ----------
        path : str or Path
        columns : {1, 2}, optional
            Drawn for so many columns of a journal, 84 or 174 mm, which sets title and source itself; by default as it is
            published, with both.

        Returns
        -------
        Path
            Where it stands.

        Raises
        ------
        ValueError
            If the ending is another one, or no page holds the picture in one column.
        """
        path = Path(path)
        form = path.suffix.removeprefix(".").lower()
        if form not in PICTURES:
            raise ValueError(f"{path.name}: the ending says the form: .svg, .pdf or .png")
        path.write_bytes(self.render(form, columns))
        return path

    def _saved(self, form: str, picture: Picture, box: Bbox | None = None) -> bytes:
        settings = {"svg.hashsalt": self.id, "svg.fonttype": "none", "pdf.fonttype": 42}
        buffer = io.BytesIO()
        with styled(settings), fonts.shapes_alone() if form == "pdf" else nullcontext():
            picture.savefig(
                buffer,
                format=form,
                metadata=self._metadata(form),
                dpi=DPI if form == "png" else None,
                bbox_inches=box,
            )
            if form != "svg":
                return buffer.getvalue()
            svg = anchored(buffer.getvalue().decode("utf-8"))
        # What it shows is said as its first words; and letters are as wide as in print, not moved to whole dots of a screen.
        described = f"</title>\n <desc>{escape(self.alt)}</desc>"
        svg = svg.replace("</title>", described, 1)
        return svg.replace("*{stroke", "*{text-rendering: geometricPrecision; stroke", 1).encode(
            "utf-8"
        )

    def _metadata(self, form: str) -> dict[str, str | None]:
        """Title, citation, version and data hash, under the names that each format has; no date and no program."""
        source = f"Figure {self.id} of the package readouts, version {version('readouts')}"
        digest = f"SHA-256 of the data: {data_sha256(self.csv)}"
        cited = f"{source}. {self.citation}".rstrip()
        if form == "svg":
            return {
                "Title": self.title, "Source": cited, "Description": digest,
                "Date": None, "Creator": None,
            }  # fmt: skip
        if form == "pdf":
            return {
                "Title": self.title, "Subject": self.alt, "Keywords": f"{cited} {digest}",
                "CreationDate": None, "Creator": None, "Producer": None,
            }  # fmt: skip
        return {
            "Title": self.title, "Source": cited, "Description": f"{self.alt} {digest}",
            "Software": None,
        }  # fmt: skip


def _file(svg: str) -> bytes:
    """Return an SVG as a file: without links into a page, and with its letters, since it has no page's font."""
    return fonts.with_letters(_LINK.sub("", svg)).encode("utf-8")


def _on_a_page(picture: Picture) -> bool:
    return bool(picture.get_figheight() * 25.4 <= PAGE)


def _links(artist: Any) -> bool:
    return bool(artist.get_url())


def _lines(said: list[tuple[str, tuple]], width: float) -> Iterator[tuple[str, dict, float]]:
    """Yield the lines of what is said, in a width in inches, each with its look and its height; what cannot be drawn is left out.

    The lines of a headline are about as long as each other, so that no word stands by itself in the last.
    """
    room = 72 * (width - 2 * EDGE)
    for text, (size, look) in said:
        weight = look.get("fontweight")
        lines = _broken(text, room, size, weight)
        for part in range(50, 100, 5) if weight else ():
            even = _broken(text, room * part / 100, size, weight)
            if len(even) == len(lines):
                lines = even
                break
        for line in lines:
            yield line, look | {"fontsize": size}, 1.3 * size / 72


def _broken(text: str, room: float, size: float, weight: str | None) -> list[str]:
    """Return the lines of a text in a room of so many points; it is broken at plain spaces alone."""
    lines: list[str] = []
    for word in filter(drawable, re.split(r"[ \t\r\n]+", text.strip())):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and points(longer, size, weight) <= room:
            lines[-1] = longer
        elif word:
            lines.append(word)
    return lines


def lay_out(picture: Picture) -> None:
    """Give the parts of a picture their places, as drawing it would."""
    engine = picture.get_layout_engine()
    if engine is not None:
        engine.execute(picture)


def drawable(text: str) -> bool:
    """Whether the figures' fonts have every character of a text: they have Latin, Cyrillic and Greek, and no Chinese.

    Examples
    --------
    >>> drawable("Кремль"), drawable("中国")
    (True, False)
    """
    return all(ord(character) in fonts.characters() for character in text)
