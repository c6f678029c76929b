"""One side against another: the same as the command, and what may be said of what a side alone has."""

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


def test_keyness_is_that_of_the_command(corpus, capsys):
    pair = ("--target", "kremlin", "--reference", "whitehouse")
    theirs = printed(capsys, "compare", corpus, *pair, "--measure", "simple_maths")
    passages = readouts.read(corpus)
    ours = readouts.keyness(passages, "kremlin", "whitehouse", measures=["simple_maths"])
    assert same(ours, theirs) == set(theirs)


def test_keyness_of_codes_is_that_of_the_command(corpus, codes, capsys):
    pair = ("--target", "kremlin", "--reference", "whitehouse", "--sort", "frequency")
    theirs = printed(capsys, "compare", corpus, *pair, "--frames", "--codebook", codes)
    ours = readouts.keyness(corpus, "kremlin", "whitehouse", codebook=codes, sort="frequency")
    assert same(ours, theirs) == set(theirs) and len(theirs) == 4


def test_alone_says_of_excerpts_no_more_than_it_may():
    table = pd.DataFrame({"text": ["peace now", "war now"], "side": ["a", "b"]})
    assert readouts.alone(table, "a").values.tolist() == [["peace", 1, "absent"]]
    table["completeness"] = ["full", "excerpts"]
    assert readouts.alone(table, "a").values.tolist() == [
        ["peace", 1, "not in the quoted passages"]
    ]
    with pytest.raises(ValueError, match="not the same types"):
        readouts.alone(table.assign(language=["en", "ru"]), "a")
