"""Write the chapters as notebooks into a folder. Run by ``make lab``."""

import sys
from pathlib import Path

from readouts import paths
from readouts.book.notebooks import Chapters, placed, write
from readouts.report import load

if __name__ == "__main__":
    report = load()
    chapters = Chapters(paths.ROOT, report, placed(paths.ROOT, report))
    for edited in write(chapters, Path(sys.argv[1])):
        print(f"{edited} was edited, and stays as it is; without it, it is made anew.")
