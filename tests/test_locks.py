"""Locks: one run at a time, the lock says whose it is, and that of a dead process is nobody's."""

import json
import os
import signal
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from readouts import locks

HOLDING = """
import sys
from pathlib import Path
from readouts import locks
with locks.held(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


def holding(folder: Path) -> subprocess.Popen:
    """A process that holds the lock of a folder until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    return process


def test_a_second_run_is_refused_and_told_who_is_at_work(tmp_path):
    process = holding(tmp_path)
    try:
        about = json.loads((tmp_path / locks.NAME).read_text())
        assert (
            about["pid"] == process.pid
            and about["host"] == socket.gethostname()
            and about["since"].endswith("+00:00")
        )
        with (
            pytest.raises(
                locks.Held,
                match=f"process {process.pid} on {socket.gethostname()} since {about['since'][:4]}",
            ),
            locks.held(tmp_path),
        ):
            pass
        assert json.loads((tmp_path / locks.NAME).read_text()) == about
    finally:
        process.communicate(timeout=60)
    assert process.returncode == 0 and os.listdir(tmp_path) == []
    with locks.held(tmp_path):
        pass


def test_the_lock_of_a_dead_process_is_taken_over(tmp_path):
    process = holding(tmp_path)
    process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)
    assert json.loads((tmp_path / locks.NAME).read_text())["pid"] == process.pid
    with locks.held(tmp_path):
        assert json.loads((tmp_path / locks.NAME).read_text())["pid"] == os.getpid()
    assert os.listdir(tmp_path) == []


def test_the_lock_is_let_go_after_a_fault(tmp_path):
    with pytest.raises(KeyboardInterrupt), locks.held(tmp_path):
        raise KeyboardInterrupt
    assert os.listdir(tmp_path) == []


def test_a_lock_that_is_removed_while_another_run_opens_it_is_made_anew(tmp_path, monkeypatch):
    """Between the opening of the file and its locking its owner may end, and remove it: a lock on a removed file is none."""
    real, removed = locks.taken, []

    def taken(descriptor):
        if not removed:
            removed.append((tmp_path / locks.NAME).unlink())
        return real(descriptor)

    monkeypatch.setattr(locks, "taken", taken)
    with locks.held(tmp_path):
        assert (tmp_path / locks.NAME).exists()
        with pytest.raises(locks.Held), locks.held(tmp_path):
            pass


def test_of_many_at_once_one_is_at_work(tmp_path):
    code = HOLDING.replace(
        "sys.stdin.read()",
        "mine = Path(sys.argv[1]) / 'mine'; mine.touch(exist_ok=False); mine.unlink()",
    )
    for _ in range(5):
        processes = [
            subprocess.Popen(
                [sys.executable, "-c", code, tmp_path],
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                text=True,
            )
            for _ in range(4)
        ]
        said = [process.communicate(timeout=60) for process in processes]
        assert any(out == "held\n" for out, _ in said) and all(
            "FileExistsError" not in told and (out or "locks.Held" in told) for out, told in said
        )
    assert os.listdir(tmp_path) == []


def test_where_there_are_no_locks_it_is_said(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(locks, "taken", lambda _: (_ for _ in ()).throw(OSError("none")))
    with locks.held(tmp_path):
        pass
    assert "has no locks" in capsys.readouterr().err and os.listdir(tmp_path) == []
