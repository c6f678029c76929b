"""What is said of the drafts' errors is what comes out when the sentences that were coded by hand are drafted again."""

import csv
import json
from pathlib import Path

import draft_texts
import pytest
from readouts.corpus.document import Document
from readouts.draft import about, draft, nearest

needs_texts = pytest.mark.skipif(
    not draft_texts.CORPORA.is_dir(), reason="needs ../shared/corpora, the texts that were coded"
)
COUNTERPARTS = Path(__file__).parent / "data" / "draft_counterparts.csv"


@needs_texts
def test_the_sentences_are_those_that_were_read():
    for row in draft_texts.gold():
        found = draft_texts.drafts()[row["text_id"]]
        one = found[row["segment"], int(row["start"]), int(row["end"])]
        assert draft_texts.sha256(one.text) == row["sha256"]


@needs_texts
def test_the_errors_are_those_that_are_said():
    found = draft_texts.wrong()
    said = {(row.draw, row.language, row.variable): [row.sentences, row.wrong_now] for row in about.measured()}  # fmt: skip
    assert found == said


def test_each_sentence_was_read_once_and_enough_were():
    gold = draft_texts.gold()
    places = {(row["text_id"], row["segment"], row["start"]) for row in gold}
    assert len(places) == len(gold) > 500
    speakers = [row for row in about.measured() if row.variable == "speaker"]
    assert sum(row.sentences for row in speakers) == len(gold)
    assert all(row.wrong >= row.wrong_now for row in about.measured())


def test_of_calls_that_were_new_nineteen_speakers_in_twenty_are_right():
    last = [row for row in about.measured() if (row.draw, row.variable) == ("calls-2", "speaker")]
    assert sum(row.wrong for row in last) / sum(row.sentences for row in last) < 0.05


def accounts() -> list[Document]:
    """The accounts of which counterparts were written down."""
    found = []
    folder = draft_texts.CORPORA / "readouts"
    with (folder / "manifest.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            text = (folder / row["file"]).read_text(encoding="utf-8")
            found.append(Document(f"{row['event'][:10]}-{row['side']}", text, row["side"], event=row["event"][:10], language=row["language"], title=row["title"]))  # fmt: skip
    for row in draft_texts._lines("beijing_broadcasts.jsonl.gz"):
        day = row["broadcast_date"]
        if day in ("2022-02-25", "2022-06-15") and "通电话" in row["title"]:
            found.append(Document(f"{day}-beijing", row["text"], "beijing", event=day, language="zh"))  # fmt: skip
    return found


def among_the_two(by: nearest.Model | None) -> dict[str, list[int]]:
    """By languages: for how many sentences a counterpart was written down, and for how many it is proposed."""
    found: dict[str, list[int]] = {}
    with COUNTERPARTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    for pair in dict.fromkeys(json.dumps(sorted((row["event"] + "-" + row["one"], row["event"] + "-" + row["other"]))) for row in rows):  # fmt: skip
        two = [one for one in accounts() if one.document_id in json.loads(pair)]
        proposed = {one.sentence_id: {near.sentence_id for near in one.nearest} for one in nearest.fill(draft(two, draft_texts.NoCodes), by)}  # fmt: skip
        count = found.setdefault("+".join(sorted({one.language for one in two})), [0, 0])
        for row in rows:
            one, other = f"{row['event']}-{row['one']}", f"{row['event']}-{row['other']}"
            if json.dumps(sorted((one, other))) == pair:
                right = {f"{other}-{name}" for name in row["counterparts"].split("; ")}
                count[0] += 1
                count[1] += bool(right & proposed[f"{one}-{row['sentence']}"])
    return found


def said(by: str) -> dict[str, list[int]]:
    return {row.languages: [row.sentences, row.found] for row in about.measured_nearest() if row.by == by}  # fmt: skip


@needs_texts
def test_the_nearest_by_words_are_as_good_as_is_said():
    found = among_the_two(None)
    assert {languages: found[languages] for languages in said("words")} == said("words")


@needs_texts
@pytest.mark.slow
def test_the_nearest_by_the_model_are_as_good_as_is_said():
    model = nearest.model()
    if model is None:
        pytest.skip("needs the extra similarity")
    assert among_the_two(model) == said(model.name.partition(" (")[0])
