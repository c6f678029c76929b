"""Codes and frames of sides: stretches, documents that have them, and stretches that overlap."""

import numpy as np
import pytest
from readouts.corpus.document import Document
from readouts.engine.apart import Apart
from readouts.engine.code_counts import code_counts
from readouts.engine.comparing import OVERLAPPING, chosen_columns, compare
from readouts.engine.engine import opened
from readouts.engine.selection import Selection
from readouts.measures.keyness import OF_A_TABLE
from readouts.readers.codebook_file import CodebookFile
from readouts.text.patterns import Pattern, words_of

NESTED = ["war", "war in", "war in Ukraine", "in", "in Ukraine", "Ukraine"]
BOOK = CodebookFile(
    {"war": "naming"}, [Pattern("war", "en", text, words_of(text)) for text in NESTED]
)


def documents():
    texts = [("a", "War in Ukraine"), ("a", "A war. A war."), ("b", "No word of it"), ("b", "War")]
    return [
        Document(str(number), text, side, language="en")
        for number, (side, text) in enumerate(texts)
    ]


@pytest.mark.parametrize("engine", ["plain", "numpy"])
def test_stretches_of_a_side_and_documents_that_have_any(engine):
    apart = Apart()
    counts, unit = code_counts(opened(documents(), engine), Selection(), "a", BOOK, apart)
    assert counts.forms == ["code war", "frame naming"] and unit == "words"
    one, other = counts.sides["a"], counts.sides["b"]
    # Six nested stretches in three words, and two of one word: in two documents.
    assert (one.frequency, one.document_frequency, one.n_tokens) == ([8, 8], [2, 2], 7)
    assert (other.frequency, other.document_frequency, other.n_tokens) == ([1, 1], [1, 1], 5)
    document, form, frequency = (column.tolist() for column in apart.columns())
    assert sorted(zip(document, form, frequency)) == [
        (0, 0, 6), (0, 1, 6), (1, 0, 2), (1, 1, 2), (3, 0, 1), (3, 1, 1)
    ]  # fmt: skip


def test_more_stretches_than_words_are_a_rate_and_no_part_of_the_words():
    found = compare(
        opened(documents(), "plain"),
        "a",
        "b",
        codebook=BOOK,
        columns=chosen_columns(measures=["all"]),
    )
    row = {name: values[0] for name, values in found.columns.items()}
    assert row["frequency"] == 8 > row["n_target"] == 7
    assert row["rate_ratio"] == pytest.approx((8 / 7) / (1 / 5))
    for name in OF_A_TABLE:
        assert np.isnan(row[name]) and found.reasons[name][0] == OVERLAPPING
    assert "fisher_p" in found.withheld_because[0] and OVERLAPPING in found.withheld_because[0]


def test_codes_are_tested_by_text_too():
    made = [
        Document(f"{side}{number}", f"{word} {'and ' * number}so", side, language="en")
        for side, word in (("a", "war"), ("b", "peace"))
        for number in range(6)
    ]
    found = compare(opened(made, "plain"), "a", "b", codebook=BOOK)
    assert found.columns["code"] == ["code war", "frame naming"]
    assert found.columns["max_t_p"].tolist() == pytest.approx([2 / 924] * 2, abs=0.002)
    assert found.columns["shrunk_log_ratio_low"][0] > 0
