"""Texts as a DataFrame, a row a passage."""

import shutil

import pandas as pd
import pytest
import readouts
from conftest import ROOT
from public_calls import CALLS, FORMS, codebook, written
from readouts.engine import plain


@pytest.fixture(params=FORMS)
def corpus(request, tmp_path):
    """One corpus in each form that people have."""
    return written(tmp_path, request.param)


@pytest.fixture
def codes(tmp_path):
    return codebook(tmp_path)


def test_a_corpus_loads_and_is_filtered_by_what_a_date_is_written_as(corpus):
    passages = readouts.read(corpus)
    assert passages["date"].dtype.kind == "M"
    june = passages[passages["date"] == "2022-06-15"]
    assert june.equals(passages[passages["date"] == pd.Timestamp("2022-06-15")])
    assert sorted(june["side"]) == ["beijing", "kremlin"]
    assert len(passages[passages["date"] < "2022-06-01"]) == len(passages) - 2
    assert len(passages) == 7 and list(passages["paragraph"]).count(1) == 4


def test_a_passage_is_found_in_its_document_and_further_columns_stay(tmp_path):
    CALLS.to_csv(tmp_path / "calls.csv", index=False)
    passages = readouts.read(tmp_path / "calls.csv")
    assert set(passages["archive_no"]) == set(CALLS["archive_no"])
    for row in passages.itertuples():
        body = CALLS.loc[CALLS["archive_no"] == row.archive_no, "body"].item()
        assert body.replace("\r\n", "\n")[row.start :].startswith(row.text)


def test_languages_have_names_and_what_finds_nothing_says_so(codes):
    table = pd.DataFrame({"text": ["The Ukraine crisis."], "language": ["English"]})
    assert list(readouts.code(table, codes)["keyword"]) == ["Ukraine crisis", "crisis"]
    for language in ("fr", "", None, float("nan")):
        with pytest.raises(ValueError, match="nothing can be found"):
            readouts.code(table.assign(language=language), codes)
    with pytest.raises(ValueError, match=r"language '\?\?'"):
        readouts.code(table.assign(language="??"), codes)
    both = pd.concat([table, table.assign(language="")], ignore_index=True)
    with pytest.warns(readouts.UnknownLanguage, match="1 in a language that is not known"):
        assert len(readouts.code(both, codes)) == 2
    # A pattern of every language is looked for in a text of any.
    assert len(readouts.code(table.assign(language=""), {"crisis": "crisis"})) == 1
    # Where no column says it, the text tells it.
    told = pd.DataFrame({"text": ["They spoke of the crisis, and that was all."]})
    assert len(readouts.code(told, codes)) == 1


def test_tokens_are_those_that_are_counted():
    passages = readouts.read(readouts.EXAMPLE)
    assert len(readouts.tokens(passages)) == passages["n_tokens"].sum()
    documents = list(readouts.readers.read(readouts.EXAMPLE))
    counted = plain.word_counts(documents)
    assert set(readouts.tokens(passages["text"])) == set(counted.forms)


def test_a_passage_that_is_only_shown_takes_nothing_from_the_others_of_its_text(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    segments = pd.read_csv(folder / "segments.csv", dtype=str, keep_default_na=False)
    shown = segments.index[segments["quotation"] != "heading"][1]
    segments.loc[shown, "counted"] = "no"
    segments.to_csv(folder / "segments.csv", index=False, lineterminator="\n")
    counted = segments[(segments["counted"] == "yes") & (segments["quotation"] != "heading")]
    passages = readouts.read(folder)
    assert set(passages["segment_id"]) == set(counted["segment_id"])
    given = counted.set_index("segment_id")["text"].str.replace("\xa0", " ")
    assert passages.set_index("segment_id")["text"].to_dict() == given.to_dict()


def test_each_paragraph_of_a_segment_has_the_columns_of_the_segment(tmp_path):
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    segments = pd.read_csv(folder / "segments.csv", dtype=str, keep_default_na=False)
    counted = segments.index[(segments["counted"] == "yes") & (segments["quotation"] != "heading")]
    first = counted[0]
    segments.loc[first, "text"] = "They spoke.\n\n  Trade grew. \nThey agreed."
    segments.to_csv(folder / "segments.csv", index=False, lineterminator="\n")
    passages = readouts.read(folder)
    own = passages[passages["segment_id"] == segments["segment_id"][first]]
    assert own["text"].to_list() == ["They spoke.", "Trade grew.", "They agreed."]
    assert own["paragraph"].to_list() == [1, 2, 3] and own["first_word"].to_list() == [1, 3, 5]
    columns = ["speaker", "speaker_basis", "quotation", "counted"]
    assert (own[columns] == segments.loc[first, columns]).all(axis=None)
    assert sorted(passages["segment_id"].unique()) == sorted(segments["segment_id"][counted])
    assert passages.attrs["notices"] == readouts.read(ROOT / "data").attrs["notices"]


def test_paragraphs_that_are_not_those_of_the_segments_are_told():
    # One line is made of all passages of a text, so that no row of segments.csv is true of it.
    passages = readouts.read(ROOT / "data", join_lines=True)
    joined = passages[passages["document_id"] == "kremlin-2022-06-15-quoted"]
    assert len(joined) == 1 and joined["speaker"].isna().all()
    (told,) = [
        line
        for line in passages.attrs["notices"]
        if line.startswith("kremlin-2022-06-15-quoted: its paragraphs are not those of its rows")
    ]
    assert "segments.csv" in told
