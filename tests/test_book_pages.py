"""The pages of a created book: composed of the sections whose exhibits a report has, each chapter where it is there."""

import re

import northland
import yaml
from readouts.create.book_pages import CHAPTERS, CHECKS, COMPARISON, composed, exhibits, pages
from readouts.report import chapters, settings
from sites import chapters as contents

SHOWN = re.compile(r"\b((?:figures|tables)\.\w+)\(book\)")
ALL = {
    f"{kind}.{name}"
    for chapter in chapters.CHAPTERS
    for kind in ("figures", "tables")
    for name in getattr(chapter, kind)
}
# The pages on which the chapters of a report stand.
PAGES = {
    "readouts": {"readouts", "renderings"},
    "words": {"words"},
    "frames": {"frames", "terms"},
    "keyness": {"keyness"},
    "silences": {"silences", "unshared", "words", "frames", "argument"},
    "timeline": {"timeline"},
    "naming": {"naming", "article", "course"},
    "voices": {"voices"},
    "press": {"press"},
    "whose-words": {"whose-words", "partner-accounts"},
    "argument": {"argument"},
    "formulas": {"formulas"},
    "originals": {"originals"},
    "dates": {"dates"},
    "validity": {"validity"},
    "robustness": {"robustness"},
    "reference": {"reference"},
    "speed": {"speed"},
}


def template(name: str) -> str:
    return (CHAPTERS / f"{name}.md").read_text(encoding="utf-8")


def made(folder) -> dict[str, str]:
    """The pages of the book of a data folder."""
    from readouts.create.given import given
    from readouts.readers import read

    found = given(read(folder, further=True))
    return {
        path: content.decode()
        for path, content in pages(found.tables, settings.read(folder)).items()
    }


def test_each_exhibit_has_its_place_and_each_place_an_exhibit_that_there_is():
    shown = [
        name for page in ("index", *COMPARISON, *CHECKS) for name in SHOWN.findall(template(page))
    ]
    assert sorted(shown) == sorted(ALL)


def test_a_page_has_the_sections_whose_exhibits_are_there_and_is_not_there_without_any():
    for page in (*COMPARISON, *CHECKS):
        text = template(page)
        assert composed(text, set()) == ""
        for name in SHOWN.findall(text):
            own = composed(text, {name})
            assert SHOWN.findall(own) == [name] and own.count('book = load("../data")') == 1
            headings = re.findall(r"^#+ .*$", own, re.MULTILINE)
            assert headings[0] == re.search(r"^# .*$", text, re.MULTILINE)[0]
            assert "## What this chapter does not show" in headings
        assert SHOWN.findall(composed(text, ALL)) == SHOWN.findall(text)


def test_a_page_is_in_the_contents_where_its_chapter_is_in_the_report(tmp_path):
    further = ("coverage", "topics", "voices", "agency", "press_claims", "press_kinds")
    further += ("reference_coding", "disagreements")
    for number, (without, report) in enumerate(
        [
            ((), northland.REPORT + northland.PAIR),
            ((), northland.REPORT),
            (("voices",), northland.REPORT),
            (("coverage", "topics"), northland.REPORT),
            (("disagreements",), northland.REPORT + northland.PAIR),
            (further, ""),
        ]
    ):
        folder = northland.write(tmp_path / str(number), without, report)
        found = made(folder)
        tables = {name: [] for name in northland.tables() if name not in without}
        own = settings.read(folder)
        shown = exhibits(tables, own)
        there = {chapter.name for chapter in chapters.present(tables, own)}
        toc = yaml.safe_load(found["_toc.yml"])
        listed = [file for _, file in contents(toc)]
        for page, of in PAGES.items():
            has = bool(set(SHOWN.findall(template(page))) & shown)
            assert (f"chapters/{page}" in listed) is has is (f"chapters/{page}.md" in found), page
            assert (f"chapters/evidence/{page}" in listed) is (has and page != "speed"), page
            if len(of) == 1:
                chapter = next(one for one in chapters.CHAPTERS if one.name in of)
                bears = {*chapter.figures, *chapter.tables} - (
                    {*chapter.of_sides} if own.focused else {*chapter.of_pair}
                )
                assert has is (chapter.name in there and bool(bears)), page
        assert all(f"{file}.md" in found or "/" in file for file in listed)


def test_every_file_of_the_contents_is_there(tmp_path):
    from readouts.create import make
    from readouts.readers import read

    make(tmp_path / "book", read(northland.write(tmp_path / "data"), further=True))
    toc = yaml.safe_load((tmp_path / "book" / "_toc.yml").read_text("utf-8"))
    for file in [toc["root"], *(file for _, file in contents(toc))]:
        assert (tmp_path / "book" / f"{file}.md").is_file(), file


def test_the_pages_name_no_party():
    parties = re.compile(
        r"putin|\bxi\b|ukrain|kremlin|beijing|russia|china\b|moscow|war\b", re.IGNORECASE
    )
    for page in ("index", *COMPARISON, *CHECKS):
        assert not parties.findall(template(page)), page
