"""Exhibits in the book: their files, their order, and the parts of a table's cells."""

import base64
from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils import nodes
from readouts.book import exhibits
from sites import PHONE, opened


def figure(name="war", page="chapters/frames"):
    return {
        "docname": page,
        "id": name,
        "kind": "figure",
        "title": "War & peace",
        "files": {
            "svg": "<?xml?>",
            "csv": "word,n\nмир,1\n",
            "py": "def war(): ...\n",
            "pdf": base64.b64encode(b"%PDF-1.4\0\xff").decode(),
            "png": base64.b64encode(b"\x89PNG\0").decode(),
        },
    }


TABLE = {
    "docname": "chapters/words",
    "id": "words",
    "kind": "table",
    "title": "Words",
    "files": {"csv": "word\npeace\n"},
}


def environment(found, order=("chapters/words", "chapters/frames")):
    return SimpleNamespace(
        get_domain=lambda name: SimpleNamespace(data={"exhibits": found}),
        toctree_includes={"index": list(order)},
        config=SimpleNamespace(root_doc="index"),
    )


def hrefs(node):
    return [
        (one["attributes"]["href"], one.astext())
        for one in node.findall(nodes.Element)
        if one.get("tag") == "a"
    ]


def test_a_figure_has_links_to_all_its_files_and_to_its_code():
    assert hrefs(exhibits.file_links(figure())) == [
        ("site:figures/war.svg", "SVG"),
        ("site:figures/war.pdf", "PDF"),
        ("site:figures/war.png", "PNG"),
        ("site:figures/war.csv", "CSV"),
        ("site:figures/war.py", "Python program"),
    ]


def test_the_files_of_a_figure_open_by_a_word_that_says_aloud_of_which():
    (word, files) = exhibits.downloads(figure()).children
    assert (word.astext(), word["attributes"]["aria-label"]) == (
        "Download",
        "Download: War & peace",
    )
    assert len(hrefs(files)) == 5 and files.astext().startswith("SVG")


def test_a_table_has_a_link_to_its_csv_that_says_of_what():
    line = exhibits.file_links(TABLE)
    assert hrefs(line) == [("site:tables/words.csv", "CSV")] and line.astext().startswith(
        "Download: "
    )
    (link,) = [one for one in line.findall(nodes.Element) if one.get("tag") == "a"]
    assert link["attributes"]["aria-label"] == "CSV: Words" and "download" in link["attributes"]


def test_exhibits_come_in_the_order_of_the_book_and_within_a_page_as_they_stand():
    found = {
        "fig-b": figure("b"),
        "fig-a": figure("a"),
        "tab-words": TABLE,
        "fig-lost": figure("lost", "chapters/in-no-contents"),
    }
    names = [one["id"] for one in exhibits.in_order(environment(found))]
    assert names == ["words", "b", "a", "lost"]


def app(tmp_path, form="html"):
    return SimpleNamespace(
        env=environment({"fig-war": figure(), "tab-words": TABLE}),
        outdir=Path(tmp_path),
        builder=SimpleNamespace(format=form),
    )


def test_every_file_is_written_byte_for_byte(tmp_path):
    exhibits.write_files(app(tmp_path), None)
    written = {
        path.relative_to(tmp_path).as_posix(): path.read_bytes()
        for path in tmp_path.rglob("*")
        if path.is_file()
    }
    assert written == {
        "figures/war.svg": b"<?xml?>",
        "figures/war.csv": "word,n\nмир,1\n".encode(),
        "figures/war.py": b"def war(): ...\n",
        "figures/war.pdf": b"%PDF-1.4\0\xff",
        "figures/war.png": b"\x89PNG\0",
        "tables/words.csv": b"word\npeace\n",
    }


@pytest.mark.parametrize(("form", "fault"), [("latex", None), ("html", RuntimeError())])
def test_nothing_is_written_of_a_build_that_failed_or_has_no_site(tmp_path, form, fault):
    exhibits.write_files(app(tmp_path, form), fault)
    assert not list(tmp_path.iterdir())


def test_words_that_another_version_has_not_are_marked_for_the_eye_and_the_ear():
    parts = exhibits._stretches([(False, "principled"), (True, "assessment"), (False, "of it")])
    assert "".join(part.astext() for part in parts) == (
        "principled only here: assessment, end of it"
    )
    (mark,) = [part for part in parts if isinstance(part, nodes.Element)]
    assert mark["tag"] == "mark" and mark["classes"] == ["differs"]
    hidden = [one.astext() for one in mark.children if isinstance(one, nodes.Element)]
    assert hidden == ["only here: ", ", end"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ({"text": "peace"}, None),
        ({"text": "2022 of 88", "source": True}, {"data-not-result": ""}),
        ({"text": "B92", "address": "http://b92.net"}, {"data-not-result": ""}),
        ({"text": "a [b]", "diff": [(False, "a"), (True, "b")]}, {"data-not-result": ""}),
    ],
)
def test_a_cell_that_is_no_result_is_marked_as_that(cell, expected):
    entry = exhibits._cell(cell, {})
    (paragraph,) = entry.children
    first = paragraph.children[0]
    assert (first["attributes"] if isinstance(first, nodes.Element) else None) == expected
    opened = [link["refuri"] for link in paragraph.findall(nodes.reference)]
    assert opened == [cell["address"] for _ in range("address" in cell)]


def test_under_a_figure_of_the_site_stand_one_line_and_no_open_list_of_files(trees):
    figures = [figure for tree in trees.values() for figure in tree.select("figure.exhibit")]
    assert len(figures) > 15
    for one in figures:
        (foot,) = one.select(".exhibit-foot")
        assert [part.name for part in foot.find_all(recursive=False)][:3] == [
            "p",
            "details",
            "details",
        ]
        words = [word.get_text() for word in foot.select("summary")]
        assert words[:2] == ["Download", "Cite"] and not foot.select("details[open]")
        name = one["id"].removeprefix("fig-")
        assert foot.p.get_text().startswith("CC BY 4.0 · cite as ") and foot.p.get_text().endswith(
            f", figure {name}"
        )
        assert not [link for link in one.select(".files a") if not link.find_parent("details")]


def test_files_and_citation_open_by_the_keyboard_and_print_has_none_of_it(site, browser):
    with opened(browser, PHONE) as page:
        page.goto((site / "chapters" / "silences.html").resolve().as_uri())
        foot = page.locator("#fig-voices .exhibit-foot")
        for number, seen in enumerate((".files a", ".reference-in-words")):
            part = foot.locator("> details").nth(number)
            assert not part.locator(seen).first.is_visible()
            part.locator("summary").focus()
            page.keyboard.press("Enter")
            assert part.locator(seen).first.is_visible()
        page.emulate_media(media="print")
        assert not foot.is_visible() and page.locator("#fig-voices .caption-text").is_visible()


def test_an_exhibit_of_the_site_has_the_files_that_its_links_name(site, trees):
    for name, tree in trees.items():
        for link in tree.select("p.files a"):
            assert (site / name).parent.joinpath(link["href"]).resolve().is_file(), link
            assert link["aria-label"].partition(": ")[2], link


@pytest.mark.parametrize(
    ("said", "parts"),
    [
        ("One. Source: texts. Not counted.", ["One.", " ", "Source: texts.", " ", "Not counted."]),
        ("One. Source: texts.", ["One.", " ", "Source: texts."]),
        ("One.", ["One."]),
    ],
)
def test_the_source_in_a_caption_has_an_element_of_its_own_and_what_follows_it_is_not_in_it(
    said, parts
):
    source = "Source: texts." if "Source" in said else ""
    content = {"title": "Words", "caption": said, "provenance": source}
    title, _, *found = exhibits.caption(content, lambda text: [nodes.Text(text)])
    assert title.astext() == "Words." and [one.astext() for one in found] == parts
    folded = [one.astext() for one in found if "provenance" in getattr(one, "attributes", {}).get("classes", ())]  # fmt: skip
    assert folded == ([source] if source else [])


def test_a_narrow_screen_folds_the_source_and_a_wide_one_paper_and_no_script_do_not(site, browser):
    address = (site / "chapters" / "silences.html").resolve().as_uri()
    with opened(browser, PHONE) as page:
        page.goto(address)
        source = page.locator("#fig-voices .provenance")
        button = page.get_by_role("button", name="Source: Who is made to speak", exact=False)
        assert button.is_visible() and not source.is_visible()
        page.emulate_media(media="print")
        assert source.is_visible() and not button.is_visible()
        page.emulate_media(media="screen")
        for expanded in ("true", "false"):
            button.focus()
            page.keyboard.press("Enter")
            assert button.get_attribute("aria-expanded") == expanded
            assert source.is_visible() == (expanded == "true")
    with opened(browser) as page:
        page.goto(address)
        assert page.locator("#fig-voices .provenance").is_visible()
        assert not page.locator(".shows-provenance").first.is_visible()
    context = browser.new_context(
        viewport={"width": PHONE, "height": 844}, java_script_enabled=False
    )
    try:
        page = context.new_page()
        page.goto(address)
        assert page.locator("#fig-voices .provenance").is_visible()
    finally:
        context.close()
