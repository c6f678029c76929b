"""How each text argues: the counts, a coding that contradicts itself, and the codings held against the very texts."""

import gzip
import hashlib
import json
import re

import pandas as pd
import pytest
from conftest import ROOT
from readouts.report import argument
from readouts.report.exhibits.argument import sentences_in_order
from shared import SHARED, needs_shared
from tables import rows_of

DATA = ROOT / "data"
CODED, SENTENCES, CODES = (
    rows_of(DATA / f"{name}.csv") for name in ("argument", "argument_sentences", "argument_codes")
)
RULES = (DATA / "argument_rules.md").read_text(encoding="utf-8")
KEY = ["readout_id", "sentence", "category", "value"]


def made(*rows: tuple) -> pd.DataFrame:
    return pd.DataFrame(rows, columns=KEY)


def test_the_second_coding_is_counted_value_by_value(report):
    first = {tuple(row[name] for name in KEY) for row in CODED}
    second = {tuple(row[name] for name in KEY) for row in rows_of(DATA / "argument_second.csv")}
    assert report.findings["argument-second"].value == len(second)
    assert report.findings["argument-both"].value == len(first & second) > 0


def test_functions_are_kept_apart_by_matter():
    found = argument.functions(
        made(
            ("north", 1, "problem", "war"),
            ("north", 1, "cause", "trade"),
            ("north", 1, "remedy", "war"),
            ("north", 2, "agent", "queen"),
        )
    )
    assert list(found.columns) == list(argument.FUNCTIONS)
    assert found.loc["north", 1, "war"].tolist() == [True, False, False, True]
    assert found.loc["north", 1, "trade"].tolist() == [False, True, False, False]
    assert not found.all(axis=1).any() and len(found) == 2


def second_of(rows: pd.DataFrame) -> dict[str, pd.DataFrame]:
    first = made(("north", 1, "agent", "queen"), ("north", 1, "agent", "king"))
    return {
        "argument": first,
        "argument_second": rows,
        "argument_sentences": pd.DataFrame({"readout_id": "north", "sentence": [1, 2]}),
        "argument_codes": pd.DataFrame({"category": ["agent", "cause"]}),
    }


def test_the_values_of_a_sentence_agree_as_one_answer_whatever_their_order():
    first = second_of(made())["argument"]
    assert argument.agreement(second_of(first[::-1]))["same"].tolist() == [2, 2]
    other = argument.agreement(
        second_of(made(("north", 1, "agent", "queen"), ("north", 2, "cause", "war")))
    )
    assert other["same"].to_dict() == {"agent": 1, "cause": 1}
    assert argument.agreement({"argument": first}).empty


def tables(**changed) -> dict[str, list[dict]]:
    row = {"": 2, "readout_id": "north", "sentence": 1, "category": "agent", "value": "queen"}
    code = {"": 2, "category": "agent", "value": "queen"}
    return {
        "argument": [row | {"start": 3, "end": 9} | changed],
        "argument_sentences": [row | {"start": 0, "end": 20}],
        "argument_codes": [code],
    }


@pytest.mark.parametrize(
    ("changed", "columns"),
    [
        ({}, []),
        ({"value": "king"}, ["value"]),
        ({"start": 9}, ["start"]),
        ({"end": 21}, ["start"]),
        ({"sentence": 2}, ["start"]),
    ],
)
def test_a_coding_has_a_value_of_its_category_and_lies_in_its_sentence(changed, columns):
    assert [fault.column for fault in argument.faults(tables(**changed))] == columns


def test_an_example_stands_in_its_passage(report):
    passages = report.corpus.segments.set_index("segment_id")["text"]
    codes = report.table("argument_codes").dropna(subset=["segment_id"])
    assert len(codes) > 10
    for row in codes.itertuples():
        assert row.example in " ".join(passages[row.segment_id].split())


def test_every_category_stands_in_the_rules_and_every_source_in_the_bibliography():
    bibliography = (ROOT / "chapters" / "references.bib").read_text(encoding="utf-8")
    for row in CODES:
        assert f"`{row['category']}`" in RULES
        assert f"{{{row['source']}," in bibliography


def test_whose_conduct_is_said_where_conduct_is_judged_and_nowhere_else():
    of = {"legitimation", "delegitimation", "judgement"}
    assert all(bool(row["of"]) == (row["category"] in of) for row in CODED)


def test_the_counts_are_those_of_the_rows(report):
    for text in {row["readout_id"] for row in CODED}:
        own = [row for row in CODED if row["readout_id"] == text and row["category"] == "agent"]
        assert report.findings[f"argument-{text}-agent"].value == len(
            {row["sentence"] for row in own}
        )
        russia = sum(row["value"] == "russia" for row in own)
        assert report.findings[f"argument-{text}-agent-russia"].value == russia


def test_the_evidence_names_each_text_by_its_hash_also_where_no_address_is_known(report):
    named = report.findings["argument-sentences"].withheld
    assert len(named) == 4 and all(len(one.sha256) == 64 for one in named)
    assert sorted(bool(one.address) for one in named) == [False, True, True, True]


@pytest.fixture(scope="module")
def texts() -> dict[str, str]:
    """The full texts by id, each with the hash that the project has."""
    found = {}
    for path in (SHARED / "corpora" / "readouts").glob("*putin-xi*kremlin__en.txt"):
        found[f"kremlin-{path.name[:10]}-full"] = path.read_bytes().decode("utf-8")
    with gzip.open(
        SHARED / "corpora" / "beijing_broadcasts.jsonl.gz", "rt", encoding="utf-8"
    ) as file:
        for item in map(json.loads, file):
            found.setdefault(f"beijing-{item['broadcast_date']}-full", item["text"])
    hashes = {row["readout_id"]: row["sha256"] for row in rows_of(DATA / "readouts.csv")}
    named = {row["readout_id"] for row in SENTENCES}
    for name in named:
        assert hashlib.sha256(found[name].encode()).hexdigest() == hashes[name]
    return {name: found[name] for name in named}


@needs_shared
def test_the_sentences_are_all_those_of_the_texts(texts):
    for name, text in texts.items():
        own = [row for row in SENTENCES if row["readout_id"] == name]
        stretches = [text[int(row["start"]) : int(row["end"])] for row in own]
        assert re.sub(r"\s", "", "".join(stretches)) == re.sub(r"\s", "", text)
        assert all(re.search(r"[.。]$", one) for one in stretches)
        assert [row["sentence"] for row in own] == [str(n + 1) for n in range(len(own))]


@needs_shared
def test_every_stretch_is_whole_words_of_its_text(texts):
    for row in CODED:
        text, start, end = texts[row["readout_id"]], int(row["start"]), int(row["end"])
        stretch = text[start:end]
        assert stretch == stretch.strip() and stretch
        if row["readout_id"].startswith("kremlin"):
            assert not re.match(r"\w", text[end:]) and not re.search(r"\w$", text[:start])


@needs_shared
def test_a_quoted_passage_shares_words_with_its_sentence(texts):
    passages = {row["segment_id"]: row["text"] for row in rows_of(DATA / "segments.csv")}
    for row in SENTENCES:
        if row["segments"] and row["readout_id"].startswith("kremlin"):
            sentence = texts[row["readout_id"]][int(row["start"]) : int(row["end"])].lower()
            for segment in row["segments"].split("; "):
                words = re.findall(r"\w+", passages[segment].lower())
                assert sum(word in sentence for word in words) / len(words) > 0.7


@needs_shared
def test_in_the_evening_news_xi_points_out_and_putin_says_with_few_exceptions():
    path = SHARED / "corpora" / "beijing_broadcasts.jsonl.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        later = [
            item["text"] for item in map(json.loads, file) if item["broadcast_date"] > "2022-06-15"
        ]
    verbs = {
        who: re.findall(f"{who}(?:主席|总统)?(指出|强调|表示|介绍)", "".join(later))
        for who in ("习近平", "普京")
    }
    pointing = {who: sum(one in ("指出", "强调") for one in own) for who, own in verbs.items()}
    assert pointing["习近平"] > 0.9 * len(verbs["习近平"])
    assert pointing["普京"] < 0.1 * len(verbs["普京"])


def test_the_speaker_of_a_sentence_is_that_of_the_coding_of_agency():
    agency = {
        (row["readout_id"], row["sentence"]): row["speaker"] for row in rows_of(DATA / "agency.csv")
    }
    own = {(row["readout_id"], row["sentence"]): row["speaker"] for row in SENTENCES}
    assert agency == {key: own[key] for key in agency}


def test_each_sentence_of_june_has_the_topics_that_the_coverage_finds_in_it(report):
    table = sentences_in_order(report)
    coded = [
        row
        for row in rows_of(DATA / "coverage.csv")
        if row["event_date"] == "2022-06-15" and row["status"] == "stated"
    ]
    found = {
        (row.side, row.sentence, topic)
        for row in table.data.itertuples()
        for topic in filter(None, row.topics.split("; "))
    }
    assert found == {
        (row["side"], int(number), row["topic"])
        for row in coded
        for number in row["sentence"].split("; ")
    }
    sentences = [row for row in SENTENCES if "06-15" in row["readout_id"]]
    assert len(table.data) == len(sentences)
    assert table.data["speaker"].tolist() == [row["speaker"] for row in sentences]
