"""``python -m readouts.report``: it says what the data are, or all that is wrong with them."""

import shutil
import subprocess
import sys

from conftest import ROOT
from readouts.report.__main__ import main


def test_this_project_s_data_agree_with_their_description(capsys, report):
    assert main() == 0
    printed = capsys.readouterr()
    assert printed.out == (
        f"The data agree with their description: {len(report.corpus.tables)} tables, {len(report.findings)} findings.\n"
    )
    assert printed.err == ""


def test_faults_are_all_told_and_nothing_is_said_to_agree(tmp_path, capsys):
    folder = tmp_path / "data"
    shutil.copytree(ROOT / "data", folder)
    events = (folder / "events.csv").read_text(encoding="utf-8")
    (folder / "events.csv").write_text(
        events.replace("telephone", "telegraph", 1).replace("2022-02-04", "4 February", 1),
        encoding="utf-8",
    )
    assert main(str(folder)) == 1
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "faults in the data" in printed.err
    assert "events.csv" in printed.err and "'telegraph'" in printed.err
    assert "'4 February'" in printed.err


def test_a_folder_that_is_none_is_said_on_the_command_line(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "readouts.report", tmp_path / "nowhere"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1 and "no such file" in done.stderr
    assert "Traceback" not in done.stderr and done.stdout == ""
