"""Get the files of a source: one file by HTTP, or those of a repository at a commit. What is there already is not asked for again."""

import os
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from ..report.sources import Copy, Source
from . import downloads

TIMEOUT = 60  # seconds without a byte
GIT_TIMEOUT = 1800  # seconds for one step of git
LARGEST = 500 * 2**20  # bytes of one file
AGENT = "readouts"
FILE, REPOSITORY = "file", "repository"  # where what came lies


class Unavailable(Exception):
    """Why an address gave no files, in words."""


def files(source: Source, copy: Copy, folder: Path) -> list[tuple[str, Path]]:
    """Get what a source has at one of its addresses.

    Parameters
    ----------
    source : Source
    copy : Copy
        One of its addresses.
    folder : Path
        Where the files as they came are kept.

    Returns
    -------
    list of (str, Path)
        The path of each file at the source, in the order of these, and where it lies now.

    Raises
    ------
    Unavailable
    """
    if copy.commit:
        return _checked_out(copy, source.paths, folder / REPOSITORY)
    path = folder / FILE / Path(urlsplit(copy.address).path).name
    if not path.is_file():
        downloads.write(path, _downloaded(copy.address))
    return [(path.name, path)]


def forget(folder: Path) -> None:
    """Remove a file that came and was refused, so that it is asked for again; git itself knows what a commit has."""
    shutil.rmtree(folder / FILE, ignore_errors=True)


def _downloaded(address: str) -> bytes:
    request = urllib.request.Request(address, headers={"User-Agent": AGENT})
    try:
        with urllib.request.urlopen(request, timeout=TIMEOUT) as answer:
            body: bytes = answer.read(LARGEST + 1)
            length = answer.headers.get("Content-Length")
    except (OSError, ValueError) as error:  # HTTPError and URLError are OSErrors
        reason = error.reason if isinstance(error, urllib.error.URLError) else error
        code = ""
        if isinstance(error, urllib.error.HTTPError):
            code = f"{error.code} "
            error.close()  # it holds the connection
        raise Unavailable(f"{code}{reason}") from None
    if len(body) > LARGEST:
        raise Unavailable(f"more than {LARGEST:,} bytes")
    if length and int(length) != len(body):
        raise Unavailable(f"{len(body):,} of {length} bytes came")
    return body


def _checked_out(copy: Copy, patterns: tuple[str, ...], folder: Path) -> list[tuple[str, Path]]:
    """Get those files of a repository that patterns name: its names at the commit, and of the files no others."""
    if not (folder / ".git").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _git(folder, "init", "--quiet")
    if _git(folder, "remote").split() != ["origin"]:
        _git(folder, "remote", "add", "origin", copy.address)
    _git(folder, "remote", "set-url", "origin", copy.address)
    if not _has(folder, copy.commit):
        _git(folder, "fetch", "--quiet", "--depth=1", "--filter=blob:none", "origin", copy.commit)
    # Written by hand, since not every version of git has the same command for it.
    _git(folder, "config", "core.sparseCheckout", "true")
    wanted = folder / ".git" / "info" / "sparse-checkout"
    downloads.write(wanted, "".join(f"/{pattern}\n" for pattern in patterns).encode())
    # Git itself holds every file against the commit; one that was changed here is put back.
    _git(folder, "checkout", "--quiet", "--force", "--detach", copy.commit)
    globs = [f":(glob){pattern}" for pattern in patterns]
    listed = _git(folder, "ls-files", "-z", "--cached", "--", *globs)
    names = sorted(name for name in listed.split("\0") if name)
    if not names:
        raise Unavailable(f"the commit has no file {' or '.join(patterns)}")
    return [(name, folder / name) for name in names]


def _has(folder: Path, commit: str) -> bool:
    try:
        _git(folder, "cat-file", "-e", f"{commit}^{{commit}}")
    except Unavailable:
        return False
    return True


def _git(folder: Path, *arguments: str) -> str:
    """Run git in a folder, and ask nobody for a password."""
    options = ("-c", "core.autocrlf=false", "-c", "advice.detachedHead=false")
    environment = os.environ | {"GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", *options, *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=GIT_TIMEOUT,
        )
    except FileNotFoundError:
        raise Unavailable("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise Unavailable(f"git {arguments[0]} took more than {GIT_TIMEOUT} s") from None
    if done.returncode:
        last = done.stderr.strip().splitlines()[-1:] or ["no reason given"]
        raise Unavailable(f"git {arguments[0]}: {last[0]}")
    return done.stdout
