"""Open, decode: which encoding a text is in, UTF-8 where it can be, else the one that gives the likeliest words."""

import codecs
import re
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from . import letters
from .opening import unpacked

# Bytes beyond ASCII that settle the matter, and how far into a file they are looked for.
ENOUGH, FAR = 4096, 16 * 2**20
_STEP = 2**18
_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF32_LE: "utf-32",
    codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
    b"\x84\x31\x95\x33": "gb18030",
}
# Bytes in which words beyond ASCII are looked for, and bytes of such words that are tried in each encoding.
_LOOKED_AT, _TRIED = 2**16, 2**10
_BEYOND_ASCII = re.compile(rb"[^\s]*[\x80-\xff][^\s]*")
# By how much another encoding is to be less likely to go unnamed.
_CLEAR = 7
# The share of common characters that no text has by chance.
_COMMON = 0.8
# Words that are shown of what was guessed.
_SHOWN = 3
# Bytes beyond ASCII in a word, or two of them; others are signs, such as that of a currency.
_LETTERS = re.compile(rb"[\x80-\xff]{2}|[a-zA-Z][\x80-\xff]|[\x80-\xff][a-zA-Z]")
_WORD = re.compile(r"[^\W\d_]*[^\W\d_\x00-\x7f][^\W\d_]*")
# Characters of UTF-8 to a byte that is none.
_ESCAPED, _MANY = re.compile("[\udc80-\udcff]"), 20
_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with a byte order mark",
    "utf-16": "UTF-16 with a byte order mark",
    "utf-32": "UTF-32 with a byte order mark",
    "utf-16-le": "UTF-16, little-endian",
    "utf-16-be": "UTF-16, big-endian",
    "koi8_r": "KOI8-R",
    "koi8_u": "KOI8-U",
    "gb18030": "GB18030",
    "big5": "Big5",
    "ascii": "ASCII",
    "euc_jp": "EUC-JP",
    "iso2022_jp": "ISO-2022-JP",
    "cp932": "Shift-JIS (CP932)",
    "mac_roman": "Mac Roman",
    "mac_cyrillic": "Mac Cyrillic",
}


def name(codec: str) -> str:
    """Return what people call an encoding.

    Examples
    --------
    >>> name("cp1251"), name("iso8859_7"), name("cp949"), name("utf-8")
    ('Windows-1251', 'ISO-8859-7', 'CP949', 'UTF-8')
    """
    if codec in _NAMES:
        return _NAMES[codec]
    if re.fullmatch(r"cp125\d", codec):
        return f"Windows-{codec[2:]}"
    return codec.upper().replace("ISO8859_", "ISO-8859-")


class Encoding(NamedTuple):
    """The codec, and how sure that is: by its mark or its being UTF-8, or guessed by the letters that it gives.

    Attributes
    ----------
    codec : str
    guessed : bool
    words : tuple of str
        Where it is guessed, the first words that are not ASCII as it gives them.
    other : str
        A codec that is nearly as likely, and gives another text.
    """

    codec: str
    guessed: bool
    words: tuple[str, ...] = ()
    other: str = ""

    def __str__(self) -> str:
        if not self.guessed:
            return name(self.codec)
        other = f", hardly likelier than {name(self.other)}" if self.other else ""
        return f"{name(self.codec)}, guessed by its letters{other} (--encoding says another){words_shown(self.words)}"


def words_shown(words: Iterable[str]) -> str:
    """Return some words as a guess shows them."""
    first = list(dict.fromkeys(words))[:_SHOWN]
    return f"; it gives {', '.join(map(repr, first))}" if first else ""


def of_file(path: Path, said: str | None = None) -> Encoding:
    """Return the encoding of a file, packed or not: the one that the user has `said`, or from as much of the file as it takes."""
    if said:
        return Encoding(known(said), False)
    sample, beyond = bytearray(), 0
    with unpacked(path) as stream:
        while beyond < ENOUGH and len(sample) < FAR and (more := stream.read(_STEP)):
            sample += more
            beyond += len(more.translate(None, bytes(range(128))))
        whole = not stream.read(1)
    return detect(bytes(sample), whole)


def detect(sample: bytes, whole: bool = True) -> Encoding:
    """Return the encoding of some bytes.

    Parameters
    ----------
    sample : bytes
    whole : bool
        Whether they are all of a text; if not, the last character may be torn.

    Examples
    --------
    >>> detect("Путин".encode()).codec, detect("Председатель Китая".encode("cp1251")).codec
    ('utf-8', 'cp1251')
    """
    for mark, codec in _MARKS.items():
        if sample.startswith(mark):
            return Encoding(codec, False)
    if wide := _without_mark(sample):
        return Encoding(wide, True, _words(sample[:_TRIED], wide))
    if b"\x1b$" in sample and _decodes(sample, "iso2022_jp", whole):
        return Encoding("iso2022_jp", True, _words(sample[:_TRIED], "iso2022_jp"))
    if _decodes(sample, "utf-8", whole) or _is_broken_utf8(sample):
        return Encoding("utf-8", False)
    if not _LETTERS.search(sample):
        signs = filter(lambda sign: not sign.isascii(), sample.decode("cp1252", "replace"))
        return Encoding("cp1252", True, tuple(dict.fromkeys(signs))[:_SHOWN])
    return _by_letters(sample)


def _without_mark(sample: bytes) -> str:
    """Return the codec of UTF-16 without its mark: every other byte of what is ASCII is zero."""
    start = sample[:4096]
    half = len(start) // 2
    zeros = [start[0::2].count(0), start[1::2].count(0)]
    if max(zeros) > 3 and max(zeros) > half * 0.1 and min(zeros) < max(zeros) * 0.1:
        codec = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
        return codec if _decodes(sample, codec, False) else ""
    # Chinese, Japanese or Korean without a space: what one order of the bytes gives is made of common characters.
    for codec in ("utf-16-le", "utf-16-be") if half > 5 and not sample.isascii() else ():
        text = start[: 2 * half].decode(codec, "replace")
        if letters.share_of_common(text) > _COMMON and not _decodes(start, "utf-8", False):
            return codec
    return ""


def _decodes(sample: bytes, codec: str, whole: bool) -> bool:
    try:
        codecs.getincrementaldecoder(codec)().decode(sample, whole)
    except UnicodeDecodeError:
        return False
    return True


def _is_broken_utf8(sample: bytes) -> bool:
    """Say whether a few bytes are torn in what else is UTF-8: other encodings hardly ever look so by chance."""
    broken = sample.decode("utf-8", "surrogateescape")
    torn = len(_ESCAPED.findall(broken))
    return len(broken) - len(broken.encode("ascii", "ignore")) - torn > _MANY * torn


def _by_letters(sample: bytes) -> Encoding:
    """Return the encoding in which the words beyond ASCII are likeliest as words of a language."""
    first = next(
        (
            place
            for place in range(0, len(sample), _LOOKED_AT)
            if not sample[place : place + _LOOKED_AT].isascii()
        ),
        0,
    )
    words = list(dict.fromkeys(_BEYOND_ASCII.findall(sample, first, first + 2 * _LOOKED_AT)))
    # Each word once, and from all over the text: a quotation mark that comes again and again tells no more than once.
    every = max(1, sum(map(len, words)) // _TRIED)
    tried = b" ".join(words[::every])
    if len(tried) < _TRIED:
        tried += b" "  # so that half a character at the end of a word is seen to be none
    best, other = _likeliest(tried[:_TRIED])
    return Encoding(best, True, _words(b" ".join(words), best), other)


# A file is looked at more than once: to know its form, its columns, its rows.
@lru_cache(maxsize=1000)
def _likeliest(tried: bytes) -> tuple[str, str]:
    """Return the encoding in which some words are likeliest, and another one that is hardly less likely, or ''."""
    texts = {
        codec: codecs.getincrementaldecoder(codec)("replace").decode(tried)
        for codec in letters.LANGUAGES
    }
    likely = {
        codec: letters.likelihood(text, codec) - rank / 4
        for rank, (codec, text) in enumerate(texts.items())
    }
    best = max(likely, key=likely.__getitem__)
    second = max((codec for codec in likely if texts[codec] != texts[best]), key=likely.__getitem__)
    return best, second if likely[best] - likely[second] < _CLEAR else ""


def _words(sample: bytes, codec: str) -> tuple[str, ...]:
    words = _WORD.findall(sample.decode(codec, "ignore"))
    return tuple(dict.fromkeys(word[:30] for word in words))[:_SHOWN]


def known(name: str) -> str:
    """Return the codec that a user names.

    Raises
    ------
    ValueError
        If there is none of text by that name.
    """
    try:
        "a".encode(name)
    except (LookupError, ValueError):
        raise ValueError(
            f"no encoding of text {name!r}; such as utf-8, utf-16, cp1251, koi8-r, gb18030, cp949"
        ) from None
    # A mark at the beginning is no part of the text, whoever says what the encoding is.
    return "utf-8-sig" if (codec := codecs.lookup(name).name) == "utf-8" else codec
