"""The commit that something was made from: what git says, or, without it, what was recorded when the package was built."""

import subprocess
from pathlib import Path

from . import paths


def commit(folder: str | Path) -> str:
    """The commit of a book, in words: its own where git keeps the folder, else the package's.

    Parameters
    ----------
    folder : path

    Returns
    -------
    str
        ``+dirty`` at its end says that the files differ from it.
    """
    return of_checkout(folder) or of_package() or "not recorded"


def of_checkout(folder: str | Path) -> str | None:
    """The commit that is checked out, ``+dirty`` where the files in the folder differ from it; None where git does not keep the folder."""

    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", "-C", str(folder), *arguments], capture_output=True, text=True, check=True
        ).stdout.strip()

    try:
        # A folder without a file in git may still lie in a checkout of something else.
        git("ls-files", "--error-unmatch", ".")
        return git("rev-parse", "HEAD") + ("+dirty" if git("status", "--porcelain", ".") else "")
    except (OSError, subprocess.CalledProcessError):
        return None


def of_package() -> str | None:
    """The commit that an archive of git, or the build of this package (``hatch_build.py``), wrote into it; None in a checkout."""
    recorded = paths.COMMIT.read_text(encoding="utf-8").strip()
    return None if recorded.startswith("$Format") else f"{recorded} (of the package)"
