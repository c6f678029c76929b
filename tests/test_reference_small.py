"""The reference lists of other parties, in small: any rules over any file, and a chapter that names nobody but them."""

import csv
import re
from collections import Counter
from dataclasses import replace
from itertools import chain

import pandas as pd
import pytest
import small_reference as small
from readouts import paths
from readouts.corpus.datapackage import DataError
from readouts.measures import dispersion
from readouts.report import stored, yaml_data
from readouts.report.exhibits import reference as exhibits
from readouts.report.publish import Refusal
from readouts.report.reference import __main__ as command
from readouts.report.reference import choices, comparison, findings_frames, lists, texts, words
from readouts.report.reference.evidence import Evidence
from readouts.report.reference.rules import Reference
from test_no_party import PARTY


@pytest.fixture(scope="module")
def report(tmp_path_factory):
    return small.report(tmp_path_factory.mktemp("small"))


@pytest.fixture(scope="module")
def found(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    small.sources(folder)
    return texts.items(folder, small.rules(folder))


def test_the_documents_of_a_collocate_are_documents_and_no_segments():
    beside = ["war", "near"]
    documents = [
        {"document": "a", "words": [beside, beside]},
        {"document": "b", "words": [beside, ["war"]]},
    ]
    (row,) = lists._collocates("stratum", documents, ("war",))
    found = dict(zip(lists.COLUMNS["collocates"].split(), row))
    assert (found["frequency"], found["document_frequency"]) == (3, 2)


# --- Rules and texts


def test_a_rule_takes_by_columns_and_days_and_names_the_party(found):
    own = [item for item in found if not item["segments"][0].startswith("Call ")]
    assert len(found) == len(own) + 3 * small.MORE
    assert [(item["stratum"], item["document"], item["partner"]) for item in own] == [
        ("assembly", "call-1", ""),
        ("assembly", "call-3", ""),
        ("court-after", "page-2", "South"),
        ("court-after", "page-3", "North and South"),
        ("court-after", "page-6", "North"),
        ("court-after", "page-last", "South"),
        ("court-before", "page-0", "North"),
        ("court-before", "page-1", "South"),
    ]


def test_no_text_is_taken_twice(found):
    wordings = [(item["stratum"], *item["segments"]) for item in found]
    assert len(wordings) == len(set(wordings))
    assert len({item["document"] for item in found}) == len(found)
    assert {"call-2", "visit-1"}.isdisjoint(item["document"] for item in found)


def test_lines_are_segments_and_what_is_no_word_is_taken_out(found):
    assert found[0]["segments"] == ["A call on peace.", "Peace was named."]
    assert found[0]["words"] == [["a", "call", "on", "peace"], ["peace", "was", "named"]]
    # A segment without a word is none.
    assert next(item for item in found if item["document"] == "page-3")["segments"] == [
        "Peace, a truce, and the border."
    ]


def test_any_form_of_file_is_read(tmp_path, found):
    small.sources(tmp_path)
    table = pd.read_csv(tmp_path / "court.csv", dtype=str, keep_default_na=False)
    (tmp_path / "court.csv").unlink()
    table.to_json(tmp_path / "court.json", orient="records", force_ascii=False)
    (tmp_path / "reference.yml").write_text(
        small.RULES.replace("court.csv", "court.json"), encoding="utf-8"
    )
    reference = yaml_data.read(tmp_path / "reference.yml", Reference)
    assert texts.items(tmp_path, reference) == found


def test_a_party_that_no_rule_names_is_a_fault(tmp_path):
    parties = small.rules(tmp_path).strata["court-after"].parties
    with pytest.raises(ValueError, match="expected the name of a party"):
        parties.of({"title": "Call with Northerners"})


@pytest.mark.parametrize(
    ("old", "new", "column"),
    [
        ("issuer: the Court", "issuer: 3", "issuer"),
        ("main: court-after", "", "main"),
        ("nodes: [peace, border]", "nodes: [peace, 3]", "nodes, no. 2"),
        ("include: {id: call}", "include: {id: '('}", "strata: assembly: include: id"),
        ("unique: [id, text]", "once: [id]", "strata: assembly: once"),
        ("to: 2001-02-28", "to: February", "strata: court-before: to"),
        ("lines: true", "lines: 1", "sources: assembly: lines"),
    ],
)
def test_what_is_wrong_in_the_file_is_named(tmp_path, old, new, column):
    assert old in small.RULES
    (tmp_path / "reference.yml").write_text(small.RULES.replace(old, new), encoding="utf-8")
    with pytest.raises(DataError) as error:
        yaml_data.read(tmp_path / "reference.yml", Reference)
    assert [(fault.file, fault.column) for fault in error.value.faults] == [
        ("reference.yml", column)
    ]


# --- Counts


def test_the_readout_that_is_compared_is_in_no_stratum_and_its_words_are_those_of_its_text(report):
    assert small.ADDRESS not in set(report.table("reference_documents")["url"])
    words = re.findall("[a-z]+", " ".join(small.COURT[-1][2:]).lower())
    listed = report.table("fulltext_words").set_index("word")["frequency"].to_dict()
    assert Counter(words) == listed
    for _, own in report.table("reference_calls").groupby("stratum"):
        assert sorted(own["word"]) == sorted(listed)


def test_dispersion_in_the_list_is_that_of_the_texts(report, found):
    own = [
        item for item in found if item["stratum"] == "court-after" and item["url"] != small.ADDRESS
    ]
    bags = {item["document"]: Counter(chain.from_iterable(item["words"])) for item in own}
    size = pd.Series({name: bag.total() for name, bag in bags.items()})
    counts = pd.DataFrame(
        {name: [bag["peace"], bag["border"]] for name, bag in bags.items()},
        index=["peace", "border"],
    )
    listed = report.table("reference_words").query("stratum == 'court-after'").set_index("word")
    listed = listed.loc[
        ["peace", "border"], ["frequency", "document_frequency", "dp", "dp_corrected"]
    ]
    assert dispersion.dispersion(counts, size).to_numpy() == pytest.approx(
        listed.to_numpy(dtype=float), abs=6e-5
    )


def test_strata_are_described_by_their_rules(report):
    strata = report.table("reference_strata").set_index("stratum")
    assert strata["n_documents"].to_dict() == {
        name: small.MORE + more
        for name, more in (("court-after", 3), ("court-before", 2), ("assembly", 2))
    }
    sources = {"court": len(small.COURT), "assembly": len(small.ASSEMBLY)}
    assert all(
        row.n_texts_in_source == sources[row.Index.split("-")[0]] for row in strata.itertuples()
    )
    assert list(report.table("reference_phrases").columns)[-1] == "april"


def test_made_anew_the_counts_agree_and_a_changed_text_is_seen(tmp_path, monkeypatch, capsys):
    data, folder = tmp_path / "data", tmp_path / "texts"
    data.mkdir(), folder.mkdir()
    small.rules(data)
    readouts = pd.DataFrame(
        [{"readout_id": "court-2001-04-05-full", "url": small.ADDRESS}],
        columns=_header("readouts.csv"),
    )
    tables = small.codebook_tables() | {"readouts": readouts}
    tables["patterns"] = tables["patterns"].reindex(columns=_header("patterns.csv"))
    tables["reference/other_matters"] = pd.DataFrame(columns=small.OTHER_MATTERS)
    (data / "reference").mkdir()
    for name, table in tables.items():
        table.to_csv(data / f"{name}.csv", index=False)
    monkeypatch.setattr(paths, "DATA", data)
    assert command.main([str(folder)]) == 2
    assert "found no assembly.jsonl and no court.csv" in capsys.readouterr().err
    small.sources(folder)
    assert command.main([str(folder), "--write"]) == 0
    capsys.readouterr()
    assert command.main([str(folder)]) == 0
    assert capsys.readouterr().out.count(": agrees") == 8
    changed = (folder / "court.csv").read_text(encoding="utf-8").replace("is shut", "is open")
    (folder / "court.csv").write_text(changed, encoding="utf-8")
    assert command.main([str(folder)]) == 1
    assert "reference/words.csv: " in capsys.readouterr().out


def _header(name):
    with (paths.DATA / name).open(encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


# --- The chapter


def test_the_findings_name_these_parties_and_no_others(report):
    findings = list(report.findings)
    assert len(findings) > 200 and not any("-widened-" in finding.id for finding in findings)
    for finding in findings:
        said = f"{finding.id} {finding.label} {finding.formula} {finding.note}"
        assert not PARTY.search(said), said


@pytest.mark.parametrize(
    ("finding", "value", "label"),
    [
        ("reference-texts-court-after", small.MORE + 3, "texts: Court, calls from March"),
        ("reference-partners-court-after", 3, "parties with whom there were calls: Court, calls from March"),
        ("reference-has-court-after-peace", 9, "texts that have the frame, Peace: Court, calls from March"),
        ("reference-aside-court-after-peace", 1, "coded stretches that are of other matters and are set aside, Peace: Court, calls from March"),
        ("reference-count-call-court-2001-04-05-full-peace", 5, "coded stretches: Peace, the Court’s readout of 5 April 2001"),
        ("reference-count-call-court-2001-04-05-full-peace-without-truce", 4, "coded stretches: Peace, truce apart, the Court’s readout of 5 April 2001"),
        ("reference-both", 1, "calls with both: the Court’s calls from March"),
        ("reference-with-assembly-peace", 9, "texts with “peace”: Assembly, calls"),
    ],
)  # fmt: skip
def test_a_finding_is_counted_by_hand(report, finding, value, label):
    assert (report.findings[finding].value, report.findings[finding].label) == (value, label)


@pytest.mark.parametrize("codes", [["treaty"], ["treaty", "closure"]])
@pytest.mark.parametrize("together", [True, False])
def test_codes_are_found_together_where_that_is_asked_and_both_are_counted(report, together, codes):
    reference, tables = report.settings.reference, report.corpus.tables
    of = reference if together else replace(reference, together=None)
    records = [
        stored.Record("reference_codes", "", "code", code, "en", "0" * 64, "") for code in codes
    ]
    tables = tables | {stored.TABLE: stored.as_table(records)}
    found = {one.id for one in findings_frames.codes(Evidence(tables, of))}
    assert ("reference-both" in found) == (together and len(codes) == 2)
    assert ("reference-code-court-after-closure" in found) == ("closure" in codes)


def test_a_place_that_is_tested_has_its_p(report):
    for name in ("peace", "border"):
        p, holm = (
            report.findings[f"reference-place-{kind}-court-2001-04-05-full-{name}"].value
            for kind in ("p", "holm")
        )
        assert 0 < p <= holm <= 1
    assert "reference-place-p-court-2001-04-05-full-peace-without-truce" not in report.findings


def test_texts_with_a_word_as_often_as_the_readout_are_counted_one_by_one(report, found):
    called = Counter(re.findall("[a-z]+", " ".join(small.COURT[-1][2:]).lower()))
    bags = [
        Counter(chain.from_iterable(item["words"]))
        for item in found
        if item["stratum"] == "court-after" and item["url"] != small.ADDRESS
    ]
    long = [bag for bag in bags if bag.total() >= report.settings.reference.long]
    for word, times in called.items():
        finding = report.findings[f"reference-high-court-2001-04-05-full-{word}"]
        assert finding.value == sum(
            bag[word] / bag.total() >= times / called.total() for bag in long
        ), word


def test_the_share_of_words_that_no_other_text_has_is_in_percent(report):
    tables, reference = report.corpus.tables, report.settings.reference
    called = pd.DataFrame(
        {"readout_id": "court-2001-04-05-full", "frequency": [2, 1, 1, 4], "frequency_reference": [0, 3, 0, 9]}
    ).assign(word=list("abcd"))  # fmt: skip
    table = words.alone(tables, reference, called).set_index("document")
    own = table.loc["court-2001-04-05-full"]
    assert own[["n_tokens", "n_types", "n_types_alone", "share"]].tolist() == [8, 4, 2, 50]
    others = table.drop("court-2001-04-05-full")
    assert len(others) and others["share"].between(0, 100).all()


def test_what_is_untested_has_no_p(report):
    assert "reference-shift-border" in report.findings
    assert "reference-shift-p-border" not in report.findings
    assert "reference-shift-p-peace" in report.findings


def test_a_choice_is_told_in_the_words_of_the_report(report):
    reference = report.settings.reference
    told = choices.ComparisonChoice(choices.BEFORE, 5, left_out="truce").told(reference)
    assert told == "the calls to February, without the code truce"
    grid = choices.claims_under_choices(report.corpus.tables, reference)
    assert set(grid["claim"]) == {choices.MORE, choices.HAVE}
    ours = grid[grid["choice"] == choices.ComparisonChoice(floor=1)].set_index("claim")["holds"]
    assert ours.to_dict() == {choices.MORE: True}


def test_a_frame_of_one_code_is_never_counted_without_it(report):
    tables, reference = report.corpus.tables, report.settings.reference
    codes = comparison.views(tables, reference, of_readouts=True)
    made = choices.choices(tables, reference)
    without = [(row.frame, row.choice.left_out) for row in made.itertuples() if row.choice.left_out]
    assert without and all(len(codes[frame]) > 1 for frame, _ in without)
    assert {len(own) for own in codes.values()} > {1}


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        (choices.MORE, [True, False, False]),
        (choices.HIGHER, [True, True, False]),
        (choices.HAVE, [False, False, True]),
    ],
)
def test_what_a_claim_of_place_says_of_counts(claim, holds):
    table = pd.DataFrame(
        {"as_many": [0, 1, 2], "above": [0, 0, 1], "has": [3, 5, 6], "n_texts": [10, 10, 10]}
    )
    assert choices.outcome(claim, table).tolist() == holds


def test_rates_leave_out_what_is_of_other_matters(report):
    tables = report.corpus.tables
    for every, total in ((False, 10), (True, 11)):
        rates = comparison.document_rates(tables, other_matters=every)
        own = rates[(rates["stratum"] == "court-after") & (rates["frame"] == "peace")]
        assert own["frequency"].sum() == total


@pytest.mark.parametrize(
    "exhibit",
    [
        exhibits.reference_strata,
        exhibits.reference_rates,
        exhibits.reference_choices,
        exhibits.reference_words,
        exhibits.reference_keyness,
        exhibits.reference_keyness_other,
        exhibits.reference_dispersion,
        exhibits.reference_phrases,
        exhibits.reference_frames,
    ],
    ids=lambda exhibit: exhibit.__name__,
)
def test_an_exhibit_has_a_wording_that_names_no_other_party(report, exhibit):
    made = exhibit(report)
    assert not isinstance(made, Refusal)
    headings = " ".join(getattr(made, "columns", {}).values())
    said = f"{made.id} {made.text()} {getattr(made, 'alt', '')} {headings}"
    assert not PARTY.search(said), said
    if hasattr(made, "cells"):
        assert made.cells() is not None


def test_the_keyness_against_the_other_stratum_has_its_id(report):
    assert exhibits.reference_keyness_other(report).id == "reference-keyness-assembly"
