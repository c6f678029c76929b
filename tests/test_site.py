"""The built site in a real browser: offline, light, found, for everyone.

Every test looks at every page and lists all that it finds.
"""

import functools
import gzip
import os
import re
import threading
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
    """The source of axe-core."""
    here = Path(__file__).parents[1] / "node_modules/axe-core/axe.min.js"
    path = Path(os.environ.get("AXE_JS", here))
    if not path.is_file():
        pytest.skip("axe-core is missing: set AXE_JS or run npm install axe-core")
    return path.read_text("utf-8")


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
        self.start()
        self.page.goto(self.base + path)
        self.page.wait_for_timeout(100)


def _load(log: Log, path: str) -> list[str]:
    log.visit(path)
    foreign = [f"foreign: {r.url}" for r in log.requests if not log.own(r.url)]
    return [f"{path}: {fault}" for fault in foreign + log.faults]


def _show(faults: list[str]) -> str:
    return "\n" + "\n".join(faults)


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_no_foreign_request_and_no_console_error(site, browser, address, pages, scheme):
    base = address if scheme == "http" else f"{site.resolve().as_uri()}/"
    with opened(browser) as page:
        log = Log(page, base)
        faults = [fault for path in pages for fault in _load(log, path)]
    assert not faults, _show(faults)


@pytest.mark.parametrize("scheme", ["http", "file"])
def test_root_opens_a_chapter(site, browser, address, scheme):
    base = address if scheme == "http" else f"{site.resolve().as_uri()}/"
    with opened(browser) as page:
        page.goto(base + "index.html")
        page.wait_for_selector("article h1", timeout=5000)


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


def test_first_load_is_light(site, browser, address, pages):
    faults, sizes = [], {}
    with opened(browser) as page:
        log = Log(page, address)
        for path in pages:
            log.visit(path)
            # Figures are not counted: each is as heavy as what it shows.
            asked = [r.url for r in log.requests if r.resource_type != "image"]
            weight = sum(_gzipped(site, url, sizes) for url in asked)
            if len(asked) > MAX_REQUESTS or weight > MAX_GZIPPED:
                faults.append(f"{path}: {len(asked)} requests, {weight} bytes gzipped")
    assert not faults, _show(faults)


def test_figures_load_lazily(site, pages):
    faults = []
    for path in pages:
        soup = bs4.BeautifulSoup((site / path).read_text("utf-8"), "html.parser")
        images = soup.select('article img:not([loading="lazy"])')
        faults += [f"{path}: {image.get('src', '')[:80]}" for image in images]
    assert not faults, _show(faults)


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
        paragraphs = soup.select("article p")
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


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [DESK, PHONE])
def test_axe_finds_nothing(browser, address, pages, axe, width, scheme):
    faults = []
    with opened(browser, width, scheme) as page:
        page.add_init_script(axe)
        for path in [*pages, "search.html?q=the"]:
            page.goto(address + path)
            assert page.evaluate("document.documentElement.dataset.theme") == scheme
            # What is folded away is read too.
            page.evaluate("document.querySelectorAll('details').forEach(d => { d.open = true; })")
            result = page.evaluate("axe.run({resultTypes: ['violations']})")
            faults += [
                f"{path}: {rule['id']}: {node['html'][:160]}"
                for rule in result["violations"]
                for node in rule["nodes"]
            ]
    assert not faults, _show(faults)


UNFOCUSED = """() => {
  const seen = e => e.checkVisibility({visibilityProperty: true, opacityProperty: true});
  const all = [...document.querySelectorAll("a[href], button, input, summary, [tabindex]")];
  return all.filter(e => seen(e) && !e.disabled && e.tabIndex >= 0).filter(e => {
    e.focus({focusVisible: true});
    const style = getComputedStyle(e);
    return e !== document.activeElement || e.tabIndex > 0
      || style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2;
  }).map(e => e.outerHTML.slice(0, 120));
}"""


def test_keyboard_reaches_everything_and_shows_where_it_is(browser, address, pages):
    faults = []
    with opened(browser) as page:
        for path in pages:
            page.goto(address + path)
            page.evaluate("document.activeElement.blur()")
            page.keyboard.press("Tab")
            skip = "document.activeElement.getAttribute('href') === '#main-content'"
            if path != "search.html" and not page.evaluate(skip):
                faults.append(f"{path}: the first stop is not the skip link")
            faults += [f"{path}: {html}" for html in page.evaluate(UNFOCUSED)]
    assert not faults, _show(faults)


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
TABLES = """() => [...document.querySelectorAll("article table:not(.indextable)")].filter(t => {
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


def test_phone(browser, address, pages):
    faults = []
    with opened(browser, PHONE) as page:
        for path in pages:
            page.goto(address + path)
            if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
                faults.append(f"{path}: the page scrolls sideways")
            for script in (WIDE, TABLES, BESIDE):
                faults += [f"{path}: {html}" for html in page.evaluate(script)]
    assert not faults, _show(faults)


PRINTED = """() => {
  const gone = [".bd-sidebar-primary", ".bd-sidebar-secondary", ".bd-header-article",
                ".prev-next-footer", ".bd-footer-content", ".headerlink", ".copybtn"];
  const left = gone.filter(s => [...document.querySelectorAll(s)].some(e => e.checkVisibility()));
  const titles = [...document.querySelectorAll("h1")].filter(e => e.checkVisibility());
  if (titles.length !== 1) left.push(`${titles.length} titles`);
  document.querySelectorAll("article :is(figure, tr)").forEach(e => {
    if (getComputedStyle(e).breakInside !== "avoid") left.push(e.outerHTML.slice(0, 80));
  });
  return left;
}"""


def test_print_has_the_text_and_nothing_of_the_screen(browser, address, pages):
    faults = []
    with opened(browser) as page:
        page.emulate_media(media="print")
        for path in pages:
            page.goto(address + path)
            faults += [f"{path}: {fault}" for fault in page.evaluate(PRINTED)]
    assert not faults, _show(faults)
