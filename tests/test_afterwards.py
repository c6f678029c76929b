"""What was changed afterwards, in a created book: a table, a page and its numbers, where the corpus has versions of its pages."""

import pytest
from any_report import said
from readouts import create
from readouts.report import load, tables

CHANGE = {
    "document_id": "a",
    "url": "https://north.example/1",
    "part": "text",
    "kind": "altered",
    "before": "war",
    "after": "crisis",
    "left": "They spoke of the ",
    "right": ", at length",
    "paragraph_before": 2,
    "paragraph_after": 2,
    "seen_before": "2022-06-15T10:00:00+00:00",
    "seen_after": "2022-07-01T10:00:00+00:00",
    "sha256_before": "0" * 64,
    "sha256_after": "1" * 64,
    "archived_before": "",
    "archived_after": "",
    "note": "",
}
GONE = CHANGE | {
    "part": "page",
    "kind": "taken away",
    "before": "A talk",
    "after": "",
    "left": "",
    "right": "",
    "paragraph_before": None,
    "paragraph_after": None,
    "sha256_after": "",
    "note": "the address answers 404",
}
UNREAD = GONE | {"kind": "not compared", "before": "", "note": "no readout was found"}
DOCUMENTS = [
    said("North", "They spoke of the crisis, at length.")._replace(url="https://north.example/1"),
    said("South", "They spoke of peace."),
]


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    folder = tmp_path_factory.mktemp("created") / "book"
    create.make(folder, DOCUMENTS, changes=[CHANGE, GONE, UNREAD])
    return folder


def test_the_page_is_there_where_there_are_versions(book):
    assert "chapters/afterwards" in (book / "_toc.yml").read_text(encoding="utf-8")
    assert "tables.changes(book)" in (book / "chapters" / "afterwards.md").read_text(
        encoding="utf-8"
    )


def test_changes_are_counted_and_what_was_not_compared_is_none(book):
    report = load(book / "data")
    found = {
        name: report.findings[name].value for name in ("changes", "changes-pages", "changes-gone")
    }
    assert found == {"changes": 2, "changes-pages": 1, "changes-gone": 1}
    assert [row.says for row in report.findings["changes"].rows] == [
        "text, altered: “war” → “crisis”",
        "page, taken away: “A talk”",
    ]


def test_a_row_says_whose_page_where_and_between_which_days(book):
    data = tables.changes(load(book / "data")).data
    assert data["account"].tolist() == ["North, 2020-03-04"] * 3
    assert data["place"].tolist() == ["paragraph 2", "page", "page"]
    assert data["around"].tolist() == [
        "They spoke of the … , at length",
        "the address answers 404",
        "no readout was found",
    ]
    assert data["between"].tolist()[0] == "2022-06-15 and 2022-07-01"


def test_an_update_takes_the_changes_of_the_corpus(book):
    create.update(book, DOCUMENTS, changes=[CHANGE])
    assert load(book / "data").findings["changes"].value == 1
    create.update(book, DOCUMENTS)
    assert not (book / "chapters" / "afterwards.md").exists()
    assert "afterwards" not in (book / "_toc.yml").read_text(encoding="utf-8")
