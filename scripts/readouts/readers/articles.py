"""What Lexis and Factiva export: many articles in one file of text, each with lines that describe it."""

import re
from typing import Any

_LEXIS = re.compile(r"^\s*\d+ of \d+ DOCUMENTS?[^\S\n]*$", re.MULTILINE)
_LINE = re.compile(r"^(?P<name>[A-Z][A-Z -]{2,24}):[^\S\n]*(?P<value>.*)$")
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DAY = re.compile(rf"(?:{_MONTHS})\s+\d{{1,2}},\s+\d{{4}}")
# What Factiva's fields are; those of the text are read one after another.
_FIELDS = {
    "HD": "title",
    "PD": "date",
    "SN": "source",
    "LA": "language",
    "AN": "id",
    "BY": "byline",
}
_TEXT = ("LP", "TD")
_FIELD = re.compile(r"^(?P<code>[A-Z][A-Z0-9])(?:[^\S\n]+(?P<value>.*))?$")
_END = re.compile(r"^Document (?P<id>[A-Za-z]{2,8}\w{8,})[^\S\n]*$", re.MULTILINE)


def is_lexis(text: str) -> bool:
    """Say whether a text begins as an export of Lexis does."""
    return bool(_LEXIS.match(text.lstrip("\ufeff")))


def lexis(text: str) -> list[dict[str, Any]]:
    """Return the articles of an export of Lexis: source, date, title, and as further columns what stands in lines such as ``BYLINE:``.

    Examples
    --------
    >>> found = lexis("1 of 1 DOCUMENTS\\n\\nThe Daily\\n\\nJune 15, 2022 Wednesday\\n\\nLEADERS SPEAK\\n\\nLENGTH: 5 words\\n\\nThey spoke.\\n\\nLOAD-DATE: June 16, 2022\\n")
    >>> found == [{"source": "The Daily", "date": "June 15, 2022", "title": "LEADERS SPEAK", "length": "5 words", "load-date": "June 16, 2022", "text": "They spoke."}]
    True
    """
    return [_lexis_article(article) for article in _LEXIS.split(text)[1:] if article.strip()]


def _lexis_article(article: str) -> dict[str, Any]:
    blocks = [block.strip() for block in re.split(r"\n[^\S\n]*\n", article) if block.strip()]
    dated = next((n for n, block in enumerate(blocks[:6]) if _DAY.match(block)), 0)
    found: dict[str, Any] = {}
    if dated and (day := _DAY.match(blocks[dated])):
        found = {"source": blocks[dated - 1], "date": day[0]}
    text: list[str] = []
    for block in blocks[dated + 1 :] if dated else blocks:
        said = [match for line in block.split("\n") if (match := _LINE.match(line))]
        if len(said) == len(block.split("\n")):
            found |= {match["name"].lower(): match["value"] for match in said}
        elif "title" not in found and not text:
            found["title"] = " ".join(block.split())
        else:
            text.append(" ".join(block.split()))
    return found | {"text": "\n\n".join(text)}


def is_factiva(text: str) -> bool:
    """Say whether a text is an export of Factiva: fields for headline, source and lead, and the line that ends an article."""
    codes = {match["code"] for line in text.split("\n") if (match := _FIELD.match(line.rstrip()))}
    return {"HD", "PD"} <= codes and bool(codes & set(_TEXT)) and bool(_END.search(text))


def factiva(text: str) -> list[dict[str, Any]]:
    """Return the articles of an export of Factiva, with its fields by name, and by code those that have none here.

    Examples
    --------
    >>> factiva("HD Leaders speak\\nPD 15 June 2022\\nLP They spoke.\\nTD They agreed.\\n\\nDocument SAMPLE0020220615\\n")
    [{'title': 'Leaders speak', 'date': '15 June 2022', 'id': 'SAMPLE0020220615', 'text': 'They spoke.\\n\\nThey agreed.'}]
    """
    articles, place = [], 0
    for end in _END.finditer(text):
        articles.append(_factiva_article(text[place : end.start()]) | {"id": end["id"]})
        place = end.end()
    # The text comes last, as a person reads a row.
    return [article | {"text": article.pop("text")} for article in articles]


def _factiva_article(article: str) -> dict[str, Any]:
    fields: dict[str, list[str]] = {}
    lines: list[str] = []
    for line in article.split("\n"):
        match = _FIELD.match(line.rstrip())
        if match and match["code"] not in fields:
            lines = fields[match["code"]] = [match["value"] or ""]
        else:
            lines.append(line.strip())
    said = {_FIELDS.get(code, code): "\n".join(lines).strip() for code, lines in fields.items()}
    text = "\n\n".join(filter(None, (said.pop(code, "") for code in _TEXT)))
    return {name: " ".join(value.split()) for name, value in said.items()} | {"text": text}
