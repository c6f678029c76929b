"""The built site on a narrow screen, opened from the disk: offline, within the screen, for everyone."""

from collections import defaultdict

import pytest
from sites import NO_AXE, PHONE, WIDE, Log, axe_finds, foreign, opened, show, violations

LONG = 200_000  # bytes from which axe looks at a page of evidence in `make check` alone

# Tables whose scroller the keyboard cannot reach, whose header goes away, or whose first column does; that of facing accounts
# has its cells below each other. Of a table of sentences each row is a card: nothing goes sideways, and a cell names its column.
TABLES = """() => [...document.querySelectorAll(".bd-article table:not(.indextable, .facing)")].filter(t => {
  if (!t.checkVisibility()) return false;
  const box = t.closest(".pst-scrollable-table-container");
  if (!box) return true;
  const scrolls = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
  if (scrolls && box.tabIndex < 0) return true;
  const sideways = box.scrollWidth > box.clientWidth;
  if (t.matches(".cards")) return sideways || [...t.querySelectorAll("td:not(:first-child)")].some(
    cell => getComputedStyle(cell, "::before").content != JSON.stringify(cell.dataset.column) || !cell.dataset.column);
  const first = t.querySelector("tbody > tr > :first-child");
  if (sideways && first && !t.closest(".concordance") && getComputedStyle(first).position != "sticky") return true;
  const head = t.querySelector("thead :is(th, td)");
  if (!head || box.scrollHeight <= box.clientHeight + 5) return false;
  box.scrollTop = box.scrollHeight;
  return head.getBoundingClientRect().top < box.getBoundingClientRect().top - 3;
}).map(t => t.outerHTML.slice(0, 120))"""

# Tables that catch the finger in a box of their own: of cards, of few rows, or of many that are folded.
BOXED = """() => [...document.querySelectorAll(".bd-article .pst-scrollable-table-container")].filter(box => {
  const table = box.querySelector(":scope > table");
  if (!table || !box.checkVisibility() || box.closest(".concordance")) return false;
  const free = table.matches(".cards") || table.tBodies[0]?.rows.length <= 20 || box.matches(".folded");
  // Without a box nothing fades: what scrolls is the page.
  const fades = getComputedStyle(box, "::after");
  if (table.matches(".cards") && fades.display != "none") return true;
  return free && box.scrollHeight > box.clientHeight + 1;
}).map(box => box.textContent.trim().slice(0, 80))"""

# Cards in which a value does not begin where the others do: below each other they are read down one edge.
UNEVEN = """() => [...document.querySelectorAll("table.cards")].filter(table => {
  const edges = [...table.querySelectorAll("tbody > tr > :not(:first-child)")].flatMap(cell => {
    const walk = document.createTreeWalker(cell, NodeFilter.SHOW_TEXT, text => text.data.trim() ? 1 : 2);
    const first = walk.nextNode(), range = document.createRange();
    if (!first || !cell.checkVisibility()) return [];
    range.setStart(first, first.data.search(/\\S/));
    range.setEnd(first, first.data.search(/\\S/) + 1);
    // Code has a ground, which begins before its letters.
    return [(first.parentElement.closest("code") ?? range).getBoundingClientRect().left];
  });
  return Math.max(...edges) - Math.min(...edges) > 2;
}).map(table => "uneven: " + table.outerHTML.slice(0, 120))"""

# Notes that stand beside the text instead of below it.
BESIDE = """() => [...document.querySelectorAll("aside.margin, aside.sidebar")].filter(
  e => e.offsetWidth < 0.85 * e.parentElement.clientWidth).map(e => e.outerHTML.slice(0, 120))"""


def _layout(page) -> list[str]:
    sideways = (
        ["the page scrolls sideways"]
        if page.evaluate("document.documentElement.scrollWidth > innerWidth")
        else []
    )
    return sideways + [
        html for script in (WIDE, TABLES, BOXED, UNEVEN, BESIDE) for html in page.evaluate(script)
    ]


@pytest.fixture(scope="module")
def phone(site, browser, pages, axe) -> dict[str, list[str]]:
    """What is found on a narrow screen and from the disk, by the question."""
    found, known = defaultdict(list), set()
    with opened(browser, PHONE) as page:
        log = Log(page, f"{site.resolve().as_uri()}/")
        for path in [*pages, "search.html?q=the"]:
            log.visit(path)
            short = "evidence/" not in path or (site / path).stat().st_size < LONG
            answers = {"layout": _layout(page), "requests": foreign(log)}
            if axe != NO_AXE and short:
                answers |= axe_finds(page, axe, known)
            for question, faults in answers.items():
                found[question] += [f"{path}: {fault}" for fault in faults]
    return found


@pytest.mark.parametrize("question", ["requests", "layout"])
def test_nothing_is_asked_of_others_and_all_stands_within_the_screen(phone, question):
    assert not phone[question], show(phone[question])


@pytest.mark.parametrize("question", ["rules", "light", "dark"])
def test_axe_finds_nothing(axe, phone, question):
    if axe == NO_AXE:
        pytest.skip(NO_AXE)
    assert not phone[question], show(phone[question])


@pytest.mark.parametrize("name", ["index", "figures"])
def test_what_a_finger_touches_is_large_or_far_from_the_next(site, browser, axe, name):
    if axe == NO_AXE:
        pytest.skip(NO_AXE)
    with opened(browser, PHONE) as page:
        page.goto((site / "chapters" / f"{name}.html").resolve().as_uri())
        page.evaluate(axe)
        # What opens by a word is touched too.
        page.evaluate(
            "document.querySelectorAll('.bd-article details').forEach(one => one.open = true)"
        )
        small = "() => axe.run({runOnly: ['target-size'], resultTypes: ['violations']})"
        found = violations(page.evaluate(small))
        assert not found, show(found)
        page.add_style_tag(content="footer a, .bd-article a { display: block; height: 9px; line-height: 9px; font-size: 6px; margin: 0; padding: 0; }")  # fmt: skip
        assert violations(page.evaluate(small))


@pytest.mark.parametrize("name", ["whose-words", "voices", "naming"])
def test_a_table_of_few_rows_stands_whole_in_the_page(site, browser, name):
    """Of one of sentences a wide window showed three rows, in a box that scrolled."""
    boxed = """() => [...document.querySelectorAll(".pst-scrollable-table-container:has(table.exhibit)")].map(
      box => [box.querySelectorAll("tbody > tr").length, box.scrollHeight > box.clientHeight + 1])"""
    with opened(browser) as page:
        page.goto((site / "chapters" / f"{name}.html").resolve().as_uri())
        found = page.evaluate(boxed)
    assert found and not [rows for rows, scrolls in found if scrolls and rows <= 20]
    # The names of the columns of a long one stay in sight.
    assert all(scrolls for rows, scrolls in found if rows > 30)


def test_no_frame_touches_the_caption_of_a_table_of_cards(site, browser):
    with opened(browser, PHONE) as page:
        page.goto((site / "chapters/whose-words.html").resolve().as_uri())
        frames = page.locator("table.exhibit.cards").evaluate_all(
            "tables => tables.map(table => getComputedStyle(table).borderLeftWidth)"
        )
    assert frames and set(frames) == {"0px"}


def test_whose_account_is_read_stays_in_sight(site, browser):
    with opened(browser, PHONE) as page:
        page.goto((site / "chapters/reader-june.html").resolve().as_uri())
        title, bar = page.locator(".reader .column-title").first, page.locator(".bd-header-article")
        page.evaluate("scrollTo(0, document.querySelector('.reader .column').getBoundingClientRect().bottom - 500)")  # fmt: skip
        lower = bar.evaluate("bar => bar.getBoundingClientRect().bottom")
        assert title.evaluate("title => title.getBoundingClientRect().top") == pytest.approx(lower, abs=1)  # fmt: skip


def _rows(page, table: str):
    return page.locator(f"{table} > tbody > tr").filter(visible=True)


@pytest.mark.parametrize(("name", "kind"), [("dates", ".cards"), ("frequency", ":not(.cards)")])
def test_a_long_table_shows_its_first_rows_and_a_button_all(site, browser, name, kind):
    address = (site / f"chapters/{name}.html").resolve().as_uri()
    table = f".bd-article table.exhibit{kind}:has(> tbody > tr:nth-child(21))"
    with opened(browser, PHONE) as page:
        page.goto(address)
        total = page.locator(f"{table} > tbody > tr").count()
        assert total > _rows(page, table).count() == 12
        button = page.get_by_role("button", name=f"Show all {total} rows")
        assert button.bounding_box()["height"] >= 44
        button.click()
        assert _rows(page, table).count() == total and not button.is_visible()
        thirteenth = f"{table} > tbody > tr:nth-child(13)"
        assert page.evaluate("row => document.activeElement.matches(row)", thirteenth)
        # Only the names of columns are worth a box, and cards have them beside each cell.
        boxed = page.locator(table).evaluate("t => t.parentElement.scrollHeight > t.parentElement.clientHeight + 1")  # fmt: skip
        assert boxed == (kind != ".cards")
        # A link to a row that is folded away shows it.
        page.goto("about:blank")
        page.goto(address)
        page.locator(thirteenth).evaluate("row => { row.id = 'thirteenth'; location.hash = 'thirteenth'; }")  # fmt: skip
        page.wait_for_function("document.getElementById('thirteenth').checkVisibility()")
        assert _rows(page, table).count() == total
    with opened(browser) as page:
        page.goto(address)
        assert _rows(page, table).count() == total
        assert page.get_by_role("button", name="Show all").count() == 0
