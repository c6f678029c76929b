"""What several chapters share: how many sides an exhibit shows, their headings, and their sizes in a caption."""

from typing import NamedTuple

from ...corpus.corpus import day, side_name
from .. import subcorpora
from ..drawing import drawable, side_styles
from ..fields import Field
from ..findings import literal
from ..publish import InsufficientData
from ..report import Report
from ..settings import Side
from ..subcorpora import Subcorpus
from ..subcorpora import listed as listed

# A table or a picture shows so many sides, those with the most words; its CSV has all.
COLUMNS = 8
# What a caption says of the words that lead over general language.
LEADS = (
    ", which is that of film subtitles in twelve languages (the package pyspellchecker) and of a dictionary of Chinese (rjieba); words of a language "
    "of which neither has counts stand by their frequency."
)
# A caption gives the sizes of so many sides; of more they stand in a table.
NAMED = 4


def shown(report: Report, parts: list[Subcorpus] | None = None) -> list[Subcorpus]:
    """The parts that an exhibit shows."""
    return subcorpora.most_words(report.analysis.subcorpora if parts is None else parts, COLUMNS)


def heading(part: Subcorpus) -> str:
    """The heading of a part's column: its name and its size."""
    return f"{literal(part.name)}, of {{finding}}`words-{part.id}` {part.unit}"


def sizes(parts: list[Subcorpus], of: list[Subcorpus]) -> str:
    """The sizes of the parts that are shown of so many, for a caption."""
    rest = (
        ""
        if len(parts) == len(of)
        else " Shown are the sides with the most words; the CSV has all."
    )
    if len(parts) > NAMED:
        return f"The size of each side stands in {{numref}}`tab-sides`.{rest}"
    return (
        "; ".join(
            f"{literal(part.name)}, {{finding}}`words-{part.id}` {part.unit}" for part in parts
        )
        + f".{rest}"
    )


def compared(report: Report) -> str:
    """Over which events sides are compared, for a caption; empty where every event has texts of two sides."""
    analysis = report.analysis
    if not analysis.unmatched:
        return ""
    if not analysis.matched:
        return " No event has texts of two sides: all texts are compared, whatever they are of."
    who = "both sides have" if len(analysis.parts) == 2 else "two sides or more have"
    of = f"the {{finding}}`events-matched` of {{finding}}`events` events of which {who} a text"
    if analysis.leaves_out:
        return f" Texts are here those of {of}; {{finding}}`texts-unmatched` of the other events are left out ({{numref}}`tab-events`)."
    return f" Texts of all events are compared: {{finding}}`texts-unmatched` are not of {of} ({{numref}}`tab-events`)."


def keyed(parts: list[Subcorpus]) -> str:
    """Which side a picture has by its number, since the figures' font has not the characters of its name."""
    numbered = [
        f"{style.label} is {literal(part.name)}"
        for part, style in zip(parts, side_styles({part.id: part.name for part in parts}).values())
        if not drawable(part.name)
    ]
    return f" In the picture {'; '.join(numbered)}." if numbered else ""


class Focus(NamedTuple):
    """One of the readouts in focus.

    Attributes
    ----------
    side : Side
        Whose it is.
    id : str
        The readout's.
    """

    side: Side
    id: str

    @property
    def heading(self) -> str:
        """The heading of its column: its side and its size."""
        return f"{self.side.name}, of {{finding}}`words-{self.id}` words"


def focus(report: Report, readout_ids: tuple[str, ...] = ()) -> list[Focus]:
    """The readouts in focus (or others) with their sides."""
    known = {side.id: side for side in report.settings.sides}
    sides = report.corpus.readouts["side"]
    return [
        Focus(known.get(sides[name]) or Side(sides[name], side_name(sides[name])), name)
        for name in readout_ids or report.settings.pair
    ]


def of_one_language(report: Report) -> list[Focus]:
    """Return the two readouts in focus, target and reference, whose words are to be compared.

    Raises
    ------
    InsufficientData
        If they are in two languages: no count of a word of one can be set against a count of the other.
    """
    found = focus(report)
    if len(subcorpora.by_language(subcorpora.readouts(report.corpus, report.settings.pair))) > 1:
        raise InsufficientData(
            "The two readouts in focus are in two languages. Words of different languages are not the same types, so that no count of one can be set against a count of the other: "
            "these texts are compared by coded frames."
        )
    return found


def counts_of_pair(report: Report, what: str = "occurrences", out_of: str = "words") -> dict:
    """Describe the columns of counts of the two readouts in focus: the first is the target, the second the reference."""
    target, reference = (
        f"{one.side.whose} {report.settings.excerpts} of {day(report.settings.event)}"
        for one in focus(report)
    )
    return {
        "frequency": Field(f"{what} in {target}", what),
        "n_target": Field(f"{out_of} in {target}", out_of),
        "frequency_reference": Field(f"{what} in {reference}", what),
        "n_reference": Field(f"{out_of} in {reference}", out_of),
    }


def coded_alike(report: Report) -> bool:
    """Return whether two readouts are in focus and every code has a pattern in the language of each: else some were not looked for, and have no count."""
    return report.settings.focused and (
        report.analysis is None or bool(report.analysis.codes.counts().notna().all(axis=None))
    )
