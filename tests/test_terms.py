"""Terms in full texts that were counted string by string."""

from readouts.report import terms
from readouts.report.chapters import present
from readouts.report.exhibits.terms import chinese_terms


def test_the_chapter_makes_no_finding_of_its_own(report):
    assert list(terms.findings(report.context)) == []


def test_it_is_there_where_names_were_read():
    assert "terms" in [chapter.name for chapter in present(terms.NEEDS)]
    assert "terms" not in [chapter.name for chapter in present(())]


def test_each_cell_is_a_count_of_the_data_and_leads_to_its_finding(report):
    settings, table = report.settings, chinese_terms(report)
    counted = report.table(settings.series.table("terms")).set_index(["term", "event_date"])
    months = {f"{date:%B}".lower(): date for date in settings.calls}
    assert list(table.columns)[2:] == list(months)
    for row, cells in zip(table.data.to_dict("records"), table.cells(), strict=True):
        for month, cell in zip(months, cells[2:], strict=True):
            count = counted.at[(row["term"], months[month]), "frequency"]
            assert row[month] == count and cell["text"] == str(count)
            assert report.findings[cell["finding"]].value == count


def test_every_term_of_the_data_has_a_row_and_its_english(report):
    table = chinese_terms(report).published
    counted = report.table(report.settings.series.table("terms"))
    assert list(table["term"]) == list(counted["term"].unique())
    assert table["english"].notna().all() and (table["english"].str.len() > 1).all()
