"""The sentences that were coded by hand before their drafts were seen: where they stand, what they were coded as, how the drafts fare.

Texts were drawn in the order of the SHA-256 of "draft-1 <id>" (draws calls-1 and calls-2: readouts of calls) and of "draft-3 <id>"
(draws other-1 and other-2: meetings, ceremonies, messages, transcripts), and of each its first sentences were read, 14 of calls, 4 to 8 of
others. Rules were mended after each draw; the next one is of other texts. The texts are not given: `tests/data/draft_gold.csv` has
their ids, the places of the sentences and the hashes of these. Several values of a cell, with | between, are all right.
"""

import csv
import gzip
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from conftest import ROOT
from readouts.corpus.document import Document
from readouts.draft import draft
from readouts.draft.columns import Draft

CORPORA = ROOT.parent / "shared" / "corpora"
GOLD = Path(__file__).parent / "data" / "draft_gold.csv"
VARIABLES = ("speaker", "verb", "stance", "agency")
# The heads and feet of the Russian pages, as they were scraped.
_PAGE = re.compile(r"\d{4} года \d\d:\d\d (.*?)(?: География| Темы| Лица| Статус материала)", re.DOTALL)  # fmt: skip


class NoCodes:
    """A codebook that finds nothing: topics are not measured here."""

    patterns = ()


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _rows(name: str) -> Iterator[dict[str, str]]:
    csv.field_size_limit(2**27)
    with gzip.open(CORPORA / name, "rt", encoding="utf-8-sig", newline="") as file:
        yield from csv.DictReader(file)


def _lines(name: str) -> Iterator[dict[str, str]]:
    with gzip.open(CORPORA / name, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def texts() -> Iterator[Document]:
    """Every text from which was drawn."""
    for row in _lines("whitehouse_readouts.jsonl.gz"):
        yield Document(row["id"], row["text"].strip(), "whitehouse", language="en")
    for row in _rows("kremlin_en.csv.gz"):
        text = f"{row['summary'].strip()}\n\n{row['body'].strip()}".strip()
        yield Document(row["link"], text, "kremlin_en", language="en", title=row["headline"])
    for row in _rows("kremlin_ru.csv.gz"):
        page = "\n".join(row[f"article_full_text_{number}"] or "" for number in range(1, 11))
        found = _PAGE.search(f"{row['summary']}\n\n{page}")
        text = found[1].strip() if found else ""
        yield Document(row["url"], text, "kremlin_ru", language="ru", title=row["title"])
    for row in _lines("beijing_broadcasts.jsonl.gz"):
        name = f"{row['broadcast_date']} {sha256(row['text'])[:8]}"
        yield Document(name, row["text"].strip(), "beijing", language="zh")


@cache
def gold() -> list[dict[str, str]]:
    with GOLD.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def drafts() -> dict[str, dict[tuple[str, int, int], Draft]]:
    """The drafts of the texts that were drawn, each drafted by itself, by text and place."""
    wanted = {row["text_id"] for row in gold()}
    found = {}
    for document in texts():
        if document.document_id in wanted and document.document_id not in found:
            found[document.document_id] = {
                (one.segment_id.rpartition("-")[2], one.start, one.end): one
                for one in draft([document], NoCodes)
            }
    return found


def is_right(coded: str, drafted: str, variable: str) -> bool:
    """Whether a draft is one of the values that a sentence was coded as; of a name and of a verb of several words, a word will do."""
    low = drafted.casefold().replace("ё", "е")
    for value in coded.casefold().replace("ё", "е").split("|"):
        if value == low or (variable in ("speaker", "verb") and value in low.split()):
            return True
        if variable == "verb" and value != "none" and value in low and not low.isascii() and len(low) < 8:  # fmt: skip
            return True
    return False


def wrong() -> dict[tuple[str, str, str], list[int]]:
    """By draw, language and variable: how many sentences were coded, and how many drafts are wrong."""
    found: dict[tuple[str, str, str], list[int]] = defaultdict(lambda: [0, 0])
    languages = {"whitehouse": "en", "kremlin_en": "en", "kremlin_ru": "ru", "beijing": "zh"}
    for row in gold():
        one = drafts()[row["text_id"]][row["segment"], int(row["start"]), int(row["end"])]
        for variable in VARIABLES:
            count = found[row["draw"], languages[row["corpus"]], variable]
            count[0] += 1
            count[1] += not is_right(row[variable], getattr(one, variable), variable)
    return dict(found)
