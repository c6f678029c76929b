"""The built site in a real browser: offline, light, found, for everyone.

Every test looks at every page and lists all that it finds. Loading a page costs more than most questions that are
asked of it, so each is loaded once at a desk, once on a phone and once from the disk (`desk`, `phone`, `disk`), all
questions are asked there, and each test reads the answers to its own.
"""

import functools
import gzip
import os
import re
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest

pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
bs4 = pytest.importorskip("bs4")

MAX_REQUESTS = 25
MAX_GZIPPED = 500_000
DESK, PHONE = 1280, 390
REMOTE = re.compile(r"<(?:script|link|img|iframe)\b[^>]*(?:src|href)=\"(?:https?:)?//[^\"]+")
HAN = re.compile(r"[\u4e00-\u9fff]{4,}")
NO_AXE = "// axe-core is missing: set AXE_JS or run npm install axe-core"
RUSSIAN = re.compile(r"[а-яё]+")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args) -> None:
        pass


@pytest.fixture(scope="module")
def address(site: Path) -> Iterator[str]:
    """Serve the site on a free port of this machine."""
    handler = functools.partial(_Quiet, directory=str(site))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def pages(site: Path) -> list[str]:
    """All pages but those that only forward to another one."""
    paths = sorted(p for p in site.rglob("*.html") if "_static" not in p.parts)
    return [
        p.relative_to(site).as_posix()
        for p in paths
        if 'http-equiv="refresh"' not in p.read_text("utf-8").lower()
    ]


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core; a comment where it is missing."""
    here = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
    path = Path(os.environ.get("AXE_JS", here))
    return path.read_text("utf-8") if path.is_file() else NO_AXE


@contextmanager
def opened(browser, width: int = DESK, scheme: str = "light"):
    context = browser.new_context(
        viewport={"width": width, "height": 844},
        color_scheme=scheme,
        reduced_motion="reduce",
    )
    try:
        yield context.new_page()
    finally:
        context.close()


class Log:
    """What a page asks for and complains of."""

    def __init__(self, page, base: str) -> None:
        self.base, self.page = base, page
        self.start()
        page.route(lambda url: not self.own(url), lambda route: route.abort())
        page.on("request", lambda r: self.requests.append(r))
        page.on("pageerror", lambda e: self.faults.append(f"error: {e}"))
        page.on("requestfailed", lambda r: self.faults.append(f"failed: {r.url}"))
        page.on("console", self._console)

    def _console(self, message) -> None:
        if message.type == "error":
            self.faults.append(f"console: {message.text}")

    def own(self, url: str) -> bool:
        return url.startswith((self.base, "data:", "blob:", "about:"))

    def start(self) -> None:
        self.requests, self.faults = [], []

    def visit(self, path: str) -> None:
        # What the page before still loads when it is left is no fault of the next.
        self.page.goto("about:blank")
        self.start()
        self.page.goto(self.base + path)
        self.page.wait_for_timeout(100)


def _show(faults: list[str]) -> str:
    return "\n" + "\n".join(faults)


def _foreign(log: Log) -> list[str]:
    return [f"foreign: {request.url}" for request in log.requests if not log.own(request.url)] + log.faults


@pytest.fixture(scope="module")
def desk(site, browser, address, pages, axe) -> dict[str, list[str]]:
    """What is found on a wide screen, by the question."""
    found, sizes = defaultdict(list), {}
    with opened(browser) as page:
        page.add_init_script(axe)
        log = Log(page, address)
        for path in [*pages, "search.html?q=the"]:
            log.visit(path)
            answers = {"requests": _foreign(log), "weight": _weight(site, log, sizes), "keyboard": _keyboard(page, path)}
            answers |= {"print": _print(page), **(_axe(page) if axe != NO_AXE else {})}
            for question, faults in answers.items():
                found[question] += [f"{path}: {fault}" for fault in faults]
    return found


@pytest.fixture(scope="module")
def phone(browser, address, pages, axe) -> dict[str, list[str]]:
    """What is found on a narrow screen, by the question."""
    found = defaultdict(list)
    with opened(browser, PHONE) as page:
        page.add_init_script(axe)
        for path in [*pages, "search.html?q=the"]:
            page.goto(address + path)
            for question, faults in {"layout": _layout(page), **(_axe(page) if axe != NO_AXE else {})}.items():
                found[question] += [f"{path}: {fault}" for fault in faults]
    return found


@pytest.fixture(scope="module")
def disk(site, browser, pages) -> dict[str, list[str]]:
    """What is found on pages opened from the disk."""
    faults = []
    with opened(browser) as page:
        log = Log(page, f"{site.resolve().as_uri()}/")
        for path in pages:
            log.visit(path)
            faults += [f"{path}: {fault}" for fault in _foreign(log)]
    return {"requests": faults}


@pytest.mark.parametrize("walk", ["desk", "disk"])
def test_no_foreign_request_and_no_console_error(request, walk):
    faults = request.getfixturevalue(walk)["requests"]
    assert not faults, _show(faults)


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
    assert not faults, _show(faults)


def _gzipped(site: Path, url: str, sizes: dict[str, int]) -> int:
    path = unquote(urlsplit(url).path).lstrip("/")
    if path not in sizes:
        sizes[path] = len(gzip.compress((site / path).read_bytes(), 6))
    return sizes[path]


def _weight(site: Path, log: Log, sizes: dict[str, int]) -> list[str]:
    # Figures are not counted: each is as heavy as what it shows.
    asked = [request.url for request in log.requests if request.resource_type != "image"]
    weight = sum(_gzipped(site, url, sizes) for url in asked if log.own(url))
    return [f"{len(asked)} requests, {weight} bytes gzipped"] if len(asked) > MAX_REQUESTS or weight > MAX_GZIPPED else []


def test_first_load_is_light(desk):
    assert not desk["weight"], _show(desk["weight"])


def test_figures_load_lazily(site, pages):
    faults = []
    for path in pages:
        soup = bs4.BeautifulSoup((site / path).read_text("utf-8"), "html.parser")
        images = soup.select('.bd-article img:not([loading="lazy"])')
        faults += [f"{path}: {image.get('src', '')[:80]}" for image in images]
    assert not faults, _show(faults)


def test_every_page_has_a_title_and_a_description_of_its_own(site, pages):
    trees = {path: bs4.BeautifulSoup((site / path).read_text("utf-8"), "html.parser") for path in pages}
    titles = {path: [title.get_text() for title in tree.select("title")] for path, tree in trees.items()}
    descriptions = {path: [meta["content"] for meta in tree.select('meta[name="description"]')] for path, tree in trees.items()}
    for said in (titles, descriptions):
        assert not [path for path, texts in said.items() if len(texts) != 1 or len(texts[0]) < 5]
        assert len({texts[0] for texts in said.values()}) == len(pages)
    assert min(len(texts[0]) for texts in descriptions.values()) > 30


def test_no_page_names_an_address_where_none_is_set(site, pages):
    if os.environ.get("READOUTS_BASEURL"):
        pytest.skip("READOUTS_BASEURL is set")
    named = re.compile(r'rel="canonical"|property="og:|name="twitter:|rel="alternate"')
    assert not [path for path in [*pages, "index.html"] if named.search((site / path).read_text("utf-8"))]


def test_nothing_of_the_build_is_published(site):
    names = (".doctrees", ".buildinfo", "jupyter_execute", "fontawesome.js", "sphinx-thebe.js")
    assert not [p for name in names for p in site.rglob(name)]


# --- Search ---------------------------------------------------------------


@pytest.fixture(scope="module")
def prose(site: Path, pages: list[str]) -> dict[str, str]:
    """The paragraphs of each page that can be searched; of the output of cells, the numbered tables."""
    texts = {}
    for path in (path for path in pages if "/evidence/" not in path):
        soup = bs4.BeautifulSoup((site / path).read_text("utf-8"), "html.parser")
        paragraphs = soup.select(".bd-article p")
        kept = [p.get_text() for p in paragraphs if not p.find_parent(class_="cell_output") or p.find_parent(class_="exhibit")]
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
        assert not log.faults, _show(log.faults)


def test_search_finds_chinese_inside_a_sentence(searched, prose):
    runs = [(path, m[0]) for path, text in prose.items() for m in HAN.finditer(text)]
    if not runs:
        pytest.skip("no Chinese sentence in this site")
    path, run = max(runs, key=lambda item: len(item[1]))
    for query in (run[1:3], run[1:4], run[1]):
        assert path in searched(query), query
    assert searched(run[::-1] + run[0]) == []


def test_search_finds_russian_by_form_and_by_prefix(searched, prose):
    words = {path: set(RUSSIAN.findall(text.lower())) for path, text in prose.items()}
    every = set().union(*words.values())
    fit = [(p, w) for p in words for w in sorted(words[p]) if len(w) > 6 and w[:-2] not in every]
    if not fit:
        pytest.skip("no Russian word in this site")
    path, word = fit[0]
    assert path in searched(word), word
    assert path in searched(word[:-2]), word[:-2]


# --- For everyone -----------------------------------------------------------


COLOUR_RULES = ["color-contrast", "link-in-text-block"]

# The rules of colour take four fifths of axe's time, nearly all of it on pages that repeat a few looks thousands of
# times. An element looks as another does if all that decides its colours is the same for both and for all in which
# they stand; of each look the first is checked, and the others are taken out while axe looks (an empty element stays
# in their place, so that rules that count siblings still hold).
COLOURS = """async rules => {
  const style = ["color", "backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode", "fontSize", "fontWeight", "fontStyle",
                 "textDecorationLine", "textShadow", "borderBottomStyle", "position", "clipPath", "display", "visibility"];
  const words = new Map(), look = new Map(), first = new Map(), numbers = new Map();
  const number = text => numbers.get(text) ?? (numbers.set(text, numbers.size), numbers.size - 1);
  for (const e of document.querySelectorAll("body, body *")) {
    const computed = getComputedStyle(e), above = e.parentElement;
    words.set(e, [...e.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data.trim()).join(""));
    look.set(e, number([look.get(above), ...style.map(name => computed[name])].join("|")));
    // axe passes over single letters and what is not shown, and asks of a link whether it stands in a text.
    const key = [look.get(e), e.localName, words.get(e).length > 1, !!words.get(above), e.offsetWidth > 1].join();
    if (words.get(e) && !first.has(key)) first.set(key, e);
  }
  const kept = new Set();
  for (let e of first.values()) for (; e && !kept.has(e); e = e.parentElement) kept.add(e);
  const away = [...document.querySelectorAll("body *")].filter(e => !kept.has(e) && kept.has(e.parentElement));
  const empty = away.map(e => { const copy = e.cloneNode(false); copy.style.setProperty("display", "none", "important"); e.replaceWith(copy); return copy; });
  const result = await axe.run({resultTypes: ["violations"], runOnly: rules});
  empty.forEach((copy, i) => copy.replaceWith(away[i]));
  return result;
}"""
OTHER_RULES = """rules => axe.run({resultTypes: ["violations"], rules: Object.fromEntries(rules.map(rule => [rule, {enabled: false}]))})"""


def _violations(result: dict) -> list[str]:
    return [f"{rule['id']}: {node['html'][:160]}" for rule in result["violations"] for node in rule["nodes"]]


def _axe(page) -> dict[str, list[str]]:
    """What axe finds: by the rules of colour in the light and in the dark, and by all others."""
    # What is folded away is read too, and a note as it looks when it is open.
    page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; }); document.querySelector('.about')?.showPopover();")
    found = {"rules": _violations(page.evaluate(OTHER_RULES, COLOUR_RULES))}
    # A change of colours takes time: one a page, so every second page is opened in the dark.
    opened_in = page.evaluate("document.documentElement.dataset.theme")
    for scheme in (opened_in, {"light": "dark", "dark": "light"}[opened_in]):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function("scheme => document.documentElement.dataset.theme === scheme", arg=scheme)
        found[scheme] = _violations(page.evaluate(COLOURS, COLOUR_RULES))
    return found


@pytest.mark.parametrize("question", ["rules", "light", "dark"])
@pytest.mark.parametrize("width", ["desk", "phone"])
def test_axe_finds_nothing(request, axe, width, question):
    if axe == NO_AXE:
        pytest.skip(NO_AXE)
    faults = request.getfixturevalue(width)[question]
    assert not faults, _show(faults)


# A colour for every second row of a table, one for links, and one for a single element far down the page.
PLANTED = "tr:nth-child(even) td { background: #777 !important; } .bd-article a { text-decoration: none !important; border: 0 !important; color: #333 !important; }"
PLANT = """() => { const all = [...document.querySelectorAll(".bd-article td")], e = all[Math.floor(all.length * 0.8)];
  e.textContent = "planted"; e.setAttribute("style", "color: #999; background: #aaa"); }"""


def test_one_of_each_look_shows_every_fault_of_colour(browser, address, axe):
    if axe == NO_AXE:
        pytest.skip(NO_AXE)
    with opened(browser) as page:
        page.add_init_script(axe)
        page.goto(address + "chapters/naming.html")
        page.add_style_tag(content=PLANTED)
        page.evaluate(PLANT)
        before = page.inner_html(".bd-article")
        short = _violations(page.evaluate(COLOURS, COLOUR_RULES))
        assert page.inner_html(".bd-article") == before
        whole = _violations(page.evaluate("rules => axe.run({resultTypes: ['violations'], runOnly: rules})", COLOUR_RULES))
    kinds = [{re.match(r"([\w-]+: <\w+)", fault)[1] for fault in faults} for faults in (short, whole)]
    assert kinds[0] == kinds[1] >= {"color-contrast: <td", "link-in-text-block: <a"}
    assert len(short) < len(whole) / 2 and any("planted" in fault for fault in short)


UNFOCUSED = """() => {
  const seen = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const all = [...document.querySelectorAll("a[href], button, input, summary, [tabindex]")];
  return all.filter(e => seen(e) && !e.disabled && e.tabIndex >= 0).filter(e => {
    e.focus({focusVisible: true, preventScroll: true});
    const style = getComputedStyle(e);
    return e !== document.activeElement || e.tabIndex > 0
      || style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2;
  }).map(e => e.outerHTML.slice(0, 120));
}"""


def _keyboard(page, path: str) -> list[str]:
    faults = []
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Tab")
    if not path.startswith("search.html") and page.evaluate("document.activeElement.getAttribute('href')") != "#main-content":
        faults.append("the first stop is not the skip link")
    return faults + page.evaluate(UNFOCUSED)


def test_keyboard_reaches_everything_and_shows_where_it_is(desk):
    assert not desk["keyboard"], _show(desk["keyboard"])


# What is wrong where the keyboard stops; null at the end of the walk, which is the body or where it came from.
STOP = """() => {
  const e = document.activeElement;
  if (e === document.body || e.stopped) return null;
  const faults = [], at = rect => document.elementFromPoint(rect.left + rect.width / 2, rect.top + rect.height / 2);
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


@pytest.mark.parametrize("width", [DESK, PHONE])
@pytest.mark.parametrize("name", ["index", "naming", "reader-june", "figures"])
def test_tab_walks_through_a_page_and_back(browser, address, name, width):
    with opened(browser, width) as page:
        for key in ("Tab", "Shift+Tab"):
            page.goto(f"{address}chapters/{name}.html")
            page.evaluate("document.activeElement.blur()")
            page.keyboard.press(key)
            faults = [*_tab_through(page, key), *page.evaluate(UNREACHED), *page.evaluate(POINTER_ONLY)]
            assert not faults, _show([key, *faults])
            assert page.evaluate("[...document.querySelectorAll('*')].filter(e => e.stopped).length") > 20


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


# --- On a phone and on paper ------------------------------------------------

# What reaches beyond the screen without an ancestor that scrolls.
WIDE = """() => [...document.querySelectorAll("main *")].filter(e => {
  if (!e.checkVisibility() || e.closest("svg, math")) return false;
  if (e.getBoundingClientRect().right <= innerWidth + 1) return false;
  for (let a = e; a && a !== document.body; a = a.parentElement)
    if (/auto|scroll/.test(getComputedStyle(a).overflowX)) return false;
  return true;
}).map(e => e.outerHTML.slice(0, 120))"""

# Tables whose scroller the keyboard cannot reach, or whose header goes away.
TABLES = """() => [...document.querySelectorAll(".bd-article table:not(.indextable)")].filter(t => {
  if (!t.checkVisibility()) return false;
  const box = t.closest(".pst-scrollable-table-container");
  if (!box) return true;
  const scrolls = box.scrollWidth > box.clientWidth || box.scrollHeight > box.clientHeight;
  if (scrolls && box.tabIndex < 0) return true;
  const head = t.querySelector("thead :is(th, td)");
  if (!head || box.scrollHeight <= box.clientHeight + 5) return false;
  box.scrollTop = box.scrollHeight;
  return head.getBoundingClientRect().top < box.getBoundingClientRect().top - 3;
}).map(t => t.outerHTML.slice(0, 120))"""

# Notes that stand beside the text instead of below it.
BESIDE = """() => [...document.querySelectorAll("aside.margin, aside.sidebar")].filter(
  e => e.offsetWidth < 0.85 * e.parentElement.clientWidth).map(e => e.outerHTML.slice(0, 120))"""


def _layout(page) -> list[str]:
    sideways = ["the page scrolls sideways"] if page.evaluate("document.documentElement.scrollWidth > innerWidth") else []
    return sideways + [html for script in (WIDE, TABLES, BESIDE) for html in page.evaluate(script)]


def test_phone(phone):
    assert not phone["layout"], _show(phone["layout"])


PRINTED = """() => {
  const gone = [".bd-sidebar-primary", ".bd-sidebar-secondary", ".bd-header-article",
                ".prev-next-footer", ".bd-footer-content", ".headerlink", ".copybtn"];
  const left = gone.filter(s => [...document.querySelectorAll(s)].some(e => e.checkVisibility()));
  const titles = [...document.querySelectorAll("h1")].filter(e => e.checkVisibility());
  if (titles.length !== 1) left.push(`${titles.length} titles`);
  document.querySelectorAll(".bd-article :is(figure, tr)").forEach(e => {
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
    assert not desk["print"], _show(desk["print"])
