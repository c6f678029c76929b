"""Keyword in context: the source as it stands around every match."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.corpus.codebook import Codebook
from readouts.text.coding import code
from readouts.text.concordance import COLUMNS, concordance
from readouts.text.patterns import Pattern, parse
from readouts.text.tokens import tokenize


def passages(*texts):
    return pd.DataFrame(
        {
            "segment_id": [f"s{number}" for number in range(len(texts))],
            "language": "en",
            "text": texts,
        }
    )


def test_a_line_by_hand():
    lines = concordance(
        passages("Settlement of the Ukraine\u00a0crisis – responsibly."), "ukraine crisis"
    )
    assert lines.to_dict("records") == [
        {
            "docname": "s0",
            "from": 4,
            "to": 5,
            "pre": "Settlement of the ",
            "keyword": "Ukraine\u00a0crisis",
            "post": " – responsibly.",
        }
    ]


def test_lines_come_in_the_order_of_the_segments_and_of_the_text():
    lines = concordance(passages("b a", "c", "a a"), "a")
    assert lines[["docname", "from"]].values.tolist() == [["s0", 2], ["s2", 1], ["s2", 2]]


def test_no_line_crosses_from_one_segment_to_the_next():
    assert concordance(passages("Ukraine", "crisis"), "Ukraine crisis").empty


def test_nothing_found_is_an_empty_table_with_its_columns():
    assert concordance(passages("peace"), "war").columns.to_list() == COLUMNS


@pytest.mark.parametrize("pattern", ["", "*", "(war", "war|peace"])
def test_what_is_no_pattern_is_refused(pattern):
    with pytest.raises(ValueError, match="word"):
        concordance(passages("war"), pattern)


def test_chinese_is_found_as_a_string():
    lines = concordance(
        passages("推动乌克兰危机得到妥善解决"), "危机"
    )  # "push for a proper settlement of the Ukraine crisis": "crisis"
    assert lines[["from", "to", "pre", "post"]].values.tolist() == [
        [6, 7, "推动乌克兰", "得到妥善解决"]
    ]


def test_a_pattern_is_cut_as_the_text_is():
    assert concordance(
        passages("military-technical ties"), "military-technical", split_hyphens=True
    )[["from", "to"]].values.tolist() == [[1, 2]]


@given(
    st.lists(st.text(alphabet="ab -,’", max_size=20), min_size=1, max_size=3),
    st.sampled_from(["a", "a*", "*b a", "a b", "a-b"]),
)
@settings(deadline=None, max_examples=100)
def test_a_line_is_its_segment_and_the_lines_are_the_coded_spans(texts, pattern):
    segments = passages(*texts)
    lines = concordance(segments, pattern)
    text = segments.set_index("segment_id")["text"]
    for line in lines.to_dict("records"):
        assert line["pre"] + line["keyword"] + line["post"] == text[line["docname"]]
        numbered = tokenize(text[line["docname"]])[line["from"] - 1 : line["to"]]
        start, end = len(line["pre"]), len(line["pre"] + line["keyword"])
        assert numbered[0].start <= start < numbered[0].end  # perhaps a part of that word
        assert numbered[-1].start < end <= numbered[-1].end
    codes = pd.DataFrame({"frame": ["f"], "code": ["c"]}, index=["c"])
    coded = code(segments, Codebook(codes, codes, (Pattern("c", "en", pattern, parse(pattern)),)))
    assert (
        coded[["segment_id", "keyword"]].values.tolist()
        == lines[["docname", "keyword"]].values.tolist()
    )
