"""The loops as machine code: compiled once, kept, loaded without numba, and not to be interrupted in between."""

import os
import signal
import subprocess
import sys
import threading
import time

import numpy as np
import pytest
from readouts.engine import compiled

kernels = pytest.importorskip(
    "readouts.engine.kernels", reason="numba is not installed (pip install 'readouts[fast]')"
)


@pytest.fixture(scope="module")
def compiled_once(tmp_path_factory):
    """A cache of these tests' own, which was empty when the loops were compiled into it."""
    path = tmp_path_factory.mktemp("compiled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("READOUTS_CACHE", str(path))
        compiled.functions.cache_clear()
        compiled.functions()
    return path


@pytest.fixture
def kept(compiled_once, monkeypatch):
    """A cache of these tests' own with the loops, and nothing loaded yet."""
    monkeypatch.setenv("READOUTS_CACHE", str(compiled_once))
    compiled.functions.cache_clear()
    yield compiled_once
    compiled.functions.cache_clear()


def test_every_loop_with_a_signature_is_there_by_its_name(kept):
    assert list(kept.rglob("*"))  # kept for the next time, which this is
    assert set(compiled.functions()) == {loop.__name__ for loop in kernels.SIGNATURES}


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
    before = {path.name for path in kept.rglob("*") if path.is_file()}
    other = tmp_path / "kernels.py"
    other.write_text(
        compiled.SOURCE.read_text(encoding="utf-8") + "\n# another\n", encoding="utf-8"
    )
    monkeypatch.setattr(compiled, "SOURCE", other)
    compiled.functions.cache_clear()
    assert set(compiled.functions()) == {loop.__name__ for loop in kernels.SIGNATURES}
    after = {path.name for path in kept.rglob("*") if path.is_file()}
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


def test_ctrl_c_waits_while_llvm_is_at_work_and_is_not_lost():
    done = []
    with pytest.raises(KeyboardInterrupt), compiled._uninterrupted():
        signal.raise_signal(signal.SIGINT)
        done.append(True)
    assert done and signal.getsignal(signal.SIGINT) is signal.default_int_handler
    with pytest.raises(ValueError, match="a fault"), compiled._uninterrupted():
        raise ValueError("a fault")
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_the_loops_are_loaded_in_any_thread():
    thread = threading.Thread(target=lambda: found.append(compiled.functions.__wrapped__()))
    found = []
    thread.start()
    thread.join()
    assert found[0].keys() == compiled.functions().keys()


@pytest.mark.parametrize("seconds", [0.5, 1, 2, 4])
def test_ctrl_c_ends_a_command_that_compiles_its_loops(tmp_path, seconds):
    """Whatever LLVM is at: loops are compiled anew here, as the cache is empty."""
    code = "from readouts.engine import compiled\nprint('begun', flush=True)\ncompiled.functions()\nimport time\ntime.sleep(60)"
    child = subprocess.Popen(
        [sys.executable, "-c", code],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"READOUTS_CACHE": str(tmp_path)},
    )
    try:
        assert child.stdout.readline() == b"begun\n"
        time.sleep(seconds)
        child.send_signal(signal.SIGINT)
        _, told = child.communicate(timeout=50)
    finally:
        child.kill()
        child.wait()
    assert (
        child.returncode == -signal.SIGINT
        and told.endswith(b"KeyboardInterrupt\n")
        and b"ignored" not in told
    )
