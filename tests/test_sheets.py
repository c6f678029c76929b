"""A row of a sheet as judgements: what a person says, what drafted it, and what is refused."""

import pytest
from coded_book import BY
from readouts.create.sheets import cut, drafts_of, judgements_of
from readouts.draft.columns import COLUMNS


def row(**cells):
    drafted = {"speaker": "Queen", "verb": "said", "stance": "neutral", "agency": "none", "topics": "war; peace", "drafted_by": BY}  # fmt: skip
    near = {"nearest_1": "s-1-1", "nearest_1_similarity": "0.50"}
    return dict.fromkeys(COLUMNS, "") | {"sentence_id": "n-1-1"} | drafted | near | {"coder": "AB"} | cells  # fmt: skip


def said(found):
    return [(one["variable"], one["value"]) for one in found]


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        ({}, []),
        ({"speaker_confirmed": "ok"}, [("speaker", "Queen")]),
        ({"speaker_confirmed": "none"}, [("speaker", "nobody")]),
        ({"verb_confirmed": "none"}, [("verb", "none")]),
        ({"agency_confirmed": "ok"}, [("agency", "none")]),
        ({"topics_confirmed": "ok"}, [("topic", "war"), ("topic", "peace")]),
        ({"topics_confirmed": "trade; trade"}, [("topic", "trade")] * 2),
        ({"topics": "none", "topics_confirmed": "ok"}, [("topic", "none")]),
        ({"counterpart_confirmed": "s-1-1; s-1-2"}, [("counterpart", "s-1-1"), ("counterpart", "s-1-2")]),
        ({"counterpart_confirmed": "none"}, [("counterpart", "none")]),
    ],
)  # fmt: skip
def test_what_a_person_says(cells, expected):
    found = list(judgements_of(row(**cells)))
    assert said(found) == expected
    assert {(one["coder_kind"], one["coder"]) for one in found} <= {("person", "AB")}


def test_a_draft_knows_what_made_it_and_a_model_is_no_rule():
    found = list(drafts_of(row()))
    assert said(found) == [("speaker", "Queen"), ("verb", "said"), ("stance", "neutral"), ("agency", "none"), ("counterpart", "s-1-1")]  # fmt: skip
    assert {one["coder_kind"] for one in found} == {"rule"}
    assert found[-1]["note"] == "similarity 0.50"
    by_model = list(drafts_of(row(drafted_by="nearest=some-model-1.0")))
    assert [(one["coder_kind"], one["coder"]) for one in by_model] == [("model", "some-model-1.0")]


def test_who_saw_no_draft_coded_blind():
    (one,) = judgements_of(row(drafted_by="", speaker_confirmed="King", note="sure"))
    assert one["note"] == "blind; sure"


def test_what_is_not_counted_has_no_sentence():
    segment = {"segment_id": "n-1", "readout_id": "n", "text": "One. Two."}
    assert not cut([segment | {"counted": "no"}]).rows
    assert list(cut([segment]).text.values()) == ["One.", "Two."]
