"""What is asked of a corpus, as rows: by hand, and the same over every engine."""

import datetime
import hashlib
from collections import Counter

import pytest
from readouts.corpus.datapackage import DataError, Fault
from readouts.corpus.document import Document
from readouts.engine import plain, queries
from readouts.engine.engine import opened
from readouts.engine.selection import Selection
from readouts.readers.codebook_file import CodebookFile
from readouts.text.patterns import Pattern, words_of

DAY = datetime.date(2031, 5, 4)
DOCUMENTS = [
    Document("a", "War and peace.\nThey spoke of the war.", "north", DAY, "call", "en"),
    Document("b", "Peace.", "north", None, "visit", "en", "excerpts"),
    Document("c", "Мир и мир.", "south", DAY, "call", "ru"),
]


def pattern(text, code, language="en"):
    return Pattern(code, language, text, words_of(text))


CODEBOOK = CodebookFile(
    {"war": "naming", "peace": "hope"},
    [pattern("war", "war"), pattern("peace", "peace"), pattern("мир", "peace", "ru")],
)


@pytest.fixture(params=["plain", "numpy"])
def texts(request):
    """Opens the documents anew: they are gone through once."""
    return lambda: opened(DOCUMENTS, request.param)


def sha256(text):
    return hashlib.sha256(text.encode()).hexdigest()


def test_a_summary_of_each_side_and_language():
    rows, fault = queries.summary(DOCUMENTS)
    assert fault is None
    assert [dict(zip(queries.SUMMARY, row)) for row in rows] == [
        {
            "side": "north",
            "language": "en",
            "documents": 2,
            "words": 9,
            "events": 2,
            "first_date": DAY,
            "last_date": DAY,
        },
        {
            "side": "south",
            "language": "ru",
            "documents": 1,
            "words": 3,
            "events": 1,
            "first_date": DAY,
            "last_date": DAY,
        },
    ]


def test_a_summary_of_what_could_be_read_comes_with_what_was_wrong():
    def torn():
        yield DOCUMENTS[0]
        raise DataError([Fault("a.csv", 3, "date", "'May'", "a date")])

    rows, fault = queries.summary(torn())
    assert [row[:3] for row in rows] == [("north", "en", 1)] and fault.faults[0].row == 3


def test_each_document_with_its_size_and_the_hash_of_its_text(texts):
    rows = [dict(zip(queries.DOCUMENTS, row)) for row in queries.documents(texts())]
    assert [row["document_id"] for row in rows] == ["a", "b", "c"]
    assert rows[0] == {
        "document_id": "a",
        "side": "north",
        "event": "call",
        "date": "2031-05-04",
        "language": "en",
        "completeness": "full",
        "n_characters": len(DOCUMENTS[0].text),
        "n_segments": 2,
        "n_tokens": 8,
        "sha256": sha256(DOCUMENTS[0].text),
    }
    assert rows[1]["date"] == "" and rows[1]["completeness"] == "excerpts"


def test_words_of_each_side_the_most_frequent_first(texts):
    rows = [dict(zip(queries.WORDS, row)) for row in queries.words(texts())]
    north = [row for row in rows if row["side"] == "north"]
    assert [(row["word"], row["frequency"], row["document_frequency"]) for row in north[:3]] == [
        ("peace", 2, 2),
        ("war", 2, 1),
        ("and", 1, 1),
    ]
    assert north[0]["n_tokens"] == 9 and north[0]["n_documents"] == 2
    assert north[0]["normalized_frequency"] == pytest.approx(2000 / 9)
    assert [row["word"] for row in rows if row["side"] == "south"] == ["мир", "и"]


def test_codes_of_each_document_and_zeros_where_they_are_asked_for(texts):
    rows = [dict(zip(plain.CODES, row)) for row in plain.rows(queries.codes(texts(), CODEBOOK))]
    told = [(row["document_id"], row["level"], row["name"], row["frequency"]) for row in rows]
    assert told == [
        ("a", "code", "peace", 1),
        ("a", "code", "war", 2),
        ("a", "frame", "hope", 1),
        ("a", "frame", "naming", 2),
        ("b", "code", "peace", 1),
        ("b", "frame", "hope", 1),
        ("c", "code", "peace", 2),
        ("c", "frame", "hope", 2),
    ]
    assert rows[0]["sha256"] == sha256(DOCUMENTS[0].text) and rows[0]["n_tokens"] == 8
    every = list(plain.rows(queries.codes(texts(), CODEBOOK, zeros=True)))
    assert len(every) == 3 * 4 and [row for row in every if row[-2]] == [
        tuple(row.values()) for row in rows
    ]


def test_lines_have_their_place_and_end_with_the_paragraph(texts):
    rows = list(queries.lines(texts(), pattern("war", "war"), context=5))
    assert [dict(zip(queries.LINES, row)) for row in rows] == [
        {
            "docname": "a",
            "from": 1,
            "to": 1,
            "pre": "",
            "keyword": "War",
            "post": " and ",
            "side": "north",
        },
        {
            "docname": "a",
            "from": 8,
            "to": 8,
            "pre": " the ",
            "keyword": "war",
            "post": ".",
            "side": "north",
        },
    ]
    whole = list(queries.lines(texts(), pattern("war", "war"), context=0))
    assert [row[3] + row[4] + row[5] for row in whole] == DOCUMENTS[0].text.split("\n")


def test_only_what_is_selected_is_given(texts):
    chosen = Selection([("side", "south")])
    assert [row[0] for row in queries.documents(texts(), chosen)] == ["c"]
    assert {row[0] for row in queries.words(texts(), Selection(sides=("north",)))} == {"north"}
    assert not list(queries.lines(texts(), pattern("war", "war"), Selection([("side", "south")])))


def test_what_exclusions_set_aside_is_listed_with_the_pattern_that_did(texts):
    patterns = [
        pattern(text, "war") for text in ("war", "peace", "!the war", "!and", "!peace spoke")
    ]
    codebook = CodebookFile({"war": "naming"}, patterns)
    rows = list(queries.excluded(texts(), codebook))
    assert [dict(zip(queries.EXCLUDED, row)) for row in rows] == [
        {
            "document_id": "a",
            "side": "north",
            "start": 33,
            "end": 36,
            "frame": "naming",
            "code": "war",
            "pattern": "war",
            "keyword": "war",
            "excluded_by": "!the war",
        }
    ]


def test_excluded_and_kept_are_all_matches(texts):
    looked_for = [pattern("war", "war"), pattern("peace*", "war"), pattern("war", "other")]
    both = [*looked_for, pattern("!war and peace", "war"), pattern("!of the war", "other")]
    frame_of = {"war": "", "other": ""}
    found = {
        name: {
            (document.document_id, match.start, match.pattern)
            for document, match in texts().matches(patterns)
        }
        for name, patterns in (("all", looked_for), ("kept", both))
    }
    excluded = list(queries.excluded(texts(), CodebookFile(frame_of, both)))
    assert len(excluded) == len(found["all"]) - len(found["kept"]) == 3
    assert {(row[0], row[2]) for row in excluded} == {
        place[:2] for place in found["all"] - found["kept"]
    }


def test_spans_and_counts_by_stance():
    given_documents = [
        Document("a", "No war, and the so-called peace. A war.", "north", DAY, "call", "en"),
        Document("b", "Peace.", "north", DAY, "call", "en"),
    ]
    every = {}
    for engine in ("plain", "numpy"):
        seen = Counter()
        rows = queries.spans_with_stance(opened(given_documents, engine), CODEBOOK, seen)
        assert [(row[0], *row[6:]) for row in rows] == [
            ("a", "war", "war", "negated"),
            ("a", "peace", "peace", "distanced"),
            ("a", "war", "war", "asserted"),
            ("b", "peace", "Peace", "asserted"),
        ]
        assert sorted(seen.values()) == [2, 2]
        for of_stance in ("", "asserted", "negated", "distanced"):
            texts = opened(given_documents, engine)
            rows = plain.rows(queries.codes(texts, CODEBOOK, of_stance=of_stance))
            counted = {(row[0], row[6]): row[7] for row in rows if row[5] == "code"}
            assert every.setdefault(of_stance, counted) == counted
    assert every[""] == {("a", "peace"): 1, ("a", "war"): 2, ("b", "peace"): 1}
    assert every["asserted"] == {("a", "war"): 1, ("b", "peace"): 1}
    assert every["negated"] == {("a", "war"): 1} and every["distanced"] == {("a", "peace"): 1}
