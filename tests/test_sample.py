"""Drawing of what is to be read: simple random samples of each stratum, blind sheets, and scores that a simulation confirms."""

import csv
from collections import Counter

import numpy as np
import pytest
from readouts.corpus.datapackage import DataError
from readouts.corpus.document import Document
from readouts.report import sample
from readouts.text.patterns import Pattern, words_of

PATTERNS = [
    Pattern(code, language, written, words_of(written))
    for code, language, written in (
        ("crisis", "en", "northland crisis"),
        ("crisis", "en", "crisis in northland"),
        ("peace", "en", "peace"),
        ("peace", "en", "!peace prize"),
        ("peace", "zh", "和平"),
    )
]
TEXTS = [
    "The Northland crisis and the Northland crisis again. A crisis of trade. The weather was fine.",
    "They spoke of peace. Of the peace prize too. “The crisis in Northland is over!” he said.\nGood bye.",
]
DOCUMENTS = [Document(f"d{number}", text, language="en") for number, text in enumerate(TEXTS)]
ALL = dict.fromkeys(sample.STRATA, 100)


def drawn(documents=DOCUMENTS, **options):
    return sample.draw(documents, PATTERNS, numbers=ALL, **options)


def test_every_unit_lies_in_one_stratum_of_each_code():
    found = {
        (item.code, item.stratum, item.sentence, TEXTS[int(item.document_id[1:])][item.start : item.end])
        for item in drawn().items
        if item.code == "crisis"
    }  # fmt: skip
    first, quoted = TEXTS[0].partition(" A ")[0], "“The crisis in Northland is over!” he said."
    assert {row[2:] for row in found if row[1] == sample.FOUND} == {(first, "Northland crisis"), (quoted, "crisis in Northland")}  # fmt: skip
    near = {row[2] for row in found if row[1] == sample.NEAR}
    assert near == {"A crisis of trade."}
    assert {row[2] for row in found if row[1] == sample.REST} == {
        "The weather was fine.", "They spoke of peace.", "Of the peace prize too.", "Good bye.",
    }  # fmt: skip
    assert drawn().sizes["crisis", "en", sample.FOUND] == 3


def test_what_an_exclusion_takes_away_is_near_and_is_read():
    near = {item.sentence for item in drawn().items if (item.code, item.stratum) == ("peace", sample.NEAR)}  # fmt: skip
    assert near == {"Of the peace prize too."}


def test_only_codes_with_patterns_in_a_language_are_asked_of_its_texts():
    chinese = [Document("z", "和平。合作。", language="zh-CN")]
    assert {(item.code, item.language, item.sentence) for item in drawn(chinese).items} == {("peace", "zh", "和平。"), ("peace", "zh", "合作。")}  # fmt: skip
    assert {item.code for item in drawn(codes=["peace"]).items} == {"peace"}


def test_a_draw_hangs_on_the_seed_and_not_on_the_order_of_the_corpus():
    numbers = dict.fromkeys(sample.STRATA, 1)
    one = sample.draw(DOCUMENTS, PATTERNS, numbers=numbers)
    assert sample.draw(DOCUMENTS[::-1], PATTERNS, numbers=numbers).items == one.items
    assert any(sample.draw(DOCUMENTS, PATTERNS, seed=seed, numbers=numbers).items != one.items for seed in range(2, 9))  # fmt: skip


def test_each_unit_is_drawn_as_often_as_its_probability_says():
    """Eight stretches, of which three are drawn with 800 seeds: each in three eighths of the draws."""
    documents = [Document(f"d{number}", "Peace.", language="en") for number in range(8)]
    seen = Counter(
        item.document_id
        for seed in range(800)
        for item in sample.draw(documents, PATTERNS, ["peace"], seed, {sample.FOUND: 3}).items
        if item.stratum == sample.FOUND
    )
    assert len(seen) == 8 and sum(seen.values()) == 2400
    assert all(abs(times - 300) < 4.5 * np.sqrt(800 * 3 / 8 * 5 / 8) for times in seen.values())


def test_the_sheet_is_blind_and_the_key_has_no_text():
    draw = drawn()
    rows = [dict(zip(sample.SHEET, row)) for row in sample.sheet(draw)]
    assert {row["item"] for row in rows} == {row[0] for row in sample.key(draw)}
    assert not [row for row in rows if row["present"] or row["words"]]
    told = " ".join(str(cell) for row in sample.key(draw) for cell in row)
    assert not [item.sentence for item in draw.items if item.sentence in told]
    of_codes = [row["code"] for row in rows]
    assert of_codes == sorted(of_codes) and [row["item"] for row in rows if row["code"] == "peace"] == sorted(row["item"] for row in rows if row["code"] == "peace")  # fmt: skip


def written(folder, draw, answers):
    """A sheet filled by `answers` (a function of the item) and its key."""
    by_name = {item.name(draw.seed): item for item in draw.items}
    rows = [dict(zip(sample.SHEET, row)) for row in sample.sheet(draw)]
    for row in rows:
        row |= answers(by_name[row["item"]])
    for name, columns, table in (
        ("sheet.csv", sample.SHEET, [row.values() for row in rows]),
        ("key.csv", sample.KEY, sample.key(draw)),
    ):
        with (folder / name).open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([columns, *table])
    return folder / "sheet.csv", folder / "key.csv"


def test_a_filled_sheet_becomes_precision_and_recall(tmp_path):
    """Of three stretches one is wrong; of the sentences without one, “A crisis of trade” is missed."""
    right = lambda item: {"present": "yes" if "crisis" in item.sentence.casefold() and item.start else "no"}  # noqa: E731  # fmt: skip
    scores = sample.scores(sample.read(*written(tmp_path, drawn(codes=["crisis"]), right)))
    row = scores.iloc[0]
    assert (row.stretches, row["read"], row.precision) == (3, 3, 1.0) and row.missed == 1
    assert row.recall == pytest.approx(3 / 4) and scores.iloc[-1].code == sample.ALL


def test_words_say_that_another_stretch_is_right_than_the_found_one(tmp_path):
    draw = sample.draw([Document("d", "A peace prize for peace, and peace.", language="en")], PATTERNS, ["peace"])  # fmt: skip
    answer = {"present": "yes", "words": "for peace"}
    readings = sample.read(*written(tmp_path, draw, lambda item: answer))
    assert sorted(readings["present"]) == [False, True]


def test_a_row_that_is_not_filled_is_not_read(tmp_path):
    fill = lambda item: {"present": "yes" if item.document_id == "d0" else ""}  # noqa: E731
    table = sample.scores(sample.read(*written(tmp_path, drawn(codes=["crisis"]), fill)))
    assert table.iloc[0]["read"] == 2 and table.iloc[0].stretches == 3


def test_a_kind_of_which_nothing_was_drawn_leaves_recall_unknown(tmp_path):
    draw = sample.draw(DOCUMENTS, PATTERNS, ["crisis"], numbers={**ALL, sample.REST: 0})
    scores = sample.scores(sample.read(*written(tmp_path, draw, lambda item: {"present": "no"})))
    assert scores["recall"].isna().all() and scores["precision"].notna().all()


def test_every_fault_of_a_sheet_is_named(tmp_path):
    sheet, key = written(tmp_path, drawn(codes=["crisis"]), lambda item: {"present": "perhaps"})
    with pytest.raises(DataError, match="'perhaps'; expected yes, no, or an empty cell"):
        sample.read(sheet, key)
    sheet, key = written(tmp_path, drawn(codes=["crisis"]), lambda item: {"present": "yes", "words": "war"})  # fmt: skip
    with pytest.raises(DataError, match="'war'; expected whole words of the sentence"):
        sample.read(sheet, key)
    with pytest.raises(DataError, match="no such column"):
        sample.read(key, sheet)
    with pytest.raises(DataError, match="no such file"):
        sample.read(tmp_path / "none.csv", key)


@pytest.mark.slow
def test_the_estimates_are_unbiased_over_draws_of_a_corpus_with_known_truth(tmp_path):
    """Each sentence is about peace or not, known by its end; the code finds some of these and some others."""
    random = np.random.default_rng(3)
    kinds = {"Peace, in truth.": 60, "Peace, as a name.": 20, "Of peaceful people, in truth.": 25, "Of peaceful people.": 60, "Concord, in truth.": 5, "The weather.": 130}  # fmt: skip
    lines = random.permutation([line for line, number in kinds.items() for _ in range(number)])
    documents = [Document(f"d{place}", "\n".join(lines[place : place + 10]), language="en") for place in range(0, len(lines), 10)]  # fmt: skip
    precisions, missed, covered = [], [], []
    for seed in range(120):
        draw = sample.draw(documents, PATTERNS, ["peace"], seed, {sample.FOUND: 25, sample.NEAR: 20, sample.REST: 40})  # fmt: skip
        sheet = written(tmp_path, draw, lambda item: {"present": "yes" if "truth" in item.sentence else "no"})  # fmt: skip
        readings = sample.read(*sheet)
        strata, row = sample.strata(readings)["peace", "en"], sample.scores(readings).iloc[0]
        precisions.append(row.precision)
        missed.append(sum(strata[name].size * strata[name].present / strata[name].read for name in (sample.NEAR, sample.REST)))  # fmt: skip
        covered.append((row.precision_low <= 0.75 <= row.precision_high, row.recall_low <= 60 / 90 <= row.recall_high))  # fmt: skip
    assert np.mean(precisions) == pytest.approx(0.75, abs=3.5 * np.std(precisions) / np.sqrt(120))
    assert np.mean(missed) == pytest.approx(30, abs=3.5 * np.std(missed) / np.sqrt(120))
    assert (np.mean(covered, axis=0) >= 0.92).all()


def test_two_stretches_that_begin_at_one_place_have_names_of_their_own():
    patterns = [Pattern("warm", "en", one, words_of(one)) for one in ("warmly", "warmly greet*")]
    text = Document("d", "They warmly greeted him.", language="en")
    items = sample.draw([text], patterns, numbers=ALL).items
    assert len({item.name(1) for item in items}) == len(items) == 2


def test_what_was_missed_is_counted_in_both_kinds_of_units():
    found, near, rest = (sample.Stratum(10, 5, present) for present in (4, 2, 1))
    unknown = (float("nan"),) * 3
    row = sample._scored("war", "en", "hash", [found], [[near, rest]], unknown, unknown)
    named = dict(zip(sample.SCORES, row))
    assert (named["stretches"], named["read"], named["missed"]) == (10, 5, 3)
