"""Documents as numbers, for the tests of the engines: made-up texts and patterns, and the same by the definition."""

import pandas as pd
from hypothesis import settings
from hypothesis import strategies as st
from readouts.corpus.codebook import Codebook
from readouts.corpus.document import Document
from readouts.corpus.segments import LINE_BREAKS, paragraphs
from readouts.engine import numbering
from readouts.engine.engine import Encoded, Plain
from readouts.engine.numbering import CompiledEncoder, NumpyEncoder, Stream
from readouts.text.coding import code
from readouts.text.patterns import Pattern, words_of
from readouts.text.tokens import tokenize

ENCODERS = [NumpyEncoder, CompiledEncoder]


quick = settings(deadline=None, max_examples=60)


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


def pattern(text, code_name="c", language="en", options=(False, 0, "sentence")):
    return Pattern(code_name, language, text, words_of(text), *options)


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


some_words = st.sampled_from(
    [
        "a",
        "b",
        "aa",
        "Aa",
        "AB",
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
    st.tuples(some_words, st.sampled_from([" ", " ", ", ", " – ", "\n", ". ", "? ", "。"])).map(
        "".join
    ),
    max_size=14,
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
        st.tuples(
            st.sampled_from([False, False, True]),
            st.sampled_from([0, 0, 1, 2]),
            st.sampled_from(["sentence", "sentence", "clause", "paragraph"]),
        ),
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


def as_table(counts, side):
    rows = [
        (form, int(frequency), int(inside))
        for form, frequency, inside in zip(
            counts.forms, counts.sides[side].frequency, counts.sides[side].document_frequency
        )
        if frequency
    ]
    return sorted(rows, key=lambda row: (-row[1], row[0]))
