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
    assert (
        notices[0]
        == "3 documents name no event: those of one date are taken for accounts of one event"
    )
    assert "others fit as well: North--en (North, 5 March 2020)" in notices[1]
    assert notices[3:] == ["events with one side’s account alone: 5 March 2020; No event named"]


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


def _call(side, days, kind="telephone conversation", event=""):
    text = f"Ana Ruiz had a {kind} with Boris Orlov.\nThey spoke of trade."
    return said(side, text, event, date=DAY + datetime.timedelta(days))


def test_a_call_told_on_two_days_is_one_event_as_a_reader_would_write_it():
    made, notices = folder.tables([_call("South", 1), _call("North", 0)])
    assert [(row["event"], row["label"], str(row["date"])) for row in made["events"]] == [
        ("2020-03-04", "4–5 March 2020, telephone", "2020-03-04")
    ]
    assert {row["event"] for row in made["readouts"]} == {"2020-03-04"}
    assert [str(row["date"]) for row in made["readouts"]] == ["2020-03-05", "2020-03-04"]
    assert any(line.startswith("taken for one event: North") for line in notices)


def test_a_kind_of_contact_is_in_the_name_of_an_event_only_where_all_that_say_one_agree():
    def label(*documents):
        return folder.tables(documents)[0]["events"][0]["label"]

    other = _call("South", 0, "long talk")
    assert label(_call("North", 0), other) == "4 March 2020, telephone"
    assert label(_call("North", 0), _call("South", 0, "meeting")) == "4 March 2020"
    assert label(_call("North", 0, "meeting by video link"), other) == "4 March 2020, video"
    assert label(_call("North", 0, event="Round 1")) == "Round 1"
    again = said("North", "Ana Ruiz opened a fair.", language="fr")
    assert label(_call("North", 0), again) == "4 March 2020"


def test_events_of_one_account_and_texts_without_date_and_event_are_told():
    texts = [_call("North", 0), _call("South", 0), _call("North", 30)]
    undated = [said(side, "Of trade.", date=None) for side in ("North", "South")]
    _, notices = folder.tables([*texts, *undated])
    assert "events with one side’s account alone: 3 April 2020, telephone" in notices
    assert any(line.startswith("2 documents have neither an event nor a date") for line in notices)
