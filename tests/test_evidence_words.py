"""What a number opens: words, or the address and the SHA-256 of the text in which they stand; never a label alone."""

import pytest
from conftest import ROOT
from readouts.report.findings import ROLE, Finding, Findings, Row, WithheldText

# Chapters whose every number, in prose and in exhibits that count words, is held to this.
CHAPTERS = ("frames", "robustness", "press", "frequency", "keyness", "methods", "validity")


def opens(findings: Findings, finding: Finding) -> bool:
    """Whether a finding's evidence shows words, says what a row says, or names the text by its address and SHA-256; of zero there is nothing to show."""
    if finding.parts:
        return all(opens(findings, findings[part]) for part in finding.parts)
    if finding.withheld and not all(text.address and text.sha256 for text in finding.withheld):
        return False
    return (
        finding.value == 0
        or bool(finding.spans or finding.withheld)
        or all(row.says for row in finding.rows)
    )


@pytest.mark.parametrize("chapter", CHAPTERS)
def test_every_number_of_the_prose_opens_words_or_an_address(report, chapter):
    used = set(ROLE.findall((ROOT / "chapters" / f"{chapter}.md").read_text("utf-8")))
    # The topics are read, not counted; their evidence is the coverage, chapter "Silences".
    used = {name for name in used if not name.startswith("topics")}
    assert (
        used
        and [name for name in sorted(used) if not opens(report.findings, report.findings[name])]
        == []
    )


def test_a_label_or_a_text_without_an_address_is_seen():
    known = Findings(
        [
            Finding("label", 1, "", rows=(Row("topics.csv", "trade"),)),
            Finding("said", 1, "", rows=(Row("press_claims.csv", "trade", "stated"),)),
            Finding("lost", 2, "", withheld=(WithheldText("a text", "9 words", "", "ab"),)),
            Finding("kept", 2, "", withheld=(WithheldText("a text", "9 words", "http://x", "ab"),)),
            Finding("none", 0, ""),
            Finding("rate", 3, "", parts=("said", "lost")),
            Finding("words", 1, "", spans=(("s", 0, 1),)),
        ]
    )
    assert {finding.id for finding in known if not opens(known, finding)} == {
        "label",
        "lost",
        "rate",
    }


def test_a_frame_of_a_full_text_shows_the_patterns_that_match(report):
    rows = {
        row.key: row.says for row in report.findings["frame-kremlin-2022-06-15-full-order"].rows
    }
    assert rows == {
        "brics": "× 2, The United Nations and other bodies of many states",
        "multilateral*": "× 1, The United Nations and other bodies of many states",
        "sco": "× 1, The United Nations and other bodies of many states",
        "un": "× 1, The United Nations and other bodies of many states",
        "fair system": "× 1, A fairer order",
        "system of international relations": "× 1, International order",
        "multipolar*": "× 1, Multipolarity",
    }
