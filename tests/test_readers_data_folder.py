"""A data folder read as its readouts."""

from conftest import ROOT
from made_files import DAY, documents


def test_a_data_folder_is_read_as_its_readouts(tmp_path):
    found = {document.document_id: document for document in documents(ROOT / "data")}
    readout = found["kremlin-2022-06-15-quoted"]
    assert (readout.side, readout.date, readout.event, readout.language, readout.completeness) == (
        "kremlin",
        DAY,
        "2022-06-15",
        "en",
        "excerpts",
    )
    assert len(readout.text.split("\n")) > 1
