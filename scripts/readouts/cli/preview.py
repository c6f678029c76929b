"""What a person sees of a corpus before it is used: the first words of each side, the oddest words, and texts that are nearly the same."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator

from ..corpus.document import Document
from ..corpus.events import Account, event_key, of_accounts
from ..readers.faults import named
from ..text import minhash

# Sides whose first words are shown, words that are shown of each, and odd words.
_SIDES, _FIRST, _ODDEST, _NAMED, _WIDE = 12, 12, 10, 5, 80
# Texts that are looked through for odd words, and how much of each; texts and events of which is kept which there were.
_TEXTS, _CHARACTERS, _KEPT = 1000, 20_000, 100_000
# What is no word that a person wrote as one, by kind, with the option or the step that cures it.
_ODD = {
    "parts of addresses": re.compile(r"(?:https?://|www\.)\S+|\bt\.co/\w+"),
    "mojibake": re.compile(
        r"\S*(?:Ã[\x80-\xbf]|â€|Ð[\x80-\xbf‘’“”]|Ñ[\x80-\xbf€‚ƒ„…†‡ˆ]|\ufffd)\S*"
    ),
    "labels of speakers": re.compile(
        r"(?m)^(?:\d{1,3} )?(?:[A-ZÀ-ÞА-ЯЁ][A-ZÀ-ÞА-ЯЁ.’' -]{1,30}:|[QA]\d{0,3}[.:])(?=\s)"
    ),
    "remarks in brackets": re.compile(
        r"[\[(](?:applause|laughter|cheers|crosstalk|inaudible|music|аплодисменты|смех|掌声|笑声)[^\])\n]{0,30}[\])]",
        re.IGNORECASE,
    ),
    "escapes of a program": re.compile(
        r"\\[nrt](?![a-z])|\\u[0-9a-fA-F]{4}|\\x[0-9a-fA-F]{2}|(?:%[0-9A-F]{2})+|\A(?:b['\"]|\[['\"]|\{['\"])"
    ),
    "tags that are none of HTML": re.compile(
        r"(?-i:</?[A-Z]{2,20}>)|\[/?(?:b|i|u|url|img|quote)\b[^\]\n]{0,60}\]", re.IGNORECASE
    ),
    "marks of notes": re.compile(r"(?<=[\w.,;:!?’”\"])\[\^?\d{1,3}\]"),
    "controls": re.compile(r"\w*[\x01-\x08\x0b\x0c\x0e-\x1f\x7f]+\w*"),
    "words as long as sentences": re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]{25,}"),
    # Chinese and Japanese have no spaces: a clause is no word, nor is one with a date in it.
    "very long words": re.compile(r"[^\W\d_\u3041-\u30ff\u3400-\u9fff]{31,}"),
    "letters and digits in one": re.compile(
        r"\b(?!\w*[\u3041-\u30ff\u3400-\u9fff])(?=\w*[^\W\d_]\d|\w*\d[^\W\d_])\w{7,}\b"
    ),
    "two scripts in one word": re.compile(r"\b\w*(?:[a-zA-Z][а-яёА-ЯЁ]|[а-яёА-ЯЁ][a-zA-Z])\w*\b"),
}
_CURES = {
    "parts of addresses": "they count as words; take them out of the file, or --markup markdown where they are links",
    "mojibake": "ftfy.fix_text mends what was read in another encoding than its own",
    "labels of speakers": "they count as words; --form transcript makes them a column of a text, a row for each turn one of a table",
    "remarks in brackets": "they count as words of the speaker; take them out of the file",
    "escapes of a program": "the table was not written as text: write it anew",
    "tags that are none of HTML": "they count as words; take them out of the file",
    "marks of notes": "their numbers count; take them out of the file",
    "words as long as sentences": "the script has no spaces, and no segmenter here cuts it: words cannot be counted",
}


_SCRIPTS = tuple(
    map(re.compile, ("[a-zA-Z]", "[\u0400-\u04ff]", "[\u4e00-\u9fff]", "[\u0600-\u06ff]"))
)


def _of_two_scripts(text: str) -> bool:
    """Say whether a fifth of a text's letters or more are of a second script."""
    counts = sorted(len(script.findall(text)) for script in _SCRIPTS) if not text.isascii() else []
    return bool(counts) and counts[-2] >= max(20, sum(counts) / 5)


class Preview:
    """Documents that go by, and what is told of them when the last one has.

    Parameters
    ----------
    documents : iterable of Document
    """

    def __init__(self, documents: Iterable[Document]):
        self._documents = documents
        self._first: dict[str, str] = {}
        self._odd: dict[str, Counter[str]] = defaultdict(Counter)
        self._count = 0
        self._mixed: list[str] = []
        self._seen: dict[int, str] = {}
        self._alike: list[str] = []
        self._near, self._nearly = minhash.Alike(), list[str]()
        self._sides: dict[str, set[str]] = defaultdict(set)
        self._accounts: list[Account] = []

    def __iter__(self) -> Iterator[Document]:
        for document in self._documents:
            self._look_at(document)
            yield document

    def _look_at(self, document: Document) -> None:
        if document.side not in self._first and len(self._first) < _SIDES:
            self._first[document.side] = " ".join(document.text.split(maxsplit=_FIRST)[:_FIRST])[
                :120
            ]
        self._count += 1
        for kind, pattern in _ODD.items() if self._count <= _TEXTS else ():
            found = pattern.finditer(document.text[:_CHARACTERS])
            self._odd[kind].update(match[0].strip() for match in found)
        if self._count <= _TEXTS and _of_two_scripts(document.text[:_CHARACTERS]):
            self._mixed.append(document.document_id)
        event = event_key(document, {})
        if event and len(self._sides) < _KEPT:
            self._sides[event].add(document.side)
        if len(self._accounts) < _KEPT and (account := Account.of(document)):
            self._accounts.append(account)
        words = frozenset(document.text.casefold().split())
        if len(words) > 5 and len(self._seen) < _KEPT:
            earlier = self._seen.setdefault(hash(words), document.document_id)
            if earlier != document.document_id:
                self._alike.append(f"{document.document_id} (as {earlier})")
                return
        if near := self._near.earlier(document.document_id, document.text):
            self._nearly.append(f"{document.document_id} (as {near[0]}: {near[1]})")

    def lines(self) -> Iterator[str]:
        """Yield what there is to see, a line each."""
        for side, words in self._first.items():
            yield f"{side or 'no side'} begins: {words}"
        where = f" in the first {_TEXTS:,} texts" if self._count > _TEXTS else ""
        left = _ODDEST
        for kind, found in self._odd.items():
            if not found or not left:
                continue
            shown = [word for word, _ in found.most_common(min(3, left))]
            left -= len(shown)
            cure = f"; {_CURES[kind]}" if kind in _CURES else ""
            yield f"odd words, {kind}: {', '.join(repr(word[:_WIDE]) for word in shown)} ({found.total():,}{where}){cure}"
        if self._mixed:
            yield f"texts in two scripts, each taken for one language: {named(self._mixed, _NAMED)}{where}"
        if self._alike:
            yield f"texts of the same words: {named(self._alike, _NAMED)}"
        if self._nearly:
            yield f"texts that are nearly the same, of whose runs of three words about {minhash.ALIKE} or more are in both: {named(self._nearly, _NAMED)}"
        if self._near.is_full:
            yield f"texts that are nearly the same are looked for among the first {self._near.most:,}, texts of the same words and events among the first {_KEPT:,}"
        pairs = of_accounts(self._accounts)
        yield from pairs.lines()
        for accounts in pairs.taken:  # under the first of their days
            together = {account.side for account in accounts}
            for day in {account.date.isoformat() for account in accounts}:
                self._sides.pop(day, None)
            self._sides[accounts[0].date.isoformat()] = together
        alone = [event for event, sides in self._sides.items() if len(sides) == 1]
        if alone and len(self._first) > 1:
            yield f"events with one side's account alone: {named(alone, _NAMED)}"
