"""The PDF of a site: linked and given where a file is named, and neither where none is."""

from types import SimpleNamespace

import pytest
from docutils import nodes
from readouts.book import printed


@pytest.fixture
def app(tmp_path):
    (tmp_path / "site").mkdir()
    return SimpleNamespace(
        confdir=tmp_path,
        outdir=tmp_path / "site",
        config=SimpleNamespace(root_doc="one"),
        builder=SimpleNamespace(name="html"),
    )


def links(app, docname: str) -> list[str]:
    """Where the links lead that are put on a page."""
    section = nodes.section()
    printed.offer(app, nodes.document(None, None, "", section), docname)
    return [
        node["attributes"]["href"]
        for node in section.findall(nodes.TextElement)
        if "href" in node.get("attributes", {})
    ]


def test_the_front_page_links_the_file_that_is_given_with_the_site(app, monkeypatch):
    (app.confdir / "book.pdf").write_bytes(b"%PDF")
    monkeypatch.setenv("READOUTS_PDF", "book.pdf")
    assert links(app, "one") == ["site:book.pdf"] and links(app, "two") == []
    printed.write_file(app, None)
    assert (app.outdir / "book.pdf").read_bytes() == b"%PDF"


def test_without_a_file_there_is_no_link(app, monkeypatch):
    monkeypatch.delenv("READOUTS_PDF", raising=False)
    assert links(app, "one") == []
    printed.write_file(app, None)
    assert not list(app.outdir.iterdir())


def test_a_file_that_is_not_there_stops_the_build(app, monkeypatch):
    monkeypatch.setenv("READOUTS_PDF", "lost.pdf")
    with pytest.raises(FileNotFoundError, match="lost.pdf"):
        printed.write_file(app, None)
