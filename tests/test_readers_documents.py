"""Documents, streamed from a table of any form, and its faults after them."""

import subprocess
import sys

import pytest
from readouts import readers
from readouts.corpus.datapackage import DataError


def test_faults_of_all_rows_come_together_and_after_the_documents(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(
        "text,date,language,completeness\nOne.,2022-02-30,en,full\nTwo.,03/04/2022,the language,full\nThree.,2022-06-15,en,some of it\nFour\n",
        encoding="utf-8",
    )
    seen, reading = [], readers.read(path)
    with pytest.raises(DataError) as error:
        seen += [document for document in reading]
    assert [(fault.row, fault.column, fault.found) for fault in error.value.faults] == [
        (2, "date", "'2022-02-30'"),
        (3, "date", "'03/04/2022'"),
        (3, "language", "'the language'"),
        (4, "completeness", "'some of it'"),
        (5, "", "1 cells"),
    ]
    assert "--date-format day-first" in error.value.faults[1].expected
    assert len(list(zip(range(3), reading))) == 3, (
        "documents are given before the faults of the last row are known"
    )


def test_only_what_a_form_needs_is_imported(tmp_path):
    path = tmp_path / "a.csv"
    path.write_text("text,side\nThey spoke.,north\n", encoding="utf-8")
    code = "import sys; from readouts import readers; list(readers.read(sys.argv[1])); print(*sorted(sys.modules))"
    modules = subprocess.run(
        [sys.executable, "-c", code, path], capture_output=True, text=True, check=True, timeout=60
    ).stdout.split()
    assert not {
        "pandas",
        "numpy",
        "pyarrow",
        "openpyxl",
        "yaml",
        "markdown_it",
        "babel",
    } & set(modules)
