"""What the copies of sources become: files with a head, and evenings of a programme."""

import csv
import gzip
import hashlib
import json
import re

import pytest
from readouts import paths
from readouts.fetch import conversions
from readouts.report import settings
from shared import SHARED, needs_shared
from source_copies import evenings, markdown, records

OPENING = settings.read(paths.DATA).series.opening


def laid(folder, files):
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(content, encoding="utf-8", newline="")
    return [(name, folder / name) for name in sorted(files)]


def test_a_file_with_a_head_is_its_paragraphs_in_lines(tmp_path):
    text = "The two  spoke\nof trade.\n \n\t\nThey \\*agreed\\* \\#1; a \\\\ stays.\n\n---\n\nEnd."
    record = {"date": "2001-03-02", "url": "https://north.example/1", "text": text}
    files = laid(tmp_path, {"calls/2001-03/2001-03-02-a-readout.md": markdown(record)})
    assert records(conversions.markdown(files)) == [
        {
            "id": "2001-03-02-a-readout",
            "date": "2001-03-02",
            "category": "calls",
            "url": "https://north.example/1",
            "text": "The two spoke of trade.\n\nThey *agreed* #1; a \\\\ stays.\n\n---\n\nEnd.",
        }
    ]


@pytest.mark.parametrize("path", ["news/20010302.md", "news/2001/20010302.md"])
def test_an_evening_is_its_items(tmp_path, path):
    items = [
        {
            "path": path,
            "title": "甲国总统 来访",
            "url": "https://tv.example/1",
            "text": "甲国总统到访。\n\n双方会谈。",
        },
        {"path": path, "title": "2. 乙", "url": "https://tv.example/2", "text": "《丙》 第二条。"},
    ]
    files = laid(tmp_path, evenings(items))
    assert records(conversions.scripts(files, OPENING)) == [
        {"date": "2001-03-02"} | {key: item[key] for key in ("title", "url", "text")}
        for item in items
    ]


def test_an_item_may_have_no_text_and_no_address_and_a_summary_is_none(tmp_path):
    content = "# A\n\n## 新闻摘要\n\n1.甲；\n\n## 详细新闻\n\n### 甲\n\n\n\n### 乙\n\n<p>一。</p>\n\n[原文](https://tv.example/2)\n\n---\n\n(1)\n"
    files = laid(tmp_path, {"news/20010302.md": content, "news/readme.md": "### 丙\n\n丁\n"})
    assert records(conversions.scripts(files, re.compile("^x"))) == [
        {"date": "2001-03-02", "title": "甲", "url": "", "text": ""},
        {"date": "2001-03-02", "title": "乙", "url": "https://tv.example/2", "text": "一。"},
    ]


def test_one_file_is_as_it_is_and_more_are_refused(tmp_path):
    files = laid(tmp_path, {"a.csv": "day\r\n1\r\n", "b.csv": ""})
    assert conversions.one_file(files[:1]) == b"day\r\n1\r\n"
    with pytest.raises(ValueError):
        conversions.one_file(files)


@needs_shared
def test_the_raw_files_become_the_texts_that_were_counted():
    folder = SHARED / "source" / "whitehouse_markdown"
    files = sorted((path.name.replace("__", "/"), path) for path in folder.iterdir())
    made = {record["id"]: record for record in records(conversions.markdown(files))}
    with (SHARED / "facts" / "whitehouse_files.csv").open(encoding="utf-8") as file:
        known = {row["path"]: row for row in csv.DictReader(file)}
    assert len(files) == len(made) == 59
    for name, path in files:
        row = known[name]
        text = made[row["id"]]["text"].encode()
        assert hashlib.sha256(path.read_bytes()).hexdigest() == row["sha256_of_file"]
        assert hashlib.sha256(text).hexdigest() == row["sha256_of_text_in_corpus"]


@needs_shared
def test_evenings_in_the_form_of_the_copies_become_the_texts_that_were_counted(tmp_path):
    with gzip.open(
        SHARED / "corpora" / "beijing_broadcasts.jsonl.gz", "rt", encoding="utf-8"
    ) as file:
        items = [json.loads(line) for line in file]
    files = laid(
        tmp_path,
        evenings([item | {"path": item["taken_from"].rsplit(":", 1)[1]} for item in items]),
    )
    made = records(conversions.scripts(files, OPENING))
    found = {(hashlib.sha256(item["text"].encode()).hexdigest(), item["url"]) for item in made}
    assert found == {(item["sha256"], item["url"]) for item in items} and len(made) == 81
