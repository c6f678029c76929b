"""The loops as machine code: compiled once, kept, loaded without numba, and not to be interrupted in between."""

import os
import signal
import subprocess
import sys

import numpy as np
import pytest
from readouts.engine import compiled, kernels

pytest.importorskip("numba", reason="numba is not installed (pip install 'readouts[fast]')")


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """A cache of these tests' own, and nothing loaded yet."""
    monkeypatch.setenv("READOUTS_CACHE", str(tmp_path))
    compiled.functions.cache_clear()
    yield tmp_path
    compiled.functions.cache_clear()


def test_every_loop_with_a_signature_is_there_by_its_name(kept):
    assert set(compiled.functions()) == {loop.__name__ for loop in kernels.SIGNATURES}
    assert list(kept.rglob("*"))  # kept for the next time


def test_a_loop_does_what_it_does_uncompiled(kept):
    data = np.frombuffer("война и мир, peace".encode(), np.uint8).copy()
    firsts, ends = np.array([0, 10], np.int64), np.array([10, len(data)], np.int64)
    as_is = np.zeros(256, np.uint8)
    as_is[[ord(letter) for letter in "pace"]] = 1
    results = []
    for loop in (kernels.unlike, compiled.functions()["unlike"]):
        found = np.zeros(2, np.int64)
        count = loop(data, firsts, ends, 2, as_is, as_is, found)
        results.append((count, found.tolist()))
    assert results[0] == results[1]


def test_finished_code_is_loaded_without_numba(kept):
    compiled.functions()
    code = (
        "import sys; from readouts.engine import compiled; found = compiled.functions();"
        "print(len(found), 'numba' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
        env=os.environ | {"READOUTS_CACHE": str(kept)},
    )
    assert done.stdout.split() == [str(len(kernels.SIGNATURES)), "False"]


def test_other_source_is_compiled_anew(kept, tmp_path, monkeypatch):
    compiled.functions()
    before = {path.name for path in kept.rglob("*") if path.is_file()}
    other = tmp_path / "kernels.py"
    other.write_text(
        compiled.SOURCE.read_text(encoding="utf-8") + "\n# another\n", encoding="utf-8"
    )
    monkeypatch.setattr(compiled, "SOURCE", other)
    compiled.functions.cache_clear()
    compiled.functions()
    after = {path.name for path in kept.rglob("*") if path.is_file()} - {"kernels.py"}
    assert after - before  # the name says from which source it is


def test_a_signal_waits_and_is_met_afterwards():
    met = []
    before = signal.signal(signal.SIGINT, lambda *signaled: met.append(signaled[0]))
    try:
        with compiled._uninterrupted():
            os.kill(os.getpid(), signal.SIGINT)
            assert met == []
        assert met == [signal.SIGINT]
    finally:
        signal.signal(signal.SIGINT, before)


def test_whether_numba_is_there_is_told_without_importing_it():
    code = "import sys; from readouts.engine import compiled; print(compiled.installed(), 'numba' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout.split() == ["True", "False"]
