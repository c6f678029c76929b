"""The columns of the published tables: each described, of one type, with its unit; no word among numbers, nothing described that is not there."""

import csv
import datetime
import io
import re
from collections import defaultdict

import northland
import pandas as pd
import pytest
from any_report import SHAPES, of_shape
from hypothesis import given
from hypothesis import strategies as st
from readouts.corpus.corpus import Corpus
from readouts.report import load
from readouts.report.chapters import exhibits
from readouts.report.fields import SHARED, Field, of_tables, schema, type_of
from readouts.report.findings import Findings
from readouts.report.publish import Exhibit, Refusal, Table
from this_report import made_once

NUMBER = re.compile(r"[+-]?[0-9]+(,[0-9]{3})*(\.[0-9]+)?([eE][+-]?[0-9]+)?|[+-]?inf|nan", re.I)
FORMS = {
    "integer": re.compile(r"[+-]?[0-9]+").fullmatch,
    "number": re.compile(r"[+-]?[0-9]+(\.[0-9]+)?(e[+-]?[0-9]+)?|-?inf").fullmatch,
    "boolean": re.compile("True|False").fullmatch,  # among the values of Table Schema
    "date": datetime.date.fromisoformat,
    "string": lambda cell: True,
}
# Words that may be numerals, and lists of the numbers of sentences, of which some have one entry.
MAY_LOOK_LIKE_NUMBERS = re.compile("word|words|(.*_)?sentence")


def published(report, exhibits=exhibits) -> list[Exhibit]:
    made = [
        function(report) for kind in ("figures", "tables") for function in exhibits(kind, report)
    ]
    return [exhibit for exhibit in made if not isinstance(exhibit, Refusal)]


@pytest.fixture(scope="module", params=["own", "northland", *SHAPES])
def tables(request, tmp_path_factory):
    """The exhibits of this report, of one with every chapter, or of a corpus of some shape."""
    if request.param == "own":
        return published(request.getfixturevalue("report"), made_once)
    if request.param == "northland":
        return published(load(northland.write(tmp_path_factory.mktemp("northland"))))
    return published(of_shape(tmp_path_factory.mktemp("shape"), request.param))


def cells(exhibit: Exhibit) -> dict[str, list[str]]:
    """The cells of a CSV by column, without empty ones."""
    found = defaultdict(list)
    for row in csv.DictReader(io.StringIO(exhibit.csv())):
        for name, cell in row.items():
            found[name] += [cell] if cell else []
    return found


def test_each_published_column_has_a_description(tables):
    for exhibit in tables:
        described = exhibit.schema()
        header = next(csv.reader(io.StringIO(exhibit.csv())))
        assert [field["name"] for field in described] == header, exhibit.id
        for field in described:
            assert len(field.get("description", "")) > 5, (exhibit.id, field)
            assert field["description"] == field["description"].strip().rstrip("."), exhibit.id


def test_no_description_is_left_over(tables):
    for exhibit in tables:
        assert not set(exhibit.fields) - set(exhibit.published), exhibit.id


def test_a_column_has_a_unit_if_and_only_if_there_are_numbers_in_it(tables):
    for exhibit in tables:
        for field in exhibit.schema():
            numeric = field["type"] in ("integer", "number")
            assert ("unit" in field) == numeric, (exhibit.id, field)


def test_each_cell_is_of_the_type_of_its_column(tables):
    for exhibit in tables:
        found = cells(exhibit)
        for field in exhibit.schema():
            for cell in found[field["name"]]:
                assert FORMS[field["type"]](cell), (exhibit.id, field["name"], cell)


def test_no_column_has_both_numbers_and_words(tables):
    for exhibit in tables:
        found = cells(exhibit)
        for field in exhibit.schema():
            if field["type"] == "string" and not MAY_LOOK_LIKE_NUMBERS.fullmatch(field["name"]):
                numbers = [cell for cell in found[field["name"]] if NUMBER.fullmatch(cell)]
                assert not numbers, (exhibit.id, field["name"], numbers[:3])


def test_a_value_that_is_withheld_has_its_reason_in_a_column_of_its_own(tables):
    for exhibit in tables:
        data = exhibit.published
        for name in data:
            if name.endswith("withheld_because"):
                # Empty where nothing is withheld, and a reason beside every row that lacks a number.
                numbers = [
                    column
                    for column in data
                    if column.startswith(name.removesuffix("withheld_because"))
                    and type_of(data[column]) in ("integer", "number")
                ]
                lacks = data[numbers].isna().any(axis=1)
                assert (data[name].fillna("") != "")[lacks].all(), (exhibit.id, name)


def test_proportions_and_probabilities_are_what_their_unit_says(tables):
    bounds = {"probability": 1, "proportion": 1, "0 to 1": 1, "per cent": None, "percentile": 100}
    for exhibit in tables:
        for field in exhibit.schema():
            if field.get("unit") in bounds and exhibit.published[field["name"]].notna().any():
                values = exhibit.published[field["name"]].dropna().astype(float)
                most = bounds[field["unit"]]
                assert most is None or values.between(0, most).all(), (exhibit.id, field["name"])


def test_what_counts_is_whole_and_not_negative(tables):
    for exhibit in tables:
        for field in exhibit.schema():
            if field.get("unit") in ("occurrences", "stretches", "texts", "topics", "claims"):
                values = exhibit.published[field["name"]].dropna().astype(float)
                if field["name"] != "expected" or "node" not in exhibit.published:
                    assert (values == values.round()).all(), (exhibit.id, field["name"])
                assert (values >= 0).all(), (exhibit.id, field["name"])


def test_a_rate_is_its_frequency_by_its_size(tables):
    rated = {"frequency", "normalized_frequency"}
    for exhibit in tables:
        data = exhibit.published
        size = next((name for name in ("n_target", "n_tokens") if name in data), None)
        if size and rated <= set(data):
            rates = data["frequency"].astype("Float64") * 1000 / data[size]
            assert ((rates - data["normalized_frequency"]).dropna().abs() < 1e-9).all(), exhibit.id


def test_a_shared_description_is_used(report, tmp_path):
    """What no exhibit needs is described nowhere."""
    used, own = set(), defaultdict(set)
    made = published(report, made_once) + published(of_shape(tmp_path / "shape", "two events"))
    for exhibit in made:
        for name in exhibit.published:
            used |= {name} - set(exhibit.fields)
            own[name].add(exhibit.id)
    assert not set(SHARED) - used
    assert all(len(own[name]) > 1 for name in SHARED)  # else it belongs to its exhibit


def test_the_table_of_the_data_describes_the_columns_that_are_from_it(report):
    told = of_tables(report.corpus, ["coverage", "topics"])
    assert told["sentence"].description == report.corpus.described["coverage"]["sentence"]
    assert told["linked"].description == report.corpus.described["topics"]["linked"]
    assert told["topic"].description == report.corpus.described["coverage"]["topic"]  # the first
    assert of_tables(report.corpus, ["no such table"]) == {}


def test_a_corpus_without_descriptions_has_exhibits_all_the_same():
    empty = pd.DataFrame()
    assert of_tables(Corpus(empty, empty, {}), ["readouts"]) == {}


# --- By hand


def test_an_exhibit_says_it_closer_than_what_is_shared():
    data = pd.DataFrame({"word": ["peace"], "frequency": [1], "new": [0.5], "nobody_knows": [1]})
    found = schema(data, {"new": Field("a share", "proportion"), "word": "the word alone"})
    assert found == [
        {"name": "word", "type": "string", "description": "the word alone"},
        {
            "name": "frequency",
            "type": "integer",
            "description": SHARED["frequency"].description,
            "unit": "stretches",
        },
        {"name": "new", "type": "number", "description": "a share", "unit": "proportion"},
        {"name": "nobody_knows", "type": "integer"},
    ]


def test_what_serves_the_page_alone_is_not_in_the_csv():
    data = pd.DataFrame({"word": ["peace"], "slug": ["peace"], "printed": ["1,000"], "n": [1000]})
    table = Table(
        "words",
        "Words",
        "",
        data,
        Findings([]),
        fields={"n": Field("how many", "words")},
        columns={"word": "Word", "printed": "Words"},
        page_only=("slug", "printed"),
    )
    assert table.csv() == "word,n\npeace,1000\n"
    assert [field["name"] for field in table.schema()] == ["word", "n"]
    assert table.cells() == [[{"text": "peace"}, {"text": "1,000"}]]


DAY = datetime.date(2031, 5, 4)


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1, 2], "integer"),
        ([True, False], "boolean"),
        ([1.5, None], "number"),
        ([1.0, 2.0], "number"),
        (["a", ""], "string"),
        ([DAY, None], "date"),
        ([DAY, ""], "date"),
        (["2031-05-04", "2031-5-4"], "string"),
        (["2031-05", "2031-06"], "string"),
        ([1, "not tested"], "string"),
        ([1, ""], "integer"),
        ([1, 0.5, None], "number"),
        ([True, ""], "string"),
        (["", None], "string"),
        ([], "string"),
    ],
)
def test_types_by_hand(values, expected):
    kept = object if any(isinstance(value, (str, datetime.date)) for value in values) else None
    assert type_of(pd.Series(values, dtype=kept if values else object)) == expected


def test_whole_numbers_of_which_some_are_missing_are_whole_numbers():
    column = pd.array([1, None], dtype="Int64")
    assert type_of(pd.Series(column)) == "integer"
    assert type_of(pd.Series(column).astype("Float64")) == "number"


@given(st.lists(st.one_of(st.integers(), st.none(), st.just(""))))
def test_numbers_and_empty_cells_are_whole_numbers_and_a_word_is_none(values):
    some = any(isinstance(value, int) for value in values)
    assert type_of(pd.Series(values, dtype=object)) == ("integer" if some else "string")
    assert type_of(pd.Series([*values, "none"], dtype=object)) == "string"
