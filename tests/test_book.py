"""The built book: every number opens what it counts, every exhibit has its files, and a build leaves no trace."""

import ast
import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, NavigableString

CHAPTERS = Path(__file__).parents[1] / "chapters"
# The chapters that analyse.
REPORT = (
    "frequency",
    "keyness",
    "naming",
    "frames",
    "voices",
    "silences",
    "reference",
    "robustness",
)
# What digits may be without being a result of this report.
MONTH = "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
DATE = re.compile(
    rf"\b(?:\d{{1,2}}(?:[-–]\d{{1,2}})? {MONTH}(?: \d{{4}})?|{MONTH} \d{{4}}|\d{{4}}-\d\d(?:-\d\d)?|(?:19|20)\d\d(?:(?: to |–|-)(?:19|20)\d\d)?)\b"
)
# Names with a digit in them: resolutions, licences, hashes, measures.
NAME = re.compile(r"ES-11/1|CC BY 4\.0|SHA-256|\bG2\b|\bF1\b")
# Where digits are no prose of this report: headings, code, quotations, citations, numbers of figures, things so marked
# (among them the DataFrames that a rerunner's cells show).
EXEMPT = "h1, h2, h3, h4, h5, h6, code, pre, blockquote, cite, .citation, .bibtex, .caption-number, .std-numref, .reference.internal:has(.std-numref), [data-not-result], dl.py, dl.citation, #references, .bibliography, script, style"


def pages(site: Path) -> list[Path]:
    """Every page of the book."""
    return sorted((site / "chapters").rglob("*.html"))


def soup(page: Path) -> BeautifulSoup:
    """A page, parsed."""
    return BeautifulSoup(page.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def book(site, trees) -> dict[Path, BeautifulSoup]:
    """The chapters and the evidence, parsed."""
    return {site / page: tree for page, tree in trees.items() if page.startswith("chapters/")}


def entries(book) -> dict[str, tuple[Path, object]]:
    """Every finding's entry: its id to its page and its element."""
    return {
        section["id"]: (page, section)
        for page, tree in book.items()
        for section in tree.select("section.finding-entry")
    }


def test_the_book_has_its_front_page(site):
    assert (site / "index.html").is_file()
    assert len(pages(site)) > 15


def test_a_build_changes_and_adds_nothing_outside_its_folder(build):
    if build["changed"] is None:
        pytest.skip("SITE names a site that was built before")
    assert build["changed"] == []
    assert "index.html" in build["output"]  # it says how to open the result


def _strings(part, exempt: set[int]) -> Iterator[str]:
    """What is said in a part of a page outside of what is exempt."""
    for child in part.children:
        if isinstance(child, NavigableString):
            yield str(child)
        elif id(child) not in exempt:
            yield from _strings(child, exempt)


def _blocks(part, exempt: set[int]) -> Iterator:
    """The paragraphs, cells and the like of a part of a page outside of what is exempt."""
    for child in part.children:
        if not isinstance(child, NavigableString) and id(child) not in exempt:
            if child.name in ("p", "li", "td", "th", "caption", "figcaption", "dd", "dt"):
                yield child
            yield from _blocks(child, exempt)


def test_every_digit_in_prose_tables_and_captions_is_a_finding(book):
    loose = []
    for page, tree in book.items():
        article = tree.select_one(".bd-article")
        exempt = {id(part) for part in article.select(f"{EXEMPT}, a.finding")}
        for block in _blocks(article, exempt):
            own = " ".join(_strings(block, exempt))
            for digits in re.findall(r"\S*\d\S*", NAME.sub("", DATE.sub("", own))):
                loose.append(f"{page.name}: {digits!r} in {own.strip()[:90]!r}")
    assert not loose, "\n".join(loose)


def test_what_is_exempt_is_cut_out_of_a_block_and_takes_its_blocks_with_it():
    tree = BeautifulSoup(
        "<ul><li>1 <i>2</i><cite>3 <b>4</b></cite><p>5</p></li></ul><pre><p>6</p></pre>",
        "html.parser",
    )
    exempt = {id(part) for part in tree.select(EXEMPT)}
    blocks = [list(_strings(block, exempt)) for block in _blocks(tree, exempt)]
    assert blocks == [["1 ", "2", "5"], ["5"]]


def test_every_link_to_a_finding_leads_to_its_entry_and_shows_its_number(book):
    known, wrong = entries(book), []
    for page, tree in book.items():
        for link in tree.select("a.finding"):
            target, _, anchor = link["href"].partition("#")
            place, section = known.get(anchor, (None, None))
            if section is None or ((page.parent / target).resolve() != place.resolve() and target):
                wrong.append(f"{page.name}: {link['href']}")
            elif section["data-value"] != link.get_text():
                wrong.append(
                    f"{page.name}: {link.get_text()} where {anchor} has {section['data-value']}"
                )
    assert not wrong


def test_every_entry_marks_as_many_stretches_as_it_counts(book):
    for anchor, (_, section) in entries(book).items():
        if section.has_attr("data-count"):
            assert len(section.select("mark.hit")) == int(section["data-count"]), anchor
        else:
            text = section.get_text()
            assert "SHA-256" in text or "Computed as" in text, anchor


def test_every_entry_is_used_and_leads_back(book):
    anchors = {page: {node["id"] for node in tree.select("[id]")} for page, tree in book.items()}
    by_path = {page.resolve(): ids for page, ids in anchors.items()}
    for anchor, (page, section) in entries(book).items():
        links = section.select(".uses a")
        assert links, anchor
        for link in links:
            target, _, place = link["href"].partition("#")
            assert (
                place in by_path[(page.parent / target).resolve() if target else page.resolve()]
            ), (anchor, link["href"])


def test_no_link_of_the_book_is_dead(site, book):
    ids = {
        page.resolve(): {node["id"] for node in tree.select("[id]")} for page, tree in book.items()
    }
    dead = []
    for page, tree in book.items():
        for link in tree.select("article a[href], nav a[href]"):
            if re.match(r"[a-z]+:", link["href"]):
                continue
            target, _, anchor = link["href"].partition("#")
            place = (page.parent / target).resolve() if target else page.resolve()
            if not place.exists() or (anchor and place in ids and anchor not in ids[place]):
                dead.append(f"{page.name}: {link['href']}")
    assert not dead


def test_every_figure_has_four_files_a_number_a_caption_and_words_for_the_blind(site, book):
    figures = [figure for tree in book.values() for figure in tree.select("figure.exhibit")]
    assert len(figures) >= 6
    for figure in figures:
        name = figure["id"].removeprefix("fig-")
        heads = {"svg": b"<?xml", "pdf": b"%PDF", "png": b"\x89PNG"}
        for form, head in heads.items():
            assert (site / "figures" / f"{name}.{form}").read_bytes().startswith(head)
        rows = list(
            csv.reader(io.StringIO((site / "figures" / f"{name}.csv").read_text(encoding="utf-8")))
        )
        assert len(rows) > 1 and all(len(row) == len(rows[0]) for row in rows)
        assert re.match(r"Fig\. \d+", figure.select_one("figcaption .caption-number").get_text())
        # What faces each other is a table in the page, where it can be read and its numbers opened.
        pictures = figure.select(".picture > svg, .picture img")
        assert pictures or figure.select("table.facing q")
        assert all(len(picture.get("alt") or picture["aria-label"]) > 60 for picture in pictures)
        numbers = figure.select("figcaption a.finding, table.facing a.finding")
        assert numbers or name == "zero-bound"


def test_every_table_is_numbered_and_has_its_csv(site, book):
    tables = [table for tree in book.values() for table in tree.select("table.exhibit")]
    assert len(tables) >= 6
    for table in tables:
        assert re.match(r"Table \d+", table.select_one("caption .caption-number").get_text())
        assert (site / "tables" / f"{table['id'].removeprefix('tab-')}.csv").is_file()


def test_every_page_says_what_it_holds(book):
    described = {
        page.name: tree.select_one('meta[name="description"]') for page, tree in book.items()
    }
    assert not [
        name
        for name, description in described.items()
        if description is None or len(description["content"]) < 30
    ]


def cells(chapter: Path) -> list[str]:
    """The code of each cell of a chapter."""
    return re.findall(
        r"```\{code-cell\}[^\n]*\n(?::[^\n]*\n)*(.*?)```",
        chapter.read_text(encoding="utf-8"),
        re.DOTALL,
    )


def test_chapters_hold_steps_that_can_be_looked_at_and_no_logic():
    for chapter in sorted(CHAPTERS.glob("*.md")):
        for cell in cells(chapter):
            tree = ast.parse(cell)
            assert len(tree.body) <= 8, (chapter.name, cell)
            assert isinstance(tree.body[-1], ast.Expr), (chapter.name, cell)  # it shows something
            logic = (
                ast.FunctionDef,
                ast.ClassDef,
                ast.For,
                ast.While,
                ast.Lambda,
                ast.comprehension,
            )
            assert not [node for node in ast.walk(tree) if isinstance(node, logic)], cell
            assert not re.search(r"\b(open|Path)\b", cell), (chapter.name, cell)


@pytest.mark.parametrize("chapter", [*REPORT, "python"])
def test_a_chapter_ends_with_a_cell_that_a_rerunner_changes(chapter):
    text = (CHAPTERS / f"{chapter}.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (.*)$", text, re.MULTILINE)[-1] == "Change this"
    *shown, last = cells(CHAPTERS / f"{chapter}.md")
    assert last.startswith("# Change this: ") and last.count("# Change this") == 1
    # What a cell before it makes, it may use: the pattern itself stands in it.
    assert re.search(
        r"^(pattern|patterns|names|codes|topics|side|target, reference) = ", last, re.MULTILINE
    )
    # Steps of the analysis stand open, besides the exhibits that are called.
    assert sum("readouts." in cell and "figures." not in cell for cell in shown) >= 1


def test_every_figure_is_registered_so_that_its_id_outlives_a_version(book):
    from this_report import FIGURES

    shown = {figure["id"] for tree in book.values() for figure in tree.select("figure.exhibit")}
    assert shown == {f"fig-{function.__name__.replace('_', '-')}" for function in FIGURES}
