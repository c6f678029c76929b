"""The two nodes that docutils lacks, any HTML element and a number that links to its evidence, and what all pages do with nodes."""

import re
from collections.abc import Callable
from html import escape

from docutils import nodes
from sphinx.util.osutil import relative_uri

VOID = ("img", "input", "source", "wbr")  # elements without an end


class element(nodes.General, nodes.TextElement):
    """An HTML element: ``tag``, ``attributes`` (a dict), and ``site`` (an attribute whose value is a path in the site)."""


class finding_reference(nodes.reference):
    """A number, or the mark of a picture that shows it: the link to its evidence, with an anchor for the way back."""


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


def as_html(node: nodes.Node) -> str:
    """Return elements as HTML in one line that stands in Markdown, where no page gives them styles and no link leads.

    Examples
    --------
    >>> as_html(make("p", make("q", "for $1 <b>", lang="en"), paragraph(" and"), classes=("a",)))
    '<p><q lang="en">for &#36;1 &lt;b&gt;</q> and</p>'
    """
    if isinstance(node, nodes.Text):
        return escape(" ".join(node.astext().splitlines())).replace("$", "&#36;")
    inner = "".join(map(as_html, node.children))
    if not isinstance(node, element):
        return inner
    # What only a narrow screen shows, another column says.
    if "narrow-only" in node["classes"]:
        return ""
    language = f' lang="{node["attributes"]["lang"]}"' if "lang" in node["attributes"] else ""
    return f"<{node['tag']}{language}>{inner}</{node['tag']}>"


def split_at(
    pattern: re.Pattern[str], text: str, made: Callable[[re.Match[str]], nodes.Node]
) -> list[nodes.Node]:
    """Return a text as nodes, with what is made of each match of a pattern in the match's place.

    Examples
    --------
    >>> [node.astext() for node in split_at(re.compile("b+"), "abbc", lambda match: make("b", match[0]))]
    ['a', 'bb', 'c']
    """
    parts, place = [], 0
    for match in pattern.finditer(text):
        parts += [nodes.Text(text[place : match.start()]), made(match)]
        place = match.end()
    return [part for part in [*parts, nodes.Text(text[place:])] if part.astext()]


# An address in a text, without what ends the sentence or the bracket in which it stands.
ADDRESS = re.compile(r"https?://[^\s<>“”\"]*[^\s<>“”\".,;:)\]]")
# After these a long address may go on in the next line.
_BREAKS = re.compile(r"(?<=[/?&=_-])(?=[^/])")


def with_links(text: str) -> list[nodes.Node]:
    """Return a text as nodes, in which each address is a link.

    Examples
    --------
    >>> [node.astext() for node in with_links("quoted at http://a.org/b; and so on")]
    ['quoted at ', 'http://a.org/b', '; and so on']
    """
    return split_at(ADDRESS, text, lambda address: outward(address[0]))


def outward(address: str) -> nodes.reference:
    """Return the link to an address of the web, which shows it; a line ends within it where one of its parts does."""
    scheme, _, rest = address.partition("://")
    first, *others = _BREAKS.split(rest)
    shown = [nodes.Text(f"{scheme}://{first}")]
    for part in others:
        shown += [make("wbr"), nodes.Text(part)]
    return nodes.reference("", "", *shown, refuri=address, internal=False)


def replace_in_texts(
    doctree: nodes.document,
    pattern: re.Pattern[str],
    shown: Callable[[str], list[nodes.Node]],
    left_alone: tuple[type[nodes.Node], ...],
) -> None:
    """Put into a page what is shown of each text in which a pattern stands, but for those within some nodes."""
    for text in list(doctree.findall(nodes.Text)):
        if pattern.search(text.astext()) and not isinstance(text.parent, left_alone):
            text.parent.replace(text, shown(text.astext()))


def add_files(app, doctree, classes: set[str], name: str, priority: int) -> None:
    """Load the script and the style of a name where an element has one of some classes, and on no other page."""
    if doctree is not None and any(
        not classes.isdisjoint(node["classes"]) for node in doctree.findall(element)
    ):
        app.add_css_file(f"{name}.css", priority=priority)
        app.add_js_file(f"{name}.js", priority=priority, loading_method="defer")


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
    # A mark of a picture has no words of its own.
    kind = (
        f'class="mark" aria-label="{self.attval(node["label"])}"'
        if node.get("label")
        else 'class="finding"'
    )
    self.body.append(f'<a {kind} href="{self.encode(node["refuri"])}"{anchor}{note}>')


def _depart_finding_reference(self, node: finding_reference) -> None:
    self.body.append("</a>")


def setup(app) -> None:
    """Register the nodes for HTML; the book has no other output (its PDF is printed from HTML)."""
    app.add_node(element, html=(_visit_element, _depart_element))
    app.add_node(finding_reference, html=(_visit_finding_reference, _depart_finding_reference))
