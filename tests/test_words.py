"""Words of each side against another count."""

import collections
import re

import pytest
from any_report import SHAPES, load, of_shape, said


@pytest.mark.parametrize("name", SHAPES)
def test_words_are_those_of_another_count(tmp_path, name):
    shape = of_shape(tmp_path, name)
    texts = collections.defaultdict(str)
    for segment in shape.corpus.segments.itertuples():
        texts[segment.side] += f"\n{segment.text}"
    for vocabulary in shape.analysis.vocabularies:
        for part in vocabulary.parts:
            own = " ".join(part.segments["text"])
            if own.isascii():
                plain = collections.Counter(re.findall(r"[a-z0-9]+(?:['-][a-z0-9]+)*", own.lower()))
                assert vocabulary.words[part.id][vocabulary.words[part.id] > 0].to_dict() == plain


def test_words_and_phrases_stand_by_the_sum_over_the_sides(tmp_path):
    one = "trade grew " * 3 + "peace holds " * 5
    documents = [said("North", one), said("South", "trade grew " * 3)]
    (vocabulary,) = load(tmp_path, documents).analysis.vocabularies
    assert vocabulary.words.loc[["trade", "peace"]].sum(axis=1).tolist() == [6, 5]
    order = [*vocabulary.words.index]
    assert order.index("trade") < order.index("peace")
    order = [*vocabulary.phrases.index]
    assert order.index("trade grew") < order.index("peace holds")
