"""Every corpus of ``../shared``, untouched: what is read of it, in counts."""

import datetime
import gzip
import json
import lzma
from collections import Counter
from itertools import islice

import pytest
from readouts import readers
from shared import SHARED, needs_shared

CORPORA = SHARED / "corpora"
pytestmark = needs_shared


def read(name, **mapping):
    reading = readers.read(CORPORA / name, **mapping)
    return reading, list(reading)


def test_pages_of_the_kremlin_in_english():
    reading, documents = read("kremlin_en.csv.gz", side_is="kremlin")
    assert len(documents) == 816 and {document.language for document in documents} == {"en"}
    assert (
        min(document.date for document in documents).year,
        max(document.date for document in documents),
    ) == (2021, datetime.date(2022, 6, 24))
    assert {
        "form: CSV, packed by gzip",
        "text: column 'body'",
        "title: column 'headline', such as 'BRICS+ meeting'",
    } <= set(reading.guess)
    assert reading.notices[0].startswith("1 row whose text another row has too")
    call = next(document for document in documents if document.url.endswith("/news/68658"))
    assert call.date == datetime.date(2022, 6, 15)
    summaries = read("kremlin_en.csv.gz", text=["summary", "body"])[1]
    # The same page, as the folder of readouts has it: its summary and its body.
    page = next(document for document in summaries if document.url == call.url).text
    assert (
        page.split()
        == (CORPORA / "readouts" / "2022-06-15_putin-xi_phone__kremlin__en.txt")
        .read_text(encoding="utf-8")
        .split()
    )


def test_pages_of_the_kremlin_in_russian():
    reading, documents = read("kremlin_ru.csv.gz", side_is="kremlin")
    assert len(documents) == 200 and {document.language for document in documents} == {"ru"}
    assert "encoding: UTF-8 with a byte order mark" in reading.guess
    assert (
        "text: columns 'article_full_text_1' to 'article_full_text_10' (10), joined without a break, since they are cut at 30,000 characters"
        in reading.guess
    )
    assert max(len(document.text) for document in documents) > 100_000
    # Announcements have no date of publication.
    assert sum(document.date is None for document in documents) == 9
    dates = {document.url: document.date for document in documents if document.date}
    assert dates == {
        document.url: document.date
        for document in read("kremlin_ru.csv.gz", date="raw_date")[1]
        if document.date
    }, "8 мая 2025 года is 2025-05-08"


def test_readouts_of_the_white_house():
    reading, documents = read("whitehouse_readouts.jsonl.gz", side_is="white-house")
    with gzip.open(CORPORA / "whitehouse_readouts.jsonl.gz", "rt", encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    assert len(documents) == len(rows) - 1 == 1411
    assert len({document.document_id for document in documents}) == 1411
    assert Counter(document.date.isoformat() for document in documents) == Counter(
        row["date"] for number, row in enumerate(rows, 1) if number != 822
    )
    assert [notice.split(":")[0] for notice in reading.notices[:2]] == [
        "1 row that an earlier row has already (same id or address, same text), left out",
        "1 row with the id of an earlier row and another text; the number of the row is added to the id",
    ]
    assert not any("</" in document.text or "&amp;" in document.text for document in documents)


def test_the_first_documents_of_the_white_house():
    reading = readers.read(CORPORA / "whitehouse_briefings.jsonl.xz", side_is="white-house")
    documents = list(islice(reading, 600))
    with lzma.open(CORPORA / "whitehouse_briefings.jsonl.xz", "rt", encoding="utf-8") as file:
        texts = {row["id"]: row["text"] for row in map(json.loads, islice(file, 700))}
    assert any("--markup markdown" in line for line in reading.guess)
    assert sum(document.text != texts[document.document_id].strip() for document in documents) > 100
    for document in documents:
        if "<" not in texts[document.document_id] and "&" not in texts[document.document_id]:
            assert document.text == texts[document.document_id].strip()


@pytest.mark.slow  # 21 million words
def test_all_documents_of_the_white_house():
    reading, documents = read("whitehouse_briefings.jsonl.xz", side_is="white-house")
    assert len(documents) == 14_396 - 4 - 50
    assert len({document.document_id for document in documents}) == len(documents)
    assert [notice.split(" row")[0] for notice in reading.notices] == [
        "4",
        "50",
        "10",
        "85",
        "3,416",
        "2",
    ]


def test_the_folder_of_readouts_and_its_manifest():
    reading, documents = read("readouts")
    assert reading.guess[0] == "form: 10 text files, described by manifest.csv"
    assert Counter((document.side, document.language) for document in documents) == {
        ("kremlin", "en"): 5,
        ("kremlin", "ru"): 1,
        ("whitehouse", "en"): 3,
        ("china-cctv", "zh"): 1,
    }
    assert Counter(document.event for document in documents)["2022-02-12_biden-putin_phone"] == 2
    assert {document.completeness for document in documents} == {"full"} and all(
        document.date and document.title and document.url for document in documents
    )
    for document in documents:
        assert (
            document.text
            == (CORPORA / "readouts" / f"{document.document_id}.txt")
            .read_text(encoding="utf-8")
            .replace("\u00a0", " ")
            .strip()
        )


def test_the_folder_of_readouts_by_the_names_of_its_files_alone(tmp_path):
    described = {document.document_id: document for document in read("readouts")[1]}
    for path in (CORPORA / "readouts").glob("*.txt"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    by_name = list(readers.read(tmp_path))
    assert len(by_name) == 10
    for document in by_name:
        same = described[document.document_id]
        assert (document.side, document.event, document.language) == (
            same.side,
            same.event,
            same.language,
        )
        assert document.event.startswith(document.date.isoformat())
