"""A series of other parties, in small: items of a bulletin on the meetings of a duke and a doge."""

import datetime

import pandas as pd
import pytest
from readouts import paths
from readouts.corpus import codebook
from readouts.corpus.corpus import Corpus
from readouts.corpus.datapackage import DataError
from readouts.report import settings, yaml_data
from readouts.report.context import Context
from readouts.report.naming import course_findings, names, series
from readouts.report.naming.rules import Series
from readouts.report.settings import Settings
from small_reference import codebook_tables
from test_no_party import PARTY

RULES = """
tables: bulletin
side: doge
other: duke
language: it
adjective: Italian
called: the Doge’s series
programme: the Doge’s bulletin
parties: the Duke and the Doge
years: 1601 to 1602
about: the Duke
unit: letters
copies: https://bulletin.example
opening: '^Bulletin: '
characters: '[a-z]'
set_apart: '"[^"]*"'
day: '(?:(\\d+)/)?(\\d+)\\.'
kinds:
  meeting: {label: meeting, title: '^The Doge meets the Duke$', together: true}
  letter: {label: letter, title: letter}
frame: peace
what: the quarrel
this: this quarrel
names: {treaty: [lite], truce: [tregua, pausa]}
apart: {code: truce, label: “truce”, drawn: “truce” (apart)}
drawn: {quarrel: [treaty], truce: [truce]}
"""
DAY = datetime.date
TEXTS = {
    "a": "Bulletin: On 3/2. they met; la lite, una tregua.",
    "b": "Bulletin: On 9. they met again; pausa.",
    "c": "Bulletin: a letter of the lite.",
}
TITLES = {
    "a": "The Doge meets the Duke",
    "b": "The Doge meets the Duke",
    "c": "A letter to the Duke",
}


@pytest.fixture
def rules(tmp_path):
    (tmp_path / "series.yml").write_text(RULES, encoding="utf-8")
    return settings.read(tmp_path).series


@pytest.fixture
def tables():
    """Before anything is counted: the items' dates, and which strings are wanted."""
    items = pd.DataFrame(
        [
            ("i1", DAY(1601, 3, 3), "a"),
            ("i2", DAY(1601, 4, 10), "b"),
            ("i3", DAY(1601, 4, 20), "c"),
        ],
        columns=["item", "broadcast_date", "sha256"],
    ).assign(kind="", event_date="", n_hanzi=0, url="https://bulletin.example/1", copy="")
    events = [(DAY(1601, 3, 2), "meeting", "Padua"), (DAY(1601, 4, 9), "telephone", "")]
    return codebook_tables() | {
        "bulletin_items": items,
        "bulletin_item_terms": pd.DataFrame(columns=["item", "term", "frequency", "inside"]),
        "bulletin_strings": pd.DataFrame(
            [("lite", "quarrel", True, True, None), ("pausa", "pause", False, True, None)],
            columns=["term", "english", "in_terms", "in_series", "inside"],
        ),
        "naming_stretches": pd.DataFrame(
            [("i1", 35, "lite", "this quarrel")], columns=["item", "start", "term", "of"]
        ),
        "events": pd.DataFrame(events, columns=["date", "form", "place"]),
        "readouts": pd.DataFrame(
            [("r", DAY(1601, 3, 2), "it", 33, "Doge", "doge", "full")],
            columns=[
                "readout_id",
                "event_date",
                "language",
                "size",
                "issuer",
                "side",
                "completeness",
            ],
        ).assign(date=DAY(1601, 3, 2)),
    }


def test_the_rules_are_read(rules):
    assert rules.kind("The Doge meets the Duke") == "meeting"
    assert rules.together == ("meeting",) and rules.name_of["pausa"] == "truce"
    assert (rules.table("items"), rules.file("items")) == ("bulletin_items", "bulletin_items.csv")
    with pytest.raises(ValueError, match="found none of the patterns"):
        rules.kind("A feast")


def test_a_day_a_length_and_an_occurrence(rules):
    assert series.contact_day(rules, "On 12/28. they", DAY(1602, 1, 2)) == DAY(1601, 12, 28)
    with pytest.raises(ValueError, match="found no day"):
        series.contact_day(rules, "They met.", DAY(1602, 1, 2))
    assert series.length(rules, "Bulletin: 3 lite.") == 4
    assert series.occurrences(rules, 'lite, "la lite", politezza', "lite") == (3, 1)


def test_the_tables_are_made_by_the_rules(rules, tables):
    made = dict(series.counts(rules, tables, TEXTS, TITLES))
    assert list(made) == [
        "bulletin_items",
        "bulletin_item_terms",
        "bulletin_terms",
        "bulletin_series",
        "naming_stretches",
    ]
    items = made["bulletin_items"]
    assert items["kind"].to_list() == ["meeting", "meeting", "letter"]
    assert items["event_date"].to_list() == [DAY(1601, 3, 2), DAY(1601, 4, 9), ""]
    table = made["bulletin_series"]
    assert table[["contact", "term", "frequency"]].values.tolist() == [
        ["padua", "lite", 1],
        ["padua", "pausa", 0],
        ["phone", "lite", 0],
        ["phone", "pausa", 1],
    ]
    # What nobody has read has an empty cell.
    stretches = made["naming_stretches"]
    assert stretches["term"].to_list() == ["lite", "tregua", "pausa"]
    assert stretches["of"].to_list() == [
        "this quarrel" if TEXTS["a"].index("lite") == 35 else "",
        "",
        "",
    ]


def test_the_findings_name_these_parties_and_no_others(rules, tables):
    made = tables | dict(series.counts(rules, tables, TEXTS, TITLES))
    made["bulletin_items"]["event_date"] = made["bulletin_items"]["event_date"].replace("", None)
    months = [("1601-02", "lite", 1, 1, 9), ("1601-03", "lite", 2, 2, 9), ("1601-04", "lite", 1, 1, 9)]  # fmt: skip
    made["bulletin_months"] = pd.DataFrame(
        months, columns=["month", "term", "item_frequency", "frequency", "n_items"]
    )
    empty = pd.DataFrame(columns=["segment_id", "readout_id", "text"])
    context = Context(
        Corpus(empty, empty, made), codebook.load(made), pd.DataFrame(), Settings(series=rules)
    )
    found = {finding.id: finding for finding in names.findings(context)}
    assert not [
        finding
        for finding in found.values()
        if PARTY.search(f"{finding.id} {finding.label} {finding.note}")
        or "hin" in finding.id.split("-")[0]
    ]
    assert found["italian-contacts"].value == 2
    assert (
        found["italian-contacts"].label
        == "contacts of the Duke and the Doge on which there are items"
    )
    assert found["contacts-with-lite"].value == 1
    assert found["programme-items"].value == 27
    assert found["programme-contact-items"].value == 2
    assert found["stretches-all"].value == 3


def test_the_first_and_the_last_contacts_that_have_a_string_are_told(rules):
    # Of nine contacts the first two, the fifth and the eighth have it.
    table = pd.DataFrame(
        [
            (DAY(1601, 1, day), "padua", "lite", {1: 4, 2: 1, 5: 1, 8: 2}.get(day, 0))
            for day in range(1, 10)
        ],
        columns=["event_date", "contact", "term", "frequency"],
    )
    empty = pd.DataFrame(columns=["segment_id", "readout_id", "text"])
    corpus = Corpus(empty, empty, {rules.table("series"): table})
    context = Context(corpus, None, pd.DataFrame(), Settings(series=rules))
    found = {one.id: one for one in course_findings.findings(context)}
    first, last = (found[f"reference-{end}-3-lite"] for end in ("first", "last"))
    assert (first.value, first.denominator) == (2, (3, "contacts"))
    assert [(row.key, row.says) for row in first.rows] == [
        ("1 January 1601, padua", "lite × 4"),
        ("2 January 1601, padua", "lite × 1"),
    ]
    assert [(row.key, row.says) for row in last.rows] == [("8 January 1601, padua", "lite × 2")]
    # In 36 of the 126 orders both ends have as many: 27 with one each, 9 with two each.
    for kind in ("p", "holm"):
        assert found[f"reference-course-{kind}-lite"].value == pytest.approx(90 / 126)


def test_the_months_of_a_programme_are_those_of_its_items():
    items = [
        {"date": "1601-03-03", "text": "la lite, una lite"},
        {"date": "1601-03-30", "text": "pace"},
        {"date": "1601-04-01", "text": "lite"},
    ]
    assert series.months(pd.DataFrame({"term": ["lite"]}), items).values.tolist() == [
        ["1601-03", "lite", 1, 2, 2],
        ["1601-04", "lite", 1, 1, 1],
    ]


def test_a_report_without_a_series_has_no_findings_on_it():
    empty = pd.DataFrame(columns=["segment_id", "readout_id", "text"])
    context = Context(Corpus(empty, empty, {}), None, pd.DataFrame(), Settings())
    assert not [*names.findings(context), *course_findings.findings(context)]


def test_every_key_of_the_file_is_needed_or_known(tmp_path):
    path = tmp_path / "series.yml"
    path.write_text(RULES.replace("parties:", "people:"), encoding="utf-8")
    with pytest.raises(DataError) as error:
        yaml_data.read(path, Series)
    assert sorted(fault.column for fault in error.value.faults) == ["parties", "people"]


def test_words_of_exhibits_are_texts_of_known_keys(tmp_path):
    path = tmp_path / "exhibits.yml"
    path.write_text("names: {title: Names}\ncodes: {heading: a}\nframes: 3", encoding="utf-8")
    with pytest.raises(DataError) as error:
        settings.read(tmp_path)
    assert [fault.column for fault in error.value.faults] == ["codes: heading", "frames: "]


@pytest.mark.slow
def test_every_wording_of_this_report_is_of_an_exhibit_that_it_has():
    from this_report import FIGURES, TABLES, load

    report = load()
    made = {exhibit.id: exhibit for exhibit in (one(report) for one in (*TABLES, *FIGURES))}
    for name, keys in settings.read(paths.DATA).exhibits.items():
        assert name in made
        for key, value in keys.items():
            assert getattr(made[name], key) == value
        assert set(keys.get("columns", ())) <= set(made[name].data.columns)
