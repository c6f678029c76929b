"""Where things are: the only module that knows a path of the project."""

from pathlib import Path

PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent.parent
DATA = ROOT / "data"
CHAPTERS = ROOT / "chapters"
SPELLING = PACKAGE / "spelling.csv"
FIGURE_STYLE = PACKAGE / "figures.mplstyle"
KIT_GUIDE = PACKAGE / "kit_guide.md"
