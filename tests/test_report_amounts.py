"""Amounts by account: which one of them has, which all have, and what the table says of each."""

from any_report import load, said
from readouts.report.exhibits.amounts import amounts as table
from readouts.report.publish import Refusal


def rows(report):
    return [(row.amount.key, row.alone, {name: len(own) for name, own in row.places.items()}) for row in report.analysis.amounts]  # fmt: skip


def test_one_amount_in_two_languages_is_one_row(tmp_path):
    texts = [said("North", "They gave $1 billion on 9 June 2031.", "Call"), said("South", "Выделен 1 млрд долларов и 5 млрд рублей.", "Call", "ru")]  # fmt: skip
    north, south = "north__on__call", "south__on__call"
    assert rows(load(tmp_path, texts)) == [
        (("money", "1000000000", "USD"), False, {north: 1, south: 1}),
        (("money", "5000000000", "RUB"), True, {north: 0, south: 1}),
        (("date", "2031-06-09", ""), True, {north: 1, south: 0}),
    ]


def test_an_amount_is_alone_only_where_no_other_may_be_the_same(tmp_path):
    texts = [said("North", "On June 9 they spoke for two hours of 12 bridges.", "Call"), said("South", "On 9 June 2031, of a dozen (12) bridges.", "Call")]  # fmt: skip
    assert [(key[1], alone) for key, alone, _ in rows(load(tmp_path, texts))] == [
        ("--06-09", False),
        ("2031-06-09", False),
        ("120", True),
        ("12", False),
    ]


def test_one_of_several_accounts_with_the_digits_is_enough(tmp_path):
    texts = [said("North", "They spoke of 12 bridges.", "Call"), said("South", "Of a dozen, by route B-12.", "Call"), said("East", "Nothing.", "Call")]  # fmt: skip
    assert [(key[1], alone) for key, alone, _ in rows(load(tmp_path, texts))] == [("12", False)]


def test_nothing_is_alone_where_another_account_has_a_language_without_rules(tmp_path):
    texts = [said("North", "On June 9.", "Call"), said("South", "Le neuf juin.", "Call", "fr")]
    assert [alone for _, alone, _ in rows(load(tmp_path, texts))] == [False]


def test_an_account_alone_of_its_event_has_nothing_alone(tmp_path):
    assert [alone for _, alone, _ in rows(load(tmp_path, [said("North", "On June 9.", "Call")]))] == [False]  # fmt: skip


def test_the_table_opens_each_count_and_says_whose_it_is(tmp_path):
    texts = [said("North", "On June 9, and June 9 again.", "Call"), said("South", "Nothing.", "Call")]  # fmt: skip
    shown = table(load(tmp_path, texts))
    cells = [[cell["text"] for cell in row] for row in shown.cells()]
    assert cells == [["9 June", "date", "2", "0", "North", "“June 9”"]]
    assert shown.findings["amount-north__on__call-date-06-09"].spans == (
        ("north-2020-03-04-1", 3, 9),
        ("north-2020-03-04-1", 15, 21),
    )


def test_texts_without_an_amount_have_a_sentence_for_a_table(tmp_path):
    shown = table(load(tmp_path, [said("North", "Nothing."), said("South", "Nothing.")]))
    assert isinstance(shown, Refusal) and "no sum of money" in shown.reason


def test_the_csv_has_numbers_and_the_parts_of_dates(tmp_path):
    texts = [said("North", "On January 9–10, in the 1990s, on 2 May 2031, for 12.5 hours.", "Call")]
    made = table(load(tmp_path, texts)).published
    assert made[["number", "unit", "year", "month", "day", "last_day"]].astype(object).where(lambda cell: cell.notna(), "").values.tolist() == [
        ["", "", "", 1, 9, 10],
        [1990.0, "decade", "", "", "", ""],
        ["", "", 2031, 5, 2, ""],
        [750.0, "minute", "", "", "", ""],
    ]  # fmt: skip
