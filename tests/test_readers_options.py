"""What a user says of a corpus."""

import pytest
from readouts import readers


def test_a_column_and_a_value_for_all_are_one_too_many(tmp_path):
    with pytest.raises(ValueError, match="--side names a column and --side-is a value for all"):
        readers.read(tmp_path, side="side", side_is="north")
