"""Coding and concordances by function: the same as the commands."""

import pandas as pd
import pytest
import readouts
from public_calls import FORMS, codebook, printed, same, written


@pytest.fixture(params=FORMS)
def corpus(request, tmp_path):
    """One corpus in each form that people have."""
    return written(tmp_path, request.param)


@pytest.fixture
def codes(tmp_path):
    return codebook(tmp_path)


def test_the_coding_is_that_of_the_command(corpus, codes, capsys):
    theirs = printed(capsys, "code", corpus, "--codebook", codes)
    for source in (corpus, str(corpus), readouts.read(corpus)):
        assert same(readouts.code(source, codes), theirs) == set(theirs)
    assert not (theirs["keyword"].str.contains("\n")).any()
    assert len(theirs) == 9  # "Ukraine", a new paragraph, "crisis" is no Ukraine crisis


def test_the_concordance_is_that_of_the_command(corpus, capsys):
    theirs = printed(capsys, "concordance", corpus, "crisis", "--context", 12)
    ours = readouts.concordance(readouts.read(corpus), "crisis", context=12)
    assert same(ours.rename(columns={"document_id": "docname"}), theirs) == set(theirs)
    whole = printed(capsys, "concordance", corpus, "crisis", "--context", 0)
    same(readouts.concordance(corpus, "crisis", context=None), whole)


def test_the_report_and_the_public_interface_find_the_same():
    book = readouts.load_report()
    spans = readouts.code(readouts.read("data"), "data")
    ours = spans.groupby(["document_id", "code"]).size()
    coded = book.coded.assign(
        document_id=book.coded["segment_id"].map(book.corpus.segments["readout_id"])
    )
    assert ours.to_dict() == coded.groupby(["document_id", "code"]).size().to_dict()
    assert len(readouts.code(book.corpus.segments, book.codebook)) == len(book.coded)


def test_the_stance_of_each_match_is_a_column_where_it_is_asked_for():
    table = pd.DataFrame(
        {"text": ["There is no war. The war, the so-called war."], "language": "en"}
    )
    plain = readouts.code(table, {"war": "war"})
    found = readouts.code(table, {"war": "war"}, stance=True)
    assert found["stance"].to_list() == ["negated", "asserted", "distanced"]
    pd.testing.assert_frame_equal(found.drop(columns="stance"), plain)
