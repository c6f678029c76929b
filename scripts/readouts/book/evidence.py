"""The role ``{finding}``, the directive ``{evidence}``, and the links between them, both ways.

Findings are computed once, before any page is read. While pages are read, the role (and the cells of exhibits)
leave a cross-reference, and its place is noted. When all are read, each evidence page is filled with the findings
whose first use, in the order of the table of contents, lies in its chapter; each entry links back to every use.
"""

from importlib import import_module

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from ..corpora.datapackage import DataError
from .entry import entry
from .nodes import finding_reference

logger = logging.getLogger(__name__)


class evidence_list(nodes.General, nodes.Element):
    """Where a chapter's evidence stands, once all pages are read."""


class EvidenceDirective(SphinxDirective):
    """``{evidence} chapters/naming``: the evidence for the findings that the chapter uses first."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Note which page has the chapter's evidence, and hold its place."""
        self.env.get_domain("readouts").data["pages"][self.arguments[0]] = self.env.docname
        return [evidence_list("", chapter=self.arguments[0], docname=self.env.docname)]


class FindingRole(SphinxRole):
    """``{finding}`id` ``: the number, linked to what it counts."""

    def run(self) -> tuple[list[nodes.Node], list]:
        """A cross-reference that shows the number."""
        try:
            return [reference(self.env.app.readouts_report.findings[self.text])], []
        except KeyError as error:
            logger.warning(error.args[0], location=self.get_location())
            return [nodes.Text(self.text)], []


def reference(finding) -> addnodes.pending_xref:
    """A cross-reference to a finding's entry that shows its number."""
    return addnodes.pending_xref("", nodes.Text(finding.text), refdomain="readouts", reftype="finding",
                                 reftarget=finding.id, refexplicit=True, refwarn=True)


class ReadoutsDomain(Domain):
    """Where findings are used, and on which page their evidence stands.

    ``uses``: page to its [(finding, anchor)] in the order of the page; ``pages``: chapter to its evidence page;
    ``exhibits``: see `exhibits`.
    """

    name, label = "readouts", "Readouts"
    roles = {"finding": FindingRole()}
    initial_data = {"uses": {}, "pages": {}, "exhibits": {}}
    data_version = 1

    def clear_doc(self, docname: str) -> None:
        """Forget a page that will be read again."""
        self.data["uses"].pop(docname, None)
        self.data["pages"] = {chapter: page for chapter, page in self.data["pages"].items() if page != docname}
        self.data["exhibits"] = {label: exhibit for label, exhibit in self.data["exhibits"].items() if exhibit["docname"] != docname}

    def process_doc(self, env, docname: str, document: nodes.document) -> None:
        """Note every use of a finding on a page, and give it an anchor for the way back."""
        uses = self.data["uses"].setdefault(docname, [])
        for node in document.findall(addnodes.pending_xref):
            if node.get("reftype") == "finding":
                node["use"] = f"use-{docname.rpartition('/')[2]}-{len(uses) + 1}"
                uses.append((node["reftarget"], node["use"]))

    def entries(self) -> dict[str, dict[str, list[tuple[str, str]]]]:
        """Evidence page to its findings to their uses (page, anchor), in the order of the table of contents."""
        findings = self.env.app.readouts_report.findings
        places, entries = {}, {}
        for docname in reading_order(self.env):
            for finding_id, anchor in self.data["uses"].get(docname, ()):
                page = places.setdefault(finding_id, self.data["pages"].get(docname))
                entries.setdefault(page, {}).setdefault(finding_id, []).append((docname, anchor))
                self._add_parts(findings, finding_id, places, entries)
        return entries

    def _add_parts(self, findings, finding_id: str, places: dict, entries: dict) -> None:
        # What a number is computed from is evidence too; its use is the entry of the number.
        page = places[finding_id]
        for part in findings[finding_id].parts:
            uses = entries.setdefault(places.setdefault(part, page), {}).setdefault(part, [])
            if (page, f"finding-{finding_id}") not in uses:
                uses.append((page, f"finding-{finding_id}"))
                self._add_parts(findings, part, places, entries)

    def resolve_xref(self, env, fromdocname, builder, typ, target, node, contnode):
        """The link to a finding's entry."""
        return link(env.app, fromdocname, target, node.get("use"))

    def get_objects(self):
        """Nothing for the search box: a finding is found by its words."""
        return []


def reading_order(env) -> list[str]:
    """All pages in the order of the table of contents."""
    def below(docname: str) -> list[str]:
        return [docname, *(name for child in env.toctree_includes.get(docname, ()) for name in below(child))]
    return below(env.config.root_doc)


def link(app, fromdocname: str, finding_id: str, use: str | None = None) -> finding_reference:
    """A number that links to its entry, from any page."""
    page = app.readouts_places[finding_id]
    uri = app.builder.get_relative_uri(fromdocname, page) + f"#finding-{finding_id}"
    text = app.readouts_report.findings[finding_id].text
    return finding_reference("", text, internal=True, refuri=uri, use=use)


def load_report(app) -> None:
    """Load the report that ``readouts_report`` names, before any page is read; all faults of its data at once."""
    module, _, function = app.config.readouts_report.partition(":")
    try:
        app.readouts_report = getattr(import_module(module), function)()
    except DataError as error:
        raise ExtensionError(str(error)) from None


def place_entries(app, env) -> None:
    """Decide, when all pages are read, on which page each finding's evidence stands."""
    app.readouts_entries = env.get_domain("readouts").entries()
    app.readouts_places = {finding: page for page, findings in app.readouts_entries.items() for finding in findings}
    for docname, uses in env.get_domain("readouts").data["uses"].items():
        if uses and docname not in env.get_domain("readouts").data["pages"]:
            logger.warning("uses findings, and no page has {evidence} %s", docname, location=docname)


def fill_pages(app, doctree: nodes.document, docname: str) -> None:
    """Put the entries where ``{evidence}`` stands."""
    for place in doctree.findall(evidence_list):
        entries = app.readouts_entries.get(place["docname"], {})
        place.replace_self([entry(app, docname, finding_id, uses) for finding_id, uses in entries.items()])


def setup(app) -> None:
    """Register the domain, the role and the directive."""
    app.add_config_value("readouts_report", "readouts.putin_xi.report:load", "env")
    app.add_domain(ReadoutsDomain)
    app.add_role("finding", FindingRole())
    app.add_directive("evidence", EvidenceDirective)
    app.add_node(evidence_list)
    app.connect("builder-inited", load_report)
    app.connect("env-check-consistency", place_entries)
    app.connect("doctree-resolved", fill_pages)
