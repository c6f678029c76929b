"""Saved pages are read as fetched ones."""

import pytest
from made_files import documents, fault

pytest.importorskip("trafilatura")
STORY = (
    "The two leaders spoke for an hour on the telephone about trade, energy and security, and agreed to meet again. "
    * 4
)


def test_the_article_of_a_page_without_its_menu(tmp_path):
    (tmp_path / "north.html").write_text(
        f"<html lang='en'><head><title>Call</title></head><body><nav><a href='/'>Home</a> <a href='/a'>About</a></nav><article><h1>Call</h1><p>{STORY}</p></article></body></html>",
        encoding="utf-8",
    )
    (document,) = documents(tmp_path / "north.html")
    assert "Home" not in document.text and STORY.strip() in document.text
    # What a guess may have lost cannot be called absent.
    assert document.completeness == "excerpts" and document.title == "Call"


def test_a_small_page_is_read_as_it_is_in_the_encoding_that_it_declares(tmp_path):
    (tmp_path / "a.htm").write_bytes(
        "<html><head><meta charset='windows-1251'></head><body><p>Они говорили.</p></body></html>".encode(
            "cp1251"
        )
    )
    assert documents(tmp_path / "a.htm")[0].text == "Они говорили."


def test_a_folder_of_pages(tmp_path):
    for name in ("north", "south"):
        (tmp_path / f"{name}_2022-06-15.html").write_text(
            f"<p>They spoke in the {name}.</p>", encoding="utf-8"
        )
    assert [(document.side, str(document.date)) for document in documents(tmp_path)] == [
        ("north", "2022-06-15"),
        ("south", "2022-06-15"),
    ]


def test_a_page_of_menus_alone(tmp_path):
    (tmp_path / "a.html").write_text("<html><body></body></html>", encoding="utf-8")
    assert "no article" in fault(tmp_path / "a.html").found
