"""The figures' font, Source Sans 3: that of the pages, so that a figure looks alike in the page and in each of its files.

The package brings it along. What matplotlib draws with is made of it once, and kept beside matplotlib's own list of
fonts. It has the letters of Europe and marks, and of the tables of layout what moves pairs of letters together: so a PDF
takes a quarter of the time, for whenever one is written, the font is cut down to the letters of the picture. And its
lines stand as close as its letters ask for; by what the font says of its height they would stand apart by a fifth more.
"""

import base64
import hashlib
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from xml.sax.saxutils import unescape

import matplotlib
from matplotlib.font_manager import FontProperties, findfont, fontManager, get_font

from ..atomic import atomic_write

FAMILY = "Source Sans 3"
# Comes with matplotlib, and has letters and marks that the other lacks.
FALLBACK = "DejaVu Sans"
FILES = tuple(
    Path(__file__).with_name("typefaces") / f"SourceSans3-{cut}.ttf" for cut in ("Regular", "Bold")
)
# Latin, Greek and Cyrillic letters, and marks of all kinds; others come from the other font.
CHARACTERS = frozenset(
    code
    for first, end in (
        (0x20, 0x250),
        (0x370, 0x530),
        (0x2000, 0x2050),
        (0x20A0, 0x20C0),
        (0x2190, 0x2300),
        (0x25A0, 0x2800),
    )
    for code in range(first, end)
)
# How far an l reaches above the line, and a p below it, in thousandths of the size.
ABOVE, BELOW = 712, 205
# What lies between two lines: a fifth of that, as matplotlib adds to a label whose lines stand at a distance of their own.
BETWEEN = 183
_TEXT = re.compile(r'<text style="([^"]*)"[^>]*>([^<]*)</text>')


@lru_cache(maxsize=1)
def register() -> None:
    """Let matplotlib draw with the font of the package, whichever version of it a machine has."""
    fontManager.ttflist = [known for known in fontManager.ttflist if known.name != FAMILY]
    for whole in FILES:
        fontManager.addfont(_made(whole))


def _made(whole: Path) -> Path:
    """Return the path of the font that matplotlib draws with, made once."""
    made = f"{sorted(CHARACTERS)}{ABOVE}{BELOW}{BETWEEN}".encode()
    digest = hashlib.sha256(whole.read_bytes() + made).hexdigest()[:16]
    ours = Path(matplotlib.get_cachedir()) / f"readouts-{whole.stem}-{digest}.ttf"
    if not ours.exists():
        _make(whole, ours)
    return ours


def with_letters(svg: str) -> str:
    """Return an SVG with the letters of its texts in it: a browser shows it as it was laid out where the font is not installed."""
    letters: dict[bool, set[str]] = {False: set(), True: set()}
    for style, text in _TEXT.findall(svg):
        letters["font-weight: 700" in style].update(unescape(text))
    faces = "".join(
        _face(whole, bold, frozenset(own))
        for whole, (bold, own) in zip(FILES, letters.items())
        if own
    )
    return svg.replace("<defs>", f'<defs>\n  <style type="text/css">{faces}</style>', 1)


@lru_cache(maxsize=64)
def _face(whole: Path, bold: bool, letters: frozenset[str]) -> str:
    """Return a rule of CSS that has a font with these letters in it."""
    from fontTools import subset

    options = subset.Options(layout_features=["kern"], hinting=False, flavor="woff")
    with subset.load_font(_made(whole), options) as font:
        cut = subset.Subsetter(options)
        cut.populate(text="".join(sorted(letters)))
        cut.subset(font)
        file = io.BytesIO()
        subset.save_font(font, file, options)
    data = base64.b64encode(file.getvalue()).decode("ascii")
    weight = "bold" if bold else "normal"
    return f'@font-face {{font-family: "{FAMILY}"; font-weight: {weight}; src: url(data:font/woff;base64,{data})}}'


@contextmanager
def shapes_alone() -> Iterator[None]:
    """Have a font that is cut down for a PDF keep the shapes of its letters, and not how pairs of them are moved together.

    A PDF says itself where each letter stands; to cut that table down takes most of the time in which a font is embedded.
    """
    from fontTools.subset import Options

    # Which tables matplotlib leaves out it does not ask, so the default is what there is to change.
    kept = Options._drop_tables_default
    Options._drop_tables_default = [*kept, "GPOS"]
    try:
        yield
    finally:
        Options._drop_tables_default = kept


@lru_cache(maxsize=1)
def characters() -> frozenset[int]:
    """Return the characters that a figure can have, as numbers: those of its font, and of the one that helps out.

    Examples
    --------
    >>> ord("ж") in characters(), ord("ა") in characters(), ord("中") in characters()
    (True, True, False)
    """
    register()
    return frozenset(
        character
        for family in (FAMILY, FALLBACK)
        for character in get_font(findfont(FontProperties(family=[family]))).get_charmap()
    )


def _make(whole: Path, ours: Path) -> None:
    """Write the font that matplotlib draws with."""
    from fontTools import subset  # a fifth of a second, where nothing is drawn

    # Letters that are joined ("fi") could not be searched in a PDF.
    options = subset.Options(
        layout_features=["kern"], hinting=False, name_IDs=["*"], glyph_names=True
    )
    options.drop_tables += ["GSUB", "GDEF", "BASE"]
    with subset.load_font(whole, options) as font:
        cut = subset.Subsetter(options)
        cut.populate(unicodes=CHARACTERS)
        cut.subset(font)
        heights = font["OS/2"]
        heights.sTypoAscender, heights.sTypoDescender = ABOVE, -BELOW
        heights.sTypoLineGap = BETWEEN
        with atomic_write(ours) as file:
            font.save(file)
