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
# The other rules ask what an element is and what it has, and not where it is. Of the rows of a table, the items of a list and
# whatever else stands side by side and is alike in all that it holds but words, names and addresses, two are looked at.
OTHER_RULES = """async rules => {
  // Whether there is something to scroll is seen in the whole page alone, and pages answer in the next frame.
  await new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)));
  const whole = await axe.run({resultTypes: ["violations"], runOnly: ["scrollable-region-focusable"]});
  const naming = new Set(["id", "href", "title", "aria-label", "aria-describedby", "aria-labelledby", "data-value", "data-count",
                          "d", "x", "y", "transform", "points", "width", "height", "x1", "x2", "y1", "y2", "xlink:href", "for", "name", "value"]);
  const shapes = new Map(), numbers = new Map(), away = [];
  const number = text => numbers.get(text) ?? (numbers.set(text, numbers.size), numbers.size - 1);
  const said = a => naming.has(a.name) ? `${a.name}${a.value.trim() ? "" : " empty"}` : `${a.name}=${a.value}`;
  const shape = e => {
    const own = [...e.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.data.trim());
    const held = [...new Set([...e.children].map(shape))];
    const whole = number([e.localName, own, ...[...e.attributes].map(said), ...held].join("|"));
    shapes.set(e, whole);
    return whole;
  };
  shape(document.body);
  for (const parent of document.body.querySelectorAll("*")) {
    const met = new Map();
    for (const child of [...parent.children]) {
      const times = (met.get(shapes.get(child)) ?? 0) + 1;
      met.set(shapes.get(child), times);
      if (times > 2) { const place = document.createComment(""); child.replaceWith(place); away.push([place, child]); }
    }
  }
  const but = [...rules, "scrollable-region-focusable"];
  const result = await axe.run({resultTypes: ["violations"], rules: Object.fromEntries(but.map(rule => [rule, {enabled: false}]))});
  for (const [place, child] of away.reverse()) place.replaceWith(child);
  result.violations.push(...whole.violations);
  return result;
}"""


def violations(result: dict) -> list[str]:
    return [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in result["violations"]
        for node in rule["nodes"]
    ]


def axe_finds(page, *schemes: str) -> dict[str, list[str]]:
    """What axe finds: by the rules of colour in some schemes (by default in the light and in the dark), and by all others."""
    # What is folded away is read too, and a note as it looks when it is open.
    page.evaluate(
        "document.querySelectorAll('details').forEach(d => { d.open = true; }); document.querySelector('.about')?.showPopover();"
    )
    found = {"rules": violations(page.evaluate(OTHER_RULES, COLOUR_RULES))}
    for scheme in schemes or ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.wait_for_function(
            "scheme => document.documentElement.dataset.theme === scheme", arg=scheme
        )
        found[scheme] = violations(page.evaluate(COLOURS, COLOUR_RULES))
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
