"""What a book remembers: written and read back, and read as it was written by earlier versions."""

import json

import pytest
from readouts.create import memory


def test_it_is_read_as_it_was_written(tmp_path):
    tables = {"sides": {"a": {"side": "a"}}}
    known = memory.Memory(tables, memory.marks({"_toc.yml": b"x"}), {}, memory.OF_CORPUS)
    (tmp_path / memory.FILE).write_bytes(memory.as_json(known))
    assert memory.read(tmp_path) == known
    assert known.pages["_toc.yml"] == memory.sha256(b"x")


def test_a_book_without_it_and_one_of_an_earlier_version_are_read(tmp_path):
    assert memory.read(tmp_path) == memory.Memory({}, {}, {})
    (tmp_path / memory.FILE).write_text(json.dumps({"tables": {"a": {}}, "pages": {"b": "c"}}))
    assert memory.read(tmp_path) == memory.Memory({"a": {}}, {"b": "c"}, {})


@pytest.mark.parametrize("text", ["[]", "{", '{"tables": 1, "pages": {}}', '{"pages": {}}'])
def test_something_else_is_told(tmp_path, text):
    (tmp_path / memory.FILE).write_text(text)
    with pytest.raises(ValueError, match="found something else"):
        memory.read(tmp_path)
