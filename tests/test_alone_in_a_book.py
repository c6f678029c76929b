"""The table of what one account alone has, in a created book."""

from pathlib import Path

import pytest
from readouts.__main__ import main
from readouts.report import load

CASES = Path(__file__).parent / "data" / "absence"


@pytest.fixture
def made(tmp_path):
    """A function that makes a book and gives the table of its data."""

    def make(rows: list[str], codebook: str, confirmed: str = ""):
        (tmp_path / "calls.csv").write_text(
            "side,event,completeness,text\n" + "\n".join(rows) + "\n"
        )
        (tmp_path / "codebook.csv").write_text(codebook)
        book = tmp_path / "book"
        options = [
            "--corpus",
            str(tmp_path / "calls.csv"),
            "--codebook",
            str(tmp_path / "codebook.csv"),
        ]
        assert main(["create", str(book), *options]) == 0
        if confirmed:
            (book / "data" / "confirmed_absences.csv").write_text(confirmed)
        return load(book / "data").analysis.unshared

    return make


def test_nothing_is_called_absent_that_stands_in_a_near_form(tmp_path):
    book = tmp_path / "book"
    options = ["--corpus", str(CASES / "calls.csv"), "--codebook", str(CASES / "codebook.csv")]
    assert main(["create", str(book), *options]) == 0
    table = load(book / "data").analysis.unshared
    assert len(table) and not table["others"].str.contains("none of|absent").any()
    others = dict(zip(table["label"], table["others"]))
    assert others["United States"] == "Paris: not in this form; near: U.S. (1)"


CODES = "code,pattern\nwar,war\npeace,peace\n"


def test_the_sentences_stand_beside_each_other(made):
    table = made(
        ["one,call,full,A talk. The war goes on.", "two,call,full,Hello. The fight goes on."], CODES
    )
    (row,) = table.itertuples()
    assert (row.sentence, row.nearest) == ("The war goes on.", "Two: The fight goes on.")
    assert row.others == "Two: none of the wordings" and row.base_rate == ""


def test_of_excerpts_it_is_said_as_everywhere(made):
    table = made(["one,call,full,War.", "two,call,excerpts,A talk."], CODES)
    assert table["others"].tolist() == ["Two: not in the passages at hand"]


def test_the_base_rates_stand_in_the_table(made):
    series = [
        f"{side},e{n},full,{'War' if n < 3 else 'Talk'}."
        for side in ("one", "two")
        for n in range(10)
    ]
    table = made(["one,call,full,War.", "two,call,full,A talk.", *series], CODES)
    (row,) = table[table["event"] == "call"].itertuples()
    assert row.base_rate == "in 3 of 10 of its other readouts"
    assert row.others == "Two: none of the wordings, in 3 of 10 of its other readouts"


def test_a_confirmed_absence_names_its_reader(made):
    table = made(
        ["one,call,full,War.", "two,call,full,A talk."],
        CODES,
        "event,side,code,by,date\ncall,two,war,AB,2026-11-20\n",
    )
    assert table["others"].tolist() == ["Two: none of the wordings, confirmed by AB, 2026-11-20"]


def test_what_is_confirmed_is_the_absence_and_not_the_near_form(made):
    table = made(
        ["one,call,full,Peace.", "two,call,full,A peaceful end."],
        CODES,
        "event,side,code,by,date\ncall,two,peace,AB,2026-11-20\n",
    )
    assert table["others"].tolist() == ["Two: not in this form; near: peaceful (1), absence confirmed by AB, 2026-11-20"]  # fmt: skip
