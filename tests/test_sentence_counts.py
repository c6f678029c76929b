"""Sentences counted by what coders say of them, by hand: what is confirmed and what is drafted are never one number."""

from dataclasses import replace

import coded_book
import pytest
from coded_book import AB, AGREED, NOTED, SPOKE, STRESSED, WAR
from readouts import readers
from readouts.create import make
from readouts.report import load, tables
from readouts.report.exhibits.codings import speakers
from readouts.report.sentence_counts import by_sentence, counts


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """A function that makes the report of the small corpus with sheets."""
    import csv

    folder = tmp_path_factory.mktemp("counted")
    (folder / "codes.csv").write_text(coded_book.CODES)
    with (folder / "calls.csv").open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows([("side", "event", "language", "text"), *coded_book.ROWS])

    def read():
        return readers.read(folder / "calls.csv", further=True)

    make(folder / "plain", read(), codebook=folder / "codes.csv")

    def make_book(name, *sheets):
        paths = [
            coded_book.filled(folder / "plain", folder / f"{name}{number}.csv", cells, blind=number > 0)
            for number, cells in enumerate(sheets)
        ]  # fmt: skip
        make(folder / name, read(), codebook=folder / "codes.csv", codings=paths)
        return load(folder / name / "data")

    return make_book


ONE = {
    **coded_book.FIRST,
    NOTED: {"speaker_confirmed": "King", "topics_confirmed": "none", **AB},
    AGREED: {"speaker_confirmed": "both", "topics_confirmed": "none", **AB},
}
CD = {"coder": "CD"}
TWO = {
    SPOKE: {"speaker_confirmed": "Queen", **CD},
    STRESSED: {"speaker_confirmed": "Queen", **CD},
    AGREED: {"topics_confirmed": "war", **CD},
}


@pytest.fixture(scope="module")
def one(made):
    """The report with a first coder's sheet alone."""
    return made("one", ONE)


@pytest.fixture(scope="module")
def two(made):
    """The report with both."""
    return made("two", ONE, TWO)


def numbers(report, name):
    found = counts(report.analysis.sentences, name)
    keys = {"spoken": ["speaker"], "on": ["topic"], "told": ["topic", "speaker"]}[name]
    return {
        (row["side"], *(row[key] for key in keys)): (len(row["confirmed"]), len(row["drafts"]))
        for row in found.to_dict("records")
    }


def test_speakers_are_counted_for_each_account_confirmed_and_drafts_apart(one):
    assert numbers(one, "spoken") == {
        ("North", "Queen"): (1, 1),  # one was confirmed, one only drafted
        ("North", "nobody"): (1, 0),
        ("South", "King"): (1, 0),
        ("South", "both"): (1, 0),
    }
    # The first sentence of the North was not judged for topics, and has no stretch; the war that the South's sentence names is none, as a person says.
    assert numbers(one, "on") == {("North", "peace"): (1, 0), ("North", "war"): (1, 0)}


def test_a_name_in_a_mouth_is_confirmed_only_where_both_are(one):
    assert numbers(one, "told") == {
        ("North", "peace", "nobody"): (1, 0),
        ("North", "war", "nobody"): (1, 0),
    }


def test_every_count_opens_its_sentences(one):
    table = one.analysis.sentences
    for row in counts(table, "spoken").to_dict("records"):
        found = one.findings[row["id"]], one.findings[f"{row['id']}-drafts"]
        assert [finding.spans for finding in found] == [row["confirmed"], row["drafts"]]
        assert found[0].denominator == ((table["account"] == row["account"]).sum(), "sentences of the account")  # fmt: skip
    assert one.findings["spoken-north__on__call-queen"].note == "Confirmed by AB."
    assert "nobody has confirmed, by rule rule 1" in one.findings["spoken-north__on__call-queen-drafts"].note  # fmt: skip


def test_what_a_reading_finds_absent_is_said_so_and_what_it_finds_is_not_alone(one, two):
    table = tables.sentence_topics(one).data.set_index("topic")
    assert list(table["others"]) == ["South: not stated, by the reading of AB"] * 2
    # By the patterns the North alone has peace, and the reading of the South's sentences confirms it.
    alone = one.analysis.unshared.set_index("code")
    assert "confirmed by AB, who read its sentences" in alone.at["peace", "others"]
    assert one.analysis.data.confirmed == {}
    assert "war" not in alone.index


def test_a_counterpart_is_one_of_the_sentence_and_not_of_the_topic(made):
    none = {"topics_confirmed": "none", **AB}
    cells = {
        SPOKE: none, NOTED: none, AGREED: none,
        STRESSED: {"topics_confirmed": "peace", "counterpart_confirmed": "none", **AB},
        WAR: {"topics_confirmed": "war", "counterpart_confirmed": NOTED, **AB},
    }  # fmt: skip
    table = tables.sentence_topics(made("counterparts", cells)).data.set_index("topic")
    assert list(table["others"]) == ["South: not stated, by the reading of AB"] * 2
    assert dict(table["nearest"]) == {
        "peace": "South: no counterpart of the sentence, by the reading of AB",
        "war": "South: counterpart of the sentence, by the reading of AB: The King noted the war.",
    }


def test_the_first_coders_word_counts_and_both_are_compared(two):
    assert numbers(two, "spoken")["North", "nobody"] == (1, 0)
    table = tables.coder_agreement(two).data
    row = table[table["variable"] == "speaker"].iloc[0]
    assert (row["n"], row["same"]) == (2, 1)
    assert "without sight of a draft: CD" in tables.coder_agreement(two).caption


def test_a_book_without_codings_has_none(two_events):
    assert two_events.analysis.sentences.empty
    assert not any(finding.id.startswith("judged-") for finding in two_events.findings)


def test_the_exports_say_whose_word_it_is(one):
    table = tables.sentence_speakers(one).published
    queen = table[table["speaker"] == "Queen"].iloc[0]
    assert (queen["coders"], queen["drafted_by"]) == ("AB", "rule rule 1")
    topics = made_by(one)
    assert topics <= {"", "AB", "pattern"}


def made_by(report):
    rows = tables.sentence_topics(report).published
    return {*rows["coders"], *rows["drafted_by"]}


def test_two_names_of_one_speaker_are_one(one):
    analysis = one.analysis
    names = replace(analysis.settings, speakers={"Queen": "the Sovereign", "King": "the Sovereign"})
    found = by_sentence(analysis.data, analysis.accounts, analysis.coded, names)
    assert counts(found, "spoken", "part")["speaker"].tolist() == ["the Sovereign", "nobody", "the Sovereign", "both"]  # fmt: skip


def test_a_row_is_a_sentence_and_has_no_number_of_another_table(one):
    assert "index" not in one.analysis.sentences.columns


def test_a_bar_of_a_speaker_opens_the_sentences_that_it_counts(one, monkeypatch):
    monkeypatch.setattr(speakers, "LEAST", 1)
    figure = speakers.sentences_by_speaker(one)
    several = one.analysis.sentences["event"].nunique() > 1
    links = {text.get_url() for text in figure.picture.axes[0].texts} - {None}
    assert bool(links) is not several and len(figure.picture.axes[0].texts) > 1
    assert all(link.removeprefix("finding:") in one.findings for link in links)
