"""TSV 3 of WebAnno and INCEpTION: a token a line, with the values of each layer's features."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import IO, NamedTuple
from zipfile import ZipFile

from ...corpus.document import Document
from ...corpus.segments import paragraphs
from ..faults import Faults, shown
from . import Annotated, Span, decoded
from .brat import add

# The layer that is written; one of this name, with these features of text, has to be in the project that it goes to.
LAYER, _FEATURES = "webanno.custom.Code", ("code", "frame", "coder_kind", "coder")
NOT_CARRIED = "days and notes"
_TOKEN = re.compile(r"(?P<id>\d+-\d+(?P<part>\.\d+)?)\t(?P<start>\d+)-(?P<end>\d+)\t(?P<rest>.*)")
_KNOWN = ("#FORMAT=", "#Text=", "#Sentence.")
_NUMBER = re.compile(r"(?<!\\)\[(\d+)\]$")
_ESCAPED = re.compile(r"\\(->|.)")
_RESERVED = re.compile(r"->|[\\\[\]|_;*\t\n]")
_LETTERS = {"t": "\t", "n": "\n"}


class _Layer(NamedTuple):
    name: str
    features: list[str]


def read(file: str, data: bytes, faults: Faults) -> tuple[list[Annotated], list[str]]:
    """Read the spans of all layers; relations and chains are named.

    A layer with a feature ``code`` has codes (with ``frame``, ``coder_kind``, ``coder``, ``note``); of others each value is a code of the
    frame that its layer is.

    Examples
    --------
    >>> text = "#FORMAT=WebAnno TSV 3.3\\n#T_SP=webanno.custom.Frame|value\\n\\n#Text=They spoke.\\n1-1\\t0-4\\tThey\\t_\\n1-2\\t5-10\\tspoke\\tTALK\\n1-3\\t10-11\\t.\\t_\\n"
    >>> read("a.tsv", text.encode(), Faults())[0][0].spans[0][:4]
    (5, 10, 'TALK', 'Frame')
    """
    layers: list[_Layer] = []
    left: Counter[str] = Counter()
    found: dict[tuple[object, ...], Span] = {}
    text = _Text()
    for row, line in enumerate(decoded(file, data, faults).split("\n"), 1):
        line = line.rstrip("\r")
        if line.startswith("#T_SP="):
            name, *features = line[6:].split("|")
            layers.append(_Layer(name.rpartition(".")[2] or line, features))
        elif line.startswith(("#T_RL=", "#T_CH=")):
            left["layers of relations" if "_RL" in line else "layers of chains"] += 1
            layers.append(_Layer("", line[6:].split("|")[1:]))
        elif line.startswith("#"):
            if not line.startswith(_KNOWN):
                left[f"lines such as {shown(line)}"] += 1
        elif line.strip():
            match = _TOKEN.fullmatch(line)
            if not match:
                faults.add(file, row, "", shown(line), "a number, offsets and a token")
                continue
            token, *cells = match["rest"].split("\t")
            start, end = text.place(match, _plain(token))
            if start < 0:
                said = f"offsets {match['start']}-{match['end']} of {shown(token)}"
                faults.add(file, row, "", said, "offsets of UTF-16, in order, as long as the token")
                continue
            n_values = sum(len(layer.features) for layer in layers)
            if len(cells) - (cells[-1:] == [""]) != n_values:
                said = f"{len(cells)} values of {shown(_plain(token))}"
                faults.add(file, row, "", said, f"{n_values}, as the head of the file has")
                continue
            for key, span in _spans(layers, cells, Span(start, end, "", row=row)):
                earlier = found.get(key)
                if earlier and (earlier.code, earlier.coder) != (span.code, span.coder):
                    said = f"{shown(span.code)} with the number of {shown(earlier.code)}"
                    faults.add(file, row, "", said, "a number for each span")
                found[key] = earlier._replace(end=max(end, earlier.end)) if earlier else span
    stem = re.sub(r"\.(txt|tsv)$", "", file.rpartition("/")[2])
    if not text.pieces:
        faults.add(file, 0, "", "no tokens", "a token with its place in each line")
    remarks = [f"{file}: not read: {kind} ({count:,})" for kind, count in left.items()]
    return [Annotated(stem, "".join(text.pieces), list(found.values()))], remarks


class _Text:
    """A text that is put together from its tokens, with offsets in characters and in UTF-16, which counts some as two."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self._length = self._wide = 0
        self._last = (0, 0, "")

    def place(self, match: re.Match[str], token: str) -> tuple[int, int]:
        """Return where a token stands, or a part of the last one; -1 if its offsets cannot be."""
        first, after = int(match["start"]), int(match["end"])
        if after - first != _wide(token):
            return -1, -1
        if match["part"]:
            start, wide, whole = self._last
            before = whole.encode("utf-16-le")[: 2 * (first - wide)].decode("utf-16-le", "ignore")
            start += len(before)
            is_within = first >= wide and whole[len(before) :].startswith(token)
            return (start, start + len(token)) if is_within else (-1, -1)
        gap = first - self._wide
        # Between two tokens are spaces; a million of them are none.
        if not 0 <= gap < 1_000_000:
            return -1, -1
        start = self._length + gap
        self.pieces.append(" " * gap + token)
        self._length, self._wide = start + len(token), after
        self._last = (start, first, token)
        return start, start + len(token)


def _wide(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _plain(value: str) -> str:
    return _ESCAPED.sub(lambda found: _LETTERS.get(found[1], found[1]), value)


def _spans(
    layers: list[_Layer], cells: list[str], at: Span
) -> Iterator[tuple[tuple[object, ...], Span]]:
    """Yield the spans of a token, each with a key that the other tokens of the same span have too."""
    rest = iter(cells)
    for layer in layers:
        columns = [re.findall(r"(?:[^\\|]|\\.)+", next(rest, "_")) for _ in layer.features]
        if not layer.name:
            continue
        for number, values in enumerate(zip(*columns)):
            marks = [found[1] for value in values if (found := _NUMBER.search(value))]
            key: tuple[object, ...] = (
                (layer.name, *marks[:1]) if marks else (layer.name, at.start, number)
            )
            said = {
                feature: "" if bare == "*" else _plain(bare)
                for feature, value in zip(layer.features, values)
                if (bare := _NUMBER.sub("", value)) != "_"
            }
            if "code" in said:
                frame, coder, note = (said.get(name, "") for name in ("frame", "coder", "note"))
                code = said["code"] or layer.name
                kind = said.get("coder_kind") or "person"
                pattern = coder if kind == "pattern" else ""
                yield (
                    key,
                    Span(at.start, at.end, code, frame, coder, kind, "", note, pattern, row=at.row),
                )
            elif said:
                valued = {feature: value for feature, value in said.items() if value}
                for feature, value in (valued or {"": layer.name}).items():
                    yield (*key, feature), at._replace(code=value, frame=layer.name)


def write(file: IO[bytes], coded: Iterable[tuple[Document, list[Span]]]) -> None:
    """Write a ZIP archive with a file a document; its tokens are cut where spans begin and end."""
    with ZipFile(file, "w") as archive:
        for document, spans in coded:
            name = re.sub(r"[^\w.-]+", "_", document.document_id)
            add(archive, f"{name}.tsv", "".join(_lines(document.text, spans)))


def _lines(text: str, spans: list[Span]) -> Iterator[str]:
    yield f"#FORMAT=WebAnno TSV 3.3\n#T_SP={LAYER}|{'|'.join(_FEATURES)}\n\n"
    borders = {place for span in spans for place in (span.start, span.end)}
    wide = [0]
    for character in text:
        wide.append(wide[-1] + (2 if ord(character) > 0xFFFF else 1))
    for sentence, segment in enumerate(paragraphs(text), 1):
        yield f"\n#Text={_escaped(segment.text)}\n"
        for token, (start, end) in enumerate(_tokens(segment.text, segment.start, borders), 1):
            here = [
                (n, span)
                for n, span in enumerate(spans, 1)
                if span.start < end and span.end > start
            ]
            cells = [
                "|".join(f"{_escaped(getattr(span, name)) or '*'}[{n}]" for n, span in here) or "_"
                for name in _FEATURES
            ]
            place = f"{sentence}-{token}\t{wide[start]}-{wide[end]}"
            yield (
                f"{place}\t{_escaped(text[start:end])}\t"
                + "".join(f"{cell}\t" for cell in cells)
                + "\n"
            )


def _tokens(text: str, offset: int, borders: set[int]) -> Iterator[tuple[int, int]]:
    """Yield words and marks, cut at the borders of spans, by their places in the document."""
    for word in re.finditer(r"\w+|[^\w\s]", text):
        start, end = word.start() + offset, word.end() + offset
        cuts = [start, *(place for place in range(start + 1, end) if place in borders), end]
        yield from pairwise(cuts)


def _escaped(value: str) -> str:
    return _RESERVED.sub(lambda found: "\\" + {"\t": "t", "\n": "n"}.get(found[0], found[0]), value)
