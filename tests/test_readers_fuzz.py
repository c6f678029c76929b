"""Whatever bytes a file has, a loader gives documents or says what is wrong; it never fails otherwise, and never hangs."""

import csv
import io
import json
import tempfile
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from readouts import readers
from readouts.corpus.document import Document
from readouts.readers.codebook_file import read_codebook
from readouts.readers.options import MISSING

patient = settings(max_examples=100, deadline=5000, suppress_health_check=[HealthCheck.too_slow])
# Pieces of which files are made, and bytes that do not belong there.
CSV = [
    b"text",
    b"side",
    b"date",
    b"id",
    b"language",
    b",",
    b";",
    b"\t",
    b"\n",
    b"\r\n",
    b"\r",
    b'"',
    b'""',
    b"They spoke.",
    b"2022-06-15",
    b"03/04/2022",
    b"north",
    b"NA",
    b"=1+1",
    b"\0",
    b"\xff",
    b"\xd0\xb4",
    b"\xef\xbb\xbf",
    "两国".encode("gb18030"),
    "Беседа".encode("cp1251"),
    b"<p>",
    b"&amp;",
    b"\xe2\x80\xae",
    b"\xed\xa0\x80",
]
JSON = [
    b"{",
    b"}",
    b"[",
    b"]",
    b'"text"',
    b'"side"',
    b'"date"',
    b'"id"',
    b":",
    b",",
    b"\n",
    b'"They spoke."',
    b'"2022-06-15"',
    b"20220615",
    b"null",
    b"true",
    b"NaN",
    b"1e999",
    b'"\\ud800"',
    b'"\\u0000"',
    b"\\",
    b'"',
    b"\xff",
    b"\0",
    b"\xd0\xb4",
    b" ",
    b'{"text": "A.", "side": "b"}\n',
    b'{"text": ["A.", "B."]}\n',
    b'{"text": {"a": 1}}\n',
]
CODES = [
    b"frame",
    b"code",
    b"language",
    b"pattern",
    b",",
    b"\n",
    b'"',
    b"naming",
    b"crisis",
    b"en",
    b"ru",
    b"Ukrain*",
    b"*",
    b"**",
    b"a*b*c",
    b"(",
    b"\xd0\xb4\xd0\xbe\xd0\xbc",
    "危机".encode(),
    b"-",
    b"'",
    b"\xff",
    b"\0",
    b"NA",
]


def pieces(of, start=b""):
    """Files of such pieces, and files of any bytes."""
    return st.lists(st.sampled_from(of), max_size=60).map(
        lambda parts: start + b"".join(parts)
    ) | st.binary(max_size=300)


def read(name, data, loader=lambda path: list(readers.read(path))):
    """What the loader gives for a file; None where it says that something is wrong."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        try:
            return loader(path)
        except ValueError as error:
            message = str(error)
            assert message and "Traceback" not in message and not isinstance(error, UnicodeError)
            message.encode("utf-8", "backslashreplace")
            return None


def check(documents):
    for document in documents or ():
        assert (
            isinstance(document, Document)
            and document.text.strip() == document.text != ""
            and document.document_id
        )
        for value in document:
            if isinstance(value, str):
                value.encode()
                assert "\0" not in value or value is not document.text
    assert documents is None or documents


@patient
@given(pieces(CSV) | pieces(CSV, b"text,side,date\n"))
def test_csv(data):
    check(read("a.csv", data))


@patient
@given(pieces(CSV, b"text\tside\n"))
def test_tsv(data):
    check(read("a.tsv", data))


@patient
@given(pieces(JSON) | pieces(JSON, b'{"text": "A.", "side": "b"}\n'))
def test_json_lines(data):
    check(read("a.jsonl", data))


@patient
@given(pieces(JSON, b'[{"text": "A."}') | pieces(JSON, b"["))
def test_json_arrays(data):
    check(read("a.json", data))


@patient
@given(pieces(CSV))
def test_text_and_markdown(data):
    check(read("a.txt", data))
    check(read("a.md", b"---\ntitle: a\n---\n" + data))


@patient
@given(
    pieces(
        [*CSV, b"title: ", b"- ", b"? ", b"&a ", b"*a", b"!!", b"{", b"[", b"|", b"> ", b"---\n"]
    )
)
def test_front_matter(data):
    check(read("a.md", b"---\n" + data + b"\n---\nThey spoke."))


@patient
@given(
    pieces(CODES)
    | pieces(CODES, b"frame,code,language,pattern\n")
    | pieces(CODES, b"code,pattern\ncrisis,crisis\n")
)
def test_codebooks_of_csv(data):
    codebook = read("codes.csv", data, read_codebook)
    if codebook is not None:
        assert codebook.patterns and all(
            pattern.words and pattern.code in codebook.codes for pattern in codebook.patterns
        )


@patient
@given(
    pieces(
        [*JSON, b'"code"', b'"pattern"', b'{"code": "a", "pattern": "b*"}\n'],
        b'{"code": "a", "pattern": "b"}\n',
    )
)
def test_codebooks_of_json_lines(data):
    codebook = read("codes.jsonl", data, read_codebook)
    assert codebook is None or codebook.patterns


MARKUP = [
    *(
        b"<TEI>",
        b"<text>",
        b"<body>",
        b"<p>",
        b"</p>",
        b'<u who="#A">',
        b"</u>",
        b"<!DOCTYPE a [",
        b"&a;",
    ),
    *(
        b"<text id='a'>",
        b"</text>",
        b"<g/>",
        b"# newdoc id = a",
        b"1\tThey\tthey",
        b"1-2\tdon't",
        b"\t",
        b"\n",
        b"\n\n",
    ),
    *(
        b"WEBVTT",
        b"00:01.000 --> 00:02.000",
        b"<v Anna>",
        b"NOTE",
        b"SMITH: ",
        b"1 of 2 DOCUMENTS",
        b"HD ",
        b"LP ",
    ),
    *(
        b"{\\rtf1",
        b"\\par ",
        b"\\'cf",
        b"{",
        b"}",
        b"They spoke.",
        "Беседа".encode("cp1251"),
        b"\xff",
        b"\0",
    ),
]


@pytest.mark.parametrize(
    "name", ["a.xml", "a.vrt", "a.conllu", "a.vtt", "a.srt", "a.txt", "a.rtf", "a.html"]
)
@patient
@given(data=pieces(MARKUP))
def test_forms_of_marked_texts(name, data):
    if name == "a.rtf":
        pytest.importorskip("striprtf")
    check(read(name, data))


@pytest.mark.parametrize("name", ["a.docx", "a.odt", "a.pdf", "a.zip", "a.tar"])
@patient
@given(data=st.binary(max_size=300))
def test_packed_documents(name, data):
    check(read(name, (b"%PDF" if "pdf" in name else b"PK\x03\x04") + data))


@pytest.mark.parametrize("name", ["a.xlsx", "a.parquet"])
@patient
@given(data=st.binary(max_size=300))
def test_workbooks_and_parquet(name, data):
    check(read(name, (b"PK\x03\x04" if "xlsx" in name else b"PAR1") + data))


words = st.text(
    st.characters(
        exclude_categories=["Cs", "Cc"],
        exclude_characters="<>&\u00a0\u202f\u2007\ufeff\ufffe\uffff",
    ),
    min_size=1,
    max_size=30,
).map(str.strip)
texts = (
    st.lists(words.filter(bool), min_size=1, max_size=5)
    .map("\n".join)
    .filter(lambda text: text not in MISSING)
)


@patient
@given(
    st.lists(
        # Years of this calendar: those of others are refused.
        st.tuples(
            texts,
            st.sampled_from(["north", "south"]),
            st.dates(date(1500, 1, 1), date(2199, 12, 31)),
        ),
        min_size=1,
        max_size=8,
        unique_by=lambda row: row[0],
    ),
    st.sampled_from(",;\t|"),
)
def test_what_is_written_is_read(rows, separator):
    """CSV with any separator, and JSON lines, in a round trip."""
    expected = [(text, side, date) for text, side, date in rows]
    table = io.StringIO(newline="")
    writer = csv.writer(table, delimiter=separator)
    writer.writerows(
        [("text", "side", "date"), *((text, side, date.isoformat()) for text, side, date in rows)]
    )
    lines = "".join(
        json.dumps({"text": text, "side": side, "date": date.isoformat()}, ensure_ascii=False)
        + "\n"
        for text, side, date in rows
    )
    for name, content in (
        ("a.csv", table.getvalue()),
        ("a.jsonl", lines),
        ("a.json", f"[{','.join(lines.splitlines())}]".replace("\u2028", "\\u2028")),
    ):
        found = read(name, content.encode())
        assert [(document.text, document.side, document.date) for document in found] == expected, (
            name
        )
