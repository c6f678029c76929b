"""The directive ``{workbench}``: a page that compares texts by this package, in the browser of whoever reads it.

The browser runs the package by Pyodide, which `make workbench` fetches. Where that was not done, the page says how to
compare texts by the commands instead. The package goes along as it is: its modules, the pure ones that it needs of
others, and of Babel's locales what dates and names take.
"""

import io
import json
import pickle
import re
import shutil
import zipfile
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path
from string import Template

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .. import paths
from .gallery import ZIP_DATE
from .nodes import element, make

SCRIPTS = ("workbench-show.js", "workbench.js")
FOLDER, SOURCES = "_static/workbench", "readouts.zip"
# Folders of the package that no text needs that is compared in the page, and libraries of Python alone that one needs.
LEFT_OUT = ("api", "book", "comparison", "create/book_template", "report")
LIBRARIES = ("babel", "snowballstemmer", "yaml")
# The locales of languages that have a code of two letters, and what of them is asked for.
_LOCALE = re.compile(r"root|[a-z]{2}(_[A-Z][a-z]{3})?|ar_[A-Z]{2}")
_ASKED = ("days", "languages", "months", "territories")
_TEMPLATE = Path(__file__).parent / "templates" / "workbench.html"


class WorkbenchDirective(SphinxDirective):
    """``{workbench}``: the form and the places of what it gives; or, where Pyodide is missing, how to do without."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Return the page's part that works; what stands in the directive is shown where it cannot."""
        held = runtime()
        if not held:
            return self.parse_content_to_nodes()
        content = nodes.raw("", form(held), format="html")
        return [make("div", content, classes=("workbench",), data_not_result="")]


def form(held: dict[str, bytes]) -> str:
    """Return the page's HTML, which says how large the files are that it asks for."""
    sizes = {name: len(data) for name, data in held.items()}
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        sizes=json.dumps(sizes, sort_keys=True).replace('"', "&quot;"),
        megabytes=f"{sum(sizes.values()) / 1e6:.1f}",
    )


def runtime() -> dict[str, bytes]:
    """Return the files that the page asks for, by their names; none where `make workbench` was not run."""
    if not paths.WORKBENCH.is_dir():
        return {}
    found = {file.name: file.read_bytes() for file in sorted(paths.WORKBENCH.iterdir())}
    return found | {SOURCES: sources()}


def sources() -> bytes:
    """Return the package and the libraries as a ZIP: the same bytes of the same files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in sorted(_files()):
            info = zipfile.ZipInfo(name, ZIP_DATE)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return held.getvalue()


def _files() -> Iterator[tuple[str, bytes]]:
    for file in _below(paths.PACKAGE):
        name = file.relative_to(paths.PACKAGE).as_posix()
        if not name.startswith(tuple(f"{folder}/" for folder in LEFT_OUT)):
            yield f"readouts/{name}", file.read_bytes()
    for library in LIBRARIES:
        spec = find_spec(library)
        if spec and spec.origin:
            folder = Path(spec.origin).parent
            for file in _below(folder):
                if file.suffix in (".py", ".dat"):
                    name = file.relative_to(folder).as_posix()
                    if not name.startswith("locale-data/"):
                        yield f"{library}/{name}", file.read_bytes()
                    elif _LOCALE.fullmatch(file.stem):
                        yield f"{library}/{name}", _thinned(file)


def _below(folder: Path) -> list[Path]:
    found = (file for file in folder.rglob("*") if file.is_file())
    return sorted(file for file in found if "__pycache__" not in file.parts)


def _thinned(locale: Path) -> bytes:
    """Return a locale with what is asked for alone: whole they are ten times as large as the package."""
    data = pickle.loads(locale.read_bytes())
    return pickle.dumps({name: data[name] for name in _ASKED if name in data}, protocol=4)


def write_files(app, exception) -> None:
    """Write the files into the site, if a page asks for them."""
    if exception or app.builder.name != "html" or not getattr(app, "readouts_workbench", False):
        return
    folder = Path(app.outdir, FOLDER)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for name, data in runtime().items():
        (folder / name).write_bytes(data)


# Nothing of this page goes anywhere but to this site, whatever a text may hold.
POLICY = "connect-src 'self'; form-action 'self'; frame-src 'none'; object-src 'none'"


def _has_workbench(doctree) -> bool:
    return any("workbench" in node["classes"] for node in doctree.findall(element))


def remember(app, doctree, docname: str) -> None:
    """Note that the book has such a page: pages are written in other processes, of which nothing is known at the end."""
    if _has_workbench(doctree):
        app.readouts_workbench = True


def add_workbench_files(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Load script and style on the page that works, and keep it from asking another host."""
    if doctree is None or not _has_workbench(doctree):
        return
    for style in ("reader.css", "workbench.css"):
        app.add_css_file(style, priority=930)
    for script in SCRIPTS:
        app.add_js_file(script, priority=930, loading_method="defer")
    policy = f'\n<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
    context["metatags"] = context.get("metatags", "") + policy


def setup(app) -> None:
    """Register the directive and what it needs."""
    app.add_directive("workbench", WorkbenchDirective)
    app.connect("doctree-resolved", remember)
    app.connect("html-page-context", add_workbench_files)
    app.connect("build-finished", write_files)
