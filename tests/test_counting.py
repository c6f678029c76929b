"""Codes, spans and words counted in numbers."""

from collections import Counter
from hashlib import sha256

import pandas as pd
import pytest
from encoded import (
    FRAME_OF,
    LANGUAGES,
    as_table,
    coded_by_text,
    cut,
    documents,
    engines,
    patterns_of,
    quick,
    some_texts,
)
from hypothesis import given
from hypothesis import strategies as st
from readouts.engine import counting, numbering, plain
from readouts.engine.engine import Plain
from readouts.engine.numbering import Stream
from readouts.text.coding import code_frequency, words_covered
from readouts.text.frequency import frequency_list

pytestmark = pytest.mark.usefixtures("own_cache")


@given(st.lists(some_texts, min_size=1, max_size=4), patterns_of, st.integers(1, 40))
@quick
def test_code_counts_are_those_of_coding(texts, patterns, size):
    given_documents = documents(*texts, languages=LANGUAGES)
    coded, segments = coded_by_text(given_documents, patterns)
    expected = []
    for document in given_documents:
        own = segments[segments["document_id"] == document.document_id]
        mine = coded[coded["segment_id"].isin(own["segment_id"])]
        for level in ("code", "frame"):
            for name, frequency in code_frequency(mine[mine[level] != ""], level).items():
                expected.append(
                    (
                        document.document_id,
                        level,
                        name,
                        frequency,
                        words_covered(mine[mine[level] == name]),
                    )
                )
    for name, texts_of in engines(texts, size, languages=LANGUAGES).items():
        counted = list(texts_of.counted(patterns, FRAME_OF))
        assert [
            (document.document_id, *count) for document, _, counts in counted for count in counts
        ] == expected, name
        assert [sum(map(len, cut(document.text))) for document in given_documents] == [
            size.n_tokens for _, size, _ in counted
        ], name
        assert [len(cut(document.text)) for document in given_documents] == [
            size.n_segments for _, size, _ in counted
        ], name


@given(st.lists(some_texts, min_size=1, max_size=4), patterns_of, st.booleans())
@quick
def test_codes_are_the_counts_as_rows(texts, patterns, zeros):
    whole = Plain(documents(*texts, languages=LANGUAGES))
    found = {
        document.document_id: (document, *rest)
        for document, *rest in whole.counted(patterns, FRAME_OF)
    }
    expected = [
        (
            name,
            document.side,
            document.event,
            sha256(document.text.encode()).hexdigest(),
            size.n_tokens,
            *code,
        )
        for name, (document, size, counts) in found.items()
        for code in sorted(
            {
                (*one, 0, 0)
                for one in plain.names(FRAME_OF)
                if zeros and one not in {count[:2] for count in counts}
            }
            | set(counts)
        )
    ]
    codes = {code[6] for code in expected if code[5] == "code" and code[7]}
    for name, texts_of in engines(texts, 7, languages=LANGUAGES).items():
        seen: set[str] = set()
        assert (
            list(plain.rows(texts_of.codes(patterns, FRAME_OF, seen, None, zeros))) == expected
        ), name
        assert seen == codes, name


@given(st.lists(some_texts, min_size=1, max_size=4), patterns_of)
@quick
def test_spans_are_the_matches_as_rows(texts, patterns):
    for name, texts_of in engines(texts).items():
        seen = Counter()
        rows = list(plain.rows(texts_of.spans(patterns, FRAME_OF, seen)))
        matches = list(Plain(documents(*texts)).matches(patterns))
        assert rows == [
            (
                document.document_id,
                document.side,
                match.start,
                match.end,
                FRAME_OF[match.pattern.code],
                match.pattern.code,
                match.pattern.pattern,
                document.text[match.start : match.end],
            )
            for document, match in matches
        ], name
        assert +seen == Counter(match.pattern for _, match in matches), name


@given(st.lists(some_texts, min_size=1, max_size=5), st.integers(1, 40))
@quick
def test_word_counts_are_those_of_a_frequency_list(texts, size):
    given_documents = documents(*texts)
    for name, texts_of in engines(texts, size).items():
        counts = texts_of.word_counts()
        assert set(counts.sides) == {document.side for document in given_documents}
        for side, found in counts.sides.items():
            own = [document for document in given_documents if document.side == side]
            table = frequency_list(
                pd.DataFrame(
                    {
                        "segment_id": [document.document_id for document in own],
                        "text": [document.text for document in own],
                    }
                )
            )
            assert as_table(counts, side) == list(
                table[["ngram", "frequency", "document_frequency"]].itertuples(
                    index=False, name=None
                )
            ), name
            assert (found.n_tokens, found.n_documents, found.languages) == (
                int(table["frequency"].sum()),
                len(own),
                {"en"},
            ), name


@given(st.lists(some_texts, min_size=2, max_size=6), st.data())
@quick
def test_counts_of_parts_add_up(texts, data):
    stream = Stream(documents(*texts), False, 1)
    blocks = list(stream.blocks())
    at = data.draw(st.integers(0, len(blocks)))
    parts = [counting.tally(part, stream.vocabulary) for part in (blocks[:at], blocks[at:])]
    whole = counting.tally(blocks, stream.vocabulary)
    merged: dict[str, counting.Tally] = {}
    for side, own in (item for part in parts for item in part.items()):
        merged.setdefault(side, counting.Tally()).add(own)
    expected, found = (
        counting.word_counts(tallies, stream.vocabulary) for tallies in (whole, merged)
    )
    assert {side: as_table(expected, side) for side in whole} == {
        side: as_table(found, side) for side in merged
    }


@pytest.mark.parametrize("compiled", [False, True])
def test_words_are_counted_without_making_the_texts_again(compiled, monkeypatch):
    stream = Stream(documents("peace and war", "war again"), compiled)
    blocks = list(stream.blocks())
    monkeypatch.setattr(numbering.Block, "documents", property(lambda block: pytest.fail("texts")))
    counts = counting.word_counts(
        counting.tally(blocks, stream.vocabulary, compiled), stream.vocabulary
    )
    assert as_table(counts, "a") == [("and", 1, 1), ("peace", 1, 1), ("war", 1, 1)]
