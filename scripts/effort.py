"""Measure what setting up and building take: time, memory and disk, in a new clone. Run by ``make effort``, on an idle machine.

With ``--record`` the rows are written to ``data/effort.csv``, which the page for reviewers shows.
"""

import argparse
import csv
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
TABLE = ROOT / "data" / "effort.csv"
ROWS = ("date", "machine", "python", "step", "wall_seconds", "cpu_seconds", "peak_mebibytes", "folder", "disk_mebibytes")  # fmt: skip
# What is run, and the folder that it writes.
STEPS = {"make .venv/ready": ".venv", "make book": "_build"}


def machine() -> str:
    """The machine that is measured."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{platform.machine()}, {os.cpu_count()} cores, {memory:.0f} GiB, {platform.system()}"


def disk(folder: Path) -> int:
    """What the files of a folder take on the disk, in MiB; one with several names is counted once."""
    found = {(status.st_dev, status.st_ino): status.st_blocks for status in map(os.lstat, folder.rglob("*"))}  # fmt: skip
    return round(sum(found.values()) * 512 / 2**20)


def measured(command: str, folder: Path) -> dict[str, object]:
    """What a command takes that is run in a folder: one in a process that no other command has used."""
    start = time.perf_counter()
    subprocess.run(command.split(), cwd=folder, check=True, stdout=subprocess.DEVNULL)
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return {
        "step": command,
        "wall_seconds": round(time.perf_counter() - start, 1),
        "cpu_seconds": round(used.ru_utime + used.ru_stime, 1),
        "peak_mebibytes": round(used.ru_maxrss / 2**10),
        "folder": STEPS[command],
        "disk_mebibytes": disk(folder / STEPS[command]),
    }


def main() -> int:
    """Clone, run each step in a process of its own, and print the rows or write them."""
    parser = argparse.ArgumentParser(prog="make effort", description=__doc__.splitlines()[0])
    parser.add_argument("--record", action="store_true", help=f"write {TABLE.relative_to(ROOT)}")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.step:  # the use of resources is told for all children of a process together
        known = {"date": date.today(), "machine": machine(), "python": platform.python_version()}
        csv.DictWriter(sys.stdout, ROWS).writerow(known | measured(given.step, given.folder))
        return 0
    with tempfile.TemporaryDirectory() as folder:
        clone = Path(folder, "clone")
        subprocess.run(["git", "clone", "--quiet", ROOT, clone], check=True)
        command = [sys.executable, __file__, "--folder", clone, "--step"]
        rows = [
            subprocess.run([*command, step], check=True, capture_output=True, text=True).stdout
            for step in STEPS
        ]
    text = "\n".join([",".join(ROWS), *(row.strip() for row in rows)]) + "\n"
    if given.record:
        TABLE.write_text(text, encoding="utf-8")
    print(text, end="")
    return 0


if __name__ == "__main__":
    sys.exit(main())
