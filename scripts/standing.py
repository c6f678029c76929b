"""Say whether the book in ``_build/html`` is the one that would be built now, so that `make book` need not build it again.

Run by ``make book``, and asked by the tests, which look at the book that stands instead of building one. The book is made of every file of the project, of the commit, the libraries and the settings of the
environment; all of these, and every file of the site, are compared by their hashes, and never by a date. What they were
is written down before a build, so that what changes while it runs is built anew by the next one.
"""

import hashlib
import os
import sys
from collections.abc import Iterable
from importlib.metadata import distributions
from pathlib import Path

from readouts import paths
from readouts.commit import commit

ROOT = Path(__file__).resolve().parents[1]
# Beside what is hidden: what a build, a set-up and Python write.
WRITTEN = {"_build", "node_modules", "__pycache__"}
# What a build has no hand in: the commits, the environment, and what linters that run beside it keep.
OUTSIDE = {"_build", "node_modules", ".git", ".venv"}
OUTSIDE |= {".import_linter_cache", ".mypy_cache", ".ruff_cache"}
# In _build: of the site that stands, of the build that is asked for, and what the build of the site said.
STAMP, ASKED, SAID = ".standing", ".asked", ".said"


def each_file(folder: Path, left_out: Iterable[str] = (), hidden: bool = False) -> dict[str, str]:
    """Return the path of every file below a folder, and its SHA-256."""
    found = {}
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(
            name
            for name in folders
            if name not in left_out and (hidden or not name.startswith("."))
        )
        for path in (Path(place, name) for name in sorted(files)):
            if path.is_file():
                found[str(path.relative_to(folder))] = hashlib.sha256(path.read_bytes()).hexdigest()
    return found


def of_files(folder: Path, left_out: Iterable[str] = (), hidden: bool = False) -> str:
    """Return one SHA-256 of every file below a folder, with its path."""
    digest = hashlib.sha256()
    for path, content in each_file(folder, left_out, hidden).items():
        digest.update(os.fsencode(path) + b"\0" + content.encode())
    return digest.hexdigest()


def around(root: Path) -> dict[str, str]:
    """Return every file that a build has to leave as it is, hidden ones too, and its SHA-256."""
    return each_file(root, OUTSIDE, hidden=True)


def of_sources(root: Path) -> str:
    """Return the SHA-256 of all that the book is made from."""
    libraries = {f"{one.metadata['Name']} {one.version}" for one in distributions() if one.metadata}
    settings = (f"{name}={value}" for name, value in os.environ.items() if name[:9] == "READOUTS_")
    said = [sys.version, commit(root), *sorted(libraries), *sorted(settings)]
    said.append(of_files(paths.WORKBENCH))  # what `make workbench` fetched
    if (pdf := root / os.environ.get("READOUTS_PDF", "")).is_file():
        said.append(hashlib.sha256(pdf.read_bytes()).hexdigest())
    return hashlib.sha256("\n".join([*said, of_files(root, WRITTEN)]).encode()).hexdigest()


def stands(root: Path) -> bool:
    """Whether the site is the one that these sources make."""
    stamp = root / "_build" / STAMP
    return stamp.is_file() and stamp.read_text().split()[:2] == [
        of_sources(root),
        of_files(root / "_build" / "html"),
    ]


def ask(root: Path) -> None:
    """Write down what the sources are, and what lies around the book, for the build that follows."""
    (root / "_build").mkdir(exist_ok=True)
    (root / "_build" / ASKED).write_text(
        f"{of_sources(root)} {of_files(root, OUTSIDE, hidden=True)}"
    )


def built(root: Path) -> None:
    """Write down what the site is that was built of the sources as they were, and whether its build left all else as it was."""
    build = root / "_build"
    if (build / ASKED).is_file():
        sources, before = (build / ASKED).read_text().split()
        left = "left" if before == of_files(root, OUTSIDE, hidden=True) else "changed"
        (build / STAMP).write_text(f"{sources} {of_files(build / 'html')} {left}")
        (build / ASKED).unlink()


def said(root: Path) -> str | None:
    """Return what the build of the site said, if the site stands and its build left all else as it was."""
    stamp, log = (root / "_build" / name for name in (STAMP, SAID))
    if not (stands(root) and stamp.read_text().endswith(" left") and log.is_file()):
        return None
    return log.read_text(encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:] == ["--built"]:
        built(ROOT)
    elif not stands(ROOT):
        ask(ROOT)
        sys.exit(1)
