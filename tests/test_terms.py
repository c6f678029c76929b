"""Terms in full texts that were counted string by string."""

from types import SimpleNamespace

from readouts.report import terms
from readouts.report.chapters import present
from readouts.report.exhibits.terms import series_terms

PAIR = SimpleNamespace(files=(), focused=True)


def test_the_chapter_makes_no_finding_of_its_own(report):
    assert list(terms.findings(report.context)) == []


def test_it_is_there_where_names_were_read():
    assert "terms" in [chapter.name for chapter in present(terms.NEEDS, PAIR)]
    assert "terms" not in [chapter.name for chapter in present((), PAIR)]


def test_each_cell_is_a_count_of_the_data_and_leads_to_its_finding(report):
    settings, table = report.settings, series_terms(report)
    counted = report.table(settings.series.table("terms")).set_index(["term", "event_date"])
    months = {f"{date:%B}".lower(): date for date in settings.calls}
    assert list(table.columns)[2:] == [*months, "contacts"]
    for row, cells in zip(table.data.to_dict("records"), table.cells(), strict=True):
        *of_texts, of_contacts = cells[2:]
        for month, cell in zip(months, of_texts, strict=True):
            count = counted.at[(row["term"], months[month]), "frequency"]
            assert row[month] == count and cell["text"] == str(count)
            assert report.findings[cell["finding"]].value == count
        if of_contacts.get("finding"):
            assert report.findings[of_contacts["finding"]].value == row["contacts"]


def test_every_term_of_the_data_has_a_row_and_its_english(report):
    table = series_terms(report).published
    counted = report.table(report.settings.series.table("terms"))
    assert list(table["term"]) == list(counted["term"].unique())
    assert table["english"].notna().all() and (table["english"].str.len() > 1).all()
