"""The head of a sheet names the rules, and says what was measured of them."""

from invented_drafts import drafts
from readouts.draft import about, sheet


def test_a_rule_that_drafts_is_among_those_that_are_listed():
    text = "The leaders spoke. President Ada Oda noted it. It was agreed. The talks touched on it."
    used = {sheet.coders(one.drafted_by)["speaker"] for one in drafts(text)}
    assert len(used) > 3
    assert used <= set(about.rules())


def test_the_head_says_how_often_drafts_were_wrong_and_of_which_languages_there_are_no_rules():
    head = about.lines(["en", "de"], "a codebook", [])
    rates = [
        row
        for row in about.measured()
        if (row.draw, row.language, row.variable) == ("calls-2", "en", "speaker")
    ]
    assert any(
        f"in {rates[0].sentences} sentences" in line and f"speaker {rates[0].wrong}" in line
        for line in head
    )
    assert any("No rules for the language de" in line for line in head)
    assert about.WITHOUT_MODEL in head
    assert about.WITHOUT_MODEL not in about.lines(["en", "de"], "a codebook", [], "a model")
