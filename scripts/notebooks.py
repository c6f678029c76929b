"""Write the chapters as notebooks into a folder. Run by ``make lab``."""

import sys
from pathlib import Path

from readouts import paths
from readouts.book.notebooks import Chapters, write
from readouts.report import load

if __name__ == "__main__":
    for edited in write(Chapters(paths.ROOT, load().findings), Path(sys.argv[1])):
        print(f"{edited} was edited, and stays as it is; without it, it is made anew.")
