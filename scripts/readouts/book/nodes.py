"""The two nodes that docutils lacks: any HTML element, and a number that is a link to its evidence."""

from docutils import nodes
from sphinx.util.osutil import relative_uri

VOID = ("img", "input")  # elements without an end


class element(nodes.General, nodes.TextElement):
    """An HTML element: ``tag``, ``attributes`` (a dict), and ``site`` (an attribute whose value is a path in the site)."""


class finding_reference(nodes.reference):
    """A number: the link to its evidence, with an anchor for the way back."""


def make(
    tag: str, *children, classes: tuple[str, ...] = (), ids: tuple[str, ...] = (), **attributes
) -> element:
    """Return an element; a string among the children becomes text, and an underscore in an attribute's name a hyphen."""
    node = element(
        "", "", *(nodes.Text(child) if isinstance(child, str) else child for child in children)
    )
    node["tag"], node["classes"], node["ids"] = tag, list(classes), list(ids)
    node["attributes"] = {
        name.replace("_", "-"): value for name, value in attributes.items() if value is not None
    }
    return node


def paragraph(*children) -> nodes.paragraph:
    """Return a paragraph of strings and nodes."""
    return nodes.paragraph(
        "", "", *(nodes.Text(child) if isinstance(child, str) else child for child in children)
    )


def site_path(builder, path: str) -> str:
    """Return the address of a file of the site, seen from the page that is being written."""
    return relative_uri(
        builder.get_target_uri(builder.current_docname).partition("#")[0]
        or f"{builder.config.root_doc}.html",
        path,
    )


def _visit_element(self, node: element) -> None:
    # Attributes are written in the order given: `starttag` would sort them into the same bytes anyway.
    attributes = {
        name: site_path(self.builder, value[5:]) if str(value).startswith("site:") else value
        for name, value in node["attributes"].items()
    }
    if node["tag"] in VOID:
        self.body.append(self.emptytag(node, node["tag"], "", **attributes))
    else:
        self.body.append(self.starttag(node, node["tag"], "", **attributes))


def _depart_element(self, node: element) -> None:
    if node["tag"] not in VOID:
        self.body.append(f"</{node['tag']}>")


def _visit_finding_reference(self, node: finding_reference) -> None:
    anchor = f' id="{node["use"]}"' if node.get("use") else ""
    note = f' aria-describedby="{node["describedby"]}"' if node.get("describedby") else ""
    self.body.append(f'<a class="finding" href="{self.encode(node["refuri"])}"{anchor}{note}>')


def _depart_finding_reference(self, node: finding_reference) -> None:
    self.body.append("</a>")


def setup(app) -> None:
    """Register the nodes for HTML; the book has no other output (its PDF is printed from HTML)."""
    app.add_node(element, html=(_visit_element, _depart_element))
    app.add_node(finding_reference, html=(_visit_finding_reference, _depart_finding_reference))
