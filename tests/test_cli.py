"""The commands that count and search, as a person runs them: what they print, what they refuse, what they import."""

import csv
import gc
import importlib
import io
import json
import os
import shlex
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from command_line import CALLS, MANY_CALLS, OURS, SIDES, device, fault, states
from readouts.__main__ import main
from readouts.cli import output

# --- Forms of output, faults, the end ---------------------------------------------------------


def test_a_file_is_written_in_the_form_of_its_name(folder, capsys):
    for name in ("words.csv", "words.json", "words.jsonl"):
        assert main(["count", "calls.csv", "--what", "words", "--out", name]) == 0
    assert capsys.readouterr().out == ""
    found = list(
        csv.DictReader(io.StringIO((folder / "words.csv").read_text(encoding="utf-8"), newline=""))
    )
    whole = json.loads((folder / "words.json").read_text(encoding="utf-8"))
    assert whole == [
        json.loads(line)
        for line in (folder / "words.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    assert [row["word"] for row in found] == [row["word"] for row in whole] and len(found) > 20


def test_a_faulty_corpus_leaves_no_output(folder, capsys):
    (folder / "bad.jsonl").write_text('{"text": "a"}\n{"text": \n')
    (folder / "out.csv").write_text("before")
    message = fault(capsys, "count", "bad.jsonl", "--out", "out.csv", "--force")
    assert "bad.jsonl, row 2" in message and (folder / "out.csv").read_text() == "before"
    assert sorted(os.listdir(folder)) == ["bad.jsonl", "calls.csv", "codebook.csv", "out.csv"]
    assert "no-such.csv" in fault(capsys, "count", "no-such.csv")


# --- What may be written to -----------------------------------------------------------------------


def other_names(folder, name):
    """Names by which a file of a folder may be called too."""
    (folder / "below").mkdir()
    (folder / "link.csv").symlink_to(name)
    os.link(folder / name, folder / "hard.csv")
    return [name, f"./{name}", f"below/../{name}", str(folder / name), "link.csv", "hard.csv"]


@pytest.mark.parametrize("read", ["calls.csv", "codebook.csv"])
@pytest.mark.parametrize(
    "command",
    [
        ["count", "calls.csv", "--what", "codes", "--codebook", "codebook.csv"],
        ["code", "calls.csv", "--codebook", "codebook.csv"],
        ["compare", "calls.csv", *SIDES, "--frames", "--codebook", "codebook.csv"],
        ["check", "calls.csv"],
        ["concordance", "calls.csv", "crisis"],
    ],
    ids=lambda command: command[0],
)
def test_no_file_that_is_read_is_written_to(folder, capsys, command, read):
    if read not in command:
        return
    for out in other_names(folder, read):
        before = states(folder)
        for force in ([], ["--force"]):
            assert f"--out {Path(out)}: this file is read by the command" in fault(
                capsys, *command, "--out", out, *force
            )
        assert states(folder) == before


def test_no_file_of_a_folder_that_is_read_is_written_to(folder, capsys):
    (folder / "texts").mkdir()
    for side in ("north", "south"):
        (folder / "texts" / f"{side}.txt").write_text("War and peace.")
    (folder / "texts" / "manifest.csv").write_text("file,side\nnorth.txt,n\nsouth.txt,s\n")
    (folder / "texts" / "counts.csv").write_text("mine")
    (folder / "book").mkdir()
    (folder / "codebook.csv").rename(folder / "book" / "patterns.csv")
    for out in ("texts/north.txt", "texts/manifest.csv"):
        assert "is read by the command" in fault(capsys, "count", "texts", "--out", out, "--force")
    assert "is read by the command" in fault(
        capsys, "code", "texts", "--codebook", "book", "--out", "book/patterns.csv", "--force"
    )
    assert (
        main(["count", "texts", "--out", "texts/counts.csv", "--force"]) == 0
    )  # which is no text of the corpus
    assert main(["count", "texts", "--store", "kept"]) == 0
    capsys.readouterr()
    assert "is read by the command" in fault(
        capsys, "count", "texts", "--store", "kept", "--out", "kept", "--force"
    )


def test_no_table_of_a_data_folder_that_is_read_is_written_to(folder, capsys):
    assert main(["create", "mine"]) == 0
    capsys.readouterr()
    before = states(folder)
    for out in ("mine/data/readouts.csv", "mine/data/datapackage.json", "mine/data/segments.csv"):
        assert "is read by the command" in fault(
            capsys, "count", "mine/data", "--out", out, "--force"
        )
    assert states(folder) == before


@pytest.mark.parametrize(
    "out", ["words.csv", "words.json", "words.jsonl", "words.txt", "words.parquet"]
)
def test_a_command_may_be_run_again_and_a_file_that_is_no_output_is_left(folder, capsys, out):
    if out.endswith("parquet"):
        pytest.importorskip("pyarrow")
    command = ["compare", "calls.csv", *SIDES, "--out", out]
    assert main(command) == 0
    first = (folder / out).read_bytes()
    assert (
        main(command) == main([*command, "--top", "2"]) == 0
        and (folder / out).read_bytes() != first
    )
    capsys.readouterr()
    for content in (b"word,frequency\nmine,1\n", b"mine", b"[]", b"{}\n", b"\xff\xfe", first[:20]):
        (folder / out).write_bytes(content)
        assert f"--out {out}: a file is there that is no earlier output" in fault(capsys, *command)
        assert (folder / out).read_bytes() == content
    assert main([*command, "--force"]) == 0 and (folder / out).read_bytes() == first
    (folder / out).write_bytes(b"")
    assert main(command) == 0 and (folder / out).read_bytes() == first


@pytest.mark.parametrize("format", ["csv", "json", "jsonl", "table"])
def test_an_output_without_rows_is_known_again(folder, capsys, format):
    command = ["concordance", "calls.csv", "zzz", "--format", format, "--out", "lines"]
    assert main(command) == main(command) == 0
    assert (
        main(["concordance", "calls.csv", "crisis", "--format", format, "--out", "lines"])
        == main(command)
        == 0
    )


def test_a_write_protected_file_and_a_folder_are_left(folder, capsys):
    (folder / "kept.csv").write_text("mine")
    (folder / "kept.csv").chmod(0o444)
    (folder / "below").mkdir()
    assert "kept.csv: the file is write-protected" in fault(
        capsys, "count", "calls.csv", "--out", "kept.csv", "--force"
    )
    assert "below: found a folder" in fault(
        capsys, "count", "calls.csv", "--out", "below", "--force"
    )
    assert (folder / "kept.csv").read_text() == "mine"


def test_a_pipe_a_device_and_a_dash_are_written_to(folder, capfd):
    os.mkfifo("pipe")
    null = device(folder, "null", 3)
    reader = subprocess.Popen(["cat", "pipe"], stdout=subprocess.PIPE)
    assert main(["count", "calls.csv", "--what", "words", "--out", "pipe"]) == 0
    given, _ = reader.communicate(timeout=30)
    assert main(["count", "calls.csv", "--what", "words"]) == 0
    assert capfd.readouterr().out.encode() == given != b""
    for out in ("-", "/dev/fd/1", "/proc/self/fd/1"):
        assert main(["count", "calls.csv", "--what", "words", "--out", out]) == 0
        assert capfd.readouterr().out.encode() == given
    assert main(["count", "calls.csv", "--out", null]) == 0
    assert stat.S_ISFIFO(os.stat("pipe").st_mode) and stat.S_ISCHR(os.stat(null).st_mode)
    assert sorted({*os.listdir(folder)} - {"null"}) == ["calls.csv", "codebook.csv", "pipe"]
    assert [
        output._descriptor(Path(name))
        for name in ("-", "/dev/stdout", "/dev/stderr", "/dev/fd/3", "x")
    ] == [1, 1, 2, 3, None]


def test_what_a_shell_has_opened_is_added_to_and_a_corpus_comes_from_no_pipe(folder):
    line = f"{shlex.quote(sys.executable)} -m readouts count calls.csv"
    done = subprocess.run(
        [
            "bash",
            "-c",
            f"echo first > all; {line} --out /dev/fd/1 >> all; {line} --out >(cat > given)",
        ],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0 and (folder / "all").read_text().startswith("first\ndocument_id,")
    done = subprocess.run(
        ["bash", "-c", f"{shlex.quote(sys.executable)} -m readouts check <(cat calls.csv)"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1 and "found a pipe; expected a file or a folder" in done.stderr
    done = subprocess.run(
        [sys.executable, "-m", "readouts", "check", "/dev/null"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1 and "/dev/null: found a device" in done.stderr


# --- Help and imports ---------------------------------------------------------------------------


def examples(name):
    """The commands among the examples of a command's help."""
    parser = importlib.import_module(f"readouts.cli.{name}").parser()
    return [
        shlex.split(line)[1:]
        for line in parser.epilog.splitlines()
        if line.startswith("  readouts ")
    ]


@pytest.mark.parametrize("name", OURS)
def test_the_examples_of_the_help_run(folder, capsys, name):
    assert len(examples(name)) >= 3
    # The sides are invented in the help, and are those of the folder here.
    calls = CALLS.replace("kremlin", "north").replace("whitehouse", "south")
    calls = MANY_CALLS if name == "compare" else calls
    (folder / "calls.csv").write_text(calls, encoding="utf-8")
    for command in examples(name):
        assert main(command) == 0, command
        out = capsys.readouterr().out
        written = [command[place + 1] for place, word in enumerate(command) if word == "--out"]
        assert bool(out) != bool(written) and all(
            (folder / file).stat().st_size for file in written
        )


@pytest.mark.parametrize("name", OURS)
def test_help_explains_and_ends_with_0(capsys, name):
    with pytest.raises(SystemExit) as stop:
        main([name, "--help"])
    printed = capsys.readouterr().out
    assert stop.value.code == 0 and "examples:" in printed and "CORPUS" in printed


@pytest.mark.parametrize("arguments", ["count calls.csv", "count missing.csv"])
def test_the_collector_of_cycles_is_back_after_the_work(folder, arguments):
    main(arguments.split())
    assert gc.isenabled()
