"""The single page and the PDF that is printed from it. A small book shows the rules; `make check` prints the whole one."""

import importlib.util
import re
import shutil
import sys
from collections import Counter
from contextlib import nullcontext
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import unquote

import bs4
import matplotlib
import pikepdf
import pypdfium2 as pdfium
import pytest
import yaml
from conftest import CHROMIUM, FLAGS, ROOT
from sites import chapters as contents

spec = importlib.util.spec_from_file_location("pdf", ROOT / "scripts" / "pdf.py")
pdf = importlib.util.module_from_spec(spec)
spec.loader.exec_module(pdf)

MM = 72 / 25.4
SIDES, FOOT = 22 * MM, 22 * MM  # the margins in pdf.css
HAN, CYRILLIC = "乌克兰危机", "операция"

SMALL = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Small</title></head><body>
<nav class="bd-docs-nav"><p class="caption"><span class="caption-text">Report</span></p><p class="caption"><span class="caption-text">About</span></p></nav>
<div class="bd-article"><span id="document-index"></span><section id="small"><h1>A small book<a class="headerlink" href="#small">#</a></h1>
  <p>One number: <a class="finding" href="#finding-one" id="use-index-1">7</a>. {extra}</p>
  <figure class="exhibit" id="fig-pair"><table><tr><td>Two accounts</td></tr></table><figcaption><p><span class="caption-number">Fig. 0 </span><span class="caption-text"><strong>A pair.</strong></span></p>
    <div class="legend"><div class="exhibit-foot"><details><summary>Download</summary><p class="files"><a href="../figures/pair.svg">SVG</a> <a href="../figures/pair.84mm.svg">narrow</a> <a href="../figures/pair.csl.json">CSL</a> <a href="../data.zip">data</a></p></details>
    <details class="cite-box"><summary>Cite</summary><p>Somebody (2026): “A pair”.</p></details></div></div></figcaption></figure>
  <section id="limits"><h2>Limits</h2><p>None.</p></section>
  <div class="toctree-wrapper"><span id="document-war"></span><section id="war"><h2>Naming “the war”</h2>
    <div class="cell">
      <figure class="exhibit" id="fig-names"><div class="picture"><img src="names.svg" alt="A square"><svg width="40" height="40" style="display: none"><a id="use-war-1" href="#finding-two"><text y="20">7</text></a></svg></div>
        <figcaption><p><span class="caption-number">Fig. 1 </span><span class="caption-text"><strong>Names.</strong> Of the war.</span></p>
          <div class="legend"><div class="exhibit-foot"><p class="credit">CC BY, figure names</p>
          <details><summary>Download</summary><p class="files"><a href="../figures/names.svg">SVG</a> <a href="../figures/names.csv">CSV</a></p></details>
          <details class="cite-box"><summary>Cite</summary><p>Somebody (2026): “Names”.</p><pre>@incollection</pre></details>
          <details class="above-input"><summary>Code</summary><div class="cell_input"><pre>book = load()\nfigures.names(book)</pre></div></details></div></div></figcaption></figure></div>
    <section id="limits"><h3>Limits</h3><p>{words}</p></section></section>
    <span id="document-gallery"></span><section id="gallery"><h2>All figures</h2><div class="card-figure"><img src="names.svg" alt=""></div></section>
  <span id="document-chapters/evidence/index"></span><section id="evidence"><h2>Evidence: Names</h2><p>What is counted.</p>{entries}</section></div>
</section></div></body></html>"""
ENTRY = """<section class="finding-entry" id="finding-{id}"><h2 class="finding-title"><span class="finding-value">7</span> {id}</h2>
<p>Counted in a text that is not given here: {long}</p><details><summary>How this number is made</summary><p>SHA-256 of it: ab.</p></details><p class="uses">Used in: <a href="#use-index-1">A small book</a>, <a href="#use-index-1">2</a>; <a href="#use-war-1">Naming “the war”</a></p></section>"""
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40pt" height="40pt" viewBox="0 0 40 40"><rect width="30" height="30"/></svg>'


def small_book(folder: Path, extra: str = "", words: str = CYRILLIC) -> Path:
    """A single page of three chapters in two parts."""
    entries = "".join(
        ENTRY.format(id=name, long="a long text, " * 20) for name in ("one", "two", "three", "four")
    )
    (folder / "names.svg").write_text(SVG, encoding="utf-8")
    page = folder / "index.html"
    page.write_text(SMALL.format(extra=extra, words=words, entries=entries), encoding="utf-8")
    return page


def texts(path: Path) -> list[str]:
    """The text of each page, its white space made even."""
    document = pdfium.PdfDocument(path)
    return [re.sub(r"\s+", " ", page.get_textpage().get_text_range()) for page in document]


def bookmarks(document) -> list[tuple[int, str, int]]:
    """Level, title and page (from 1) of each bookmark, as pdfium reads them."""
    return [
        (mark.level, mark.get_title(), mark.get_dest().get_index() + 1)
        for mark in document.get_toc()
    ]


def links(document) -> list[tuple[int, str | None, str | None]]:
    """Page (from 1), anchor and address of each link."""
    found = []
    for number, page in enumerate(document.pages, 1):
        for link in page.get("/Annots", ()):
            found.append(
                (
                    number,
                    unquote(str(link.Dest)[1:]) if "/Dest" in link else None,
                    str(link.A.URI) if "/A" in link else None,
                )
            )
    return found


# --- Parts ----------------------------------------------------------------------------------------------------------


def test_a_table_of_characters_is_read():
    cmap = "2 beginbfchar <03> <0020> <1F> <00660069> endbfchar 1 beginbfchar <20> <D83DDE00> endbfchar 2 beginbfrange <21> <23> <0041> <24> <24> <5371> endbfrange"
    assert pdf.written(cmap) == {*" fi😀ABC危"}
    assert pdf.written("nothing here") == set()


def test_a_radical_that_looks_as_a_character_is_that_character():
    table = "2 beginbfchar <03> <4E2D> <04> <2F3C> endbfchar\n2 beginbfrange <21> <22> <2EA0> <23> <24> <0041> endbfrange"
    assert pdf.written(pdf.without_radicals(table)) == {*"中心民⺡AB"}
    plain = "1 beginbfchar <03> <4E2D> endbfchar 1 beginbfrange <21> <23> <0041> endbfrange"
    assert pdf.without_radicals(plain) == plain


def test_fonts_are_looked_for_before_the_book_is_built(
    browser_without_chinese, monkeypatch, capsys
):
    (found,) = pdf.without_fonts(browser_without_chinese)
    assert "危" in found and "fonts-noto-cjk" in found
    monkeypatch.setattr(pdf, "without_fonts", lambda browser: [found])
    monkeypatch.setattr(pdf, "build", lambda folder: pytest.fail("it was built all the same"))
    launched = SimpleNamespace(chromium=SimpleNamespace(launch=lambda **how: None))
    monkeypatch.setattr(pdf, "sync_playwright", lambda: nullcontext(launched))
    assert pdf.main() == 1 and found in capsys.readouterr().err


def test_the_title_page_says_what_citation_cff_says():
    cff = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    said = pdf.front(cff, "abc", True)
    assert (
        said["title"]
        and said["lines"][0]
        and cff["title"].lower() == f"{said['title']}: {said['lines'][0]}".lower()
    )
    for expected in (cff["version"], "Commit abc", cff["authors"][0]["name"], cff["title"]):
        assert any(expected in line for line in said["lines"])
    assert cff["version"] in said["footer"]


def test_without_a_browser_it_says_which_package_has_one(monkeypatch):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(SystemExit, match="chromium.*apt-get install chromium"):
        pdf.browser_path()


def test_anchors_are_as_they_are_written_in_the_book():
    document = pikepdf.new()
    document.add_blank_page()
    document.Root.Dests = pikepdf.Dictionary(
        {"/term-%E5%8D%B1": [document.pages[0].obj, pikepdf.Name.XYZ, 0, 1, 0]}
    )
    assert pdf.page_numbers(document) == {"term-危": 1}


# --- A small book ---------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small(browser, tmp_path_factory) -> Path:
    """The PDF of a small book without Chinese, which needs no font but a machine's own."""
    folder = tmp_path_factory.mktemp("small")
    assert pdf.make_pdf(browser, small_book(folder), folder / "out" / "book.pdf", True) == []
    assert [path.name for path in (folder / "out").iterdir()] == ["book.pdf"]
    return folder / "out" / "book.pdf"


def test_bookmarks_have_the_parts_the_chapters_and_their_sections(small):
    assert bookmarks(pdfium.PdfDocument(small)) == [
        (0, "Contents", 2),
        (0, "A small book", 3),
        (1, "Limits", 3),
        (0, "Report", 4),
        (1, "Naming “the war”", 4),
        (2, "Limits", 4),
        (1, "All figures", 5),
        (0, "Evidence", 6),
        (1, "Evidence: Names", 6),
    ]


def test_the_evidence_is_the_last_part_wherever_the_site_has_it(browser, tmp_path):
    page = small_book(tmp_path)
    text = page.read_text(encoding="utf-8")
    gallery = re.search(r'<span id="document-gallery">.*?</section>', text)[0]
    moved = text.replace(gallery, "").replace(
        "</div>\n</section></div>", f"{gallery}</div>\n</section></div>"
    )
    assert moved.index('id="gallery"') > moved.index('id="evidence"')
    page.write_text(moved, encoding="utf-8")
    assert pdf.make_pdf(browser, page, tmp_path / "book.pdf", True) == []
    found = bookmarks(pdfium.PdfDocument(tmp_path / "book.pdf"))
    assert [title for level, title, _ in found[-3:]] == [
        "All figures",
        "Evidence",
        "Evidence: Names",
    ]


def test_a_chapter_below_a_chapter_is_in_the_contents_and_bookmarked(browser, tmp_path):
    page = small_book(tmp_path)
    text = page.read_text(encoding="utf-8")
    place = text.index('</section>\n    <span id="document-gallery">')
    below = '<div class="toctree-wrapper"><span id="document-more"></span><section id="more"><h3>More names</h3><p>Of it.</p></section></div>'
    page.write_text(text[:place] + below + text[place:], encoding="utf-8")
    assert pdf.make_pdf(browser, page, tmp_path / "book.pdf") == []
    assert (2, "More names", 4) in bookmarks(pdfium.PdfDocument(tmp_path / "book.pdf"))
    assert "Limits 4 More names 4" in texts(tmp_path / "book.pdf")[1]


def test_contents_and_list_of_figures_have_page_numbers(small):
    pages = texts(small)
    assert (
        "A small book 3 Limits 3" in pages[1]
        and "Naming “the war” 4 Limits 4 All figures 5" in pages[1]
        and "Evidence: Names 6" in pages[1]
    )
    assert "Fig. 1 Names. 4" in pages[4]
    assert [re.search(r", version [\d.]+ (\d+)", page)[1] for page in pages[1:]] == [
        "2",
        "3",
        "4",
        "5",
        "6",
    ] and ", version" not in pages[0]


def test_a_running_head_names_the_chapter(small):
    pages = texts(small)
    assert (
        pages[3].count("Naming “the war”") == 2
        and pages[5].count("Evidence: Names") == 2
        and "A small book" not in pages[3]
    )


def test_a_figure_says_how_to_cite_it_and_where_its_files_are(small):
    page = texts(small)[3]
    assert (
        "Cite as: Somebody (2026): “Names”. Files: figures/names.svg, .csv. Made by figures.names(book)."
        in page
    )
    assert not any(word in page for word in ("Code", "Download", "figure names", "@incollection"))
    # So does one that no cell shows.
    first = texts(small)[2]
    assert (
        "Cite as: Somebody (2026): “A pair”. Files: figures/pair.svg, .84mm.svg, .csl.json, data.zip."
        in first
        and "Download" not in first
    )
    with pikepdf.open(small) as document:
        streams = [one for one in document.objects if isinstance(one, pikepdf.Stream)]
        assert not [one for one in streams if one.get("/Subtype") == "/Image"]


def test_what_every_entry_repeats_stands_once(small):
    page = texts(small)[5]
    assert page.count("SHA-256 of it: ab.") == 4 and "How this number is made" not in page
    assert page.count("a long text") == 20
    assert page.count("Counted in a text that is not given here: note 1.") == 4
    assert page.count("Used in: A small book, 2") == 4


def test_a_number_has_the_page_of_its_evidence_beside_it(small):
    pages = texts(small)
    assert "Onenumber:7p.6." in pages[2].replace(" ", "")
    assert "E1 7 one" in pages[5] and "E4 7 four" in pages[5]


def test_without_evidence_a_number_has_that_of_its_entry(browser, tmp_path):
    assert pdf.make_pdf(browser, small_book(tmp_path), tmp_path / "short.pdf") == []
    pages = texts(tmp_path / "short.pdf")
    assert len(pages) == 5 and "Onenumber:7E1." in pages[2].replace(" ", "")
    assert not any("Evidence: Names" in page for page in pages)
    with pikepdf.open(tmp_path / "short.pdf") as document:
        assert "finding-one" not in {anchor for _, anchor, _ in links(document)}


def test_every_link_leads_to_its_place(small):
    with pikepdf.open(small) as document:
        numbers = pdf.page_numbers(document)
        places = {(number, anchor): numbers[anchor] for number, anchor, address in links(document)}
    assert (
        places[3, "finding-one"] == 6
        and places[6, "use-index-1"] == 3
        and places[6, "note-of-evidence-1"] == 6
        and places[5, "fig-names"] == 4
    )


def test_the_document_says_what_it_is_and_not_when_it_was_printed(small, tmp_path, browser):
    with pikepdf.open(small) as document:
        assert str(document.Root.Lang) == "en" and "/StructTreeRoot" in document.Root
        assert str(document.docinfo["/Author"]) == "The readouts project" and str(
            document.docinfo["/Creator"]
        ).startswith("readouts ")
        assert not {"/CreationDate", "/ModDate"} & set(document.docinfo.keys())
    assert pdf.make_pdf(browser, small_book(tmp_path), tmp_path / "again.pdf", True) == []
    assert (tmp_path / "again.pdf").read_bytes() == small.read_bytes()


def test_nothing_is_written_where_something_is_wrong(browser, tmp_path):
    page = small_book(
        tmp_path, extra='<a href="#nowhere">lost</a> <a href="../data.zip">data.zip</a> \U00010600'
    )
    found = pdf.make_pdf(browser, page, tmp_path / "book.pdf")
    assert [fault.split(",")[0] for fault in found] == [
        "a link to #nowhere",
        "no font on this machine has 1 other characters",
    ]
    assert "\U00010600" in found[1] and not (tmp_path / "book.pdf").exists()


def test_a_table_of_many_columns_is_not_cut_at_the_margin(browser, tmp_path):
    heads = [f"a_long_name_of_{chr(ord('a') + number)}" for number in range(15)]
    cells = "".join(f"<td>word{number} and word{number}</td>" for number in range(15))
    table = (
        '<table class="dataframe"><thead><tr><th></th>'
        + "".join(f"<th>{head}</th>" for head in heads)
        + f"</tr></thead><tbody><tr><th>0</th>{cells}</tr></tbody></table>"
    )
    page = small_book(tmp_path, extra=f'</p><div class="cell_output">{table}</div><p>')
    assert pdf.make_pdf(browser, page, tmp_path / "book.pdf") == []
    document = pdfium.PdfDocument(tmp_path / "book.pdf")
    (printed,) = [one for one in document if "word14" in _joined(one)]
    assert all(f"word{number}andword{number}" in _joined(printed) for number in range(13, 15))
    rectangles = printed.get_textpage()
    ends = [rectangles.get_rect(one)[2] for one in range(rectangles.count_rects())]
    assert max(ends) <= printed.get_width() - SIDES + 1
    # What is wider than the page has all pages printed smaller: the letters were two thirds as high.
    place = rectangles.get_text_range().index("One number")
    _, bottom, _, top = rectangles.get_charbox(place)
    assert 6 < top - bottom < 8


def test_a_line_of_code_that_is_wider_than_the_page_goes_on_in_the_next(browser, tmp_path):
    choices = ",".join(f"choice{number}" for number in range(30))
    page = small_book(tmp_path, extra=f"</p><pre>usage: x\n{{{choices}}} END\n</pre><p>")
    assert pdf.make_pdf(browser, page, tmp_path / "book.pdf") == []
    (printed,) = [
        one for one in pdfium.PdfDocument(tmp_path / "book.pdf") if "usage:x" in _joined(one)
    ]
    assert f"{{{choices}}}END" in _joined(printed)
    rectangles = printed.get_textpage()
    ends = [rectangles.get_rect(one)[2] for one in range(rectangles.count_rects())]
    assert max(ends) <= printed.get_width() - SIDES + 1


def test_code_that_is_printed_is_not_named_again(browser, tmp_path):
    cell = '<div class="cell"><div class="cell_input"><pre>table[\n "a"\n]</pre></div><p>Shown.</p></div>'
    page = small_book(tmp_path, extra=f"</p>{cell}<p>")
    assert pdf.make_pdf(browser, page, tmp_path / "book.pdf") == []
    (printed,) = [one for one in texts(tmp_path / "book.pdf") if "Shown." in one]
    assert 'table[ "a" ]' in printed and "Made by" not in printed


def test_words_of_facing_accounts_do_not_touch_their_frame(browser, tmp_path):
    table = '<table class="facing"><tbody><tr><td class="side-1"><p>Words</p></td><td class="gap"><p>None</p></td></tr></tbody></table>'
    page = small_book(tmp_path, extra=f"</p>{table}<p>")
    assert pdf.make_pdf(browser, page, tmp_path / "book.pdf") == []
    (printed,) = [
        one.get_textpage()
        for one in pdfium.PdfDocument(tmp_path / "book.pdf")
        if "WordsNone" in _joined(one)
    ]
    left = printed.get_charbox(printed.get_text_range().index("Words"))[0]
    assert left > SIDES + 2 * MM


def test_no_few_lines_of_a_last_paragraph_have_a_page_of_their_own(browser, tmp_path):
    # There is room for some of the lines below the block, and not for all.
    words = '</p><div style="height: 170mm">Block</div><p>First ' + "and more words " * 50 + "last"
    page = small_book(tmp_path, words=words)
    assert pdf.make_pdf(browser, page, tmp_path / "book.pdf") == []
    printed = texts(tmp_path / "book.pdf")
    (ending,) = [one for one in printed if re.search(r"words last\b", one)]
    assert "Block" not in ending and "First and" in ending


def _joined(page) -> str:
    """The text of a page without white space, so that a word broken over lines is whole."""
    return re.sub(r"\s+", "", page.get_textpage().get_text_range())


@pytest.fixture
def browser_without_chinese(browser, tmp_path):
    """A browser on a machine that has matplotlib's fonts and no other."""
    folder = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    (tmp_path / "fonts.conf").write_text(
        f'<?xml version="1.0"?><fontconfig><dir>{folder}</dir><cachedir>{tmp_path}</cachedir></fontconfig>',
        encoding="utf-8",
    )
    other = browser.browser_type.launch(
        executable_path=CHROMIUM,
        args=FLAGS,
        env={"FONTCONFIG_FILE": str(tmp_path / "fonts.conf"), "HOME": str(tmp_path)},
    )
    yield other
    other.close()


def test_a_missing_font_is_named_with_its_package(browser_without_chinese, tmp_path):
    found = pdf.make_pdf(
        browser_without_chinese,
        small_book(tmp_path, words=f"{CYRILLIC} {HAN}"),
        tmp_path / "book.pdf",
    )
    assert (
        len(found) == 1
        and set(HAN) <= set(found[0])
        and "5 Chinese characters" in found[0]
        and "fonts-droid-fallback" in found[0]
    )
    assert not (tmp_path / "book.pdf").exists()


def test_chinese_and_russian_can_be_searched(browser, tmp_path):
    found = pdf.make_pdf(
        browser, small_book(tmp_path, words=f"{CYRILLIC} {HAN}"), tmp_path / "book.pdf"
    )
    if any("Chinese" in fault for fault in found):
        pytest.skip(
            "no font for Chinese on this machine (Debian: apt-get install fonts-droid-fallback)"
        )
    assert found == [] and f"{CYRILLIC} {HAN}" in texts(tmp_path / "book.pdf")[3]


# --- The whole book: one build, two prints --------------------------------------------------------------------------


@pytest.fixture(scope="module")
def single_page(tmp_path_factory) -> Path:
    """The book on one page, as `make pdf` builds it."""
    return pdf.build(tmp_path_factory.mktemp("single"))


@pytest.fixture(scope="module")
def tree(single_page):
    """The single page, parsed."""
    return bs4.BeautifulSoup(single_page.read_text(encoding="utf-8"), "html.parser")


@pytest.fixture(scope="module")
def whole(browser, single_page) -> Path:
    """The PDF of the book."""
    target = single_page.parent / "book.pdf"
    assert pdf.make_pdf(browser, single_page, target, True) == []
    return target


@pytest.fixture(scope="module")
def document(whole):
    """The PDF of the book, as pikepdf reads it."""
    with pikepdf.open(whole) as document:
        yield document


@pytest.fixture(scope="module")
def pages(whole) -> list[str]:
    """The text of each page of the book."""
    return texts(whole)


def headings(path: Path, level: int) -> list[str]:
    """The headings of a chapter's source, without its code."""
    source = re.sub(
        r"^(`{3,}|:{3,}).*?^\1", "", path.read_text(encoding="utf-8"), flags=re.S | re.M
    )
    return re.findall(rf"^{'#' * level} (.+)$", source, re.M)


@pytest.mark.slow
def test_every_number_of_the_single_page_opens_its_evidence(tree):
    entries = {section["id"]: section for section in tree.select("section.finding-entry")}
    found = tree.select("a.finding")
    assert len(found) > 1000
    assert not [link["href"] for link in found if link["href"].removeprefix("#") not in entries]
    assert not [
        link["href"]
        for link in found
        if entries[link["href"].removeprefix("#")]["data-value"] != link.get_text()
    ]


@pytest.mark.slow
def test_every_link_of_the_single_page_has_one_place(tree, single_page):
    anchors = Counter(node["id"] for node in tree.select("[id]"))
    inside = [
        link
        for link in tree.select(".bd-article a[href^='#']")
        if "headerlink" not in link.get("class", ())
    ]
    assert len(inside) > 1000
    assert not [link["href"] for link in inside if anchors[link["href"].removeprefix("#")] != 1]
    styles = [link["href"] for link in tree.select("link[rel=stylesheet]")]
    assert styles and not [name for name in styles if not (single_page.parent / name).is_file()]


@pytest.mark.slow
def test_the_bookmarks_are_the_table_of_contents(whole, pages):
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    expected = [(0, "Contents"), (0, headings(ROOT / f"{toc['root']}.md", 1)[0])]
    evidence = [(0, "Evidence")]
    for part in toc["parts"]:
        expected.append((0, part["caption"]))
        for depth, file in contents({"parts": [part]}):
            own = evidence if file.startswith("chapters/evidence/") else expected
            own.append((1 + depth, headings(ROOT / f"{file}.md", 1)[0]))
    expected += evidence
    found = bookmarks(pdfium.PdfDocument(whole))
    chapters = [
        mark
        for mark in found
        if mark[0] == 0 or (mark[0] and mark[2] >= found[2][2] and mark[:2] in expected)
    ]
    assert [mark[:2] for mark in chapters] == expected
    captions = {part["caption"] for part in toc["parts"]} | {"Evidence"}
    assert not [
        mark for mark in found if mark[1] not in captions and mark[1] not in pages[mark[2] - 1]
    ]


@pytest.mark.slow
def test_the_sections_of_each_chapter_are_bookmarked_under_it(whole):
    toc = yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8"))
    found, below, chapter = bookmarks(pdfium.PdfDocument(whole)), {}, ""
    for level, title, _ in found:
        chapter = title if level < 2 else chapter
        below.setdefault(chapter, []).extend([title] if level == 2 else [])
    for part in toc["parts"]:
        for name in (chapter["file"] for chapter in part["chapters"]):
            own = headings(ROOT / f"{name}.md", 2)
            assert [
                title for title in below[headings(ROOT / f"{name}.md", 1)[0]] if title in own
            ] == own, name


@pytest.mark.slow
def test_every_number_is_a_link_to_its_evidence(document, tree):
    numbers = pdf.page_numbers(document)
    found = links(document)
    assert not [link for link in found if link[1] is not None and link[1] not in numbers]
    assert not [link for link in found if link[1] is None and not re.match(r"https?://", link[2])]
    printed, written = (
        Counter(anchor for anchor in anchors if anchor and anchor.startswith("finding-"))
        for anchors in (
            (link[1] for link in found),
            (unquote(link["href"][1:]) for link in tree.select("a.finding")),
        )
    )
    assert not written - printed
    assert {link[2] for link in found if link[2]} == {
        link["href"] for link in tree.select(".bd-article a[href^=http]")
    }


@pytest.mark.slow
def test_the_contents_have_the_pages_of_the_book(whole, document):
    numbers, readable, checked = pdf.page_numbers(document), pdfium.PdfDocument(whole), 0
    front = bookmarks(readable)[1][2]
    for index in range(1, front - 1):
        page = readable[index].get_textpage()
        for link in document.pages[index].get("/Annots", ()):
            left, bottom, right, top = (float(side) for side in link.Rect)
            said = page.get_text_bounded(left - 1, bottom - 1, right + 1, top + 1).strip()
            if said != "Contents":
                assert re.search(r"\d+$", said)[0] == str(numbers[unquote(str(link.Dest)[1:])]), (
                    said
                )
                checked += 1
    assert checked > 50


@pytest.mark.slow
def test_figures_are_whole_vectors_with_the_numbers_of_the_site(document, pages, site):
    numbers, shown = pdf.page_numbers(document), {}
    for path in site.rglob("*.html"):
        for figure in bs4.BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").select(
            "figure.exhibit"
        ):
            shown[figure["id"]] = (
                f"{figure.select_one('.caption-number').get_text().strip()} {figure.select_one('figcaption strong').get_text()}"
            )
    assert len(shown) > 10
    # The picture has the anchor, the caption comes after it.
    assert not {
        label: caption
        for label, caption in shown.items()
        if caption not in pages[numbers[label] - 1]
    }
    assert not [number for number, page in enumerate(document.pages, 1) if page.get_images()]


@pytest.mark.slow
def test_no_text_is_cut_at_the_margin(whole):
    outside = []
    for number, page in enumerate(pdfium.PdfDocument(whole), 1):
        text, width = page.get_textpage(), page.get_width()
        rectangles = (text.get_rect(index) for index in range(text.count_rects()))
        outside += [
            (number, left, right)
            for left, bottom, right, top in rectangles
            if left < SIDES - 1 or right > width - SIDES + 1
        ]
    assert outside == []


@pytest.mark.slow
def test_no_heading_stands_alone_at_the_foot(whole, document):
    room = {anchor: float(place[3]) - FOOT for anchor, place in pdf.places(document).items()}
    anchors = [
        anchor
        for _, anchor, _ in links(document)[:400]
        if anchor and not anchor.startswith(("finding-", "use-", "note-"))
    ]
    assert len(set(anchors)) > 100
    assert {anchor: room[anchor] for anchor in anchors if room[anchor] < 12 * MM} == {}


@pytest.mark.slow
def test_every_font_is_in_the_document(whole, pages):
    raw, bare = pdfium.raw, set()
    for number, page in enumerate(pdfium.PdfDocument(whole), 1):
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT], max_depth=5):
            if not raw.FPDFFont_GetIsEmbedded(raw.FPDFTextObj_GetFont(item.raw)):
                bare.add(number)
    assert bare == set()
    together = " ".join(pages)
    assert HAN in together and "специальн" in together


@pytest.mark.slow
def test_two_prints_are_the_same_bytes_and_name_no_machine(browser, single_page, whole, pages):
    assert pdf.make_pdf(browser, single_page, single_page.parent / "again.pdf") == []
    assert (single_page.parent / "again.pdf").read_bytes() == whole.read_bytes()
    assert 100 < len(pages) < 500 and whole.stat().st_size < 20_000_000
    assert not [
        name
        for name in (str(ROOT), str(single_page.parent), "file://", sys.prefix)
        if any(name in page for page in pages)
    ]
