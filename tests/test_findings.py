"""A number and what it counts belong together."""

import re

import docutils.core
import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from myst_parser.parsers.docutils_ import Parser
from readouts.report.findings import (
    Finding,
    Findings,
    Row,
    WithheldText,
    literal,
    slug,
    slugs,
    spans_of,
)

SPAN = ("s1", 0, 3)


def test_a_value_without_as_many_spans_is_refused():
    with pytest.raises(ValueError, match="'war' says 2 and shows 1 spans and rows"):
        Finding("war", 2, "war", spans=(SPAN,))


def test_spans_without_a_value_are_refused():
    with pytest.raises(ValueError, match="'war' says 0 and shows 1"):
        Finding("war", 0, "war", spans=(SPAN,))


def test_a_number_out_of_nothing_is_refused():
    with pytest.raises(ValueError, match="'war' says 3 and shows 0"):
        Finding("war", 3, "war")


def test_rows_count_as_spans_do():
    assert Finding("claims", 1, "claims", rows=(Row("press_claims.csv", "a"),)).value == 1
    with pytest.raises(ValueError, match="says 2 and shows 1"):
        Finding("claims", 2, "claims", rows=(Row("press_claims.csv", "a"),))


def test_zero_needs_nothing_to_show():
    assert Finding("war", 0, "war", searched=("s1",)).text == "0"


def test_a_withheld_text_or_parts_stand_for_spans():
    assert Finding("war", 5, "war", withheld=(WithheldText("a text", "9 words"),)).text == "5"
    assert Finding("rate", 7.25, "a rate", parts=("war", "words"), shown="7.3").text == "7.3"


def test_two_findings_of_one_name_are_refused():
    with pytest.raises(ValueError, match="two findings are named 'war'"):
        list(Findings([Finding("war", 0, "war"), Finding("war", 0, "another war")]))


def test_a_name_is_known_once_it_is_asked_for_and_before():
    found = Findings([Finding(name, 0, name) for name in ("war", "peace", "trade")])
    assert "peace" in found and "war" in found and "trade" in found and "calm" not in found


def test_an_unknown_name_is_answered_with_those_near_it():
    findings = Findings(
        [Finding("war-june", 0, ""), Finding("war-february", 0, ""), Finding("peace", 0, "")]
    )
    with pytest.raises(KeyError, match="no finding 'war-jun'; near it: war-june"):
        findings["war-jun"]
    with pytest.raises(KeyError, match="no finding 'zzz'; near it: none"):
        findings["zzz"]


def test_findings_are_iterated_in_the_order_in_which_they_were_made():
    findings = Findings(Finding(name, 0, "") for name in ("b", "a", "c"))
    assert [finding.id for finding in findings] == ["b", "a", "c"] and len(findings) == 3


def test_prose_is_filled():
    findings = Findings(
        [
            Finding("n-war", 1, "", spans=(SPAN,)),
            Finding("rate", 2.5, "", parts=("n-war",), shown="2.50"),
        ]
    )
    assert (
        findings.fill("{finding}`n-war` of `code`, {finding}`rate` per 1,000.")
        == "1 of `code`, 2.50 per 1,000."
    )
    with pytest.raises(KeyError, match="near it: n-war"):
        findings.fill("{finding}`n-wars`")


@pytest.mark.parametrize(
    ("parts", "expected"),
    [
        (("word", "kremlin-2022-06-15", "Russia's"), "word-kremlin-2022-06-15-russia-s"),
        (("a_b", " c "), "a-b-c"),
        (("series", "危机"), "series-危机"),
    ],  # 危机: "crisis"
)
def test_an_id_is_words_joined_by_hyphens(parts, expected):
    assert slug(*parts) == expected


def test_spans_are_plain_numbers():
    # Numbers of numpy cannot be written as JSON.
    spans = spans_of(pd.DataFrame({"segment_id": ["s1"], "start": [0], "end": [3]}))
    assert spans == (SPAN,) and {type(part) for part in spans[0]} == {str, int}


def test_what_is_not_counted_has_a_name_and_no_number():
    counted = Finding(
        "war", 0, "war: a text", (9, "words"), searched=("s1",), patterns=("war",), note="Absent."
    )
    found = counted.uncounted()
    assert (found.id, found.label, found.value) == ("war", "war: a text", None)
    assert found.text == "not counted with these patterns" and "not absent" in found.note
    assert not (found.denominator or found.patterns or found.searched)
    assert Findings([found]).fill("It has {finding}`war`.") == f"It has {found.text}."


@given(st.lists(st.text(max_size=100), max_size=30))
def test_slugs_are_distinct_and_short(names):
    made = slugs(names)
    assert set(made) == set(names) and len(set(made.values())) == len(made)
    assert all(name and re.fullmatch(r"[\w-]+", name) and len(name) <= 70 for name in made.values())


def test_a_slug_that_is_shared_by_none_is_left_as_it_is():
    assert slugs(["peace", "russia's", "win-win"]) == {
        "peace": "peace",
        "russia's": "russia-s",
        "win-win": "win-win",
    }


EXTENSIONS = ["attrs_inline", "colon_fence", "deflist", "dollarmath"]


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    st.text(
        st.characters(codec="utf-8", exclude_categories=["Cc", "Zl", "Zp", "Cs"])
        | st.sampled_from("*_`{}[]()<>$&;:#|\\!~^-=+.1"),
        max_size=40,
    )
)
def test_a_name_is_read_as_it_is_written(name):
    shown = docutils.core.publish_doctree(
        f"A name: {literal(name)} it was.",
        parser=Parser(),
        settings_overrides={
            "myst_enable_extensions": EXTENSIONS,
            "report_level": 5,
            "_disable_config": True,
        },
    )
    assert " ".join(shown.astext().split()) == " ".join(f"A name: {name} it was.".split())
