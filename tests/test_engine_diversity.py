"""Lexical diversity of documents: withheld, with its reason, where a text does not bear it."""

import pandas as pd
import readouts
from command_line import rows
from readouts.measures.diversity import LEAST, mtld

# 120 words, 40 of them different.
LONG = " ".join(f"w{number % 40}" for number in range(120))


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


def test_readability_is_of_english_texts_as_they_are_written():
    """120 words of 4 letters in 12 sentences: 5.88 * 4 - 29.6 * 0.1 - 15.8."""
    text = " ".join(["Talk went well that week, many more time have been."] * 12)
    table = pd.DataFrame(
        {"side": ["a"] * 3, "language": ["en", "ru", "en"], "text": [text, text, "Talk."]}
    )
    for form in ("none", "stem"):
        found = readouts.count(table, "diversity", normalization=form)
        assert found["coleman_liau"].round(6).fillna(-99).tolist() == [4.76, -99, -99]
        assert found["withheld_because"].tolist() == [
            "",
            "coleman_liau: a formula for English",
            "fewer than 100 words",
        ]


def test_the_words_are_reduced_as_is_asked():
    table = pd.DataFrame({"side": ["a"], "language": "en", "text": "talk talked talks " * 40})
    assert readouts.count(table, "diversity")["n_types"].item() == 3
    assert readouts.count(table, "diversity", normalization="stem")["n_types"].item() == 1
