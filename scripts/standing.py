"""Say whether the book in ``_build/html`` is the one that would be built now, so that `make book` need not build it again.

Run by ``make book``. The book is made of every file of the project, of the commit, the libraries and the settings of the
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
STAMP, ASKED = (
    ".standing",
    ".asked",
)  # in _build: of the site that stands, and of the build that is asked for


def of_files(folder: Path, left_out: Iterable[str] = ()) -> str:
    """Return the SHA-256 of every file below a folder, with its path."""
    digest = hashlib.sha256()
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if name not in left_out and not name.startswith(".")
        )
        for path in (Path(place, name) for name in sorted(files)):
            if path.is_file():
                digest.update(os.fsencode(path.relative_to(folder)) + b"\0")
                digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


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
    """Whether the site is the one that these sources make; what they are is written down for the build that follows if not."""
    build, sources = root / "_build", of_sources(root)
    stamp = build / STAMP
    if stamp.is_file() and stamp.read_text() == f"{sources} {of_files(build / 'html')}":
        return True
    build.mkdir(exist_ok=True)
    (build / ASKED).write_text(sources)
    return False


def built(root: Path) -> None:
    """Write down what the site is that was built of the sources as they were."""
    build = root / "_build"
    if (build / ASKED).is_file():
        (build / STAMP).write_text(f"{(build / ASKED).read_text()} {of_files(build / 'html')}")
        (build / ASKED).unlink()


if __name__ == "__main__":
    if sys.argv[1:] == ["--built"]:
        built(ROOT)
    else:
        sys.exit(not stands(ROOT))
