"""Mend the HTML of a table: numbers stand by their digits, a day in one line, and a table of sentences or of many words can be read on a phone."""

import re
from html import escape, unescape
from itertools import count

TABLE = re.compile(r"<table\b.*?</table>", re.S)
ROW = re.compile(r"<tr\b.*?</tr>", re.S)
CELL = re.compile(r"<(t[dh])\b([^>]*)>(.*?)</\1>", re.S)
DAY = re.compile(r"\d{1,2} [A-Z][a-z]+ \d{4}")  # as the book writes it: it stands in one line
TAG = re.compile(r"<[^>]+>")
NUMBER = re.compile(r"[-−+]?\d[\d.,\s]*%?|NA|NaN|–|—|")
WRITTEN = re.compile(
    r'(<table\b[^>]*\bclass=")(?=[^"]*\btable\b)'
)  # by docutils: neither by pandas nor by a directive
SENTENCE = 50  # characters from which a cell is read as a sentence, and needs the width of a phone
ACROSS = 38  # letters that stand side by side on a phone, each column as wide as its longest word
# Numbers stand closer, and are compared down a column: of them a few rows alone, far wider than a phone, become cards.
WIDE, FEW = 48, 20


def mend_table(match: re.Match[str]) -> str:
    """Return a table whose columns of numbers and of days are marked, and whose cells name their column if its rows become cards on a phone."""
    table = match[0]
    head, end, body = table.partition("</thead>")
    rows = [[_text(cell[2]) for cell in CELL.findall(row)] for row in ROW.findall(body)]
    names = [_text(cell[2]) for cell in CELL.findall(head)]
    if "colspan=" in table or "rowspan=" in table or len({*map(len, rows)}) != 1:
        return table
    columns = list(zip(*rows, strict=True))
    marks = [_mark(cells) for cells in columns]
    head = _mark_cells(head, marks)
    across = _letters_across(columns, names)
    cards = (
        _has_sentences(columns)
        or (across > ACROSS and _has_many_words(columns))
        or (across > WIDE and len(rows) <= FEW)
    )
    if cards and WRITTEN.search(head) and len(names) == len(columns):
        marks = [f'{mark} data-column="{escape(name)}"' for mark, name in zip(marks, names)]
        head = WRITTEN.sub(r"\1cards ", head, count=1)
    return head + end + _mark_cells(body, marks)


def _mark(cells: tuple[str, ...]) -> str:
    """Return what a cell's tag says of a column of numbers or of days; nothing for any other."""
    kinds = {"number": NUMBER, "day": DAY}
    kind = next((name for name, form in kinds.items() if all(map(form.fullmatch, cells))), "")
    return f' data-type="{kind}"' if kind and any(cells) else ""


def _text(html: str) -> str:
    return unescape(TAG.sub("", html)).strip()


def _has_sentences(columns: list[tuple[str, ...]]) -> bool:
    """Say whether a column after the first has a sentence, and another column stands beside it."""
    return len(columns) > 2 and any(len(cell) > SENTENCE for cells in columns[1:] for cell in cells)


def _letters_across(columns: list[tuple[str, ...]], names: list[str]) -> int:
    """Return how many letters stand side by side where each column is as narrow as its longest word."""
    texts = (
        " ".join([*cells, name]) for cells, name in zip(columns, [*names, *[""] * len(columns)])
    )
    return sum(max(map(len, text.split()), default=0) for text in texts)


def _has_many_words(columns: list[tuple[str, ...]]) -> bool:
    """Say whether two columns after the first hold words, and half of them do."""
    words = sum(map(_holds_words, columns[1:]))
    return words > 1 and 2 * words >= len(columns) - 1


def _holds_words(cells: tuple[str, ...]) -> bool:
    """Say whether a column holds more letters than digits: an interval with “to” in it is still numbers."""
    text = "".join(cells)
    return sum(map(str.isalpha, text)) > sum(map(str.isdigit, text))


def _mark_cells(html: str, marks: list[str]) -> str:
    """Return rows with each cell's mark in its tag."""

    def row(match: re.Match[str]) -> str:
        place = count()
        return CELL.sub(lambda cell: f"<{cell[1]}{marks[next(place)]}{cell[2]}>{cell[3]}</{cell[1]}>", match[0])  # fmt: skip

    return ROW.sub(row, html) if any(marks) else html
