"""How to cite: the box under each figure, the gallery, the colophon, and the files for machines.

``CITATION.cff`` is the single source of the book's own citation. The version comes from it, the commit from git where
there is a checkout. Published files carry version and data hash, and never the commit.
"""

import csv
import hashlib
import json
import subprocess
import zipfile
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path

import yaml
from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from ..reporting.publish import data_sha256
from .nodes import make, paragraph

# The packages that decide what a page shows, for the colophon. Python's own version is none of them: the pages are
# the same on each version that the lock allows.
PACKAGES = ("jupyter-book", "sphinx", "myst-nb", "sphinx-book-theme", "pandas", "numpy", "matplotlib", "nltk")
# A zip file must have a date; this is the first that the format knows.
ZIP_DATE = (1980, 1, 1, 0, 0, 0)


@lru_cache(maxsize=1)
def citation(srcdir: Path) -> dict:
    """What ``CITATION.cff`` says."""
    return yaml.safe_load((srcdir / "CITATION.cff").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def commit(srcdir: Path) -> str:
    """The commit that is checked out, ``+dirty`` where the tree differs from it; a plain word where there is no git."""
    def git(*arguments: str) -> str:
        return subprocess.run(["git", "-C", str(srcdir), *arguments], capture_output=True, text=True, check=True).stdout.strip()
    try:
        return git("rev-parse", "HEAD") + ("+dirty" if git("status", "--porcelain") else "")
    except (OSError, subprocess.CalledProcessError):
        return "not recorded"


def authors(cff: dict) -> list[str]:
    """The authors' names."""
    return [author.get("name") or f"{author['family-names']}, {author['given-names']}" for author in cff["authors"]]


def reference(cff: dict, title: str, figure_id: str, address: str) -> str:
    """A figure's reference in words."""
    year = str(cff["date-released"])[:4]
    return f"{'; '.join(authors(cff))} ({year}): “{title}”, figure {figure_id}. In: {cff['title']}. Version {cff['version']}. {address}"


def bibtex(cff: dict, title: str, figure_id: str, address: str) -> str:
    """A figure's BibTeX entry."""
    fields = {"author": " and ".join(f"{{{name}}}" if "," not in name else name for name in authors(cff)), "title": f"{{{title}}}",
              "booktitle": f"{{{cff['title']}}}", "year": str(cff["date-released"])[:4], "note": f"Figure {figure_id}, version {cff['version']}",
              **({"url": address} if address.startswith("http") else {})}
    lines = ",\n".join(f"  {name} = {{{value}}}" for name, value in fields.items())
    return f"@incollection{{readouts-{figure_id},\n{lines}\n}}"


def register(srcdir: Path) -> dict[str, list[dict]]:
    """The figures published so far, oldest version first: id to its rows in ``data/figures.csv``."""
    rows: dict[str, list[dict]] = {}
    path = srcdir / "data" / "figures.csv"
    if path.exists():
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                rows.setdefault(row["figure"], []).append(row)
    return rows


def address(app, docname: str, anchor: str) -> str:
    """A figure's permanent address, or where it stands in the book as long as the book has none."""
    base = app.config.html_baseurl
    page = f"{docname}.html#{anchor}"
    return f"{base.rstrip('/')}/{page}" if base else page


def box(app, docname: str, content: dict) -> nodes.Element:
    """The box under a figure."""
    srcdir = Path(app.srcdir)
    cff, figure_id = citation(srcdir), content["id"]
    place = address(app, docname, f"fig-{figure_id}")
    changes = register(srcdir).get(figure_id, [])
    facts = [("Version", [cff["version"]]), ("Commit", [make("code", commit(srcdir))]),
             ("SHA-256 of its data", [make("code", data_sha256(content["files"]["csv"]))]),
             ("Address", [make("code", place), "" if app.config.html_baseurl else " (in the book; no permanent address is set)"]),
             ("Changed since the last version", [changes[-1]["change"] if changes else "not yet registered"]),
             ("Code that drew it", [make("a", f"{figure_id}.py", href=f"site:figures/{figure_id}.py"), ", the function as it ran"]),
             ("All data", [make("a", "data.zip", href="site:data.zip", download="")])]
    body = [part for name, value in facts for part in (make("dt", name), make("dd", *value))]
    return make("details", make("summary", "Cite this figure"), make("p", reference(cff, content["title"], figure_id, place)),
                make("pre", bibtex(cff, content["title"], figure_id, place), classes=("bibtex",), tabindex="0"), make("dl", *body),
                classes=("cite-box",), data_not_result="")


class gallery(nodes.General, nodes.Element):
    """Where the gallery stands, once all pages are read."""


class GalleryDirective(SphinxDirective):
    """``{gallery}``: every figure of the book, small, with links to its place and its files."""

    def run(self) -> list[nodes.Node]:
        """Hold the place."""
        return [gallery()]


def fill_gallery(app, doctree: nodes.document, docname: str) -> None:
    """Put the figures where ``{gallery}`` stands."""
    from .exhibits import in_order

    for place in doctree.findall(gallery):
        place.replace_self([_card(app, docname, exhibit) for exhibit in in_order(app.env) if exhibit["kind"] == "figure"])


def _card(app, docname: str, exhibit: dict) -> nodes.Element:
    uri = app.builder.get_relative_uri(docname, exhibit["docname"]) + f"#fig-{exhibit['id']}"
    title = nodes.paragraph("", "", nodes.reference("", exhibit["title"], internal=True, refuri=uri))
    image = make("img", src=f"site:figures/{exhibit['id']}.svg", alt=exhibit["alt"], loading="lazy")
    links = [part for form in ("svg", "pdf", "png", "csv")
             for part in (make("a", form.upper(), href=f"site:figures/{exhibit['id']}.{form}", download="", aria_label=f"{form.upper()}: {exhibit['title']}"), " ")]
    return make("div", title, image, make("p", *links, classes=("files",)), classes=("card-figure",), data_not_result="")


class ColophonDirective(SphinxDirective):
    """``{colophon}``: what the book was made with and from, with hashes."""

    def run(self) -> list[nodes.Node]:
        """A list of versions and one of hashes."""
        srcdir = Path(self.env.srcdir)
        versions = [("this book", citation(srcdir)["version"]), ("commit", commit(srcdir)), *((name, version(name)) for name in PACKAGES)]
        tables = [(path.relative_to(srcdir).as_posix(), hashlib.sha256(path.read_bytes()).hexdigest()) for path in sorted((srcdir / "data").rglob("*.csv"))]
        return [paragraph("Made with:"), self._list(versions), paragraph("Made from the tables, by SHA-256:"), self._list(tables)]

    def _list(self, pairs: list[tuple[str, str]]) -> nodes.Element:
        return make("dl", *(part for name, value in pairs for part in (make("dt", name), make("dd", make("code", value)))), classes=("colophon",), data_not_result="")


def write_for_machines(app, exception) -> None:
    """Write ``figures/index.json`` and ``data.zip`` into the site."""
    from .exhibits import in_order

    if exception or app.builder.format != "html":
        return
    srcdir = Path(app.srcdir)
    cff = citation(srcdir)
    figures = [{"id": exhibit["id"], "title": exhibit["title"], "caption": exhibit["caption"], "alt": exhibit["alt"],
                "page": f"{exhibit['docname']}.html#fig-{exhibit['id']}", "files": {form: f"figures/{exhibit['id']}.{form}" for form in sorted(exhibit["files"])},
                "data_sha256": data_sha256(exhibit["files"]["csv"])} for exhibit in in_order(app.env) if exhibit["kind"] == "figure"]
    index = {"title": cff["title"], "version": cff["version"], "figures": figures}
    (Path(app.outdir) / "figures").mkdir(parents=True, exist_ok=True)
    (Path(app.outdir) / "figures" / "index.json").write_text(json.dumps(index, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    write_zip(Path(app.outdir) / "data.zip", srcdir / "data")


def write_zip(path: Path, folder: Path) -> None:
    """Pack a folder so that the same files give the same bytes."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for file in sorted(path for path in folder.rglob("*") if path.is_file()):
            info = zipfile.ZipInfo(f"data/{file.relative_to(folder).as_posix()}", ZIP_DATE)
            info.external_attr = 0o644 << 16
            archive.writestr(info, file.read_bytes())


def setup(app) -> None:
    """Register the directives and the writing of the files."""
    app.add_node(gallery)
    app.add_directive("gallery", GalleryDirective)
    app.add_directive("colophon", ColophonDirective)
    app.connect("doctree-resolved", fill_gallery)
    app.connect("build-finished", write_for_machines)
