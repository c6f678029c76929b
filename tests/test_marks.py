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


def test_the_marks_of_a_piece_stand_in_the_order_of_their_numbers():
    ends = (
        [(0, 1)] * 8 + [(1, 2)] + [(0, 2)]
    )  # of these the ninth and the tenth hold the second piece
    assert marks.pieces(2, ends)[1] == (1, 2, (8, 9))
    assert marks.pieces(2, [(0, 1), (0, 2), *[(0, 1)] * 6, (0, 2)])[1] == (1, 2, (1, 8))
