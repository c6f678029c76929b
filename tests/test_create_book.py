"""Which pages a book of one's own has."""

from any_report import BOOK, said
from readouts.create import folder
from readouts.create.book_pages import MOST_READERS, pages
from readouts.report.settings import Settings


def paths_of(documents):
    return pages(folder.tables(documents)[0] | BOOK, Settings())


def test_chapters_are_those_that_the_texts_can_fill():
    def has(documents, name):
        return f"chapters/{name}\n" in paths_of(documents)["_toc.yml"].decode()

    pair = [said("North", "War.", "a"), said("South", "War.", "a")]
    assert has(pair, "keyness") and not has(pair, "timeline") and not has(pair, "concordance")
    assert has([*pair, said("North", "War.", "b")], "timeline") and has(
        [*pair, said("North", "War.", "b")], "concordance"
    )
    assert not has([said("North", "War.", "a"), said("South", "Война.", "a", "ru")], "keyness")


def test_a_page_for_each_event_but_not_for_hundreds():
    made = paths_of([said("North", "War.", f"e{n}") for n in range(40)])
    assert sum(path.startswith("chapters/reader/") for path in made) == MOST_READERS
