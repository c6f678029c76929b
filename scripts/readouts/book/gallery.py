"""All figures in one place: the gallery for people, and for machines ``figures/index.json`` and the data as one zip."""

import io
import json
import zipfile
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..corpus.datapackage import csv_line, csv_reader
from ..report.citation import authors, citation, licence, reference, version
from ..report.drawn import CLOSE, MILLIMETRES, PAGE
from ..report.publish import data_sha256, defused
from . import citing, inline_svg
from .exhibits import downloads, foot, in_order
from .nodes import make

SCHEMA = Path(__file__).parent / "index.schema.json"
# A zip file must have a date; this is the first that the format knows.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


class gallery(nodes.General, nodes.Element):
    """Where the gallery stands, once all pages are read."""


class GalleryDirective(SphinxDirective):
    """``{gallery}``: every figure of the book, small, with what it says, and links to its place and its files.

    After the name may stand a part of the table of contents, whose figures these are; the first has those of the front page.
    """

    optional_arguments = 1
    final_argument_whitespace = True

    def run(self) -> list[nodes.Node]:
        """Hold the place."""
        part = self.arguments[0] if self.arguments else ""
        if part and part not in parts(self.env):
            raise self.error(f"no part of the table of contents is called {part!r}")
        return [gallery(part=part)]


def parts(env) -> dict[str, set[str]]:
    """Return the pages of each part of the table of contents, by its caption; the front page is of the first."""
    root = env.config.root_doc

    def below(docname: str) -> set[str]:
        return {docname}.union(*map(below, env.toctree_includes.get(docname, ())))

    found = {
        part.caption: set().union(
            *(below(str(item)) for item in part.items if isinstance(item, str))
        )
        for part in env.external_site_map[root].subtrees
    }
    found[next(iter(found))] |= {root}
    return found


def figures(env) -> list[dict]:
    """Return every figure of the book, in the order of the table of contents."""
    return [exhibit for exhibit in in_order(env) if exhibit["kind"] == "figure"]


def fill_gallery(app, doctree: nodes.document, docname: str) -> None:
    """Put the figures where ``{gallery}`` stands."""
    for place in doctree.findall(gallery):
        shown = figures(app.env)
        if part := place.get("part"):
            pages = parts(app.env)[part]
            shown = [figure for figure in shown if figure["docname"] in pages]
        cards = [_card(app, docname, figure) for figure in shown]
        place.replace_self(make("div", *cards, classes=("gallery",)))


def _card(app, docname: str, figure: dict) -> nodes.Element:
    uri = app.builder.get_relative_uri(docname, figure["docname"]) + f"#fig-{figure['id']}"
    title = nodes.paragraph("", "", nodes.reference("", figure["title"], internal=True, refuri=uri))
    says = [make("p", figure["says"], classes=("says",))] if figure["says"] else []
    chapter = app.env.titles[figure["docname"]].astext()
    place = nodes.reference("", chapter, internal=True, refuri=uri)
    return make(
        "div",
        title,
        *says,
        make("div", *inline_svg.small(figure), classes=("picture",)),
        make("p", "Discussed in: ", place, classes=("place",)),
        foot(downloads(figure)),
        classes=("card-figure",),
        data_not_result="",
    )


def write_for_machines(app, exception) -> None:
    """Write ``figures/index.json`` with its schema, the references to each figure, and ``data.zip`` into the site."""
    if exception or app.builder.format != "html":
        return
    cff, folder = citation(Path(app.srcdir)), Path(app.outdir) / "figures"
    folder.mkdir(parents=True, exist_ok=True)
    listed = []
    for figure in figures(app.env):
        place = citing.address(app, figure["docname"], f"fig-{figure['id']}")
        references = citing.references(cff, figure, place)
        for ending, text in references.items():
            (folder / f"{figure['id']}.{ending}").write_text(text, encoding="utf-8", newline="")
        listed.append(_listed(cff, figure, place, [*figure["files"], *references]))
    index = _of_book(cff, app.config.html_baseurl) | {"figures": listed}
    (folder / "index.json").write_text(
        json.dumps(index, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    (folder / SCHEMA.name).write_bytes(SCHEMA.read_bytes())
    write_zip(Path(app.outdir) / "data.zip", Path(app.srcdir) / "data")


def _of_book(cff: dict, address: str) -> dict:
    """Return what the index says of the book; what is not known is left out, and no address is invented."""
    said = {
        "$schema": SCHEMA.name,
        "title": cff["title"],
        "version": version(cff),
        "authors": authors(cff),
        "date": str(cff.get("date-released", "")),
        "license": licence(cff),
        "doi": cff.get("doi", ""),
        "address": address,
    }
    return {name: value for name, value in said.items() if value}


def _listed(cff: dict, figure: dict, place: str, endings: list[str]) -> dict:
    """Return what the index says of a figure."""
    page = f"{figure['docname']}.html#fig-{figure['id']}"
    return {
        "id": figure["id"],
        "title": figure["title"],
        **({"says": figure["says"]} if figure["says"] else {}),
        "caption": figure["caption"],
        "alt": figure["alt"],
        "page": page,
        **({"address": place} if place != page else {}),
        "citation": reference(cff, (figure["title"], figure["id"]), place),
        "files": {ending: f"figures/{figure['id']}.{ending}" for ending in sorted(endings)},
        **_left_out(figure),
        "data_sha256": data_sha256(figure["files"]["csv"]),
    }


def _left_out(figure: dict) -> dict[str, dict[str, str]]:
    """Return which width of a journal a figure is not drawn for, and why; nothing where it is drawn for all."""
    width = f"{MILLIMETRES[1]}mm"
    if f"{width}.svg" in figure["files"]:
        return {}
    why = f"With letters of {CLOSE} points it is higher than {PAGE} mm, and no page holds it."
    return {"left_out": {width: why}}


def write_zip(path: Path, folder: Path) -> None:
    """Pack a folder so that the same files give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(f"data/{file.relative_to(folder).as_posix()}", ZIP_DATE)
            info.external_attr = 0o644 << 16
            archive.writestr(info, defused_file(file))


def defused_file(file: Path) -> bytes:
    """Return a file as it is; a table with cells that a spreadsheet takes for formulas, as the tables of the pages have them."""
    data = file.read_bytes()
    if file.suffix != ".csv":
        return data
    rows = list(csv_reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    safe = [[defused(cell) for cell in row] for row in rows]
    return data if safe == rows else "".join(map(csv_line, safe)).encode()


def setup(app) -> None:
    """Register the directive and the writing of the files."""
    app.add_node(gallery)
    app.add_directive("gallery", GalleryDirective)
    app.connect("doctree-resolved", fill_gallery)
    app.connect("build-finished", write_for_machines)
