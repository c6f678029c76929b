"""The sheet as a workbook: what a person may choose from."""

import pytest
from readouts.draft.columns import DRAFTED
from test_sheet import written


def test_a_workbook_offers_what_may_be_chosen(tmp_path):
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(written(tmp_path, "sheet.xlsx"))
    names = [cell.value for cell in book["sentences"][1]]
    offered = {}
    for rule in book["sentences"].data_validations.dataValidation:
        column = next(iter(rule.sqref.ranges)).min_col
        letters, last = rule.formula1.removeprefix("choices!$").split(":$")
        first = book["choices"][letters.replace("$", "")].column
        values = [book["choices"].cell(row, first).value for row in range(1, int(last.split("$")[1]) + 1)]  # fmt: skip
        offered[names[column - 1]] = values
    assert set(offered) == {f"{name}_confirmed" for name in DRAFTED}
    assert offered["speaker_confirmed"] == ["ok", "both", "nobody", "issuer", "Oda"]
    assert "factive" in offered["stance_confirmed"]
