"""Passages side by side and the codebook in full, as pages of other texts have them."""

import pytest
from any_report import DAY, load, said
from small_book import page

PARTS = ("nodes", "directives")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    return load(
        tmp_path_factory.mktemp("data"),
        [
            said("North", "War & <peace>.\nFree trade."),
            said("South", "Мир.", language="ru", completeness="excerpts", date=None),
        ],
    )


def ids(report):
    return " ".join(report.corpus.readouts.index)


def test_each_readout_has_a_column_with_its_passages_to_the_letter(tmp_path, book):
    tree = page(tmp_path, f"```{{passages}} {ids(book)}\n```", *PARTS, report=book)
    north, south = tree.select(".passages[data-not-result] > .column[role=group]")
    assert [quote.get_text() for quote in north.select("blockquote p")] == [
        "War & <peace>.",
        "Free trade.",
    ]
    assert [quote["lang"] for quote in north.select("blockquote")] == ["en", "en"]
    assert south.select_one("blockquote")["lang"] == "ru"
    assert north.select_one(".column-title").get_text() == "North, 4 March 2020: full"
    assert north["aria-label"] == f"North, {DAY.day} March {DAY.year}: full"
    assert south["aria-label"] == "South: excerpts"  # no date is known of it
    assert len(tree.select("figure.passage > figcaption")) == 3


def test_a_readout_without_passages_is_named_and_stops_the_build(tmp_path, book):
    with pytest.raises(Exception, match=r"passages: found nowhere, elsewhere, expected readouts"):
        page(tmp_path, f"```{{passages}} nowhere {ids(book)} elsewhere\n```", *PARTS, report=book)


def test_a_frame_of_the_codebook_has_each_code_with_its_patterns_by_language(tmp_path, book):
    tree = page(tmp_path, "```{codebook} hope\n```", *PARTS, report=book)
    (code,) = tree.select("section.code-entry")
    assert code["id"] == "code-peace" and code.h3.get_text() == "Peace peace"
    terms = {term.get_text(): term.find_next_sibling("dd").get_text() for term in code.select("dt")}
    assert "validated" in terms.pop("Precision")
    assert terms == {"English patterns": "peace*", "Chinese patterns": "和平"}
    assert code.select_one('code[lang="zh"]').get_text() == "和平"
    assert not code.select('code[lang="en"]')  # the language of the page


def test_a_pattern_that_matches_nothing_in_texts_of_its_language_is_marked(tmp_path, book):
    tree = page(tmp_path, "```{codebook} naming\n```", *PARTS, report=book)
    marked = [mark.find_previous("code").get_text() for mark in tree.select(".unmatched")]
    assert marked == ["войн*"]  # there is a Russian text, and it has no war


def test_without_a_frame_every_frame_has_its_section(tmp_path, book):
    tree = page(tmp_path, "```{codebook}\n```", *PARTS, report=book)
    sections = tree.select("section[id^=frame-]")
    assert [section["id"] for section in sections] == [
        "frame-naming",
        "frame-hope",
        "frame-economy",
    ]
    assert [len(section.select("section.code-entry")) for section in sections] == [1, 1, 1]


def test_exclusions_stand_apart_from_patterns(tmp_path):
    codes = {
        "frames": [{"frame": "f", "label": "F", "definition": "What F is.", "source": ""}],
        "codebook": [
            dict.fromkeys(("definition", "include", "exclude", "source"), "")
            | {"frame": "f", "code": "war", "label": "War", "include": "any war"}
        ],
        "patterns": [
            {"code": "war", "language": "en", "pattern": pattern}
            for pattern in ("war*", "!war of words")
        ],
    }
    report = load(tmp_path / "data", [said("North", "War.")], codes)
    tree = page(tmp_path / "book", "```{codebook}\n```", *PARTS, report=report)
    terms = {term.get_text(): term.find_next_sibling("dd").get_text() for term in tree.select("dt")}
    assert terms["English patterns"] == "war*" and terms["Include"] == "any war"
    assert "war of words" in terms["English exclusions"]
    assert tree.select_one("#frame-f > p").get_text() == "What F is."
