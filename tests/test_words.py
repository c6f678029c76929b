"""Words of each side against another count."""

import collections
import re

import pytest
from any_report import SHAPES, of_shape


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
