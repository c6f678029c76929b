"""A table whose column says which of its rows are counted."""

from conftest import ROOT
from readouts import readers
from readouts.corpus import corpus
from readouts.text.tokens import tokenize
from tables import rows_of


def test_the_table_alone_and_its_folder_have_the_same_counted_words():
    words = [
        sum(len(tokenize(document.text)) for document in readers.read(path))
        for path in (ROOT / "data", ROOT / "data" / "segments.csv")
    ]
    assert words[0] == words[1] == corpus.load().segments["n_tokens"].sum()
    written = rows_of(ROOT / "data" / "segments.csv")
    assert [row["counted"] for row in written] == [
        "no" if row["quotation"] == "heading" else "yes" for row in written
    ]
