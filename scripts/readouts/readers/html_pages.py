"""Pages that were saved from a browser: the readout on each, as `fetch` takes it."""

import re
from typing import Any

from . import opening
from .faults import REMARK

_SAVED = re.compile(
    r"<!-- saved from url=\(\d+\)(\S+) -->|<link[^>]+rel=[\"']canonical[\"'][^>]*href=[\"']([^\"']+)|<meta[^>]+property=[\"']og:url[\"'][^>]*content=[\"']([^\"']+)",
    re.IGNORECASE,
)
# What a page has that shows another in its place, or waits for a program.
_NO_TEXT = re.compile(r"<(frameset|noscript)\b.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_ROWS = re.compile(r"<tr\b", re.IGNORECASE)
# A page of fewer characters of text has no menu of which it could be told apart.
_SMALL = 2000


def html(data: bytes) -> list[dict[str, Any]]:
    """Return the readout on a page, its title, day, language and address where the page has them.

    Raises
    ------
    ValueError
        If the page has no text.
    """
    opening.library("trafilatura", "HTML", "fetch")
    from ..fetch import encodings, pages

    page = encodings.decode(data).text
    saved = _SAVED.search(page)
    url = next(filter(None, saved.groups()), "") if saved else ""
    found = pages.extract(page, url)
    text = found.text
    if not text:
        text = _all(page)
        if not text or len(text) > _SMALL:
            shown = "that shows another page, or waits for a program to fill it" if not text and _NO_TEXT.search(page) else "on which no article is found"  # fmt: skip
            raise ValueError(f"a page of HTML {shown}; save its text as .txt")
    described = {
        "title": found.title,
        "date": found.date.isoformat() if found.date else "",
        "language": found.language,
        "url": url,
        # What a guess may have lost cannot be called absent.
        "completeness": found.completeness if found.text else "full",
    }
    rows = len(_ROWS.findall(page))
    if rows > 2:
        described[REMARK] = f"a table of {rows} rows is read as text; saved as .xlsx or CSV its rows are texts"  # fmt: skip
    return [{name: value for name, value in described.items() if value} | {"text": text}]


def _all(page: str) -> str:
    from .markup import without_html

    page = _NO_TEXT.sub("", page)
    body = re.search(r"<body\b[^>]*>(.*)", page, re.IGNORECASE | re.DOTALL)
    return without_html(body[0] if body else page)
