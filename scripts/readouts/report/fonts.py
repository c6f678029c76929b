"""The figures' font for a PDF: of a tenth of the size, so that to embed its letters takes a tenth of the time.

Whenever a PDF is written, matplotlib cuts down the font to the letters of the picture. Two thirds of that work go into
tables of ligatures and of other scripts. Here they are left out once, and what is left is kept beside matplotlib's own
list of fonts.
"""

import hashlib
from functools import lru_cache
from itertools import product
from pathlib import Path

import matplotlib
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, fontManager
from matplotlib.text import Text

from ..atomic import atomic_write

FAMILY = "DejaVu Sans"  # comes with matplotlib
REDUCED = f"{FAMILY} Reduced"
# Latin, Greek and Cyrillic letters, and marks of all kinds.
CHARACTERS = frozenset(
    chr(code)
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
_FAMILY_NAMES = (1, 16)  # in the table "name" of a font


def suffices(picture: Figure) -> bool:
    """Say whether the small font has every letter of a picture: for others, and to join those of Arabic, the whole one is needed.

    Examples
    --------
    >>> picture = Figure()
    >>> _ = picture.text(0, 0, "Кремль, 1 ≥ 0")
    >>> suffices(picture)
    True
    >>> _ = picture.text(0, 0, "საქართველო")
    >>> suffices(picture)
    False
    """
    texts = "".join(text.get_text() for text in picture.findobj(Text))
    return CHARACTERS.issuperset(texts.replace("\n", ""))


@lru_cache(maxsize=1)
def reduced() -> str:
    """Return the family under which matplotlib knows the small font, upright and slanted, regular and bold.

    Examples
    --------
    >>> reduced()
    'DejaVu Sans Reduced'
    """
    for style, weight in product(("normal", "oblique"), ("normal", "bold")):
        whole = Path(findfont(FontProperties(family=[FAMILY], style=style, weight=weight)))
        content = whole.read_bytes()
        letters = "".join(sorted(CHARACTERS)).encode()
        digest = hashlib.sha256(content + letters).hexdigest()[:16]
        small = Path(matplotlib.get_cachedir()) / f"readouts-{whole.stem}-{digest}.ttf"
        if not small.exists():
            _reduce(whole, small)
        fontManager.addfont(small)
    return REDUCED


def _reduce(whole: Path, small: Path) -> None:
    """Write a font with the letters and the tables that a picture needs."""
    from fontTools import subset  # a fifth of a second, where no PDF is drawn for nothing

    options = subset.Options(layout_features=[], hinting=False, name_IDs=["*"], glyph_names=True)
    # The last is a date, of which fontTools would warn on the terminal, and a cell that writes there breaks a build.
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "MATH", "FFTM"]
    options.legacy_kern = True  # the distances of pairs of letters, which stand in GPOS too
    with subset.load_font(whole, options) as font:
        cut = subset.Subsetter(options)
        cut.populate(unicodes=map(ord, CHARACTERS))
        cut.subset(font)
        for record in font["name"].names:
            if record.nameID in _FAMILY_NAMES:
                record.string = REDUCED
        with atomic_write(small) as file:
            font.save(file)
