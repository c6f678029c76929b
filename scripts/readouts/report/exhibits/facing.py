"""The figure of two accounts that face each other, topic by topic."""

import textwrap
from typing import NamedTuple

import pandas as pd
from matplotlib.artist import Artist
from matplotlib.figure import Figure as Picture
from matplotlib.patches import Rectangle

from .. import facing, results
from ..drawing import NARROW, WIDE, figure, latin, on_narrow, shows, side_styles, small
from ..drawn import EDGE
from ..fields import Field
from ..report import Report

# Inches: from one line to the next, the width of a letter, the space around words in a box, and between two boxes.
LINE, LETTER, PAD, GAP = 0.165, 0.068, 0.08, 0.09
BAR, ABOVE = 0.05, 0.12
SOFT, PALE = "#555555", "#9a9a9a"


class Box(NamedTuple):
    """What stands in a box: its lines, in which of them who speaks begins, and its colour; none where it is a gap."""

    lines: list[str]
    soft: int
    colour: str = ""

    @property
    def height(self) -> float:
        """How high it is, in inches."""
        return LINE * len(self.lines) + 2 * PAD


@figure
def facing_quotations(report: Report) -> dict:
    """What the one account says of a topic, in its words, beside the gap in the other."""
    sides, day = report.settings.two, results.day(report.settings.event)
    pairs = facing.pairs(report)
    data = pd.DataFrame(
        [
            {
                "topic": pair.topic,
                "label": pair.label,
                "side": account.side.id,
                "status": "stated" if account.words else "absent",
                "speaker": account.speaker,
                "quotation": account.words,
                "segment_id": account.segment_id,
                "originals": "; ".join(one.words for one in account.originals),
                "originals_quoted_by": "; ".join(
                    dict.fromkeys(one.quoted_by for one in account.originals if one.quoted_by)
                ),
                "elsewhere": account.elsewhere,
                "topics_of_its_own": report.findings[
                    f"topics-{report.settings.event}-{account.side.id}"
                ].value,
                "finding": pair.finding,
            }
            for pair in pairs
            for account in pair.accounts
        ]
    )
    said = "; ".join(
        f"{pair.label}: "
        + ", ".join(
            f"{account.side.name}, “{account.words}”"
            if account.words
            else f"{account.side.name}, a gap"
            for account in pair.accounts
        )
        for pair in pairs
    )
    return {
        "title": "Two accounts facing each other",
        "caption": f"Words of the two readouts of {day}, topic by topic, as the passages at hand quote them, and below them who is made to speak. A dashed box: no sentence of that account states the topic.",
        "limits": f"The topics were chosen for this figure, {{plain}}`{len(pairs)}` of those that one account states and the other does not: "
        f"{' and '.join(f'{{finding}}`topics-{report.settings.event}-{side.id}` in {side.whose}' for side in sides)}.",
        "alt": f"For each topic two boxes beside each other, one for each account. {said}.",
        "fields": {
            "side": Field("short name of the side whose account it is"),
            "status": Field("the topic: stated or absent in the side’s full readout"),
            "speaker": Field(
                "who is made to say it, in print; empty where the account does not state the topic"
            ),
            "quotation": Field("words of the passage; empty where the account does not state it"),
            "segment_id": Field("short name of the passage in segments.csv"),
            "originals": Field(
                "key terms of the words in the language in which the account was written"
            ),
            "originals_quoted_by": Field(
                "who quotes these terms; empty where the account itself was seen in that language"
            ),
            "elsewhere": Field(
                "the topic by which the account speaks of the same matter in its own way; empty where there is none"
            ),
            "topics_of_its_own": Field(
                "topics that this account states and the other does not, shown here or not",
                "topics",
            ),
        },
        "data": data,
        "draw": draw_facing_quotations,
        "look": {"sides": {side.id: f"{side.opening}’s account" for side in sides}},
    }


def draw_facing_quotations(data: pd.DataFrame, sides: dict[str, str]) -> Picture:
    """Draw two boxes a topic, one for each account: beside each other, on a narrow screen below."""
    styles = side_styles(sides)
    data = data.assign(label=latin(data["label"]), elsewhere=latin(data["elsewhere"].fillna("")))
    width = NARROW if on_narrow() else WIDE
    room = width - 2 * EDGE if on_narrow() else (width - 2 * EDGE - GAP) / 2
    topics = [
        (
            name,
            [_box(row, styles, room) for row in rows.to_dict("records")],
            rows["finding"].iloc[0],
        )
        for name, rows in data.groupby("label", sort=False)
    ]
    heads = 0 if on_narrow() else LINE + GAP
    heights = [
        LINE * len(_lines(name, width - 2 * EDGE))
        + (
            sum(box.height + GAP / 2 for box in boxes)
            if on_narrow()
            else max(box.height for box in boxes)
        )
        + 2 * GAP
        for name, boxes, _ in topics
    ]
    picture = Picture(figsize=(width, sum(heights) + heads + EDGE))
    top = picture.get_figheight() - EDGE / 2
    if heads:
        for place, style in enumerate(styles.values()):
            _write(picture, (EDGE + place * (room + GAP), top), style.label, fontweight="bold")
        top -= heads
    for (name, boxes, finding), height in zip(topics, heights):
        lines = _lines(name[:1].upper() + name[1:], width - 2 * EDGE)
        for number, line in enumerate(lines):
            shows(_write(picture, (EDGE, top - LINE * number), line, fontweight="bold"), finding)
        y = top - LINE * len(lines) - GAP / 2
        for place, box in enumerate(boxes):
            left = EDGE if on_narrow() else EDGE + place * (room + GAP)
            tall = box.height if on_narrow() else max(one.height for one in boxes)
            _draw(picture, box, (left, y, room, tall))
            y -= (box.height + GAP / 2) if on_narrow() else 0
        top -= height
    return picture


def _lines(text: str, room: float) -> list[str]:
    return textwrap.wrap(text, int(room / LETTER))


def _box(row: dict, styles: dict, room: float) -> Box:
    """Return what stands in the box of an account; on a narrow screen, where it has no column of its own, whose it is."""
    style, inside = styles[row["side"]], room - 2 * PAD - BAR
    whose = f"{style.label}: " if on_narrow() else ""
    if row["status"] == "absent":
        return Box(_lines(whose + facing.gap(row["elsewhere"]), inside), 0)
    words = _lines(f"{whose}“{row['quotation']}”", inside)
    speaker = _lines(f"Speaker in the text: {row['speaker']}", inside)
    return Box([*words, *speaker], len(words), style.colour)


def _draw(picture: Picture, box: Box, place: tuple[float, float, float, float]) -> None:
    """Draw a box whose left upper corner, width and height are at a place in inches."""
    left, top, wide, tall = place
    size = picture.get_size_inches()

    def rectangle(width: float, **look) -> None:
        corner = (left / size[0], (top - tall) / size[1])
        picture.add_artist(
            Rectangle(
                corner, width / size[0], tall / size[1], transform=picture.transFigure, **look
            )
        )

    if box.colour:
        rectangle(wide, facecolor="none", edgecolor="#dddddd", linewidth=0.8)
        rectangle(BAR, facecolor=box.colour, edgecolor="none")
    else:
        rectangle(wide, facecolor="none", edgecolor=PALE, linewidth=1, linestyle=(0, (4, 3)))
    for number, line in enumerate(box.lines):
        at = (left + BAR + PAD, top - PAD - LINE * number)
        _write(picture, at, line, color=SOFT if number >= box.soft else "#000000")


def _write(picture: Picture, place: tuple[float, float], line: str, **look) -> Artist:
    """Write a line below a place in inches; all lines of a height stand on one line, whatever letters they have."""
    wide, high = picture.get_size_inches()
    return picture.text(place[0] / wide, (place[1] - ABOVE) / high, line, fontsize=small(), **look)
