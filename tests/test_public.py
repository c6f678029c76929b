"""What ``import readouts`` gives, as somebody would use it who knows pandas: the same results as the commands, and no surprises."""

import subprocess
import sys
import warnings
from types import ModuleType

import pandas as pd
import pytest
import readouts
from public_calls import FORMS, codebook, printed, same, written
from readouts import api
from shared import SHARED, needs_shared

# --- The names


def test_all_is_sorted_and_is_what_there_is():
    order = sorted(
        readouts.__all__, key=lambda name: (not name.isupper(), not name[0].isupper(), name)
    )
    assert readouts.__all__ == order  # constants, classes, functions
    assert dir(readouts) == sorted(readouts.__all__)
    assert {*readouts._HOMES, "__version__"} == set(readouts.__all__)
    for name in readouts.__all__:
        assert getattr(readouts, name) == getattr(readouts, name)
    with pytest.raises(AttributeError, match="no attribute 'wordcloud'"):
        readouts.wordcloud  # noqa: B018


def test_no_public_name_is_a_module_and_every_function_has_an_example():
    for name in readouts.__all__:
        value = getattr(readouts, name)
        assert not isinstance(value, ModuleType), name
        if callable(value) and value.__module__.startswith(api.__name__) and name.islower():
            assert ">>> import" in value.__doc__, name
            assert all(part in value.__doc__ for part in ("Parameters", "Returns")), name


def test_to_import_the_package_imports_nothing_large():
    code = "import sys, readouts; print(*(name for name in ('pandas', 'numpy', 'matplotlib', 'nltk') if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


# --- The same as the commands


@pytest.fixture(params=FORMS)
def corpus(request, tmp_path):
    """One corpus in each form that people have."""
    return written(tmp_path, request.param)


@pytest.fixture
def codes(tmp_path):
    return codebook(tmp_path)


def test_the_counts_are_those_of_the_command(corpus, codes, capsys):
    passages = readouts.read(corpus)
    theirs = printed(capsys, "count", corpus, "--what", "words")
    assert same(readouts.count(passages), theirs) == set(theirs)
    theirs = printed(capsys, "count", corpus, "--what", "codes", "--codebook", codes, "--zeros")
    shared = same(readouts.count(passages, codebook=codes, zeros=True), theirs)
    assert shared == set(theirs) - {"sha256"}
    theirs = printed(capsys, "count", corpus)
    assert {"n_tokens", "n_segments"} <= same(readouts.count(passages, "documents"), theirs)


@needs_shared
def test_the_readouts_at_hand_give_what_the_commands_give(capsys):
    corpus, book = SHARED / "corpora" / "readouts", readouts.read_codebook("data")
    theirs = printed(capsys, "code", corpus, "--codebook", "data")
    passages = readouts.read(corpus)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", readouts.UnknownLanguage)
        ours = readouts.code(passages, book)
    assert same(ours, theirs) == set(theirs) and len(theirs) > 100
    theirs = printed(capsys, "count", corpus, "--what", "words")
    assert same(readouts.count(passages), theirs) == set(theirs)


# --- What somebody guesses who knows pandas


def test_wrong_ways_in_say_what_is_expected():
    passages = readouts.read(readouts.EXAMPLE)
    with pytest.raises(TypeError, match="a path, or a DataFrame"):
        readouts.code([1], {"a": "a"})
    with pytest.raises(ValueError, match="no column 'text'"):
        readouts.count(pd.DataFrame({"body": ["a"]}))
    with pytest.raises(ValueError, match="no rows"):
        readouts.concordance(passages[passages["side"] == "Nowhere"], "river")
    with pytest.raises(ValueError, match="side 'Nowhere'"):
        readouts.keyness(passages, "Nowhere", "Marovia")
    with pytest.raises(ValueError, match="nonsense: no such column"):
        readouts.keyness(passages, "Estvale", "Marovia", measures=["nonsense"])
    with pytest.raises(ValueError, match="side 'Nowhere'"):
        readouts.alone(passages, "Nowhere")
    with pytest.raises(ValueError, match="no column 'year'"):
        readouts.rates(passages, "river", by="year")
    with pytest.raises(ValueError, match="words, codes, documents or diversity"):
        readouts.count(passages, "letters")
    with pytest.raises(ValueError, match="counted with a codebook"):
        readouts.count(passages, "codes")


# --- Rates, and what a side has alone


def test_rates_count_spans_and_have_a_row_for_nothing():
    passages = readouts.read(readouts.EXAMPLE)
    table = readouts.rates(passages, {"river": ["river", "riv*"], "moon": "moon"})
    assert table["name"].tolist() == ["river", "moon"] * 2
    assert table["frequency"].tolist() == [2, 0, 3, 0]
    assert table["rate_low"].tolist()[1] == 0 and (table["rate_high"] > table["rate"]).all()
    words = readouts.rates(passages).set_index(["side", "name"])["frequency"]
    counted = readouts.count(passages).set_index(["side", "word"])["frequency"]
    assert words[words > 0].sort_index().to_dict() == counted.sort_index().to_dict()
    paragraphs = readouts.rates(passages, "river", by=["side", "paragraph"])
    assert paragraphs["frequency"].sum() == 5 and len(paragraphs) == 8


def test_a_frame_counts_a_span_once():
    text = pd.DataFrame({"text": ["The crisis."], "side": ["a"]})
    table = pd.DataFrame(
        {"frame": ["f", "f"], "code": ["one", "two"], "pattern": ["crisis", "cris*"]}
    )
    assert readouts.rates(text, table, level="frame")["frequency"].tolist() == [1]
    assert readouts.rates(text, table)["frequency"].tolist() == [1, 1]


# --- Figures
