"""For who reviews the report: which program makes each exhibit, how each source can be had, and what a build takes."""

import inspect
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from docutils import nodes
from sphinx.util.docutils import SphinxDirective

from .. import paths
from ..corpus.corpus import day
from ..report import chapters
from ..report.sources import BY_HAND, Source, sources
from .exhibits import in_order
from .nodes import make

PREFIX = {"figure": "fig", "table": "tab"}
BY_PROGRAM = "make texts gets it"
BY_NO_PROGRAM = "no program gets it; data/sources.csv says where it was seen"


class program_list(nodes.General, nodes.Element):
    """Where the list of programs stands, once all pages are read."""


class ProgramsDirective(SphinxDirective):
    """``{programs}``: every exhibit of the book, with the file and the lines that make it."""

    def run(self) -> list[nodes.Node]:
        """Hold the place."""
        return [program_list()]


class SourcesDirective(SphinxDirective):
    """``{sources}``: each source of texts, whether a program gets it, under which licence, and what rests on it."""

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        tables = self.env.app.readouts_report.corpus.tables
        licences = dict(zip(tables["sources"]["source"], tables["sources"]["licence"]))
        rows = [_source(one, licences[one.source]) for one in sources(tables).values()]
        head = ("Source", "How it is had", "Licence", "Tables that rest on it")
        return [_table("Sources", head, rows)]


class EffortDirective(SphinxDirective):
    """``{effort}``: what setting up and building took on the machine on which it was measured."""

    def run(self) -> list[nodes.Node]:
        """Return the list."""
        head = ("Command", "Seconds", "Processor seconds", "Memory, MiB", "Folder", "On the disk, MiB", "Measured on")  # fmt: skip
        rows = [
            [make("code", one.step), f"{one.wall_seconds}", f"{one.cpu_seconds}", f"{one.peak_mebibytes}",
             make("code", one.folder), f"{one.disk_mebibytes}", f"{day(one.date)}, {one.machine}, Python {one.python}"]
            for one in self.env.app.readouts_report.table("effort").itertuples()
        ]  # fmt: skip
        return [_table("Time, memory and disk", head, rows)]


def _source(source: Source, licence: str) -> list[nodes.Node | str]:
    address = source.copies[0].address
    title = make("a", source.title, href=address)
    how = BY_NO_PROGRAM if source.conversion == BY_HAND else BY_PROGRAM
    return [title, how, licence, ", ".join(source.used_by)]


def programs(
    report, shown: set[tuple[str, str]]
) -> Iterator[tuple[tuple[str, str], str, int, int]]:
    """Yield kind and id of exhibits, each with the file that makes it, and the first and the last line there.

    Parameters
    ----------
    report : Report
    shown : set of (str, str)
        Kind and id of what the book has. Some tables are called otherwise than their functions: these are made to be asked.
    """
    for kind in ("figure", "table"):
        for chapter, name in chapters.names(f"{kind}s", report.corpus.tables, report.settings):
            module = import_module(chapter.exhibits, chapters.__package__)
            function = getattr(module, name)
            source = inspect.unwrap(function)
            key = kind, name.replace("_", "-")
            if key not in shown:
                key = kind, getattr(function(report), "id", "")
            lines, first = inspect.getsourcelines(source)
            file = Path(inspect.getfile(source)).relative_to(paths.PACKAGE)
            place = f"scripts/readouts/{file.as_posix()}"
            yield key, place, first, first + len(lines) - 1


def fill(app, doctree: nodes.document, docname: str) -> None:
    """Put the list where ``{programs}`` stands."""
    for place in list(doctree.findall(program_list)):
        shown = {(one["kind"], one["id"]): one for one in in_order(app.env)}
        made = {key: own for key, *own in programs(app.readouts_report, set(shown))}
        rows = [
            [_linked(app, docname, one), make("code", file), f"{first} to {last}"]
            for key, one in shown.items()
            if key in made
            for file, first, last in [made[key]]
        ]
        place.replace_self(_table("Programs", ("Exhibit", "Program", "Lines"), rows))


def _linked(app, docname: str, exhibit: dict) -> nodes.Node:
    anchor = f"#{PREFIX[exhibit['kind']]}-{exhibit['id']}"
    uri = app.builder.get_relative_uri(docname, exhibit["docname"]) + anchor
    return nodes.reference("", exhibit["title"], internal=True, refuri=uri)


def _table(label: str, head: tuple[str, ...], rows: list[list[nodes.Node | str]]) -> nodes.Element:
    body = [make("tr", *(make("td", cell) for cell in row)) for row in rows]
    names = make("tr", *(make("th", name, scope="col") for name in head))
    table = make("table", make("thead", names), make("tbody", *body), classes=("table",))
    classes, how = ("pst-scrollable-table-container",), {"role": "region", "tabindex": "0"}
    return make("div", table, classes=classes, data_not_result="", aria_label=label, **how)


def setup(app) -> None:
    """Register the directives."""
    app.add_node(program_list)
    app.add_directive("programs", ProgramsDirective)
    app.add_directive("sources", SourcesDirective)
    app.add_directive("effort", EffortDirective)
    app.connect("doctree-resolved", fill)
