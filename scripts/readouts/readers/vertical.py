"""Corpora that were cut into words: a word a line, as VRT, CoNLL-U and WebAnno have it, made into texts again."""

import re
from collections.abc import Iterator
from typing import Any

_TAG = re.compile(r"<(?P<close>/?)(?P<name>[\w:-]+)(?P<attributes>[^>]*?)/?>\s*")
_ATTRIBUTE = re.compile(r"([\w:-]+)\s*=\s*\"([^\"]*)\"|([\w:-]+)\s*=\s*'([^']*)'")
_KEY = re.compile(r"#\s*(?P<key>[\w:-]+(?: \w+)?)\s*=\s*(?P<value>.*)")
_NUMBER = re.compile(r"\d+(?:[-.]\d+)?")
_TOKEN = re.compile(r"\d+-\d+(?P<part>\.\d+)?\t\d+-\d+\t(?P<token>[^\t\r]*)")
# Marks that stand without a space before them, or after them.
_CLOSING, _OPENING = frozenset(".,;:!?…)]}»”’%"), frozenset("([{«“„¿¡")


def vrt(text: str) -> list[dict[str, Any]]:
    """Return the texts of a vertical file: each element ``text`` with its attributes; ``p`` makes paragraphs, ``g`` a word without a space.

    Examples
    --------
    >>> vrt('<text id="a" who="A">\\n<s>\\nThey\\tPRP\\nspoke\\tVBD\\n.\\t.\\n</s>\\n</text>')
    [{'id': 'a', 'who': 'A', 'text': 'They spoke.'}]
    """
    records: list[dict[str, Any]] = []
    words = _Words()
    described: dict[str, Any] = {}
    for line in text.splitlines():
        tag = _TAG.fullmatch(line)
        if not tag:
            words.add(line.split("\t", 1)[0].strip())
            continue
        if tag["name"] == "text":
            records += words.record(described)
            described = {} if tag["close"] else _attributes(tag["attributes"])
        elif tag["name"] in ("p", "head", "u"):
            words.end()
        elif tag["name"] == "g":
            words.is_glued = True
    return records + words.record(described)


def _attributes(text: str) -> dict[str, Any]:
    return {name or other: value or its for name, value, other, its in _ATTRIBUTE.findall(text)}


class _Words:
    """Words one after another, as the text that they are of."""

    def __init__(self) -> None:
        self.paragraphs: list[list[str]] = [[]]
        self.is_glued = True

    def add(self, word: str, is_glued: bool = False) -> None:
        if not word:
            return
        joins = self.is_glued or not self.paragraphs[-1] or word[0] in _CLOSING
        self.paragraphs[-1].append(word if joins else f" {word}")
        self.is_glued = is_glued or word in _OPENING

    def end(self) -> None:
        """End a paragraph."""
        if self.paragraphs[-1]:
            self.paragraphs.append([])

    def record(self, described: dict[str, Any]) -> list[dict[str, Any]]:
        """Return the text so far as a record, if there is one, and begin anew."""
        text = "\n\n".join("".join(words) for words in self.paragraphs if words)
        self.__init__()  # type: ignore[misc]
        return [described | {"text": text}] if text else []


def conllu(text: str) -> list[dict[str, Any]]:
    """Return the documents of a file of CoNLL-U, with what its comments say of each; sentences are taken as the comment ``text`` has them.

    Examples
    --------
    >>> conllu("# newdoc id = a\\n# sent_id = 1\\n1\\tThey\\tthey\\n2\\tspoke\\tSpaceAfter=No\\n3\\t.\\t_\\n")
    [{'id': 'a', 'text': 'They spoke.'}]
    """
    records: list[dict[str, Any]] = []
    described: dict[str, Any] = {}
    paragraphs: list[list[str]] = [[]]

    def ended() -> list[dict[str, Any]]:
        text = "\n\n".join(" ".join(sentences) for sentences in paragraphs if sentences)
        paragraphs[:] = [[]]
        return [described | {"text": text}] if text else []

    lines = text.replace("\r\n", "\n")
    widths = {line.count("\t") + 1 for line in re.findall(r"^\d.*", lines, re.MULTILINE)}
    if len(widths) > 1:
        raise ValueError(f"lines of {' and '.join(map(str, sorted(widths)))} columns")
    for block in re.split(r"\n[^\S\n]*\n", lines):
        comments = [line for line in block.split("\n") if line.startswith("#")]
        said = {match["key"]: match["value"] for line in comments if (match := _KEY.match(line))}
        if any(re.match(r"#\s*newdoc\b", line) for line in comments):
            records += ended()
            described = {"id": said["newdoc id"]} if "newdoc id" in said else {}
        if any(re.match(r"#\s*newpar\b", line) for line in comments):
            paragraphs.append([])
        kept = ("speaker", "side", "date", "title", "language", "event")
        described |= {key: said[key] for key in kept if key in said}
        words = "".join(_words(block))
        sentence = said.get("text") or words
        if words and _bare(words) != _bare(sentence):
            raise ValueError(
                f"a sentence, {sentence[:60]!r}, that is not that of its words, {words[:60]!r}"
            )
        if sentence.strip():
            paragraphs[-1].append(sentence.strip())
    return records + ended()


def _words(block: str) -> Iterator[str]:
    """Yield the words of a sentence with the spaces after them; the parts of a word that was cut in two are passed over."""
    within = 0
    for line in block.split("\n"):
        cells = line.split("\t")
        if not line.strip() or line.startswith("#"):
            continue
        if len(cells) < 2 or not _NUMBER.fullmatch(cells[0]):
            raise ValueError(f"a line that is no word with its number: {line[:60]!r}")
        if "." in cells[0]:
            continue
        first, _, last = cells[0].partition("-")
        if last.isdigit():
            within = int(last)
        elif first.isdigit() and int(first) <= within:
            continue
        yield cells[1] + ("" if "SpaceAfter=No" in cells[-1] else " ")


def webanno(text: str) -> list[dict[str, Any]]:
    """Return the text of a file of WebAnno or INCEpTION (TSV 3), a sentence a line.

    Raises
    ------
    ValueError
        If its tokens are not those of its sentences.

    Examples
    --------
    >>> webanno("#FORMAT=WebAnno TSV 3.3\\n\\n#Text=They spoke\\n1-1\\t0-4\\tThey\\n1-2\\t5-10\\tspoke\\n\\n#Text=Yes\\n2-1\\t11-14\\tYes\\n")
    [{'text': 'They spoke\\nYes'}]
    """
    lines = text.split("\n")
    sentences = [_unescaped(line[6:]) for line in lines if line.startswith("#Text=")]
    tokens = []
    for line in lines:
        if not line.strip() or line.startswith("#"):
            continue
        if not (token := _TOKEN.match(line)):
            raise ValueError(f"a line that is no token with its place: {line[:60]!r}")
        tokens += [] if token["part"] else [_unescaped(token["token"])]
    if _bare("".join(tokens)) != _bare("".join(sentences)):
        raise ValueError("tokens that are not those of the sentences")
    return [{"text": "\n".join(sentences)}]


def _unescaped(value: str) -> str:
    return re.sub(r"\\(->|.)", lambda found: {"t": "\t", "n": "\n"}.get(found[1], found[1]), value)


def _bare(text: str) -> str:
    return "".join(text.split())
