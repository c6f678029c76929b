"""The table of versions: what is a further one, and when an address is to be asked once more."""

import datetime

import pytest
from readouts.fetch import versions

URL = "https://north.example/1"


def seen(when, digest="0" * 64, **more):
    row = dict.fromkeys(versions.COLUMNS, "") | {"first_seen": when, "sha256": digest}
    return row | {"status": "200" if digest else "404"} | more


def times(own):
    return [(row["first_seen"], row["last_seen"]) for row in own]


def test_what_was_seen_last_is_seen_once_more_and_all_else_is_added():
    known = {}
    for row in (
        seen("1", encoding="utf-8", etag="a"),
        seen("2", etag="b"),
        seen("3", "1" * 64),
        seen("4", ""),
        seen("5", ""),
        seen("6", "", status="410"),
        seen("7"),
    ):
        versions.see(known, URL, row)
    own = known[URL]
    assert times(own) == [("1", "2"), ("3", "3"), ("4", "5"), ("6", "6"), ("7", "7")]
    assert (own[0]["etag"], own[0]["encoding"]) == ("b", "utf-8")
    assert versions.last(own[:4])["sha256"] == "1" * 64 and {row["url"] for row in own} == {URL}


def test_an_address_is_due_when_so_many_days_have_passed():
    day = datetime.timedelta(days=1)
    own = [{"last_seen": (datetime.datetime.now(datetime.UTC) - 3 * day).isoformat()}]
    answers = [versions.is_due(own, days) for days in (None, 0, 2.9, 3.1)]
    assert answers == [False, True, True, False]


def test_versions_are_read_as_they_were_written_and_a_wrong_row_is_named(tmp_path):
    known, now = {}, "2022-06-15T10:00:00+00:00"
    versions.see(known, URL, seen(now))
    versions.see(known, URL, seen(now, ""))
    versions.write(tmp_path, known)
    found = versions.read(tmp_path, {})
    assert [row | {"version": ""} for row in found[URL]] == known[URL]
    assert [row["version"] for row in found[URL]] == ["1", "2"]
    path = tmp_path / "versions.csv"
    for old, new, said in (
        (now, "yesterday", "a time that is none"),
        ("0" * 64, "x" * 64, "no SHA-256 of a page"),
        (",404,", ",500,", "no status of one that is gone"),
        (f"{URL},2,", f"{URL},1,", f"{URL} 1 again"),
    ):
        versions.write(tmp_path, known)
        path.write_text(path.read_text().replace(old, new))
        with pytest.raises(ValueError, match=said):
            versions.read(tmp_path, {})
