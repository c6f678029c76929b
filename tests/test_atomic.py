"""Files whole or not at all: one, several together, stopped at any step, and what dead processes leave behind."""

import errno
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import pytest
from readouts import atomic, locks
from readouts.atomic import atomic_write, change_together, finish, sweep, unfinished, workspace

OLD = {"data/a.csv": b"old a", "data/b.csv": b"old b", "page.md": b"old page"}
NEW = {"data/a.csv": b"new a", "data/b.csv": b"new b", "pages/new.md": b"new page"}
GONE = ["page.md"]


def files(folder: Path) -> dict[str, bytes]:
    """Every file of a folder by its path in it."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def book(tmp_path) -> Path:
    """A folder with some files."""
    for path, content in OLD.items():
        (tmp_path / "book" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "book" / path).write_bytes(content)
    return tmp_path / "book"


# --- One file ---------------------------------------------------------------------------------


@pytest.mark.parametrize("fault", [KeyboardInterrupt, ValueError])
def test_after_a_fault_what_was_there_stays(tmp_path, fault):
    (tmp_path / "a").write_bytes(b"old")
    with pytest.raises(fault), atomic_write(tmp_path / "a") as file:
        file.write(b"new")
        raise fault
    assert files(tmp_path) == {"a": b"old"}


def test_a_link_stays_one_and_permissions_stay(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "real").chmod(0o640)
    (tmp_path / "link").symlink_to("real")
    with atomic_write(tmp_path / "link") as file:
        file.write(b"new")
    assert (
        (tmp_path / "link").is_symlink()
        and (tmp_path / "real").read_bytes() == b"new"
        and (tmp_path / "real").stat().st_mode & 0o777 == 0o640
    )


def test_what_is_protected_or_no_file_is_not_replaced(tmp_path):
    (tmp_path / "kept").write_bytes(b"old")
    (tmp_path / "kept").chmod(0o444)
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    for name, what in {
        "kept": "write-protected",
        "folder": "found a folder",
        "pipe": "found a pipe",
    }.items():
        with pytest.raises(OSError, match=what) as error, atomic_write(tmp_path / name) as file:
            file.write(b"new")
        assert error.value.filename == str(tmp_path / name)
    assert (tmp_path / "kept").read_bytes() == b"old" and len(os.listdir(tmp_path)) == 3


def test_an_error_names_what_the_user_named(tmp_path, monkeypatch):
    with pytest.raises(FileNotFoundError) as error, atomic_write(tmp_path / "nowhere" / "a"):
        pass
    assert error.value.filename == str(tmp_path / "nowhere" / "a")

    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with (
        pytest.raises(OSError, match="No space left") as error,
        atomic_write(tmp_path / "a") as file,
    ):
        file.write(b"new")
    assert error.value.filename == str(tmp_path / "a") and os.listdir(tmp_path) == []


@pytest.mark.skipif(not os.access("/dev/full", os.W_OK), reason="there is no /dev/full here")
def test_a_full_disk_is_said_of_the_file_that_the_user_named(tmp_path, monkeypatch):
    monkeypatch.setattr(
        atomic._File,
        "__init__",
        lambda self, path, named: (
            atomic.io.FileIO.__init__(self, "/dev/full", "w"),
            setattr(self, "_named", named),
        )[0],
    )
    monkeypatch.setattr(atomic, "_is_held", lambda *_: True)
    with (
        pytest.raises(OSError, match="No space left") as error,
        atomic_write(tmp_path / "a") as file,
    ):
        file.write(b"new" * 2**20)
    assert error.value.filename == str(tmp_path / "a")


# --- What dead processes leave ------------------------------------------------------------------


KILLED = """
import os, signal, sys
from pathlib import Path
from readouts.atomic import atomic_write, workspace
with workspace(Path(sys.argv[1]) / "made") as made, atomic_write(Path(sys.argv[1]) / "a") as file:
    (made / "half").write_bytes(b"half")
    file.write(b"half")
    file.flush()
    if sys.argv[2] == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    print("at work", flush=True)
    sys.stdin.read()
"""


def left(folder: Path) -> list[str]:
    return sorted(name for name in os.listdir(folder) if name.startswith(".readouts-"))


def test_what_a_dead_process_left_is_removed_by_the_next_and_what_a_living_one_writes_is_not(
    tmp_path,
):
    ended = subprocess.run([sys.executable, "-c", KILLED, tmp_path, "killed"], timeout=60)
    assert ended.returncode == -signal.SIGKILL
    dead = left(tmp_path)
    assert sorted(Path(name).suffix for name in dead) == ["", ".partial"]
    # What is called alike and is a person's.
    (tmp_path / ".readouts-notes").mkdir()
    (tmp_path / ".readouts-1-00000000").mkdir()
    (tmp_path / ".readouts-1-00000000" / "mine").write_bytes(b"mine")
    (tmp_path / "film.partial").write_bytes(b"mine")
    living = subprocess.Popen(
        [sys.executable, "-c", KILLED, tmp_path, "living"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    )
    try:
        assert living.stdout.readline() == b"at work\n"
        assert not set(dead) & set(left(tmp_path))
        with atomic_write(tmp_path / "b") as file:
            file.write(b"whole")
        assert len(left(tmp_path)) == 4
    finally:
        living.communicate(timeout=60)
    assert living.returncode == 0 and (tmp_path / "a").read_bytes() == b"half"
    assert sorted(os.listdir(tmp_path)) == [
        ".readouts-1-00000000",
        ".readouts-notes",
        "a",
        "b",
        "film.partial",
    ]


def test_a_workspace_is_gone_at_the_end_and_its_faults_name_the_folder(tmp_path):
    with (
        pytest.raises(OSError, match="No space left") as error,
        workspace(tmp_path / "made") as made,
    ):
        raise OSError(errno.ENOSPC, "No space left on device", str(made / "data" / "a.csv"))
    assert error.value.filename == str(tmp_path / "made")
    with pytest.raises(OSError) as error, workspace(tmp_path / "made"):
        raise OSError(errno.EACCES, "Permission denied", "calls.csv")
    assert error.value.filename == "calls.csv" and os.listdir(tmp_path) == []


def test_a_workspace_whose_removal_was_stopped_is_removed_by_the_next_run(tmp_path):
    def make(folder: Path) -> None:
        folder.mkdir()
        with workspace(folder / "made") as made:
            (made / "book" / "data").mkdir(parents=True)
            (made / "book" / "data" / "a.csv").write_text("a")
            (made / "notes.csv").write_text("n")

    def stop():
        raise KeyboardInterrupt

    removals = [(os, "unlink"), (os, "rmdir")]
    with pytest.MonkeyPatch.context() as patch:
        taken = counted(patch, removals, None, stop)
        make(tmp_path / "counted")
    assert len(taken) == 6  # a.csv, data, book, notes.csv, lock, the workspace
    for stop_at in range(len(taken)):
        folder = tmp_path / str(stop_at)
        with pytest.MonkeyPatch.context() as patch, suppress(KeyboardInterrupt):
            counted(patch, removals, stop_at, stop)
            make(folder)
        assert os.listdir(folder), stop_at
        sweep(folder)
        assert os.listdir(folder) == [], stop_at


# --- Several files together -----------------------------------------------------------------------


def changed(book: Path) -> None:
    with locks.held(book):
        finish(book)
        change_together(book, NEW, GONE)


CHANGES = [
    *((os, name) for name in ("replace", "unlink", "fsync", "mkdir", "open")),
    (shutil, "copy2"),
]


def counted(monkeypatch, calls: list[tuple], stop_at: int | None, stop) -> list[str]:
    """Count calls that change something on the disk, and stop before one of them."""
    taken = []

    def count(owner, name):
        real = getattr(owner, name)

        def call(*arguments, **options):
            if len(taken) == stop_at:
                taken.append("stopped")
                stop()
            taken.append(name)
            return real(*arguments, **options)

        monkeypatch.setattr(owner, name, call)

    for owner, name in calls:
        count(owner, name)
    return taken


def steps(monkeypatch, stop_at: int | None, stop) -> list[str]:
    """Count the calls of a change of several files, and stop before one of them."""
    return counted(monkeypatch, CHANGES, stop_at, stop)


def count_of_steps(tmp_path) -> int:
    with pytest.MonkeyPatch.context() as patch:
        shutil.copytree(tmp_path / "book", tmp_path / "counted")
        taken = steps(patch, None, None)
        changed(tmp_path / "counted")
    assert files(tmp_path / "counted") == NEW
    return len(taken)


@pytest.mark.parametrize("fault", [OSError, KeyboardInterrupt])
def test_a_fault_at_any_step_leaves_all_of_the_old_or_all_of_the_new(tmp_path, book, fault):
    number = count_of_steps(tmp_path)
    assert number > 20
    seen = []
    for stop_at in range(number):
        copy = tmp_path / str(stop_at)
        shutil.copytree(book, copy)

        def stop():
            raise fault(errno.EIO, "stopped")

        with pytest.MonkeyPatch.context() as patch:
            steps(patch, stop_at, stop)
            with suppress(fault):  # of what is left over to be removed a fault is none
                changed(copy)
        found = {
            path: content
            for path, content in files(copy).items()
            if not path.startswith(".readouts")
        }
        assert unfinished(copy) or found in (OLD, NEW), (stop_at, found)
        seen.append(found)
        changed(copy)
        assert files(copy) == NEW, stop_at
    assert OLD in seen and NEW in seen


KILLED_AT = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
import pytest, test_atomic
patch = pytest.MonkeyPatch()
test_atomic.steps(patch, int(sys.argv[2]), lambda: os.kill(os.getpid(), signal.SIGKILL))
test_atomic.changed(Path(sys.argv[1]))
"""


def test_a_kill_at_any_step_is_mended_by_the_next_run(tmp_path, book):
    number = count_of_steps(tmp_path)
    between = 0
    for stop_at in range(0, number, 2):  # a process each
        copy = tmp_path / str(stop_at)
        shutil.copytree(book, copy)
        ended = subprocess.run(
            [sys.executable, "-c", KILLED_AT, copy, str(stop_at), Path(__file__).parent],
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert ended.returncode == -signal.SIGKILL, ended.stderr
        found = {
            path: content
            for path, content in files(copy).items()
            if not path.startswith(".readouts")
        }
        between += found not in (OLD, NEW)
        assert unfinished(copy) or found in (OLD, NEW), (stop_at, found)
        with locks.held(copy):
            finish(copy)
        assert files(copy) in (OLD, NEW) and not left(copy / "data")
    assert between, "no kill fell between two files"


@pytest.mark.parametrize("obstacle", ["folder", "protected", "file for a folder"])
def test_what_cannot_be_changed_is_named_before_anything_is(book, obstacle):
    if obstacle == "folder":
        (book / "page.md").unlink()
        (book / "page.md").mkdir()
    elif obstacle == "protected":
        (book / "data" / "b.csv").chmod(0o444)
    else:
        (book / "pages").write_bytes(b"mine")
    before, named = (
        files(book),
        {"folder": "page.md", "protected": "b.csv", "file for a folder": "pages"}[obstacle],
    )
    with pytest.raises(OSError) as error:
        changed(book)
    assert named in error.value.filename and files(book) == before


def test_a_linked_file_is_changed_where_it_is(tmp_path, book):
    shutil.move(book / "data" / "a.csv", tmp_path / "elsewhere.csv")
    (book / "data" / "a.csv").symlink_to(tmp_path / "elsewhere.csv")
    changed(book)
    assert (book / "data" / "a.csv").is_symlink() and (
        tmp_path / "elsewhere.csv"
    ).read_bytes() == b"new a"


def test_sweeping_takes_no_folder_that_is_not_there_for_one(tmp_path):
    with pytest.raises(FileNotFoundError):
        sweep(tmp_path / "nowhere")
