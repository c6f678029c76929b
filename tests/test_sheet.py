"""The sheet of drafts: what is written is read again, whatever a spreadsheet made of it, and what is wrong is told at once."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from readouts.corpus.datapackage import DataError
from readouts.draft import sheet
from readouts.draft.columns import COLUMNS, CONFIRMED, Draft, Near, Speaker

ABOUT = ["Drafts by rules, version 1", "Fill in the yellow cells: ok, none, or the right value"]


def drafts() -> list[Draft]:
    said = Draft(
        "north-1-1-1", "north-1", "north", "call", "2024-03-01", "en", "Minister Oda stressed the border.", "north-1-1", 0, 33,
        "Oda", "stressed", "assertive", "active", "border", (Near("south-1-1-2", 0.8312, "欧达部长强调边界。"),),
        "speaker=subject; nearest=words",
    )  # fmt: skip
    odd = said._replace(sentence_id="north-1-1-2", text="=1+1 is, said \"she\"; no sum", nearest=())  # fmt: skip
    other = said._replace(sentence_id="south-1-1-2", document_id="south-1", side="south", text="欧达部长强调边界。", nearest=())  # fmt: skip
    return [said, odd, other]


def written(tmp_path: Path, name: str = "sheet.csv", **options) -> Path:
    path = tmp_path / name
    sheet.write(path, drafts(), ABOUT, [Speaker("Oda", "north", ("Oda", "Odas"), 2)], **options)
    return path


def as_a_spreadsheet_saves_it(path: Path, **cells: dict[str, str]) -> Path:
    """The same with semicolons, a mark of order, decimal commas, the head cut at commas, columns in another order, one more."""
    rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"))))
    head = [row for row in rows if row[0].startswith("# ")]
    table = [dict(zip(rows[len(head)], row)) for row in rows[len(head) + 1 :]]
    columns = [*reversed(COLUMNS), "my own"]
    for row in table:
        row |= {"my own": "x"} | cells.get(row["sentence_id"].replace("-", "_"), {})
        row["nearest_1_similarity"] = row["nearest_1_similarity"].replace(".", ",")
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerows([*row, *[""] * (len(columns) - len(row))] for row in head)
    writer.writerow(columns)
    writer.writerows([row.get(name, "") for name in columns] for row in table)
    saved = path.with_name("saved.csv")
    saved.write_text(text.getvalue(), "utf-8-sig", newline="")
    return saved


@pytest.mark.parametrize("name", ["sheet.csv", "sheet.xlsx"])
def test_what_is_written_is_read_again(tmp_path, name):
    path = written(tmp_path, name)
    assert sheet.read(path) == [draft.row() for draft in drafts()]
    assert sheet.read_about(path) == ABOUT


def test_what_a_spreadsheet_saved_is_read_as_before(tmp_path):
    path = as_a_spreadsheet_saves_it(written(tmp_path))
    assert [{name: row[name] for name in COLUMNS} for row in sheet.read(path)] == [draft.row() for draft in drafts()]  # fmt: skip
    assert {row["my own"] for row in sheet.read(path)} == {"x"}
    assert sheet.read_about(path) == ABOUT


def test_a_blind_sheet_has_no_draft(tmp_path):
    rows = sheet.read(written(tmp_path, blind=True))
    assert [row["text"] for row in rows] == [draft.text for draft in drafts()]
    shown = ("sentence_id", "document_id", "side", "event", "date", "language", "text")
    assert {cell for row in rows for name, cell in row.items() if name not in shown} == {""}


@pytest.mark.parametrize("name", ["speakers.csv", "sheet.xlsx"])
def test_speakers_are_read_again(tmp_path, name):
    speakers = [Speaker("Oda", "north", ("Oda", "Odas"), 2), Speaker("Ямада", "", ("Ямада",), 0)]
    if name.endswith("csv"):
        sheet.write_speakers(tmp_path / name, speakers)
    else:
        sheet.write(tmp_path / name, drafts(), ABOUT, speakers)
    assert sheet.read_speakers(tmp_path / name) == speakers


def test_what_a_person_wrote_is_put_into_one_form(tmp_path):
    cells = {"speaker_confirmed": " OK ", "stance_confirmed": "Factive", "coder": "AB ", "coded_on": "27.11.2026", "counterpart_confirmed": "south-1-1-2"}  # fmt: skip
    row = sheet.read(as_a_spreadsheet_saves_it(written(tmp_path), north_1_1_1=cells))[0]
    assert [row[name] for name in cells] == ["ok", "factive", "AB", "2026-11-27", "south-1-1-2"]


def test_all_faults_are_told_at_once(tmp_path):
    path = as_a_spreadsheet_saves_it(
        written(tmp_path),
        north_1_1_1={"stance_confirmed": "loud", "coder": "AB", "topics_confirmed": "border; moon"},
        north_1_1_2={"speaker_confirmed": "ok", "coded_on": "sometime"},
        south_1_1_2={"agency": "", "agency_confirmed": "ok", "coder": "AB", "counterpart_confirmed": "south-1-1-2; nowhere"},
    )  # fmt: skip
    with pytest.raises(DataError) as error:
        sheet.read(path, codes=["border"])
    told = {(fault.row, fault.column) for fault in error.value.faults}
    assert told == {
        (4, "stance_confirmed"),
        (4, "topics_confirmed"),
        (5, "coder"),
        (5, "coded_on"),
        (6, "agency_confirmed"),
        (6, "counterpart_confirmed"),
    }
    assert sum(fault.column == "counterpart_confirmed" for fault in error.value.faults) == 2
    assert all(fault.found and fault.expected for fault in error.value.faults)


def test_missing_columns_are_named(tmp_path):
    (tmp_path / "sheet.csv").write_text("sentence_id,text\na-1,words\n", encoding="utf-8")
    with pytest.raises(DataError, match="speaker_confirmed") as error:
        sheet.read(tmp_path / "sheet.csv")
    assert {fault.column for fault in error.value.faults} == {*CONFIRMED, "coder"}


@pytest.mark.parametrize("text", ["a,b\n1,2\n", '# head\nsentence_id,coder\n"open', ""])
def test_what_is_no_sheet_is_a_fault(tmp_path, text):
    (tmp_path / "sheet.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DataError):
        sheet.read(tmp_path / "sheet.csv")
    with pytest.raises(DataError, match="no such file"):
        sheet.read(tmp_path / "none.csv")


def test_a_sheet_is_called_csv_or_xlsx(tmp_path):
    with pytest.raises(ValueError, match=r"\.csv or \.xlsx"):
        sheet.write(tmp_path / "sheet.ods", drafts(), ABOUT)


@settings(max_examples=30, deadline=None)
@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=40))
def test_no_cell_is_changed_by_a_csv(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("sheet") / "sheet.csv"
    draft = drafts()[0]._replace(text=text, speaker=f"-{text}")
    sheet.write(path, [draft], ABOUT)
    assert sheet.read(path) == [draft.row()]
