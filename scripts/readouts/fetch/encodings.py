"""The text of a page from its bytes. What a page declares is not always what it is."""

import codecs
import re
from typing import NamedTuple

from ..readers import decoding

# As browsers read these labels: the smaller set stands for the larger that pages really use.
WIDER = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "iso8859-1": "cp1252",
    "ascii": "cp1252",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# The only encodings a page may ask for; Python knows others (zlib, punycode) that are none of the web's.
WEB = re.compile(
    r"utf-8|utf-16(-[lb]e)?|gb18030|big5hkscs|cp932|cp949|euc_jp|cp(866|874|125\d)|iso8859-\d+|koi8-[ru]|mac-cyrillic"
)
# What a page that declares nothing is likely to be in, by its language.
LIKELY = {"zh": ("gb18030", "big5hkscs"), "ru": ("cp1251", "koi8-r")}
LOST = "\N{REPLACEMENT CHARACTER}"
TOLERATED = (
    50  # one place in so many may be none of the encoding: a stray byte, not another encoding
)
BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_META = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]{1,40})""", re.IGNORECASE)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_TEXT_RUNS = re.compile(rb"[^<>]*[\x80-\xff][^<>]*")


class Decoded(NamedTuple):
    """The text, the encoding that it was read by, and what a person should know of it."""

    text: str
    encoding: str
    note: str = ""


def decode(body: bytes, charset: str = "", language: str = "") -> Decoded:
    """Read the bytes of a page.

    A byte order mark is believed; bytes that are valid UTF-8 are UTF-8, whatever is declared; then the server's
    ``charset`` and the page's own are tried. A page that is all but a few bytes in one of these is read by it, and
    the places are counted; of any other the language and, last, the look of its words decide.

    Parameters
    ----------
    body : bytes
    charset : str
        What the server's header declares.
    language : str
        ISO 639-1.

    Examples
    --------
    >>> decode("双方同意".encode("gb18030"), "utf-8", "zh")
    Decoded(text='双方同意', encoding='gb18030', note='declared utf-8, read as gb18030')
    >>> decode("Беседа".encode("cp1251"), "windows-1251")
    Decoded(text='Беседа', encoding='cp1251', note='')
    """
    for bom, encoding in BOMS:
        if body.startswith(bom):
            return Decoded(body[len(bom) :].decode(encoding, "replace"), encoding)
    meta = _META.search(body[:4096])
    declared = [
        known
        for label in (charset, meta[1].decode("ascii") if meta else "")
        if (known := _known(label))
    ]
    # Western European is what servers declare that were never told; no Chinese or Russian can be written in it.
    credible = [
        encoding for encoding in declared if not (encoding == "cp1252" and language in LIKELY)
    ]
    first = [*([] if b"\0" in body else ["utf-8"]), *credible]
    likely = LIKELY.get(language, ())
    for encoding, errors in (
        *((encoding, "strict") for encoding in first),
        *((encoding, "replace") for encoding in first),
        *((encoding, "strict") for encoding in likely),
    ):
        text = _read(body, encoding, errors)
        if text is not None:
            return Decoded(text, encoding, _said(body, text, declared, encoding))
    encoding = _guessed(body)
    text = body.decode(encoding, "replace")
    return Decoded(text, encoding, _said(body, text, declared, encoding))


def _read(body: bytes, encoding: str, errors: str) -> str | None:
    """Return the text, or nothing where it cannot be in this encoding: where more than a few places are not."""
    try:
        text = body.decode(encoding, errors)
    except UnicodeDecodeError:
        return None
    lost = text.count(LOST) if errors == "replace" else 0
    return text if lost * TOLERATED <= sum(map(len, _BEYOND_ASCII.findall(text))) else None


def _known(label: str) -> str:
    """Return the name of an encoding of the web, or nothing."""
    try:
        name = codecs.lookup(label.strip()).name
    except (LookupError, ValueError):
        return ""
    name = WIDER.get(name, name)
    return name if WEB.fullmatch(name) else ""


def _said(body: bytes, text: str, declared: list[str], encoding: str) -> str:
    """Return what a person should know: that the page is not what it says, and how much of it cannot be read."""
    strange = (
        [f"declared {', '.join(dict.fromkeys(declared))}, read as {encoding}"]
        if declared and encoding not in declared and not body.isascii()
        else []
    )
    lost = text.count(LOST) - body.count(LOST.encode()) * (encoding == "utf-8")
    return "; ".join(
        strange + ([f"{lost} places are not {encoding} and stand as U+FFFD"] if lost else [])
    )


def _guessed(body: bytes) -> str:
    """Return what the words look like, without the markup between them, which is the same in most encodings."""
    return decoding.detect(b" ".join(_TEXT_RUNS.findall(body))).codec
