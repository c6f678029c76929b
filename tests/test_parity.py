"""One sentence in three languages has the same codes in each, in both codebooks; where it has not, the reason stands beside it."""

from collections import defaultdict
from pathlib import Path

import pytest
from test_codebooks import BOOKS, rows, stretches

SENTENCES = defaultdict(list)
for row in rows(Path(__file__).parent / "data" / "parity.csv"):
    SENTENCES[row["sentence"]].append(row)


def codes(book: str, sentence: str) -> dict[str, set[str]]:
    """The codes of a sentence in each language, those set aside that give a reason."""
    return {row["language"]: set(stretches(book, row["language"], row["text"])) for row in SENTENCES[sentence]}  # fmt: skip


@pytest.mark.parametrize("book", BOOKS)
@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_has_the_same_codes_in_every_language_or_a_reason(book, sentence):
    found = codes(book, sentence)
    excused = {row["language"] for row in SENTENCES[sentence] if row["reason"]}
    kept = {language: of for language, of in found.items() if language not in excused}
    assert len(found) == 3 and len({frozenset(of) for of in kept.values()}) == 1, found


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_reason_is_given_only_where_there_is_a_difference(sentence):
    excused = {row["language"] for row in SENTENCES[sentence] if row["reason"]}
    for language in excused:
        assert any(
            found[language] != of
            for found in (codes(book, sentence) for book in BOOKS)
            for of in found.values()
        )


def test_every_sentence_but_those_of_one_codebook_alone_has_a_code():
    without = {
        (book, sentence)
        for book in BOOKS
        for sentence in SENTENCES
        if not any(codes(book, sentence).values())
    }
    # The general codebook has no code for the grounds of a judgement, the book's none for aid and for a ceasefire.
    assert without == {("general", "merits"), ("book", "humanitarian"), ("book", "ceasefire")}
