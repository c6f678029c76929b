"""The command `compare`: keyness of words and of codes, what is refused, and how it is told."""

import re
from collections import Counter

import pandas as pd
import pytest
from command_line import SIDES, documents, fault, rows
from readouts.__main__ import main
from readouts.measures.keyness import keyness
from readouts.text.frequency import compare as compare_of


def test_compare_is_keyness_of_every_word_of_both_sides(folder, capsys):
    found, told = rows(capsys, "compare", "calls.csv", *SIDES, "--words-as-units")
    sides = [
        pd.DataFrame(
            [
                (document.document_id, document.text)
                for document in documents()
                if document.side == side
            ],
            columns=["segment_id", "text"],
        )
        for side in ("kremlin", "whitehouse")
    ]
    counts = compare_of(*sides)
    assert {
        row["word"]: (int(row["frequency"]), int(row["frequency_reference"])) for row in found
    } == dict(zip(counts["ngram"], zip(counts["frequency"], counts["frequency_reference"])))
    assert [row["word"] for row in found] == counts[
        "ngram"
    ].to_list()  # too short for LRC: by frequency on both sides, then by the alphabet
    table = keyness(
        counts["frequency"],
        counts["n_target"],
        counts["frequency_reference"],
        counts["n_reference"],
    )
    for name in (
        "log_likelihood",
        "log_ratio",
        "normalized_frequency",
        "normalized_frequency_reference",
        "percent_difference",
    ):
        assert [float(row[name] or "nan") for row in found] == pytest.approx(
            table[name].to_list(), nan_ok=True
        ), name
    inside = Counter(
        word
        for document in documents()
        if document.side == "kremlin"
        for word in set(re.findall("[a-z]+", document.text.lower()))
    )
    assert all(int(row["document_frequency"]) == inside[row["word"]] for row in found)
    assert "kremlin: 2 documents, 16 words" in told and "whitehouse: 1 document, 15 words" in told


def test_what_the_texts_cannot_bear_is_left_empty_with_the_reason(folder, capsys):
    options = "--words-as-units", "--measure", "fisher_p", "--measure", "simple_maths"
    found, _ = rows(capsys, "compare", "calls.csv", *SIDES, *options)
    for row in found:
        assert row["lrc"] == row["fisher_p"] == row["simple_maths"] == ""
        assert 0 <= float(row["rate_ratio_low"]) <= float(row["rate_ratio_high"])
        assert (
            "fisher_p: needs 4 texts a side, has 1: words of one text" in row["withheld_because"]
            and "lrc, lrc_bonferroni: needs 4 texts a side, has 1: few or short"
            in row["withheld_because"]
            and "simple_maths: needs 10,000 words a side, has 15" in row["withheld_because"]
        )
        assert (
            (row["percent_difference"] == "")
            == (row["frequency_reference"] == "0")
            == bool(row["percent_difference_note"])
        )
    found, _ = rows(capsys, "compare", "calls.csv", *SIDES)
    for row in found:
        assert row["shrunk_log_ratio"] == row["max_t_p"] == row["dp_norm"] == ""
        assert (
            "max_t_p, text_dispersion_keyness: needs 4 texts a side, has 1"
            in (row["withheld_because"])
            and "dp_norm: needs 5 texts on the side, has 2" in (row["withheld_because"])
        )


def test_long_texts_are_sorted_by_lrc_where_words_are_the_units(folder, capsys):
    lines = [
        f'{side},en,"{word * 400} {"and " * (3000 + number)}"'
        for number in range(4)
        for side, word in (("one", "war "), ("two", "peace "), ("one", "talks "), ("two", "talks "))
    ]
    (folder / "long.csv").write_text("\n".join(["side,language,text", *lines]))
    sides = "--target", "one", "--reference", "two"
    found, _ = rows(capsys, "compare", "long.csv", *sides, "--words-as-units")
    assert [(row["word"], row["direction"]) for row in found] == [
        ("peace", "reference"),
        ("war", "target"),
        ("and", "equal"),
        ("talks", "equal"),
    ]
    assert float(found[1]["lrc"]) > float(found[1]["lrc_bonferroni"]) > 5
    assert float(found[0]["lrc"]) < -5 and {row["withheld_because"] for row in found} == {""}


def test_sides_in_different_languages_are_refused_and_their_codes_are_not(folder, capsys):
    message = fault(capsys, "compare", "calls.csv", "--target", "kremlin", "--reference", "beijing")
    assert (
        "words of English and words of Chinese are not the same types" in message
        and "--frames" in message
    )
    found, told = rows(
        capsys,
        "compare",
        "calls.csv",
        "--target",
        "kremlin",
        "--reference",
        "beijing",
        "--frames",
        "--codebook",
        "codebook.csv",
    )
    # A Chinese character and an English word are no common measure of length: the rate is among the stretches that are coded.
    assert {
        row["code"]: (
            row["frequency"],
            row["frequency_reference"],
            row["n_target"],
            row["n_reference"],
        )
        for row in found
    } == {"code crisis": ("2", "2", "2", "2"), "frame naming": ("2", "2", "2", "2")}
    assert "no patterns in Chinese, so left out: sanctions, embargo" in told


def test_codes_of_sides_in_one_language_are_counted_among_their_words(folder, capsys):
    found, _ = rows(
        capsys, "compare", "calls.csv", *SIDES, "--frames", "--codebook", "codebook.csv"
    )
    assert {
        row["code"]: (
            row["frequency"],
            row["frequency_reference"],
            row["n_target"],
            row["n_reference"],
        )
        for row in found
    } == {
        "code crisis": ("2", "2", "16", "15"),
        "frame naming": ("2", "2", "16", "15"),
        "code sanctions": ("1", "1", "16", "15"),
        "frame measures": ("1", "1", "16", "15"),
        "code embargo": ("0", "0", "16", "15"),
    }


def test_a_side_that_is_not_there_is_named_with_those_that_are(folder, capsys):
    assert (
        "no document is of side 'moscow'; there is 'kremlin' (2), 'whitehouse' (1), 'beijing' (1)"
        in fault(capsys, "compare", "calls.csv", "--target", "moscow", "--reference", "kremlin")
    )


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--frames"], "--frames and --codebook go together"),
        (["--codebook", "codebook.csv"], "--frames and --codebook go together"),
        (["--cut", "letters"], "invalid choice"),
        (["--where", "colour=red"], "FIELD=VALUE with a field of side, event"),
    ],
)
def test_wrong_use_ends_with_2(folder, capsys, options, message):
    assert message in fault(capsys, "compare", "calls.csv", *SIDES, *options, code=2)


def test_the_same_side_twice_is_refused(folder, capsys):
    assert "the same side" in fault(
        capsys, "compare", "calls.csv", "--target", "kremlin", "--reference", "kremlin", code=2
    )


def test_columns_are_chosen_and_sorted_by(folder, capsys):
    found, _ = rows(
        capsys, "compare", "calls.csv", *SIDES, "--sort", "log_likelihood", "--top", "3"
    )
    assert len(found) == 3 and sorted(found, key=lambda row: -float(row["log_likelihood"])) == found
    found, _ = rows(
        capsys, "compare", "calls.csv", *SIDES, "--measure", "all", "--min-frequency", "3"
    )
    assert {"fisher_p", "holm", "log_odds_z", "bic"} <= set(
        found[0]
    ) and "words with at least 3 occurrences" in found[0]["family"]
    assert all(int(row["frequency"]) + int(row["frequency_reference"]) >= 3 for row in found) and {
        row["n_target"] for row in found
    } == {"16"}
    assert "--sort colour: no such column" in fault(
        capsys, "compare", "calls.csv", *SIDES, "--sort", "colour"
    )
    assert "--sort direction: a column of words" in fault(
        capsys, "compare", "calls.csv", *SIDES, "--sort", "direction"
    )
    assert "--measure colour: no such column" in fault(
        capsys, "compare", "calls.csv", *SIDES, "--measure", "colour"
    )


def test_words_may_be_reduced(folder, capsys):
    pytest.importorskip("snowballstemmer")
    found, _ = rows(capsys, "compare", "calls.csv", *SIDES, "--reduce", "stem")
    assert {"presid": ("1", "1")}.items() <= {
        row["word"]: (row["frequency"], row["frequency_reference"]) for row in found
    }.items()


def test_a_table_tells_reasons_once_and_has_no_empty_column(folder, capsys):
    assert main(["compare", "calls.csv", *SIDES, "--format", "table"]) == 0
    printed = capsys.readouterr()
    assert printed.err.count("max_t_p: needs 4 texts a side, has 1") == 1
    assert (
        "suppressed" not in printed.out
        and " max_" not in printed.out
        and "\nsanctions" in printed.out
    )


MATCHING = """\
id,side,date,event,text
n1,north,2031-05-01,talk,Peace and trade
s1,south,2031-05-01,talk,Peace
n2,north,2031-06-01,visit,The island
e2,east,2031-06-01,visit,The harbour
n3,north,2031-07-01,,Trade and grain
s3,south,2031-07-02,,Grain
"""


def test_texts_of_events_that_the_other_side_tells_nothing_of_are_told_and_left_out_if_asked(
    tmp_path, monkeypatch, capsys
):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "m.csv").write_text(MATCHING, encoding="utf-8")
    options = ["--words-as-units", "--language-is", "en"]
    command = ["compare", "m.csv", "--target", "north", "--reference", "south", *options]
    found, told = rows(capsys, *command)
    assert "island" in {row["word"] for row in found}
    assert "1 of 3 texts are of events of which north or every other side has none" in told
    found, told = rows(capsys, *command, "--matched")
    words = {row["word"]: row["frequency"] + row["frequency_reference"] for row in found}
    assert words == {"peace": "11", "trade": "20", "and": "20", "grain": "11"}
    assert "taken for one event: n3 (north, 1 July 2031) and s3 (south, 2 July 2031)" in told
    assert "compared: 4 of 5 texts, those of 2 events of which north and another side" in told
    assert "left out: visit" in told and "--matched leaves" not in told
    rest = [*command[:4], "--reference", "rest", *command[6:], "--matched", "--where"]
    _, told = rows(capsys, *rest, "event=visit")
    assert "compared: 2 of 2 texts" in told
    alone = fault(capsys, *command, "--matched", "--where", "event=visit")
    assert "--matched: no event has texts of 'north' and of another side" in alone
