"""Markup in texts, taken out: HTML where a text has tags, Markdown where it is said to be that.

No parser of pages: a text is prose in which some tags were left, and what is no tag of HTML ("<applause>", "a < b") is
somebody's word and stays. Every pattern here takes time in proportion to the text.
"""

import html
import re
from typing import Any

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "center",
        "dd",
        "details",
        "dialog",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "li",
        "main",
        "nav",
        "ol",
        "optgroup",
        "option",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "tfoot",
        "thead",
        "title",
        "tr",
        "ul",
    ]
)
_LINES = frozenset(["br", "td", "th", "caption"])
_WITHIN = frozenset(
    [
        "a",
        "abbr",
        "acronym",
        "b",
        "bdi",
        "bdo",
        "big",
        "button",
        "cite",
        "code",
        "col",
        "colgroup",
        "data",
        "del",
        "dfn",
        "em",
        "embed",
        "font",
        "i",
        "iframe",
        "img",
        "input",
        "ins",
        "kbd",
        "label",
        "link",
        "mark",
        "meta",
        "noscript",
        "object",
        "param",
        "picture",
        "q",
        "rp",
        "rt",
        "ruby",
        "s",
        "samp",
        "small",
        "source",
        "span",
        "strike",
        "strong",
        "sub",
        "sup",
        "svg",
        "time",
        "tt",
        "u",
        "var",
        "video",
        "audio",
        "wbr",
    ]
)
_UNREAD = ("script", "style", "template")
_KNOWN = _BLOCKS | _LINES | _WITHIN | set(_UNREAD)
_VALUE = r"""(?:"[^"]*+"|'[^']*+'|[^\s"'<>]++)"""
_BARE = "async|defer|nowrap|hidden|disabled|checked|selected|controls|allowfullscreen|noshade|open|download|itemscope|reversed"
_TAG = re.compile(
    rf"<(?P<close>/?)(?P<name>[a-z][a-z0-9]*+)(?:\s++(?:[\w:@.-]++\s*+=\s*+{_VALUE}|(?:{_BARE})\b))*+\s*+/?>|<!--|<!doctype\b[^<>]*+>|<\?xml\b[^<>]*+>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|[a-z][a-z0-9]{1,31});", re.IGNORECASE)
_EMPTY_LINES = re.compile(r"\n(?:[^\S\n]*+\n)++")
_LINE_END = re.compile(r"\n(?<!\n\n)(?!\n)")
_ENDS = {name: re.compile(rf"</{name}\s*+>", re.IGNORECASE) for name in _UNREAD} | {
    "<!--": re.compile("-->")
}
# Marks in one paragraph that the parser pairs in a time that grows as their square; with more they stay as they are.
_MARKS, _MOST_MARKS = re.compile(r"[*_\[\]!]"), 2000


def without_html(text: str) -> str:
    """Return the text without tags, comments, scripts and styles: blocks are paragraphs, entities are what they stand for.

    A text that has neither tags nor entities is given back as it is.

    Examples
    --------
    >>> without_html("<p>One&nbsp;<b>word</b>.</p><script>x = '<p>';</script><p>Two &amp; <applause>.</p>")
    'One\\xa0word.\\n\\nTwo & <applause>.'
    >>> without_html("a < b, R&D")
    'a < b, R&D'
    """
    match = _tag(text, 0) if "<" in text else None
    if not match:
        return _ENTITY.sub(_character, text) if "&" in text else text
    # Where tags make the paragraphs, the end of a line is a space; else somebody wrote lines, and has some words in tags.
    joined = re.search(r"<(?:p|br|div|li)\b", text, re.IGNORECASE) is not None
    pieces: list[str] = []
    unclosed: set[str] = set()
    place = 0
    while match is not None:
        pieces.append(_prose(text[place : match.start()], joined))
        name = (match["name"] or match[0]).lower()
        place = match.end()
        if name in _ENDS and not match["close"]:
            # What is never closed is looked for once, so that a text of nothing else takes no longer.
            end = None if name in unclosed else _ENDS[name].search(text, place)
            place = end.end() if end else place
            unclosed |= set() if end else {name}
        pieces.append(
            "\n\n" if name in _BLOCKS else "\n" if name in _LINES and not match["close"] else ""
        )
        match = _tag(text, place)
    pieces.append(_prose(text[place:], joined))
    return _tidy("".join(pieces))


def _tag(text: str, place: int) -> re.Match[str] | None:
    """Return the next tag of HTML, comment or declaration."""
    while (
        (match := _TAG.search(text, place))
        and match["name"]
        and match["name"].lower() not in _KNOWN
    ):
        place = match.end()
    return match


def _tidy(text: str) -> str:
    for space in "\t\r\f\v":
        text = text.replace(space, " ")  # `str.translate` takes fifty times as long
    text = _single(text, " ", 1)
    if " \n" in text or "\n " in text:
        text = "\n".join(line.strip(" ") for line in text.split("\n"))
    return _single(text, "\n", 2).strip()


def _single(text: str, character: str, most: int) -> str:
    """Cut runs of a character to some number of it; halving them is faster than a pattern on texts that have few."""
    while character * (most + 1) in text:
        text = text.replace(character * (most + 1), character * most)
    return text


def _prose(text: str, joined: bool) -> str:
    if joined and "\n" in text:
        text = _LINE_END.sub(" ", _EMPTY_LINES.sub("\n\n", text))
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    return html.unescape(entity[0])


def without_markdown(text: str) -> str:
    """Return the text without the marks of Markdown: a link is its words, an image is nothing.

    Examples
    --------
    >>> without_markdown("# Call\\n\\nThe *two* [leaders](http://example.org/x) spoke.\\n\\n- on gas")
    'Call\\n\\nThe two leaders spoke.\\n\\non gas'
    """
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    if any(len(_MARKS.findall(paragraph)) > _MOST_MARKS for paragraph in text.split("\n\n")):
        parser.disable(["emphasis", "link", "image"])
    blocks = []
    for token in parser.parse(text):
        if token.type == "inline":
            blocks.append("".join(map(_inline, token.children or ())))
        elif token.type in ("fence", "code_block", "html_block"):
            blocks.append(
                token.content
                if token.type == "html_block"
                else html.escape(token.content, quote=False)
            )
    return without_html("\n\n".join(filter(None, (block.strip() for block in blocks))))


def _inline(token: Any) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return " " if token.type == "softbreak" else "\n"
    if token.type == "html_inline":
        return str(token.content)
    return (
        html.escape(token.content, quote=False)
        if token.type in ("text", "code_inline", "text_special")
        else ""
    )
