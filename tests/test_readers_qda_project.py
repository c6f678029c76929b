"""A project of REFI-QDA as a corpus: its texts, whatever case its paths are in; damaged ones are named."""

import zipfile

import pytest
from readouts import readers
from readouts.corpus.datapackage import DataError
from readouts.readers import opening

PROJECT = """<Project xmlns="urn:QDA-XML:project:1.0"><Sources>
<TextSource guid="s1" name="Call" plainTextPath="internal://S1.TXT"/>
<TextSource guid="s2"><PlainTextContent>They met.</PlainTextContent></TextSource>
<PDFSource guid="s3" name="Page"><Representation guid="s4" name="Page" plainTextPath="internal://none.txt"/></PDFSource>
</Sources></Project>"""


def project(path, parts):
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return path


def test_the_texts_are_a_corpus(tmp_path):
    path = project(
        tmp_path / "a.qdpx", {"project.qde": PROJECT, "sources/s1.txt": "\ufeffThey spoke."}
    )
    reading = readers.read(path)
    assert [(one.document_id, one.text) for one in reading] == [
        ("Call", "They spoke."),
        ("s2", "They met."),
    ]
    assert any("not read: codes and coded stretches" in line for line in reading.guess)


@pytest.mark.parametrize("xml", ["<Project", "", "<Project/>"])
def test_a_damaged_one_is_named(tmp_path, xml):
    path = project(tmp_path / "a.qdpx", {"project.qde": xml})
    with pytest.raises(DataError, match="a damaged project|no text in any row"):
        list(readers.read(path))


def test_one_that_unpacks_without_end_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(opening, "UNPACKED_FREELY", 1000)
    path = tmp_path / "a.qdpx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("project.qde", PROJECT)
        archive.writestr("sources/s1.txt", "a" * 10_000_000)
    with pytest.raises(DataError, match="unpacks without end"):
        list(readers.read(path))
