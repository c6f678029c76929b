"""An update of a book: the chapters of tables that a person adds, the codebook that stays, and what is refused as a whole."""

import json
import shutil

import northland
import pytest
from readouts import readers
from readouts.corpus.datapackage import DataError
from readouts.create import make, update

TOPICS = ("topics", "coverage")


def read(folder):
    return readers.read(folder, further=True)


def add(data, source, names) -> None:
    """Put tables of one data folder into another, as a person does."""
    ours = json.loads((source / "datapackage.json").read_text("utf-8"))["resources"]
    described = json.loads((data / "datapackage.json").read_text("utf-8"))
    for resource in ours:
        if resource["name"] in names:
            described["resources"].append(resource)
            shutil.copy(source / resource["path"], data / resource["path"])
    (data / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")


@pytest.fixture
def book(tmp_path):
    """A book of Northland and Southland without a table of topics, its corpus, and all tables."""
    every = northland.write(tmp_path / "every")
    further = tuple(
        name
        for name in northland.tables()
        if name.startswith(("topics", "cover", "voices", "agency", "press", "ref", "dis"))
    )
    corpus = northland.write(tmp_path / "corpus", further, "")
    make(tmp_path / "book", read(corpus))
    return tmp_path / "book", corpus, every


def test_a_chapter_comes_with_the_next_update_once_its_tables_are_there(book):
    made, corpus, every = book
    add(made / "data", every, TOPICS)
    (made / "data" / "report.yml").write_text(northland.REPORT, encoding="utf-8")
    assert "tables.silences" not in (made / "chapters" / "silences.md").read_text("utf-8")
    result = update(made, read(corpus))
    assert result.lines == [] and result.notices == []
    assert "tables.silences(book)" in (made / "chapters" / "silences.md").read_text("utf-8")
    assert "attribution_ladder" not in (made / "chapters" / "voices.md").read_text("utf-8")
    assert not (made / "chapters" / "press.md").exists()
    add(made / "data", every, ("voices", "agency", "press_claims", "press_kinds"))
    update(made, read(corpus))
    assert "attribution_ladder(book)" in (made / "chapters" / "voices.md").read_text("utf-8")
    assert (made / "chapters" / "evidence" / "press.md").is_file()
    assert "chapters/press\n" in (made / "_toc.yml").read_text("utf-8")
    # And it goes with them, but for what a person wrote.
    (made / "chapters" / "press.md").write_text("# Mine\n", encoding="utf-8")
    described = json.loads((made / "data" / "datapackage.json").read_text("utf-8"))
    described["resources"] = [one for one in described["resources"] if one["name"] != "press_kinds"]
    (made / "data" / "datapackage.json").write_text(json.dumps(described), encoding="utf-8")
    update(made, read(corpus))
    assert (made / "chapters" / "press.md").read_text("utf-8") == "# Mine\n"
    assert not (made / "chapters" / "evidence" / "press.md").exists()


def test_what_a_chapter_lacks_in_the_settings_is_told_and_nothing_changes(book):
    made, corpus, every = book
    add(made / "data", every, TOPICS)
    before = {path: path.read_bytes() for path in made.rglob("*") if path.is_file()}
    with pytest.raises(DataError, match="leaders stand in report.yml") as error:
        update(made, read(corpus))
    assert {fault.found for fault in error.value.faults} == {"'queen'", "'king'"}
    assert {path: path.read_bytes() for path in before} == before


def test_the_codebook_of_the_corpus_is_merged_only_where_it_is_the_books(tmp_path, book):
    made, corpus, _ = book
    patterns = corpus / "patterns.csv"
    patterns.write_text(patterns.read_text("utf-8") + "peace,en,peaceful,,,\n", encoding="utf-8")
    assert "added to patterns.csv: peace en peaceful" in update(made, read(corpus)).lines
    codes = tmp_path / "codes.csv"
    codes.write_text("code,language,pattern\npeace,en,peace\n", encoding="utf-8")
    make(tmp_path / "other", read(corpus), codebook=codes)
    result = update(tmp_path / "other", read(corpus))
    assert result.lines == [] and any("not taken" in notice for notice in result.notices)


def test_a_page_of_an_older_template_is_left_and_nothing_false_is_said_of_it(book):
    """A book of an earlier version has other pages, of which it remembers nothing."""
    made, corpus, _ = book
    (made / "chapters" / "words.md").write_text("# As it was made once\n", encoding="utf-8")
    memory = json.loads((made / ".readouts.json").read_text("utf-8"))
    memory = {"tables": memory["tables"], "pages": {"_toc.yml": memory["pages"]["_toc.yml"]}}
    (made / ".readouts.json").write_text(json.dumps(memory), encoding="utf-8")
    assert "not taken" in " ".join(update(made, read(corpus)).notices)
    assert (made / "chapters" / "words.md").read_text("utf-8") == "# As it was made once\n"
