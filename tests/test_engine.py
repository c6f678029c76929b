"""Documents encoded as numbers, counted and searched: held against the words themselves, by every engine."""

import csv
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from encoded import as_table, by_segment, documents, engines, pattern
from readouts import readers
from readouts.corpus.codebook import Codebook
from readouts.engine import engine, matching, plain
from readouts.engine.engine import Encoded, Plain, opened
from readouts.engine.numbering import Stream
from readouts.text.coding import code, code_frequency, spans
from readouts.text.concordance import concordance
from readouts.text.frequency import frequency_list
from readouts.text.patterns import Pattern, parse, words_of
from shared import SHARED, needs_shared

pytestmark = pytest.mark.usefixtures("own_cache")

# --- Words --------------------------------------------------------------------------


def test_only_the_documents_that_are_wanted_are_counted():
    for texts_of in engines(["a b", "a c", "a d", "b b"]).values():
        counts = texts_of.word_counts(
            lambda document: document.side == "a" and document.document_id != "d2"
        )
        assert set(counts.sides) == {"a"} and as_table(counts, "a") == [("a", 1, 1), ("b", 1, 1)]


@pytest.mark.parametrize("compiled", [False, True])
def test_documents_may_be_gone_through_more_than_once(compiled):
    texts_of = Encoded(Stream(documents("one two three", "four five three"), compiled))
    for side, words in (("a", "one two three"), ("b", "four five three"), ("a", "one two three")):
        counts = texts_of.word_counts(lambda document, side=side: document.side == side)
        assert [row[0] for row in as_table(counts, side)] == sorted(words.split())


# --- The choice of an engine ----------------------------------------------------------


@pytest.mark.parametrize(
    ("characters", "kind"),
    [(1000, "plain"), (engine.NUMPY_FROM + 1000, "numpy"), (engine.NUMBA_FROM + 1000, "numba")],
)
def test_the_engine_suits_the_size(characters, kind):
    text = "peace " * 100
    texts_of = opened(documents(*[text] * (characters // len(text) + 1)))
    assert (
        isinstance(texts_of, Plain)
        if kind == "plain"
        else texts_of._encoded.compiled == (kind == "numba")
    )
    assert texts_of.word_counts().sides["a"].frequency[0] == 100 * (
        (characters // len(text) + 2) // 2
    )


def test_without_numba_numpy_does_it(monkeypatch):
    monkeypatch.setattr(engine, "_numba_is_there", lambda: False)
    texts_of = opened(documents(*["peace " * 1000] * (engine.NUMBA_FROM // 5000)))
    assert not texts_of._encoded.compiled


# --- What people have -------------------------------------------------------------------

ROOT = Path(__file__).resolve().parents[1]
CORPORA = [
    "readouts",
    "whitehouse_readouts.jsonl.gz",
    "kremlin_en.csv.gz",
    "kremlin_ru.csv.gz",
    "whitehouse_briefings.jsonl.xz",
]


def of_corpus(name, most):
    given_documents = []
    try:
        for document in readers.read(SHARED / "corpora" / name):
            given_documents.append(
                document._replace(side=document.side or "abc"[len(given_documents) % 3])
            )
            if len(given_documents) == most:
                break
    except ValueError:  # what the corpus has that is wrong is told after the last document
        pass
    return given_documents


def own_patterns():
    """The project's codebook, and patterns that overlap all over."""
    with (ROOT / "data" / "patterns.csv").open(encoding="utf-8", newline="") as file:
        ours = [
            Pattern(row["code"], row["language"], row["pattern"], words_of(row["pattern"]))
            for row in csv.DictReader(file)
        ]
    more = [
        "of the",
        "the president of the",
        "president of",
        "*tion",
        "*ation",
        "secur*",
        "в *ой",
        "*ого",
        "国",
        "中国",
        "的",
    ]
    return ours + [Pattern("more", "", text, parse(text)) for text in more]


def same_by_all_engines(given_documents):
    patterns = own_patterns()
    frame_of = {one.code: one.code[:3] for one in patterns}
    expected = None
    for name in ("plain", "numpy", "numba"):
        matches = list(opened(given_documents, name).matches(patterns))
        counted = list(opened(given_documents, name).counted(patterns, frame_of))
        counts = opened(given_documents, name).word_counts()
        found = (
            matches,
            counted,
            list(counts.forms),
            {
                side: (list(map(int, of.frequency)), list(map(int, of.document_frequency)), of[2:])
                for side, of in counts.sides.items()
            },
        )
        expected = expected or found
        assert found == expected, name
    return expected


@needs_shared
@pytest.mark.parametrize("name", CORPORA)
def test_engines_agree_on_what_people_have(name):
    given_documents = of_corpus(name, 40)
    matches, *_ = same_by_all_engines(given_documents)
    assert len(given_documents) >= 10 and matches


@needs_shared
@pytest.mark.slow
@pytest.mark.parametrize("name", CORPORA[:4])
def test_engines_agree_on_whole_corpora(name):
    assert len(of_corpus(name, None)) >= 10
    same_by_all_engines(of_corpus(name, None))


@needs_shared
@pytest.mark.slow
def test_numpy_and_the_compiled_loops_agree_on_21_million_words():
    patterns = own_patterns()
    frame_of = {one.code: one.code[:3] for one in patterns}
    streams = [
        Stream(readers.read(SHARED / "corpora" / CORPORA[-1]), compiled)
        for compiled in (False, True)
    ]
    matchers = [
        matching.Matcher(patterns, stream.vocabulary, stream.compiled) for stream in streams
    ]
    words, found = 0, 0
    for ours, theirs in zip(*(stream.blocks() for stream in streams), strict=True):
        for name in ("ids", "starts", "bounds"):
            np.testing.assert_array_equal(getattr(ours, name), getattr(theirs, name))
        parts = [
            [np.concatenate(column) for column in zip(*matcher.find(block))]
            for matcher, block in zip(matchers, (ours, theirs))
        ]
        np.testing.assert_array_equal(parts[0], parts[1])
        words, found = words + np.count_nonzero(ours.ids), found + len(parts[0][0])
    assert streams[0].vocabulary.types == streams[1].vocabulary.types
    assert words > 20_000_000 and found > 500_000 and frame_of


@needs_shared
def test_the_faces_for_small_corpora_agree_with_the_archive():
    """`text.frequency`, `text.coding` and `text.concordance`, which the book uses, on the ten readouts."""
    given_documents = of_corpus("readouts", None)
    segments = by_segment(None, given_documents)
    patterns = own_patterns()
    codes = (
        pd.DataFrame([{"frame": one.code, "code": one.code} for one in patterns])
        .drop_duplicates("code")
        .set_index("code", drop=False)
    )
    coded = code(segments, Codebook(codes[["frame"]], codes, tuple(patterns)))
    for name in ("plain", "numpy", "numba"):
        rows = list(
            plain.rows(
                opened(given_documents, name).spans(
                    patterns, dict(zip(codes["code"], codes["frame"])), Counter()
                )
            )
        )
        assert [row[-2:] for row in rows] == list(zip(coded["pattern"], coded["keyword"]))
        counted = Counter()
        for _, _, counts in opened(given_documents, name).counted(
            patterns, dict(zip(codes["code"], codes["frame"]))
        ):
            counted.update(
                {count.name: count.frequency for count in counts if count.level == "code"}
            )
        assert counted == code_frequency(coded).to_dict() and counted.total() == len(spans(coded))
        english = [document for document in given_documents if document.language == "en"]
        counts = opened([document._replace(side="") for document in english], name).word_counts()
        whole = by_segment(None, english)
        table = frequency_list(whole)
        assert sorted(zip(counts.forms, map(int, counts.sides[""].frequency))) == sorted(
            zip(table["ngram"], table["frequency"])
        )
        lines = concordance(whole, "ukrain*")
        found = [
            match for _, match in opened(english, name).matches([pattern("ukrain*", language="")])
        ]
        assert (
            len(found) == len(lines)
            and [match.after - match.first for match in found]
            == (lines["to"] - lines["from"] + 1).to_list()
        )
