"""What a corpus gives to a book: of a data folder its further tables, its codebook and its settings, and what is left there is named."""

import northland
from readouts import readers
from readouts.create.given import example, given


def read(folder):
    return readers.read(folder, further=True)


def test_of_a_data_folder_all_tables_and_settings_are_given(tmp_path):
    data = northland.write(tmp_path / "data")
    (data / "notes.txt").write_text("mine", encoding="utf-8")
    found = given(read(data))
    assert set(found.tables) == set(northland.tables()) and found.has_codebook
    assert found.settings == {"report.yml": (data / "report.yml").read_bytes()}
    assert found.notices == [f"not taken over from {data}: notes.txt"]
    assert all(
        isinstance(cell, str)
        for rows in found.tables.values()
        for row in rows
        for cell in row.values()
    )


def test_a_folder_without_patterns_has_no_codebook_and_a_part_of_one_is_filled_up(tmp_path):
    assert not given(read(northland.write(tmp_path / "none", without=("patterns",)))).has_codebook
    # Patterns and codes without frames are a codebook, and a book needs its frames.
    part = northland.write(tmp_path / "part", without=("frames",))
    found = given(read(part))
    assert found.has_codebook and {row["frame"] for row in found.tables["frames"]} == {
        "hope",
        "goods",
    }


def test_a_corpus_of_another_form_gives_what_its_texts_are():
    found = given(example())
    assert set(found.tables) == {"sides", "events", "readouts", "segments"}
    assert not found.has_codebook and found.settings == {} and found.described == {}
