"""JSON, a line a document or as one array."""

import pytest
from made_files import fault, read
from readouts.corpus.datapackage import DataError


def test_deep_json_is_a_fault_of_its_row(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "One."}\n'
        + '{"a":' * 100_000
        + "\n"
        + '{"text": '
        + "9" * 5000
        + "}\n"
        + '{"text": "Two."}\n'
        + "[" * 100_000
        + "\n",
        encoding="utf-8",
    )
    with pytest.raises(DataError) as error:
        read(path)
    assert [found.row for found in error.value.faults] == [2, 3, 5]
    path = tmp_path / "a.json"
    path.write_text("[" * 100_000, encoding="utf-8")
    assert "nested too deep" in fault(path).found


def test_an_array_that_breaks_off_or_holds_other_things(tmp_path):
    path = tmp_path / "a.json"
    for text, row, found in (
        ('[{"text": "One."}, {"text": "Tw', 2, "no JSON"),
        ('[{"text": "One."} {"text": "Two."}]', 2, "no JSON"),
        ('[{"text": "One."}, 5]', 2, "5"),
    ):
        path.write_text(text, encoding="utf-8")
        assert (fault(path).row, fault(path).found[: len(found)]) == (row, found)


def test_rows_of_json_that_are_no_objects(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text(
        '{"text": "One."}\n[1]\n"two"\nnull\n{"text": {"a": 1}}\n{"text": true}\n{"text": 3}\n{"text": null}\n{}\n{"text"\n',
        encoding="utf-8",
    )
    with pytest.raises(DataError) as error:
        read(path)
    assert [(found.row, found.found) for found in error.value.faults if found.row < 10] == [
        (2, "a list"),
        (3, "'two'"),
        (4, "nothing"),
        (5, "an object"),
        (6, "True"),
    ]
    assert error.value.faults[-1].row == 10


@pytest.mark.parametrize(
    "content",
    [
        '{"data": [{"text": "One.", "side": "A"}], "meta": {"count": 1}}',
        '{\n "text": "One.",\n "side": "A"\n}',
        '{"text": {"0": "One."}, "side": {"0": "A"}}',
        '{"columns": ["text", "side"], "data": [["One.", "A"]]}',
        '{"one": {"text": "One.", "side": "A"}}',
        '{"text": "One.", "meta": {"side": "A"}}\n',
        '{"meta": {"side": "A"}, "body": {"content": "One."}}\n',
        '[\n {"text": "One.", "meta": {"issuer": {"country": "A"}}}\n]',
    ],
)
@pytest.mark.parametrize("name", ["a.json", "a.jsonl"])
def test_one_object_and_nested_ones(tmp_path, name, content):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    assert [(document.text, document.side) for document in read(path)] == [("One.", "A")]


def test_a_nested_value_may_be_named_by_its_path(tmp_path):
    path = tmp_path / "a.jsonl"
    path.write_text('{"a": {"b": "One."}, "c.d": "dotted"}\n', encoding="utf-8")
    assert [document.text for document in read(path, text=["a.b"])] == ["One."]
    assert [document.text for document in read(path, text=["c.d"])] == ["dotted"]


def test_a_name_that_stands_twice_is_a_fault(tmp_path):
    """Python would keep the last of the two, in silence."""
    twice = '{"text": "One.", "side": "A", "text": "Two."}'
    for name, content in (
        ("a.jsonl", '{"text": "Nil."}\n' + twice),
        ("a.json", f'[{{"text": "Nil."}}, {twice}]'),
        ("b.json", f'{{"data": [{twice}], "made": 1}}'),
    ):
        (tmp_path / name).write_text(content, encoding="utf-8")
        with pytest.raises(DataError, match="the name 'text' twice in one object"):
            read(tmp_path / name)


def test_what_stands_after_an_array_is_a_fault(tmp_path):
    (tmp_path / "a.json").write_text('[{"text": "One."}]\n[{"text": "Two."}]', encoding="utf-8")
    with pytest.raises(DataError, match="after the end of the array"):
        read(tmp_path / "a.json")
