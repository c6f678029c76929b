"""Fetch what runs the package in a browser: Pyodide, in one version, held against its hash.

Run by ``make workbench``. The ordinary npm client gets the archive; what a page needs of it is laid beside the
environment, from where each book that is built takes it along. Nothing of it is kept in the repository.
"""

import argparse
import base64
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from readouts.paths import WORKBENCH

# The version, the hash of its archive as npm gives it, and the files that a page asks for.
PACKAGE = "pyodide@314.0.7"
INTEGRITY = "sha512-0YvXxEhfEdpLfb/XkM2BFAeMROq0iMUX2bzzH9pOttyMcWkwq+HbE5uyuGD82LN7y2q+SNvi/6V5JEsOlD2R1A=="
FILES = (
    "pyodide.mjs",
    "pyodide.asm.mjs",
    "pyodide.asm.wasm",
    "python_stdlib.zip",
    "pyodide-lock.json",
)


def packed(folder: Path) -> Path:
    """The archive, fetched into a folder."""
    if not shutil.which("npm"):
        raise SystemExit("make workbench: npm is needed, which comes with Node.js")
    command = ["npm", "pack", PACKAGE, "--silent", "--pack-destination", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise SystemExit(f"make workbench: npm could not get {PACKAGE}: {done.stderr.strip()}")
    return next(folder.glob("*.tgz"))


def integrity(file: Path) -> str:
    """The hash of a file, as npm writes it."""
    digest = hashlib.sha512(file.read_bytes()).digest()
    return f"sha512-{base64.b64encode(digest).decode()}"


def lay(archive: Path, folder: Path) -> None:
    """Lay the files of an archive into a folder, which takes the place of an older one when it is whole."""
    if (found := integrity(archive)) != INTEGRITY:
        raise SystemExit(f"make workbench: {PACKAGE} has the hash {found}, expected {INTEGRITY}")
    new = folder.with_name(f"{folder.name}.new")
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir(parents=True)
    with tarfile.open(archive) as opened:
        for name in FILES:
            member = opened.extractfile(f"package/{name}")
            (new / name).write_bytes(member.read())
    compile_modules(new)
    shutil.rmtree(folder, ignore_errors=True)
    new.rename(folder)


def compile_modules(folder: Path) -> None:
    """Compile Python's modules, once for all visits: from their sources Pyodide takes twice as long to start."""
    command = ["node", str(Path(__file__).with_suffix(".mjs")), str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600)
    if done.returncode:
        raise SystemExit(
            f"make workbench: node could not compile Python's modules: {done.stderr.strip()}"
        )


def main(arguments: list[str] | None = None) -> int:
    """Fetch it, unless it is there; say where it lies and how large it is."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--into", type=Path, default=WORKBENCH)
    folder = parser.parse_args(arguments).into
    with tempfile.TemporaryDirectory() as temporary:
        lay(packed(Path(temporary)), folder)
    size = sum((folder / name).stat().st_size for name in FILES)
    print(
        f"{PACKAGE}, {size / 1e6:.1f} MB, lies in {folder}. make book takes it into the page that compares texts."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
