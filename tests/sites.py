"""What the tests of built sites share: a server, a browser's page and its log, and what axe finds."""

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

DESK, PHONE = 1280, 390
NO_AXE = "// axe-core is missing: set AXE_JS or run npm install axe-core"


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve a site on a free port of this machine: its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(_Quiet, directory=str(site)))
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


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
        page.on("request", lambda r: self.requests.append(r))
        page.on("pageerror", lambda e: self.faults.append(f"error: {e}"))
        page.on("requestfailed", self._failed)
        page.on("console", self._console)

    def _failed(self, request) -> None:
        # What a page still asked for when it was left is given up by the browser: no fault of the site.
        if request.failure != "net::ERR_ABORTED":
            self.faults.append(f"failed: {request.url} {request.failure}")

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
        # Scripts do what they put off.
        self.page.evaluate("() => new Promise(done => requestIdleCallback(done, {timeout: 1000}))")


def stopped(page) -> None:
    """The page's clock goes on when it is told to: a slow machine is no slow hand."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)


def show(faults: list[str]) -> str:
    return "\n" + "\n".join(faults)


def foreign(log: Log) -> list[str]:
    return [
        f"foreign: {request.url}" for request in log.requests if not log.own(request.url)
    ] + log.faults


COLOUR_RULES = ["color-contrast", "link-in-text-block"]

# The rules of colour take four fifths of axe's time, nearly all of it on pages that repeat a few looks thousands of
# times. An element looks as another does if all that decides its colours is the same for both and for all in which
# they stand; of each look the first is checked, and the others are taken out while axe looks (an empty element stays
# in their place, so that rules that count siblings still hold). What was looked at on one page is not on the next:
# looks go by their hash, and those that are known come in and go out.
COLOURS = """async ([rules, known]) => {
  const style = ["color", "backgroundColor", "backgroundImage", "opacity", "filter", "mixBlendMode", "fontSize", "fontWeight", "fontStyle",
                 "textDecorationLine", "textShadow", "borderBottomStyle", "position", "clipPath", "display", "visibility"];
  const words = new Map(), look = new Map(), first = new Map(), hashes = new Map(), met = new Set(known);
  const hashed = text => {  // in 53 bits
    let a = 0xdeadbeef, b = 0x41c6ce57;
    for (let i = 0; i < text.length; i++) {
      a = Math.imul(a ^ text.charCodeAt(i), 2654435761);
      b = Math.imul(b ^ text.charCodeAt(i), 1597334677);
    }
    a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
    b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
    return 4294967296 * (2097151 & b) + (a >>> 0);
  };
  const hash = text => hashes.get(text) ?? (hashes.set(text, hashed(text)), hashes.get(text));
  for (const e of document.querySelectorAll("body, body *")) {
    const computed = getComputedStyle(e), above = e.parentElement;
    words.set(e, [...e.childNodes].filter(node => node.nodeType === Node.TEXT_NODE).map(node => node.data.trim()).join(""));
    look.set(e, hash([look.get(above), ...style.map(name => computed[name])].join("|")));
    // axe passes over single letters and what is not shown, and asks of a link whether it stands in a text.
    const key = hash([look.get(e), e.localName, words.get(e).length > 1, !!words.get(above), e.offsetWidth > 1].join());
    if (words.get(e) && !met.has(key)) first.set(key, e), met.add(key);
  }
  const kept = new Set();
  for (let e of first.values()) for (; e && !kept.has(e); e = e.parentElement) kept.add(e);
  const away = [...document.querySelectorAll("body *")].filter(e => !kept.has(e) && kept.has(e.parentElement));
  const empty = away.map(e => { const copy = e.cloneNode(false); copy.style.setProperty("display", "none", "important"); e.replaceWith(copy); return copy; });
  const result = first.size ? await axe.run({resultTypes: ["violations"], runOnly: rules}) : {violations: []};
  empty.forEach((copy, i) => copy.replaceWith(away[i]));
  return [result, [...first.keys()]];
}"""

# Rows of tables and strokes of figures are alike by the thousand. For the other rules two elements are alike if they are so
# in every attribute, but for those that only name, lead, describe or draw, in whether they have text and whether what
# names them does, and in all that they hold. Of neighbours that are alike one stays. What a rule compares with the rest
# of the page stays always: headings, landmarks, fields. (No id stands twice: test_html.py asks that of whole pages.) What
# scrolls is given something beyond its edge, so that it scrolls still.
OTHER_RULES = """async rules => {
  const stays = "h1, h2, h3, h4, h5, h6, aside, nav, main, header, footer, form, section[aria-label], section[aria-labelledby], input, select, textarea, label, iframe, body";
  const free = new Set(["id", "href", "xlink:href", "title", "data-value", "data-count", "data-notes", "d", "x", "y", "x1", "x2", "y1", "y2", "cx", "cy", "r", "width", "height", "points", "transform", "style"]);
  const ids = new Set(["aria-labelledby", "aria-describedby", "headers"]), numbers = new Map(), shapes = new Map();
  const text = e => e.textContent.trim().toLowerCase();
  const attribute = (e, {name, value}) => {
    if (ids.has(name)) return value.split(/\\s+/).map(id => !!document.getElementById(id)?.textContent.trim());
    if (name === "aria-label") return value.toLowerCase().includes(text(e));
    if (name === "style") return /display|visibility|opacity|outline|spacing|line-height|overflow/.test(value) && value;
    if (name === "href" && value.startsWith("#")) return !!document.getElementById(decodeURIComponent(value.slice(1)));
    return free.has(name) ? !!value.trim() : value;
  };
  const shape = e => {
    const own = [e.localName, ...[...e.attributes].map(a => `${a.name}=${attribute(e, a)}`)].join("|");
    const inside = [...e.childNodes].map(node => node.nodeType === Node.ELEMENT_NODE ? shape(node) : node.nodeType === Node.TEXT_NODE && node.data.trim() ? "text" : "");
    const said = `${own} ${inside}`;
    numbers.set(said, numbers.get(said) ?? numbers.size);
    shapes.set(e, numbers.get(said));
    return numbers.get(said);
  };
  shape(document.body);
  const scrolling = [...document.querySelectorAll("main *")].filter(e => (e.scrollHeight > e.clientHeight || e.scrollWidth > e.clientWidth)
    && /auto|scroll/.test(getComputedStyle(e).overflow)).map(e => [e, e.scrollWidth, e.scrollHeight]);
  const away = [];
  const prune = parent => {
    const met = new Set();
    for (const e of [...parent.children]) {
      const again = met.size === met.add(shapes.get(e)).size;
      if (again && !e.matches(stays) && !e.querySelector(stays)) {
        const mark = document.createComment("");
        e.replaceWith(mark);
        away.push([mark, e]);
      } else prune(e);
    }
  };
  prune(document.body);
  const filling = scrolling.map(([e, width, height]) => {
    const box = document.createElement("div");
    box.textContent = "beyond";
    box.style.padding = `${height}px 0 0 ${width}px`;
    e.append(box);
    return box;
  });
  const result = await axe.run({resultTypes: ["violations"], elementRef: false, preload: false, rules: Object.fromEntries(rules.map(rule => [rule, {enabled: false}]))});
  filling.forEach(box => box.remove());
  away.forEach(([mark, e]) => mark.replaceWith(e));
  return result;
}"""


def violations(result: dict) -> list[str]:
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def colours(page, known: set[int]) -> list[str]:
    """What axe finds by the rules of colour, in looks that are not known; those that it has now seen are."""
    result, looks = page.evaluate(COLOURS, [COLOUR_RULES, list(known)])
    known.update(looks)
    return violations(result)


def axe_finds(page, axe: str, known: set[int]) -> dict[str, list[str]]:
    """What axe finds: by the rules of colour in the light and in the dark, and by all others.

    `axe` is its source, and `known` are the looks that it has seen on pages before.
    """
    page.evaluate(axe)
    # What is folded away is read too, and a note as it looks when it is open.
    page.evaluate(
        "document.querySelectorAll('details').forEach(d => { d.open = true; }); document.querySelector('.about')?.showPopover();"
    )
    found = {"rules": violations(page.evaluate(OTHER_RULES, COLOUR_RULES))}
    # A change of colours takes time: one a page, so every second page is opened in the dark.
    opened_in = page.evaluate("document.documentElement.dataset.theme")
    found[opened_in] = colours(page, known)
    other = {"light": "dark", "dark": "light"}[opened_in]
    page.emulate_media(color_scheme=other)
    page.wait_for_function("scheme => document.documentElement.dataset.theme === scheme", arg=other)
    found[other] = colours(page, known)
    return found


# What reaches beyond the screen without an ancestor that scrolls.
WIDE = """() => [...document.querySelectorAll("main *")].filter(e => {
  if (!e.checkVisibility() || e.closest("svg, math")) return false;
  if (e.getBoundingClientRect().right <= innerWidth + 1) return false;
  for (let a = e; a && a !== document.body; a = a.parentElement)
    if (/auto|scroll/.test(getComputedStyle(a).overflowX)) return false;
  return true;
}).map(e => e.outerHTML.slice(0, 120))"""


def chapters(toc: dict) -> list[tuple[int, str]]:
    """Every file of a table of contents but the root, in order, with how deep it stands: 0 is that of a part's chapters."""

    def below(entries: list[dict], depth: int) -> list[tuple[int, str]]:
        return [
            found
            for entry in entries
            for found in [(depth, entry["file"]), *below(entry.get("sections", []), depth + 1)]
        ]

    return [found for part in toc["parts"] for found in below(part["chapters"], 0)]
