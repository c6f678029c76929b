"""Faults of a corpus: kept in bounded memory, and shown in one line."""

import pytest
from made_files import documents
from readouts.corpus.datapackage import DataError


def test_millions_of_faults_are_counted_and_not_kept(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,date\n" + "One.,someday\n" * 3000, encoding="utf-8")
    with pytest.raises(DataError) as error:
        documents(path)
    assert str(error.value).startswith("3,000 faults in the data:\n") and str(error.value).endswith(
        "\n  and 2,950 more"
    )
    assert len(error.value.faults) == 1000
