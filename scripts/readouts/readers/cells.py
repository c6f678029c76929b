"""What a single cell says: its pieces, its words without what stands around them, lines that are joined, completeness."""

import re

from ..text.tokens import HAN
from .rows import DIVIDED

SURROGATES = re.compile("[\ud800-\udfff]")


def pieces(cell: object) -> object:
    """Return a text that is in pieces of which some are objects, such as links and bold words; anything else as it is.

    Examples
    --------
    >>> pieces(["They ", {"type": "bold", "text": "met"}, "."]), pieces([{"text": "One."}, {"text": "Two."}])
    ('They met.', 'One.\\n\\nTwo.')
    >>> pieces(["One.", "Two."]), pieces([{"a": 1}])
    (['One.', 'Two.'], [{'a': 1}])
    """
    if not isinstance(cell, list) or not any(isinstance(one, dict) for one in cell):
        return cell
    pieces = [one.get("text") if isinstance(one, dict) else one for one in cell]
    texts = [piece for piece in pieces if isinstance(piece, str)]
    # What says of itself that it is a link, or bold, is a piece of a line; an object with a text is a paragraph.
    within = any(isinstance(one, str) or "type" in one for one in cell)
    return ("" if within else "\n\n").join(texts) if len(texts) == len(pieces) else cell


def bare(cell: object) -> str:
    """Return a cell as text, without the spaces around it; a whole number without the point that a program gave it."""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return "" if cell is None or cell != cell else SURROGATES.sub("\ufffd", str(cell).strip())


def joined(text: str) -> str:
    """Make lines into paragraphs: an empty line ends one; between Chinese characters, and within a word, there is no space.

    Examples
    --------
    >>> joined("They agreed\\nto meet.\\n\\nTrade grew."), joined("两国\\n元首")
    ('They agreed to meet.\\n\\nTrade grew.', '两国元首')
    """
    text = DIVIDED.sub(lambda end: "" if text[end.end()].islower() else "-", text)
    text = re.sub(f"(?<=[{HAN}])\\n(?=[{HAN}])", "", re.sub(r"[^\S\n]+\n", "\n", text))
    return "\n\n".join(
        " ".join(paragraph.strip("\n").split("\n")) for paragraph in text.split("\n\n")
    )


def completeness(value: str) -> str:
    word = value.casefold().split(maxsplit=1)[0].rstrip(",;:.")
    if word in ("full", "complete", "whole"):
        return "full"
    if word in ("excerpt", "excerpts", "partial", "quoted", "summary"):
        return "excerpts"
    raise ValueError("full or excerpts, at the beginning of the cell")
