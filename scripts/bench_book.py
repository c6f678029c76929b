"""Time the book's build against that of a bare Jupyter Book with as many pages and as many notebooks.

Run by ``make bench-book``. The bare book has a page for each of ours: a title and a sentence, and, where ours has
cells, one trivial cell. The two are built in turn, each from clean and in a folder that is thrown away; nothing is
written to the project. Wall time is what a person waits; processor time is the work, on all cores.
"""

import argparse
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date
from importlib.metadata import version
from pathlib import Path

import yaml

ROOT = Path(__file__).resolve().parents[1]
PACKAGES = ("jupyter-book", "sphinx", "myst-nb", "ipykernel", "pandas", "matplotlib")
CONFIG = {"title": "A bare book", "only_build_toc_files": True}
NOTEBOOK = """---
jupytext:
  text_representation: {extension: .md, format_name: myst}
kernelspec: {display_name: Python 3, language: python, name: python3}
---
"""
CELL = """
```{code-cell} ipython3
1 + 1
```
"""


def pages(toc) -> list[str]:
    """Every page that a table of contents names, its root first."""
    if isinstance(toc, list):
        return [page for part in toc for page in pages(part)]
    if isinstance(toc, dict):
        own = [toc[key] for key in ("root", "file") if key in toc]
        return own + [
            page for value in toc.values() if isinstance(value, list) for page in pages(value)
        ]
    return []


def write_bare(folder: Path) -> tuple[int, int]:
    """Write the bare book into a folder: how many pages it has, and how many of them have a cell."""
    ours = pages(yaml.safe_load((ROOT / "_toc.yml").read_text(encoding="utf-8")))
    notebooks = [
        (ROOT / f"{page}.md").read_text(encoding="utf-8").count("{code-cell}") > 0 for page in ours
    ]
    names = [f"page{number:02}" for number in range(len(ours))]
    for name, notebook in zip(names, notebooks):
        (folder / f"{name}.md").write_text(
            (NOTEBOOK if notebook else "")
            + f"# {name}\n\nA sentence.\n"
            + (CELL if notebook else ""),
            encoding="utf-8",
        )
    toc = {
        "format": "jb-book",
        "root": names[0],
        "chapters": [{"file": name} for name in names[1:]],
    }
    for name, content in (("_toc.yml", toc), ("_config.yml", CONFIG)):
        (folder / name).write_text(yaml.safe_dump(content), encoding="utf-8")
    return len(names), sum(notebooks)


def build(book: Path) -> tuple[float, float]:
    """Build a book from clean into a folder of its own: wall seconds and processor seconds."""
    with tempfile.TemporaryDirectory() as folder:
        command = [
            Path(sys.executable).with_name("jupyter-book"),
            "build",
            book,
            "--path-output",
            folder,
            "--quiet",
        ]
        before, start = _processor(), time.perf_counter()
        done = subprocess.run(
            command,
            capture_output=True,
            text=True,
            env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        )
        wall, processor = time.perf_counter() - start, _processor() - before
        if done.returncode or not list(Path(folder).rglob("searchindex.js")):
            raise SystemExit(
                f"the build of {book} failed:\n{done.stdout[-2000:]}{done.stderr[-2000:]}"
            )
    return wall, processor


def _processor() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> int:
    """Build in turn, and print the table."""
    parser = argparse.ArgumentParser(
        prog="make bench-book",
        description="Time the book's build against that of a bare Jupyter Book, interleaved.",
    )
    parser.add_argument("--rounds", type=int, default=3, help="how often each is built (default 3)")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as folder:
        n_pages, n_notebooks = write_bare(Path(folder))
        print(
            f"{date.today()}, {os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}, "
            + ", ".join(f"{name} {version(name)}" for name in PACKAGES)
        )
        print(f"Each book has {n_pages} pages, {n_notebooks} of them with cells. Seconds:")
        print(
            f"{'round':>6} {'book':>8} {'bare':>8} {'ratio':>7}   {'book, processor':>15} {'bare, processor':>15} {'ratio':>7}"
        )
        measured = []
        for number in range(1, rounds + 1):
            ours, bare = build(ROOT), build(Path(folder))
            measured.append((ours[0], bare[0], ours[1], bare[1]))
            print(_line(str(number), *measured[-1]), flush=True)
    print(_line("median", *map(statistics.median, zip(*measured))))
    ratios = [ours / bare for ours, bare, *_ in measured]
    print(
        f"The book takes {statistics.median(ratios):.2f} times as long as the bare one (median of {rounds} rounds; {min(ratios):.2f} to {max(ratios):.2f})."
    )
    return 0


def _line(name: str, ours: float, bare: float, ours_processor: float, bare_processor: float) -> str:
    return f"{name:>6} {ours:8.1f} {bare:8.1f} {ours / bare:7.2f}   {ours_processor:15.1f} {bare_processor:15.1f} {ours_processor / bare_processor:7.2f}"


if __name__ == "__main__":
    sys.exit(main())
