"""How many keywords chance makes in a report: the numbers of the command, and where the texts are too few."""

import pytest
from any_report import load, many, said
from readouts.engine import null
from readouts.engine.engine import opened
from readouts.report import chance
from readouts.report.exhibits.keyness import keyness_chance
from readouts.report.publish import Refusal


@pytest.fixture(scope="module")
def documents():
    return many("North", "peace") + many("South", "war")


@pytest.fixture(scope="module")
def report(tmp_path_factory, documents):
    return load(tmp_path_factory.mktemp("chance"), documents)


def test_the_numbers_are_those_of_the_command(report, documents):
    (table,) = report.analysis.chance
    theirs = null.null(
        opened(documents, "plain"),
        "North",
        ["South"],
        splits=chance.SPLITS,
        relabellings=chance.MOST,
    )
    theirs = [dict(zip(null.COLUMNS, row)) for row in theirs]
    assert table["test"].tolist() == [row["test"] for row in theirs]
    assert table["mean"].tolist() == [row["keywords_mean"] for row in theirs]
    assert table["most"].tolist() == [row["keywords_most"] for row in theirs]
    assert table["with_any"].tolist() == [row["splits_with_any"] for row in theirs]


def test_what_is_found_here_is_more_than_chance_by_the_text(report):
    (table,) = report.analysis.chance
    of_test = table.set_index("test")
    ((_, pair),) = report.analysis.pairs
    assert of_test.at["max_t_p < 0.05", "found"] == (pair.words["max_t_p"] < 0.05).sum() >= 2
    assert of_test.at["max_t_p < 0.05", "mean"] < 1
    assert of_test.at["log-likelihood, p < 0.05", "mean"] >= of_test.at["max_t_p < 0.05", "mean"]


def test_the_table_shows_both_with_their_findings(report):
    shown = keyness_chance(report)
    cells = shown.cells()
    assert len(cells) == len(null.TESTS)
    for row, found in zip(cells, shown.data["found"]):
        assert row[2]["text"] == str(found) and row[2]["finding"].startswith("keywords-north-")
        assert row[3]["finding"].startswith("chance-north-")


def test_of_few_texts_it_is_said_that_there_are_too_few(tmp_path):
    report = load(tmp_path, [said("North", "Peace holds."), said("South", "War.")])
    assert [len(table) for table in report.analysis.chance] == [0]
    refused = keyness_chance(report)
    assert isinstance(refused, Refusal) and "4 texts a side" in refused.reason


def test_of_too_many_it_is_left_out(report, monkeypatch):
    monkeypatch.setattr(chance, "WORK", 1e3)
    ((_, pair),) = report.analysis.pairs
    assert chance.of_pair(pair).empty
