"""Entries of the evidence: how much of a text is shown around words, and how spans lie over one another."""

import itertools
import re
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from readouts.book.entry import AROUND, WHOLE, _told, layers, spoken, stretches, within
from readouts.book.nodes import element
from readouts.report.findings import Row
from sites import opened

ONE_OF_MANY = re.compile(
    r"(?<![\d.,])1 (calls|passages|readouts|sentences|stretches|texts|topics|words)\b"
)


@given(
    st.integers(1, 3000).flatmap(
        lambda n: st.tuples(
            st.just(n),
            st.lists(st.tuples(st.integers(0, n - 1), st.integers(1, 12)), min_size=1, max_size=20),
        )
    )
)
def test_what_is_shown_around_words_holds_them_and_no_more_than_it_must(case):
    length, places = case
    text = ("word " * (length // 5 + 1))[:length]
    spans = sorted({(start, min(length, start + size)) for start, size in places})
    windows = stretches(text, spans)
    assert all(
        any(first <= start and end <= last for first, last in windows) for start, end in spans
    )
    assert (
        all(one[1] < other[0] for one, other in itertools.pairwise(windows))
        and windows[0][0] >= 0
        and windows[-1][1] <= length
    )
    if length > WHOLE:
        assert sum(last - first for first, last in windows) <= len(spans) * (
            12 + 2 * AROUND + 40 + AROUND // 2
        )


@given(
    st.lists(
        st.tuples(st.integers(0, 12), st.integers(1, 6)).map(lambda span: (span[0], sum(span))),
        max_size=12,
        unique=True,
    )
)
def test_spans_of_one_layer_never_cross_and_none_is_lost(spans):
    spans = sorted(spans, key=lambda span: (span[0], -span[1]))
    made = layers(spans)
    assert sorted(span for layer in made for span in layer) == sorted(spans)
    assert not [
        (one, other)
        for layer in made
        for one in layer
        for other in layer
        if one[0] < other[0] < one[1] < other[1]
    ]
    assert len(made) <= 1 or any(
        one[0] < other[0] < one[1] < other[1] for one in spans for other in spans
    )


@given(st.lists(st.integers(1, 50), max_size=8), st.integers(0, 300))
def test_no_more_is_shown_than_there_is_room_for(lengths, room):
    windows = [(100 * n, 100 * n + length) for n, length in enumerate(lengths)]
    kept = within(windows, room)
    assert sum(end - start for start, end in kept) == min(room, sum(lengths))
    assert all(start == first and end <= last for (start, end), (first, last) in zip(kept, windows))


SPOKEN = [
    # The passage's speaker, how it is known, and the full text's coding, where it was coded.
    ("queen", "named", None, ("Made to speak", "the Queen", "")),
    ("queen", "article", None, ("In the article", "the Queen", "")),
    ("queen", "article", [("queen", "named")], ("Made to speak", "the Queen", "")),
    ("queen", "named", [("king", "named")], ("In the passage", "the Queen", "The full text has the King speak.")),
    ("both", "article", [("nobody", "agentless")], ("In the article", "both leaders", "The full text names no speaker.")),
    ("both", "article", [("both", "implied")], ("In the article", "both leaders", "The full text names no speaker, and implies both leaders.")),
    ("", "", [("queen", "named")], None),
]  # fmt: skip


@pytest.mark.parametrize(("voice", "basis", "coded", "expected"), SPOKEN)
def test_a_speaker_is_said_of_the_text_that_has_him(voice, basis, coded, expected):
    names = {"queen": "the Queen", "king": "the King", "both": "both leaders"}
    report = SimpleNamespace(
        settings=SimpleNamespace(speaker=names.get),
        full_voices={} if coded is None else {"a-1": coded},
    )
    segment = {"segment_id": "a-1", "speaker": voice, "speaker_basis": basis}
    assert spoken(report, segment) == expected


def test_an_entry_of_the_site_shows_places_first_and_folds_hashes_and_names_of_files(trees):
    entries = [one for tree in trees.values() for one in tree.select("section.finding-entry")]
    assert len(entries) > 1000
    for entry in entries:
        parts = entry.find_all(recursive=False)
        names = [part.name for part in parts]
        assert names[0] == "h2" and names[-2:] == ["details", "p"] and names.count("details") == 1
        places = [n for n, part in enumerate(parts) if part.name in ("figure", "ul")]
        # Below the number stand what it is out of, and, where not all is shown, how much is.
        before = [part.get_text() for part in parts[1 : min(places, default=0)]]
        assert all(text.startswith(("Out of ", "The first ")) for text in before), entry["id"]
        assert parts[-2].summary.get_text() == "How this number is made"
        seen = " ".join(part.get_text() for part in parts if part.name != "details")
        assert not re.search(r"\b[0-9a-f]{64}\b", seen), entry["id"]
        rows = " ".join(row.get_text() for row in entry.select("ul.rows > li"))
        tables = set(re.findall(r"\(([a-z_/]+\.csv)\)", rows))
        assert len(tables) != 1, entry["id"]


def test_no_number_of_the_evidence_says_one_of_a_plural(trees):
    """A number stands after its label, and counts of rows and wholes have their noun in the singular where there is one."""
    entries = [one for tree in trees.values() for one in tree.select("section.finding-entry")]
    for entry in entries:
        title = entry.select_one("h2.finding-title")
        value = title.select_one(".finding-value")
        assert title.get_text().endswith(f": {value.get_text()}"), entry["id"]
        for text in (title, *entry.select("p:not(.uses)"), *entry.select("ul.rows > li")):
            assert not ONE_OF_MANY.search(text.get_text()), entry["id"]


def test_a_page_that_uses_a_number_often_is_named_once_and_each_place_has_a_link(trees):
    many = 0
    for tree in trees.values():
        for uses in tree.select(".finding-entry .uses"):
            for page in uses.get_text().removeprefix("Used in: ").split("; "):
                _, *others = page.split(", ")
                numbers = [int(other) for other in others if other.isdigit()]
                assert numbers == list(range(2, len(numbers) + 2)), page
                many += len(numbers) > 1
            said = [link.get_text() for link in uses.select("a") if not link.get_text().isdigit()]
            assert len(said) == len(set(said)), uses
    assert many > 10


SPOKEN_RAW = re.compile(r"\b[a-z]+ \((named|implied|agentless|narrator)\)")


def test_whom_a_row_has_speak_is_said_in_words(trees):
    rows = [row.get_text() for tree in trees.values() for row in tree.select("ul.rows > li")]
    assert not [row for row in rows if SPOKEN_RAW.search(row)]
    assert any("Xi, named" in row for row in rows)


def test_what_an_absence_rests_on_is_said_and_where_was_read_is_folded(trees):
    entry = trees["chapters/evidence/index.html"].select_one("#finding-topic-2022-06-15-legitimacy")
    assert "Absent from the full text of: Beijing." in [one.get_text() for one in entry.find_all("p", recursive=False)]  # fmt: skip
    made = entry.select_one("details").get_text()
    assert "Read sentence by sentence" in made and "SHA-256" in made and "Rows of coverage.csv." in made  # fmt: skip


def test_an_address_of_the_evidence_is_a_link_and_its_parts_stand_whole(trees):
    entries = [one for tree in trees.values() for one in tree.select("section.finding-entry")]
    links = [link for entry in entries for link in entry.select("a.external")]
    assert len(links) > 1000
    shown = [link for link in links if link.get_text() != "archived copy"]
    assert all(link.get_text() == link["href"] for link in shown)
    assert all("//" not in wbr.next_sibling for link in shown for wbr in link.select("wbr"))
    for entry in entries:
        for link in entry.select("a, figure.passage, blockquote, pre"):
            link.extract()
        assert "://" not in entry.get_text(), entry["id"]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (Row("voices.csv", "a-4", "discussed: ties"), "Discussed: ties (row a-4)"),
        (Row("x.csv", "2022-02-24-iran", "a word"), "A word (row 2022-02-24-iran)"),
        (Row("x.csv", "nuclear-arms", "Nuclear arms: 1"), "Nuclear arms: 1 (row nuclear-arms)"),
        (Row("x.csv", "zero-sum", "Order, English"), "zero-sum: Order, English"),
        (Row("x.csv", "2022-02-24-iran"), "2022-02-24-iran"),
    ],
)
def test_what_a_row_says_in_words_stands_before_its_key_for_machines(row, expected):
    told = _told(row, {"a-4"})
    assert "".join(node.astext() for node in told) == expected
    marks = [node.astext() for node in told if isinstance(node, element)]
    assert marks == [row.key]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_entry_that_was_opened_has_a_bar_beside_it_and_no_ground_that_its_letters_touch(site, browser, scheme):  # fmt: skip
    with opened(browser, scheme=scheme) as page:
        page.goto(
            (site / "chapters/evidence/index.html").resolve().as_uri()
            + "#finding-partner-accounts-seen"
        )
        grounds = page.evaluate("""() => [document.querySelector(".finding-entry:target"), document.querySelector(".finding-entry:target > h2")].map(
          one => getComputedStyle(one).backgroundColor)""")
        bar = page.evaluate("getComputedStyle(document.querySelector('.finding-entry:target')).boxShadow")  # fmt: skip
    assert set(grounds) == {"rgba(0, 0, 0, 0)"} and bar != "none"


def test_on_paper_what_is_folded_stands_open(site, browser):
    with opened(browser) as page:
        page.goto((site / "chapters" / "evidence" / "silences.html").resolve().as_uri())
        made = page.locator(".finding-entry > details").first
        assert not made.locator("p").first.is_visible()
        page.emulate_media(media="print")
        assert made.locator("p").first.is_visible() and not made.locator("summary").is_visible()
