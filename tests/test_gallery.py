"""All figures in one place: for people, for machines, and the data as one zip that is the same each time."""

import json
import zipfile
from pathlib import Path
from types import SimpleNamespace

import pytest
from docutils import nodes
from docutils.utils import new_document
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from readouts.book import gallery
from readouts.paths import CHAPTERS
from readouts.report.drawn import CLOSE, PAGE
from readouts.report.publish import data_sha256


def faults(index: dict) -> list[str]:
    """What the published schema finds wrong with an index."""
    schema = json.loads(gallery.SCHEMA.read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    checker = FormatChecker(["date", "uri"])
    return [
        error.message
        for error in Draft202012Validator(schema, format_checker=checker).iter_errors(index)
    ]


SVG = '<svg width="72pt" height="36pt" viewBox="0 0 72 36"><path d=""/></svg>'


def exhibit(kind, name, page):
    return {
        "docname": page,
        "id": name,
        "kind": kind,
        "title": f"The {name}",
        "says": f"{name.title()} is first.",
        "caption": f"What {name} is.",
        "alt": f"Bars of {name}.",
        "files": {
            "svg": "",
            "pdf": "",
            "png": "",
            "csv": f"{name}\n1\n",
            "py": "",
            "84mm.svg": SVG,
        },
    }


# Found in another order than that of the book, with a table among them.
EXHIBITS = {
    "fig-late": exhibit("figure", "late", "chapters/late"),
    "tab-words": exhibit("table", "words", "chapters/early"),
    "fig-early": exhibit("figure", "early", "chapters/early"),
}


@pytest.fixture
def app(tmp_path):
    """What of Sphinx the gallery needs."""
    source = tmp_path / "source"
    (source / "data" / "sub").mkdir(parents=True)
    (source / "_config.yml").write_text("title: A book\nauthor: A. Writer\n", encoding="utf-8")
    (source / "data" / "b.csv").write_text("мир\n", encoding="utf-8")
    (source / "data" / "sub" / "a.csv").write_text("a\n", encoding="utf-8")
    site = tmp_path / "site"
    site.mkdir()
    env = SimpleNamespace(
        get_domain=lambda name: SimpleNamespace(data={"exhibits": EXHIBITS}),
        titles={
            f"chapters/{name}": nodes.title("", f"{name.title()} days")
            for name in ("early", "late")
        },
        toctree_includes={"index": ["chapters/early", "chapters/late"]},
        config=SimpleNamespace(root_doc="index"),
    )
    config = SimpleNamespace(html_baseurl="")
    builder = SimpleNamespace(
        format="html", get_relative_uri=lambda source, target: f"../{target}.html"
    )
    return SimpleNamespace(
        env=env, config=config, srcdir=str(source), outdir=str(site), builder=builder
    )


def test_figures_come_in_the_order_of_the_book_and_tables_not_at_all(app):
    assert [figure["id"] for figure in gallery.figures(app.env)] == ["early", "late"]


def test_each_figure_has_a_card_that_leads_to_its_place_and_its_files(app):
    document = new_document("page")
    document += gallery.gallery()
    gallery.fill_gallery(app, document, "chapters/figures")
    cards = document[0].children
    assert [card[0].astext() for card in cards] == ["The early", "The late"]
    assert cards[0][0][0]["refuri"] == "../chapters/early.html#fig-early"
    # What it says stands first below its title.
    assert cards[0][1].astext() == "Early is first."
    assert cards[0][2][0]["attributes"]["aria-label"] == "Bars of early."
    assert cards[0][3].astext() == "Discussed in: Early days"
    assert cards[0][3].next_node(nodes.reference)["refuri"] == "../chapters/early.html#fig-early"
    (files,) = cards[0][4].children
    links = [node for node in files.findall(nodes.Element) if node.get("tag") == "a"]
    assert [link["attributes"]["href"] for link in links] == [
        f"site:figures/early.{form}" for form in ("svg", "pdf", "png", "csv", "py", "84mm.svg")
    ]
    assert cards[0]["attributes"] == {"data-not-result": ""}


def test_a_part_of_the_book_has_its_figures_and_the_first_those_of_the_front_page(app):
    parts = [
        SimpleNamespace(caption=name, items=[f"chapters/{name}"]) for name in ("late", "early")
    ]
    app.env.external_site_map = {"index": SimpleNamespace(subtrees=parts)}
    assert gallery.parts(app.env) == {
        "late": {"index", "chapters/late"},
        "early": {"chapters/early"},
    }
    document = new_document("page")
    document += gallery.gallery(part="late")
    gallery.fill_gallery(app, document, "chapters/figures")
    assert [card[0].astext() for card in document[0].children] == ["The late"]


def test_a_page_without_the_directive_is_left_as_it_is(app):
    document = new_document("page")
    gallery.fill_gallery(app, document, "index")
    assert not document.children


def test_machines_find_every_figure_with_its_files_and_the_hash_of_its_data(app):
    gallery.write_for_machines(app, None)
    text = (Path(app.outdir) / "figures" / "index.json").read_text(encoding="utf-8")
    index = json.loads(text)
    assert (index["title"], index["version"], index["authors"]) == ("A book", "none", ["A. Writer"])
    assert "address" not in index and "doi" not in index  # nothing is invented
    assert faults(index) == []
    assert [figure["id"] for figure in index["figures"]] == ["early", "late"]
    assert index["figures"][0] == {
        "id": "early",
        "title": "The early",
        "says": "Early is first.",
        "caption": "What early is.",
        "alt": "Bars of early.",
        "page": "chapters/early.html#fig-early",
        "citation": "A. Writer (no date): “The early”, figure early. In: A book. chapters/early.html#fig-early",
        "files": {
            form: f"figures/early.{form}"
            for form in ("84mm.svg", "bib", "csl.json", "csv", "pdf", "png", "py", "ris", "svg")
        },
        "data_sha256": data_sha256("early\n1\n"),
    }


def test_machines_are_told_which_form_is_left_out_and_why(app, monkeypatch):
    late = EXHIBITS["fig-late"]
    files = {form: file for form, file in late["files"].items() if form != "84mm.svg"}
    monkeypatch.setitem(EXHIBITS, "fig-late", late | {"files": files | {"narrow.svg": SVG}})
    gallery.write_for_machines(app, None)
    index = json.loads((Path(app.outdir) / "figures" / "index.json").read_text(encoding="utf-8"))
    assert faults(index) == []
    early, late = index["figures"]
    assert "left_out" not in early and list(late["left_out"]) == ["84mm"]
    assert f"higher than {PAGE} mm" in late["left_out"]["84mm"]


def test_the_chapter_on_citing_says_from_when_a_form_is_left_out():
    said = (CHAPTERS / "cite.md").read_text(encoding="utf-8")
    assert f"{{plain}}`{PAGE}` mm" in said and f"{{plain}}`{CLOSE}` points" in said


def test_with_an_address_every_figure_has_its_own(app):
    app.config.html_baseurl = "https://a.example/book"
    gallery.write_for_machines(app, None)
    folder = Path(app.outdir) / "figures"
    index = json.loads((folder / "index.json").read_text(encoding="utf-8"))
    assert faults(index) == [] and index["address"] == "https://a.example/book"
    place = "https://a.example/book/chapters/early.html#fig-early"
    assert index["figures"][0]["address"] == place
    assert f"UR  - {place}" in (folder / "early.ris").read_text(encoding="utf-8")
    assert json.loads((folder / "early.csl.json").read_text(encoding="utf-8"))[0]["URL"] == place


def test_the_schema_refuses_what_is_no_index(app):
    gallery.write_for_machines(app, None)
    index = json.loads((Path(app.outdir) / "figures" / "index.json").read_text(encoding="utf-8"))
    index["figures"][0] |= {"data_sha256": "0", "address": "an address"}
    del index["authors"]
    assert len(faults(index)) == 3


def test_the_zip_has_all_data_and_no_time_of_its_making(app):
    gallery.write_for_machines(app, None)
    with zipfile.ZipFile(Path(app.outdir) / "data.zip") as archive:
        assert archive.namelist() == ["data/b.csv", "data/sub/a.csv"]
        assert archive.read("data/b.csv").decode("utf-8") == "мир\n"
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {one.external_attr >> 16 for one in archive.infolist()} == {0o644}


@pytest.mark.parametrize("change", ["failed", "latex"])
def test_nothing_is_written_of_a_build_that_failed_or_has_no_site(app, change):
    app.builder.format = "latex" if change == "latex" else "html"
    gallery.write_for_machines(app, RuntimeError() if change == "failed" else None)
    assert not list(Path(app.outdir).iterdir())


def test_no_table_in_the_zip_has_a_cell_that_begins_as_a_formula(tmp_path):
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "a.csv").write_bytes(b'id,text\r\n1,"=cmd|x, y"\r\n2,-5\r\n')
    (tmp_path / "data" / "a.yml").write_bytes(b"=x\n")
    gallery.write_zip(tmp_path / "data.zip", tmp_path / "data")
    with zipfile.ZipFile(tmp_path / "data.zip") as archive:
        assert archive.read("data/a.csv") == b'id,text\n1,"\'=cmd|x, y"\n2,-5\n'
        assert archive.read("data/a.yml") == b"=x\n"


@given(st.dictionaries(st.text("abc", min_size=1, max_size=3), st.binary(max_size=20), max_size=5))
def test_the_same_files_give_the_same_bytes_and_come_back(tmp_path_factory, files):
    made = []
    for _ in range(2):
        folder = tmp_path_factory.mktemp("zip")
        (folder / "data").mkdir()
        for name, content in files.items():
            (folder / "data" / name).write_bytes(content)
        gallery.write_zip(folder / "data.zip", folder / "data")
        made.append((folder / "data.zip").read_bytes())
    assert made[0] == made[1]
    with zipfile.ZipFile(folder / "data.zip") as archive:
        assert {name: archive.read(f"data/{name}") for name in files} == files


def test_the_site_s_gallery_has_every_figure_of_the_book_and_no_other(site, trees):
    tree = trees["chapters/figures.html"]
    cards = [link["href"].partition("#")[2] for link in tree.select(".card-figure p:first-child a")]
    shown = {figure["id"] for page in trees.values() for figure in page.select("figure.exhibit")}
    assert set(cards) == shown and len(cards) == len(shown)
    for card in tree.select(".card-figure"):
        title, says, *_ = card.find_all(recursive=False)
        assert "says" in says["class"] and says.get_text(strip=True).endswith(".")
        assert card.select_one(".place a")["href"] == title.a["href"]
    index = json.loads((site / "figures" / "index.json").read_text(encoding="utf-8"))
    assert faults(index) == [] and (site / "figures" / index["$schema"]).is_file()
    first, second = tree.select(".gallery")
    assert "fig-two-accounts" in str(first) and "fig-zero-bound" in str(second)
    listed = index["figures"]
    assert [f"fig-{figure['id']}" for figure in listed] == cards
    for figure in listed:
        csv = (site / figure["files"]["csv"]).read_text(encoding="utf-8")
        assert figure["data_sha256"] == data_sha256(csv)
        assert figure["caption"] and figure["alt"]
        assert all((site / path).is_file() for path in figure["files"].values())
