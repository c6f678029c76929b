"""Texts in XML as the Text Encoding Initiative has it: what is spoken or written, with its speaker and the header's date and title."""

from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree

from .faults import REMARK, one_line, shown

_ID = "{http://www.w3.org/XML/1998/namespace}id"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
# Paragraphs; and what an editor says and no author, or is named elsewhere.
_UNREAD = frozenset(
    [
        "teiHeader",
        "note",
        "fw",
        "del",
        "speaker",
        "stage",
        "gap",
        "desc",
        "vocal",
        "kinesic",
        "incident",
        "figure",
        "graphic",
        "orig",
        "sic",
        "abbr",
        "pause",
    ]
)
_PARAGRAPHS = frozenset(["p", "head", "ab", "l", "item", "closer", "opener", "trailer", "seg"])


_TURNS = ("u", "sp")


def tei(data: bytes) -> list[dict[str, Any]]:
    """Return the texts of a file of TEI: an utterance each where speakers are told, else the whole.

    Raises
    ------
    ValueError
        If it is no XML, or no TEI.

    Examples
    --------
    >>> tei(b'<TEI><teiHeader><title>Call</title></teiHeader><text><body><u who="#A">They spoke.</u></body></text></TEI>')
    [{'title': 'Call', 'speaker': 'A', 'text': 'They spoke.'}]
    """
    try:
        root = ElementTree.fromstring(data)
    except (ElementTree.ParseError, ValueError, LookupError) as fault:
        raise ValueError(f"no XML ({one_line(fault)})") from fault
    texts = [one for one in root.iter() if _name(one) in ("TEI", "TEI.2")]
    if not texts:
        raise ValueError(
            f"a file of XML whose first element is {_name(root)!r}, and no TEI: save its texts as .txt, or as a table"
        )
    return [record for one in texts for record in _records(one)]


def _name(element: ElementTree.Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _first(element: ElementTree.Element, name: str) -> ElementTree.Element | None:
    return next((one for one in element.iter() if _name(one) == name), None)


def _records(one: ElementTree.Element) -> Iterator[dict[str, Any]]:
    header, text = _first(one, "teiHeader"), _first(one, "text")
    described: dict[str, Any] = {"id": one.get(_ID), "language": one.get(_LANG)}
    if header is not None:
        source = _first(header, "sourceDesc")
        title, date = (
            _first(header, "title"),
            _first(header if source is None else source, "date"),
        )
        described["title"] = None if title is None else " ".join("".join(title.itertext()).split())
        described["date"] = None if date is None else date.get("when") or (date.text or "").strip()
    described = {name: value for name, value in described.items() if value}
    if text is None:
        return
    turns = [turn for turn in text.iter() if _name(turn) in _TURNS]
    if not turns:
        yield described | {"text": _paragraphs(text)}
        return
    described.pop("id", None)
    outside = _paragraphs(text, beside=True)
    told = (
        {REMARK: f"{len(outside.split()):,} words outside of turns, not read: {shown(outside)}"}
        if outside
        else {}
    )
    for turn in turns:
        label = _first(turn, "speaker")
        speaker = (turn.get("who") or "").lstrip("#") or (
            "".join(label.itertext()).strip() if label is not None else ""
        )
        own = {"id": turn.get(_ID), "speaker": speaker}
        yield (
            described
            | {name: value for name, value in own.items() if value}
            | {"text": _paragraphs(turn)}
            | told
        )
        told = {}


def _paragraphs(element: ElementTree.Element, beside: bool = False) -> str:
    """Return the text of an element, without that of turns within it; or of a whole text what stands beside all turns."""
    pieces = _pieces(element) if beside or _name(element) not in _TURNS else _within(element)
    paragraphs = "".join(pieces).split("\0")
    return "\n\n".join(filter(None, (" ".join(one.split()) for one in paragraphs)))


def _within(turn: ElementTree.Element) -> Iterator[str]:
    yield turn.text or ""
    for part in turn:
        yield from _pieces(part)
        yield part.tail or ""


def _pieces(element: ElementTree.Element) -> Iterator[str]:
    """Yield the text within an element, with a NUL where a paragraph begins or ends."""
    name = _name(element)
    if name in _UNREAD:
        return
    if name in _TURNS:
        yield "\0"
        return
    mark = "\0" if name in _PARAGRAPHS else " " if name in ("lb", "pb", "w", "pc") else ""
    yield mark if name not in ("w", "pc") else ""
    yield element.text or ""
    for part in element:
        yield from _pieces(part)
        yield part.tail or ""
    yield mark if name in _PARAGRAPHS else ""
