"""What the page for reviewers lists: the program behind each exhibit, and how each source is had."""

import re

from conftest import ROOT
from readouts.book import reviewing
from readouts.report import chapters
from small_book import page


def test_the_lines_that_are_named_are_those_of_the_function(report):
    # Under their functions' names, so that none is made.
    shown = {
        (kind, name.replace("_", "-"))
        for kind in ("figure", "table")
        for _, name in chapters.names(f"{kind}s", report.corpus.tables, report.settings)
    }
    found = {key: place for key, *place in reviewing.programs(report, shown)}
    assert set(found) == shown and len(found) > 40
    for (kind, name), (file, first, last) in found.items():
        lines = (ROOT / file).read_text(encoding="utf-8").splitlines()[first - 1 : last]
        assert lines[0] == f"@{kind}" and lines[1].startswith(f"def {name.replace('-', '_')}(")
        # Nothing but white space or a further definition comes after.
        after = (ROOT / file).read_text(encoding="utf-8").splitlines()[last:]
        assert not after or not after[0].startswith(" ")


def test_each_source_says_whether_a_program_gets_it_and_what_rests_on_it(tmp_path, report):
    tree = page(tmp_path, "```{sources}\n```", "nodes", "reviewing", report=report)
    rows = {
        row.td.get_text(): [cell.get_text() for cell in row("td")] for row in tree("tr") if row.td
    }
    table = report.corpus.tables["sources"]
    assert list(rows) == table["title"].tolist()
    by_hand = {title for title, row in rows.items() if row[1] == reviewing.BY_NO_PROGRAM}
    assert by_hand == set(table.loc[table["conversion"] == "by-hand", "title"])
    for row in table.itertuples():
        assert rows[row.title][2].replace("’", "'") == row.licence
        assert rows[row.title][3].split(", ") == row.used_by.split("; ")


def test_what_a_build_takes_is_what_was_measured(tmp_path, report):
    tree = page(tmp_path, "```{effort}\n```", "nodes", "reviewing", report=report)
    rows = [[cell.get_text() for cell in row("td")] for row in tree("tr") if row.td]
    for row, one in zip(rows, report.table("effort").itertuples(), strict=True):
        assert row[:2] == [one.step, str(one.wall_seconds)] and one.machine in row[-1]
        assert row[5] == str(one.disk_mebibytes)


def test_the_page_names_every_module_with_a_seed():
    package = ROOT / "scripts" / "readouts"
    known = {
        path.relative_to(package).as_posix()
        for path in package.rglob("*.py")
        if re.search(r"^(\w+, )*SEED\b.* = ", path.read_text(encoding="utf-8"), re.MULTILINE)
    }
    said = (ROOT / "chapters" / "reviewers.md").read_text(encoding="utf-8")
    assert known == set(re.findall(r"`([\w/]+\.py)`", said))
