"""Lines of a label that keep their alignment in an SVG, whichever font it is shown in."""

import re
from functools import lru_cache
from xml.sax.saxutils import unescape

from matplotlib.font_manager import FontProperties
from matplotlib.textpath import text_to_path

_TEXT = r'<text style="([^"]*)" transform="translate\(([-\d.]+) ([-\d.]+)\)">([^<]*)</text>'
_ONE = re.compile(_TEXT)
# One below the other, each perhaps in a link of its own.
_LINES = re.compile(rf"{_TEXT}(?:\s*(?:</a>\s*<a [^>]*>\s*)?{_TEXT})+")
_SIZE, _WEIGHT = re.compile(r"font-size: ([\d.]+)px"), re.compile(r"font-weight: (\d+)")
# What two ends may differ by, in points, and be one: positions are rounded.
_SAME = 0.1
# Which part of a line lies before its anchor.
_ANCHORS = {"start": 0.0, "end": 1.0, "middle": 0.5}


@lru_cache(maxsize=4096)  # SVG, PDF and PNG have the same lines
def points(line: str, size: float, weight: str | int | None = None) -> float:
    """Return how wide a line is in the font of the style that is set, in points."""
    font = FontProperties(size=size, weight=weight)
    return float(text_to_path.get_text_width_height_descent(line, font, False)[0])


def anchored(svg: str) -> str:
    """Return matplotlib's SVG with an anchor for each line of a label that is aligned at its end or in its middle.

    matplotlib says where each line begins. In another font than the one it was laid out in, such lines would be ragged.
    """
    return _LINES.sub(_with_anchor, svg)


def _with_anchor(lines: re.Match) -> str:
    """Return the lines of one label, with what they are aligned at."""
    found = list(_ONE.finditer(lines[0]))

    def apart(share: float) -> float:
        places = [float(one[2]) + share * _width(one, unescape(one[4])) for one in found]
        return max(places) - min(places)

    anchor = next((one for one, share in _ANCHORS.items() if apart(share) < _SAME), "start")
    if anchor == "start":
        return lines[0]
    share = _ANCHORS[anchor]

    def at_its_anchor(one: re.Match) -> str:
        # A browser shows no space at the end of a line.
        x = float(one[2]) + share * _width(one, unescape(one[4]).rstrip())
        place = f"translate({x:.6f} {one[3]})"
        return f'<text style="{one[1]}; text-anchor: {anchor}" transform="{place}">{one[4]}</text>'

    return _ONE.sub(at_its_anchor, lines[0])


def _width(one: re.Match, line: str) -> float:
    weight = _WEIGHT.search(one[1])
    return points(line, float(_SIZE.search(one[1])[1]), int(weight[1]) if weight else None)
