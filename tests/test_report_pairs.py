"""Pairs of accounts: what is kept of them is what the texts have, what they share is counted as it is said, and nothing is said of counts that do not hold."""

import datetime
import hashlib
import json
import lzma
from fractions import Fraction
from types import SimpleNamespace

import pandas as pd
from conftest import ROOT
from readouts.corpus import codebook, corpus
from readouts.report import fulltext, pairs, settings, stored
from readouts.report.tables import pair_baseline
from shared import SHARED, needs_shared
from tables import rows_of

TEXTS = rows_of(ROOT / "data" / "reference" / "pairs.csv")
STATEMENT = "2021-12-30-statement-by-press-secretary"


def pair(first, second, date="2022-01-02"):
    """A pair with these codes, each found once unless it says how often."""
    texts = tuple(
        SimpleNamespace(account=f"t{place}", leaders="A and B", place=place, issuer=issuer, date=datetime.date.fromisoformat(date))
        for place, issuer in ((1, "North"), (2, "South"))
    )  # fmt: skip
    counted = tuple(dict.fromkeys(own, 1) if not isinstance(own, dict) else own for own in (first, second))  # fmt: skip
    return pairs.Pair(datetime.date.fromisoformat(date), texts, counted, own=False)


def test_a_share_is_of_what_either_account_has_or_of_what_the_one_with_fewer_has():
    # trade and energy are of the economy, discussion is of protocol, war of naming.
    one = pair(["trade", "discussion", "war"], ["energy", "discussion"])
    assert {code: pairs.codes()[code]["frame"] for code in ("trade", "energy", "discussion", "war")} == {
        "trade": "economy", "energy": "economy", "discussion": "protocol", "war": "naming",
    }  # fmt: skip
    assert one.share() == Fraction(1, 4)
    assert one.share("matter") == 0 and one.whole("matter") == {"trade", "energy", "war"}
    assert one.share("frames") == Fraction(2, 3)
    assert one.share("shorter") == Fraction(1, 2)
    assert pair([], []).share() == 0


def test_the_size_of_a_text_is_in_its_unit():
    assert pairs.size("元首 met, 2022.", "zh") == (2, "hanzi")
    assert pairs.size("They met, in 2022.", "en") == (4, "words")


def test_each_number_shows_the_codes_that_it_counts_with_both_texts(report):
    both, first, second, found = (
        report.findings[f"pair-2022-06-15-{what}"] for what in ("both", "first", "second", "found")
    )
    names = [{row.key for row in one.rows} for one in (both, first, second)]
    assert set.union(*names) == {row.key for row in found.rows}
    assert sum(map(len, names)) == found.value == len(found.rows)
    (trade,) = (row for row in both.rows if row.key == "trade")
    kept = {
        row["account"]: int(row["frequency"])
        for row in rows_of(ROOT / "data" / "reference" / "pair_codes.csv")
        if row["code"] == "trade"
    }
    for text, issuer in (("kremlin-2022-06-15-full", "the Kremlin"), ("beijing-2022-06-15-full", "Beijing")):  # fmt: skip
        number = kept[text]
        assert f"{number} stretch{'es' * (number > 1)} in {issuer}’s account" in trade.says
    assert {text.sha256 for text in both.withheld} == {
        row["sha256"] for row in TEXTS if row["date"] == "2022-06-15"
    }
    share = report.findings["pair-2022-06-15-share"]
    assert share.parts == (both.id, found.id)
    assert share.value == round(100 * both.value / found.value, 1)


def test_the_places_of_a_pair_leave_none_out(report):
    for day in ("2022-02-25", "2022-06-15"):
        for way in pairs.WAYS:
            counted = [report.findings[f"pairs-{what}-{day}-{way}"].value for what in ("higher", "equal", "lower")]  # fmt: skip
            assert sum(counted) == report.findings["pairs-calls"].value - 1


def test_the_accounts_of_this_report_are_those_of_its_readouts():
    readouts = {row["readout_id"]: row for row in rows_of(ROOT / "data" / "readouts.csv")}
    own = [row for row in TEXTS if row["account"] in readouts]
    assert len(own) == 4
    for row in own:
        known = readouts[row["account"]]
        same = ("sha256", "size", "size_unit", "url", "language", "source")
        assert [row[name] for name in same] == [known[name] for name in same]


def test_every_code_is_looked_for_in_every_language_of_the_pairs():
    """Or one that is not could be in one account only."""
    patterns = codebook.general()["patterns"]
    for language in {row["language"] for row in TEXTS}:
        found = {row["code"] for row in patterns if row["language"] == language and not row["pattern"].startswith("!")}  # fmt: skip
        assert found == set(pairs.codes())


def test_faults_of_the_tables_are_named():
    rows = [
        {"": 2, "date": "d1", "place": 1},
        {"": 3, "date": "d1", "place": 2},
        {"": 4, "date": "d2", "place": 1},
    ]
    found = pairs.faults(
        {"reference_pairs": rows, "reference_pair_codes": [{"": 2, "code": "trade"}, {"": 3, "code": "no-code"}]}
    )  # fmt: skip
    assert [(one.file, one.row, one.column) for one in found] == [
        (pairs.TEXTS, 4, "place"),
        (pairs.CODES, 3, "code"),
    ]


def at_hand(folder):
    """The texts of the pairs by their SHA-256; that which lies in a packed collection is laid beside the others."""
    with lzma.open(SHARED / "corpora" / "whitehouse_briefings.jsonl.xz", "rt", encoding="utf-8") as file:  # fmt: skip
        (line,) = (line for line in file if STATEMENT in line and "phone-call-with-president-vladimir-putin" in line)  # fmt: skip
    (folder / "statement.txt").write_text(json.loads(line)["text"], encoding="utf-8")
    wanted = {row["sha256"] for row in TEXTS}
    return {
        **fulltext.texts_at_hand(SHARED / "corpora", wanted),
        **fulltext.texts_at_hand(folder, wanted),
    }


@needs_shared
def test_what_is_kept_is_what_the_texts_have(tmp_path):
    texts, tables = at_hand(tmp_path), corpus.load().tables
    assert len(texts) == len(TEXTS)
    empty = tables | {
        "reference_pair_codes": tables["reference_pair_codes"].head(0),
        "reference_pairs": tables["reference_pairs"].assign(size=1),
    }
    for name, made in pairs.counts(texts, empty).items():
        assert fulltext.as_csv(made) == (ROOT / "data" / f"{name}.csv").read_text(encoding="utf-8")


def test_a_text_that_is_not_at_hand_keeps_its_counts_and_one_that_is_is_counted():
    text = "The two leaders discussed trade, and trade again."
    tables = {
        "reference_pairs": pd.DataFrame(
            {"account": ["here", "gone"], "language": "en", "size": [1, 7], "size_unit": "words", "url": [None, "https://x.example/"], "sha256": [hashlib.sha256(text.encode()).hexdigest(), "0" * 64]}
        ),
        "reference_pair_codes": pd.DataFrame({"account": ["gone"], "code": ["war"], "frequency": [3]}),
    }  # fmt: skip
    made = pairs.counts({tables["reference_pairs"]["sha256"][0]: text}, tables)
    assert made["reference/pairs"]["size"].tolist() == [8, 7]
    assert made["reference/pairs"]["url"].tolist() == ["", "https://x.example/"]
    found = made["reference/pair_codes"]
    assert found[found["account"] == "gone"].values.tolist() == [["gone", "war", 3]]
    assert ["here", "trade", 2] in found.values.tolist()


def test_with_other_patterns_no_pair_is_counted_and_the_book_says_so(report, monkeypatch):
    tables, own = corpus.load().tables, settings.read(ROOT / "data")
    book = report.codebook
    assert not stored.stale(stored.due(tables, book, own), stored.recorded(tables[stored.TABLE]))
    monkeypatch.setattr(stored, "general_fingerprint", lambda language: f"{language:0>16}")
    needed = stored.due(tables, book, own)
    gone = stored.stale(needed, stored.recorded(tables[stored.TABLE]))
    assert {one.record.readout_id for one in gone} == {row["account"] for row in TEXTS}
    left = stored.current(tables, needed, gone, own.series)
    assert "reference_pair_codes" not in left and "reference_codes" in left
    assert any("make counts" in line for line in stored.told(gone))


def test_the_table_leads_to_the_codes_of_each_number(report):
    made = pair_baseline(report)
    cells = made.cells()
    assert len(cells) == len(TEXTS) // 2
    for row in cells:
        linked = [cell["finding"] for cell in row if "finding" in cell]
        assert [name.rpartition("-")[2] for name in linked] == ["first", "both", "second", "share"]
    assert sum("this report" in row[0]["text"] for row in cells) == 2
