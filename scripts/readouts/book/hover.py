"""What a term, a citation or a number means, shown while its link is pointed at or has the focus.

Every page carries the notes that its own links need, each once and hidden; a link names its note by
``aria-describedby``, so a screen reader reads it without any script, and ``hover.js`` shows it. Nothing is fetched.
Without the script the link leads to the glossary, the reference or the evidence, as any link does.
"""

from collections.abc import Iterator

from docutils import nodes

from ..corpus.names import numbered
from ..report import precision
from .nodes import add_files, element, finding_reference, make

NOTE = "about"  # the class of a note, and the beginning of its id


class described_reference(nodes.reference):
    """A link to a term or a work, with a note: ``describedby`` is the note's id."""


def _visit_described_reference(self, node: described_reference) -> None:
    self.visit_reference(node)
    self.body[-1] = self.body[-1].replace("<a ", f'<a aria-describedby="{node["describedby"]}" ', 1)


def _depart_described_reference(self, node: described_reference) -> None:
    self.depart_reference(node)


def definitions(env) -> dict[str, str]:
    """Return the definition of each term of the book's glossaries, by the term's anchor."""
    terms = {
        docname
        for (kind, _), (docname, _) in env.get_domain("std").objects.items()
        if kind == "term"
    }
    found = {}
    for docname in sorted(terms):
        for item in env.get_doctree(docname).findall(nodes.definition_list_item):
            meaning = " ".join(part.astext() for part in item.findall(nodes.definition))
            found |= {
                anchor: meaning for term in item.findall(nodes.term) for anchor in term["ids"]
            }
    return found


def read_definitions(app, env) -> None:
    """Read the glossaries once, when all pages are read."""
    app.readouts_definitions = definitions(env)


def explanation(app, link: nodes.reference) -> str:
    """Return what a link's note says; nothing for a link that needs none. Beside a count of codes it says how precise they are.

    A citation has its reference as the link's title, which the keyboard and the finger never see.
    """
    anchor = link.get("refid") or link.get("refuri", "").rpartition("#")[2]
    if isinstance(link, finding_reference):
        report = app.readouts_report
        finding = report.findings[anchor.removeprefix("finding-")]
        said = precision.beside(report.context, finding)
        if _in_entry(link) or (_in_table(link) and not said):
            return ""
        return f"{_counted(finding)} {said}".strip()
    if any("std-term" in node["classes"] for node in link.findall(nodes.inline)):
        return app.readouts_definitions.get(anchor, "")
    return link.get("reftitle", "") if link.get("internal") else ""


def _counted(finding) -> str:
    if not finding.denominator:
        return f"{finding.label}."
    number, things = finding.denominator
    return f"{finding.label}, out of {numbered(number, things)}."


def _in_entry(link: finding_reference) -> bool:
    """Say whether a number stands in an entry of the evidence, which says all of it."""
    return any(
        isinstance(one, element) and "finding-entry" in one["classes"] for one in _above(link)
    )


def _in_table(link: finding_reference) -> bool:
    """Say whether a number stands in a table whose head says what it is; that of accounts facing each other has words in its heads."""
    return any(
        isinstance(one, nodes.table)
        or (isinstance(one, element) and one["tag"] == "table" and "facing" not in one["classes"])
        for one in _above(link)
    )


def _above(node: nodes.Node) -> Iterator[nodes.Node]:
    while (node := node.parent) is not None:
        yield node


def add_notes(app, doctree: nodes.document, docname: str) -> None:
    """Give each link that needs one its note, and put the notes at the end of the page."""
    if app.builder.name != "html":
        return  # on a single page the glossary and the references are at hand
    notes: dict[str, str] = {}
    for link in list(doctree.findall(nodes.reference)):
        text = explanation(app, link)
        if text:
            _describe(link, notes.setdefault(text, f"{NOTE}-{len(notes) + 1}"))
    if notes:
        shown = (
            make("div", text, ids=(name,), classes=(NOTE,), role="tooltip", hidden="")
            for text, name in notes.items()
        )
        doctree.append(make("div", *shown, data_not_result=""))


def _describe(link: nodes.reference, note: str) -> None:
    if isinstance(link, finding_reference):
        link["describedby"] = note
        return
    attributes = {name: value for name, value in link.attributes.items() if name != "reftitle"}
    link.replace_self(described_reference("", "", *link.children, **attributes, describedby=note))


def add_hover_files(app, pagename: str, templatename: str, context: dict, doctree) -> None:
    """Load script and style where there are notes."""
    add_files(app, doctree, {NOTE}, "hover", 930)


def setup(app) -> None:
    """Register the notes, after the evidence is in place and before languages are marked."""
    app.add_node(
        described_reference, html=(_visit_described_reference, _depart_described_reference)
    )
    app.connect("env-check-consistency", read_definitions)
    app.connect("doctree-resolved", add_notes, priority=800)
    app.connect("html-page-context", add_hover_files)
