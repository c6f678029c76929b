"""The role ``{finding}``, the directive ``{evidence}``, and the links between them, both ways.

Findings are computed once, before any page is read. While pages are read, the role (and the cells of exhibits)
leave a cross-reference, and its place is noted. When all are read, each evidence page is filled with the findings
whose first use, in the order of the table of contents, lies in its chapter; each entry links back to every use.
"""

import warnings
from importlib import import_module
from pathlib import Path
from typing import ClassVar

from docutils import nodes
from sphinx import addnodes
from sphinx.domains import Domain
from sphinx.errors import ExtensionError
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective, SphinxRole

from ..corpus.datapackage import DataError
from ..report.publish import to_csv
from .entry import FOLDER, all_spans, entry, link

logger = logging.getLogger(__name__)
# Characters of passages that an evidence page shows, and that each of its entries may show at least.
PAGE, LEAST = 500_000, 1_200
# What stands where all numbers of a chapter are used in others before it.
NONE = "This chapter has no number that is not in one before it: each of its numbers opens the evidence there."


class evidence_list(nodes.General, nodes.Element):
    """Where a chapter's evidence stands, once all pages are read."""


class EvidenceDirective(SphinxDirective):
    """``{evidence} chapters/naming``: the evidence for the findings that the chapter uses first."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Note which page has the chapter's evidence, and hold its place."""
        self.env.get_domain("readouts").data["pages"][self.arguments[0]] = self.env.docname
        return [evidence_list("", docname=self.env.docname)]


class FindingRole(SphinxRole):
    """``{finding}`id` ``: the number, linked to what it counts."""

    def run(self) -> tuple[list[nodes.Node], list]:
        """Return a cross-reference that shows the number."""
        try:
            return [reference(self.env.app.readouts_report.findings[self.text])], []
        except KeyError as error:
            logger.warning(error.args[0], location=self.get_location())
            return [nodes.Text(self.text)], []


def reference(finding) -> addnodes.pending_xref:
    """Return a cross-reference to a finding's entry that shows its number."""
    return addnodes.pending_xref(
        "",
        nodes.Text(finding.text),
        refdomain="readouts",
        reftype="finding",
        reftarget=finding.id,
        refexplicit=True,
        refwarn=True,
    )


class ReadoutsDomain(Domain):
    """Where findings are used, and on which page their evidence stands.

    ``uses``: page to its [(finding, anchor)] in the order of the page; ``pages``: chapter to its evidence page;
    ``exhibits``: see `exhibits`; ``readers``: event to the page with its reader.
    """

    name, label = "readouts", "Readouts"
    roles: ClassVar = {"finding": FindingRole()}
    initial_data: ClassVar = {"uses": {}, "pages": {}, "exhibits": {}, "readers": {}}
    data_version = 2

    def clear_doc(self, docname: str) -> None:
        """Forget a page that will be read again."""
        self.data["uses"].pop(docname, None)
        for kind in ("pages", "readers"):
            self.data[kind] = {
                key: page for key, page in self.data[kind].items() if page != docname
            }
        self.data["exhibits"] = {
            label: exhibit
            for label, exhibit in self.data["exhibits"].items()
            if exhibit["docname"] != docname
        }

    def process_doc(self, env, docname: str, document: nodes.document) -> None:
        """Note every use of a finding on a page, and give it an anchor for the way back."""
        uses = self.data["uses"].setdefault(docname, [])
        for node in document.findall(addnodes.pending_xref):
            if node.get("reftype") == "finding":
                node["use"] = f"use-{docname.rpartition('/')[2]}-{len(uses) + 1}"
                uses.append((node["reftarget"], node["use"]))

    def entries(self) -> dict[str, dict[str, list[tuple[str, str]]]]:
        """Map each evidence page to its findings to their uses (page, anchor), in the order of the table of contents."""
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
        """Return the link to a finding's entry."""
        return link(
            env.app, fromdocname, target, node.get("use"), contnode if node.get("picture") else None
        )

    def get_objects(self):
        """Return nothing for the search box: a finding is found by its words."""
        return []


def reading_order(env) -> list[str]:
    """Return all pages in the order of the table of contents."""

    def below(docname: str) -> list[str]:
        return [
            docname,
            *(name for child in env.toctree_includes.get(docname, ()) for name in below(child)),
        ]

    return below(env.config.root_doc)


def load_report(app) -> None:
    """Load the report that ``readouts_report`` names from the book's ``data/``, before any page is read; all faults of its data at once.

    Its findings are drawn here too, so that the chapters, which run in forks of the build, have them at hand.
    """
    module, _, function = app.config.readouts_report.partition(":")
    app.readouts_evidence_files = {}
    with warnings.catch_warnings(record=True) as told:
        try:
            app.readouts_report = getattr(import_module(module), function)(Path(app.srcdir, "data"))
            len(app.readouts_report.findings)
        except DataError as error:
            raise ExtensionError(str(error)) from None
    # A cell of a chapter that did the same would be at fault for it.
    for one in told:
        logger.warning(
            "%s:%s: %s: %s", one.filename, one.lineno, one.category.__name__, one.message
        )


def place_entries(app, env) -> None:
    """Decide, when all pages are read, on which page each finding's evidence stands."""
    app.readouts_entries = env.get_domain("readouts").entries()
    app.readouts_places = {
        finding: page for page, findings in app.readouts_entries.items() for finding in findings
    }
    for docname, uses in env.get_domain("readouts").data["uses"].items():
        if uses and docname not in env.get_domain("readouts").data["pages"]:
            logger.warning(
                "uses findings, and no page has {evidence} %s", docname, location=docname
            )


def fill_pages(app, doctree: nodes.document, docname: str) -> None:
    """Put the entries where ``{evidence}`` stands."""
    for place in doctree.findall(evidence_list):
        entries = app.readouts_entries.get(place["docname"], {})
        room = max(LEAST, PAGE // max(1, len(entries)))
        place.replace_self(
            [entry(app, docname, finding_id, uses, room) for finding_id, uses in entries.items()]
            or nodes.paragraph("", NONE)
        )


def write_files(app, exception) -> None:
    """Write into the site what did not fit on the evidence pages: ``evidence/<finding>.csv``."""
    if exception or app.builder.format != "html" or not app.readouts_evidence_files:
        return
    (Path(app.outdir) / FOLDER).mkdir(parents=True, exist_ok=True)
    for name, finding_id in app.readouts_evidence_files.items():
        spans = all_spans(app.readouts_report, app.readouts_report.findings[finding_id])
        (Path(app.outdir) / FOLDER / name).write_text(to_csv(spans), encoding="utf-8")


def setup(app) -> None:
    """Register the domain, the role and the directive."""
    app.add_config_value("readouts_report", "readouts.report:load", "env")
    app.add_domain(ReadoutsDomain)
    app.add_role("finding", FindingRole())
    app.add_directive("evidence", EvidenceDirective)
    app.add_node(evidence_list)
    app.connect("builder-inited", load_report)
    app.connect("env-check-consistency", place_entries)
    app.connect("doctree-resolved", fill_pages)
    app.connect("build-finished", write_files)
