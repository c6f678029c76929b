"""Formulas of a corpus as rows: of which documents, against which others."""

from datetime import date

import pytest
from readouts.corpus.document import Document
from readouts.engine import formulas

LINE = "We keep the old border crossing open."


def document(name: str, day: int, text: str = LINE) -> Document:
    return Document(name, text, "north", date(2025, 1, day), language="en")


def found(documents, wanted, **options):
    return [
        (row.document_id, row.first, row.document_frequency, row.n_documents)
        for row in formulas.rows(documents, lambda one: one.document_id == wanted, **options)
    ]


def test_only_earlier_documents_are_others():
    documents = [document("a", 1), document("b", 2), document("c", 3)]
    assert found(documents, "b") == [("b", "a", 1, 1)]
    assert found(documents, "a") == []


def test_a_document_without_a_date_has_no_earlier_ones():
    undated = document("b", 2)._replace(date=None)
    with pytest.raises(ValueError, match="b: no date is known"):
        found([document("a", 1), undated], "b")


def test_any_date_takes_all_the_others():
    documents = [document("a", 1), document("b", 2), document("c", 3, "Nothing of it.")]
    assert found(documents, "a", any_date=True) == [("a", "b", 1, 2)]
