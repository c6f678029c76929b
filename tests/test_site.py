"""The built site in a real browser: offline, light, found, for everyone.

Every test looks at every page and lists all that it finds. Loading a page costs more than most questions that are
asked of it, so each is loaded once on a wide screen from an address (`desk`) and once on a narrow one from the disk
(`phone`, in test_phone.py), all questions are asked there, and each test reads the answers to its own.
"""

import functools
import gzip
import os
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from conftest import ROOT
from sites import (
    COLOUR_RULES,
    DESK,
    NO_AXE,
    OTHER_RULES,
    PHONE,
    Log,
    axe_finds,
    colours,
    foreign,
    opened,
    served,
    show,
    violations,
)

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")

MAX_REQUESTS = 27  # the icon is one
MAX_GZIPPED = 250_000
REMOTE = re.compile(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"(?:https?:)?//[^\"]+")
HAN = re.compile(r"[\u4e00-\u9fff]{4,}")
RUSSIAN = re.compile(r"[а-яё]+")


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """The site at an address of this machine."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="module")
def desk(site, browser, address, pages, axe) -> dict[str, list[str]]:
    """What is found on a wide screen, by the question."""
    found, sizes, known = defaultdict(list), {}, set()
    with opened(browser) as page:
        log = Log(page, address)
        for path in [*pages, "search.html?q=the"]:
            log.visit(path)
            answers = {
                "weight": _weight(site, log, sizes),
                "keyboard": _keyboard(page, path),
                "print": _print(page),
                "requests": foreign(log),
            }
            if axe != NO_AXE and "evidence/" not in path:
                answers |= axe_finds(page, axe, known)
            for question, faults in answers.items():
                found[question] += [f"{path}: {fault}" for fault in faults]
    return found


def test_no_foreign_request_and_no_console_error(desk):
    assert not desk["requests"], show(desk["requests"])


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_root_opens_a_chapter(site, browser, address, scheme):
    base = address if scheme == "http" else f"{site.resolve().as_uri()}/"
    with opened(browser) as page:
        page.goto(base + "index.html")
        page.wait_for_selector(".bd-article h1", timeout=5000)


def test_no_page_names_a_remote_asset(site, pages):
    # Not "canonical" and the like, which nothing loads.
    loads = re.compile(r"<script|<img|<iframe|rel=\"(stylesheet|preload|icon)\"")
    faults = []
    for path in pages:
        text = (site / path).read_text("utf-8")
        named = [m[0] for m in REMOTE.finditer(text) if loads.search(m[0])]
        faults += [f"{path}: {tag}" for tag in named]
        faults += [f"{path}: {host}" for host in ("unpkg.com", "jsdelivr") if host in text]
    assert not faults, show(faults)


def _gzipped(site: Path, url: str, sizes: dict[str, int]) -> int:
    path = unquote(urlsplit(url).path).lstrip("/")
    if path not in sizes:
        sizes[path] = len(gzip.compress((site / path).read_bytes(), 6))
    return sizes[path]


def _weight(site: Path, log: Log, sizes: dict[str, int]) -> list[str]:
    # Figures are not counted: each is as heavy as what it shows. Nor are fonts: a browser asks for those that it kept from
    # other pages, whether or not this one needs them; tests/test_theme.py has their weight.
    asked = [
        request.url for request in log.requests if request.resource_type not in ("image", "font")
    ]
    weight = sum(_gzipped(site, url, sizes) for url in asked if log.own(url))
    return (
        [f"{len(asked)} requests, {weight} bytes gzipped"]
        if len(asked) > MAX_REQUESTS or weight > MAX_GZIPPED
        else []
    )


def test_first_load_is_light(desk):
    assert not desk["weight"], show(desk["weight"])


def test_figures_load_lazily(trees):
    faults = []
    for path, tree in trees.items():
        images = tree.select('.bd-article img:not([loading="lazy"])')
        faults += [f"{path}: {image.get('src', '')[:80]}" for image in images]
    assert not faults, show(faults)


def test_every_page_has_a_title_and_a_description_of_its_own(trees):
    titles = {
        path: [title.get_text() for title in tree.select("title")] for path, tree in trees.items()
    }
    descriptions = {
        path: [meta["content"] for meta in tree.select('meta[name="description"]')]
        for path, tree in trees.items()
    }
    for said in (titles, descriptions):
        assert not [path for path, texts in said.items() if len(texts) != 1 or len(texts[0]) < 5]
        assert len({texts[0] for texts in said.values()}) == len(trees)
    assert min(len(texts[0]) for texts in descriptions.values()) > 30


def test_no_page_names_an_address_where_none_is_set(site, pages):
    if os.environ.get("READOUTS_BASEURL") or "\nurl:" in (ROOT / "CITATION.cff").read_text("utf-8"):
        pytest.skip("an address is set")
    named = re.compile(r'rel="canonical"|property="og:|name="twitter:|rel="alternate"')
    assert not [
        path for path in [*pages, "index.html"] if named.search((site / path).read_text("utf-8"))
    ]


def test_nothing_of_the_build_is_published(site):
    names = (".doctrees", ".buildinfo", "jupyter_execute", "fontawesome.js", "sphinx-thebe.js")
    assert not [p for name in names for p in site.rglob(name)]


# --- Search ---------------------------------------------------------------


@pytest.fixture(scope="module")
def prose(trees) -> dict[str, str]:
    """The paragraphs of each page that can be searched; of the output of cells, the numbered tables."""
    texts = {}
    for path in (path for path in trees if "/evidence/" not in path):
        paragraphs = trees[path].select(".bd-article p")
        kept = [
            p.get_text()
            for p in paragraphs
            if not p.find_parent(class_="cell_output") or p.find_parent(class_="exhibit")
        ]
        texts[path] = "\n".join(kept)
    return texts


def _found(page, base: str, query: str) -> list[str]:
    page.goto(f"{base}search.html?q={quote(query)}")
    page.wait_for_function(
        "/found|did not match/.test(document.querySelector('#search-results').innerText)"
    )
    links = page.locator("#search-results li a")
    return [link.get_attribute("href").split("#")[0] for link in links.all()]


@pytest.fixture(params=["http", "file"])
def searched(request, site, browser, address):
    """A function from a query to the pages that the search finds."""
    base = address if request.param == "http" else f"{site.resolve().as_uri()}/"
    with opened(browser) as page:
        log = Log(page, base)
        yield functools.partial(_found, page, base)
        assert not log.faults, show(log.faults)


def test_search_finds_chinese_inside_a_sentence(searched, prose):
    runs = [(path, m[0]) for path, text in prose.items() for m in HAN.finditer(text)]
    if not runs:
        pytest.skip("no Chinese sentence in this site")
    path, run = max(runs, key=lambda item: len(item[1]))
    for query in (run[1:3], run[1:4], run[1]):
        assert path in searched(query), query
    assert searched(run[::-1] + run[0]) == []


def test_search_finds_russian_by_form_and_by_prefix(searched, prose, trees):
    words = {path: set(RUSSIAN.findall(text.lower())) for path, text in prose.items()}
    # Patterns in tables and in code are searched too: a beginning that is a word there is found there alone.
    every = set().union(*(RUSSIAN.findall(tree.get_text().lower()) for tree in trees.values()))
    fit = [(p, w) for p in words for w in sorted(words[p]) if len(w) > 6 and w[:-2] not in every]
    if not fit:
        pytest.skip("no Russian word in this site")
    path, word = fit[0]
    assert path in searched(word), word
    assert path in searched(word[:-2]), word[:-2]


# --- For everyone -----------------------------------------------------------


@pytest.mark.parametrize("question", ["rules", "light", "dark"])
def test_axe_finds_nothing(axe, desk, question):
    if axe == NO_AXE:
        pytest.skip(NO_AXE)
    assert not desk[question], show(desk[question])


@pytest.mark.slow  # they are long, of a few parts that repeat; without this mark, the shorter are looked at on the narrow screen
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_axe_finds_nothing_in_the_evidence(browser, address, pages, axe, width):
    if axe == NO_AXE:
        pytest.skip(NO_AXE)
    faults, known = [], set()
    with opened(browser, width) as page:
        for path in (path for path in pages if "evidence/" in path):
            page.goto(address + path)
            faults += [
                f"{path}: {fault}"
                for found in axe_finds(page, axe, known).values()
                for fault in found
            ]
    assert not faults, show(faults)


# A colour for every second row of a table, one for links, and one for a single element far down the page.
COLOURED = "tr:nth-child(even) td { background: #777 !important; } .bd-article a { text-decoration: none !important; border: 0 !important; color: #333 !important; }"
PLANT = f"""() => {{ const all = [...document.querySelectorAll(".bd-article td")], e = all[Math.floor(all.length * 0.8)];
  document.head.append(Object.assign(document.createElement("style"), {{textContent: "{COLOURED}"}}));
  e.textContent = "planted"; e.setAttribute("style", "color: #999; background: #aaa"); }}"""


@pytest.fixture
def planted(browser, address, axe) -> Iterator[Callable]:
    """A function that plants faults in a page with axe: the page, and what a short look finds, which leaves it as it was."""
    if axe == NO_AXE:
        pytest.skip(NO_AXE)
    with opened(browser) as page:
        page.add_init_script(axe)
        page.goto(address + "chapters/naming.html")

        def plant(script: str, look: Callable) -> tuple:
            page.evaluate(script)
            before = page.inner_html(".bd-article")
            found = look(page)
            assert page.inner_html(".bd-article") == before
            return page, found

        yield plant


def test_one_of_each_look_shows_every_fault_of_colour(planted):
    known = set()
    page, short = planted(PLANT, lambda page: colours(page, known))
    assert known and colours(page, known) == []
    whole = violations(
        page.evaluate(
            "rules => axe.run({resultTypes: ['violations'], runOnly: rules})", COLOUR_RULES
        )
    )
    kinds = [
        {re.match(r"([\w-]+: <\w+)", fault)[1] for fault in faults} for faults in (short, whole)
    ]
    assert kinds[0] == kinds[1] >= {"color-contrast: <td", "link-in-text-block: <a"}
    assert len(short) < len(whole) / 2 and any("planted" in fault for fault in short)


# One fault of each kind, deep in what is alike: in rows of a table, links, strokes of a figure, and boxes that scroll.
FAULTS = """() => {
  const late = selector => { const all = [...document.querySelectorAll(`.bd-article ${selector}`)]; return all[Math.floor(all.length * 0.8)]; };
  const put = (selector, html) => late(selector).insertAdjacentHTML("beforeend", html);
  late("td > a, td a.finding").textContent = "";
  put("tbody tr:nth-child(4) td", "<img src='data:,'>");
  put("tbody tr:nth-child(5) td", "<span role='nothing'>x</span>");
  put("tbody tr:nth-child(6) td", "<a href='#main-content' aria-wrong='1'>x</a>");
  put("tbody tr:nth-child(7) td", "<button aria-hidden='true'>x</button><button></button>");
  put("tbody tr:nth-child(3) td", "<a href='#main-content' aria-expanded='perhaps'>x</a><input>");
  put("tbody tr:nth-child(8) td", "<div role='button' tabindex='0'>x <a href='#main-content'>y</a></div><span role='checkbox' tabindex='0'>x</span>");
  late("tbody tr:nth-child(4) td").lang = "no language";
  late("tbody tr:nth-child(5) td").setAttribute("headers", "nowhere");
  put("p", "<ul><p>x</p></ul>");
  put("section", "<h6>x</h6>");
  put("section", "<div style='overflow: auto; height: 30px'>" + "<p>x</p>".repeat(9) + "</div>");
  put("section", "<table><tr><th></th></tr>" + "<tr><td>x</td></tr>".repeat(9) + "</table>");
  put("svg g", "<a href='#main-content'></a><g role='img'></g>");
}"""


def test_one_of_what_is_alike_shows_every_other_fault(planted):
    page, found = planted(FAULTS, lambda page: page.evaluate(OTHER_RULES, COLOUR_RULES))
    off = {rule: {"enabled": False} for rule in COLOUR_RULES}
    whole = page.evaluate("rules => axe.run({resultTypes: ['violations'], rules})", off)
    short, long = (
        {rule["id"]: len(rule["nodes"]) for rule in one["violations"]} for one in (found, whole)
    )
    assert short == long and len(long) > 12


# Whatever has a place of its own among the stops, and what cannot have the focus or does not show it. A page has thousands of
# links, and each that has the focus is styled anew: of those that are alike, and stand in what is alike, the first is
# looked at. What says whether two are alike is every attribute but those that only name one or say where it leads.
UNFOCUSED = """() => {
  const naming = new Set(["id", "href", "title", "aria-label", "aria-describedby", "aria-labelledby", "data-value", "data-count"]);
  const own = e => [e.localName, ...[...e.attributes].filter(a => !naming.has(a.name)).map(a => `${a.name}=${a.value}`)].join();
  const numbers = new Map(), kinds = new Map([[null, 0]]), met = new Set();
  const kind = e => {
    if (!kinds.has(e)) {
      const said = `${kind(e.parentElement)} ${own(e)}`;
      numbers.set(said, numbers.get(said) ?? numbers.size + 1);
      kinds.set(e, numbers.get(said));
    }
    return kinds.get(e);
  };
  const seen = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const all = [...document.querySelectorAll("a[href], button, input, summary, [tabindex]")];
  return all.filter(e => seen(e) && !e.disabled && e.tabIndex >= 0).filter(e => {
    if (e.tabIndex > 0) return true;
    if (met.size === met.add(kind(e)).size) return false;
    e.focus({focusVisible: true, preventScroll: true});
    const style = getComputedStyle(e);
    return e !== document.activeElement || style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2;
  }).map(e => e.outerHTML.slice(0, 120));
}"""


def _keyboard(page, path: str) -> list[str]:
    faults = []
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    if (
        not path.startswith("search.html")
        and page.evaluate("document.activeElement.getAttribute('href')") != "#main-content"
    ):
        faults.append("the first stop is not the skip link")
    return faults + page.evaluate(UNFOCUSED)


STOPS = """<style>a { outline: 3px solid } .bare:focus, nav a:focus { outline: none } .thin { outline-width: 1px }</style>
<p><a href="#1">one</a> <a href="#2">two</a> <a href="#3" tabindex="2">three</a> <a href="#4" class="bare">four</a></p>
<p><a href="#5" id="five">five</a> <a href="#6" class="thin">six</a> <a href="#7" style="outline: none">seven</a></p>
<nav><p><a href="#8">eight</a></p></nav><div inert><a href="#9">nine</a></div>"""


def test_of_stops_that_are_alike_one_is_looked_at_and_of_others_each(browser):
    with opened(browser) as page:
        page.set_content(STOPS)
        found = page.evaluate(UNFOCUSED)
    assert [re.search(r"#(\d)", html)[1] for html in found] == ["3", "4", "6", "7", "8", "9"]


def test_keyboard_reaches_everything_and_shows_where_it_is(desk):
    assert not desk["keyboard"], show(desk["keyboard"])


# What is wrong where the keyboard stops; null at the end of the walk, which is the body or where it came from.
STOP = """() => {
  const e = document.activeElement;
  if (e === document.body || e.stopped) return null;
  const faults = [],
    // Of what is higher than the screen the part that is on it is looked at.
    middle = rect => rect.height > innerHeight ? (Math.max(rect.top, 0) + Math.min(rect.bottom, innerHeight)) / 2 : rect.top + rect.height / 2,
    at = rect => document.elementFromPoint(rect.left + rect.width / 2, middle(rect));
  e.stopped = true;
  const seen = [...e.getClientRects()].map(at).some(top => top && (e.contains(top) || top.contains(e) || [...e.labels || []].some(label => label.contains(top))));
  if (!seen) faults.push("out of sight");
  if (getComputedStyle(e).outlineStyle === "none") faults.push("no focus to be seen");
  return faults.map(fault => `${fault}: ${e.outerHTML.slice(0, 120)}`);
}"""
UNREACHED = """() => [...document.querySelectorAll("a[href], button, input, summary, [tabindex='0']")].filter(
  e => e.checkVisibility({visibilityProperty: true, opacityProperty: true}) && !e.disabled && e.tabIndex >= 0 && !e.stopped).map(e => e.outerHTML.slice(0, 120))"""
# What a pointer can press and the keyboard cannot reach.
POINTER_ONLY = """() => [...document.querySelectorAll("body *")].filter(e => e.checkVisibility() && getComputedStyle(e).cursor === "pointer"
  && !e.closest("a[href], button, input, summary, label")).map(e => e.outerHTML.slice(0, 120))"""


def _tab_through(page, key: str) -> list[str]:
    """Press a key until there is nothing new; whatever is a fault on the way. After a trap much is left unreached."""
    faults = []
    while (stop := page.evaluate(STOP)) is not None:
        faults += stop
        page.keyboard.press(key)
    return faults


@pytest.mark.parametrize(
    ("name", "width"),
    [
        ("index", PHONE),
        ("naming", DESK),
        ("reader-june", PHONE),
        ("figures", DESK),
        *(
            pytest.param(name, width, marks=pytest.mark.slow)
            for name, width in (
                ("index", DESK),
                ("naming", PHONE),
                ("reader-june", DESK),
                ("figures", PHONE),
            )
        ),
    ],
)
def test_tab_walks_through_a_page_and_back(browser, address, name, width):
    with opened(browser, width) as page:
        for key in ("Tab", "Shift+Tab"):
            page.goto(f"{address}chapters/{name}.html")
            page.evaluate("document.activeElement.blur()")
            page.keyboard.press(key)
            faults = [
                *_tab_through(page, key),
                *page.evaluate(UNREACHED),
                *page.evaluate(POINTER_ONLY),
            ]
            assert not faults, show([key, *faults])
            assert (
                page.evaluate("[...document.querySelectorAll('*')].filter(e => e.stopped).length")
                > 20
            )


def test_drawer_and_search_by_keyboard(browser, address, pages):
    path = next(p for p in pages if p not in ("search.html", "genindex.html"))
    focused = "document.activeElement.className"
    with opened(browser, PHONE) as page:
        page.goto(address + path)
        page.focus(".bd-header-article .primary-toggle")
        page.keyboard.press("Enter")
        assert page.locator("#pst-primary-sidebar-modal[open] nav").is_visible()
        page.keyboard.press("Escape")
        assert "primary-toggle" in page.evaluate(focused)
        page.keyboard.press("Control+k")
        assert page.locator("#pst-search-dialog[open] input").is_visible()
        page.keyboard.type("the")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.html?q=the")


def test_colours_can_be_chosen_by_keyboard_and_are_kept(browser, address, pages):
    theme = "document.documentElement.dataset.theme"
    with opened(browser) as page:
        page.goto(address + pages[0])
        page.focus(".theme-switch-button")
        seen = set()
        for _ in range(3):
            page.keyboard.press("Enter")
            seen.add(page.evaluate(theme))
            if page.evaluate(theme) == "dark":
                page.reload()
                assert page.evaluate(theme) == "dark"
                page.focus(".theme-switch-button")
        assert seen == {"light", "dark"}


# --- On paper ------------------------------------------------

PRINTED = """() => {
  const gone = [".bd-sidebar-primary", ".bd-sidebar-secondary", ".bd-header-article",
                ".prev-next-footer", ".bd-footer-content", ".headerlink", ".copybtn"];
  const left = gone.filter(s => [...document.querySelectorAll(s)].some(e => e.checkVisibility()));
  const titles = [...document.querySelectorAll("h1")].filter(e => e.checkVisibility());
  if (titles.length !== 1) left.push(`${titles.length} titles`);
  document.querySelectorAll(".bd-article :is(.picture, figure.passage, table.facing, tr:not(table.cards > tbody > :first-child))").forEach(e => {
    if (getComputedStyle(e).breakInside !== "avoid") left.push(e.outerHTML.slice(0, 80));
  });
  return left;
}"""


def _print(page) -> list[str]:
    page.emulate_media(media="print")
    faults = page.evaluate(PRINTED)
    page.emulate_media(media="screen")
    return faults


def test_print_has_the_text_and_nothing_of_the_screen(desk):
    assert not desk["print"], show(desk["print"])


SHEET = (643, 986)  # what the margins leave of A4, in pixels
# Letters of a figure under 6 points, and cards of the gallery that are higher than a sheet.
SMALL = """height => [...document.querySelectorAll(".picture svg")].filter(svg => svg.checkVisibility()).flatMap(svg => {
  const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
  const sizes = [...svg.querySelectorAll("text")].map(text => parseFloat(getComputedStyle(text).fontSize) * scale * 0.75);
  const least = Math.min(...sizes), high = (svg.closest(".card-figure") ?? svg).getBoundingClientRect().height;
  return [...least < 6 ? [`${svg.ariaLabel.slice(0, 60)}: ${least} points`] : [],
          ...high > height ? [`${svg.ariaLabel.slice(0, 60)}: ${high} pixels high`] : []];
})"""


def test_on_paper_the_letters_of_each_figure_can_be_read_and_it_stands_on_one_sheet(
    browser, address, site, pages
):
    """A card that is higher than a sheet would be drawn over the one below it, since a picture is never cut."""
    drawn = [name for name in pages if 'class="picture"' in (site / name).read_text("utf-8")]
    assert "chapters/figures.html" in drawn
    with opened(browser, SHEET[0]) as page:
        page.emulate_media(media="print")
        faults = []
        for name in drawn:
            page.goto(address + name)
            faults += [f"{name}: {fault}" for fault in page.evaluate(SMALL, SHEET[1])]
    assert not faults, show(faults)


def test_the_first_sheet_of_the_front_page_has_the_quotations_and_what_is_said_of_them(
    browser, address
):
    with opened(browser, SHEET[0]) as page:
        page.emulate_media(media="print")
        page.goto(address + "chapters/index.html")
        said = page.locator("#fig-facing-quotations figcaption").bounding_box()
        top = page.locator(".bd-article").bounding_box()["y"]
    assert said["y"] + said["height"] - top <= SHEET[1]
