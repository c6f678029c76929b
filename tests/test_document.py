"""A document: one text with its description."""

import datetime

from hypothesis import given
from hypothesis import strategies as st
from readouts.corpus.document import ALWAYS, Document


def test_an_id_and_a_text_are_enough_and_nothing_else_is_made_up():
    document = Document("north-1", "They spoke.")
    assert document.date is None and document.completeness == "full"
    assert {document.side, document.event, document.language, document.title, document.url} == {""}
    assert document.more == document.segments == ()


def test_what_is_known_of_every_document_is_all_but_what_must_be_asked_for():
    assert set(Document._fields) - set(ALWAYS) == {"more", "segments", "moment"}
    assert ALWAYS == (
        "document_id",
        "text",
        "side",
        "date",
        "event",
        "language",
        "completeness",
        "title",
        "url",
    )


def test_documents_are_values():
    day = datetime.date(2031, 5, 4)
    one = Document("a", "b", "north", day)
    assert one == Document("a", "b", "north", day) and hash(one) == hash(
        ("a", "b", "north", day, *one[4:])
    )
    assert one._replace(side="south").side == "south" and one.side == "north"


@given(st.lists(st.text(), min_size=9, max_size=9))
def test_its_fields_are_in_the_order_in_which_it_is_made(values):
    document = Document(*values)
    assert [getattr(document, name) for name in ALWAYS] == values
