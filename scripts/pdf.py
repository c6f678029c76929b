"""Print the whole book as one PDF: the single page, printed by Chromium and finished with pikepdf.

Run by ``make pdf``. The single page is built in a folder of its own, from clean, with warnings as errors; ``pdf.js``
turns it into pages, ``pdf.css`` is their look. Chromium does not know on which page an anchor will stand, so the book
is printed twice: the second time, the contents have the page numbers of the first. The PDF is written only when every
link leads somewhere, and every character is in it with a font that has it.
"""

import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

import pikepdf
import yaml
from playwright.sync_api import Browser, Error, Page, sync_playwright
from readouts.atomic import atomic_write
from readouts.commit import commit
from readouts.report.citation import authors, citation, reference

ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "_build" / "pdf" / "one-call-two-readouts.pdf"
SCRIPT, STYLE = (Path(__file__).with_suffix(suffix) for suffix in (".js", ".css"))
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
# No sandbox in a container; no connection but those that a page asks for.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# A script, its characters, and the Debian package with a font for them; what is none of these is the last one's.
FONTS = (
    (
        "Chinese",
        r"[\u3000-\u303f\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\uff00-\uffef]",
        "fonts-noto-cjk, or the smaller fonts-droid-fallback",
    ),
    ("Latin or Cyrillic", r"[\u0020-\u04ff\u2010-\u205e]", "fonts-liberation"),
    ("other", r".", "fonts-dejavu-core"),
)
# A few words in each script of the book, by which is seen whether there are fonts, before all is built.
WORDS = "Crisis “кризис” 危机 一民"
# Shapes that the standard has a second time, as radicals of a dictionary; those of these blocks that are whole characters
# and that normalization leaves. A font may have one shape for both, and then the text of the PDF has the radical.
RADICALS = dict(
    zip(
        "⺠⺬⻄⻅⻆⻉⻋⻓⻔⻘⻙⻚⻛⻜⻝⻢⻣⻤⻥⻦⻧⻨⻩⻬⻮⻰",
        "民示西见角贝车长门青韦页风飞食马骨鬼鱼鸟卤麦黄齐齿龙",
    )
)
# What stands for a shape in a table of a font, where it is one of these blocks.
_RADICAL = re.compile(r"(> *)<(2E[89A-F]\w|2F[0-9A-D]\w)>", re.IGNORECASE)
PATIENCE = 600_000  # milliseconds; a machine that does other work too may need minutes to print


def build(folder: Path) -> Path:
    """Build the single page under an empty folder, and return it."""
    command = [
        Path(sys.executable).with_name("jupyter-book"),
        "build",
        ROOT,
        "--path-output",
        folder,
        "--builder",
        "singlehtml",
        "--warningiserror",
        "--keep-going",
        "--quiet",
    ]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    root = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))["root"]
    return folder / "_build" / "singlehtml" / f"{root}.html"


def front(cff: dict, revision: str, evidence: bool) -> dict:
    """What the title page and the foot of each page say, from ``CITATION.cff``; and whether the evidence is printed."""
    title, _, subtitle = cff["title"].partition(": ")
    names, released = "; ".join(authors(cff)), cff["date-released"]
    return {
        "title": title,
        "footer": f"{title}, version {cff['version']}",
        "lines": [
            subtitle[:1].upper() + subtitle[1:],
            names,
            f"Version {cff['version']}, {released.day} {released:%B %Y}",
            f"Commit {revision}",
            f"Licences: {cff['license']} (code), {cff['preferred-citation']['license']} (prose, tables and figures). The official passages are short quotations, each with its source.",
            f"Cite as: {reference(cff)}",
            (
                "Every underlined number is a link to the words, or the rows, that it counts; they stand at the end of this "
                "edition, in prose on the page beside the number. "
                if evidence
                else "The words, or the rows, that each number counts stand in the site of the book, and in the edition with "
                "evidence, there under the number that stands beside it here (E1, E2, …). "
            )
            + "Files are named as they stand in the site of the book.",
        ],
        "evidence": evidence,
    }


def browser_path() -> str:
    """Where Chromium is; the program ends where there is none."""
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if not found:
        raise SystemExit(
            f"make pdf: a browser is needed to print the book, and none of {', '.join(BROWSERS)} was found (Debian: apt-get install chromium)"
        )
    return found


def open_page(browser: Browser, single_page: Path, said: dict) -> tuple[Page, dict]:
    """The single page as pages to print, and what the script reports: ``bookmarks``, ``lost`` anchors, ``characters``."""
    page = browser.new_page(color_scheme="light")
    page.set_default_timeout(PATIENCE)
    # The scripts are for a reader; the page is complete without them.
    page.route("**/*.js", lambda route: route.abort())
    page.goto(single_page.resolve().as_uri())
    page.add_style_tag(path=STYLE)
    report = page.evaluate(SCRIPT.read_text(encoding="utf-8"), said)
    page.evaluate("Promise.all([...document.images].map(image => image.decode()))")
    return page, report


def places(pdf: pikepdf.Pdf) -> dict[str, pikepdf.Array]:
    """Where each anchor stands that something links to; Chromium writes other letters than Latin ones as in an address."""
    return {unquote(name[1:]): place for name, place in pdf.Root.Dests.items()}


def page_numbers(pdf: pikepdf.Pdf) -> dict[str, int]:
    """The page on which each anchor stands, counted from 1."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
    return {anchor: numbers[place[0].objgen] for anchor, place in places(pdf).items()}


def number_contents(page: Page, numbers: dict[str, int]) -> None:
    """Write the page numbers into the contents."""
    page.evaluate(
        """numbers => document.querySelectorAll(".page-number").forEach(
        place => place.textContent = numbers[place.dataset.anchor] ?? "")""",
        numbers,
    )


def printed(page: Page) -> pikepdf.Pdf:
    """The book with the page numbers in its contents."""
    # The tags that a screen reader needs take half the time, and change no line.
    numbers = page_numbers(_print(page, tagged=False))
    number_contents(page, numbers)
    pdf = _print(page, tagged=True)
    if page_numbers(pdf) != numbers:
        raise RuntimeError(
            "the page numbers in the contents changed the pages: `.page-number` in pdf.css is to be as wide before as after"
        )
    return pdf


def _print(page: Page, tagged: bool) -> pikepdf.Pdf:
    pdf = pikepdf.open(
        BytesIO(page.pdf(prefer_css_page_size=True, print_background=True, tagged=tagged))
    )
    unify(pdf)
    return pdf


def without_fonts(browser: Browser) -> list[str]:
    """A line for each script of the book for which there is no font on this machine."""
    page = browser.new_page()
    page.set_content(f"<p>{WORDS}</p>")
    found = missing_characters(_print(page, tagged=False), WORDS)
    page.close()
    return found


def add_bookmarks(pdf: pikepdf.Pdf, bookmarks: list[dict]) -> None:
    """Add the bookmarks, nested by their ``level``; those of a chapter's sections are folded."""
    where = places(pdf)
    with pdf.open_outline() as outline:
        branches = [outline.root]
        for bookmark in bookmarks:
            item = pikepdf.OutlineItem(bookmark["title"], where[bookmark["anchor"]])
            item.is_closed = bookmark["level"] > 0
            del branches[bookmark["level"] + 1 :]
            branches[-1].append(item)
            branches.append(item.children)


def describe(pdf: pikepdf.Pdf, cff: dict) -> None:
    """Say what the document is, and nothing of when and where it was printed."""
    for date in ("/CreationDate", "/ModDate"):
        del pdf.docinfo[date]
    pdf.docinfo["/Title"] = cff["title"]
    pdf.docinfo["/Author"] = "; ".join(authors(cff))
    pdf.docinfo["/Subject"] = f"Version {cff['version']}"
    pdf.docinfo["/Keywords"] = ", ".join(cff["keywords"])
    pdf.docinfo["/Creator"] = f"readouts {cff['version']}"
    pdf.Root.Lang = pikepdf.String("en")
    pdf.Root.PageMode = pikepdf.Name.UseOutlines
    pdf.Root.ViewerPreferences = pikepdf.Dictionary(DisplayDocTitle=True)


def fonts(pdf: pikepdf.Pdf) -> list[pikepdf.Dictionary]:
    """Every font of the document."""
    return [
        item
        for item in pdf.objects
        if isinstance(item, pikepdf.Dictionary)
        and item.get("/Type") == "/Font"
        and "/Subtype" in item
    ]


def is_embedded(font: pikepdf.Dictionary) -> bool:
    """Whether the document has the font's own shapes."""
    if font.Subtype == "/Type3":
        return True
    if font.Subtype == "/Type0":
        font = font.DescendantFonts[0]
    return any(
        key in font.get("/FontDescriptor", {}) for key in ("/FontFile", "/FontFile2", "/FontFile3")
    )


def written(cmap: str) -> set[str]:
    """The characters that a font's ``ToUnicode`` table gives for its shapes.

    Examples
    --------
    >>> sorted(written("1 beginbfchar <0007> <5371> endbfchar 1 beginbfrange <0008> <000A> <0041> endbfrange"))
    ['A', 'B', 'C', '危']
    """

    def text(code: str) -> str:
        return bytes.fromhex(code).decode("utf-16-be")

    characters: set[str] = set()
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        characters.update(*(text(code) for code in re.findall(r"<\w+>\s*<(\w+)>", block)))
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, code in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = text(code)
            characters.update(
                start[:-1],
                *(chr(ord(start[-1]) + step) for step in range(int(last, 16) - int(first, 16) + 1)),
            )
    return characters


def without_radicals(cmap: str) -> str:
    """A font's ``ToUnicode`` table, with the character in the place of each radical of the same shape.

    Examples
    --------
    >>> without_radicals("1 beginbfchar <0007> <2F00> endbfchar 1 beginbfrange <0008> <0009> <2EA0> endbfrange")
    '1 beginbfchar <0007> <4E00> endbfchar 2 beginbfchar <0008> <6C11> <0009> <2EA1> endbfchar'
    """

    def character(code: int) -> str:
        same = RADICALS.get(chr(code)) or unicodedata.normalize("NFKC", chr(code))
        return f"<{ord(same) if len(same) == 1 else code:04X}>"

    def one_by_one(block: re.Match[str]) -> str:
        if not re.search(_RADICAL, block[0]):
            return block[0]
        pairs = [
            f"<{int(first, 16) + step:04X}> {character(int(code, 16) + step)}"
            for first, last, code in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w{4})>", block[0])
            for step in range(int(last, 16) - int(first, 16) + 1)
        ]
        return f"{len(pairs)} beginbfchar {' '.join(pairs)} endbfchar"

    cmap = re.sub(r"\d+ beginbfrange.*?endbfrange", one_by_one, cmap, flags=re.S)
    return re.sub(_RADICAL, lambda found: found[1] + character(int(found[2], 16)), cmap)


def unify(pdf: pikepdf.Pdf) -> None:
    """Give the text of a document its characters `without_radicals`."""
    for font in fonts(pdf):
        if "/ToUnicode" in font:
            cmap = font.ToUnicode.read_bytes().decode("latin-1")
            font.ToUnicode.write(without_radicals(cmap).encode("latin-1"))


def missing_characters(pdf: pikepdf.Pdf, characters: str) -> list[str]:
    """A line for each script with characters that no font of the document has."""
    shown = set().union(
        *(
            written(font.ToUnicode.read_bytes().decode("latin-1"))
            for font in fonts(pdf)
            if "/ToUnicode" in font
        )
    )
    missing = sorted(
        character
        for character in set(characters) - shown
        if character.isprintable() and not character.isspace()
    )
    lines = []
    for script, pattern, package in FONTS:
        own = [character for character in missing if re.match(pattern, character)]
        missing = [character for character in missing if character not in own]
        if own:
            lines.append(
                f"no font on this machine has {len(own)} {script} characters, {''.join(own[:20])} (Debian: apt-get install {package})"
            )
    return lines


def dead_links(pdf: pikepdf.Pdf) -> list[str]:
    """A line for each link to an anchor that the document has not, or to a place that is no address."""
    lines = []
    for number, page in enumerate(pdf.pages, 1):
        for link in page.get("/Annots", ()):
            address = str(link.A.get("/URI", "")) if "/A" in link else None
            if address is None and str(link.get("/Dest")) not in pdf.Root.Dests:
                lines.append(f"page {number}: a link to {link.get('/Dest')}, which is nowhere")
            elif address is not None and not address.startswith(("http://", "https://")):
                lines.append(
                    f"page {number}: a link to {address or 'nothing'}, which is no address"
                )
    return lines


def faults(pdf: pikepdf.Pdf, report: dict) -> list[str]:
    """All that would make the document less than the book."""
    lost = [f"a link to #{anchor}, which is not in the book" for anchor in report["lost"]]
    bare = sorted({str(font.BaseFont) for font in fonts(pdf) if not is_embedded(font)})
    return (
        lost
        + dead_links(pdf)
        + [f"the font {name} is not embedded" for name in bare]
        + missing_characters(pdf, report["characters"])
    )


def make_pdf(
    browser: Browser, single_page: Path, target: Path, evidence: bool = False
) -> list[str]:
    """Print a single page into a file, with its evidence or without, or return what is wrong and write nothing."""
    cff = citation(ROOT)
    page, report = open_page(browser, single_page, front(cff, commit(ROOT), evidence))
    pdf = printed(page)
    page.close()
    add_bookmarks(pdf, report["bookmarks"])
    describe(pdf, cff)
    found = faults(pdf, report)
    if not found:
        target.parent.mkdir(parents=True, exist_ok=True)
        with atomic_write(target) as file:
            pdf.save(
                file, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True
            )
    return found


def main() -> int:
    """Build, print, and say where the PDF stands; 1 if it was not written."""
    executable = browser_path()
    try:
        with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable, args=FLAGS)
            # The build takes minutes: what would be in vain is said before.
            found = without_fonts(browser) or make_pdf(
                browser, build(Path(folder)), TARGET, "--evidence" in sys.argv
            )
    except (subprocess.CalledProcessError, Error, RuntimeError) as error:
        found = [str(error)]
    for fault in found:
        print(f"make pdf: {fault}", file=sys.stderr)
    if not found:
        print(f"The PDF stands in {TARGET.relative_to(ROOT)}.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
