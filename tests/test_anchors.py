"""Lines of a label keep their alignment in an SVG, whichever font it is shown in."""

import io
import re

import pytest
from matplotlib.figure import Figure
from readouts.report.anchors import anchored, points
from readouts.report.drawn import styled

LINES = ["a long line of it", "short", "of middle length & more"]


def svg(text: str, **how) -> str:
    file = io.StringIO()
    with styled({"svg.fonttype": "none"}):
        picture = Figure()
        picture.text(0.5, 0.5, text, **how)
        picture.savefig(file, format="svg")
        return anchored(file.getvalue())


def lines(svg: str) -> list[tuple[str | None, float]]:
    """The anchor of each line and where it stands."""
    return [
        (anchor[1] if (anchor := re.search("text-anchor: (\\w+)", style)) else None, float(x))
        for style, x in re.findall(r'<text style="([^"]*)" transform="translate\(([\d.]+) ', svg)
    ]


@pytest.mark.parametrize(
    ("side", "anchor"), [("left", None), ("right", "end"), ("center", "middle")]
)
@pytest.mark.parametrize("weight", ["normal", "bold"])
@pytest.mark.parametrize("url", [None, "finding:x"])
def test_lines_are_anchored_where_they_are_aligned(side, anchor, weight, url):
    found = lines(svg("\n".join(LINES), ha=side, weight=weight, url=url))
    assert [one for one, _ in found] == [anchor] * 3
    places = [x for _, x in found]
    assert max(places) - min(places) < 0.1
    assert places[0] == pytest.approx(0.5 * 6.4 * 72, abs=0.1)


def test_lines_stand_where_they_stood():
    how = {"ha": "right", "multialignment": "center"}
    found = lines(svg("\n".join(LINES), **how))
    with styled():
        widest = max(points(line, 9.5, 400) for line in LINES)
    assert found == [("middle", pytest.approx(0.5 * 6.4 * 72 - widest / 2, abs=0.1))] * 3


def test_spaces_at_the_end_of_a_line_are_not_shown_and_move_nothing():
    found = lines(svg("one line\nanother  ", ha="right"))
    with styled():
        space = points("another  ", 9.5) - points("another", 9.5)
    assert [anchor for anchor, _ in found] == ["end", "end"]
    assert found[0][1] - found[1][1] == pytest.approx(space, abs=0.1)


def test_two_labels_and_lines_that_share_nothing_stay_as_they_are():
    for kept in (
        '<text style="font-size: 9px" transform="translate(1 2)">one</text></g><g>'
        '<text style="font-size: 9px" transform="translate(7 2)">another</text>',
        '<text style="font-size: 9px" transform="translate(1 2)">one</text>\n'
        '<text style="font-size: 9px" transform="translate(70 2)">another</text>',
    ):
        assert anchored(kept) == kept
