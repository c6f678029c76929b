"""Pages with little room: on a phone, on 320 pixels, with letters of twice the size, and on paper.

WCAG 2.2, 1.4.4 and 1.4.10: what a page has can be read without a scroll sideways, but for tables, which keep their first
column in sight.
"""

import pytest
from conftest import ROOT
from sites import opened

# A page of each kind.
PAGES = ("index", "reference", "languages", "commands", "api", "figures")
# Width of the window, and the size of letters.
ROOMS = {"phone": (390, ""), "small": (320, ""), "large letters": (1280, "200%")}

# A browser that prints makes a page a little smaller until its widest table has room: `slack` is how much.
WIDE = """slack => {
  const found = [], root = document.documentElement;
  if (root.scrollWidth > slack * root.clientWidth) found.push(`the page: ${root.scrollWidth} > ${root.clientWidth}`);
  for (const picture of document.querySelectorAll("figure.exhibit .picture")) {
    if (picture.scrollWidth > picture.clientWidth + 1) found.push(`a figure: ${picture.getAttribute("aria-label")}`);
  }
  return found;
}"""

# Tables that scroll sideways and whose first column goes out of sight with it.
LOST = """() => [...document.querySelectorAll(".bd-article .pst-scrollable-table-container")].filter(box => {
  if (!box.checkVisibility() || box.closest(".concordance") || box.scrollWidth <= box.clientWidth + 1) return false;
  const first = box.querySelector("tbody > tr > :first-child");
  box.scrollLeft = box.scrollWidth;
  return first.getBoundingClientRect().left < box.getBoundingClientRect().left - 3;
}).map(box => box.textContent.trim().slice(0, 80))"""


@pytest.fixture(scope="module")
def narrow(site, browser) -> dict[str, list[str]]:
    """What does not fit, by the room; and on paper."""
    found = {room: [] for room in (*ROOMS, "columns", "paper")}
    with opened(browser, 390) as page:
        for name in PAGES:
            page.goto((site / f"chapters/{name}.html").resolve().as_uri())
            for room, (width, letters) in ROOMS.items():
                page.set_viewport_size({"width": width, "height": 844})
                page.evaluate(
                    "size => { document.documentElement.style.fontSize = size; }", letters
                )
                found[room] += [f"{name}: {fault}" for fault in page.evaluate(WIDE, 1)]
                if room == "phone":
                    found["columns"] += [f"{name}: {fault}" for fault in page.evaluate(LOST)]
            page.evaluate("() => { document.documentElement.style.fontSize = ''; }")
            page.set_viewport_size({"width": 718, "height": 1047})  # A4 within its margins
            page.emulate_media(media="print")
            found["paper"] += [f"{name}: {fault}" for fault in page.evaluate(WIDE, 1.1)]
            if (
                page.locator(".bd-sidebar-primary, .prev-next-footer, .copybtn")
                .filter(visible=True)
                .count()
            ):
                found["paper"].append(f"{name}: what a reader clicks")
            page.emulate_media(media="screen")
    return found


@pytest.mark.parametrize("room", [*ROOMS, "columns", "paper"])
def test_all_stands_within_its_room(narrow, room):
    assert not narrow[room]


def test_the_pages_are_those_of_the_book():
    assert all((ROOT / f"chapters/{name}.md").exists() for name in PAGES)
