"""Exhibits in the book: the output of a chapter's cell becomes a numbered figure or table, and its files are kept."""

import base64
from collections.abc import Callable
from typing import ClassVar

from docutils import nodes
from sphinx.util import logging

from ..report.drawn import MILLIMETRES, PICTURES
from ..report.publish import FORMATS, MIME, heading
from . import citing, dataframes, inline_svg
from .evidence import reading_order, reference
from .nodes import make, outward

logger = logging.getLogger(__name__)
FOLDER = {"figure": "figures", "table": "tables"}
PREFIX = {"figure": "fig", "table": "tab"}
FOOT = "exhibit-foot"  # the class of the line below an exhibit


class ExhibitRenderer:
    """The renderer that myst-nb calls for outputs of type `publish.MIME` (see the entry point in pyproject.toml)."""

    mime_priority_overrides: ClassVar = [("*", MIME, 0)]

    @staticmethod
    def handle_mime(renderer, data, inline: bool) -> list[nodes.Element] | None:
        """Return the nodes of an exhibit or of a DataFrame; None for any other output."""
        if data.mime_type == "text/html" and dataframes.is_dataframe(data.string):
            return [dataframes.node(data.string)]
        if data.mime_type != MIME:
            return None
        content, parser = data.content, renderer.renderer
        label = register(parser.sphinx_env, content)
        node = {"figure": _figure, "table": _table}[content["kind"]](content, parser, data.line)
        node["ids"], node["names"] = [label], [label]
        parser.document.note_explicit_target(node, node)
        return [node, foot(file_links(content))] if content["kind"] == "table" else [node]


def register(env, content: dict) -> str:
    """Note an exhibit of the page that is read, and return its anchor."""
    exhibits = env.get_domain("readouts").data["exhibits"]
    label = f"{PREFIX[content['kind']]}-{content['id']}"
    if exhibits.get(label, {}).get("docname", env.docname) != env.docname:
        logger.warning(
            "%s is shown in %s too: an exhibit has one place",
            label,
            exhibits[label]["docname"],
            location=env.docname,
        )
    exhibits[label] = {"docname": env.docname} | {
        key: content[key] for key in ("id", "kind", "title", "files")
    }
    exhibits[label] |= {
        "alt": content.get("alt", ""),
        "says": content.get("says", ""),
        "schema": content.get("schema", []),
        "caption": env.app.readouts_report.findings.fill(content["caption"]),
    }
    return label


def _inline(parser, text: str, line: int) -> list[nodes.Node]:
    """Return MyST text as inline nodes: the roles in it work as they do in prose."""
    root = nodes.paragraph()
    with parser.current_node_context(root):
        parser.nested_render_text(text, line or 0, inline=True)
    return root.children


def caption(content: dict, inline: Callable[[str], list[nodes.Node]]) -> list[nodes.Node]:
    """Return a caption: the title, and what is said, its source in an element that a narrow screen folds (see `book.js`).

    Parameters
    ----------
    content : dict
        The exhibit, as a cell gives it.
    inline : callable
        Makes nodes of MyST.
    """
    said, source, more = content["caption"], content.get("provenance", ""), ""
    if source:
        said, _, more = said.partition(source)
    folded = [make("span", *inline(source), classes=("provenance",))] if source else []
    more = [nodes.Text(" "), *inline(more.strip())] if more else []
    title = nodes.strong("", heading(content["title"]))
    return [title, nodes.Text(" "), *inline(said.strip()), *([nodes.Text(" ")] if folded else []), *folded, *more]  # fmt: skip


def _figure(content: dict, parser, line: int) -> nodes.figure:
    # A picture wider than the page scrolls, and what scrolls must be within reach of the keyboard.
    picture = make(
        "div",
        *inline_svg.shown(content),
        classes=("picture",),
        tabindex="0",
        role="region",
        aria_label=content["title"],
    )
    app, docname = parser.sphinx_env.app, parser.sphinx_env.docname
    said = caption(content, lambda text: _inline(parser, text, line))
    return figure(app, docname, content, picture, said)


def figure(
    app, docname: str, content: dict, shown: nodes.Element, said: list[nodes.Node]
) -> nodes.figure:
    """Return a figure: what is shown of it, its caption, and the line below it."""
    below = foot(
        citing.line(app, content["id"]), downloads(content), citing.box(app, docname, content)
    )
    return nodes.figure(
        "",
        shown,
        nodes.caption("", "", *said),
        nodes.legend("", below),
        classes=["exhibit"],
    )


def foot(*parts: nodes.Element) -> nodes.Element:
    """Return the line below an exhibit; what it holds opens below it. A cell's code comes to its end (see `cell_code`)."""
    return make("div", *parts, classes=(FOOT,), data_not_result="")


def downloads(figure: dict) -> nodes.Element:
    """Return the files of a figure, which a word opens."""
    name = make("summary", "Download", aria_label=f"Download: {figure['title']}")
    return make("details", name, file_links(figure))


def file_links(exhibit: dict) -> nodes.Element:
    """Return the links to an exhibit's files; those of a table say what they are for."""
    place, links = f"site:{FOLDER[exhibit['kind']]}/{exhibit['id']}", []
    for form in (form for form in FORMATS if form in exhibit["files"]):
        links += [
            make(
                "a",
                form.upper(),
                href=f"{place}.{form}",
                download="",
                aria_label=f"{form.upper()}: {exhibit['title']}",
            ),
            nodes.Text(" "),
        ]
    if "py" in exhibit["files"]:
        said = "Python program"
        links.append(make("a", said, href=f"{place}.py", aria_label=f"{said}: {exhibit['title']}"))
    return make(
        "p",
        *(["Download: "] if exhibit["kind"] == "table" else []),
        *links,
        *_for_a_journal(exhibit, place),
        classes=("files",),
        data_not_result="",
    )


def _for_a_journal(exhibit: dict, place: str) -> list[nodes.Node]:
    """Return links to the picture as it is drawn for one and for two columns of a journal, which sets title and source itself."""
    links: list[nodes.Node] = []
    for columns, width in MILLIMETRES.items():
        said = f"{'one column' if columns == 1 else 'two columns'} ({width} mm)"
        forms = [form for form in PICTURES if f"{width}mm.{form}" in exhibit["files"]]
        links += [nodes.Text(f" {said} ")] if forms else []
        for form in forms:
            label = f"{form.upper()}, {said}: {exhibit['title']}"
            href = f"{place}.{width}mm.{form}"
            link = make("a", form.upper(), href=href, download="", aria_label=label)
            links += [link, nodes.Text(" ")]
    said = make("span", "Without title and source: ", *links, classes=("for-journals",))
    return [said] if links else []


def _table(content: dict, parser, line: int) -> nodes.table:
    group = nodes.tgroup("", cols=len(content["header"]))
    group += [
        nodes.colspec("", colwidth=1, stub=int(number == 0))
        for number in range(len(content["header"]))
    ]
    group += nodes.thead(
        "",
        nodes.row(
            "",
            *(
                _entry(nodes.paragraph("", "", *_inline(parser, name, line)))
                for name in content["header"]
            ),
        ),
    )
    findings = parser.sphinx_env.app.readouts_report.findings
    group += nodes.tbody(
        "", *(nodes.row("", *(_cell(cell, findings) for cell in row)) for row in content["rows"])
    )
    said = caption(content, lambda text: _inline(parser, text, line))
    return nodes.table("", nodes.title("", "", *said), group, classes=["exhibit"])


def _entry(paragraph: nodes.paragraph) -> nodes.entry:
    return nodes.entry("", paragraph)


def _cell(cell: dict, findings) -> nodes.entry:
    if "finding" in cell:
        return _entry(nodes.paragraph("", "", reference(findings[cell["finding"]])))
    if "diff" in cell:
        return _entry(
            nodes.paragraph(
                "",
                "",
                make("span", *_stretches(cell["diff"]), classes=("versions",), data_not_result=""),
            )
        )
    if "address" in cell:
        text, address = cell["text"], cell["address"]
        link = outward(address) if text == address else nodes.reference("", text, refuri=address, internal=False)  # fmt: skip
        return _entry(nodes.paragraph("", "", make("span", link, data_not_result="")))
    if "source" in cell:
        return _entry(nodes.paragraph("", "", make("span", cell["text"], data_not_result="")))
    return _entry(nodes.paragraph("", cell["text"]))


def in_order(env) -> list[dict]:
    """Return every exhibit of the book, in the order of the table of contents."""
    order = {docname: place for place, docname in enumerate(reading_order(env))}
    # Within a page the dictionary keeps the order in which the page was read.
    return sorted(
        env.get_domain("readouts").data["exhibits"].values(),
        key=lambda exhibit: order.get(exhibit["docname"], len(order)),
    )


def _stretches(diff: list[tuple[bool, str]]) -> list[nodes.Node]:
    """Return words with those marked that another version has not; the mark is said aloud too."""
    parts = []
    for differs, words in diff:
        parts += [nodes.Text(" ")] if parts else []
        mark = [
            make("span", "only here: ", classes=("visually-hidden",)),
            nodes.Text(words),
            make("span", ", end", classes=("visually-hidden",)),
        ]
        parts.append(make("mark", *mark, classes=("differs",)) if differs else nodes.Text(words))
    return parts


def write_files(app, exception) -> None:
    """Write every exhibit's files into the site: ``figures/<id>.<format>`` and ``tables/<id>.csv``."""
    if exception or app.builder.format != "html":
        return
    for exhibit in app.env.get_domain("readouts").data["exhibits"].values():
        folder = app.outdir / FOLDER[exhibit["kind"]]
        folder.mkdir(parents=True, exist_ok=True)
        for form, content in exhibit["files"].items():
            data = (
                base64.b64decode(content)
                if form.endswith(("pdf", "png"))
                else content.encode("utf-8")
            )
            (folder / f"{exhibit['id']}.{form}").write_bytes(data)


def setup(app) -> None:
    """Register the writing of the files, and the styles."""
    app.add_css_file("exhibits.css", priority=910)
    app.connect("build-finished", write_files)
