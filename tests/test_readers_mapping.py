"""Which column is what: by what the user says, by its name, by its cells."""

import csv

from made_files import documents, faults, guess
from readouts import readers
from readouts.corpus.document import Document


def test_what_is_named_is_taken_and_what_is_named_empty_is_not(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "text,summary,side,date,who\nLong.,Short.,north,no date,south\n", encoding="utf-8"
    )
    reading = documents(
        path,
        text=["summary", "text"],
        side="who",
        date="",
        event_is="call",
        language_is="en",
        completeness_is="excerpts",
    )
    assert reading == [Document("a-2", "Short.\n\nLong.", "south", None, "call", "en", "excerpts")]


def test_columns_that_are_not_there_are_all_named_at_once(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("words_of_it,who\nThey spoke.,north\n", encoding="utf-8")
    found = faults(path, text=["body"], side="sides", date="when")
    assert [(fault.row, fault.column, fault.found) for fault in found] == [
        (1, "", "no column of text among 'words_of_it', 'who'"),
        *(
            (1, name, f"no such column, for --{role}")
            for name, role in (("body", "text"), ("sides", "side"), ("when", "date"))
        ),
    ]
    (alone,) = faults(path)
    assert (
        alone.found == "no column of text among 'words_of_it', 'who'"
        and "'words_of_it'" in alone.expected
    )


def test_a_side_that_differs_in_every_row_is_no_side(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "text,source\n" + "".join(f"Text {n}.,https://example.org/{n}\n" for n in range(3)),
        encoding="utf-8",
    )
    reading = readers.read(path)
    assert {document.side for document in reading} == {""}
    assert any("'source' is not taken for the side" in line for line in reading.guess)


def test_a_text_cut_into_columns_is_whole_again(tmp_path):
    whole = ("They spoke of many things. " * 100)[:2500].strip()
    pieces = [whole[:1000], whole[1000:2000], whole[2000:]]
    path = tmp_path / "a.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(
            [f"article_full_text_{n}" for n in (1, 10, 2, 3)]
        )  # the order of the alphabet
        writer.writerow([pieces[0], "", pieces[1], pieces[2]])
        writer.writerow(["Short.", "", "", "NA"])
    assert [document.text for document in documents(path)] == [whole, "Short."]
    assert "cut at 1,000 characters" in guess(path)["text"]


def test_paragraphs_in_columns_stay_paragraphs(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("body_1,body_2,body_3\nOne.,,Three.\nA longer one.,Two.,\n", encoding="utf-8")
    assert [document.text for document in documents(path)] == [
        "One.\n\nThree.",
        "A longer one.\n\nTwo.",
    ]


def test_na_is_namibia_among_codes_of_countries(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,country\nOne.,RU\nTwo.,NA\nThree.,CN\n", encoding="utf-8")
    assert [document.side for document in documents(path)] == ["RU", "NA", "CN"]
    assert "NA (1)" in guess(path)["side"]


def test_a_column_of_numbers_is_no_text_and_one_of_hours_no_date(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "words,time,transcript\n325,19:00,They spoke.\n17,20:15,They spoke again.\n",
        encoding="utf-8",
    )
    assert [document.text for document in documents(path)] == ["They spoke.", "They spoke again."]
    assert (guess(path)["text"], guess(path)["date"]) == (
        "column 'transcript'",
        "not known (--date COLUMN)",
    )


def test_two_columns_that_are_joined_by_option_are_paragraphs_whatever_their_lengths(tmp_path):
    path = tmp_path / "a.csv"
    summary = "a" * 1500
    path.write_text(f"summary,body\n{summary},Text.\n{summary},Text two.\n", encoding="utf-8")
    assert documents(path, text=["summary", "body"])[0].text == f"{summary}\n\nText."
