"""Lexical diversity: worked by hand, against an independent implementation, and withheld where a text does not bear it."""

import math
from pathlib import Path

import pandas as pd
import pytest
import readouts
from any_report import load, said
from command_line import rows
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.measures.diversity import LEAST, hd_d, mtld
from readouts.report import tables
from scipy.stats import hypergeom

# Made up at random; the values are those of lexicalrichness 0.5.1 (MIT licence), `mtld(0.72)` and `hdd(42)`.
VECTORS = pd.read_csv(Path(__file__).parent / "data" / "diversity_vectors.csv")
# 120 words, 40 of them different.
LONG = " ".join(f"w{number % 40}" for number in range(120))


@pytest.mark.parametrize(("words", "of_mtld", "of_hd_d"), VECTORS.to_numpy().tolist())
def test_the_measures_are_those_of_another_program(words, of_mtld, of_hd_d):
    words = words.split()
    assert mtld(words) == pytest.approx(of_mtld, rel=1e-12)
    assert hd_d(words) == pytest.approx(of_hd_d, rel=1e-12)


def test_mtld_by_hand():
    # Forwards 4 different words of 6 (0.67) end a stretch, and the 4 words that are left are all different: 1 stretch.
    # Backwards no stretch ends: the whole has 8 of 10, which is 0.2 of the way of 0.28 from 1 to 0.72.
    words = ["of", "the", "people", "by", "the", "people", "for", "us", "now", "we"]
    assert mtld(words) == pytest.approx((10 / 1 + 10 / (0.2 / 0.28)) / 2)
    # Exactly 0.72 ends a stretch: either way 18 of 25 words, twice.
    assert mtld([*map(str, range(18)), *map(str, range(7))] * 2) == pytest.approx(25)
    assert math.isnan(mtld(["a", "b", "c"])) and math.isnan(mtld([]))


@given(st.lists(st.integers(0, 60), min_size=42, max_size=150))
@settings(max_examples=25, deadline=None)
def test_hd_d_is_a_sum_of_hypergeometric_probabilities_and_mtld_reads_both_ways(numbers):
    words = list(map(str, numbers))
    expected = (
        sum(1 - hypergeom.pmf(0, len(words), words.count(word), 42) for word in set(words)) / 42
    )
    assert hd_d(words) == pytest.approx(expected)
    assert math.isnan(hd_d(words[:41]))
    assert mtld(words[::-1]) == pytest.approx(mtld(words), nan_ok=True)


def test_a_text_that_does_not_bear_it_has_the_reason(tmp_path, capsys, monkeypatch):
    texts = {
        "long": ("en", LONG),
        "short": ("en", LONG[: LONG.index("w19", 200)]),
        "once": ("en", " ".join(f"w{number}" for number in range(LEAST))),
        "chinese": ("zh", "危机局势" * 50),
        "thai": ("th", LONG),
    }
    table = pd.DataFrame(
        [(name, "a", language, text) for name, (language, text) in texts.items()],
        columns=["document_id", "side", "language", "text"],
    )
    found = readouts.count(table, "diversity").set_index("document_id")
    assert found["withheld_because"].to_dict() == {
        "long": "",
        "short": "fewer than 100 words",
        "once": "no word comes twice",
        "chinese": "characters of Chinese are no words (--segmentation words)",
        "thai": "Thai is not cut into words here",
    }
    assert found["mtld"].notna().to_list() == found["hd_d"].notna().to_list()
    assert found.index[found["mtld"].notna()].to_list() == ["long"]
    assert found.loc["long", ["n_tokens", "n_types"]].tolist() == [120, 40]
    assert found.at["long", "mtld"] == mtld(LONG.split())
    words = readouts.count(table, "diversity", segmentation="segmented").set_index("document_id")
    assert words.at["chinese", "n_tokens"] == 100 and words.at["chinese", "mtld"] > 0

    monkeypatch.chdir(tmp_path)
    table.to_csv("texts.csv", index=False)
    by_command, _ = rows(capsys, "count", "texts.csv", "--what", "diversity")
    assert [row["withheld_because"] for row in by_command] == found["withheld_because"].to_list()
    assert float(by_command[0]["mtld"]) == found.at["long", "mtld"]


def test_the_words_are_reduced_as_is_asked():
    table = pd.DataFrame({"side": ["a"], "language": "en", "text": "talk talked talks " * 40})
    assert readouts.count(table, "diversity")["n_types"].item() == 3
    assert readouts.count(table, "diversity", normalization="stem")["n_types"].item() == 1


def test_a_book_has_the_median_of_each_sides_distinct_texts(tmp_path):
    long = [LONG, " ".join(f"w{number % 70}" for number in range(140)), LONG]
    report = load(
        tmp_path,
        [said("north", text, f"e{number}") for number, text in enumerate([*long, "A call."])]
        + [said("south", LONG.replace("w", "v"), f"e{number}") for number in range(4)],
    )
    table = tables.lexical_diversity(report)
    own = table.data.set_index("part").loc["north"]
    each = [mtld(text.split()) for text in long[:2]]
    assert (own["n_texts"], own["n_measured"]) == (3, 2)
    assert own[["mtld_median", "mtld_min", "mtld_max"]].tolist() == pytest.approx(
        [sum(each) / 2, min(each), max(each)]
    )
    assert report.findings["mtld-north"].value == own["mtld_median"]
    assert report.findings["diversity-texts-north"].value == 2
    assert report.findings["mtld-south"].text == f"{mtld(LONG.split()):.0f}"
    assert report.findings["hd-d-south"].text == f"{hd_d(LONG.split()):.2f}"


def test_of_short_texts_a_book_says_why_it_has_none(tmp_path):
    report = load(tmp_path, [said("north", "A call."), said("south", "A visit.")])
    assert tables.lexical_diversity(report).reason.startswith("No text has 100 words")
