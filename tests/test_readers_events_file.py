"""A table that says of which event single documents are."""

import datetime

import pytest
from readouts import readers
from readouts.corpus.datapackage import DataError
from readouts.readers.events_file import read_events

CALLS = (
    "id,side,date,event,text\n"
    "n1,north,2031-12-30 17:43:24-05:00,,They spoke.\n"
    "s1,south,2031-12-31T02:20:00Z,Talk,They talked.\n"
    "s2,south,2031-12-31,Talk,They talked again.\n"
)


def written(tmp_path, name, text):
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return path


def test_it_goes_before_what_the_corpus_says(tmp_path):
    corpus = written(tmp_path, "calls.csv", CALLS)
    events = written(tmp_path, "events.csv", "Event;note;document_id\nA call;;n1\n A  call;x;s1\n")
    found = readers.read(corpus, events=events)
    assert [document.event for document in found] == ["A call", "A call", "Talk"]
    assert [document.event for document in found] == ["A call", "A call", "Talk"], "read again"


def test_all_its_faults_come_at_once(tmp_path):
    path = written(tmp_path, "a.csv", "document_id,event\nn1,One\nn1,Two\n,Three\ns1,\n")
    with pytest.raises(DataError) as error:
        read_events(path)
    assert [(fault.row, fault.column, fault.found) for fault in error.value.faults] == [
        (3, "event", "'Two'"),
        (4, "document_id", "nothing"),
        (5, "event", "nothing"),
    ]
    with pytest.raises(DataError, match="column 'event': found no such column"):
        read_events(written(tmp_path, "b.csv", "document_id,call\nn1,One\n"))


def test_a_document_that_is_not_there_is_a_fault_after_the_last_one(tmp_path):
    corpus = written(tmp_path, "calls.csv", CALLS)
    with pytest.raises(DataError, match="'n7'; expected the id of a document"):
        list(readers.read(corpus, events={"n7": "x", "n1": "y"}))


def test_the_moment_is_known_where_a_date_has_a_time_and_its_zone(tmp_path):
    first, second, third = readers.read(written(tmp_path, "calls.csv", CALLS))
    assert second.moment - first.moment == datetime.timedelta(hours=3, minutes=36, seconds=36)
    assert third.moment is None and third.date == second.date
