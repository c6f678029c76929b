"""The reader: every coded stretch is marked and explained, and its search gives the package's lines."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import unicodedata
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
import reader_report
from any_report import load, said
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from readouts.book.reader import Page, _silent, lanes, letters, marks_of, pieces, sides, styles
from readouts.text.concordance import concordance
from readouts.text.endless import ENDLESS, left_out
from readouts.text.patterns import parse
from sites import stopped
from this_report import FEBRUARY, JUNE

CALLS = {"june": str(JUNE), "february": str(FEBRUARY)}
PATTERNS = [
    "ukraine",
    "west",
    "technical ties",
    "military technical",
    "russia",
    "烏克蘭危機",
    "U.S.",
    "U.S.-led",
    "Mr. Xi",
    "$1 billion",
    "10%",
    "-led",
    "pre-",
    "leaders'",
    "'war'",
    "crisis, war",
    "“war”",
    "special * operation",
    "#war",
    "².",
    "crisis",
    "the",
    "The",
    "LEGITIMACY",
    "to",
    "of the",
    "special military operation",
    "Ukraine crisis",
    "the ukraine",
    "on the basis of",
    "*",
    "**",
    "sanction*",
    "*ation",
    "*it*",
    "s*y",
    "d*f*n*e",
    "*-*",
    "re*",
    "russia*",
    "* crisis",
    "the *",
    "th*he",
    "its*s",
    "Russia’s actions",
    "Russia's actions",
    "russia‘s",
    "Russiaʼs",
    "defense",
    "defence",
    "military and defense ties",
    "demilitarization",
    "demilitarisation",
    "demilitariz*",
    "organization",
    "color",
    "seize",
    "nowhere",
    "crisis crisis",
    "Ⅷ",
    "ſanctions",
    "ﬁnance",
    "ßecurity",
    "global   economic",
    " crisis ",
    "global\u00a0economic",
    "x-y",
    "危机",
    "危*",
    "партнёрство",
    "",
    " ",
    "''",
    "-",
    "12",
    "(war)",
    "(war",
    "[a",
    '"war"',
    '"war',
    "“war",
    "«war",
    "“war”",
    "a|b",
    "a.b",
    "war?",
    "a_b",
    "war!",
    "a\\b",
    "a\u200bb",
    "a\u202eb",
    "\U0001f600",
    "cafe\u0301",
    "a,b;c,b",
    "é*",
    "ʔ",
    "—",
    "a/b",
    "<b>",
    "</script>",
    "&amp;",
    "=1",
]
HOSTILE = [
    "crisis",
    "the crisis",
    "cris*",
    "*crisis",
    "script",
    "img src",
    "x onerror",
    "right to",
    "isolated",
    "organisation",
    "organization",
    "organiz*",
    "*tion",
    "the * crisis",
    "партнёрство",
    "партнерство",
    "ПАРТНЁРСТВО",
    "ещё",
    "еще",
    "вопрос",
    "военно-техн*",
    "военно-*",
    "危机",
    "危",
    "克兰危",
    "strasse",
    "Straße",
    "STRAẞE",
    "stra*e",
    "final",
    "ﬁnal",
    "colour-coded",
    "color-coded",
    "*-coded",
    "color-*",
    "colour*",
    "neighbor's",
    "neighbour’s",
    "neighbor*",
    "quoted",
    "café",
    "cafe",
    "caf*",
    "istanbul",
    "i̇stanbul",
    "İstanbul",
    "reorganised",
    "re-organized",
    "re‑organised",
    "re-organis*",
    "οδοσ",
    "ΟΔΟΣ",
    "οδος",
    "one",
    "two",
    "x2",
    "don't",
    "don’t",
    "don*",
    "realise",
    "realize",
    "realiz*",
    "it's",
    "formula nor is crisis",
    "crisis is",
    "b",
    "lt b",
    "G20",
    "Ｇ２０",
    "covid-19",
    "ＣＯＶＩＤ－*",
    "president",
    "Pre\u00adsident",
    "civil",
    "x\u0331*",
    "1\u20e3",
    "यूक्रेन",
    "यू*",
    "ロシア",
    "ﾛｼｱ",
    "ガ",
    "ｶﾞ",
    "〇二",
    "二〇〇",
    "\U00020000葛",
    "葛\U000e0100",
    "a\u0338",
    "\u0338",
    "१％",
    "ʼ",
    "ʒ's",
]

# --- The parts ------------------------------------------------------------------

spans_in = st.integers(1, 30).flatmap(
    lambda length: st.tuples(
        st.just(length),
        st.lists(
            st.tuples(st.integers(0, length - 1), st.integers(1, length))
            .map(lambda span: (min(span), max(span)))
            .filter(lambda span: span[0] < span[1]),
            max_size=6,
        ),
    )
)


@given(spans_in)
def test_pieces_make_the_text_and_know_every_span_that_covers_them(case):
    length, spans = case
    cut = pieces(length, spans)
    assert [place for first, last, _ in cut for place in range(first, last)] == list(range(length))
    for first, last, covering in cut:
        for place in range(first, last):
            assert set(covering) == {
                number for number, (start, end) in enumerate(spans) if start <= place < end
            }


@given(spans_in)
def test_spans_on_one_line_lie_apart(case):
    spans = case[1]
    given_lanes = lanes(spans)
    for a, lane in enumerate(given_lanes):
        for b in range(a):
            if given_lanes[b] == lane:
                assert spans[a][1] <= spans[b][0] or spans[b][1] <= spans[a][0]
    # No more lines than the most spans that cover one place.
    deepest = max((len(covering) for _, _, covering in pieces(case[0], spans)), default=0)
    assert max(given_lanes, default=-1) + 1 == deepest


def test_letters_tell_frames_apart(report):
    labels = report.codebook.frames["label"].to_list()
    short = letters(labels)
    assert len(set(short)) == len(labels) and all(
        label.startswith(shown) and len(shown) >= 2 for label, shown in zip(labels, short)
    )
    assert letters(["Ab", "Abc", "Ab c"]) == ["Ab", "Abc", "Ab "]


@pytest.mark.parametrize(
    ("completeness", "expected"),
    [
        ("full", "No wording found of: Hope."),
        ("excerpts", "Not in the passages at hand: Hope."),
    ],
)
def test_of_a_frame_that_marks_nothing_no_more_is_said_than_that_of_its_wordings(tmp_path, completeness, expected):  # fmt: skip
    texts = [said(side, "War and trade.", "call", completeness=completeness) for side in ("North", "South")]  # fmt: skip
    report = load(tmp_path, texts)
    page = Page(SimpleNamespace(readouts_report=report), "", "")
    assert [one.astext() for one in _silent(page, sides(report), ["hope"])] == [expected]


# --- The page without a script -----------------------------------------------------


@pytest.fixture(scope="module")
def trees(site) -> dict[str, BeautifulSoup]:
    """The reader's pages, parsed."""
    return {
        name: BeautifulSoup(
            (site / f"chapters/reader-{name}.html").read_text("utf-8"), "html.parser"
        )
        for name in CALLS
    }


@pytest.mark.parametrize("name", CALLS)
def test_every_passage_stands_there_to_the_letter_with_every_code_marked(report, trees, name):
    for side in sides(report, CALLS[name]):
        for segment in side.segments.itertuples():
            figure = trees[name].select_one(f"#passage-{segment.segment_id}")
            paragraph = figure.select_one("blockquote p")
            assert paragraph.get_text() == segment.text
            assert placed_codes(paragraph) == expected_codes(report, segment.segment_id)
            caption = figure.figcaption.get_text()
            assert segment.segment_id in caption
            # The line below a passage says the same of its speaker as the line above.
            by, full = re.fullmatch(
                r"((?:Made to speak|In the article): [\w ]+)(.*)",
                figure.select_one(".speaker").get_text(),
            ).groups()
            assert by in caption and full.removeprefix(". ") in caption


@pytest.mark.parametrize("name", CALLS)
def test_no_speaker_is_said_to_be_made_to_speak_whom_the_full_text_does_not_name(report, trees, name):  # fmt: skip
    """The line above each passage, against the full text's own coding, by topic and by sentence."""
    voices = report.corpus.tables["voices"].set_index("segment_id")
    coverage, agency = report.corpus.tables["coverage"], report.corpus.tables["agency"]
    agency = agency[agency["readout_id"].str.contains(CALLS[name], regex=False)]
    coverage = coverage[coverage["event_date"].astype(str) == CALLS[name]]
    compared = []
    for side in sides(report, CALLS[name]):
        for segment in side.segments.itertuples():
            topics = voices.at[segment.segment_id, "topic"].split("; ")
            coded = coverage[(coverage["side"] == segment.side) & coverage["topic"].isin(topics)]
            assert len(coded) == len(topics)
            named = coded[coded["voice_basis"] == "named"]
            in_all = [set(voice.split("; ")) for voice in named["voice"]]
            by_topic = len(named) == len(topics) and segment.speaker in set.intersection(*in_all)
            line = trees[name].select_one(f"#passage-{segment.segment_id} .speaker").get_text()
            assert line.startswith("Made to speak: ") == by_topic
            assert ("The full text names no speaker" in line) == named.empty
            sentences = agency[agency["topic"].fillna("").str.contains(topics[0], regex=False)]
            if segment.side == "kremlin":
                (sentence,) = sentences.itertuples()
                by_sentence = (sentence.speaker, sentence.speaker_basis)
                assert by_topic == (by_sentence == (segment.speaker, "named"))
            compared.append((segment.segment_id, by_topic))
    # Of the call of June the article gives three passages a speaker whom the full text does not name.
    added = [segment_id for segment_id, agreed in compared if not agreed]
    assert added == ([f"kremlin-2022-06-15-{number}" for number in (4, 5, 6)] if name == "june" else [])  # fmt: skip


def expected_codes(report, segment_id: str) -> set[tuple[int, str]]:
    """Each character with the frames that cover it."""
    marks = marks_of(report.coded, segment_id)
    return {(place, mark.frame) for mark in marks for place in range(mark.start, mark.end)}


def placed_codes(paragraph) -> set[tuple[int, str]]:
    """The same, read from the page."""
    found, place = set(), 0
    for text in paragraph.find_all(string=True):
        frames = {parent["data-frame"] for parent in text.parents if parent.has_attr("data-frame")}
        found |= {(place + offset, frame) for offset in range(len(text)) for frame in frames}
        place += len(text)
    return found


@pytest.mark.parametrize("name", CALLS)
def test_every_mark_has_its_note_and_every_note_its_code_in_the_codebook(site, report, trees, name):
    codebook = BeautifulSoup((site / "chapters/codebook.html").read_text("utf-8"), "html.parser")
    anchors = {f"codebook.html#{node['id']}" for node in codebook.select("[id]")}
    marks = [
        mark
        for side in sides(report, CALLS[name])
        for segment_id in side.segments["segment_id"]
        for mark in marks_of(report.coded, segment_id)
    ]
    assert marks and len(trees[name].select(".notes li")) == len(marks)
    parts = {part["id"]: part for part in trees[name].find_all(id=True)}
    for mark in marks:
        note, code = parts[mark.note], report.codebook.codes.loc[mark.code]
        assert note.a["href"] in anchors and note.a["href"].endswith(f"#code-{mark.code}")
        assert all(
            text in note.get_text()
            for text in (
                code["label"],
                code["definition"],
                styles(report.codebook.frames)[mark.frame].label,
            )
        )
        assert code["label"] in parts[mark.name].get_text()
    named = {note for piece in trees[name].select(".piece") for note in piece["data-notes"].split()}
    assert named == {mark.note for mark in marks}


def test_a_side_without_passages_says_so_and_names_the_counts(report, trees):
    said = {
        name: [node.get_text() for node in tree.select(".unquoted")] for name, tree in trees.items()
    }
    for name, date in CALLS.items():
        silent = [side for side in sides(report, date) if side.segments.empty]
        assert len(said[name]) == len(silent)
        assert len(trees[name].select(".columns > .column")) == len(sides(report, date))
    assert said["june"] == []
    assert said["february"][0].startswith(
        "No passage of the Beijing readout of 25 February 2022 is quoted. Counts of its full text are in: "
    )
    assert len(trees["february"].select(".unquoted a")) == 3


def test_the_files_are_loaded_where_a_reader_stands_and_nowhere_else(site):
    pages = {
        page.name
        for page in site.rglob("*.html")
        if re.search(r"reader\.(js|css)\?", page.read_text("utf-8"))
    }
    assert pages - {"try.html"} == {"reader-june.html", "reader-february.html"}


# --- In a browser ----------------------------------------------------------------------


@contextmanager
def opened(browser, address: str, width: int = 1280, scheme: str = "light", **options):
    """A page in a context of its own; a fault of its script is a fault of the test."""
    context = browser.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,
        reduced_motion="reduce",
        **options,
    )
    page, faults = context.new_page(), []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda request: (
            faults.append(request.url)
            if not request.url.startswith(("file:", "data:", "blob:"))
            else None
        ),
    )
    try:
        page.goto(address)
        yield page
        assert not faults
    finally:
        context.close()


@pytest.fixture(scope="module")
def addresses(site) -> dict[str, str]:
    """The pages from the disk: what works there works from a server."""
    return {name: (site / f"chapters/reader-{name}.html").resolve().as_uri() for name in CALLS}


SHOWN = """() => [[...document.querySelectorAll(".concordance tbody tr")].map(row => [...row.cells].map(cell => cell.textContent)),
  document.querySelector(".concordance .error").textContent]"""


def searched(page, pattern: str) -> tuple[list[list[str]], str]:
    """The lines that the page shows for a pattern, and its error."""
    page.fill(".concordance input", pattern)
    page.keyboard.press("Enter")
    return tuple(page.evaluate(SHOWN))


def searched_in_turn(page, patterns: list[str]) -> dict[str, tuple[list[list[str]], str]]:
    """The same of many patterns: keys are pressed for the first, and the field and its key are told of the others, so that
    the page is not drawn a hundred times."""
    script = f"""patterns => {{
      const input = document.querySelector(".concordance input"), shown = {SHOWN};
      return patterns.map(pattern => {{
        input.value = pattern;
        input.dispatchEvent(new Event("input", {{bubbles: true}}));
        input.dispatchEvent(new KeyboardEvent("keydown", {{key: "Enter", bubbles: true, cancelable: true}}));
        return shown();
      }});
    }}"""
    by_key = searched(page, patterns[0])
    found = dict(zip(patterns, map(tuple, page.evaluate(script, patterns))))
    assert found[patterns[0]] == by_key
    return found


def without_end(text: str) -> str:
    """What a page shows of a text: of a word without end the beginning."""

    def first(word: re.Match[str]) -> str:
        return word[1] + left_out(word, f"{len(word[0]) - 60:,} are left out here")

    return ENDLESS.sub(first, text)


def wanted(own_sides, pattern: str) -> tuple[list[list[str]], str]:
    """What the package finds, as the page should show it."""
    if not pattern:
        return [], ""  # an empty field is no search
    lines = []
    for side in own_sides:
        try:
            found = concordance(side.segments, pattern)
        except ValueError as error:
            return [], str(error)
        lines += [
            [side.name, row.docname, *map(without_end, (row.pre, row.keyword, row.post))]
            for row in found.itertuples()
        ]
    return lines, ""


@pytest.mark.parametrize("name", CALLS)
def test_the_search_gives_the_lines_and_the_errors_of_the_package(browser, report, addresses, name):
    own_sides = sides(report, CALLS[name])
    with opened(browser, addresses[name]) as page:
        found = searched_in_turn(page, PATTERNS)
    results = {pattern: (found[pattern], wanted(own_sides, pattern)) for pattern in PATTERNS}
    assert {pattern: shown for pattern, (shown, _) in results.items()} == {
        pattern: right for pattern, (_, right) in results.items()
    }
    if name == "june":
        assert (
            sum(bool(lines) for (lines, _), _ in results.values()) > 20
            and sum(bool(error) for (_, error), _ in results.values()) > 15
        )


def test_the_search_says_counts_and_rates_with_their_denominators(browser, addresses, report):
    with opened(browser, addresses["june"]) as page:
        searched(page, "crisis")
        counts = page.locator(".concordance .counts li").all_text_contents()
        searched(page, "(")
        assert (
            page.locator(".concordance .counts li").count() == 0
            and page.locator(".results").is_hidden()
        )
    kremlin, beijing = (side.segments["n_tokens"].sum() for side in sides(report, CALLS["june"]))
    assert counts == [
        f"Kremlin: not in the quoted passages (0 in {kremlin} words, 0.0 per 1,000).",
        f"Beijing: 1 in {beijing} words, {1000 / beijing:.1f} per 1,000.",
    ]
    with opened(browser, addresses["february"]) as page:
        searched(page, "genocide")
        assert (
            page.locator(".concordance .counts li").all_text_contents()[1]
            == "Beijing: no passage is at hand, so none was searched."
        )


def test_rates_are_rounded_as_python_rounds(browser, addresses):
    cases = [
        (count, words)
        for words in (16, 32, 64, 80, 101, 134, 160, 320, 800, 1600)
        for count in range(1, 30)
    ]
    script = """cases => cases.map(([count, words]) => countOf({name: "", words, unit: "", passages: 1, absence: ""}, count).match(/[\\d.]+(?= per)/)[0])"""
    with opened(browser, addresses["june"]) as page:
        assert page.evaluate(script, cases) == [
            f"{count / words * 1000:.1f}" for count, words in cases
        ]


def _told(pattern: str) -> str | int:
    try:
        return len(parse(pattern))
    except ValueError as error:
        return str(error)


def test_every_character_is_understood_or_refused_as_python_does(browser, addresses):
    # Those that Python's tables do not know yet, a newer browser may.
    characters = [
        chr(code)
        for code in [*range(0xD800), *range(0xE000, 0x30000, 1), 0xE0001, 0x10FFFD]
        if unicodedata.category(chr(code)) != "Cn"
    ]
    characters = characters[:0x9000] + characters[0x9000::17]
    script = """characters => { const {rules} = JSON.parse(document.querySelector("script[type='application/json']").textContent), patterns = new Patterns(rules);
      return characters.map(c => { try { return patterns.parse("a" + c + "b*").length; } catch (error) { return error.message; } }); }"""
    with opened(browser, addresses["june"]) as page:
        shown = page.evaluate(script, characters)
    wrong = {
        f"U+{ord(c):04X}": (got, _told(f"a{c}b*"))
        for c, got in zip(characters, shown)
        if got != _told(f"a{c}b*")
    }
    assert not wrong, dict(list(wrong.items())[:20])


def test_no_pattern_is_slow(browser, addresses):
    with opened(browser, addresses["june"]) as page:
        assert (
            page.evaluate(
                """() => { const start = performance.now(); wordMatches("a*".repeat(300) + "b", "a".repeat(20000)); return performance.now() - start; }"""
            )
            < 500
        )


# --- Copies ----------------------------------------------------------------------------


def test_lines_are_saved_as_csv_with_the_columns_of_the_package(browser, addresses, report):
    with opened(browser, addresses["june"], accept_downloads=True) as page:
        searched(page, "the")
        with page.expect_download() as download:
            page.click("text=Save as CSV")
        saved, name = (
            Path(download.value.path()).read_text("utf-8"),
            download.value.suggested_filename,
        )
    rows = [
        {"side": side.name, **row}
        for side in sides(report, CALLS["june"])
        for row in concordance(side.segments, "the").to_dict("records")
    ]
    assert list(csv.DictReader(io.StringIO(saved))) == [
        {key: str(value) for key, value in row.items()} for row in rows
    ]
    assert name == "concordance-2022-06-15-the.csv"


@pytest.mark.parametrize("clipboard", ["open", "closed"])
def test_lines_are_copied_as_text(browser, addresses, report, clipboard):
    with opened(browser, addresses["june"]) as page:
        if clipboard == "closed":
            page.evaluate("Object.defineProperty(navigator, 'clipboard', {value: undefined})")
        else:
            page.evaluate(
                "Object.defineProperty(navigator, 'clipboard', {value: {writeText: async text => { window.copied = text; }}})"
            )
        searched(page, "Ukraine crisis")
        page.focus("text=Copy as text")
        page.keyboard.press("Enter")
        page.wait_for_selector("text=Copied.")
        assert page.evaluate("document.activeElement.value") == "copy"
        if clipboard == "closed":
            page.evaluate(
                "document.body.prepend(Object.assign(document.createElement('textarea'), {id: 'paste'}))"
            )
            page.focus("#paste")
            page.keyboard.press("Control+v")
        text = page.evaluate("window.copied ?? document.querySelector('#paste').value")
    lines = text.splitlines()
    assert lines[0] == "“Ukraine crisis” in the quoted passages, 15 June 2022"
    assert lines[4].split("\t") == ["side", "docname", "from", "to", "pre", "keyword", "post"]
    found = concordance(sides(report, CALLS["june"])[1].segments, "Ukraine crisis")
    assert [line.split("\t") for line in lines[5:]] == [
        ["Beijing", *map(str, row)] for row in found.itertuples(index=False)
    ] and len(found) == 1


# --- Marks and frames -------------------------------------------------------------------

NESTED = "#passage-kremlin-2022-06-15-3 .piece:has(.code .code)"


def tab_to(page, selector: str, key: str = "Tab") -> None:
    """Press Tab until the focus is there."""
    for _ in range(120):
        page.keyboard.press(key)
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} is out of reach of the keyboard")


def test_marks_notes_and_frames_by_keyboard_alone(browser, addresses):
    with opened(browser, addresses["june"]) as page:
        note = page.locator(".reader-note")
        tab_to(page, NESTED)
        assert (
            "External forces" in note.text_content()
            and "Security of a state" in note.text_content()
        )
        page.keyboard.press("Escape")
        assert note.count() == 0 and page.evaluate(
            "selector => document.activeElement.matches(selector)", NESTED
        )
        page.keyboard.press("Enter")
        assert note.is_visible()
        page.keyboard.press("Tab")
        assert (
            "#code-external-forces" in page.evaluate("document.activeElement.href")
            and note.is_visible()
        )
        page.keyboard.press("Escape")
        assert note.count() == 0 and page.evaluate(
            "selector => document.activeElement.matches(selector)", NESTED
        )
        tab_to(page, ".frames input[value='security']", "Shift+Tab")
        page.keyboard.press("Space")
        assert page.locator(NESTED).get_attribute("href") is None
        assert (
            page.locator(".piece[href] .code.off:not(.code .code)").count()
            <= page.locator(".piece[href]:has(.code .code)").count()
        )
        tab_to(page, ".piece")
        page.keyboard.press("Enter")
        page.keyboard.press("Tab")
        with page.expect_navigation():
            page.keyboard.press("Enter")
        assert "codebook.html#code-" in page.url


def test_a_frame_that_is_off_leaves_the_text_and_the_marks_of_the_others(browser, addresses):
    state = """() => ({text: [...document.querySelectorAll(".columns blockquote")].map(b => b.textContent),
      stops: [...document.querySelectorAll(".piece[href]")].length, notes: [...document.querySelectorAll(".notes li:not([hidden])")].map(n => n.dataset.frame)})"""
    with opened(browser, addresses["june"]) as page:
        before = page.evaluate(state)
        page.uncheck(".frames input[value='naming']")
        after = page.evaluate(state)
        # The issue is named, and weighed: one stretch, two frames.
        both = page.locator(".piece:has([data-frame='naming']):has([data-frame='legitimacy'])")
        assert both.get_attribute("aria-describedby") == "name-beijing-2022-06-15-1-merits"
        both.focus()
        assert page.locator(".reader-note > span").count() == 1
        page.click(".frames button[value='none']")
        assert page.evaluate(state)["stops"] == 0 and page.evaluate(state)["text"] == before["text"]
        page.click(".frames button[value='all']")
        assert page.evaluate(state) == before
    assert (
        after["text"] == before["text"]
        and after["stops"] == before["stops"] - before["notes"].count("naming") + 1
    )
    assert after["notes"] == [frame for frame in before["notes"] if frame != "naming"]


def test_a_note_stays_under_the_pointer_and_goes_with_escape(browser, addresses):
    with opened(browser, addresses["june"]) as page:
        note = page.locator(".reader-note")
        stopped(page)
        page.hover(NESTED)
        box = note.bounding_box()
        # A moment beside both, as a hand that slips, is forgiven.
        page.mouse.move(5, 5)
        page.clock.run_for(50)
        page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2, steps=5)
        page.clock.run_for(500)
        assert note.is_visible()
        page.keyboard.press("Escape")
        assert note.count() == 0
        page.hover(NESTED)
        page.mouse.move(5, 5)
        page.clock.run_for(2000)
        assert note.count() == 0
        # What the keyboard has opened, a pointer that passes does not close; a press elsewhere does.
        page.focus(NESTED)
        page.hover(".reader-note")
        page.mouse.move(5, 5)
        page.clock.run_for(500)
        assert note.is_visible()
        page.dispatch_event("h1", "pointerdown")
        assert note.count() == 0


def test_a_note_opens_by_touch_and_closes_by_touch_elsewhere(browser, addresses):
    with opened(browser, addresses["june"], 390, has_touch=True, is_mobile=True) as page:
        page.tap(NESTED)
        note = page.locator(".reader-note")
        box = note.bounding_box()
        assert box["x"] >= 0 and box["x"] + box["width"] <= 390
        page.tap("#passage-kremlin-2022-06-15-2 figcaption")
        assert note.count() == 0


def test_a_screen_reader_is_told_the_codes_of_a_mark(browser, addresses):
    with opened(browser, addresses["june"]) as page:
        nodes = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    links = {
        node["name"]["value"].replace("\u00a0", " "): node.get("description", {}).get("value", "")
        for node in nodes
        if node.get("role", {}).get("value") == "link"
    }
    assert (
        links["its security"]
        == "External forces and challenges, Security and external threat Security of a state, Security and external threat"
    )
    assert links["situation in Ukraine"] == "Situation, Naming of the war"


@pytest.mark.parametrize("name", CALLS)
def test_without_a_script_all_text_is_there_and_nothing_that_does_nothing(
    browser, addresses, report, name
):
    with opened(browser, addresses[name], java_script_enabled=False) as page:
        shown = page.locator(".columns").inner_text().replace("\u00a0", " ")
        for side in sides(report, CALLS[name]):
            assert all(text.replace("\u00a0", " ") in shown for text in side.segments["text"])
        assert (
            page.locator(".needs-script").is_visible()
            and page.locator(".concordance input").is_hidden()
        )
        assert all(
            not control.is_visible() for control in page.locator(".reader :is(input, button)").all()
        )
        page.locator(".piece").first.click()
        assert page.locator(".notes li").first.is_visible(), (
            "the link to a note opens the list that holds it"
        )


# --- The look ---------------------------------------------------------------------------

CONTRAST = """() => {
  const parts = text => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
  const ground = element => { for (let e = element; e; e = e.parentElement) { const c = parts(getComputedStyle(e).backgroundColor); if (c.length === 3) return c; } };
  return [...document.querySelectorAll(".reader .code")].map(code => {
    const style = getComputedStyle(code), own = getComputedStyle(code, "::after");
    return {frame: code.dataset.frame ?? "legend", line: style.borderBottomStyle + style.borderBottomColor, letters: own.content,
      ratio: Math.min(ratio(parts(style.borderBottomColor), ground(code)), ratio(parts(own.color), ground(code)), ratio(parts(style.color), ground(code)))};
  });
}"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_marks_can_be_read_and_told_apart_without_colour(browser, addresses, scheme):
    with opened(browser, addresses["june"], scheme=scheme) as page:
        codes = page.evaluate(CONTRAST)
    assert [code for code in codes if code["ratio"] < 4.5] == []
    shown = {
        code["frame"]: (code["line"], code["letters"])
        for code in codes
        if code["frame"] != "legend" and code["letters"] != "none"
    }
    assert (
        len(shown) == 8
        and len({line for line, _ in shown.values()}) == 8
        and len({short for _, short in shown.values()}) == 8
    )


@pytest.mark.parametrize(
    ("name", "width", "scheme"),
    [
        ("june", 1280, "light"),
        ("june", 390, "light"),
        ("february", 1280, "dark"),
        ("february", 390, "dark"),
        *(
            pytest.param(*case, marks=pytest.mark.slow)
            for case in (
                ("june", 1280, "dark"),
                ("june", 390, "dark"),
                ("february", 1280, "light"),
                ("february", 390, "light"),
            )
        ),
    ],
)
def test_columns_stand_beside_each_other_where_there_is_room_and_nothing_overflows(
    browser, addresses, name, width, scheme
):
    with opened(browser, addresses[name], width, scheme) as page:
        searched(page, "*")
        searched(page, "*e*")
        page.locator(".piece").last.focus()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        first, second = (
            column.bounding_box() for column in page.locator(".columns > .column").all()
        )
        assert (
            (second["x"] > first["x"] + first["width"])
            if width == 1280
            else (second["y"] > first["y"] and second["x"] == first["x"])
        )
        centres = page.evaluate(
            """[...document.querySelectorAll(".keyword mark")].map(m => m.getBoundingClientRect()).map(r => Math.round((r.left + r.right) / 2))"""
        )
        assert len(centres) > 3 and max(centres) - min(centres) <= 1 and 0 < centres[0] < width
        box = page.locator(".concordance .pst-scrollable-table-container")
        box.evaluate("b => { b.style.maxHeight = '7rem'; b.scrollTop = b.scrollHeight; }")
        assert abs(box.locator("th").first.bounding_box()["y"] - box.bounding_box()["y"]) <= 3, (
            "the header is kept"
        )


# --- Texts that mean harm -----------------------------------------------------------------


@pytest.fixture(scope="module")
def hostile(tmp_path_factory) -> Path:
    """A small site of a reader over texts that mean harm."""
    source, out = tmp_path_factory.mktemp("hostile"), tmp_path_factory.mktemp("hostile-html")
    (source / "conf.py").write_text(
        "extensions = ['myst_nb', 'readouts.book']\nreadouts_report = 'reader_report:load'\nhtml_theme = 'sphinx_book_theme'\nproject = html_title = 'Hostile'\n",
        "utf-8",
    )
    shutil.copy(Path(__file__).parents[1] / "CITATION.cff", source)
    (source / "index.rst").write_text(
        f"Hostile\n=======\n\n.. toctree::\n\n   codebook\n\n.. reader:: {reader_report.DATE}\n\n.. concordance:: {reader_report.DATE}\n",
        "utf-8",
    )
    (source / "codebook.rst").write_text("Codebook\n========\n\n.. codebook:: red\n", "utf-8")
    paths = os.pathsep.join([str(Path(__file__).parent), *(path for path in sys.path if path)])
    command = [
        sys.executable,
        "-m",
        "sphinx",
        "-b",
        "html",
        "-q",
        "-W",
        "--keep-going",
        source,
        out,
    ]
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        timeout=300,
        env=os.environ | {"PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"},
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return out / "index.html"


def test_hostile_text_is_text(browser, hostile):
    loaded = reader_report.load()
    with opened(browser, hostile.as_uri()) as page:
        for segment in loaded.corpus.segments.itertuples():
            shown = page.text_content(f"#passage-{segment.segment_id} blockquote p")
            assert shown == without_end(segment.text)
        for number in range(page.locator(".piece").count()):
            page.locator(".piece").nth(number).focus()
        searched(page, "*")
        searched(page, "crisis")
        controls = page.locator("#passage-a-2 .control")
        assert [control.get_attribute("data-number") for control in controls.all()] == [
            "U+202E",
            "U+202C",
            "U+2066",
            "U+2069",
        ]
        assert {
            control.evaluate("c => getComputedStyle(c).unicodeBidi") for control in controls.all()
        } == {"isolate"}
        assert page.evaluate("window.hacked") is None
        assert (
            page.locator(".reader :is(script, img, b, i), .concordance :is(img, b, i)").count() == 0
        )
        assert page.locator("script[type='application/json']").count() == 1


def test_a_word_without_end_is_shown_by_its_beginning_and_saved_whole(browser, hostile):
    """A word of a million letters made a page of 1.8 million pixels on a telephone, which said nothing of it."""
    with opened(browser, hostile.as_uri(), width=390, accept_downloads=True) as page:
        said = "… (30,004 letters without a break, 29,944 are left out here)"
        assert said in page.text_content("#passage-b-5 blockquote p")
        assert said in page.text_content("#passage-b-5 .notes")
        searched(page, "x*tion")
        (line,) = page.locator(".concordance tbody tr").all()
        assert said in line.text_content()
        assert page.evaluate("document.documentElement.scrollHeight") < 20_000
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        with page.expect_download() as download:
            page.click("text=Save as CSV")
        assert 30_000 * "x" + "tion" in Path(download.value.path()).read_text("utf-8")


def test_hostile_text_is_searched_as_the_package_does(browser, hostile):
    own_sides = sides(reader_report.load(), str(reader_report.DATE))
    with opened(browser, hostile.as_uri()) as page:
        found = searched_in_turn(page, HOSTILE + PATTERNS)
    results = {pattern: (shown, wanted(own_sides, pattern)) for pattern, shown in found.items()}
    assert {pattern: shown for pattern, (shown, _) in results.items()} == {
        pattern: right for pattern, (_, right) in results.items()
    }
    assert sum(bool(results[pattern][0][0]) for pattern in HOSTILE) > 45


def test_no_saved_cell_is_a_formula(browser, hostile):
    with opened(browser, hostile.as_uri(), accept_downloads=True) as page:
        searched(page, "*cris*")
        with page.expect_download() as download:
            page.click("text=Save as CSV")
        rows = list(csv.reader(io.StringIO(Path(download.value.path()).read_text("utf-8"))))
    assert len(rows) == 10 and all(len(row) == 7 for row in rows)
    assert [cell for row in rows for cell in row if cell[:1] in set("=+-@\t\r")] == []
    assert any(cell == "'=" for row in rows for cell in row) and any(
        cell == "'=crisis() is no formula, nor is +" for row in rows for cell in row
    )


def test_a_side_whose_texts_are_not_at_hand_is_named_in_any_report(hostile):
    tree = BeautifulSoup(hostile.read_text("utf-8"), "html.parser")
    assert [node.get_text() for node in tree.select(".unquoted")] == [
        "No passage of the Gamma readout of 2 January 2024 is quoted."
    ]
    assert len(tree.select(".columns > .column")) == 3
