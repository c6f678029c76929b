"""One event's readouts next to each other, with every coded stretch marked in its text.

The page is complete without JavaScript: each marked piece is a link to its note below the passage. ``reader.js``
shows the same notes at the mark, and switches frames on and off.
"""

from typing import ClassVar, NamedTuple

import pandas as pd
from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from ..corpus.corpus import EXCERPTS, FULL, day
from ..report import precision
from ..report.results import looked_for
from ..text import coding
from ..text.marks import lanes, letters, pieces
from .entry import joined, source_line, spoken
from .nodes import add_files, element, make

logger = logging.getLogger(__name__)
STYLES = (
    8  # how many frames reader.css can tell apart by colour and line; the letters tell all apart
)
COLUMN = 40_000  # characters of passages that a column shows


class reader_place(nodes.General, nodes.Element):
    """Where a reader stands, once all pages are read."""


class SideTexts(NamedTuple):
    """One side: its readouts, of one event or of all, and their counted segments."""

    name: str
    readouts: pd.DataFrame
    segments: pd.DataFrame

    @property
    def completeness(self) -> str:
        """``full`` if all that is shown of the side is, else ``excerpts``."""
        return (
            FULL
            if len(self.segments) and (self.segments["completeness"] == FULL).all()
            else EXCERPTS
        )


class Mark(NamedTuple):
    """A coded stretch as it is shown: its place, its line below the text (`lanes`), the ids of its note and of its code's name."""

    start: int
    end: int
    lane: int
    note: str
    name: str
    code: str
    frame: str


class Style(NamedTuple):
    """How a frame is told from the others: the number of its colour and line, its letters, and its name."""

    number: int
    letters: str
    label: str


def sides(report, event: str = "") -> list[SideTexts]:
    """Return the sides that published a readout of an event, or of any event, in the order of ``readouts.csv``."""
    table = report.corpus.readouts
    own = table[(table["kind"] == "readout") & ((table["event"] == event) | (event == ""))]
    segments = report.corpus.segments
    return [
        SideTexts(
            readouts["side_name"].iloc[0],
            readouts,
            segments[segments["readout_id"].isin(readouts["readout_id"])],
        )
        for _, readouts in own.groupby("side", sort=False)
    ]


def known_event(directive: SphinxDirective) -> str:
    """Return the event that a directive names, which must be one of a readout."""
    table = directive.env.app.readouts_report.corpus.readouts
    known = sorted(set(table.loc[table["kind"] == "readout", "event"]))
    if directive.arguments[0] not in known:
        raise directive.error(
            f"{directive.name}: found {directive.arguments[0]!r}, expected an event of readouts.csv: {', '.join(known[:20])}"
        )
    return directive.arguments[0]


def styles(frames: pd.DataFrame) -> dict[str, Style]:
    """Return how each frame of a codebook is marked."""
    shown = zip(frames["frame"], letters(frames["label"].to_list()), frames["label"])
    return {
        frame: Style(number % STYLES + 1, short, label)
        for number, (frame, short, label) in enumerate(shown)
    }


def marks_of(coded: pd.DataFrame, segment_id: str) -> list[Mark]:
    """Return the distinct coded stretches of a segment, in the order of the text, the longer first."""
    own = coding.spans(coded[coded["segment_id"] == segment_id]).sort_values(
        ["start", "end", "code"], ascending=[True, False, True]
    )
    rows = list(own.itertuples())
    lane_of = lanes([(row.start, row.end) for row in rows])
    return [
        Mark(
            int(row.start),
            int(row.end),
            lane,
            f"note-{segment_id}-{number}",
            f"name-{segment_id}-{row.code}",
            row.code,
            row.frame,
        )
        for number, (row, lane) in enumerate(zip(rows, lane_of), start=1)
    ]


def marked(text: str, marks: list[Mark], styled: dict[str, Style]) -> list[nodes.Node]:
    """Return a text whose marked pieces are elements."""
    parts = []
    for first, last, numbers in pieces(len(text), [(mark.start, mark.end) for mark in marks]):
        own = [marks[number] for number in numbers]
        parts.append(
            _piece(text[first:last], last, own, styled) if own else nodes.Text(text[first:last])
        )
    return parts


def _piece(text: str, last: int, own: list[Mark], styled: dict[str, Style]) -> element:
    """Return one piece: a link to its first note, around an element a code, the lowest line outermost."""
    content: str | element = text
    for mark in sorted(own, key=lambda mark: mark.lane):
        style = styled[mark.frame]
        classes = (
            "code",
            f"frame-{style.number}",
            f"lane-{min(mark.lane, 3)}",
            *(("ends",) if mark.end == last else ()),
        )
        content = make(
            "span", content, classes=classes, data_frame=mark.frame, data_letters=style.letters
        )
    names = " ".join(dict.fromkeys(mark.name for mark in own))
    link = make(
        "a",
        content,
        classes=("piece",),
        href=f"#{own[0].note}",
        aria_describedby=names,
        data_notes=" ".join(mark.note for mark in own),
    )
    return make("mark", link, classes=("coded",))


class Page:
    """What the parts of one reader need to know: the report, the page it stands on, and the look of each frame."""

    def __init__(self, app, docname: str, codebook: str) -> None:
        self.app, self.docname, self.codebook = app, docname, codebook
        self.report = app.readouts_report
        self.styles = styles(self.report.codebook.frames)

    def link(self, docname: str, text: str = "", anchor: str = "") -> nodes.Node:
        """Return a link to a page of the book; the text alone, and a warning, where there is no such page."""
        if docname not in self.app.env.titles:
            logger.warning("no page %s", docname, location=self.docname)
            return nodes.Text(text or docname)
        text = text or self.app.env.titles[docname].astext()
        return nodes.reference(
            "",
            text,
            internal=True,
            refuri=self.app.builder.get_relative_uri(self.docname, docname) + anchor,
        )


def reader(page: Page, event: str, counts: list[str]) -> element:
    """Return the reader of one event: the switches, and a column a side."""
    every = sides(page.report, event)
    shown = pd.concat([side.segments for side in every])
    coded = page.report.coded[page.report.coded["segment_id"].isin(shown["segment_id"])]
    columns = [_column(page, side, coded, counts) for side in every]
    return make(
        "div",
        _switches(page, every, coded),
        make("div", *columns, classes=("columns",)),
        classes=("reader",),
        data_not_result="",
    )


def _switches(page: Page, every: list[SideTexts], coded: pd.DataFrame) -> element:
    found = set(coded["frame"])
    labels, silent = [], []
    for frame, style in page.styles.items():
        if frame not in found:
            silent.append(frame)
            continue
        # The box appears with the script that it works by; the rest is the legend.
        box = make("input", type="checkbox", value=frame, checked="", hidden="")
        sample = make(
            "span",
            style.label,
            classes=("code", f"frame-{style.number}", "lane-0", "ends"),
            data_letters=style.letters,
        )
        labels.append(make("label", box, " ", sample))
    buttons = [
        make("button", name, type="button", value=value, hidden="")
        for name, value in (("All", "all"), ("None", "none"))
    ]
    field = make(
        "fieldset", make("legend", "Frames marked"), *labels, *buttons, classes=("frames",)
    )
    return make("div", field, *_silent(page, every, silent))


def _silent(page: Page, every: list[SideTexts], frames: list[str]) -> list[element]:
    """Return the frames that mark no stretch: no more is said than that no wording of theirs stands there, and only where they were looked for."""
    languages = {language for side in every for language in side.segments["language"]}
    searched = set(frames).intersection(
        *(looked_for(page.report.codebook, language, "frame") for language in languages)
    )
    is_full = all(side.completeness == FULL for side in every)
    absent = "No wording found of" if is_full else page.report.corpus.absence(EXCERPTS).capitalize()
    said = {
        absent: [frame for frame in frames if frame in searched],
        "Without patterns in the language of each text": [
            frame for frame in frames if frame not in searched
        ],
    }
    return [
        make(
            "p",
            f"{heading}: {'; '.join(page.styles[frame].label for frame in own)}.",
            classes=("silent",),
        )
        for heading, own in said.items()
        if own
    ]


def _column(page: Page, side: SideTexts, coded: pd.DataFrame, counts: list[str]) -> element:
    dated = _dated(side)
    if side.segments.empty:
        about, body = dated, [_unquoted(page, side, counts)]
    else:
        about = ": ".join(filter(None, (dated, side.completeness)))
        shown = side.segments[side.segments["text"].str.len().cumsum().shift(fill_value=0) < COLUMN]
        body = [
            _passage(page, segment, marks_of(coded, segment["segment_id"]))
            for _, segment in shown.iterrows()
        ]
        if len(shown) < len(side.segments):
            body.append(
                make(
                    "p",
                    f"The first {len(shown):,} of {len(side.segments):,} passages are shown; data/segments.csv has all.",
                    classes=("unquoted",),
                )
            )
    heading = make("h3", side.name, " ", make("span", about), classes=("column-title",))
    return make(
        "div", heading, *body, classes=("column",), role="group", aria_label=f"{side.name}, {about}"
    )


def _dated(side: SideTexts) -> str:
    """Return the day of a side's first readout, where it is known."""
    date = side.readouts["date"].iloc[0]
    return day(date) if pd.notna(date) else ""


def _unquoted(page: Page, side: SideTexts, counts: list[str]) -> element:
    """Return what is said of a side of which no passage is at hand."""
    text = f"No passage of the {side.name} readout{f' of {_dated(side)}' if _dated(side) else ''} is quoted."
    if not counts or not (side.readouts["completeness"] == FULL).any():
        return make("p", text, classes=("unquoted",))
    links = [page.link(docname) for docname in counts]
    return make(
        "p", f"{text} Counts of its full text are in: ", *joined(links), ".", classes=("unquoted",)
    )


def _passage(page: Page, segment, marks: list[Mark]) -> element:
    known = spoken(page.report, segment)
    said = []
    if known:
        full = [f". {known.full}"] if known.full else []
        voice = make("strong", known.voice)
        said = [make("p", f"{known.by}: ", voice, *full, classes=("speaker",))]
    quote = make(
        "blockquote",
        make("p", *marked(segment["text"], marks, page.styles), dir="auto"),
        lang=segment["language"],
    )
    caption = make("figcaption", source_line(page.report, segment))
    # A caption is the last of its figure.
    return make(
        "figure",
        *said,
        quote,
        *_notes(page, segment, marks),
        caption,
        classes=("passage",),
        ids=(f"passage-{segment['segment_id']}",),
    )


def _notes(page: Page, segment, marks: list[Mark]) -> list[element]:
    """Return the notes of a passage: what is read without a script, and what the script shows at each mark."""
    if not marks:
        return [make("p", "No coded stretch.", classes=("uncoded",))]
    notes = make("ul", *(_note(page, segment, mark) for mark in marks))
    # What a screen reader adds to a mark; it could not take it from a list that is folded up.
    names = [
        make("span", _name(page, mark), ids=(mark.name,))
        for mark in {mark.name: mark for mark in marks}.values()
    ]
    return [
        make("details", make("summary", "Codes of this passage"), notes, classes=("notes",)),
        make("div", *names, hidden=""),
    ]


def _name(page: Page, mark: Mark) -> str:
    return f"{page.report.codebook.codes.at[mark.code, 'label']}, {page.styles[mark.frame].label}"


def _note(page: Page, segment, mark: Mark) -> element:
    code = page.report.codebook.codes.loc[mark.code]
    quote = make("q", segment["text"][mark.start : mark.end], lang=segment["language"])
    link = page.link(page.codebook, f"Codebook: {code['label']}", f"#code-{mark.code}")
    return make(
        "li",
        quote,
        " ",
        make("strong", code["label"]),
        f", {page.styles[mark.frame].label}: {code['definition']} ",
        f"Precision: {precision.said(page.report.context, mark.code, segment['language'])}. ",
        link,
        ids=(mark.note,),
        data_frame=mark.frame,
        data_name=mark.name,
    )


class ReaderDirective(SphinxDirective):
    """``{reader} 2022-06-15``: the passages of one event, each side in a column, with every coded stretch marked.

    ``:counts:`` names the pages with the counts of full texts, to which a side without passages refers;
    ``:codebook:`` the page of the codebook, by default ``codebook`` beside this page.
    """

    required_arguments = 1
    option_spec: ClassVar = {"counts": directives.unchanged, "codebook": directives.unchanged}

    def run(self) -> list[nodes.Node]:
        """Hold the place until the addresses of all pages are known."""
        event = known_event(self)
        self.env.get_domain("readouts").data["readers"][event] = self.env.docname
        counts = [self._docname(name) for name in self.options.get("counts", "").split()]
        return [
            reader_place(
                "",
                event=event,
                counts=counts,
                codebook=self._docname(self.options.get("codebook", "codebook")),
            )
        ]

    def _docname(self, name: str) -> str:
        return self.env.relfn2path(name)[0]


def fill_readers(app, doctree: nodes.document, docname: str) -> None:
    """Put the readers where they stand."""
    for place in list(doctree.findall(reader_place)):
        place.replace_self(
            reader(Page(app, docname, place["codebook"]), place["event"], place["counts"])
        )


def add_reader_files(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Load script and style where a reader or a search stands."""
    add_files(app, doctree, {"reader", "concordance"}, "reader", 920)


def setup(app) -> None:
    """Register the directive, and the files of its pages."""
    app.add_node(reader_place)
    app.add_directive("reader", ReaderDirective)
    app.connect("doctree-resolved", fill_readers)
    app.connect("html-page-context", add_reader_files)
