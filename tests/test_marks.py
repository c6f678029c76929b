from readouts.book import reader
from readouts.text import marks


def test_the_book_marks_by_the_same_rules():
    assert (reader.pieces, reader.lanes, reader.letters) == (
        marks.pieces,
        marks.lanes,
        marks.letters,
    )


def test_marks_that_cross_are_cut_where_they_meet():
    assert marks.pieces(6, [(1, 4), (3, 5)]) == [
        (0, 1, ()), (1, 3, (0,)), (3, 4, (0, 1)), (4, 5, (1,)), (5, 6, ()),
    ]  # fmt: skip
    assert marks.lanes([(1, 4), (3, 5)]) == [0, 1]
