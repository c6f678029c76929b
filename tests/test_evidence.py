"""A number is clicked in a real browser, and the words that it counts stand there."""

import random
import re

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CLICKS = 10


def links(trees) -> list[tuple[str, str]]:
    """Every link to a finding on a chapter's page: the page and its anchor for the way back."""
    chapters = {
        path.removeprefix("chapters/"): tree
        for path, tree in trees.items()
        if re.fullmatch("chapters/[^/]+", path)
    }
    return [
        (name, link["id"])
        for name, tree in chapters.items()
        for link in tree.select("a.finding[id]")
    ]


def words(report, finding) -> list[str]:
    """What the marks of a finding's entry must read: the words of its spans, or the keys of its rows."""
    texts = report.corpus.segments["text"]
    return sorted(
        [texts[segment][start:end] for segment, start, end in finding.spans]
        + [row.key for row in finding.rows]
    )


def plain(text: str) -> str:
    """A text without the differences that a browser makes: spaces, and their kinds."""
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize(
    "seed",
    [seed if seed < 3 else pytest.param(seed, marks=pytest.mark.slow) for seed in range(CLICKS)],
)
def test_a_number_chosen_at_random_opens_the_words_that_it_counts(
    browser, site, trees, report, seed
):
    name, anchor = random.Random(seed).choice(links(trees))
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.goto((site / "chapters" / name).as_uri())
    link = page.locator(f"#{anchor}")
    number = link.inner_text()
    link.click()
    page.wait_for_url("**#finding-*")
    finding = report.findings[
        page.evaluate("decodeURIComponent(location.hash)").removeprefix("#finding-")
    ]
    entry = page.locator(f'[id="finding-{finding.id}"]')
    assert entry.evaluate(
        "entry => { const box = entry.getBoundingClientRect(); return box.top < innerHeight && box.bottom > 0; }"
    )
    assert plain(entry.locator(".finding-value").inner_text()) == number == finding.text
    marks = entry.locator("mark.hit").all_text_contents()
    assert sorted(map(plain, marks)) == sorted(map(plain, words(report, finding)))
    if not finding.spans and not finding.rows and finding.value:
        assert finding.withheld or finding.parts
    # And the way back leads to the number that was clicked.
    back = entry.locator(f'.uses a[href$="#{anchor}"]')
    back.click()
    page.wait_for_url(f"**/{name}#{anchor}")
    assert page.locator(f"#{anchor}").inner_text() == number
    page.close()
