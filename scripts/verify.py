"""Build the book twice, under circumstances that should not matter, and compare every byte.

Run by ``make verify``. The two builds stand in folders of different names and lengths, under another locale, time
zone and hash seed. Exits with 1 and names what differs.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
CIRCUMSTANCES = {
    "one": {"LC_ALL": "C.UTF-8", "TZ": "UTC", "PYTHONHASHSEED": "1"},
    "two/with a longer name": {
        "LC_ALL": "ru_RU.UTF-8",
        "TZ": "Asia/Shanghai",
        "PYTHONHASHSEED": "2",
    },
}


def build(folder: Path, circumstances: dict[str, str]) -> Path:
    """Copy the sources into a folder, build the book there, and return the site."""
    shutil.copytree(
        ROOT,
        folder,
        ignore=shutil.ignore_patterns("_build", ".venv", "node_modules", "__pycache__"),
    )
    environment = os.environ | circumstances | {"PYTHONPATH": str(folder / "scripts")}
    command = [
        Path(sys.executable).with_name("jupyter-book"),
        "build",
        folder,
        "--warningiserror",
        "--keep-going",
        "--quiet",
    ]
    subprocess.run(command, check=True, env=environment, stdout=subprocess.DEVNULL)
    return folder / "_build" / "html"


def files(site: Path) -> dict[str, bytes]:
    """Every file of a site by its path in it."""
    return {
        str(path.relative_to(site)): path.read_bytes()
        for path in sorted(site.rglob("*"))
        if path.is_file()
    }


def first_difference(one: bytes, two: bytes) -> str:
    """Where two files part, with a few bytes around it."""
    place = next(
        (number for number, pair in enumerate(zip(one, two)) if pair[0] != pair[1]),
        min(len(one), len(two)),
    )
    return f"byte {place}: {one[max(0, place - 40) : place + 40]!r} and {two[max(0, place - 40) : place + 40]!r}"


def differences(one: dict[str, bytes], two: dict[str, bytes]) -> list[str]:
    """A line for each file that is not the same in both."""
    lacking = [f"{name}: in one build only" for name in sorted(one.keys() ^ two.keys())]
    return lacking + [
        f"{name}: {first_difference(one[name], two[name])}"
        for name in sorted(one.keys() & two.keys())
        if one[name] != two[name]
    ]


def main() -> int:
    """Build, compare, report."""
    with tempfile.TemporaryDirectory() as folder:
        one, two = (
            files(build(Path(folder) / name, circumstances))
            for name, circumstances in CIRCUMSTANCES.items()
        )
    different = differences(one, two)
    print(*different, f"{len(one)} files, {len(different)} of them different", sep="\n")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
