"""One codebook for every function."""

import pandas as pd
import pytest
import readouts
from public_calls import codebook
from readouts.readers import codebook_file


@pytest.fixture
def codes(tmp_path):
    return codebook(tmp_path)


def test_one_codebook_for_every_function(codes):
    book = readouts.load_report().codebook
    ours = readouts.read_codebook("data")
    assert type(book) is type(ours) is readouts.Codebook
    assert ours.codes["definition"].to_dict() == book.codes["definition"].to_dict()
    assert {*ours.patterns} == {*book.patterns}
    passages = readouts.read("data")
    kinds = [book, "data", codebook_file.read_codebook("data")]
    assert len({len(readouts.code(passages, kind)) for kind in kinds}) == 1
    table = pd.read_csv(codes)
    typed = {"crisis": {"en": ["Ukrain* crisis", "crisis"], "zh": "危机"}, "sanctions": "sanction*"}
    for kind in (codes, str(codes), table, typed):
        assert list(readouts.read_codebook(kind).codes.index) == ["crisis", "sanctions"]
    with pytest.raises(ValueError, match="pattern 'a|b' of 'x'".replace("|", r"\|")):
        readouts.read_codebook({"x": "a|b"})
    with pytest.raises(TypeError, match="found int"):
        readouts.read_codebook(3)
