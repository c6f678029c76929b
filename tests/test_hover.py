"""Notes at terms, citations and numbers: on the page as they stand elsewhere, and shown by pointer, keyboard and finger."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from sites import stopped

TERM, CITATION = "a:has(> .std-term)", "a[href*='references.html#']"


def words(text: str) -> str:
    """A text without the marks and spaces that typesetting changes."""
    return re.sub(r"[\W_]+", " ", text).strip()


@pytest.fixture(scope="module")
def chapters(site, trees) -> dict[Path, BeautifulSoup]:
    """The pages of the book, parsed."""
    return {
        (site / page).resolve(): tree
        for page, tree in trees.items()
        if page.startswith("chapters/")
    }


def by_id(tree: BeautifulSoup) -> dict[str, object]:
    """The elements of a page that have an id; to find each by itself is to go through the page."""
    return {element["id"]: element for element in tree.select("[id]")}


def noted(chapters, kind: str) -> Iterator[tuple[Path, object, str]]:
    """Every link of a kind in the pages' texts: its page, itself, and its note."""
    for page, tree in chapters.items():
        parts = by_id(tree)
        for link in tree.select(f".bd-article {kind}"):
            yield page, link, parts[link["aria-describedby"]].get_text()


def target(chapters, page: Path, link):
    """What a link leads to."""
    path, _, anchor = link["href"].partition("#")
    return chapters[(page.parent / path).resolve() if path else page].find(id=anchor)


def test_a_term_has_the_definition_of_the_glossary(chapters):
    links = list(noted(chapters, TERM))
    assert len(links) > 50
    wrong = [
        (page.name, link.get_text())
        for page, link, note in links
        if words(note) != words(target(chapters, page, link).find_next_sibling("dd").get_text())
    ]
    assert not wrong


def test_a_citation_has_its_reference(chapters):
    links = list(noted(chapters, CITATION))
    assert len(links) > 20
    for page, link, note in links:
        assert not link.has_attr("title")
        entry = target(chapters, page, link).find("p").get_text()
        assert set(words(note).split()) >= set(words(entry).split()) - {"URL", "doi"}, (
            link.get_text()
        )


def test_a_number_of_the_prose_says_what_it_counts(chapters, report):
    shown = 0
    for page, tree in chapters.items():
        parts = by_id(tree)
        for link in tree.select(".bd-article a.finding[aria-describedby]"):
            finding = report.findings[link["href"].partition("#finding-")[2]]
            note = parts[link["aria-describedby"]].get_text()
            assert note.startswith(finding.label) and (
                not finding.denominator or str(finding.denominator[0]) in note
            ), (page.name, finding.id)
            shown += 1
        assert not tree.select(".finding-entry a.finding[aria-describedby]")
        for link in tree.select("table:not(.facing) a.finding[aria-describedby]"):
            assert "Precision of " in parts[link["aria-describedby"]].get_text()
        assert not [
            link
            for link in tree.select(".bd-article section > p > a.finding")
            if not link.has_attr("aria-describedby")
        ]
    assert shown > 200


def test_each_note_stands_once_hidden_and_used(chapters):
    for page, tree in chapters.items():
        notes = tree.select(".about")
        texts = [note.get_text() for note in notes]
        assert len(set(texts)) == len(texts) and all(note.has_attr("hidden") for note in notes)
        used = {link["aria-describedby"] for link in tree.select("a[aria-describedby^=about-]")}
        assert used == {note["id"] for note in notes}, page.name


def test_every_chapter_of_the_report_explains_its_terms(chapters):
    lacking = [
        page.name
        for page, tree in chapters.items()
        if page.parent.name == "chapters" and tree.select("p a.finding") and not tree.select(TERM)
    ]
    assert not lacking


def test_the_words_that_are_terms_are_in_the_glossary():
    glossary = (ROOT / "chapters" / "glossary.md").read_text(encoding="utf-8")
    for chapter in sorted((ROOT / "chapters").glob("*.md")):
        for term in re.findall(
            r"\{term\}`(?:[^`<]*<)?([^`>]+)>?`", chapter.read_text(encoding="utf-8")
        ):
            assert f"\n\n{term}\n" in glossary.replace("```{glossary}\n", "\n\n"), (
                chapter.name,
                term,
            )


# --- In a browser -------------------------------------------------------------


@contextmanager
def opened(browser, site: Path, name: str, width: int = 1280, **options):
    """A page from the disk; a fault of its script is a fault of the test."""
    context = browser.new_context(
        viewport={"width": width, "height": 844}, reduced_motion="reduce", **options
    )
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    try:
        page.goto((site / f"chapters/{name}.html").resolve().as_uri())
        yield page
        assert not faults
    finally:
        context.close()


def shown(page) -> list[str]:
    """The notes that are to be seen."""
    return page.evaluate(
        "[...document.querySelectorAll('.about')].filter(note => note.checkVisibility()).map(note => note.textContent)"
    )


def note_of(page, link) -> str:
    """The note of a link, whether seen or not."""
    return page.evaluate(
        "link => document.getElementById(link.getAttribute('aria-describedby')).textContent",
        link.element_handle(),
    )


@pytest.mark.parametrize(
    ("name", "kind", "width"),
    [
        ("naming", TERM, 1280),
        ("methods", CITATION, 390),
        ("index", "p > a.finding", 390),
        ("glossary", TERM, 1280),
        *(
            pytest.param(*case, marks=pytest.mark.slow)
            for case in (
                ("naming", TERM, 390),
                ("methods", CITATION, 1280),
                ("index", "p > a.finding", 1280),
                ("glossary", TERM, 390),
            )
        ),
    ],
)
def test_a_note_shows_on_hover_within_the_screen_and_beside_its_link(
    browser, site, name, kind, width
):
    with opened(browser, site, name, width) as page:
        for link in page.locator(f".bd-article {kind}").all()[:3]:
            page.mouse.move(1, 1)
            link.scroll_into_view_if_needed()
            assert shown(page) == []
            link.hover()
            page.wait_for_selector(".about:popover-open", timeout=3000)
            assert shown(page) == [note_of(page, link)]
            note, boxes = (
                page.locator(".about:popover-open").bounding_box(),
                page.evaluate(
                    "link => [...link.getClientRects()].map(r => [r.top, r.bottom])",
                    link.element_handle(),
                ),
            )
            assert (
                note["x"] >= 0
                and note["x"] + note["width"] <= width
                and note["y"] >= 0
                and note["y"] + note["height"] <= 844
            )
            assert (
                min(
                    abs(edge - bound)
                    for box in boxes
                    for bound in box
                    for edge in (note["y"], note["y"] + note["height"])
                )
                < 8
            )
            assert page.evaluate("document.documentElement.scrollWidth") <= width
            page.mouse.move(1, 1)
            page.wait_for_function("!document.querySelector('.about:popover-open')", timeout=3000)


def test_a_note_stays_under_the_pointer_and_goes_with_escape(browser, site):
    with opened(browser, site, "naming") as page:
        stopped(page)
        link = page.locator(f".bd-article {TERM}").first
        link.hover()
        page.clock.run_for(1000)
        box = page.locator(".about:popover-open").bounding_box()
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=5)
        page.clock.run_for(700)
        assert shown(page) == [note_of(page, link)]
        page.keyboard.press("Escape")
        assert shown(page) == []
        page.clock.run_for(300)
        assert shown(page) == []
        # On the link itself too: Escape closes, and it stays closed while the pointer rests.
        page.mouse.move(1, 1)
        link.hover()
        page.clock.run_for(1000)
        page.keyboard.press("Escape")
        page.clock.run_for(300)
        assert shown(page) == []


def test_a_pointer_on_its_way_opens_nothing(browser, site):
    with opened(browser, site, "naming") as page:
        stopped(page)
        link = page.locator(f".bd-article {TERM}").first
        link.scroll_into_view_if_needed()
        box = link.bounding_box()
        page.mouse.move(box["x"] + 2, box["y"] + 2)
        page.mouse.move(1, 1)
        page.clock.run_for(300)
        assert shown(page) == []


def test_a_note_shows_with_the_keyboard_and_leaves_the_focus(browser, site):
    with opened(browser, site, "methods") as page:
        links = page.locator(f".bd-article :is({TERM}, {CITATION}, p > a.finding)").all()
        assert len(links) > 20
        for link in links[:8]:
            # The stop before it, then Tab: a script's focus is not the keyboard's.
            link.evaluate(
                "e => { const stop = document.createElement('span'); stop.tabIndex = 0; stop.id = 'stop'; e.before(stop); stop.focus(); }"
            )
            page.keyboard.press("Tab")
            assert shown(page) == [note_of(page, link)]
            page.keyboard.press("Escape")
            assert shown(page) == [] and link.evaluate("e => e === document.activeElement")
            link.evaluate("() => document.getElementById('stop').remove()")
        page.keyboard.press("Shift+Tab")
        page.keyboard.press("Tab")
        assert len(shown(page)) == 1
        page.keyboard.press("Enter")
        page.wait_for_url(re.compile(r"(glossary|references|evidence/\w+)\.html#"))


def test_a_finger_sees_the_note_first_and_follows_the_link_second(browser, site):
    with opened(browser, site, "naming", 390, has_touch=True, is_mobile=True) as page:
        link = page.locator(f".bd-article {TERM}").first
        link.tap()
        assert shown(page) == [note_of(page, link)] and page.url.endswith("naming.html")
        page.touchscreen.tap(5, 300)
        assert shown(page) == []
        link.tap()
        link.tap()
        page.wait_for_url("**/glossary.html#term-*")
    with opened(browser, site, "index", 390, has_touch=True, is_mobile=True) as page:
        page.locator(".bd-article a.finding").first.tap()
        page.wait_for_url("**/evidence/index.html#finding-*")


def test_without_a_script_the_link_works_and_the_note_is_its_description(browser, site):
    with opened(browser, site, "naming", java_script_enabled=False) as page:
        link = page.locator(f".bd-article {TERM}").first
        note = page.locator(f"[id='{link.get_attribute('aria-describedby')}']")
        assert not note.is_visible() and len(note.text_content()) > 20
        link.hover()
        assert not note.is_visible()
        link.click()
        page.wait_for_url("**/glossary.html#term-*")


def test_a_screen_reader_is_told_the_note(browser, site):
    with opened(browser, site, "naming") as page:
        link = page.locator(f".bd-article {TERM}").first
        session = page.context.new_cdp_session(page)
        found = session.send(
            "Runtime.evaluate", {"expression": f"document.querySelector({f'.bd-article {TERM}'!r})"}
        )["result"]["objectId"]
        tree = session.send(
            "Accessibility.getPartialAXTree", {"objectId": found, "fetchRelatives": False}
        )["nodes"][0]
        assert tree["role"]["value"] == "link" and tree["description"]["value"] == note_of(
            page, link
        )
