"""The mended theme, on a book of two pages: addresses, titles, and markup that is mended in the pages as written."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from hypothesis import given
from hypothesis import strategies as st
from readouts.book import theme
from readouts.book.theme import PAGE_MENDS, SearchHan
from sites import opened

CONF = """
project = html_title = "Two pages"
language = "en"
extensions = ["myst_parser", "readouts.book.nodes", "readouts.book.hover", "readouts.book.theme"]
html_theme = "sphinx_book_theme"
root_doc = "pages/one"
"""
PAGES = {
    "one": "# Two pages\n\nA {term}`needle`.\n\n```{toctree}\ntwo\n```\n",
    "two": "# Second\n\nTwo {term}`needles <needle>`, one {term}`needle`.\n\n```{glossary}\nneedle\n  What is *looked for* in a haystack; 针.\n```\n",
}


def built(folder: Path, address: str) -> dict[str, BeautifulSoup]:
    """The pages of the small book, built for an address."""
    (folder / "pages").mkdir(parents=True)
    (folder / "conf.py").write_text(CONF, encoding="utf-8")
    for name, text in PAGES.items():
        (folder / "pages" / f"{name}.md").write_text(text, encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-W", "-q", folder, folder / "site"],
        capture_output=True,
        text=True,
        timeout=120,
        env=os.environ | {"READOUTS_BASEURL": address},
    )
    assert done.returncode == 0, done.stderr
    return {
        path.relative_to(folder / "site").as_posix(): BeautifulSoup(
            path.read_text(encoding="utf-8"), "html.parser"
        )
        for path in (folder / "site").rglob("*.html")
    }


@pytest.fixture(scope="module")
def plain(tmp_path_factory) -> dict[str, BeautifulSoup]:
    """The book without an address."""
    return built(tmp_path_factory.mktemp("plain") / "book", "")


def canonical(pages: dict[str, BeautifulSoup]) -> dict[str, str]:
    """The canonical address of each page that has one."""
    return {
        name: link["href"]
        for name, tree in pages.items()
        for link in tree.select('link[rel="canonical"]')
    }


@pytest.mark.slow
def test_an_address_is_named_where_one_is_set_and_nowhere_else(tmp_path, plain):
    assert canonical(plain) == {}
    published = built(tmp_path / "book", "https://example.org/book")
    told = canonical(published)
    assert told.pop("index.html") == "https://example.org/book/pages/one.html"
    assert told == {
        name: f"https://example.org/book/{name}" for name in published if name != "index.html"
    }


def test_titles_and_descriptions(plain):
    titles = {name: tree.title.get_text() for name, tree in plain.items()}
    assert (
        titles["pages/one.html"] == "Two pages" and titles["pages/two.html"] == "Second — Two pages"
    )
    for name in ("search.html", "genindex.html", "index.html"):
        assert len(plain[name].select('meta[name="description"]')) == 1


def test_a_term_has_its_definition_once_on_each_page_that_uses_it(plain):
    for name, uses in (("pages/one.html", 1), ("pages/two.html", 2)):
        terms = [
            link
            for link in plain[name].select(".bd-article a[aria-describedby]")
            if link.select(".std-term")
        ]
        assert len(terms) == uses and len({link["aria-describedby"] for link in terms}) == 1
        note = plain[name].find(id=terms[0]["aria-describedby"])
        assert note.get_text() == "What is looked for in a haystack; 针." and note.has_attr(
            "hidden"
        )
        assert [
            span["lang"] for span in note.select("span[lang]")
        ] == []  # the languages are another extension's


def test_what_hover_needs_is_loaded_where_there_are_notes_and_nowhere_else(plain):
    loading = {name for name, tree in plain.items() if tree.select('script[src*="hover.js"]')}
    assert (
        loading
        == {"pages/one.html", "pages/two.html"}
        == {name for name, tree in plain.items() if tree.select('link[href*="hover.css"]')}
    )


def mended(page: str) -> str:
    """A page as it is published."""
    for pattern, replacement in PAGE_MENDS:
        page = pattern.sub(replacement, page)
    return page


@pytest.mark.parametrize(
    ("written", "published"),
    [
        ("<br/>", "<br>"),
        ("<br />", "<br>"),
        ('<img alt="a > b" src="x.svg" />', '<img alt="a > b" src="x.svg">'),
        ("<img alt='/>' src=\"x/\" />", "<img alt='/>' src=\"x/\">"),
        ('<link href="a/" rel=x>', '<link href="a/" rel=x>'),
        ('<svg><path d="M1 2"/></svg>', '<svg><path d="M1 2"/></svg>'),
        ('<script>x = "<br />";</script><hr />', '<script>x = "<br />";</script><hr>'),
        ('<main id="m" class="bd-main" role="main">', '<main id="m" class="bd-main">'),
        ("<colgroup><col/></colgroup>", "<colgroup><col></colgroup>"),
        (
            '<meta name="viewport" content="a">\n<meta name="viewport" content="b">',
            '<meta name="viewport" content="a">',
        ),
    ],
)
def test_pages_are_mended_as_written(written, published):
    assert mended(written) == published
    assert mended(published) == published


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["img", "br", "p", "path", "input"]),
            st.dictionaries(st.sampled_from(["alt", "src"]), st.text("ab/<>'= &", max_size=8)),
        ),
        max_size=5,
    )
)
def test_mending_changes_no_element_and_no_attribute(elements):
    page = "".join(
        f"<{name}" + "".join(f' {key}="{value}"' for key, value in attributes.items()) + " />"
        for name, attributes in elements
    )
    assert [
        (tag.name, tag.attrs) for tag in BeautifulSoup(mended(page), "html.parser").find_all()
    ] == [(tag.name, tag.attrs) for tag in BeautifulSoup(page, "html.parser").find_all()]


def test_chinese_of_every_plane_is_indexed_by_characters_and_pairs():
    split = SearchHan({}).split
    assert split("《特别军事》 and Беларусь") == [
        "特",
        "别",
        "军",
        "事",
        "特别",
        "别军",
        "军事",
        "and",
        "Беларусь",
    ]
    assert split("𠀀𠀁") == ["𠀀", "𠀁", "𠀀𠀁"]


STATIC = Path(theme.__file__).parent / "static"


def test_each_font_that_is_named_is_there_and_none_is_left_over():
    named = re.findall(r"url\(([^)]*)\)", (STATIC / "fonts.css").read_text(encoding="utf-8"))
    assert sorted(named) == sorted(f"fonts/{path.name}" for path in (STATIC / "fonts").iterdir())
    assert all((STATIC / name).read_bytes()[:4] == b"wOF2" for name in named)
    assert sum((STATIC / name).stat().st_size for name in named) < 330_000


# What the letters of a page are drawn with, by the language of the element: a font is loaded when a letter needs it.
LOADED = """async () => {
  await document.fonts.ready;
  return [...document.fonts].map(face => [face.family.replaceAll('"', ""), face.style, face.status]);
}"""


def test_letters_are_those_of_the_book_wherever_it_is_opened(browser, tmp_path):
    page = tmp_path / "page.html"
    (tmp_path / "_static").symlink_to(STATIC)
    styles = "".join(
        f'<link rel="stylesheet" href="_static/{name}">' for name in ("fonts.css", "book.css")
    )
    page.write_text(
        f"<!doctype html>{styles}<p style='font-family: var(--book-serif)'>Слово <em>word</em> ć</p>"
        "<p style='font-family: var(--book-sans)'>Слово <em>word</em> ć</p>",
        encoding="utf-8",
    )
    with opened(browser) as shown:
        shown.goto(page.as_uri())
        faces = shown.evaluate(LOADED)
        shown.emulate_media(media="print")
        printed = shown.evaluate("getComputedStyle(document.querySelector('p')).fontFamily")
    assert {status for _, _, status in faces} == {"loaded"}, faces
    assert {family for family, _, _ in faces} == {"Source Serif 4", "Source Sans 3"}
    # Figures of a page are laid out for the book's letters, on paper too.
    assert printed.startswith('"Source Serif 4"')


def test_on_paper_a_long_table_goes_on_on_the_next_sheet_and_no_page_is_dark(site, browser):
    """A table that is kept whole leaves half a sheet empty before it."""
    breaks = "tables => tables.map(table => getComputedStyle(table).breakInside)"
    with opened(browser, scheme="dark") as page:
        page.goto((site / "chapters" / "index.html").resolve().as_uri())
        page.emulate_media(media="print", color_scheme="dark")
        # The quotations that face each other have room on one sheet.
        assert set(page.locator("table.facing").evaluate_all(breaks)) == {"avoid"}
        canvas = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
        page.goto((site / "chapters" / "whose-words.html").resolve().as_uri())
        assert set(page.locator("table.cards").evaluate_all(breaks)) == {"auto"}
        short = page.locator("table.exhibit:not(.cards)").evaluate_all(breaks)
    assert canvas == "rgb(255, 255, 255)" and set(short) == {"avoid"}


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_rows_that_go_on_fade_into_the_ground_of_the_page(browser, tmp_path, theme):
    page = tmp_path / "page.html"
    (tmp_path / "_static").symlink_to(STATIC)
    page.write_text(
        f'<!doctype html><html data-theme="{theme}"><link rel="stylesheet" href="_static/book.css">'
        '<body style="background: var(--pst-color-background)"><div class="pst-scrollable-table-container"></div>',
        encoding="utf-8",
    )
    with opened(browser) as shown:
        shown.goto(page.as_uri())
        ground = shown.evaluate("getComputedStyle(document.body).backgroundColor")
        fade = shown.evaluate(
            "getComputedStyle(document.querySelector('div'), '::after').backgroundImage"
        )
    assert ground != "rgba(0, 0, 0, 0)" and fade == f"linear-gradient(rgba(0, 0, 0, 0), {ground})"
