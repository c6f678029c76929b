"""The commit comes from git or, without it, from the package that was built; a build leaves the checkout as it is."""

import io
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT
from readouts import paths
from readouts.commit import commit, of_checkout

BUILT_FROM = (
    "pyproject.toml",
    "hatch_build.py",
    "CITATION.cff",
    "README.md",
    "LICENSE",
    "LICENSES",
    ".gitattributes",
    ".gitignore",
    "scripts/readouts",
)
IDENTITY = {
    "GIT_AUTHOR_NAME": "A",
    "GIT_AUTHOR_EMAIL": "a@example.org",
    "GIT_COMMITTER_NAME": "A",
    "GIT_COMMITTER_EMAIL": "a@example.org",
}
pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="no git on this machine")


def git(folder: Path, *arguments: str) -> str:
    environment = (
        os.environ | IDENTITY | {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    )
    return (
        subprocess.run(
            ["git", "-C", folder, *arguments], check=True, capture_output=True, env=environment
        )
        .stdout.decode("utf-8", "replace")
        .strip()
    )


def committed(folder: Path) -> str:
    """Make a folder a checkout with all that is in it: its commit."""
    git(folder, "init", "--quiet")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "all")
    return git(folder, "rev-parse", "HEAD")


def build(folder: Path, *targets: str) -> Path:
    """Build the package, without the network."""
    out = folder / "dist"
    subprocess.run(
        [
            sys.executable,
            "-m",
            "hatchling",
            "build",
            "--directory",
            out,
            *(part for target in targets for part in ("--target", target)),
        ],
        cwd=folder,
        check=True,
        capture_output=True,
    )
    return out


def packed(archive: Path) -> str:
    """The commit in a wheel or a source archive, which has it once."""
    if archive.suffix == ".whl":
        with zipfile.ZipFile(archive) as wheel:
            (name,) = [name for name in wheel.namelist() if name.endswith("readouts/commit.txt")]
            return wheel.read(name).decode()
    with tarfile.open(archive) as source:
        (name,) = [name for name in source.getnames() if name.endswith("readouts/commit.txt")]
        return source.extractfile(name).read().decode()


@pytest.fixture(scope="module")
def checkout(tmp_path_factory) -> tuple[Path, str]:
    """A checkout of the package alone, and its commit."""
    folder = tmp_path_factory.mktemp("checkout")
    for name in BUILT_FROM:
        if (ROOT / name).is_dir():
            shutil.copytree(
                ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__")
            )
        else:
            shutil.copy(ROOT / name, folder / name)
    return folder, committed(folder)


def test_wheel_and_source_archive_have_the_commit_and_the_checkout_has_not(checkout):
    folder, head = checkout
    built = build(folder, "wheel", "sdist")
    assert [packed(next(built.glob(form))) for form in ("*.whl", "*.tar.gz")] == [f"{head}\n"] * 2
    assert (folder / "scripts" / "readouts" / "commit.txt").read_text() == "$Format:%H$\n"
    shutil.rmtree(built)
    assert git(folder, "status", "--porcelain") == ""


def test_a_wheel_of_a_changed_tree_says_so(checkout, tmp_path):
    folder, head = checkout
    shutil.copytree(folder, tmp_path / "changed")
    (tmp_path / "changed" / "README.md").write_text("Changed.\n")
    assert packed(next(build(tmp_path / "changed", "wheel").glob("*.whl"))) == f"{head}+dirty\n"


def test_a_wheel_made_from_the_source_archive_has_its_commit(checkout, tmp_path):
    folder, head = checkout
    (archive,) = build(folder, "sdist").glob("*.tar.gz")
    with tarfile.open(archive) as source:
        source.extractall(tmp_path, filter="data")
    (unpacked,) = tmp_path.iterdir()
    assert packed(next(build(unpacked, "wheel").glob("*.whl"))) == f"{head}\n"
    shutil.rmtree(folder / "dist")


def test_an_archive_of_git_has_its_commit(checkout):
    folder, head = checkout
    done = subprocess.run(["git", "-C", folder, "archive", "HEAD"], capture_output=True, check=True)
    with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
        assert archive.extractfile("scripts/readouts/commit.txt").read().decode() == f"{head}\n"


def test_git_is_asked_first_then_the_package_and_nothing_is_made_up(tmp_path, monkeypatch):
    book, recorded = tmp_path / "book", tmp_path / "commit.txt"
    book.mkdir()
    (book / "page.md").write_text("One.\n")
    monkeypatch.setattr(paths, "COMMIT", recorded)
    recorded.write_text("$Format:%H$\n")
    assert commit(book) == "not recorded"
    recorded.write_text("0123abcd\n")
    assert commit(book) == "0123abcd (of the package)"
    head = committed(book)
    assert commit(book) == head
    (book / "page.md").write_text("Two.\n")
    assert commit(book) == f"{head}+dirty"


def test_a_folder_inside_a_checkout_of_something_else_has_no_commit(checkout, tmp_path):
    folder, _ = checkout
    inside = folder / ".venv" / "book"  # ignored
    inside.mkdir(parents=True)
    (inside / "page.md").write_text("One.\n")
    assert of_checkout(inside) is None and of_checkout(tmp_path / "nowhere") is None
    shutil.rmtree(folder / ".venv")
