"""One finding's entry on an evidence page: the number, what it counts, and every counted word in its passage."""

from docutils import nodes

from ..reporting.findings import Finding
from .nodes import make, paragraph

SPEAKERS = {"issuer": "the issuer itself", "both": "both leaders", "putin": "Putin", "xi": "Xi"}
BASES = {"named": "named in the passage", "article": "named by the article around the passage",
         "full-text": "known from the full text"}


def entry(app, docname: str, finding_id: str, uses: list[tuple[str, str]]) -> nodes.Element:
    """The entry as a node.

    Parameters
    ----------
    app : Sphinx
        With ``readouts_report`` loaded.
    docname : str
        The page that is written.
    finding_id : str
    uses : list of (page, anchor)
        Where the number is used.
    """
    report = app.readouts_report
    finding = report.findings[finding_id]
    body = [_heading(finding), *_facts(app, docname, finding), *_passages(report, finding), *_rows(finding), *_withheld(finding)]
    count = None if finding.withheld or finding.parts else str(finding.value)
    return make("section", *body, _back(app, docname, uses), ids=(f"finding-{finding_id}",), classes=("finding-entry",),
                data_count=count, data_value=finding.text, data_not_result="")


def _heading(finding: Finding) -> nodes.Element:
    return make("h2", make("span", finding.text, classes=("finding-value",)), " ", finding.label, classes=("finding-title",))


def _facts(app, docname: str, finding: Finding) -> list[nodes.Element]:
    from .evidence import link

    facts = []
    if finding.denominator:
        facts.append(paragraph(f"Out of {finding.denominator[0]} {finding.denominator[1]}."))
    if finding.patterns:
        facts.append(paragraph("Looked for: ", *_joined([make("code", pattern) for pattern in finding.patterns]), "."))
    if finding.parts:
        parts = [make("span", link(app, docname, part), f" ({app.readouts_report.findings[part].label})") for part in finding.parts]
        facts.append(paragraph(f"Computed as {finding.formula}, from ", *_joined(parts), "."))
    if finding.note:
        facts.append(paragraph(finding.note))
    return facts


def _joined(parts: list[nodes.Node]) -> list[nodes.Node]:
    return [piece for number, part in enumerate(parts) for piece in ([nodes.Text(", ")] if number else []) + [part]]


def _passages(report, finding: Finding) -> list[nodes.Element]:
    passages = []
    for segment_id in dict.fromkeys(segment for segment, _, _ in finding.spans):
        segment = report.corpus.segments.loc[segment_id]
        spans = sorted({(start, end) for name, start, end in finding.spans if name == segment_id}, key=lambda span: (span[0], -span[1]))
        for layer in layers(spans):
            quote = make("blockquote", make("p", *marked(segment["text"], layer)), lang=segment["language"])
            passages.append(make("figure", quote, make("figcaption", source_line(segment)), classes=("passage",)))
    return passages


def source_line(segment) -> str:
    """Who published a passage, when, whom it makes speak, and where it stands."""
    speaker = SPEAKERS.get(segment["speaker"], segment["speaker"])
    quotation = {"unbroken": "an unbroken quotation", "joined": "joined by the article’s own words"}.get(segment["quotation"], segment["quotation"])
    return (f"{segment['issuer']}, {segment['date'].day} {segment['date']:%B %Y}. Made to speak: {speaker} "
            f"({BASES.get(segment['speaker_basis'], segment['speaker_basis'])}). Passage {segment['segment_id']}, "
            f"paragraph {segment['paragraph']} of the article, {quotation}.")


def layers(spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Spans in as few layers as keep crossing ones apart: within a layer they lie apart or inside one another.

    Examples
    --------
    >>> layers([(0, 9), (2, 5), (4, 12)])
    [[(0, 9), (2, 5)], [(4, 12)]]
    """
    found: list[list[tuple[int, int]]] = []
    for start, end in spans:
        for layer in found:
            if all(not (s < start < e < end or start < s < end < e) for s, e in layer):
                layer.append((start, end))
                break
        else:
            found.append([(start, end)])
    return found


def marked(text: str, spans: list[tuple[int, int]], start: int = 0, end: int | None = None) -> list[nodes.Node]:
    """A text with its spans as ``<mark>``, one inside another where they nest; spans sorted, the longer first."""
    end = len(text) if end is None else end
    children, place, rest = [], start, list(spans)
    while rest:
        first, last = rest.pop(0)
        inner = [span for span in rest if span[1] <= last]
        rest = rest[len(inner):]
        children += [nodes.Text(text[place:first]), make("mark", *marked(text, inner, first, last), classes=("hit",))]
        place = last
    return [*children, nodes.Text(text[place:end])]


def _rows(finding: Finding) -> list[nodes.Element]:
    if not finding.rows:
        return []
    items = [make("li", make("mark", row.key, classes=("hit",)), f": {row.says}" if row.says else "", f" ({row.table})") for row in finding.rows]
    return [make("ul", *items, classes=("rows",))]


def _withheld(finding: Finding) -> list[nodes.Element]:
    return [paragraph(f"Counted in a text that is not given here: {text.text_of}, {text.size}. Address: ",
                      make("code", text.address or "none recorded"), ". SHA-256 of the text counted: ",
                      make("code", text.sha256 or "none recorded"), ".")
            for text in finding.withheld]


def _back(app, docname: str, uses: list[tuple[str, str]]) -> nodes.Element:
    links = []
    for number, (page, anchor) in enumerate(uses):
        title = app.env.titles[page].astext() if anchor.startswith("use-") else "the number computed from it"
        uri = app.builder.get_relative_uri(docname, page) + f"#{anchor}"
        links.append(nodes.reference("", title, internal=True, refuri=uri))
    return make("p", "Used in: ", *_joined(links), classes=("uses",))
