"""Documents as the tables of a book."""

import datetime
import re

import pytest
from any_report import DAY, said
from hypothesis import given
from hypothesis import strategies as st
from readouts.corpus.datapackage import DataError
from readouts.create import folder


def test_documents_without_words_are_left_out_and_told():
    made, notices = folder.tables([said("North", "War."), said("South", " ... ")])
    assert (
        len(made["readouts"]) == 1
        and notices[0] == "'South--en' has no word in it and was left out"
    )
    with pytest.raises(DataError, match="no word in them"):
        folder.tables([said("South", "...")])


def test_accounts_are_gathered_by_event_or_by_date():
    made, notices = folder.tables(
        [
            said("North", "War."),
            said("South", "War."),
            said("North", "War.", date=DAY + datetime.timedelta(1)),
            said("South", "War.", date=None),
        ]
    )
    assert [(row["event"], row["label"]) for row in made["events"]] == [
        ("2020-03-04", "4 March 2020"),
        ("2020-03-05", "5 March 2020"),
        ("event", "No event named"),
    ]
    assert notices == [
        "3 documents name no event: those of one date are taken for accounts of one event"
    ]


def test_a_text_is_cut_into_its_paragraphs_and_kept_to_the_letter():
    made, _ = folder.tables([said("North", "One,  two.\n\n\tThree \u202e<b>.")])
    assert [(row["segment_id"], row["text"]) for row in made["segments"]] == [
        ("north-2020-03-04-1", "One,  two."),
        ("north-2020-03-04-2", "Three \u202e<b>."),
    ]


@given(st.lists(st.text(max_size=200), max_size=30))
def test_ids_are_distinct_and_cannot_leave_a_folder(names):
    made = folder.identifiers(names)
    assert len(set(made)) == len(names)
    assert all(re.fullmatch(r"[^\W_]+(-[^\W_]+)*", name) and len(name) < 100 for name in made)
