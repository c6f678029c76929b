"""The command `readouts`: its list of commands, how it ends, and what it imports."""

import bz2
import importlib
import os
import shlex
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command_line import OURS, SIDES, device, fault
from readouts.__main__ import COMMANDS, main, usage


def test_a_reader_that_has_seen_enough_is_no_fault(folder):
    (folder / "many.csv").write_text(
        "text\n" + "\n".join(f"word{number} peace" for number in range(20_000))
    )
    line = f"{shlex.quote(sys.executable)} -m readouts count many.csv --what words | head -2"
    done = subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"], capture_output=True, text=True, timeout=60
    )
    assert (
        done.returncode == 0
        and len(done.stdout.splitlines()) == 2
        and "Traceback" not in done.stderr
        and "BrokenPipe" not in done.stderr
    )


def test_control_c_leaves_nothing_half_written(folder):
    code = (
        "import sys, time\nfrom readouts.cli import reading\nfrom readouts.corpus.document import Document\n"
        "def read(arguments, further=False):\n    yield Document('a', 'peace ' * 100)\n    print('reading', flush=True)\n    time.sleep(60)\n"
        "reading.read = read\nfrom readouts.__main__ import main\nsys.exit(main(sys.argv[1:]))"
    )
    for options in (["--out", "spans.csv"], ["--store", "kept"]):
        child = subprocess.Popen(
            [sys.executable, "-c", code, "count", "calls.csv", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        try:
            assert child.stdout.readline() == "reading\n"
            time.sleep(0.2)
            child.send_signal(signal.SIGINT)
            _, told = child.communicate(timeout=30)
        finally:
            child.kill()
        assert (
            child.returncode == 130
            and told.endswith("readouts: interrupted; nothing half-written is left\n")
            and "Traceback" not in told
        )
        assert sorted(os.listdir(folder)) == ["calls.csv", "codebook.csv"]


def test_errors_of_the_system_name_what_the_user_named(folder, capsys):
    assert (
        fault(capsys, "count", "calls.csv", "--out", "nowhere/counts.csv")
        == "readouts: nowhere/counts.csv: there is no such folder to write to\n"
    )
    assert fault(capsys, "count", "calls.csv", "--store", "nowhere/kept").endswith(
        "readouts: nowhere/kept: No such file or directory\n"
    )
    (folder / "damaged.csv.bz2").write_bytes(
        bz2.compress(b"side,text\nnorth,peace\n" * 1000)[:60] + b"nothing" * 9
    )
    assert "damaged.csv.bz2: found a damaged bzip2 file" in fault(
        capsys, "check", "damaged.csv.bz2"
    )


# As Python prints where nobody has set otherwise.
BUFFERED = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_a_full_disk_is_named(folder):
    full = device(folder, "full", 7)
    for options, named in (
        (f"check calls.csv --out {full}", full),
        ("check calls.csv > /dev/full", "standard output"),
        ("--help > /dev/full", "standard output"),
    ):
        done = subprocess.run(
            ["bash", "-c", f"{shlex.quote(sys.executable)} -m readouts {options}"],
            capture_output=True,
            text=True,
            timeout=60,
            env=BUFFERED,
        )
        assert done.returncode == 1 and done.stderr.endswith(
            f"readouts: {named}: No space left on device\n"
        )
    assert stat.S_ISCHR(os.stat(full).st_mode)


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full here")
def test_what_a_full_disk_did_not_take_changes_no_exit_code(folder):
    """Python keeps what it could not write, fails on it again at its end, and would end with 120."""
    printing = (
        "import sys\nfrom readouts import __main__ as command\n"
        "def run(argv):\n    print('half a line', end='')\n    open('nowhere/counts.csv', 'w')\n"
        "command._run = run\nsys.exit(command.main([]))"
    )
    done = subprocess.run(
        ["bash", "-c", f"{shlex.quote(sys.executable)} -c {shlex.quote(printing)} > /dev/full"],
        capture_output=True,
        text=True,
        timeout=60,
        env=BUFFERED,
    )
    assert done.stderr == "readouts: nowhere/counts.csv: No such file or directory\n"
    assert done.returncode == 1


@pytest.mark.parametrize(
    ("how", "code"),
    [
        (signal.SIGTERM, 143),
        pytest.param(signal.SIGHUP, 129, marks=pytest.mark.slow),
        pytest.param(signal.SIGKILL, -9, marks=pytest.mark.slow),
    ],
)
def test_a_run_that_is_ended_leaves_nothing_or_what_the_next_one_removes(folder, how, code):
    slow = (
        "import sys, time\nfrom readouts.cli import reading\nfrom readouts.corpus.document import Document\n"
        "def read(arguments, further=False):\n    for number in range(10**9):\n        yield Document(str(number), 'peace')\n        if number == 30_000:\n            print('reading', flush=True)\n"
        "            time.sleep(60)\nreading.read = read\nfrom readouts.__main__ import main\nsys.exit(main(sys.argv[1:]))"
    )
    child = subprocess.Popen(
        [
            sys.executable,
            "-c",
            slow,
            "count",
            "calls.csv",
            "--engine",
            "plain",
            "--out",
            "counts.csv",
        ],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert child.stdout.readline() == "reading\n"
        (half,) = Path().glob(".*.partial")
        assert half.stat().st_size > 0
        child.send_signal(how)
        _, told = child.communicate(timeout=30)
    finally:
        child.kill()
    assert child.returncode == code
    if how != signal.SIGKILL:
        assert (
            told.endswith("readouts: interrupted; nothing half-written is left\n")
            and "Traceback" not in told
        )
    else:
        assert len([name for name in os.listdir(folder) if name.endswith(".partial")]) == 1
        assert main(["count", "calls.csv", "--out", "others.csv"]) == 0
    assert set(os.listdir(folder)) <= {"calls.csv", "codebook.csv", "others.csv"}


def test_a_handler_of_another_program_is_its_own_again(folder, capsys):
    before = signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP)
    assert main(["count", "calls.csv"]) == 0
    assert (signal.getsignal(signal.SIGTERM), signal.getsignal(signal.SIGHUP)) == before


def test_the_list_of_commands_is_that_of_the_modules():
    for name in OURS:
        module = importlib.import_module(f"readouts.cli.{name}")
        assert (
            callable(module.parser)
            and callable(module.run)
            and module.parser().prog == f"readouts {name}"
        )
    assert set(OURS) < set(COMMANDS) and all(name in usage() for name in COMMANDS)


def test_without_arguments_it_greets_with_commands_to_begin_with(folder, capsys):
    assert main([]) == 0
    greeting = capsys.readouterr().out
    begin = [line.split("  ")[1] for line in greeting.splitlines() if line.startswith("  ")]
    assert [shlex.split(line)[1] for line in begin] == ["check", "concordance", "create"]
    for line in begin:  # each runs as it stands there
        assert main(shlex.split(line)[1:]) == 0, line


def test_an_unknown_command_is_wrong_use(capsys):
    assert (
        fault(capsys, "comprae", code=2)
        == "readouts: no command 'comprae'; did you mean `readouts compare`?\n"
    )
    assert fault(capsys, "xyz", code=2).endswith("; `readouts --help` lists the commands\n")


HEAVY = {
    "pandas",
    "matplotlib",
    "scipy",
    "sphinx",
    "nltk",
    "numba",
    "llvmlite",
    "pyarrow",
    "myst_nb",
    "jupyter_book",
    "openpyxl",
    "tqdm",
    "dask",
    "shtab",
}


MAY_IMPORT = {
    (): set(),
    ("--help",): set(),
    ("--version",): set(),
    ("count", "--help"): set(),
    ("compare", "--help"): set(),
    ("concordance", "calls.csv", "crisis"): set(),
    ("code", "calls.csv", "--codebook", "codebook.csv"): set(),
    ("count", "calls.csv"): set(),
    ("count", "calls.csv", "--what", "words"): set(),
    ("count", "calls.csv", "--what", "codes", "--codebook", "codebook.csv"): set(),
    ("compare", "calls.csv", *SIDES): {"numpy"},
    ("count", "calls.csv", "--engine", "numpy"): {"numpy"},
    ("count", "calls.csv", "--store", "kept"): None,
}


@pytest.mark.parametrize("command", MAY_IMPORT, ids=" ".join)
def test_no_command_imports_what_it_does_not_use(folder, command):
    code = (
        "import sys\nfrom readouts.__main__ import main\ntry:\n    main(sys.argv[1:])\nexcept SystemExit:\n    pass\n"
        "print('\\n' + ' '.join({name.partition('.')[0] for name in sys.modules}))"
    )
    if (
        MAY_IMPORT[command] is None
    ):  # numba, which compiles the loops once, imports whatever it likes
        subprocess.run(
            [sys.executable, "-m", "readouts", *command[:-1], "another"],
            capture_output=True,
            timeout=120,
            check=True,
        )
    done = subprocess.run(
        [sys.executable, "-c", code, *command],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    imported = set(done.stdout.splitlines()[-1].split())
    allowed = MAY_IMPORT[command]
    if (
        allowed is None
    ):  # a store is written by the compiled loops where numba is there, loaded without it
        assert imported & HEAVY <= {"llvmlite"}
    else:
        assert imported & (HEAVY | {"numpy"}) == allowed


@pytest.mark.slow
def test_help_takes_less_than_a_fifth_of_the_import_of_pandas():
    """In processor time, the least of five runs of each: what else the machine does then matters least."""

    def least(*command):
        def once():
            before = os.times()
            subprocess.run([sys.executable, *command], capture_output=True, check=True, timeout=60)
            after = os.times()
            return (
                after.children_user
                + after.children_system
                - before.children_user
                - before.children_system
            )

        return min(once() for _ in range(5))

    empty = least("-c", "")
    assert least("-m", "readouts", "--help") - empty < (least("-c", "import pandas") - empty) / 5
