"""What several chapters share: how many sides an exhibit shows, their headings, and their sizes in a caption."""

from ...report.drawing import drawable, looks
from ...report.findings import literal
from ...report.results import Part
from .. import parts as compared
from ..report import Comparison

# A table or a picture shows so many sides, those with the most words; its CSV has all.
COLUMNS = 8
# A caption gives the sizes of so many sides; of more they stand in a table.
NAMED = 4


def shown(report: Comparison, parts: list[Part] | None = None) -> list[Part]:
    """The parts that an exhibit shows."""
    return compared.most_words(report.compared.parts if parts is None else parts, COLUMNS)


def heading(part: Part) -> str:
    """The heading of a part's column: its name and its size."""
    return f"{literal(part.name)}, of {{finding}}`words-{part.id}` {part.unit}"


def sizes(parts: list[Part], of: list[Part]) -> str:
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


def keyed(parts: list[Part]) -> str:
    """Which side a picture has by its number, since the figures' font has not the characters of its name."""
    numbered = [
        f"{look.label} is {literal(part.name)}"
        for part, look in zip(parts, looks({part.id: part.name for part in parts}).values())
        if not drawable(part.name)
    ]
    return f" In the picture {'; '.join(numbered)}." if numbered else ""


def listed(names: list[str]) -> str:
    """Names in a sentence.

    Examples
    --------
    >>> listed(["North"]), listed(["North", "South", "East"])
    ('North', 'North, South and East')
    """
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
