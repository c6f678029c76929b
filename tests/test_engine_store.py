"""An encoded corpus on disk: what was put in comes out, and nothing stale, damaged or half-written is ever used."""

import datetime
import json
import os
import signal
import subprocess
import sys
import time

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.corpus.document import Document
from readouts.engine import engine, store
from readouts.engine.numbering import Stream
from readouts.engine.store import NotUsable, Store, write

DOCUMENTS = [
    Document(
        "one",
        "The Ukraine crisis.\nA call, the “crisis”.",
        "kremlin",
        datetime.date(2022, 6, 15),
        "call",
        "en",
        "full",
        "Title",
        "http://x",
    ),
    Document("二", "乌克兰危机 \ud800 \U00020000", "beijing", None, "call", "zh", "excerpts"),
    Document("three", "", "kremlin"),
    Document("four", "Defense – defence, Crisis", "kremlin", language="en"),
]


@pytest.fixture
def corpus(tmp_path):
    """A file that the documents are said to come from."""
    path = tmp_path / "corpus.csv"
    path.write_text("text\nThe Ukraine crisis.\n")
    return path


@pytest.fixture
def kept(corpus, tmp_path):
    """A store of the documents."""
    path = tmp_path / "corpus.readouts"
    write(path, DOCUMENTS, corpus, {"text": ["body"]})
    return path


def content(path):
    """Everything that a store gives."""
    opened = Store(path)
    blocks = [
        (block.documents, block.ids.tolist(), block.starts.tolist(), block.bounds.tolist())
        for block in opened.blocks()
    ]
    return (
        blocks,
        opened.vocabulary.types,
        opened.vocabulary.forms,
        opened.vocabulary.form_of.tolist(),
        opened.vocabulary.lengths.tolist(),
    )


def test_what_was_put_in_comes_out(kept):
    stream = Stream(DOCUMENTS)
    expected = [
        (block.documents, block.ids.tolist(), block.starts.tolist(), block.bounds.tolist())
        for block in stream.blocks()
    ]
    vocabulary = stream.vocabulary
    assert content(kept) == (
        expected,
        vocabulary.types,
        vocabulary.forms,
        vocabulary.form_of.tolist(),
        vocabulary.lengths.tolist(),
    )
    assert (Store(kept).n_documents, Store(kept).n_tokens, Store(kept).n_blocks) == (4, 16, 1)
    assert os.listdir(kept.parent) == sorted(
        os.listdir(kept.parent), key=("corpus.csv", "corpus.readouts").index
    )  # and nothing else is left


@settings(deadline=None, max_examples=25)
@given(st.lists(st.text(max_size=30), max_size=6), st.integers(1, 40))
def test_counts_from_a_store_are_those_of_the_documents(tmp_path_factory, texts, size):
    folder = tmp_path_factory.mktemp("store")
    (folder / "c").write_text("")
    documents = [
        Document(f"d{number}", text, "ab"[number % 2], language="en")
        for number, text in enumerate(texts)
    ]
    original = store.Stream
    store.Stream = lambda documents, compiled: original(documents, compiled, size)
    try:
        write(folder / "s", documents, folder / "c", {})
    finally:
        store.Stream = original
    patterns = [engine.Pattern("c", "", text, (text,)) for text in ("a", "0*", "*b")]
    ours, theirs = engine.of_store(folder / "s"), engine.Plain(documents)
    assert list(ours.matches(patterns)) == list(theirs.matches(patterns))
    assert list(ours.counted(patterns, {"c": "f"})) == list(theirs.counted(patterns, {"c": "f"}))
    found, expected = ours.word_counts(), theirs.word_counts()
    assert found.forms == expected.forms and {
        side: list(map(int, counts.frequency)) for side, counts in found.sides.items()
    } == {side: counts.frequency for side, counts in expected.sides.items()}


def test_parts_of_a_store_are_ranges_of_its_blocks(corpus, tmp_path):
    documents = [Document(f"d{number}", "a b " * 200_000, "kremlin") for number in range(4)]
    write(tmp_path / "s", documents, corpus, {})
    opened = Store(tmp_path / "s")
    assert opened.n_blocks == 2
    parts = [block for first in range(2) for block in opened.blocks(first=first, last=first + 1)]
    assert [document for block in parts for document in block.documents] == documents


def test_a_part_of_the_documents_is_as_if_there_were_no_others(kept):
    (block,) = Store(kept).blocks(lambda document: document.language == "en")
    assert [document.document_id for document in block.documents] == ["one", "four"]
    (alone,) = Stream([DOCUMENTS[0], DOCUMENTS[3]]).blocks()
    assert (
        block.bounds.tolist() == alone.bounds.tolist()
        and block.starts.tolist() == alone.starts.tolist()
    )
    assert list(Store(kept).blocks(lambda document: False)) == []


def test_texts_may_be_left_on_disk(kept):
    (block,) = Store(kept).blocks(texts=False)
    assert {document.text for document in block.documents} == {""} and np.count_nonzero(
        block.ids
    ) == 16


# --- Stale --------------------------------------------------------------------------------


def test_it_is_of_the_corpus_as_it_was_read(kept, corpus):
    assert Store(kept).is_of(corpus, {"text": ["body"]})
    assert not Store(kept).is_of(corpus, {"text": ["title"]})


def test_a_corpus_that_changed_is_noticed_even_if_size_and_time_are_the_same(kept, corpus):
    about = corpus.stat()
    corpus.write_text("text\nThe Ukraine crises.\n")
    os.utime(corpus, ns=(about.st_atime_ns, about.st_mtime_ns))
    assert corpus.stat().st_size == about.st_size and corpus.stat().st_mtime_ns == about.st_mtime_ns
    assert not Store(kept).is_of(corpus, {"text": ["body"]})


def test_a_corpus_that_was_only_touched_is_the_same(kept, corpus):
    os.utime(corpus)
    assert Store(kept).is_of(corpus, {"text": ["body"]})


def test_a_corpus_that_is_as_it_was_is_not_read_again(kept, corpus, monkeypatch):
    index = Store(kept)._index
    monkeypatch.setattr(store, "_sha256", lambda path: pytest.fail("the corpus was read"))
    assert store.is_of(index["source"], index["begun"] + 3_000_000_000, corpus, {"text": ["body"]})


@pytest.mark.parametrize("change", ["add", "remove", "rename", "edit"])
def test_a_folder_is_known_by_all_of_its_files(tmp_path, change):
    folder = tmp_path / "texts"
    (folder / "sub").mkdir(parents=True)
    for name in ("a.txt", "sub/b.txt"):
        (folder / name).write_text(name)
    write(tmp_path / "s", DOCUMENTS, folder, {})
    assert Store(tmp_path / "s").is_of(folder, {})
    {
        "add": lambda: (folder / "c.txt").write_text(""),
        "remove": (folder / "a.txt").unlink,
        "rename": lambda: (folder / "a.txt").rename(folder / "c.txt"),
        "edit": lambda: (folder / "sub" / "b.txt").write_text("sub/c.txt"),
    }[change]()
    assert not Store(tmp_path / "s").is_of(folder, {})


def test_another_tokeniser_makes_it_stale(kept, monkeypatch):
    monkeypatch.setattr(store, "fingerprint", lambda: "another")
    with pytest.raises(NotUsable, match="cut in another way"):
        Store(kept)


def test_the_fingerprint_is_of_the_sources_of_words(monkeypatch, tmp_path):
    before = store.fingerprint()
    changed = tmp_path / "spelling.csv"
    changed.write_text("american,british\n")
    monkeypatch.setattr(store.paths, "SPELLING", changed)
    assert store.fingerprint() != before


def test_a_corpus_that_changes_while_it_is_read_is_not_kept(corpus, tmp_path):
    def documents():
        yield DOCUMENTS[0]
        corpus.write_text("another")

    with pytest.raises(ValueError, match="changed while it was read"):
        write(tmp_path / "s", documents(), corpus, {})
    assert os.listdir(tmp_path) == ["corpus.csv"]


# --- Damaged ------------------------------------------------------------------------------


def parts(path):
    """Where each part of a store begins, and how long it is."""
    index = Store(path)._index
    places = {name: index[name] for name in ("types", "forms", "form_of")} | {
        name: index["blocks"][0][name] for name in ("ids", "starts", "text", "bounds", "documents")
    }
    size, tail = path.stat().st_size, store._TAIL.size + len(store.MAGIC)
    length = int.from_bytes(path.read_bytes()[size - tail : size - tail + 8], "little")
    return {name: place[:2] for name, place in places.items()} | {
        "head": [0, len(store.MAGIC)],
        "index": [size - tail - length, length],
        "tail": [size - tail, tail],
    }


PARTS = [
    "head",
    "ids",
    "starts",
    "text",
    "bounds",
    "documents",
    "types",
    "forms",
    "form_of",
    "index",
    "tail",
]


@pytest.mark.parametrize("name", PARTS)
@pytest.mark.parametrize("where", [0, 0.5, 1])
@pytest.mark.parametrize("bit", [1, 0x20, 0x80])
def test_one_flipped_bit_anywhere_is_noticed(kept, name, where, bit):
    begin, length = parts(kept)[name]
    data = bytearray(kept.read_bytes())
    data[begin + round(where * (length - 1))] ^= bit
    kept.write_bytes(data)
    with pytest.raises(NotUsable):
        content(kept)


def test_every_part_is_tried():
    assert len(PARTS) == len(set(PARTS)) == 11


@pytest.mark.parametrize("name", PARTS)
def test_a_store_that_is_cut_off_is_noticed(kept, name):
    begin, length = parts(kept)[name]
    data = kept.read_bytes()
    for size in (begin, begin + length // 2):
        kept.write_bytes(data[:size])
        with pytest.raises(NotUsable):
            content(kept)


def test_parts_that_were_exchanged_are_noticed(kept, corpus, tmp_path):
    write(tmp_path / "other", DOCUMENTS[::-1], corpus, {})
    data, other = kept.read_bytes(), (tmp_path / "other").read_bytes()
    kept.write_bytes(data[: len(data) // 2] + other[len(data) // 2 :])
    with pytest.raises(NotUsable):
        content(kept)


@pytest.mark.parametrize("text", ["", "a file of somebody else"])
def test_what_is_no_store_is_not_overwritten(corpus, tmp_path, text):
    path = tmp_path / "thesis.txt"
    path.write_text(text)
    with pytest.raises(ValueError, match="no store of readouts"):
        write(path, DOCUMENTS, corpus, {})
    with pytest.raises(ValueError, match="no store of readouts"):
        write(tmp_path, DOCUMENTS, corpus, {})
    assert path.read_text() == text


def test_a_store_without_its_first_bytes_is_made_anew(kept, corpus):
    data = kept.read_bytes()
    kept.write_bytes(b"x" + data[1:])
    write(kept, DOCUMENTS, corpus, {"text": ["body"]})
    assert len(content(kept)[0][0][0]) == 4


# --- Interrupted --------------------------------------------------------------------------


def test_a_fault_after_the_last_document_leaves_what_was_there(kept, corpus):
    before = kept.read_bytes()

    def documents():
        yield from DOCUMENTS
        raise ValueError("row 5: found nothing, expected a text")

    with pytest.raises(ValueError, match="row 5"):
        write(kept, documents(), corpus, {})
    assert kept.read_bytes() == before and len(os.listdir(kept.parent)) == 2


ENDLESS = """
import sys, time
from pathlib import Path
from readouts.engine.store import write
from readouts.corpus.document import Document

def documents():
    for number in range(10**6):
        yield Document(f"d{number}", "word " * 300_000)
        if number == 2:
            print("writing", flush=True)
            time.sleep(60)

write(Path(sys.argv[1]), documents(), Path(sys.argv[2]), {})
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_a_run_that_is_ended_in_the_middle_loses_nothing(kept, corpus, how):
    before = kept.read_bytes()
    child = subprocess.Popen(
        [sys.executable, "-c", ENDLESS, kept, corpus],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    try:
        assert child.stdout.readline() == b"writing\n"
        partial = [name for name in os.listdir(kept.parent) if name.endswith(".partial")]
        assert len(partial) == 1
        child.send_signal(how)
        child.wait(timeout=30)
    finally:
        child.kill()
        child.communicate()
    assert kept.read_bytes() == before and Store(kept).n_documents == 4
    left = [name for name in os.listdir(kept.parent) if name.endswith(".partial")]
    assert left == (partial if how == signal.SIGKILL else [])
    write(kept, DOCUMENTS[:1], corpus, {})  # what a killed run left behind is in nobody's way
    assert Store(kept).n_documents == 1


def test_many_may_read_while_one_writes(kept, corpus):
    opened = Store(kept)
    write(kept, DOCUMENTS[:1], corpus, {})
    assert (
        sum(len(block.documents) for block in opened.blocks()) == 4
    )  # the file that was opened is still whole
    assert Store(kept).n_documents == 1


def test_the_head_says_what_it_was_made_from(kept, corpus):
    index = Store(kept)._index
    assert json.loads(json.dumps(index["source"]["options"])) == {"text": ["body"]}
    assert (
        index["source"]["files"][0]["path"] == "corpus.csv"
        and len(index["source"]["files"][0]["sha256"]) == 64
    )
    assert index["package"] and index["begun"] <= time.time_ns()
