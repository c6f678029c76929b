"""Traditional and simplified Chinese."""

import csv
import gzip
import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts import paths
from readouts.__main__ import main
from readouts.corpus.document import Document
from readouts.engine.matching import Matcher
from readouts.engine.numbering import Stream
from readouts.text import han
from readouts.text.patterns import Pattern, match, parse
from shared import SHARED, needs_shared

with paths.HAN.open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
# One sentence in both scripts, written by hand.
PAIRS = [
    ("兩國元首就烏克蘭危機交換意見", "两国元首就乌克兰危机交换意见"),
    ("俄羅斯總統與習近平通電話", "俄罗斯总统与习近平通电话"),
    ("中國願意推動問題的妥善解決", "中国愿意推动问题的妥善解决"),
    ("後天在這裡簽署貿易協議", "后天在这里签署贸易协议"),
]


@pytest.mark.parametrize(("traditional", "simplified"), PAIRS)
def test_both_scripts_of_a_sentence_are_one(traditional, simplified):
    assert han.simplified(traditional) == simplified == han.simplified(simplified)
    assert han.script(Counter(traditional)) == "Hant"
    assert han.script(Counter(simplified)) == "Hans"


def test_the_table_goes_one_step():
    traditional = [row["traditional"] for row in ROWS]
    assert len(set(traditional)) == len(traditional) > 4000
    assert not {row["simplified"] for row in ROWS} & set(traditional)
    assert {row["simplified_only"] for row in ROWS} == {"yes", "no"}
    of_both = {row["simplified"] for row in ROWS if row["simplified_only"] == "no"}
    assert {"里", "后", "干", "台"} <= of_both
    assert not {"国", "会", "战"} & of_both


@given(st.text())
def test_a_text_keeps_its_length_and_is_folded_once(text):
    folded = han.simplified(text)
    assert len(folded) == len(text)
    assert han.simplified(folded) == folded


@given(st.text(alphabet=st.characters(max_codepoint=0x2FFF)))
def test_no_other_script_is_touched(text):
    assert han.simplified(text) == text
    assert han.script(Counter(text)) == ""


def test_a_text_that_mixes_both_scripts_is_of_neither():
    assert han.script(Counter("两国元首通电话，兩國元首通電話")) == ""
    assert han.script(Counter("两国元首通电话" * 20 + "國")) == "Hans"
    assert han.script(Counter("東京で会談が行われた")) == ""


@pytest.mark.parametrize("pattern", ["乌克兰危机", "烏克蘭危機"])
def test_a_pattern_matches_both_scripts(pattern):
    patterns = [Pattern("war", "zh", pattern, parse(pattern))]
    documents = [Document(name, text, "one", language="zh") for name, text in zip("ab", PAIRS[0])]
    found = []
    for document in documents:
        found += [document.text[one.start : one.end] for one in match(document.text, patterns)]
    assert found == ["烏克蘭危機", "乌克兰危机"]
    for compiled in (False, True):
        stream = Stream(documents, compiled)
        matcher = Matcher(patterns, stream.vocabulary, compiled)
        places = [part.places.tolist() for block in stream.blocks() for part in matcher.find(block)]
        assert sum(map(len, places)) == 2


@needs_shared
def test_simplified_texts_stay_as_they_are():
    with gzip.open(
        SHARED / "corpora" / "beijing_broadcasts.jsonl.gz", "rt", encoding="utf-8"
    ) as file:
        text = "".join(json.loads(line)["text"] for line in file)
    assert han.script(Counter(text)) == "Hans"
    changed = Counter(one for one in text if han.simplified(one) != one)
    assert not changed


@pytest.mark.parametrize("column", ["zh", "zh-Hant", ""])
def test_words_of_two_scripts_are_not_compared(tmp_path, capsys, column):
    file = tmp_path / "calls.csv"
    file.write_text(
        "side,language,text\n"
        + f"north,{column},{PAIRS[0][0]}\n"
        + f"south,{column and 'zh'},{PAIRS[0][1]}\n",
        encoding="utf-8",
    )
    code = main(["compare", str(file), "--target", "north", "--reference", "south"])
    told = capsys.readouterr()
    assert code != 0
    assert "traditional characters" in told.err
    assert "--frames" in told.err
    assert "inf" not in told.out


def test_a_book_has_a_list_of_words_for_each_script(tmp_path):
    from readouts.report import load

    file = tmp_path / "calls.csv"
    rows = [
        f"{side},2022-06-15,zh,{text * 3}"
        for side, text in (("north", PAIRS[0][0]), ("south", PAIRS[0][1]), ("west", PAIRS[1][1]))
    ]
    file.write_text("side,date,language,text\n" + "\n".join(rows) + "\n", encoding="utf-8")
    assert main(["create", str(tmp_path / "book"), "--corpus", str(file)]) == 0
    report = load(tmp_path / "book" / "data")
    lists = {
        vocabulary.language: [part.id for part in vocabulary.parts]
        for vocabulary in report.analysis.vocabularies
    }
    assert lists == {"zh-Hant": ["north"], "zh": ["south", "west"]}
    assert {pair.target.id for _, pair in report.analysis.pairs} <= {"south", "west"}
