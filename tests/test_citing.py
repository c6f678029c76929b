"""How to cite, on the pages: the register, the address, the box under a figure, the colophon."""

import hashlib
import json
from importlib.metadata import version
from pathlib import Path
from types import SimpleNamespace
from urllib.parse import parse_qs

import pytest
from conftest import ROOT
from readouts.book import citing
from readouts.report.publish import data_sha256
from sites import opened, served
from small_book import page, written

CSV = "word,n\nмир,1\n"
CONTENT = {"id": "war", "title": "War & <peace>", "files": {"csv": CSV}}


@pytest.fixture
def app(tmp_path, monkeypatch):
    """What of Sphinx a box needs: a book of two versions of one figure."""
    source = tmp_path / "book"
    (source / "data").mkdir(parents=True)
    (source / "_config.yml").write_text("title: A book\nauthor: A. Writer\n", encoding="utf-8")
    rows = [
        "figure,version,data_sha256,change",
        "war,0.1.0,ab,first published",
        "war,0.2.0,cd,a count was corrected",
        "peace,0.2.0,ef,first published",
    ]
    (source / "data" / "figures.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    monkeypatch.setattr(citing, "_commit", lambda source: "0123abc")
    return SimpleNamespace(srcdir=str(source), config=SimpleNamespace(html_baseurl=""))


def facts(tree):
    return {
        term.get_text(): term.find_next_sibling("dd").get_text() for term in tree.select("dl dt")
    }


def facts_of_lists(tree):
    """The lists of the colophon: names to versions and to hashes."""
    return {
        term.get_text(): term.find_next_sibling("dd").get_text()
        for term in tree.select("dl.colophon dt")
    }


def test_the_register_has_each_figure_s_rows_in_their_order(app):
    found = citing.register(Path(app.srcdir))
    assert {name: [row["version"] for row in rows] for name, rows in found.items()} == {
        "war": ["0.1.0", "0.2.0"],
        "peace": ["0.2.0"],
    }


def test_a_book_without_a_register_has_none(tmp_path):
    assert citing.register(tmp_path) == {}


@pytest.mark.parametrize(
    ("base", "expected"),
    [
        ("", "chapters/frames.html#fig-war"),
        ("https://a.example", "https://a.example/chapters/frames.html#fig-war"),
        ("https://a.example/book/", "https://a.example/book/chapters/frames.html#fig-war"),
    ],
)
def test_an_address_is_permanent_where_the_book_has_one(app, base, expected):
    app.config.html_baseurl = base
    assert citing.address(app, "chapters/frames", "fig-war") == expected


def test_a_box_says_all_that_a_reader_needs_to_cite_and_to_check(app, tmp_path):
    tree = written(tmp_path / "page", citing.box(app, "chapters/frames", CONTENT))
    box = tree.select_one("details.cite-box")
    assert box.summary.get_text() == "Cite" and box.summary["aria-label"] == "Cite: War & <peace>"
    assert "A. Writer" in box.p.get_text() and "“War & <peace>”, figure war" in box.p.get_text()
    assert facts(box) == {
        "Version": "none",
        "Commit": "0123abc",
        "SHA-256 of its data": data_sha256(CSV),
        "Address": "chapters/frames.html#fig-war (in the book; no permanent address is set)",
        "Changed since the last version": "a count was corrected",
        "Program that draws it": "war.py, from the CSV beside it",
        "All data": "data.zip",
    }
    assert box.select_one("pre.bibtex")["tabindex"] == "0"  # within reach where it scrolls
    assert [link["href"] for link in box.select("p.files a")] == [
        f"figures/war.{ending}" for ending in ("bib", "ris", "csl.json")
    ]
    (item,) = box.select("span.Z3988")
    said = parse_qs(item["title"])
    assert said["rft.title"] == ["War & <peace>"] and said["rft.source"] == ["A book"]
    assert "rft.identifier" not in said  # no address is invented
    assert [link["href"] for link in box.select("dd a")] == ["figures/war.py", "data.zip"]


def test_a_figure_that_no_register_knows_says_so(app, tmp_path):
    box = citing.box(app, "chapters/frames", CONTENT | {"id": "new"})
    found = facts(written(tmp_path / "page", box))
    assert found["Changed since the last version"] == "not yet registered"


def test_with_an_address_nothing_is_said_of_its_lack(app, tmp_path):
    app.config.html_baseurl = "https://a.example/"
    found = facts(written(tmp_path / "page", citing.box(app, "chapters/frames", CONTENT)))
    assert found["Address"] == "https://a.example/chapters/frames.html#fig-war"


CFF = """cff-version: 1.2.0
title: "A book: of calls"
version: 0.3.0
date-released: 2026-01-02
license: MIT
authors: [{family-names: Berg, given-names: A.}]
preferred-citation: {license: CC-BY-4.0}
"""

TABLE = {"name": "words", "path": "words.csv", "schema": {"fields": [{"name": "word", "type": "string"}]}}  # fmt: skip


def described(app, **package):
    """A book with a citation, and with a description of its data."""
    (Path(app.srcdir) / "CITATION.cff").write_text(CFF, encoding="utf-8")
    text = json.dumps({"resources": [TABLE]} | package)
    (Path(app.srcdir) / "data" / "datapackage.json").write_text(text, encoding="utf-8")
    app.config.copyright = "2026"
    return app


def test_the_line_under_a_figure_has_its_licence_and_a_credit_from_the_citation(app, tmp_path):
    assert written(tmp_path / "bare", citing.line(app, "war")).select_one(".credit").get_text() == "Cite as A. Writer (no date), figure war"  # fmt: skip
    said = written(tmp_path / "full", citing.line(described(app), "war")).select_one(".credit")
    assert said.get_text() == "CC BY 4.0 · cite as Berg (2026), figure war"
    assert said.a["href"] == "https://creativecommons.org/licenses/by/4.0/"


def test_the_foot_of_a_page_says_each_licence_once_and_that_quotations_are_apart(app):
    quotations = TABLE | {"licenses": [{"name": "LicenseRef-Quotation"}]}
    free = [{"name": "CC-BY-4.0"}]
    said = citing.foot(described(app, licenses=free, resources=[quotations]), "cite")
    assert said["holder"] == "© 2026 Berg, A." and said["page"] == "cite"
    assert said["cite"] == "Cite as Berg (2026): A book, version 0.3.0"
    assert said["licences"] == [
        ("Text, figures and data", "CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/", ", quotations excepted"),
        ("Code", "MIT", "https://spdx.org/licenses/MIT.html", ""),
    ]  # fmt: skip
    others = citing.foot(described(app, licenses=[{"name": "CC0-1.0"}]))["licences"]
    assert [(of, name, apart) for of, name, _, apart in others] == [
        ("Text and figures", "CC BY 4.0", ""), ("Data", "CC0 1.0", ""), ("Code", "MIT", ""),
    ]  # fmt: skip


def test_a_book_that_states_no_licence_claims_none(app):
    said = citing.foot(described(app))
    assert [of for of, *_ in said["licences"]] == ["Text and figures", "Code"]
    (Path(app.srcdir) / "CITATION.cff").unlink()
    assert citing.foot(app)["licences"] == []


def test_every_page_ends_with_the_licences_and_the_way_to_the_citation(site, trees):
    for name, tree in trees.items():
        (foot,) = tree.select("footer .book-footer")
        said = foot.get_text(" ", strip=True)
        assert "CC BY 4.0 , quotations excepted" in said and "Code: MIT" in said and "©" in said, (
            name
        )
        assert (site / name).parent.joinpath(foot.select("a")[-1]["href"]).resolve() == (site / "chapters" / "cite.html").resolve() or name == "chapters/cite.html"  # fmt: skip


def test_the_directives_of_a_small_book(tmp_path):
    source = tmp_path / "source"
    (source / "data").mkdir(parents=True)
    (source / "_config.yml").write_text("title: A book\nauthor: A. Writer\n", encoding="utf-8")
    (source / "data" / "words.csv").write_text(CSV, encoding="utf-8")
    tree = page(tmp_path, "```{citation}\n```\n\n```{colophon}\n```", "nodes", "citing")
    assert tree.select_one(".cite-book p").get_text() == "A. Writer (no date): A book."
    said = facts_of_lists(tree)
    assert said["this book"] == "none" and said["pandas"] == version("pandas")
    assert said["data/words.csv"] == hashlib.sha256(CSV.encode()).hexdigest()


@pytest.mark.parametrize("address", ["", "https://git.example/a/b"])
def test_errata_go_to_the_repository_that_is_known_or_to_the_reader_s_own(tmp_path, address):
    source = tmp_path / "source"
    source.mkdir()
    cff = "title: A book\nauthors:\n  - name: A. Writer\n"
    cff += f'repository-code: "{address}"\n' if address else ""
    (source / "CITATION.cff").write_text(cff, encoding="utf-8")
    tree = page(tmp_path, "```{errata}\n```", "nodes", "citing")
    assert [link["href"] for link in tree.select(".body p a")] == [address] * bool(address)  # fmt: skip
    said = tree.get_text()
    assert ("as issues in the repository:" in said) == bool(address)
    assert ("in the repository that you got this book from, as issues there:" in said) != bool(address)  # fmt: skip


def test_the_colophon_of_the_site_names_packages_that_are_installed_and_hashes_that_are_right(
    trees,
):
    said = facts_of_lists(trees["chapters/colophon.html"])
    for name in citing.PACKAGES:
        assert said[name] == version(name), name
    for path in (ROOT / "data").rglob("*.csv"):
        name = path.relative_to(ROOT).as_posix()
        assert said[name] == hashlib.sha256(path.read_bytes()).hexdigest(), name


@pytest.mark.parametrize("allowed", [True, False])
def test_a_button_copies_the_citation_or_selects_it_where_that_is_not_allowed(
    site, browser, allowed
):
    with served(site) as address, opened(browser) as page:
        page.context.grant_permissions(["clipboard-read", "clipboard-write"])
        page.goto(f"{address}chapters/index.html")
        if not allowed:
            page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(); }")
        page.focus(".cite-book > button")
        page.keyboard.press("Enter")
        page.wait_for_function("document.querySelector('.cite-book > [role=status]').textContent")
        got = "navigator.clipboard.readText()" if allowed else "getSelection().toString()"
        words, said = (page.inner_text(f".cite-book > {one}") for one in (".reference-in-words", "[role=status]"))  # fmt: skip
        assert page.evaluate(got) == words != ""
        assert ("Copied" if allowed else "the words are selected") in said
