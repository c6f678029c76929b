"""What Lexis, Nexis Uni and Factiva export: many articles in one file of text, each with lines that describe it."""

import re
from typing import Any

from . import dates
from .faults import REMARK, shown

_LEXIS = re.compile(
    r"^\s*\d+ (?:of|von|de|di|van|из) \d+ (?:DOC|DOK|ДОК)[^\W\d_]+[^\S\n]*$",
    re.MULTILINE | re.IGNORECASE,
)
_LINE = re.compile(r"^(?P<name>[^\W\d_][^\W\d_ -]*(?:[ -][^\W\d_]+){0,3}):[^\S\n]*(?P<value>.*)$")
# The line above a text, and whose it is.
_BODY = re.compile(r"(?:BODY|TEXT|HAUPTTEIL|CORPS|CUERPO):[^\S\n]*(?:\n|$)")
_RIGHTS = re.compile(r"(?:Copyright|©|\(c\))\s.*\d{4}", re.IGNORECASE)
# The list of articles with which an export of Nexis Uni may begin.
_COVER = re.compile(r"^(?:Documents|Dokumente|Documentos|Документы) \(\d+\)[^\S\n]*$", re.MULTILINE)
# Exports that are not split, each by the line that comes again in it; and the head of a mail.
_OTHERS = {
    "an export of ProQuest": re.compile(r"^Document \d+ of \d+[^\S\n]*$", re.MULTILINE),
    "an export of Europresse": re.compile(r"^© \d{4} .{2,60}\. Tous droits réservés", re.MULTILINE),
}
_MAIL = re.compile(
    r"(?:(?:From|To|Cc|Subject|Date|Sent|Von|An|Betreff|Gesendet|От|Кому|Тема|Дата): .*\n){3}"
)
_PARTED = re.compile(r"^(?:={3,}|\*{3,}|#{3,}|-{3,})[^\S\n]*\w.*$", re.MULTILINE)
_FRONT = re.compile(r"---[^\S\n]*\n[\w-]+: .*\n")
_HEAD = re.compile(
    r"(?:(?:Title|Date|Source|Author|Url|URL|Language|Side|Speaker|Place|Location|Topic|Заголовок|Дата|Источник|Автор): .*\n){2,}"
)
# How an article of Nexis Uni ends, and the lines between which its text stands.
_NEXIS_END = re.compile(
    r"^(?:End of Document|Ende des Dokuments|Fin du document|Fin del documento)[^\S\n]*$",
    re.MULTILINE,
)
_NEXIS_BODY = re.compile(r"^(?:Body|Hauptteil|Text|Corps|Cuerpo)[^\S\n]*$", re.MULTILINE)
_NEXIS_AFTER = re.compile(
    r"^(?:Classification|Klassifikation|Notes|Graphic|Load-Date:.*|Update:.*)[^\S\n]*$",
    re.MULTILINE,
)
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
# In whatever language: Document, Dokument, Documento, Документ.
_END = re.compile(r"^[^\W\d_]{2,12} (?P<id>[A-Za-z]{2,8}\d{8,}\w*)[^\S\n]*$", re.MULTILINE)


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
    days = [_day(block) for block in blocks[:6]]
    dated = next((number for number, day in enumerate(days) if day), 0)
    found: dict[str, Any] = {}
    if dated:
        found = {"source": blocks[dated - 1], "date": days[dated]}
    text: list[str] = []
    for block in blocks[dated + 1 :] if dated else blocks:
        if body := _BODY.match(block):
            block = block[body.end() :]
        if _RIGHTS.match(block):
            found["copyright"] = " ".join(block.split())
            continue
        said = [
            match
            for line in block.split("\n")
            if (match := _LINE.match(line)) and match["name"].isupper()
        ]
        if not body and len(said) == len(block.split("\n")):
            found |= {match["name"].lower(): match["value"] for match in said}
        elif "title" not in found and not text and not body:
            found["title"] = " ".join(block.split())
        else:
            text.append(" ".join(block.split()))
    return found | {"text": "\n\n".join(text)}


def _day(block: str) -> str:
    """Return the day with which a block begins, as it is written; '' if it is none."""
    line = block.split("\n", 1)[0].strip()
    if day := _DAY.match(line):
        return day[0]
    try:
        dates.parse(line)
    except ValueError:
        return ""
    return line


def is_nexis(text: str) -> bool:
    """Say whether a text is an export of Nexis Uni: an article's text and its end stand on lines of their own."""
    body = _NEXIS_BODY.search(text)
    return body is not None and _NEXIS_END.search(text, body.end()) is not None


def nexis(text: str) -> list[dict[str, Any]]:
    """Return the articles of an export of Nexis Uni: title, source, date, and as further columns what stands in lines such as ``Byline:``.

    Examples
    --------
    >>> found = nexis("Leaders speak\\n\\nThe Daily\\n\\nJune 15, 2022 Wednesday\\n\\nLength: 5 words\\n\\nBody\\n\\nThey spoke.\\n\\nClassification\\n\\nLanguage: ENGLISH\\n\\nEnd of Document\\n")
    >>> found == [{"title": "Leaders speak", "source": "The Daily", "date": "June 15, 2022", "length": "5 words", "text": "They spoke."}]
    True
    """
    *articles, rest = _NEXIS_END.split(text)
    return [_nexis_article(article) for article in [*articles, rest] if article.strip()]


def _nexis_article(article: str) -> dict[str, Any]:
    head, _, body = _parted(_NEXIS_BODY, article)
    if not body:
        return {"text": article.strip()}
    text, _, _ = _parted(_NEXIS_AFTER, body)
    lines = [line.strip() for line in head.split("\n") if line.strip()]
    found: dict[str, Any] = {}
    if _COVER.search(head):
        first = next((place for place in range(len(lines) - 1, 2, -1) if _day(lines[place])), 2) - 2
        found[REMARK] = f"not read before the first article: {shown(chr(10).join(lines[:first]))}"
        lines = lines[first:]
    for line, name in zip(lines, ("title", "source")):
        found[name] = line
    if day := next(filter(None, map(_day, lines[1:])), ""):
        found["date"] = day
    said = [match for line in lines[2:] if (match := _LINE.match(line))]
    found |= {match["name"].lower(): match["value"] for match in said}
    return found | {"text": text.strip()}


def _parted(mark: re.Pattern[str], text: str) -> tuple[str, str, str]:
    found = mark.search(text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def unsplit(text: str) -> str:
    """Say what a text is that is read as one, though it seems to have several, or the head of a mail; '' of any other.

    Examples
    --------
    >>> unsplit("Document 1 of 2\\n\\nThey spoke.\\n\\nDocument 2 of 2\\n"), unsplit("They spoke.")
    ('an export of ProQuest, read as one text: save each article in a file of its own', '')
    """
    if _END.search(text):
        return "an export of Factiva without the codes of its fields, read as one text: export it with them (HD, PD, LP, TD)"
    for called, line in _OTHERS.items():
        if line.search(text):
            return f"{called}, read as one text: save each article in a file of its own"
    if len(parts := _PARTED.findall(text)) > 1:
        return f"lines that part it, such as {shown(parts[0])}, are words of one text: save each part in a file of its own"
    if _FRONT.match(text):
        return "front matter, whose lines are words of the text: in a file .md it describes it"
    if (head := _HEAD.match(text)) and not _MAIL.match(text):
        return f"lines such as {shown(head[0].split(chr(10))[0])} are words of the text: a manifest says this of texts"
    return "the head of a mail, whose lines are words of the text" if _MAIL.match(text) else ""


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
    # An article that breaks off is one; other words after the last are of the export.
    if rest := text[place:].strip():
        last = _factiva_article(rest)
        articles += [last] if last["text"] else []
        if not last["text"] and articles:
            articles[0][REMARK] = f"not read after the last article: {shown(rest)}"
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
