"""Open, decode: which encoding a text is in, UTF-8 where it can be, else what its bytes say."""

import codecs
import re
from pathlib import Path
from typing import NamedTuple

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
# Of Russian and of Chinese, as they are told apart where a text is not in UTF-8.
CANDIDATES = ["cp1251", "koi8_r", "cp866", "gb18030", "big5"]
_BEYOND_ASCII = re.compile(b"[\x80-\xff]+")
_LOOKED_AT = 2**16
# Characters of UTF-8 to a byte that is none.
_ESCAPED, _MANY = re.compile("[\udc80-\udcff]"), 20
_NAMES = {
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 with a byte order mark",
    "utf-16": "UTF-16 with a byte order mark",
    "utf-32": "UTF-32 with a byte order mark",
    "utf-16-le": "UTF-16, little-endian",
    "utf-16-be": "UTF-16, big-endian",
    "cp1251": "Windows-1251",
    "cp1252": "Windows-1252",
    "cp866": "CP866",
    "koi8_r": "KOI8-R",
    "gb18030": "GB18030",
    "big5": "Big5",
    "ascii": "ASCII",
}


class Encoding(NamedTuple):
    """The codec, and how sure that is: by its mark or its being UTF-8, or guessed by the letters that it gives."""

    codec: str
    guessed: bool

    def __str__(self) -> str:
        return _NAMES.get(self.codec, self.codec) + (
            ", guessed by its letters (--encoding says another)" if self.guessed else ""
        )


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
        return Encoding(wide, True)
    if _decodes(sample, "utf-8", whole) or _is_broken_utf8(sample):
        return Encoding("utf-8", False)
    return Encoding(_by_letters(sample), True)


def _without_mark(sample: bytes) -> str:
    """Return the codec of UTF-16 without its mark: every other byte of what is ASCII is zero."""
    start = sample[:4096]
    half = len(start) // 2
    zeros = [start[0::2].count(0), start[1::2].count(0)]
    if max(zeros) > 3 and max(zeros) > half * 0.1 and min(zeros) < max(zeros) * 0.1:
        codec = "utf-16-be" if zeros[0] > zeros[1] else "utf-16-le"
        return codec if _decodes(sample, codec, False) else ""
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


def _by_letters(sample: bytes) -> str:
    """Return the encoding in which the bytes beyond ASCII are letters of a language."""
    lines = b"\n".join(line for line in sample.split(b"\n") if not line.isascii())[:_LOOKED_AT]
    runs = [len(run) for run in _BEYOND_ASCII.findall(lines)]
    # Among Latin letters an accented one or a quotation mark stands alone; Russian and Chinese words are runs.
    if sum(run for run in runs if run > 2) < sum(runs) / 2:
        return "cp1252"
    from charset_normalizer import from_bytes

    best = from_bytes(lines, cp_isolation=CANDIDATES).best()
    return best.encoding if best else "cp1252"


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
            f"no encoding of text {name!r}; such as utf-8, utf-16, cp1251, koi8-r, gb18030"
        ) from None
    # A mark at the beginning is no part of the text, whoever says what the encoding is.
    return "utf-8-sig" if (codec := codecs.lookup(name).name) == "utf-8" else codec
