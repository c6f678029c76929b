"""What coders say of each sentence: what may stand in the tables, and what holds of a sentence."""

import pandas as pd
import pytest
from readouts.report import codings
from readouts.report.codings import faults, resolved, sha256

TEXT = "The Queen spoke. War and peace. It was agreed."
SENTENCES = [("n-1-1", 0, 16), ("n-1-2", 17, 31), ("n-1-3", 32, 46)]


def tables(*judgements, text=TEXT, sentences=SENTENCES):
    """The tables of a book of two accounts, each with the line of a row under the key ''."""
    rows = [dict(zip(codings.JUDGEMENT, (*row, "", ""))) | {"": n} for n, row in enumerate(judgements, 2)]  # fmt: skip
    other = {"sentence_id": "s-1-1", "segment_id": "s-1", "start": 0, "end": 6, "sha256": sha256("Peace!"), "": 5}  # fmt: skip
    return {
        "segments": [
            {"segment_id": "n-1", "readout_id": "n", "text": text},
            {"segment_id": "s-1", "readout_id": "s", "text": "Peace!"},
        ],
        "readouts": [{"readout_id": name, "event": "call"} for name in "ns"],
        "codebook": [{"code": "war"}, {"code": "peace"}],
        "sentences": [
            {"sentence_id": name, "segment_id": "n-1", "start": start, "end": end, "sha256": sha256(TEXT[start:end]), "": line}
            for line, (name, start, end) in enumerate(sentences, 2)
        ] + [other],
        "codings": rows,
    }  # fmt: skip


def frames(*judgements):
    return {name: pd.DataFrame(rows) for name, rows in tables(*judgements).items()}


GOOD = [
    ("n-1-1", "speaker", "Queen", "person", "AB"),
    ("n-1-2", "topic", "war", "person", "AB"),
    ("n-1-2", "topic", "peace", "person", "AB"),
    ("n-1-2", "counterpart", "s-1-1", "person", "AB"),
    ("n-1-3", "agency", "passive", "rule", "by"),
]


def test_what_is_right_has_no_fault():
    assert faults(tables(*GOOD)) == []


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (("n-1-1", "stance", "angry", "person", "AB"), "one of neutral"),
        (("n-1-1", "topic", "trade", "person", "AB"), "a code of codebook.csv"),
        (("n-1-1", "counterpart", "n-1-2", "person", "AB"), "a sentence of another account"),
        (("n-1-1", "counterpart", "x-1-2", "person", "AB"), "a sentence of another account"),
        (("n-1-1", "speaker", "King", "person", "AB"), "one value"),
        (("n-1-2", "topic", "none", "person", "AB"), "either none or values"),
    ],
)
def test_a_judgement_that_cannot_be_is_named(row, expected):
    (fault,) = faults(tables(*GOOD, row))
    assert (fault.file, fault.row) == ("codings.csv", 7) and fault.expected.startswith(expected)


def test_a_sentence_whose_words_are_others_now_is_named():
    (fault,) = faults(tables(*GOOD, text=TEXT.replace("peace", "piece")))
    assert (fault.file, fault.row, fault.column) == ("sentences.csv", 3, "sha256")


def test_sentences_stand_one_after_the_other():
    found = faults(tables(sentences=[("n-1-1", 0, 16), ("n-1-2", 10, 31), ("n-1-3", 32, 99)]))
    assert [fault.column for fault in found] == ["start, end"] * 2


def test_all_faults_are_told_at_once():
    found = faults(tables(("n-1-1", "stance", "x", "rule", "r"), ("n-1-1", "topic", "x", "rule", "r"), text=TEXT.upper()))  # fmt: skip
    assert len(found) == 5


def test_a_persons_word_stands_before_a_draft_and_the_first_persons_before_the_second():
    table = resolved(
        frames(
            ("n-1-1", "speaker", "nobody", "rule", "r"),
            ("n-1-1", "speaker", "Queen", "person", "AB"),
            ("n-1-1", "speaker", "King", "person", "CD"),
            ("n-1-3", "speaker", "both", "model", "m"),
        )
    )
    found = {row.sentence_id: (row.value, row.confirmed, row.coder_kind, row.coders) for row in table.itertuples()}  # fmt: skip
    assert found["n-1-1"] == (("Queen",), True, "person", "AB")
    assert found["n-1-3"] == (("both",), False, "model", "m")


def test_patterns_propose_topics_where_no_person_has_judged():
    coded = pd.DataFrame(
        [("n-1", 17, "war", "war"), ("n-1", 25, "peace", "peace*"), ("s-1", 0, "peace", "peace*")],
        columns=["segment_id", "start", "code", "pattern"],
    )
    table = resolved(frames(("s-1-1", "topic", "none", "person", "AB")), coded)
    found = {row[0]: (row[2], row[3], row[5]) for row in table.itertuples(index=False)}
    assert found == {
        "n-1-2": (("war", "peace"), False, "war; peace*"),
        "s-1-1": (("none",), True, "AB"),
    }
