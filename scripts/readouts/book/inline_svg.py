"""Figures as part of the page: their text can be selected and read aloud, the theme colours them, their marks are links.

A picture is matplotlib's SVG. In the page its ids begin with the figure's, so that two figures share none; its greys are
the theme's; and what links to ``finding:<id>`` becomes the reference that a number in prose is, with its note and its way back.
"""

import re

from docutils import nodes
from sphinx import addnodes

from ..report.drawn import MILLIMETRES
from .nodes import make

# A picture with more characters is shown as an image: the page would be slow, and nobody selects among its thousands of marks.
MOST = 200_000
# Pixels from which a picture with letters of 9 points has them under 6 where a sheet holds it, 203 mm high (exhibits.css).
HIGHEST = 1150
# What is in a file and not in the page, which has its own title and fonts.
_HEAD = re.compile(
    r"\A.*?(?=<svg\b)|<metadata>.*?</metadata>|<title>.*?</title>|<desc>.*?</desc>"
    r"|<style type=\"text/css\">@font-face.*?</style>",
    re.S,
)
_ID = re.compile(r'(?<=\bid=")|(?<=href="#)|(?<=url\(#)')
_SIZE = re.compile(r'<svg[^>]*?\bwidth="([\d.]+)pt" height="([\d.]+)pt"')
_LINK = re.compile(r'<a xlink:href="finding:(?P<id>[^"]+)"[^>]*>(?P<inner>.*?)</a>', re.S)
# The greys of the style, from the strongest to the paper, by what they are in the page. Other colours are the sides'.
INKS = {
    "--figure-ink": ("#000000", "#222222", "#333333"),
    "--figure-soft": ("#555555", "#6b6b6b", "#404040", "#9a9a9a"),
    "--figure-rule": ("#dddddd", "#e2e2e2"),
    "--figure-paper": ("#ffffff",),
}
# Colours of the sides that letters have by themselves: of these a dark page needs lighter ones, so that they can be read.
LETTERS = {"#0072b2": "--figure-letters-blue"}
_COLOURED = re.compile(r"(<text\b[^>]*\bfill: )(#[0-9a-f]{6})\b")
_INK = re.compile(r"(fill|stroke): (#[0-9a-f]{6})\b")
_VARIABLE = {grey: name for name, greys in INKS.items() for grey in greys}
# What stands on a coloured mark keeps its colour, whatever the page's is.
_ON_A_MARK = re.compile(r"<text\b[^>]*\bfill: #(?:ffffff|010101)\b[^>]*>")


def size(svg: str) -> tuple[int, int]:
    """Return width and height of a picture in the pixels of a page."""
    width, height = (round(float(side) * 4 / 3) for side in _SIZE.search(svg).groups())
    return width, height


def shown(content: dict) -> list[nodes.Node]:
    """Return the nodes of a figure's picture: drawn in the page, wide and narrow, or an image where it is too large for that."""
    pictures = content.get("pictures") or []
    if not pictures or any(len(svg) > MOST for svg in pictures):
        return [_image(content, pictures)]
    forms = ["wide", "narrow"] if len(pictures) > 1 else ["only"]
    return [
        _drawn(svg, form, f"{content['id']}-{form}-", content["alt"])
        for svg, form in zip(pictures, forms)
    ]


def small(content: dict) -> list[nodes.Element]:
    """Return a figure's picture as a narrow screen has it, for where many stand together; no mark of it is a link.

    Where that is higher than a sheet holds with letters that can be read, the form that is drawn closer follows, for paper.
    """
    form, close = _narrow(content), f"{MILLIMETRES[1]}mm.svg"
    svg = content["files"][form]
    if len(svg) > MOST:
        src = f"site:figures/{content['id']}.{form}"
        return [make("img", src=src, alt=content["alt"], loading="lazy")]
    forms = {"only": svg}
    if form != close and close in content["files"] and size(svg)[1] > HIGHEST:
        forms["paper"] = content["files"][close]
    return [
        _drawn(
            drawn, name, f"{content['id']}-{'small' if name == 'only' else name}-", content["alt"]
        )
        for name, drawn in forms.items()
    ]


def _image(content: dict, pictures: list[str]) -> nodes.Element:
    """Return a picture as an image; on a narrow screen its narrow form, where it has one."""
    # The page has title and source; the form for a journal leaves them out.
    form = f"{MILLIMETRES[2]}mm.svg" if len(pictures) > 1 else _narrow(content)
    width, height = size(content["files"][form])
    image = make(
        "img",
        src=f"site:figures/{content['id']}.{form}",
        alt=content["alt"],
        width=str(width),
        height=str(height),
        loading="lazy",
    )
    if len(pictures) < 2:
        return image
    narrow = _narrow(content)
    width, height = size(content["files"][narrow])
    source = make(
        "source",
        srcset=f"site:figures/{content['id']}.{narrow}",
        media="(max-width: 48rem)",
        width=str(width),
        height=str(height),
    )
    return make("picture", source, image)


def _narrow(content: dict) -> str:
    """Return the ending of the file for a narrow screen: that for one column of a journal, where it is the same."""
    own = "narrow.svg"
    return own if own in content["files"] else f"{MILLIMETRES[1]}mm.svg"


def _drawn(svg: str, form: str, prefix: str, alt: str) -> nodes.Element:
    """Return a picture as part of the page."""
    width, height = size(svg)
    body = _themed(_ID.sub(prefix, _HEAD.sub("", svg)))
    body = body[body.index(">") + 1 : body.rindex("</svg>")]
    box = re.search(r'viewBox="([^"]+)"', svg)[1]
    # What a screen reader says first; the text of the picture follows.
    return make(
        "svg",
        *_with_links(body),
        classes=(form,),
        role="group",
        aria_label=alt,
        viewBox=box,
        width=str(width),
        height=str(height),
    )


def _themed(svg: str) -> str:
    """Return the greys as variables of the page."""
    parts, place = [], 0
    for kept in _ON_A_MARK.finditer(svg):
        parts += [_inked(svg[place : kept.start()]), kept[0]]
        place = kept.end()
    return "".join([*parts, _inked(svg[place:])])


def _inked(svg: str) -> str:
    svg = _COLOURED.sub(
        lambda found: f"{found[1]}var({LETTERS[found[2]]})" if found[2] in LETTERS else found[0],
        svg,
    )
    return _INK.sub(
        lambda found: (
            f"{found[1]}: var({_VARIABLE[found[2]]})" if found[2] in _VARIABLE else found[0]
        ),
        # Text without a colour of its own is black.
        re.sub(r'(<text style=")(?![^"]*fill:)', r"\1fill: #000000; ", svg),
    )


def _with_links(body: str) -> list[nodes.Node]:
    """Return the markup, with a cross-reference where a mark shows a finding."""
    found, place = [], 0
    for link in _LINK.finditer(body):
        found += [_raw(body[place : link.start()]), _reference(link["id"], link["inner"])]
        place = link.end()
    return [*found, _raw(body[place:])]


def _reference(finding_id: str, inner: str) -> addnodes.pending_xref:
    return addnodes.pending_xref(
        "",
        _raw(inner),
        refdomain="readouts",
        reftype="finding",
        reftarget=finding_id,
        refexplicit=True,
        refwarn=True,
        picture=True,
    )


def _raw(markup: str) -> nodes.raw:
    return nodes.raw("", markup, format="html")
