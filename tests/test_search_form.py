"""The search in a page has an address, and can be narrowed and cited: the form as the book writes it, in a browser."""

from html import escape
from types import SimpleNamespace
from urllib.parse import parse_qs, urlsplit

import pytest
from readouts import paths
from readouts.__main__ import main
from readouts.book.reader_search import concordance
from readouts.report import load

TEXTS = """\
side,event,language,completeness,text
north,call,en,full,The border is open. Both spoke of the border.
south,call,en,full,The border is closed & so on.
south,call,zh,full,双方谈及边界。
"""


def html(node) -> str:
    """What the book's writer makes of the nodes of the form."""
    if not hasattr(node, "tagname") or node.tagname == "#text":
        return escape(str(node))
    if node.tagname == "raw":
        return node.astext()
    named = dict(node["attributes"])
    if node["classes"]:
        named["class"] = " ".join(node["classes"])
    if node["ids"]:
        named["id"] = node["ids"][0]
    attributes = "".join(f' {name}="{escape(str(value))}"' for name, value in named.items())
    end = "" if node["tag"] == "input" else f"</{node['tag']}>"
    return f"<{node['tag']}{attributes}>{''.join(map(html, node.children))}{end}"


@pytest.fixture(scope="module")
def address(tmp_path_factory) -> str:
    """A page with the search of a made book, on the disk."""
    folder = tmp_path_factory.mktemp("searched")
    (folder / "calls.csv").write_text(TEXTS, encoding="utf-8")
    assert main(["create", str(folder / "book"), "--corpus", str(folder / "calls.csv")]) == 0
    app = SimpleNamespace(
        readouts_report=load(folder / "book" / "data"),
        srcdir=folder / "book",
        config=SimpleNamespace(html_baseurl="https://example.org/book/"),
        env=SimpleNamespace(get_domain=lambda _: SimpleNamespace(data={"readers": {}})),
    )
    script = (paths.PACKAGE / "book" / "static" / "reader.js").read_text("utf-8")
    form = html(concordance(app, "chapters/concordance", ""))
    (folder / "page.html").write_text(
        f"<!doctype html><meta charset=utf-8><title>Search</title>{form}<script>{script}</script>",
        encoding="utf-8",
    )
    return (folder / "page.html").as_uri()


@pytest.fixture
def page(browser):
    """A new page; a fault of its script is a fault of the test."""
    faults = []
    context = browser.new_context()
    context.set_default_timeout(10_000)
    page = context.new_page()
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert not faults


def shown(page) -> dict[str, str]:
    """What a search says of each side."""
    lines = page.locator(".counts li").all_inner_texts()
    return {line.partition(": ")[0]: line.partition(": ")[2] for line in lines}


def asked(page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).fragment)


def test_a_search_opens_again_from_its_address_and_by_back_and_forward(page, address):
    page.goto(address)
    assert shown(page) == {} and page.locator(".cite-box").is_hidden()
    page.fill("input", "border")
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash === '#q=border'")
    page.select_option("[name=side]", "South")
    page.wait_for_function("location.hash.includes('side')")
    assert asked(page) == {"q": ["border"], "side": ["South"]} and set(shown(page)) == {"South"}
    link = page.url
    page.go_back()
    page.wait_for_function("document.querySelectorAll('.counts li').length === 2")
    assert page.input_value("[name=side]") == ""
    page.go_back()
    page.wait_for_function("document.querySelectorAll('.counts li').length === 0")
    page.go_forward()
    page.wait_for_function("document.querySelectorAll('.counts li').length === 2")
    assert page.input_value("input") == "border"
    page.goto("about:blank")
    page.goto(link)
    assert page.input_value("input") == "border" and set(shown(page)) == {"South"}
    assert page.locator("tbody tr").count() == 1


def test_a_search_in_one_language_counts_its_texts_alone(page, address):
    page.goto(f"{address}#q=边界")
    both = shown(page)
    assert both["South"].startswith("1 in ") and both["North"].startswith("not searched")
    page.select_option("[name=lang]", "zh")
    assert shown(page) == {"South": "1 in 6 Chinese characters, 166.7 per 1,000."}
    page.select_option("[name=lang]", "en")
    assert {line.split(":")[0] for line in shown(page).values()} == {"not searched"}
    page.fill("input", "border")
    page.keyboard.press("Enter")
    assert shown(page)["South"] == "1 in 6 words, 166.7 per 1,000."
    assert shown(page)["North"] == "2 in 9 words, 222.2 per 1,000."


def test_a_search_is_cited_with_its_counts_its_texts_and_its_address(page, address):
    page.goto(f"{address}#q=bord*&side=South&lang=en")
    page.click(".cite-box summary")
    told = page.inner_text(".cite-box p")
    assert told.startswith("Search for “bord*” in ") and ", English alone. South: 1 in 6 " in told
    assert "Texts: data/segments.csv, SHA-256 " in told
    assert told.endswith(
        " https://example.org/book/chapters/concordance.html#q=bord*&side=South&lang=en"
    )


def test_what_an_address_asks_for_and_is_not_here_is_told(page, address):
    page.goto(f"{address}#q=border&side=west")
    assert set(shown(page)) == {"North", "South"}
    assert (
        page.inner_text(".error")
        == "The address asks for west, which is not here; all is searched."
    )
    page.goto("about:blank")
    page.goto(f"{address}#q=%3Cimg%20src=x%20onerror=document.title=1%3E")
    assert page.locator("img").count() == 0 and page.title() == "Search"
    page.goto("about:blank")
    page.goto(f"{address}#passage-1")
    assert shown(page) == {} and page.inner_text(".error") == ""
