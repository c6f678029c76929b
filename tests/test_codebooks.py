"""The two codebooks in three languages: what is found in sentences of our own making, with what once went wrong among them."""

import csv
from pathlib import Path

import pytest
from readouts import paths
from readouts.corpus.document import Document
from readouts.engine import plain
from readouts.readers.codebook_file import read_codebook

CASES = Path(__file__).parent / "data" / "codebook_cases.csv"
FOLDERS = {"book": paths.DATA, "general": paths.GENERAL}
BOOKS = {name: read_codebook(folder) for name, folder in FOLDERS.items()}
INDEX = {name: plain.by_language(book.patterns) for name, book in BOOKS.items()}


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def stretches(book: str, language: str, text: str) -> dict[str, set[tuple[int, int]]]:
    """The distinct stretches of each code that a codebook finds in a text."""
    found: dict[str, set[tuple[int, int]]] = {}
    for match in plain.matches(Document("d", text, language=language), INDEX[book](language)):
        found.setdefault(match.pattern.code, set()).add((match.start, match.end))
    return found


@pytest.mark.parametrize(
    "case", rows(CASES), ids=lambda case: f"{case['codebook']}-{case['code']}-{case['text'][:24]}"
)
def test_a_sentence_has_as_many_stretches_of_a_code_as_a_reader_counts(case):
    found = stretches(case["codebook"], case["language"], case["text"]).get(case["code"], set())
    assert len(found) == int(case["stretches"]), [
        case["text"][start:end] for start, end in sorted(found)
    ]


@pytest.mark.parametrize("book", BOOKS)
def test_every_code_is_looked_for_in_three_languages(book):
    missing = {
        (code, language)
        for code in BOOKS[book].codes
        for language in ("en", "ru", "zh")
        if not [
            pattern
            for pattern in BOOKS[book].patterns
            if (pattern.code, pattern.language) == (code, language) and not pattern.excludes
        ]
    }
    assert missing == set()


# Formulas in which two words of one code stand together, and each is a mention.
TWO = {
    "bodies-of-states": [
        "un security council",
        "u n security council",
        "united nations security council",
        "совет* безопасности оон",
    ],
}


@pytest.mark.parametrize("book", BOOKS)
def test_a_pattern_said_by_itself_is_one_stretch(book):
    """An exclusion within it would make it dead; another pattern of its code within it would count it twice."""
    wrong = []
    for pattern in BOOKS[book].patterns:
        if pattern.excludes:
            continue
        text = pattern.pattern.replace("*", "")
        number = len(stretches(book, pattern.language, text).get(pattern.code, ()))
        if number != 1:
            wrong.append((pattern.code, pattern.language, pattern.pattern, number))
    assert [one for one in wrong if one[2] not in TWO.get(one[0], ())] == []
