"""Where things are: the only module that knows a path of the project."""

import sys
from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent.parent
DATA = ROOT / "data"
CHAPTERS = ROOT / "chapters"
COMMIT = PACKAGE / "commit.txt"
SPELLING = PACKAGE / "text" / "spelling.csv"
AMOUNTS = PACKAGE / "text" / "amounts.csv"
CLITICS = PACKAGE / "text" / "clitics.csv"
HAN = PACKAGE / "text" / "han.csv"
ARTICLED = PACKAGE / "report" / "articled.txt"
FIGURE_STYLE = PACKAGE / "report" / "figures.mplstyle"
GENERAL = PACKAGE / "create" / "codebook"
KIT_GUIDE = PACKAGE / "report" / "kit_guide.md"
# What runs the package in a browser, where `make workbench` lays it: beside the environment that builds books.
WORKBENCH = Path(sys.prefix) / "share" / "readouts" / "workbench"
