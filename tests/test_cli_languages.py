"""Two languages in the commands: words refused, frames compared, and words counted as they are asked for."""

import csv
from collections import Counter

import pytest
from readouts.__main__ import main
from readouts.text import languages
from tables import rows_in

# Two invented accounts of one call: in the first "crisis" once, "cooperation" twice, "friendship" once; in the second "crisis" twice, "cooperation" once.
RUSSIAN = "Стороны обсудили кризис, сотрудничество и дружбу. Они подтвердили, что сотрудничества станет больше."
CHINESE = "双方讨论了危机与合作。双方认为危机应当解决。"
ENGLISH = "The parties discussed the crisis and cooperation. They were friends."
CODEBOOK = """frame,code,language,pattern
naming,crisis,ru,кризис*
naming,crisis,zh,危机
naming,crisis,en,cris*
partners,cooperation,ru,сотрудничеств*
partners,cooperation,zh,合作
partners,cooperation,en,cooperat*
partners,friends,ru,дружб*
partners,friends,en,friend*
"""


@pytest.fixture
def corpus(tmp_path):
    """A corpus with a side in each language, and its codebook."""
    with (tmp_path / "calls.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(
            [
                ("side", "text"),
                ("north", RUSSIAN),
                ("east", CHINESE),
                ("west", ENGLISH),
                ("west", "Call."),
                ("south", "Les deux parties ont parlé de la crise."),
            ]
        )
    (tmp_path / "codebook.csv").write_text(CODEBOOK, encoding="utf-8")
    return tmp_path


def run(*arguments, code=0):
    assert main([str(argument) for argument in arguments]) == code


def rows(capsys):
    captured = capsys.readouterr()
    return rows_in(captured.out), captured.err


def compare(corpus, target, reference, *more, code=0):
    run(
        "compare",
        corpus / "calls.csv",
        "--target",
        target,
        "--reference",
        reference,
        "--format",
        "csv",
        *more,
        code=code,
    )


@pytest.mark.parametrize(
    ("target", "reference", "said"),
    [
        ("north", "east", "words of Russian and words of Chinese are not the same types"),
        ("west", "north", "words of English and words of Russian"),
        (
            "west",
            "south",
            "the reference is in a language that is not known, the other side in English",
        ),
    ],
)
@pytest.mark.parametrize("more", [(), ("--cut", "segmented")])
def test_words_of_two_languages_are_refused_with_the_reason(
    corpus, capsys, target, reference, said, more
):
    compare(corpus, target, reference, *more, code=1)
    found, told = rows(capsys)
    assert not found and said in told and "compare coded frames instead" in told


def test_frames_of_two_languages_are_compared_out_of_all_coded_stretches(corpus, capsys):
    compare(corpus, "north", "east", "--frames", "--codebook", corpus / "codebook.csv")
    found, told = rows(capsys)
    counts = {
        row["code"]: (
            int(row["frequency"]),
            int(row["n_target"]),
            int(row["frequency_reference"]),
            int(row["n_reference"]),
        )
        for row in found
    }
    # Friends has no Chinese pattern: neither it nor its frame can be compared, and its stretches count in no size.
    assert counts == {
        "code cooperation": (2, 3, 1, 3),
        "code crisis": (1, 3, 2, 3),
        "frame naming": (1, 3, 2, 3),
    }
    assert (
        "no patterns in Chinese, so left out: friends" in told
        and "3 coded stretches" in told
        and " words" not in told.replace("words a side", "")
    )


def test_frames_of_one_language_are_compared_out_of_words(corpus, capsys):
    compare(
        corpus,
        "west",
        "south",
        "--frames",
        "--codebook",
        corpus / "codebook.csv",
        "--language-is",
        "en",
    )
    found, told = rows(capsys)
    assert {
        (row["code"], row["frequency"], row["n_target"], row["n_reference"]) for row in found
    } == {
        ("code cooperation", "1", "11", "8"),
        ("code crisis", "1", "11", "8"),
        ("code friends", "1", "11", "8"),
        ("frame naming", "1", "11", "8"),
        ("frame partners", "2", "11", "8"),
    }
    assert "left out" not in told


def test_what_was_never_looked_for_is_not_taken_for_absent(corpus, capsys):
    compare(
        corpus,
        "north",
        "south",
        "--frames",
        "--codebook",
        corpus / "codebook.csv",
        "--language-is",
        "fr",
        code=1,
    )
    assert "the codebook has no patterns for French" in rows(capsys)[1]
    compare(corpus, "west", "north", "--frames", "--codebook", corpus / "codebook.csv")
    assert (
        "1 documents are in a language that is not known" in rows(capsys)[1]
    )  # "Call." tells nothing


@pytest.mark.parametrize("engine", ["plain", "numpy"])
@pytest.mark.parametrize("cut", languages.SEGMENTATIONS)
@pytest.mark.parametrize("reduction", languages.NORMALIZATIONS)
def test_words_are_counted_as_asked_by_every_engine(corpus, capsys, engine, cut, reduction):
    run(
        "count",
        corpus / "calls.csv",
        "--what",
        "words",
        "--cut",
        cut,
        "--reduce",
        reduction,
        "--engine",
        engine,
        "--format",
        "csv",
        "--where",
        "side=north",
        "--where",
        "side=east",
    )
    found, _ = rows(capsys)
    for side, language, text in (("north", "ru", RUSSIAN), ("east", "zh", CHINESE)):
        expected = Counter(
            word.form
            for word in languages.words(text, language, segmentation=cut, normalization=reduction)
        )
        assert {
            row["word"]: int(row["frequency"]) for row in found if row["side"] == side
        } == expected
    words = {row["word"]: int(row["frequency"]) for row in found}
    assert ("危机" in words) == (cut == "segmented") and ("危" in words) == (cut == "characters")
    assert words.get("сотрудничество") == {"none": 1, "lemma": 2}.get(reduction)


def test_codes_are_found_in_characters_however_words_are_counted(corpus, capsys):
    for more in ((), ("--cut", "segmented", "--reduce", "lemma")):
        run(
            "count",
            corpus / "calls.csv",
            "--what",
            "codes",
            "--codebook",
            corpus / "codebook.csv",
            "--format",
            "csv",
            *more,
        )
        found, _ = rows(capsys)
        assert {
            (row["side"], row["name"]): int(row["frequency"])
            for row in found
            if row["level"] == "code" and row["side"] in ("north", "east")
        } == {
            ("north", "cooperation"): 2,
            ("north", "crisis"): 1,
            ("north", "friends"): 1,
            ("east", "cooperation"): 1,
            ("east", "crisis"): 2,
        }


def test_the_libraries_that_made_the_words_are_named(corpus, capsys):
    run(
        "compare",
        corpus / "calls.csv",
        "--target",
        "north",
        "--reference",
        "east",
        "--language-is",
        "ru",
        "--reduce",
        "lemma",
        "--format",
        "csv",
    )
    assert (
        f"words by {', '.join(languages.tools(['ru'], normalization='lemma'))}" in rows(capsys)[1]
    )
