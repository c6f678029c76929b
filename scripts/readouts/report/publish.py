"""Exhibits: the numbered figures and tables of a report, and the forms in which they are published.

An exhibit is what a chapter's cell returns. In JupyterLab it shows itself; in the book, the Sphinx extension turns
the same output into a numbered figure or table whose numbers are links to what they count, with its files.
"""

import base64
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from html import escape
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.figure import Figure as Picture

from ..text.endless import ENDLESS, left_out
from ..text.wording import bracketed, differing
from . import program
from .drawn import MILLIMETRES, PICTURES, Drawing
from .drawn import data_sha256 as data_sha256
from .fields import Field, schema
from .findings import Findings

MIME = "application/vnd.readouts.exhibit+json"
FORMATS = ("svg", "pdf", "png", "csv")
ROLE = re.compile(r"\{[\w:-]+\}`([^`]+)`")


class InsufficientData(ValueError):
    """What a function of an exhibit raises where the data cannot bear it; its message stands in the exhibit's place."""


@dataclass(frozen=True)
class Refusal:
    """Why an exhibit is not there, shown where it would stand.

    Attributes
    ----------
    reason : str
    """

    reason: str

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        return {
            "text/html": f'<p class="refusal">{escape(self.reason)}</p>',
            "text/plain": self.reason,
        }


# What a spreadsheet takes for the beginning of a formula, unless it begins a number.
_FORMULA = re.compile(r"[=@\t\r]|[+-](?![\d.,]+$)")


def defused(text: str) -> str:
    """A text that no spreadsheet takes for a formula: an apostrophe goes before it.

    Examples
    --------
    >>> defused("=1+1"), defused("-5"), defused("peace")
    ("'=1+1", '-5', 'peace')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def to_csv(data: pd.DataFrame) -> str:
    """A table as CSV for people."""
    safe = data.copy(deep=False)
    for column in data.select_dtypes(exclude=["number", "bool"]):
        safe[column] = [defused(cell) if isinstance(cell, str) else cell for cell in data[column]]
    return safe.to_csv(index=False, lineterminator="\n")


def heading(title: str) -> str:
    """Return a title as a caption begins with it: a question has its own mark at the end.

    Examples
    --------
    >>> heading("Names"), heading("Who speaks?")
    ('Names.', 'Who speaks?')
    """
    return title if title.endswith("?") else f"{title}."


def _printed(value: object) -> str:
    """A value as a cell shows it: whole numbers with a comma after thousands; of letters without end the beginning.

    Examples
    --------
    >>> _printed(12345), _printed("to " + "ha" * 600)[60:]
    ('12,345', 'aha… (1,200 letters without a break, all of them in the CSV)')
    """
    whole = isinstance(value, (int, np.integer)) and not isinstance(value, bool)
    return f"{value:,}" if whole else ENDLESS.sub(_beginning, str(value))


def _beginning(letters: re.Match[str]) -> str:
    return letters[1] + left_out(letters, "all of them in the CSV")


@dataclass(frozen=True)
class Exhibit:
    """What figures and tables share.

    Attributes
    ----------
    id : str
        Never changes once published; a figure's anchor is ``fig-<id>``, a table's ``tab-<id>``.
    title : str
        A heading of a few words.
    caption : str
        MyST; its numbers are findings, placed by the role ``{finding}``. Names n and the corpus.
    data : DataFrame
        What the exhibit shows; published as CSV.
    findings : Findings
        Those that the caption and the cells name.
    fields : dict of str to Field or str
        What stands in the published columns; of those that it does not name, `fields.SHARED` has the description.
    provenance : str
        MyST: the part of the caption that names the source, which a narrow screen folds; may be empty.
    """

    id: str
    title: str
    caption: str
    data: pd.DataFrame
    findings: Findings = field(repr=False)
    fields: dict[str, Field | str] = field(default_factory=dict, kw_only=True, repr=False)
    provenance: str = field(default="", kw_only=True)

    @property
    def published(self) -> pd.DataFrame:
        """The data as they are published."""
        return self.data

    def csv(self) -> str:
        """The published data as CSV."""
        return to_csv(self.published)

    def schema(self) -> list[dict[str, str]]:
        """The columns of the CSV, described; see `fields.schema`."""
        return schema(self.published, self.fields)

    def text(self) -> str:
        """Title and caption with the numbers written out, for a terminal."""
        return f"{heading(self.title)} {self._written_out(self.caption)}"

    def _written_out(self, said: str) -> str:
        # Only the book knows what the other roles lead to; elsewhere their targets stand as they are.
        return ROLE.sub(r"\1", self.findings.fill(said))

    def _described(self) -> str:
        """Title and caption as HTML, for a notebook."""
        return f"<figcaption><strong>{escape(heading(self.title))}</strong> {escape(self._written_out(self.caption))}</figcaption>"


@dataclass(frozen=True)
class Table(Exhibit):
    """A numbered table.

    Attributes
    ----------
    links : dict of str to str, or to a list of str
        Column to a template of a finding's id, filled from the row, for example
        ``{"North": "code-north-{code}"}``, or to the ids, one a row: the cell then shows that finding, linked to
        its evidence. An empty id leaves the cell as it is.
    columns : dict of str to str
        The columns shown, in order, each with its heading in MyST; the first heads each row. The CSV holds all columns.
    sources : tuple of str
        Columns that name documents, whose digits are no results.
    addresses : dict of str to str
        Column to the column with the address of the web that its cell opens; no digit of such a cell is a result.
    shown : str
        A column of truth values: the rows for which it is true are shown, and the CSV holds all. By default all are.
    against : dict of str to str
        Column to the column of another version of the same words: the words that only the first has are marked.
    missing : dict of str to str
        Column to what is printed where it has no value; the CSV has nothing there.
    page_only : tuple of str
        Columns that serve the page alone, and are not in the CSV: parts of ids, and numbers as they are printed.
    """

    links: dict[str, str | list[str]] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()
    addresses: dict[str, str] = field(default_factory=dict)
    against: dict[str, str] = field(default_factory=dict)
    shown: str = ""
    missing: dict[str, str] = field(default_factory=dict)
    page_only: tuple[str, ...] = ()

    @property
    def published(self) -> pd.DataFrame:
        """The data without what serves the page alone."""
        return self.data.drop(columns=list(self.page_only))

    def cells(self) -> list[list[dict]]:
        """The rows shown: each cell has ``text``, and, where they apply, ``finding`` (an id), ``source``, ``address`` and ``diff``."""
        return [
            [self._cell(number, row, column) for column in self.columns]
            for number, row in enumerate(self.data.to_dict("records"))
            if not self.shown or row[self.shown]
        ]

    def _cell(self, number: int, row: dict, column: str) -> dict:
        link = self.links.get(column, "")
        finding_id = link.format_map(row) if isinstance(link, str) else link[number]
        if finding_id:
            return {"text": self.findings[finding_id].text, "finding": finding_id}
        value = row[column]
        cell = {"text": self.missing.get(column, "") if pd.isna(value) else _printed(value)}
        cell |= {"source": True} if column in self.sources else {}
        address = row[self.addresses[column]] if column in self.addresses else None
        cell |= {"address": address} if isinstance(address, str) else {}
        if column in self.against:
            stretches = differing(cell["text"], row[self.against[column]])
            cell |= {"text": bracketed(stretches), "diff": stretches}
        return cell

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        rows = self.cells()
        shown = pd.DataFrame(
            [[cell["text"] for cell in row] for row in rows],
            columns=[self.findings.fill(name) for name in self.columns.values()],
        )
        content = {
            "kind": "table",
            "id": self.id,
            "title": self.title,
            "caption": self.caption,
            "provenance": self.provenance,
            "header": list(self.columns.values()),
            "rows": rows,
            "schema": self.schema(),
            "files": {"csv": self.csv()},
        }
        with pd.option_context("display.max_colwidth", None):
            html = shown.to_html(index=False)
        return {
            MIME: content,
            "text/html": f"<figure>{self._described()}{html}</figure>",
            "text/plain": self.text(),
        }


@dataclass(frozen=True)
class Figure(Exhibit):
    """A numbered figure.

    Attributes
    ----------
    alt : str
        What the picture shows, for those who do not see it.
    draw : callable
        Draws the picture from the published data alone, as `drawn.Drawing` calls it.
    look : dict
        What it takes of the report's settings: plain values.
    says : str
        MyST: what the picture shows, in one sentence, with which the caption begins; may be empty.
    limits : str
        MyST: what must be known of it not to be misread, at the end of the caption and below the files that are taken away; may be empty.
    citation : str
        A reference to the figure in words.
    source : str
        Where it is from, in the line below it; see `citation.source`.
    """

    alt: str = ""
    draw: Callable[..., Picture] = field(default=Picture, repr=False)
    look: dict[str, Any] = field(default_factory=dict, repr=False)
    says: str = ""
    limits: str = ""
    citation: str = ""
    source: str = ""

    @cached_property
    def drawing(self) -> Drawing:
        """The picture, from the published data."""
        return Drawing(
            self.id,
            self.title,
            self.alt,
            self.citation,
            self.csv(),
            self.draw,
            self.look,
            says=self._written_out(self.says),
            limits=self._written_out(self.limits),
            source=self.source,
        )

    @property
    def picture(self) -> Picture:
        """The picture as it is published."""
        return self.drawing.picture()

    @property
    def narrow(self) -> Picture:
        """The same for a narrow screen and for one column of a journal."""
        return self.drawing.picture(1 if self.drawing.columns == 2 else None)

    @property
    def code(self) -> str:
        """The program that draws the picture from the CSV."""
        return program.text(self.drawing)

    def in_page(self) -> list[str]:
        """The SVG of the picture in the width of a page, and of its narrow form: what shows a finding links to ``finding:<id>``.

        All figures of a page are as wide as each other, and so their letters are of one size.
        """
        return [self.drawing.in_page(columns) for columns in (2, 1)]

    def save(self, path: str | Path, columns: int | None = None) -> Path:
        """Save the picture; see `drawn.Drawing.save`."""
        return self.drawing.save(path, columns)

    def files(self) -> dict[str, str]:
        """The contents of the published files by their endings; PDF and PNG in base64.

        ``84mm.svg`` and ``174mm.svg`` and their like are drawn for one and for two columns of a journal, without title and source;
        those for one column are left out where no page holds them. ``narrow.svg`` is for a narrow screen, where none of these is.
        """
        printed = {columns: self.drawing.printed(columns) for columns in MILLIMETRES}
        on_screen = printed[1] is self.drawing.picture(None if self.drawing.columns == 1 else 1)
        return {
            "csv": self.csv(),
            "py": self.code,
            **{form: self._file(form) for form in PICTURES},
            # Of these widths a PNG is for whoever asks the program for one: to make it takes long.
            **{
                f"{width}mm.{form}": self._file(form, columns)
                for columns, width in MILLIMETRES.items()
                for form in ("svg", "pdf")
                if printed[columns] is not None
            },
            **({} if on_screen else {"narrow.svg": self.drawing.on_narrow_screen()}),
        }

    def _file(self, form: str, columns: int | None = None) -> str:
        content = self.drawing.render(form, columns)
        return (
            content.decode("utf-8") if form == "svg" else base64.b64encode(content).decode("ascii")
        )

    def _repr_mimebundle_(self, include=None, exclude=None) -> dict:
        files = self.files()
        content = {
            "kind": "figure",
            "id": self.id,
            "title": self.title,
            "says": self._written_out(self.says),
            "caption": self.caption,
            "provenance": self.provenance,
            "alt": self.alt,
            "schema": self.schema(),
            "files": files,
            "pictures": self.in_page(),
        }
        # At its printed size: a screen has 96 dots an inch.
        image = f'<img src="data:image/png;base64,{files["png"]}" alt="{escape(self.alt)}" width="{self.drawing.in_dots.get_figwidth() * 96:.0f}">'
        return {
            MIME: content,
            "text/html": f"<figure>{image}{self._described()}</figure>{self._cited()}",
            "image/png": files["png"],
            "text/plain": self.text(),
        }

    def _cited(self) -> str:
        """The data as a table that opens, and how to cite the figure, as HTML for a notebook."""
        table = self.published.to_html(index=False, na_rep="", max_rows=60)
        cited = f"<p>{escape(self.citation)}</p>" if self.citation else ""
        return f"<details><summary>Data</summary>{table}</details>{cited}"
