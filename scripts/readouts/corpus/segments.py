"""Segments: the unbroken stretches of a text, which no phrase and no match crosses.

A segment of a document is a paragraph: what stands between two line breaks, without the white space around it. This is
the one place that says so.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

# What `str.splitlines` takes for the end of a line. None of these characters is ever part of a word.
LINE_BREAKS = "\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"
_LINE = re.compile(f"[^{LINE_BREAKS}]+")


class Segment(NamedTuple):
    """A paragraph, and the offset of its first character in the text that it stands in."""

    start: int
    text: str


def paragraphs(text: str) -> Iterator[Segment]:
    """Yield the paragraphs of a text, in order; lines of nothing but white space are none.

    Examples
    --------
    >>> text = "Readout\\n\\n  The leaders spoke. \\r\\nThey agreed."
    >>> [segment.text for segment in paragraphs(text)]
    ['Readout', 'The leaders spoke.', 'They agreed.']
    >>> segment = list(paragraphs(text))[1]
    >>> text[segment.start:segment.start + len(segment.text)] == segment.text
    True
    """
    for line in _LINE.finditer(text):
        inner = line[0].strip()
        if inner:
            yield Segment(line.start() + line[0].index(inner), inner)


# The column that says what is counted; before there was one, headings were not.
COUNTED, REPEATED = "counted", "heading"


def is_counted(segment: Mapping[str, object]) -> bool:
    """Return whether a segment is counted, and not only shown.

    Examples
    --------
    >>> is_counted({"text": "peace"}), is_counted({"counted": "no"}), is_counted({"quotation": "heading"})
    (True, False, False)
    """
    return segment.get(COUNTED, "yes") != "no" and segment.get("quotation") != REPEATED
