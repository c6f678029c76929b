"""The definition of what is counted and matched, by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts.corpus.document import Document
from readouts.engine import plain
from readouts.text.patterns import Index, Pattern, words_of


def pattern(text, code="c", language="en"):
    return Pattern(code, language, text, words_of(text))


def found(text, *patterns, language="en"):
    document = Document("a", text, language=language)
    return [
        (text[one.start : one.end], one.first, one.after, one.pattern.pattern)
        for one in plain.matches(document, plain.by_language(patterns)(language))
    ]


def test_a_match_knows_its_characters_and_its_words():
    assert found("They spoke of war, and\nof the war.", pattern("war")) == [
        ("war", 3, 4, "war"),
        ("war", 7, 8, "war"),
    ]


def test_nothing_crosses_from_one_paragraph_to_the_next():
    assert found("the Ukraine\ncrisis", pattern("ukraine crisis")) == []
    assert found("the Ukraine crisis", pattern("ukraine crisis"))[0][:3] == ("Ukraine crisis", 1, 3)


def test_patterns_are_looked_for_in_their_language_and_those_without_one_in_every():
    patterns = [pattern("war"), pattern("война", language="ru"), pattern("1945", language="")]
    assert [one[0] for one in found("war 1945 война", *patterns)] == ["war", "1945"]
    assert [one[0] for one in found("war 1945 война", *patterns, language="ru")] == [
        "1945",
        "война",
    ]
    assert [one[0] for one in found("war 1945", *patterns, language="en-GB")] == ["war", "1945"]


def test_an_index_is_made_once_for_a_language():
    index = plain.by_language([pattern("war")])
    assert index("en") is index("en-GB") and isinstance(index("en"), Index)


def test_sizes_count_segments_with_words():
    assert plain.size(Document("a", "One two.\n\n...\nThree.")) == (2, 3)
    assert plain.size(Document("a", "")) == (0, 0)


def test_a_stretch_of_several_patterns_of_one_code_counts_once():
    document = Document("a", "War, wars and peace.", language="en")
    patterns = [pattern("war", "war"), pattern("war*", "war"), pattern("peace", "hope")]
    matches = plain.matches(document, plain.by_language(patterns)("en"))
    counted = plain.code_counts(matches, {"war": "f", "hope": "f"})
    assert counted == [
        ("code", "hope", 1, 1),
        ("code", "war", 2, 2),
        ("frame", "f", 3, 3),
    ]


def test_words_that_stretches_share_are_covered_once():
    document = Document("a", "special military operation", language="en")
    patterns = [pattern("special military", "x"), pattern("military operation", "x")]
    matches = plain.matches(document, plain.by_language(patterns)("en"))
    assert plain.code_counts(matches, {"x": ""}) == [("code", "x", 2, 3)]  # and no frame


@pytest.mark.parametrize("size", [1, 2, 100])
def test_spans_are_columns_of_so_many_rows_at_a_time(monkeypatch, size):
    monkeypatch.setattr(plain, "AT_ONCE", size)
    documents = [Document(name, "war and war", "north", language="en") for name in "ab"]
    seen = plain.Counter()
    batches = list(plain.spans(documents, [pattern("war", "w")], {"w": "f"}, seen))
    assert [len(batch[0]) for batch in batches] == [min(size, 4)] * -(-4 // size)
    assert list(plain.rows(batches)) == [
        (name, "north", start, end, "f", "w", "war", "war")
        for name in "ab"
        for start, end in ((0, 3), (8, 11))
    ]
    assert list(seen.values()) == [4]


def test_words_of_each_side_by_hand():
    documents = [
        Document("a", "Peace, peace.\nWar.", "north", language="en"),
        Document("b", "Peace.", "north", language="en-GB"),
        Document("c", "Мир.", "south", language="ru"),
    ]
    counts = plain.word_counts(documents)
    north, south = counts.sides["north"], counts.sides["south"]
    of = dict(zip(counts.forms, zip(north.frequency, north.document_frequency)))
    assert of == {"peace": (3, 2), "war": (1, 1), "мир": (0, 0)}
    assert (north.n_tokens, north.n_documents, north.languages) == (4, 2, {"en", "en-GB"})
    assert (south.n_tokens, south.n_documents) == (1, 1)


def test_each_document_is_counted_with_its_size_and_its_codes():
    documents = [Document("a", "War.", language="en"), Document("b", "Peace.", language="en")]
    rows = list(plain.counted(documents, [pattern("war", "w")], {"w": "f"}))
    assert [(one.document_id, size, codes) for one, size, codes in rows] == [
        ("a", (1, 1), [("code", "w", 1, 1), ("frame", "f", 1, 1)]),
        ("b", (1, 1), []),
    ]


@given(st.lists(st.sampled_from(["war", "peace", "\n", "...", "мир"]), max_size=20))
def test_the_frequencies_of_words_add_up_to_the_size(words):
    document = Document("a", " ".join(words), "north", language="en")
    counts = plain.word_counts([document])
    assert sum(counts.sides["north"].frequency) == plain.size(document).n_tokens
    assert plain.size(document).n_tokens == sum(word.isalpha() for word in words)
