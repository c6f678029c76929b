"""The folder of a run: pages under their hashes, a manifest that is whole or refused, and the corpus made of them."""

import datetime
import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts import atomic, readers
from readouts.corpus.document import Document
from readouts.fetch import downloads


def test_a_write_that_fails_leaves_what_was_there(tmp_path, monkeypatch):
    downloads.write(tmp_path / "a", b"old")

    def fails(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr(atomic.os, "replace", fails)
    with pytest.raises(KeyboardInterrupt):
        downloads.write(tmp_path / "a", b"new")
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old"}


ROW = dict.fromkeys(downloads.COLUMNS, "") | {
    "url": "https://a.example/1",
    "document_id": "a-1",
    "outcome": "fetched",
}


def rows(**more):
    return {"https://a.example/1": ROW | more}


def test_a_manifest_is_read_as_it_was_written(tmp_path):
    written = rows(reason='said "no", and\nmore', sha256="0" * 64) | {
        "https://b.example/": ROW | {"url": "https://b.example/", "outcome": "failed"}
    }
    downloads.write_manifest(tmp_path, written)
    assert downloads.read_manifest(tmp_path) == written
    assert list(downloads.read_manifest(tmp_path)) == list(written)


def test_what_a_row_lacks_is_empty_and_where_no_manifest_is_nothing_is_known(tmp_path):
    assert downloads.read_manifest(tmp_path) == {}
    downloads.write_manifest(tmp_path, {"u": {"url": "u", "outcome": "failed"}})
    assert downloads.read_manifest(tmp_path)["u"]["charset"] == ""


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (lambda data: b"", r"found the columns \(none\)"),
        (lambda data: b"event,side\n1,us\n", "found the columns event, side"),
        (lambda data: data[:-1], "a last row that is cut off"),
        (lambda data: data[:-2], "row 2: found 14 cells in place of 15"),
        (lambda data: data + data.splitlines(keepends=True)[1], "row 3: found https://a.* again"),
        (lambda data: data.replace(b",fetched,", b",,"), "row 2: found no outcome"),
        (lambda data: data.replace(b"00", b"0g"), "a SHA-256 that is none"),
        (lambda data: data[:-3] + b"\xff\n", "a damaged file"),
        (lambda data: data + b'"open,\n', "a damaged file"),
    ],
)
def test_a_damaged_manifest_is_refused_and_its_row_is_named(tmp_path, damage, said):
    downloads.write_manifest(tmp_path, rows(sha256="0" * 64))
    path = tmp_path / "manifest.csv"
    path.write_bytes(damage(path.read_bytes()))
    before = path.read_bytes()
    with pytest.raises(ValueError, match=said) as error:
        downloads.read_manifest(tmp_path)
    assert str(path) in str(error.value) and "this one is left as it is" in str(error.value)
    assert path.read_bytes() == before


@given(st.binary(max_size=200))
def test_a_page_comes_back_under_its_hash(tmp_path_factory, body):
    folder = tmp_path_factory.mktemp("pages")
    digest = downloads.put(folder, body)
    assert digest == hashlib.sha256(body).hexdigest()
    assert downloads.get(folder, {"sha256": digest}) == body


def test_a_page_that_is_gone_changed_or_not_named_is_none(tmp_path):
    digest = downloads.put(tmp_path, b"<p>They spoke.</p>")
    assert downloads.get(tmp_path, None) is None
    assert downloads.get(tmp_path, {"sha256": ""}) is None
    assert downloads.get(tmp_path, {"sha256": "0" * 64}) is None
    assert downloads.get(tmp_path, {"sha256": f"../{digest}"}) is None  # no path, only a hash
    (tmp_path / "raw" / f"{digest}.html").write_bytes(b"<p>They spoke</p>")
    assert downloads.get(tmp_path, {"sha256": digest}) is None


def test_the_corpus_is_read_by_every_command_with_the_hash_of_its_page(tmp_path):
    documents = [
        (
            Document("a-1", "They spoke; “all”.", "North", datetime.date(2031, 5, 4)),
            {"sha256": "ab"},
        ),
        (
            Document("b-1", "Они говорили.", "South", None, "call", "ru", "excerpts"),
            {"sha256": "cd", "archived": "http://x.example/1"},
        ),
    ]
    downloads.write_corpus(tmp_path, documents)
    read = list(readers.read(tmp_path / "corpus.jsonl", further=True))
    assert [dict(one.more)["sha256"] for one in read] == ["ab", "cd"]
    known = [one._replace(more=(), language=one.language) for one in read]
    assert known[1] == documents[1][0] and known[0].date == datetime.date(2031, 5, 4)
    assert known[0].text == "They spoke; “all”."


def test_one_run_at_a_time_and_never_over_what_is_read_or_another_s(tmp_path):
    listed, folder = tmp_path / "list.csv", tmp_path / "out"
    listed.write_text("url\n")
    with downloads.locked(folder, listed):
        assert folder.is_dir()
        with pytest.raises(ValueError, match="at work"), downloads.locked(folder, listed):
            pass
    with downloads.locked(folder, listed):  # once the first has ended
        pass
    (folder / "manifest.csv").write_text("")
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "corpus.jsonl").write_text("")
    for place, read, said in (
        (folder, folder / "manifest.csv", "this command writes to it"),
        (listed, folder / "other.csv", r"list\.csv: found a file, expected a folder"),
        (tmp_path / "mine", listed, "no earlier run wrote it"),
    ):
        with pytest.raises(ValueError, match=said), downloads.locked(place, read):
            pass
