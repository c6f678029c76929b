"""ZIP and tar are read as the folders that are in them."""

import io
import tarfile
import zipfile

import pytest
from made_files import documents, fault
from readouts import readers

TEXTS = {
    "corpus/north_2022-06-15.txt": "They spoke.",
    "corpus/south_2022-06-15.txt": "They talked.",
}


def as_zip(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return path


def as_tar(path, files, mode="w:gz"):
    with tarfile.open(path, mode) as archive:
        for name, text in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(text)
            archive.addfile(member, io.BytesIO(text.encode()))
    return path


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz", "a.tar", "a"])
def test_texts_in_an_archive(tmp_path, name):
    made = (
        as_tar(tmp_path / name, TEXTS, "w:gz" if name.endswith("gz") else "w")
        if "tar" in name
        else as_zip(tmp_path / name, TEXTS | {"__MACOSX/x": "y"})
    )
    assert [(one.side, str(one.date), one.text) for one in documents(made)] == [
        ("north", "2022-06-15", "They spoke."),
        ("south", "2022-06-15", "They talked."),
    ]


def test_a_table_in_an_archive_says_so(tmp_path):
    path = as_zip(tmp_path / "a.csv.zip", {"a.csv": "side,text\nA,They spoke.\n"})
    assert readers.read(path).guess[0] == "form: ZIP archive: CSV"
    assert [one.text for one in readers.read(path)] == ["They spoke."]


def test_nothing_is_written_outside(tmp_path):
    path = as_tar(tmp_path / "a.tar", {"../../evil.txt": "They spoke."}, "w")
    assert "damaged or locked" in fault(path).found
    assert not (tmp_path.parent / "evil.txt").exists()


def test_what_unpacks_without_end_and_what_breaks_off(tmp_path):
    path = as_zip(tmp_path / "a.zip", {"a.txt": "a" * 80 * 2**20})
    assert "unpacks to" in fault(path).found
    path.write_bytes(path.read_bytes()[:-30])
    assert "damaged" in fault(path).found


def test_names_in_an_encoding_that_zip_does_not_tell(tmp_path):
    path = as_zip(
        tmp_path / "a.zip", {"RRRRRR_2022-06-15.txt": "One.", "KKKKK_2022-06-15.txt": "Two."}
    )
    data = path.read_bytes()
    for letters, name in ((b"RRRRRR", "Россия"), (b"KKKKK", "Китай")):
        data = data.replace(letters, name.encode("cp866"))
    path.write_bytes(data)
    assert sorted(one.side for one in documents(path)) == ["Китай", "Россия"]


def test_an_archive_without_texts_is_called_by_its_own_name(tmp_path):
    path = as_zip(tmp_path / "a.zip", {"picture.png": "x"})
    found = fault(path)
    assert found.file == "a.zip" and "picture.png" in found.found
