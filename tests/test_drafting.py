"""Drafts of any text: sentences that do not overlap, ids that are stable, topics of the codebook, and no long wait."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented_drafts import drafts
from readouts.corpus.document import Document
from readouts.corpus.segments import paragraphs
from readouts.draft import draft
from readouts.draft.columns import AGENCIES, STANCES


def test_of_a_language_without_rules_nothing_is_drafted():
    (one,) = drafts("Präsidentin Oda betonte den Vertrag.", "de")
    assert (one.speaker, one.verb, one.drafted_by) == ("nobody", "none", "")


def test_topics_are_the_codes_with_a_stretch_in_the_sentence():
    from readouts.api.codebooks import read_codebook

    book = read_codebook({"river": ["river*"], "ferry": ["ferr*"]})
    found = draft([Document("a", "The ferry on the river. It rained.", language="en")], book)
    assert [one.topics for one in found] == ["ferry; river", "none"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.sampled_from(["President Oda stressed peace. ", "It was agreed. ", "“So. ", "双方同意。", "\n", "Отмечено, ", "Mr. ", "###", "普京表示，", "… "]), max_size=12).map("".join),
    st.sampled_from(["en", "ru", "zh", "de"]),
)  # fmt: skip
def test_each_character_is_in_one_sentence_at_most_and_ids_are_stable(text, language):
    found = drafts(text, language)
    assert found == drafts(text, language)
    assert len({one.sentence_id for one in found}) == len(found)
    segments = {f"a-{number}": one.text for number, one in enumerate(paragraphs(text), start=1)}
    end: dict[str, int] = {}
    for one in found:
        assert one.text == segments[one.segment_id][one.start : one.end]
        assert one.start >= end.get(one.segment_id, 0)
        end[one.segment_id] = one.end
        assert one.stance in STANCES
        assert one.agency in AGENCIES


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "President Ada Oda" + ", again" * 300 + " x stressed peace."),
        ("en", "President Ada Oda" + " fully" * 300 + " x noted peace and " * 30),
        ("ru", "Анна Иванова" + ", тепло" * 300 + " ы отметила мост."),
        ("ru", "Анна Иванова" + " Иванова" * 300 + " ы отметила мост, и" * 30),
        ("zh", "普京" + "对" * 400 + "表示" * 30),
    ],
)
def test_a_long_chain_takes_no_longer_for_its_length(language, text):
    start = time.process_time()
    drafts(text, language)
    assert time.process_time() - start < 5
