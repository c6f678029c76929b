"""The row of a sheet: what is drafted beside empty cells, and in a blind one no draft."""

from invented_drafts import drafts
from readouts.draft.columns import COLUMNS, CONFIRMED, DRAFTED, Near


def test_a_row_has_what_is_drafted_and_empty_cells_beside_it():
    one = drafts("The leaders agreed.")[0]._replace(nearest=(Near("b-1-1", 0.456, "So."),))
    row = one.row()
    assert tuple(row) == COLUMNS
    assert [row[name] for name in DRAFTED] == ["both", "agreed", "commissive", "active", "none"]
    assert {row[name] for name in CONFIRMED} == {""}
    assert (row["nearest_1"], row["nearest_1_similarity"], row["nearest_2"]) == (
        "b-1-1",
        "0.46",
        "",
    )
    blind = one.row(blind=True)
    assert {blind[name] for name in (*DRAFTED, "nearest_1", "drafted_by")} == {""}
    assert blind["text"] == "The leaders agreed."
