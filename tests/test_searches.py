"""The searches for the like of a phrase: what is found near what, in which pages, and what is kept of it."""

import csv
import datetime
import gzip
import re

import pytest
from made_up import context, frame
from readouts import paths
from readouts.corpus import corpus
from readouts.report import fulltext, searches, settings
from readouts.report.reference.rules import Reference, Source
from shared import SHARED, needs_shared
from tables import rows_of

DATA = paths.DATA
SEARCHES = "search readout_id label first then between either_order document_frequency n_documents"
PLACES = "search address date start end"
DAY = datetime.date(2001, 5, 2)


def found(text: str, *search) -> list[str]:
    return [text[place.start : place.end] for place in searches.find(text, *search)]


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("steps to keep its old border", ["keep its old border"]),
        ("Keep the border; keep a quite other old border.", ["Keep the border"]),
        ("They keep. The border is old.", []),
        ("the border that they keep", []),
        ("keep, keep the border", ["keep, keep the border", "keep the border"]),
    ],
)
def test_the_second_stands_after_the_first_with_few_words_between_in_one_sentence(text, what):
    assert found(text, "keep*", "border", 2, False) == what


def test_in_either_order_the_nearest_counts_once():
    text = "lawful and timely actions, by law"
    assert found(text, "actions", "lawful; law", 2, True) == ["actions, by law"]
    assert found(text, "actions", "lawful", 2, True) == ["lawful and timely actions"]
    assert found(text, "actions", "lawful", 1, True) == []


def test_two_words_are_looked_for_as_one_phrase():
    """What stands between the two is counted, and nothing may stand inside either."""
    assert found("protect their national dignity and interests", "protect", "national interests", 3, False) == []  # fmt: skip
    assert found("protect all national interests", "protect", "national interests", 1, False) == [
        "protect all national interests"
    ]


@pytest.fixture
def folder(tmp_path):
    with gzip.open(tmp_path / "pages.csv.gz", "wt", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerows(
            [
                ("link", "date", "summary", "body"),
                ("b", "2001-05-01T08:00Z", "A speech.", "We keep the border. They keep the border."),
                ("a", "2001-04-30T08:00Z", "We keep the border.", "Nothing else."),
                ("a", "2001-04-30T08:00Z", "We keep the border.", "Nothing else."),
                ("c", "2001-05-02T08:00Z", "A call.", "They keep the border."),
            ]
        )  # fmt: skip
    return tmp_path


def tables(*rows):
    return {
        "readouts": frame("readout_id source event_date", ("call", "ministry", DAY)),
        "formula_searches": frame(SEARCHES, *rows),
        "formula_places": frame(PLACES, ("kept", "a", DAY, 0, 4)),
    }


REFERENCE = Reference(
    issuer="the ministry",
    sources={
        "pages": Source("pages.csv.gz", "ministry", "free", "link", ("summary", "body"), url="link")
    },
    strata={},
    main="",
    before="",
    other="",
    readouts={},
)
KEPT = ("kept", "call", "keeping the border", "keep*", "border", 1, False, 0, 1)
LOST = ("lost", "call", "losing it", "lose", "border", 1, True, 7, 1)


def test_earlier_pages_are_searched_each_once_in_the_order_of_their_days(folder):
    pages = searches.pages(folder, tables(KEPT), REFERENCE, "call")
    assert [(page.address, str(page.date)) for page in pages] == [
        ("a", "2001-04-30"),
        ("b", "2001-05-01"),
    ]
    assert pages[0].text == "We keep the border.\n\nNothing else.\n"


def test_counts_are_of_pages_and_places_are_all_kept(folder):
    made = searches.counts(folder, tables(KEPT, LOST), REFERENCE)
    table = made["formula_searches"]
    assert table[["document_frequency", "n_documents", "either_order"]].values.tolist() == [
        [2, 2, "false"],
        [0, 2, "true"],
    ]
    assert made["formula_places"][["search", "address", "start"]].values.tolist() == [
        ["kept", "a", 3],
        ["kept", "b", 14],
        ["kept", "b", 36],
    ]


def test_without_the_pages_nothing_is_counted(tmp_path):
    assert searches.counts(tmp_path, tables(KEPT), REFERENCE) == {}
    assert searches.counts(tmp_path, {}, REFERENCE) == {}
    assert searches.counts(tmp_path, tables(KEPT), None) == {}


def test_a_count_that_its_places_do_not_bear_and_a_pattern_that_is_none_are_faults():
    names = SEARCHES.split()
    rows = [{"": 2, **dict(zip(names, KEPT))}, {"": 3, **dict(zip(names, LOST))}]
    rows[0]["first"] = "(keep)"
    place = {"": 2, "search": "kept", "address": "a", "date": DAY, "start": 4, "end": 4}
    faults = searches.faults({"formula_searches": rows, "formula_places": [place]})
    assert [(fault.file, fault.row, fault.column) for fault in faults] == [
        ("formula_places.csv", 2, "end"),
        ("formula_searches.csv", 2, "document_frequency"),
        ("formula_searches.csv", 2, "first"),
        ("formula_searches.csv", 3, "document_frequency"),
    ]


def test_a_number_shows_the_page_and_the_characters_of_each_place():
    places = frame(PLACES, ("kept", "a", DAY, 3, 18), ("kept", "b", DAY, 14, 20), ("kept", "b", DAY, 36, 40))  # fmt: skip
    of = context(
        formula_searches=frame(SEARCHES, (*KEPT[:7], 2, 9), (*LOST[:7], 0, 9)),
        formula_places=places,
    )
    one, other = searches.findings(of)
    assert (one.id, one.value, one.denominator) == (
        "formulas-search-kept", 2, (9, "earlier pages")
    )  # fmt: skip
    assert [row.says for row in one.rows] == [
        "2 May 2001, characters 3 to 18 of a",
        "2 May 2001, characters 14 to 20 and 36 to 40 of b",
    ]
    assert (other.value, other.rows) == (0, ())


@needs_shared
def test_the_searches_of_this_book_are_what_the_program_finds():
    folder, data = SHARED / "corpora", corpus.load(DATA)
    made = searches.counts(folder, data.tables, settings.read(DATA).reference)
    for name, table in made.items():
        assert fulltext.as_csv(table) == (DATA / f"{name}.csv").read_text(encoding="utf-8"), name


@needs_shared
def test_the_searches_of_this_book_agree_with_expressions():
    """Another program: whole words by expressions, a sentence ending at any full stop."""
    csv.field_size_limit(10**9)
    with gzip.open(
        SHARED / "corpora" / "kremlin_en.csv.gz", "rt", encoding="utf-8", newline=""
    ) as file:
        pages = {row["link"]: row for row in csv.DictReader(file) if row["date"] < "2022-06-15"}
    word = r"[\s,]+[\w'’-]+"
    between = {number: rf"(?:{word}){{0,{number}}}?[\s,]+" for number in (0, 2, 3, 5)}
    looked_for = {
        "as-it-stands": rf"\bactions to protect{between[2]}national interests\b",
        "actions-interests": rf"\bactions?{between[5]}interests?\b",
        "protect-interests": rf"\b(?:protect|defend|safeguard|uphold|upheld)\w*{between[3]}national interests\b",
        "adjective-interests": r"\b(?:fundamental|core|key|vital|basic) national interests\b",
        "legitimate-actions": rf"\bactions?{between[5]}legitima\w*|\blegitima\w*{between[5]}actions?\b",
    }
    counted = {
        name: sum(
            bool(re.search(expression, f"{page['summary']}\n\n{page['body']}", re.I))
            for page in pages.values()
        )
        for name, expression in looked_for.items()
    }
    assert counted == {
        row["search"]: int(row["document_frequency"])
        for row in rows_of(DATA / "formula_searches.csv")
    }
    assert {row["n_documents"] for row in rows_of(DATA / "formula_searches.csv")} == {
        str(len(pages))
    }
