"""The markup of tables: numbers by their digits, and sentences that can be read on a phone."""

import pytest
from bs4 import BeautifulSoup
from readouts.book.table_markup import ACROSS, FEW, SENTENCE, TABLE, WIDE, mend_table

LONG = "It was said & written in a sentence that is much longer than a screen is wide."


def mended(*rows, head=("Word", "n", "What it <i>says</i>"), kind="exhibit table"):
    """Return a table of these rows as the page has it."""
    cells = ["".join(f"<td><p>{cell}</p></td>" for cell in row) for row in rows]
    names = "".join(f'<th class="head"><p>{name}</p></th>' for name in head)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    html = f'<p>before</p><table class="{kind}"><thead><tr>{names}</tr></thead><tbody>{body}</tbody></table>'
    page = BeautifulSoup(TABLE.sub(mend_table, html), "html.parser")
    assert page.p.text == "before"
    return page.table


def test_cells_of_a_table_with_a_sentence_name_their_columns():
    table = mended(("peace", "1,024", LONG), ("war", "", "none"))
    assert table["class"] == ["cards", "exhibit", "table"]
    for row in table.tbody.select("tr"):
        assert [cell["data-column"] for cell in row.select("td")] == ["Word", "n", "What it says"]
    assert not table.thead.select("[data-column]") and LONG in table.text
    assert [cell.text for cell in table.select("[data-type=number]")] == ["n", "1,024", ""]


@pytest.mark.parametrize(
    ("cells", "cards"),
    [
        (("noted", "the article’s"), True),
        (("noted", "0.4 to 0.6"), False),
        (("12", "the article’s"), False),
        (("1 to 2", "0.4 to 0.6"), False),
    ],
)
def test_words_in_several_columns_become_cards_where_they_do_not_fit(cells, cards):
    narrow = ACROSS - sum(max(map(len, cell.split())) for cell in cells)
    for length in (narrow, narrow + 1):
        table = mended(("x" * length, *cells), head=("A", "B", "C"))
        assert ("cards" in table["class"]) == (cards and length > narrow)


def test_a_table_of_numbers_with_some_words_stays_a_table():
    row = ("x" * ACROSS, "noted", "stressed", "1", "2", "3")
    many = [row] * (FEW + 1)
    assert "cards" not in mended(*many, head=tuple("ABCDEF"))["class"]
    assert "cards" in mended(*(row[:4] for row in many), head=tuple("ABCD"))["class"]


@pytest.mark.parametrize(
    ("rows", "letters", "cards"),
    [(FEW, WIDE + 1, True), (FEW, WIDE, False), (FEW + 1, WIDE + 1, False)],
)
def test_a_few_rows_of_numbers_become_cards_where_they_are_far_wider_than_a_phone(rows, letters, cards):  # fmt: skip
    row = ("x" * (letters - 3), "1", "2", "3")
    assert ("cards" in mended(*[row] * rows, head=tuple("ABCD"))["class"]) == cards


def test_a_name_of_a_column_is_text_and_no_markup():
    table = mended(("peace", "1", LONG), head=("Word", "n", "&quot;&gt;&lt;b&gt;"))
    assert table.select("td")[2]["data-column"] == '"><b>' and not table.select("b")


@pytest.mark.parametrize(
    ("rows", "given"),
    [
        ([("peace", "1", "xx" + " x" * (SENTENCE // 2 - 1))], {}),
        ([(LONG, "1", "short")], {}),
        ([("peace", LONG)], {"head": ("Word", "Says")}),
        ([("peace", "1", LONG)], {"kind": "dataframe"}),
        ([("peace", "1", LONG)], {"kind": "facing"}),
    ],
)
def test_a_table_that_fits_or_that_is_no_exhibit_stays_a_table(rows, given):
    table = mended(*rows, **given)
    assert "cards" not in table["class"] and not table.select("[data-column]")


def test_a_table_with_joined_cells_is_left_as_it_is():
    html = f'<table class="table"><thead><tr><th colspan="2">A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td><td>{LONG}</td></tr></tbody></table>'
    assert TABLE.sub(mend_table, html) == html


def test_numbers_are_marked_in_each_row_and_in_the_header():
    html = str(mended(("a", "–", "b"), ("c", "−0.5 ", "d")))
    assert len(BeautifulSoup(html, "html.parser").select("[data-type=number]")) == 3


def test_a_column_of_days_is_marked_and_one_with_other_words_is_not():
    rows = [("1 March 2022", "Iran", "25 February 2022"), ("24 February 2022", "2", "no day")]
    table = mended(*rows, head=("Day", "Of", "Seen"))
    assert [cell.text for cell in table.select("[data-type]")] == [
        "Day",
        "1 March 2022",
        "24 February 2022",
    ]
    assert {cell["data-type"] for cell in table.select("[data-type]")} == {"day"}
