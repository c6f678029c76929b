"""YAML files of ``data/`` read into dataclasses, with all their faults at once."""

import datetime
import re
from dataclasses import dataclass, field

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st
from readouts.corpus.datapackage import DataError
from readouts.report import yaml_data


@dataclass(frozen=True)
class Inner:
    name: str
    from_: datetime.date | None = None


@dataclass(frozen=True)
class Outer:
    title: str
    size: int = 3
    share: float = 0.5
    shown: bool = False
    pattern: re.Pattern | None = None
    words: tuple[str, ...] = ()
    sides: dict[str, Inner] = field(default_factory=dict)
    one: Inner | None = None


def read(folder, text):
    (folder / "a.yml").write_text(text, encoding="utf-8")
    return yaml_data.read(folder / "a.yml", Outer)


def faults(folder, text):
    with pytest.raises(DataError) as error:
        read(folder, text)
    return [(fault.file, fault.column, fault.expected) for fault in error.value.faults]


def test_where_no_file_is_nothing_is_read(tmp_path):
    assert yaml_data.read(tmp_path / "a.yml", Outer) is None


def test_what_is_not_said_has_its_default(tmp_path):
    assert read(tmp_path, "title: A") == Outer("A")


def test_every_kind_of_value(tmp_path):
    made = read(
        tmp_path,
        "title: Мир\nsize: 7\nshare: 1\nshown: true\npattern: 'wa+r'\nwords: [a, b]\n"
        "sides: {n: {name: North, from: 2031-05-04}}\none: {name: South}\n",
    )
    assert made == Outer(
        "Мир",
        7,
        1,
        True,
        re.compile("wa+r"),
        ("a", "b"),
        {"n": Inner("North", datetime.date(2031, 5, 4))},
        Inner("South"),
    )


def test_a_key_that_is_a_word_of_the_language_is_taken_without_its_underscore(tmp_path):
    made = read(tmp_path, "title: A\none: {name: B, from: 2031-05-04}")
    assert made.one.from_ == datetime.date(2031, 5, 4)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("size: 3", [("title", "this key")]),
        ("title: 3", [("title", "a text")]),
        ("title: A\nsize: true", [("size", "a whole number")]),  # true is no number
        ("title: A\nsize: 1.5", [("size", "a whole number")]),
        ("title: A\nshown: 1", [("shown", "true or false")]),
        ("title: A\nwords: peace", [("words", "a list")]),
        ("title: A\nwords: [a, 3]", [("words, no. 2", "a text")]),
        ("title: A\nsides: [a]", [("sides", "keys with their values")]),
        ("title: A\nsides: {n: {}}", [("sides: n: name", "this key")]),
        ("title: A\none: {name: B, from: May}", [("one: from", "a date: YYYY-MM-DD")]),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path, text, expected):
    assert faults(tmp_path, text) == [("a.yml", *one) for one in expected]


def test_all_faults_come_at_once(tmp_path):
    found = faults(tmp_path, "titel: A\nsize: many\npattern: '('\nwords: [1, b]")
    assert sorted(column for _, column, _ in found) == [
        "pattern",
        "size",
        "titel",
        "title",
        "words, no. 1",
    ]
    said = {column: expected for _, column, expected in found}
    assert said["titel"] == "one of: title, size, share, shown, pattern, words, sides, one"
    assert said["pattern"].startswith("a regular expression (")


@pytest.mark.parametrize("text", ["a: [", "\ta: b", "a: *x"])
def test_what_is_no_yaml_is_said_to_be_that(tmp_path, text):
    assert faults(tmp_path, text) == [("a.yml", "", "YAML in UTF-8")]


def test_bytes_that_are_not_utf_8_and_files_without_keys(tmp_path):
    (tmp_path / "a.yml").write_bytes(b"title: \xff")
    with pytest.raises(DataError, match="YAML in UTF-8"):
        yaml_data.read(tmp_path / "a.yml", Outer)
    assert faults(tmp_path, "- a") == [("a.yml", "", "keys with their values")]
    with pytest.raises(DataError, match="expected a list of sites"):
        yaml_data.mapping(tmp_path / "a.yml", "a list of sites")
    (tmp_path / "a.yml").write_text("")
    assert yaml_data.mapping(tmp_path / "a.yml") == {}


plain = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=20)


@given(plain, st.integers(), st.lists(plain, max_size=4), st.dictionaries(plain, plain, max_size=3))
def test_what_was_written_is_read(tmp_path_factory, title, size, words, sides):
    folder = tmp_path_factory.mktemp("yaml")
    told = {
        "title": title,
        "size": size,
        "words": words,
        "sides": {key: {"name": name} for key, name in sides.items()},
    }
    made = read(folder, yaml.safe_dump(told, allow_unicode=True))
    named = {key: Inner(name) for key, name in sides.items()}
    assert made == Outer(title, size, words=tuple(words), sides=named)
