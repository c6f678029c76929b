"""The page on which sentences are coded by keys: what is chosen is kept, saved as the sheet, and read again."""

import re

import pytest
from readouts.create import sheets
from readouts.draft import page, sheet
from readouts.draft.columns import Draft, Near, Speaker
from sites import NO_AXE

BY = "speaker=subject; verb=subject; stance=verb; agency=subject; topics=patterns; nearest=words"
EVIL = "</script><img src=x onerror=alert(1)> The King & <b>she</b> spoke."


def draft(number, text, **more):
    name = f"north-1-{number}"
    return Draft(name, "north", "North", "Call", "2024-03-01", "en", text, "north-1", 0, 9, **more)


DRAFTS = [
    draft(1, "The Queen stressed peace.", speaker="Queen", verb="stressed", stance="assertive", agency="active", topics="peace",
          nearest=(Near("south-1-1", 0.8, "She spoke of peace."),), drafted_by=BY),
    draft(2, EVIL, speaker="King", verb="spoke", stance="neutral", agency="active", drafted_by=BY),
    draft(3, "=1+1, it was said", drafted_by=BY),
    Draft("south-1-1", "south", "South", "Call", "2024-03-01", "en", "She spoke of peace.", "south-1", 0, 9, drafted_by=BY),
]  # fmt: skip


def test_no_text_is_markup_and_nothing_is_asked_of_a_network():
    text = page.page(DRAFTS, ["made by rules"], [Speaker("Queen")], ["peace", "war"])
    assert text.count("</script>") == 2 and "<img" not in text
    assert not re.search(r"(src|href)=|https?://|@import|url\(", page.page(DRAFTS[2:]))
    assert "default-src 'none'" in text


def test_a_blind_page_has_no_draft():
    text = page.page(DRAFTS, blind=True)
    assert "stressed peace" in text and 'similarity": "0' not in text and BY not in text


def test_another_sheet_has_another_key():
    keys = [re.search(r'"key": "(\w+)"', page.page(own))[1] for own in (DRAFTS, DRAFTS, DRAFTS[1:])]
    assert keys[0] == keys[1] != keys[2]


@pytest.fixture
def opened(tmp_path, browser):
    """A function that opens the page of these drafts, and what it logged."""
    pages = []

    def open_page(width=1280, scheme="light", **options):
        path = tmp_path / "page.html"
        text = page.page(DRAFTS, ["made by rules"], [Speaker("Queen")], ["peace", "war"], **options)
        path.write_text(text, encoding="utf-8")
        one = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme, accept_downloads=True)  # fmt: skip
        pages.append(one)
        one.faults = []
        one.on("pageerror", lambda error: one.faults.append(str(error)))
        one.on("console", lambda said: said.type == "error" and one.faults.append(said.text))
        one.goto(path.as_uri())
        return one

    yield open_page
    for one in pages:
        one.close(run_before_unload=False)


def keys(one, *pressed):
    for key in pressed:
        one.keyboard.press(key)


def saved(one, path):
    with one.expect_download() as download:
        keys(one, "s")
    download.value.save_as(path)
    return {row["sentence_id"]: row for row in sheet.read(path, ["peace", "war"])}


def test_three_sentences_are_coded_by_keys_and_read(tmp_path, opened):
    one = opened()
    keys(one, "A", "B", "Enter")  # the initials
    keys(one, "Shift+Enter")  # all of the first is right
    # Of the second: another speaker by its number, the verb is right, another stance, then a topic by its name, and none says the same.
    keys(one, "2", "Enter", "3", "Enter", "e")
    one.keyboard.type("war")
    keys(one, "Enter", "ArrowDown", "0", "n")
    # Of the third the speaker is written; a wrong answer is taken back.
    keys(one, "e")
    one.keyboard.type("Minister Oda")
    keys(one, "Enter", "0", "ArrowUp", "Backspace")
    assert "1 of 4" in one.inner_text("#progress") and "not saved" in one.inner_text("#progress")
    rows = saved(one, tmp_path / "sheet.csv")
    assert one.faults == []
    first, second, third = (rows[f"north-1-{number}"] for number in (1, 2, 3))
    assert [first[f"{name}_confirmed"] for name in ("speaker", "verb", "stance", "agency", "topics")] == ["ok"] * 5  # fmt: skip
    assert (second["speaker_confirmed"], second["verb_confirmed"], second["stance_confirmed"]) == ("King", "ok", "assertive")  # fmt: skip
    assert (second["topics_confirmed"], second["counterpart_confirmed"]) == ("war", "none")
    assert (third["speaker_confirmed"], third["verb_confirmed"]) == ("Minister Oda", "")
    assert third["text"] == "=1+1, it was said" and second["text"] == EVIL
    assert [row["coder"] for row in rows.values()] == ["AB", "AB", "AB", ""]
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", first["coded_on"])
    assert sheet.read_about(tmp_path / "sheet.csv") == ["made by rules"]
    judged = list(sheets.judgements_of(first))
    assert {(row["variable"], row["value"]) for row in judged} >= {("speaker", "Queen"), ("topic", "peace")}  # fmt: skip


def test_what_was_chosen_is_there_after_a_reload_and_leaving_warns(opened):
    one = opened()
    asked = []
    one.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    keys(one, "A", "B", "Enter", "1")
    one.reload()
    assert asked == ["beforeunload"]
    assert one.input_value("#coder") == "AB"
    assert one.inner_text(".answer") == "Queen"


def test_who_codes_blind_saves_no_draft_and_sees_where_two_differ_if_he_asks(tmp_path, opened):
    one = opened()
    keys(one, "A", "B", "Enter", "Shift+Enter")
    saved(one, tmp_path / "ab.csv")
    two = opened(blind=True)
    two.evaluate("localStorage.clear()")
    two.reload()
    keys(two, "C", "D", "Enter")
    assert "draft" not in two.inner_text("main") and not two.inner_text("#near")
    keys(two, "2", "n", "2")
    two.set_input_files("#other", str(tmp_path / "ab.csv"))
    two.get_by_text("and hidden").wait_for(timeout=10_000)
    assert not two.inner_text("#agreement") and not two.query_selector(".differs")
    two.evaluate("document.querySelector('details').open = true")
    two.check("#agree")
    assert "who is made to speak 0 of 1 alike" in two.inner_text("#agreement")
    two.select_option("#filter", "differs")
    assert (
        two.inner_text("#place").startswith("1 of 4") and two.inner_text(".differs") == "AB: Queen"
    )
    rows = saved(two, tmp_path / "cd.csv")
    assert rows["north-1-1"]["drafted_by"] == rows["north-1-1"]["speaker"] == ""
    assert {row["note"] for row in sheets.judgements_of(rows["north-1-1"])} == {"blind"}


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_it_can_be_read_by_everyone(opened, axe, width, scheme):
    if axe == NO_AXE:
        pytest.skip("no axe-core here (AXE_JS names it)")
    one = opened(width, scheme)
    one.evaluate("document.querySelector('details').open = true")
    assert one.evaluate("document.documentElement.scrollWidth") <= width
    one.evaluate(axe)
    assert [found["id"] for found in one.evaluate("axe.run()")["violations"]] == []
