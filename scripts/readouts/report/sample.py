"""How far a code can be trusted: stretches and sentences drawn to be read, and the precision and recall that a reading gives.

A **sheet** holds sentences in their context, and asks of each whether a code is present. It does not say in which of them the
code was found: these and others are mixed. A **key**, which the reader does not see and which has no text, says how each was drawn.

Units are drawn from three strata a code and language, from each a simple random sample without replacement:

* ``found``: the distinct stretches of the code, each shown with its sentence;
* ``near``: the sentences without a stretch of the code that hold vocabulary of its patterns (`near_words`);
* ``rest``: all other sentences of texts in that language.

A unit's probability of inclusion is what was drawn of its stratum over the size of it; the key has both numbers. The rest of all
codes is drawn by one order, so that mostly the same few sentences have to be read for them.
"""

import csv
import hashlib
import heapq
import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ..corpus.datapackage import DataError, Fault
from ..corpus.document import Document
from ..corpus.segments import paragraphs
from ..engine import plain
from ..measures import accuracy
from ..measures.accuracy import Stratum
from ..text import fingerprint
from ..text.languages import primary
from ..text.patterns import Pattern, divided, of_language
from ..text.sentences import sentences
from ..text.tokens import is_han, tokenize
from .kit import places

FOUND, NEAR, REST = STRATA = "found", "near", "rest"
DRAWN = {FOUND: 30, NEAR: 10, REST: 10}
SHEET = ("item", "code", "before", "sentence", "after", "present", "words", "note")
KEY = ("item", "code", "language", "stratum", "drawn", "of", "document_id", "sentence_start", "start", "end", "patterns_sha256")  # fmt: skip
SCORES = ("code", "language", "patterns_sha256", "stretches", "read", "precision", "precision_low", "precision_high", "sentences_read", "missed", "recall", "recall_low", "recall_high")  # fmt: skip
ALL = ""  # the code of the row over all codes
CONTEXT = 160  # characters before and after a sentence
_TELLING = 6  # letters of a word that tells what a sentence is about
_WHOLE = 3  # a word of so few letters is near to itself alone


class Item(NamedTuple):
    """A unit that was drawn: its sentence with the context, and for a found one the stretch; offsets are of the document's text."""

    code: str
    language: str
    stratum: str
    document_id: str
    sentence_start: int
    start: int
    end: int
    before: str
    sentence: str
    after: str

    def name(self, seed: int) -> str:
        """Return what the item is called in a sheet: it says nothing."""
        return f"i{_order(seed, self.code, self.document_id, self.sentence_start, self.start, self.end):016x}"[:11]  # fmt: skip


class Draw(NamedTuple):
    """Items, the size of the stratum of each code and language, and the hash of the patterns that were looked for in it."""

    items: list[Item]
    sizes: Mapping[tuple[str, str, str], int]
    hashes: Mapping[tuple[str, str], str]
    seed: int


def near_words(patterns: Iterable[Pattern]) -> dict[str, set[str]]:
    """Return beginnings of words, and pairs of Chinese characters, by which a sentence is near a code, with the codes.

    Of each pattern the words of six letters and more count, or else the longest, each by its first two thirds; of a Chinese one every
    two characters that stand together.

    Examples
    --------
    >>> near_words([Pattern("a", "en", "their security", ("their", "security")), Pattern("b", "zh", "冷战", ("冷", "战"))])
    {'securi': {'a'}, '冷战': {'b'}}
    """
    found = defaultdict(set)
    for pattern in divided(patterns)[0]:
        words = [word.strip("*'-") for word in pattern.words]
        if is_han(words[0]):
            keys = {one + other for one, other in itertools.pairwise(words)}
        else:
            least = min(_TELLING, max(map(len, words)))
            keys = {_beginning(word) for word in words if len(word) >= least}
        for key in keys:
            found[key].add(pattern.code)
    return dict(found)


def _beginning(word: str) -> str:
    return word if len(word) <= _WHOLE else word[: max(_WHOLE + 1, -(-2 * len(word) // 3))]


class _Near:
    """Which codes a sentence is near to."""

    def __init__(self, patterns: Iterable[Pattern]):
        self._keys = near_words(patterns)
        self._lengths = sorted({len(key) for key in self._keys})
        self._known: dict[str, frozenset[str]] = {}

    def codes(self, forms: list[str]) -> set[str]:
        found: set[str] = set()
        for place, form in enumerate(forms):
            if is_han(form):
                found |= self._keys.get("".join(forms[place : place + 2]), set())
                continue
            if form not in self._known:
                starts = (form[:length] for length in self._lengths if length <= len(form))
                self._known[form] = frozenset().union(
                    *(
                        self._keys.get(start, ())
                        for start in starts
                        if len(start) > _WHOLE or start == form
                    )
                )
            found |= self._known[form]
        return found


def _order(seed: int, *place: object) -> int:
    """Return a number that no one chose: units are drawn in the order of theirs."""
    told = "\n".join(map(str, (seed, *place))).encode("utf-8", "surrogatepass")
    return int.from_bytes(hashlib.blake2b(told, digest_size=8).digest(), "big")


class _Sample:
    """The units with the smallest numbers so far, and how many there were."""

    def __init__(self, most: int):
        self._most, self._heap, self.size = most, [], 0

    def add(self, number: int, make) -> None:
        self.size += 1
        if len(self._heap) < self._most:
            heapq.heappush(self._heap, (-number, self.size, make()))
        elif self._most and -number > self._heap[0][0]:
            heapq.heapreplace(self._heap, (-number, self.size, make()))

    def items(self) -> list[Item]:
        return [item for *_, item in sorted(self._heap, reverse=True)]


def draw(
    documents: Iterable[Document],
    patterns: Iterable[Pattern],
    codes: Iterable[str] | None = None,
    seed: int = 1,
    numbers: Mapping[str, int] | None = None,
) -> Draw:
    """Draw what is to be read of each code, in one pass over the documents.

    Parameters
    ----------
    documents : iterable of Document
    patterns : iterable of Pattern
        Exclusions among them.
    codes : iterable of str, optional
        Those that are asked about; by default all.
    seed : int
    numbers : mapping of str to int, optional
        How many are drawn of each stratum, by default `DRAWN`.

    Returns
    -------
    Draw
    """
    patterns = list(patterns)
    asked = list(dict.fromkeys(pattern.code for pattern in patterns) if codes is None else codes)
    numbers = {**DRAWN, **(numbers or {})}
    index = plain.by_language(patterns)
    samples: dict[tuple[str, str, str], _Sample] = {}
    by_language: dict[str, tuple[_Near, list[str]]] = {}
    for document in documents:
        language = primary(document.language)
        if language not in by_language:
            own = [one for one in patterns if primary(one.language) in ("", language)]
            with_patterns = {one.code for one in own if not one.excludes}
            by_language[language] = _Near(own), [code for code in asked if code in with_patterns]
            for code in by_language[language][1]:
                for stratum in STRATA:
                    samples[code, language, stratum] = _Sample(numbers[stratum])
        near, codes = by_language[language]
        for stratum, code, number, make in _units(document, index(document.language), near, codes, seed):  # fmt: skip
            samples[code, language, stratum].add(number, make)
    items = [item for key in sorted(samples) for item in samples[key].items()]
    sizes = {key: sample.size for key, sample in samples.items()}
    hashes = {
        (code, language): fingerprint.of_patterns(
            of_language([one for one in patterns if one.code == code], language)
        )
        for code, language, _ in samples
    }
    return Draw(items, sizes, hashes, seed)


def _units(document: Document, index, near: _Near, codes: list[str], seed: int):
    """Give every unit of a document: its stratum, its code, its number, and what makes an item of it."""
    stretches = defaultdict(set)
    for start, end, _, _, pattern in plain.matches(document, index):
        stretches[start, end].add(pattern.code)
    places_of_matches = sorted(stretches)
    at, text = 0, document.text
    asked, language = set(codes), primary(document.language)

    def item(code, stratum, first, last, start, end):
        return lambda: Item(
            code, language, stratum, document.document_id, first, start, end,
            text[max(0, first - CONTEXT) : first], text[first:last], text[last : last + CONTEXT],
        )  # fmt: skip

    for segment in paragraphs(text):
        for first, last in sentences(segment.text):
            first, last = segment.start + first, segment.start + last
            here: Counter[str] = Counter()
            while at < len(places_of_matches) and places_of_matches[at][0] < last:
                start, end = places_of_matches[at]
                at += 1
                for code in stretches[start, end] & asked:
                    here[code] += 1
                    number = _order(seed, document.document_id, start, end)
                    yield FOUND, code, number, item(code, FOUND, first, max(last, end), start, end)
            number = _order(seed, document.document_id, first)
            close = near.codes([token.form for token in tokenize(text[first:last])])
            for code in codes:
                if code not in here:
                    stratum = NEAR if code in close else REST
                    yield stratum, code, number, item(code, stratum, first, last, first, last)


def sheet(drawn: Draw) -> list[tuple[str, ...]]:
    """Return the rows of a sheet, the columns `SHEET`: by code, and within a code in an order that says nothing."""
    rows = [
        (item.name(drawn.seed), item.code, *map(_line, (item.before, item.sentence, item.after)), "", "", "")
        for item in drawn.items
    ]  # fmt: skip
    return sorted(rows, key=lambda row: (row[1], row[0]))


def _line(text: str) -> str:
    return " ".join(text.split())


def key(drawn: Draw) -> list[tuple]:
    """Return the rows of the key, the columns `KEY`: how each item was drawn, without its text."""
    taken = Counter((item.code, item.language, item.stratum) for item in drawn.items)
    rows = [
        (item.name(drawn.seed), *kind, taken[kind], drawn.sizes[kind], item.document_id, item.sentence_start, item.start, item.end, drawn.hashes[kind[:2]])
        for item in drawn.items
        if (kind := (item.code, item.language, item.stratum))
    ]  # fmt: skip
    read = {kind for kind, number in drawn.sizes.items() if number and not taken[kind]}
    rows += [("", *kind, 0, drawn.sizes[kind], "", "", "", "", drawn.hashes[kind[:2]]) for kind in sorted(read)]  # fmt: skip
    return sorted(rows, key=lambda row: (row[1], row[2], row[0]))


def read(sheet_path: Path, key_path: Path) -> pd.DataFrame:
    """Read a filled sheet with its key: the columns `KEY`, and ``present``, true, false, or missing where a row was not filled.

    A found stretch whose row names the ``words`` by which the code is present is right where they share a character with it: the code
    may be present by other words alone.

    Raises
    ------
    DataError
        All that is wrong with them, at once.
    """
    filled, told = _rows(sheet_path), _rows(key_path)
    faults = [
        Fault(path.name, 1, column, "no such column", "the columns of a sheet and of its key")
        for path, rows, columns in (
            (sheet_path, filled, ("item", "present")),
            (key_path, told, KEY),
        )
        for column in columns
        if not rows or column not in rows[0]
    ]
    if faults:
        raise DataError(faults)
    answers: dict[str, bool] = {}
    by_name = {row["item"]: row for row in told if row["item"]}
    for line, row in enumerate(filled, start=2):
        name, present = row["item"].lstrip("'"), row["present"].strip().casefold()
        if name not in by_name:
            faults.append(Fault(sheet_path.name, line, "item", repr(name), f"an item of {key_path.name}"))  # fmt: skip
        elif name in answers:
            faults.append(Fault(sheet_path.name, line, "item", f"{name} again", "each item once"))
        elif present not in ("yes", "no", ""):
            faults.append(Fault(sheet_path.name, line, "present", repr(row["present"]), "yes, no, or an empty cell"))  # fmt: skip
        elif present:
            answers[name] = present == "yes" and _is_right(row, by_name[name], line, sheet_path.name, faults)  # fmt: skip
    if faults:
        raise DataError(faults)
    table = pd.DataFrame(told, columns=list(KEY))
    table["present"] = table["item"].map(answers).astype("boolean")
    return table.astype({"drawn": int, "of": int})


def _rows(path: Path) -> list[dict[str, str]]:
    if not path.is_file():
        raise DataError([Fault(path.name, 0, "", "no such file", "a sheet from `readouts sample`, and its key")])  # fmt: skip
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [{name: cell or "" for name, cell in row.items() if name} for row in csv.DictReader(file)]  # fmt: skip


def _is_right(row, told, line: int, name: str, faults: list[Fault]) -> bool:
    words = row.get("words", "").strip()
    if not words:
        return True
    sentence = row.get("sentence", "")
    hits = places(words, sentence)
    if not hits:
        faults.append(Fault(name, line, "words", repr(words), "whole words of the sentence"))
    if told["stratum"] != FOUND:
        return True
    start, end = (int(told[side]) - int(told["sentence_start"]) for side in ("start", "end"))
    return any(first < end and start < last for first, last in hits)


def strata(readings: pd.DataFrame) -> dict[tuple[str, str], dict[str, Stratum]]:
    """Return the strata of each code and language, from readings as `read` gives them."""
    found: dict[tuple[str, str], dict[str, Stratum]] = defaultdict(dict)
    for (code, language, stratum), rows in readings.groupby(["code", "language", "stratum"]):
        present = rows["present"].dropna()
        found[code, language][stratum] = Stratum(int(rows["of"].iloc[0]), len(present), int(present.sum()))  # fmt: skip
    return {
        kind: {stratum: some.get(stratum, Stratum(0, 0, 0)) for stratum in STRATA}
        for kind, some in found.items()
    }


def scores(readings: pd.DataFrame) -> pd.DataFrame:
    """Return precision and recall of each code and language, the columns `SCORES`, and of each language over all codes.

    Precision: exact interval (Clopper and Pearson). Recall, and both over all codes: weighted by the sizes of the strata; intervals of 95 %,
    combined from those of the strata (see `accuracy.recall`). The row over all codes takes those with a stretch that was read.
    """
    kinds, rows = strata(readings), []
    hashes = readings.groupby(["code", "language"])["patterns_sha256"].first()
    for (code, language), some in kinds.items():
        others = [some[NEAR], some[REST]]
        rows.append(_scored(code, language, hashes[code, language], [some[FOUND]], [others], accuracy.precision(some[FOUND]), accuracy.recall(some[FOUND], others)))  # fmt: skip
    for language in sorted({language for _, language in kinds}):
        whole = [some for (_, of), some in kinds.items() if of == language and some[FOUND].read]
        found, others = [one[FOUND] for one in whole], [[one[NEAR], one[REST]] for one in whole]
        if whole:
            rows.append(_scored(ALL, language, "", found, others, *accuracy.pooled(found, others)))
    return pd.DataFrame(rows, columns=list(SCORES))


def _scored(code, language, patterns_sha256, found, others, precision, recall) -> tuple:
    missing = [one for some in others for one in some]
    return (
        code, language, patterns_sha256, sum(one.size for one in found), sum(one.read for one in found), *precision,
        sum(one.read for one in missing), sum(one.present for one in missing), *recall,
    )  # fmt: skip
