"""Documents encoded as numbers, counted and searched: held against the words themselves, by every engine."""

import csv
import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts import readers
from readouts.corpus.codebook import Codebook
from readouts.corpus.document import Document
from readouts.corpus.segments import LINE_BREAKS, paragraphs
from readouts.engine import compiled, counting, engine, matching, numbering, plain
from readouts.engine.engine import Encoded, Plain, opened
from readouts.engine.numbering import CompiledEncoder, NumpyEncoder, Stream, Vocabulary
from readouts.text import tokens
from readouts.text.coding import code, code_frequency, spans, words_covered
from readouts.text.concordance import concordance
from readouts.text.frequency import frequency_list
from readouts.text.patterns import Index, Pattern, parse, part_matched, spellings, words_of
from readouts.text.tokens import tokenize
from shared import SHARED, needs_shared

ENCODERS = [NumpyEncoder, CompiledEncoder]
quick = settings(deadline=None, max_examples=60)


@pytest.fixture(autouse=True, scope="module")
def own_cache(tmp_path_factory):
    """Compiled loops are made anew for these tests, and kept where they leave nothing behind."""
    pytest.importorskip("numba", reason="numba is not installed (pip install 'readouts[fast]')")
    before = os.environ.get("READOUTS_CACHE")
    os.environ["READOUTS_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    yield
    os.environ.pop("READOUTS_CACHE") if before is None else os.environ.update(READOUTS_CACHE=before)


def documents(*texts, sides=("a", "b"), languages=("en",)):
    return [
        Document(
            f"d{number}",
            text,
            sides[number % len(sides)],
            language=languages[number % len(languages)],
        )
        for number, text in enumerate(texts)
    ]


def pattern(text, code_name="c", language="en"):
    return Pattern(code_name, language, text, words_of(text))


# Every kind of character that the tokeniser tells apart, of one, two, three and four bytes.
KINDS = [
    "a",
    "B",
    "é",
    "ы",
    "ß",
    "İ",
    "9",
    "Ｇ",
    "ﾊ",
    "危",
    "机",
    "\U00020000",
    "\U00010400",
    "\u0301",
    "\u094d",
    "\U0001e944",
    "'",
    "’",
    "ʼ",
    "-",
    "‐",
    "－",
    "\u00ad",
    "\u200b",
    "\ufe0f",
    "\U000e0100",
    " ",
    ".",
    "–",
    "_",
    "😀",
    "\x00",
    *LINE_BREAKS,
    "\r\n",
    "\ud800",
]
any_text = st.lists(st.one_of(st.sampled_from(KINDS), st.characters()), max_size=40).map("".join)


def as_words(block, vocabulary):
    """A block's documents as lists of segments of (form, start, end)."""
    found = []
    for first, after in zip(block.bounds, block.bounds[1:]):
        segments, segment = [], []
        for number, start in zip(block.ids[first:after], block.starts[first:after]):
            if number:
                segment.append(
                    (
                        vocabulary.forms[vocabulary.form_of[number]],
                        int(start),
                        int(start) + int(vocabulary.lengths[number]),
                    )
                )
            else:
                segments.append(segment)
                segment = []
        assert not segment  # every segment is closed
        found.append(segments)
    return found


def cut(text):
    """The same from the definition of a segment and of a word."""
    segments = (
        [
            (word.form, segment.start + word.start, segment.start + word.end)
            for word in tokenize(segment.text)
        ]
        for segment in paragraphs(text)
    )
    return [segment for segment in segments if segment]


# --- Encoding -----------------------------------------------------------------------


@pytest.mark.parametrize("encoder", ENCODERS)
@given(texts=st.lists(any_text, min_size=1, max_size=4))
@quick
def test_the_words_are_those_of_the_tokeniser(encoder, texts):
    vocabulary = Vocabulary()
    block = encoder(vocabulary).encode(documents(*texts))
    assert as_words(block, vocabulary) == [cut(text) for text in texts]


@given(st.lists(any_text, min_size=1, max_size=6), st.integers(1, 60))
@quick
def test_both_encoders_give_the_same_numbers_however_the_blocks_are_cut(texts, size):
    streams = [Stream(documents(*texts), compiled, size) for compiled in (False, True)]
    for ours, theirs in zip(*(stream.blocks() for stream in streams), strict=True):
        for name in ("ids", "starts", "bounds"):
            np.testing.assert_array_equal(getattr(ours, name), getattr(theirs, name))
        assert (ours.documents, ours.n_types) == (theirs.documents, theirs.n_types)
    ours, theirs = (stream.vocabulary for stream in streams)
    assert (ours.types, ours.forms, ours.form_of.tolist(), ours.lengths.tolist()) == (
        theirs.types,
        theirs.forms,
        theirs.form_of.tolist(),
        theirs.lengths.tolist(),
    )


def test_every_character_is_of_the_kind_that_the_tokeniser_takes_it_for():
    """Probes tell the kinds apart, each for all characters at once: every plane that has any, and some of the others."""
    codes = np.array(
        [
            *range(0x20000),
            *range(0x20000, 0x110000, 97),
            *range(0xE0000, 0xE0200),
            0x2FFFF,
            0x3FFFF,
            0x40000,
        ]
    )
    every = list(map(chr, codes))

    def words(probe):
        pieces = [probe.format(character) + " . " for character in every]
        starts = np.fromiter(
            (word.start() for word in tokens.word_expression().finditer("".join(pieces))), np.int64
        )
        return np.bincount(
            np.searchsorted(np.cumsum([len(piece) for piece in pieces]), starts, side="right"),
            minlength=len(every),
        )

    alone, doubled, joined, after_han = (
        words(probe) for probe in ("{0}", "{0}{0}", "a{0}b", "危{0}b")
    )
    twice, after_hyphen = (words(probe) for probe in ("a{0}{0}b", "a-{0}b"))
    expected = np.select(
        [doubled == 2, alone == 1, joined == 2, twice == 2, after_hyphen == 1],
        [numbering.HAN, numbering.LETTER, numbering.OTHER, numbering.JOINT, numbering.IGNORABLE],
        numbering.MARK,
    )
    expected[np.isin(codes, list(map(ord, LINE_BREAKS)))] = numbering.BREAK
    assert (after_han[expected == numbering.MARK] == 2).all() and (
        after_han[expected == numbering.LETTER] == 2
    ).all()
    wrong = np.flatnonzero(numbering.kinds()[codes] != expected)
    assert not wrong.size, [
        (hex(codes[place]), int(numbering.kinds()[codes[place]]), int(expected[place]))
        for place in wrong[:20]
    ]
    assert len(set(expected.tolist())) == 7


@pytest.mark.parametrize("encoder", ENCODERS)
def test_many_types_and_long_words_find_room(encoder):
    words = [f"w{number}" for number in range(70_000)] + [
        "x" * 2_000_000,
        "y" * 7,
        "y" * 8,
        "y" * 9,
        "y" * 16,
        "y" * 17,
        "危",
        "y" * 8 + "z",
        "y" * 7,
    ]
    random.Random(5).shuffle(words)
    vocabulary = Vocabulary()
    coder = encoder(vocabulary)
    for _ in range(2):  # the second time nothing is new
        (block,) = map(
            coder.encode, [documents(" ".join(words[:50_000]), "", " ".join(words[50_000:]))]
        )
        assert vocabulary.types[1:] == list(dict.fromkeys(words))
        assert [vocabulary.types[number] for number in block.ids if number] == words
    assert block.n_types == len(vocabulary.types) - 1


def test_a_table_of_types_survives_words_that_meet_in_it(monkeypatch):
    monkeypatch.setattr(numbering.secrets, "randbits", lambda bits: 0)
    words = [
        f"{first}{second}{third}"
        for first in "abcdefgh"
        for second in "ijklmnop" * 20
        for third in range(60)
    ]
    vocabulary = Vocabulary()
    block = CompiledEncoder(vocabulary).encode(documents(" ".join(words)))
    assert [vocabulary.types[number] for number in block.ids if number] == words


def test_no_document_and_no_word():
    for fast in (False, True):
        assert list(Stream([], fast).blocks()) == []
        (block,) = Stream(documents("", "...", "\n\n"), fast).blocks()
        assert len(block.ids) == 0 and block.bounds.tolist() == [0, 0, 0, 0]


# --- Patterns -----------------------------------------------------------------------

some_words = st.sampled_from(
    [
        "a",
        "b",
        "aa",
        "ab",
        "ba",
        "a-b",
        "b'a",
        "a’s",
        "l'a",
        "b-aa’s-a",
        "é\xad‐\u200ba",
        "non-a",
        "危",
        "机",
        "labour",
        "labor",
        "organised",
        "labor-b",
    ]
)
some_texts = st.lists(
    st.tuples(some_words, st.sampled_from([" ", ", ", " – ", "\n"])).map("".join), max_size=14
).map("".join)
written = st.lists(
    st.sampled_from(
        [
            "a",
            "b",
            "aa",
            "ab",
            "a*",
            "*a",
            "*b*",
            "a*b",
            "*a*b*",
            "a-b",
            "b*a",
            "labor*",
            "*ized",
            "*our",
        ]
    ),
    min_size=1,
    max_size=3,
).map(" ".join)
rows_written = st.tuples(st.sampled_from(["", "", "!"]), written).map(
    "".join
)  # one in three is an exclusion
patterns_of = st.lists(
    st.builds(
        pattern,
        rows_written,
        st.sampled_from(["one", "two", "none"]),
        st.sampled_from(["en", "ru", ""]),
    ),
    max_size=8,
    unique=True,
)
FRAME_OF = {"one": "f", "two": "f", "none": ""}
LANGUAGES = ["en", "en-GB", "ru", "", "zh"]


def engines(texts, size=numbering.BLOCK, **options):
    given_documents = documents(*texts, **options)
    return {
        "plain": Plain(given_documents),
        "numpy": Encoded(Stream(given_documents, False, size)),
        "numba": Encoded(Stream(given_documents, True, size)),
    }


def by_segment(texts, given_documents):
    """What `text.coding` takes: a row a paragraph, and where in its document it begins."""
    rows = [
        (
            f"{document.document_id}/{segment.start}",
            document.document_id,
            segment.start,
            document.language,
            segment.text,
        )
        for document in given_documents
        for segment in paragraphs(document.text)
    ]
    table = pd.DataFrame(rows, columns=["segment_id", "document_id", "offset", "language", "text"])
    return table.set_index("segment_id", drop=False).rename_axis(None)


def coded_by_text(given_documents, patterns):
    segments = by_segment(None, given_documents)
    codes = pd.DataFrame(
        [{"frame": frame, "code": name} for name, frame in FRAME_OF.items()]
    ).set_index("code", drop=False)
    return code(segments, Codebook(codes[["frame"]], codes, tuple(patterns))), segments


@given(some_texts, patterns_of)
@quick
def test_a_form_is_matched_by_the_words_that_match_it(text, patterns):
    index = Index(patterns)
    forms = sorted({token.form for token in tokenize(text)})
    spelt, owners = spellings(forms)
    assert {place for place, form in enumerate(forms) if index.words_matching(form)} <= {
        owners[place] for place in index.candidates(spelt)
    }
    for form in forms:
        assert [(index.words[one], index.roles[one]) for one in index.words_matching(form)] == [
            (word, role)
            for word, role in zip(index.words, index.roles)
            if part_matched(word, form, *role)
        ]


@given(st.lists(some_texts, min_size=1, max_size=4), patterns_of, st.integers(1, 40))
@quick
def test_matches_are_those_of_coding(texts, patterns, size):
    found = {}
    for name, texts_of in engines(texts, size, languages=LANGUAGES).items():
        found[name] = list(texts_of.matches(patterns))
    coded, segments = coded_by_text(documents(*texts, languages=LANGUAGES), patterns)
    expected = [
        (
            segments.at[row.segment_id, "document_id"],
            row.start + segments.at[row.segment_id, "offset"],
            row.end + segments.at[row.segment_id, "offset"],
            row.code,
            row.pattern,
            row.keyword,
        )
        for row in coded.itertuples()
    ]
    assert [
        (
            document.document_id,
            match.start,
            match.end,
            match.pattern.code,
            match.pattern.pattern,
            document.text[match.start : match.end],
        )
        for document, match in found["plain"]
    ] == expected
    assert found["numpy"] == found["plain"] and found["numba"] == found["plain"]


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


def test_matches_are_handed_on_in_parts_of_bounded_size(monkeypatch):
    monkeypatch.setattr(matching, "ROOM", 50)
    texts = ["a b a a b " * 40, "b a " * 30]
    patterns = [
        pattern(text, f"c{number}")
        for number, text in enumerate(
            ["a", "a*", "*a", "a b", "* a*".replace("* ", "b "), "a b a", "b"]
        )
    ]
    expected = list(Plain(documents(*texts)).matches(patterns))
    for fast in (False, True):
        stream = Stream(documents(*texts), fast)
        matcher = matching.Matcher(patterns, stream.vocabulary, fast)
        found, block = [], next(iter(stream.blocks()))
        for part in matcher.find(block):
            assert len(part.places) <= 50 * len(patterns)
            found += counting.matches(block, part, matcher, stream.vocabulary.lengths)
        assert found == expected


def test_exclusions_reach_over_the_edges_of_parts(monkeypatch):
    monkeypatch.setattr(matching, "ROOM", 3)
    texts = ["a b a a b b a b " * 20, "b a b b " * 9]
    patterns = [
        pattern("a b"),
        pattern("b a", "d"),
        pattern("b"),
        pattern("!b a b b"),
        pattern("!a a", "d"),
    ]
    expected = list(Plain(documents(*texts)).matches(patterns))
    assert 0 < len(expected) < len(list(Plain(documents(*texts)).matches(patterns[:3])))
    for fast in (False, True):
        stream = Stream(documents(*texts), fast)
        matcher = matching.Matcher(patterns, stream.vocabulary, fast)
        block = next(iter(stream.blocks()))
        assert [
            match
            for part in matcher.find(block)
            for match in counting.matches(block, part, matcher, stream.vocabulary.lengths)
        ] == expected


def test_a_codebook_made_to_be_slow_takes_bounded_time():
    hostile = [
        pattern(
            "*".join("abcdefgh"[number % 8] for number in range(first, first + 9)) + "*",
            f"c{first}",
        )
        for first in range(8)
    ]
    hostile += [
        pattern(f"*{first}*{second}*", "c")
        for first in "abcdefghijklmnopqrstuvwxyz"
        for second in "abcdefghijklmnopqrstuvwxyz"
    ]
    text = " ".join(["abcdefgh" * 2000, *("abcdefghijklm"[place:] * 3 for place in range(13))])
    codes = {one.code: "" for one in hostile}
    answers = [
        [counts for _, _, counts in texts_of.counted(hostile, codes)]
        for texts_of in engines([text]).values()
    ]
    assert answers[0] == answers[1] == answers[2] and answers[0][0]


# --- Words --------------------------------------------------------------------------


def as_table(counts, side):
    rows = [
        (form, int(frequency), int(inside))
        for form, frequency, inside in zip(
            counts.forms, counts.sides[side].frequency, counts.sides[side].document_frequency
        )
        if frequency
    ]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


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
    merged = {
        side: parts[0].get(side, counting.Tally()) + parts[1].get(side, counting.Tally())
        for side in parts[0] | parts[1]
    }
    expected, found = (
        counting.word_counts(tallies, stream.vocabulary) for tallies in (whole, merged)
    )
    assert {side: as_table(expected, side) for side in whole} == {
        side: as_table(found, side) for side in merged
    }


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


# --- The compiled loops -------------------------------------------------------------


def test_ctrl_c_waits_while_llvm_is_at_work_and_is_not_lost():
    done = []
    with pytest.raises(KeyboardInterrupt), compiled._uninterrupted():
        signal.raise_signal(signal.SIGINT)
        done.append(True)
    assert done and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    with pytest.raises(ValueError, match="a fault"), compiled._uninterrupted():
        raise ValueError("a fault")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_loops_are_loaded_in_any_thread():
    thread = threading.Thread(target=lambda: found.append(compiled.functions.__wrapped__()))
    found = []
    thread.start()
    thread.join()
    assert found[0].keys() == compiled.functions().keys()


@pytest.mark.parametrize("seconds", [0.5, 1, 2, 4])
def test_ctrl_c_ends_a_command_that_compiles_its_loops(tmp_path, seconds):
    """Whatever LLVM is at: loops are compiled anew here, as the cache is empty."""
    code = "from readouts.engine import compiled\nprint('begun', flush=True)\ncompiled.functions()\nimport time\ntime.sleep(60)"
    child = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"READOUTS_CACHE": str(tmp_path)},
    )
    try:
        assert child.stdout.readline() == b"begun\n"
        time.sleep(seconds)
        child.send_signal(signal.SIGINT)
        _, told = child.communicate(timeout=50)
    finally:
        child.kill()
        child.wait()
    assert (
        child.returncode == -signal.SIGINT
        and told.endswith(b"KeyboardInterrupt\n")
        and b"ignored" not in told
    )


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
