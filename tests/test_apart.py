"""Documents kept apart while they are counted: the same from every engine, and no more than there is room for."""

from collections import Counter

import numpy as np
import pytest
from readouts.corpus.document import Document
from readouts.engine import apart as module
from readouts.engine.apart import Apart, cluster_of
from readouts.engine.engine import opened
from readouts.text.tokens import tokenize

TEXTS = [
    "Peace, and talks.\nPeace talks again; peace.",
    "Peace and talks\n\n peace talks again. Peace!",
    "Peace and talks peace\ntalks again peace",
    "...",
    "Defence: defense.",
]


def documents():
    return [
        Document(f"d{number}", text, "ab"[number % 2], language="en", more=(("partner", "x"),))
        for number, text in enumerate(TEXTS)
    ]


def gathered(engine, **options):
    apart = Apart()
    counts = opened(documents(), engine).word_counts(apart=apart, **options)
    return counts, apart


@pytest.mark.parametrize("engine", ["plain", "numpy"])
def test_each_document_has_its_own_words(engine):
    counts, apart = gathered(engine)
    assert [document.document_id for document in apart.described] == ["d0", "d1", "d2", "d3", "d4"]
    assert {document.text for document in apart.described} == {""}
    found = [Counter() for _ in TEXTS]
    for document, form, frequency in zip(*(column.tolist() for column in apart.columns())):
        found[document][counts.forms[form]] += frequency
    expected = [Counter(token.form for token in tokenize(text)) for text in TEXTS]
    assert found == expected and apart.n_tokens == [each.total() for each in expected]


@pytest.mark.parametrize("engine", ["plain", "numpy"])
def test_texts_with_the_same_words_are_the_same_whatever_stands_between_them(engine):
    _, apart = gathered(engine)
    first, second, other, empty, last = apart.digests
    assert first == second  # capitals, stops and empty lines apart
    assert (
        len({first, other, empty, last}) == 4
    )  # a phrase of one goes over a line's end of the other


def test_where_words_are_reduced_they_are_kept_apart_too():
    pytest.importorskip("snowballstemmer")
    (plain, one), (numpy, other) = (
        gathered(engine, normalization="stem") for engine in ("plain", "numpy")
    )
    assert plain.forms == numpy.forms
    assert [one.digests.index(digest) for digest in one.digests] == [
        other.digests.index(digest) for digest in other.digests
    ]
    for mine, theirs in zip(one.columns(), other.columns()):
        np.testing.assert_array_equal(mine, theirs)


def test_parts_are_joined_in_their_order():
    _, whole = gathered("plain")
    joined = Apart()
    for document in documents():
        counts, part = Apart(), None
        part = opened([document], "plain").word_counts(apart=counts)
        joined.join(counts, np.array([FORMS.index(form) for form in part.forms], np.int32))
    assert joined.digests == whole.digests and joined.n_tokens == whole.n_tokens
    for one, other in zip(joined.columns(), whole.columns()):
        np.testing.assert_array_equal(one, other)


FORMS = list(gathered("plain")[0].forms)


def test_too_many_entries_are_not_kept_and_their_documents_are(monkeypatch):
    monkeypatch.setattr(module, "MOST", 6)
    _, apart = gathered("plain")
    assert not apart.entries and not len(apart.columns()[0]) and len(apart.described) == 5
    _, small = gathered("plain")
    other = Apart()
    other.join(small)
    assert not other.entries


def test_a_cluster_is_what_a_column_says():
    document = documents()[0]._replace(event="call")
    assert cluster_of(document, "partner") == "x" and cluster_of(document, "event") == "call"
    assert cluster_of(document, "date") == ""
    with pytest.raises(ValueError, match="clusters by colour: document d0 .*; there is partner"):
        cluster_of(document, "colour")
    with pytest.raises(ValueError, match="a --store keeps none"):
        cluster_of(document._replace(more=()), "partner")
