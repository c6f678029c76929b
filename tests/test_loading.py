"""The report of a data folder, loaded, or all that is wrong with it."""

import pytest
from any_report import load, said
from readouts.corpus.datapackage import DataError
from readouts.report import loading


def test_a_readout_without_a_word_is_refused(tmp_path):
    load(tmp_path, [said("North", "War."), said("South", "Peace.")])
    rows = (tmp_path / "segments.csv").read_text("utf-8").replace("Peace.", "...")
    (tmp_path / "segments.csv").write_text(rows, "utf-8")
    with pytest.raises(
        DataError,
        match="readouts.csv, row 3, column 'readout_id': found 'south-2020-03-04'; expected a readout with at least one word",
    ):
        loading._load.__wrapped__(tmp_path)
