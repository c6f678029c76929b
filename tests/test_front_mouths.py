"""In whose mouth sentences stand: worked by hand; what is confirmed and what is drafted are two sentences."""

import csv

import coded_book
import pytest
from coded_book import AB, AGREED, NOTED, SPOKE, STRESSED, WAR
from readouts import readers
from readouts.create import make
from readouts.report import front, front_mouths, load

READ = {
    SPOKE: {"speaker_confirmed": "Queen", "topics_confirmed": "none", **AB},
    STRESSED: {"speaker_confirmed": "Queen", "topics_confirmed": "peace", **AB},
    WAR: {"speaker_confirmed": "nobody", "topics_confirmed": "war", **AB},
    NOTED: {"speaker_confirmed": "King", "topics_confirmed": "war", **AB},
    AGREED: {"speaker_confirmed": "both", "topics_confirmed": "none", **AB},
}
ALL = (
    "Whose words the sentences are, as AB confirmed it: North’s account gives 2 to Queen (on peace), and none to King or both together; "
    "South’s account gives 1 to King (on war) and 1 to both together, and none to Queen."
)


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A function that makes the report of a small corpus, with a sheet that is filled in so."""
    folder = tmp_path_factory.mktemp("mouths")
    (folder / "codes.csv").write_text(coded_book.CODES)

    def make_book(name, cells, rows=coded_book.ROWS):
        with (folder / f"{name}.csv").open("w", newline="", encoding="utf-8") as file:
            csv.writer(file).writerows([("side", "event", "language", "text"), *rows])
        read = readers.read(folder / f"{name}.csv", further=True)
        make(folder / f"{name}-plain", read, codebook=folder / "codes.csv")
        sheet = coded_book.filled(
            folder / f"{name}-plain", folder / f"{name}-sheet.csv", cells, keep=READ
        )
        read = readers.read(folder / f"{name}.csv", further=True)
        make(folder / name, read, codebook=folder / "codes.csv", codings=[sheet])
        return load(folder / name / "data")

    return make_book


def said(report):
    of = front_mouths.confirmed(report.analysis), front_mouths.drafted(report.analysis)
    return [report.findings.fill(one) for one in of]


def test_what_a_person_confirmed_is_said_with_topics_and_to_whom_nothing_is_given(made):
    report = made("all", READ)
    assert said(report) == [ALL, ""]
    assert [report.findings.fill(one) for one in front.sentences(report.analysis)].count(ALL) == 1
    assert report.findings["front-spoken-north-queen"].spans == (
        ("north-call-1", 0, 16),
        ("north-call-1", 17, 36),
    )
    assert report.findings["front-spoken-north-queen"].note == "Confirmed by AB."


def test_what_nobody_confirmed_is_a_sentence_of_drafts_and_none_is_said_to_be_without(made):
    # The draft of every sentence is “Queen”.
    report = made("some", {NOTED: READ[NOTED]})
    assert said(report) == [
        "Whose words the sentences are, as AB confirmed it: South’s account gives 1 to King (on war).",
        "Whose words the sentences may be, by drafts that nobody has confirmed: North’s account gives 3 to Queen (on peace; war); South’s account gives 1 to Queen.",
    ]


def test_a_topic_that_is_but_drafted_is_not_said_of_a_confirmed_speaker(made):
    report = made("speaker", {NOTED: {"speaker_confirmed": "King", **AB}})
    assert said(report)[0].endswith("South’s account gives 1 to King.")


def test_in_another_language_nobody_is_missed(made):
    rows = [coded_book.ROWS[0], ("South", "call", "de", coded_book.ROWS[1][3])]
    found = said(made("languages", READ, rows))[0]
    assert "gives 2 to Queen" in found and "none to" not in found


def test_over_events_no_topics_are_named(made):
    rows = [*coded_book.ROWS, ("North", "visit", "en", "Peace."), ("South", "visit", "en", "War.")]
    found = said(made("events", READ, rows))
    assert "North’s accounts give 2 to Queen; South’s accounts give 1 to King" in found[0]
    assert " (on " not in " ".join(found)


def test_of_a_book_without_drafts_nothing_is_said(two_events):
    assert said(two_events) == ["", ""]


def test_one_who_asks_is_no_speaker_by_the_name_of_question(tmp_path):
    (tmp_path / "codes.csv").write_text("frame,code,pattern\nnaming,war,war\n")
    with (tmp_path / "calls.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([
            ("side", "event", "language", "text"),
            ("North", "call", "en", "Ada Oda: The ferry is late. Question: Is it?"),
            ("South", "call", "en", "President Ada Oda praised the ferry."),
        ])  # fmt: skip
    read = readers.read(tmp_path / "calls.csv", further=True)
    make(tmp_path / "book", read, codebook=tmp_path / "codes.csv")
    # Of no topic is anything said, where no sentence has one.
    assert said(load(tmp_path / "book" / "data"))[1].endswith(
        "North’s account gives 1 to Oda and 1 to whoever asks (“Question”); South’s account gives 1 to Oda."
    )
