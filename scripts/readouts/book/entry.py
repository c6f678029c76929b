"""One finding's entry on an evidence page: the number, what it counts, and every counted word in its passage.

What a reader came for stands first; how the number was made, with hashes and names of files, is folded below. A count of thousands shows the first of them, and a file has all.
"""

import hashlib
import re
from html import unescape
from typing import NamedTuple

import pandas as pd
from docutils import nodes

from ..corpus.corpus import day
from ..corpus.names import numbered
from ..report import precision
from ..report.coverage import UNNAMED
from ..report.findings import Finding, slug
from ..report.sources import needs
from ..text.patterns import EXCLUSION, options_in_words
from .nodes import finding_reference, make, paragraph, with_links

# Characters: a passage up to so long is shown whole, of a longer one what stands around each word.
WHOLE, AROUND = 500, 100
ROWS = 200  # of a table that a finding counts, shown
FOLDER = "evidence"
EVERYTHING = ("words-", "passages-")  # findings that count all there is: the texts themselves

_TAG = re.compile(r"<[^>]+>")
MADE_TO_SPEAK = "Made to speak"
BASES = {
    "named": "named in the passage",
    "article": "named by the article around the passage",
    "full-text": "known from the full text",
}


def link(
    app,
    fromdocname: str,
    finding_id: str,
    use: str | None = None,
    mark: nodes.Node | None = None,
) -> finding_reference:
    """Return a number that links to its entry, from any page; or the `mark` of a picture that shows it."""
    page = app.readouts_places[finding_id]
    uri = app.builder.get_relative_uri(fromdocname, page) + f"#finding-{finding_id}"
    finding = app.readouts_report.findings[finding_id]
    if mark is None:
        return finding_reference("", finding.text, internal=True, refuri=uri, use=use)
    # What is read aloud begins with what is seen (axe: label-content-name-mismatch).
    seen = " ".join(unescape(_TAG.sub(" ", mark.astext())).split())
    name = (
        f"{seen}: {finding.label}: {finding.text}" if seen else f"{finding.label}: {finding.text}"
    )
    return finding_reference("", "", mark, internal=True, refuri=uri, use=use, label=name)


def entry(
    app, docname: str, finding_id: str, uses: list[tuple[str, str]], room: int
) -> nodes.Element:
    """Return the entry as a node.

    Parameters
    ----------
    app : Sphinx
        With ``readouts_report`` loaded.
    docname : str
        The page that is written.
    finding_id : str
    uses : list of (page, anchor)
        Where the number is used.
    room : int
        About how many characters of passages may be shown.
    """
    report = app.readouts_report
    finding = report.findings[finding_id]
    passages, n_shown = _passages(report, finding, room)
    places = [*_rest(app, finding, n_shown), *passages, *_rows(report, finding)]
    said = [*_looked_for(finding), *_computed(app, docname, finding)]
    # Where no place can be shown, what was looked for is the evidence.
    body = [
        _heading(finding),
        *_out_of(finding),
        *(places or said),
        *_withheld(finding),
        *([paragraph(*with_links(finding.note))] if finding.note else []),
        *_folded([*(said if places else []), *_made(report, finding)]),
    ]
    count = (
        None
        if finding.withheld or finding.parts or finding.value is None
        else str(n_shown + min(len(finding.rows), ROWS))
    )
    return make(
        "section",
        *body,
        _back(app, docname, uses),
        ids=(f"finding-{finding_id}",),
        classes=("finding-entry",),
        data_count=count,
        data_value=finding.text,
        data_not_result="",
    )


def _heading(finding: Finding) -> nodes.Element:
    """Return what is counted and, after it, the number: before its label, which is a plural, a 1 would be bad English."""
    label = finding.label
    return make(
        "h2",
        f"{label[:1].upper()}{label[1:]}: ",
        make("span", finding.text, classes=("finding-value",)),
        classes=("finding-title",),
    )


def _options(report, finding: Finding) -> list[str]:
    """Return what is said of the options of the patterns that are listed, those with the same options together."""
    together: dict[str, list[str]] = {}
    for code in finding.codes if finding.patterns else ():
        for pattern in report.codebook.patterns_of(code, finding.language):
            if said := options_in_words(pattern):
                together.setdefault(said, []).append(pattern.pattern)
    return [f"Looked for {said}: {', '.join(names)}." for said, names in together.items()]


def _out_of(finding: Finding) -> list[nodes.Element]:
    if not finding.denominator:
        return []
    number, things = finding.denominator
    return [paragraph(f"Out of {numbered(number, things)}.")]


def _looked_for(finding: Finding) -> list[nodes.Element]:
    facts = []
    for said, excludes in (
        ("Looked for: ", False),
        ("Not counted where it shares a word with: ", True),
    ):
        if patterns := [
            pattern for pattern in finding.patterns if pattern.startswith(EXCLUSION) is excludes
        ]:
            facts.append(
                paragraph(
                    said,
                    *joined(
                        [make("code", pattern.removeprefix(EXCLUSION)) for pattern in patterns]
                    ),
                    ".",
                )
            )
    return facts


def _computed(app, docname: str, finding: Finding) -> list[nodes.Element]:
    if not finding.parts:
        return []
    parts = [
        make("span", link(app, docname, part), f" ({app.readouts_report.findings[part].label})")
        for part in finding.parts
    ]
    return [paragraph(f"Computed as {finding.formula}, from ", *joined(parts), ".")]


def _made(report, finding: Finding) -> list[nodes.Element]:
    """Return how a number was made: options, precision, the tables and the texts behind it, and what it takes to make it anew."""
    facts = []
    if finding.codes:
        facts += [paragraph(said) for said in _options(report, finding)]
        facts.append(paragraph(precision.beside(report.context, finding)))
    if table := _one_table(finding):
        facts.append(paragraph("Rows of ", make("code", table), "."))
    if finding.read_in:
        facts.append(paragraph(*with_links(finding.read_in)))
    facts += [
        paragraph(f"SHA-256 of {text.text_of}: ", make("code", text.sha256), ".")
        for text in finding.withheld
        if text.sha256
    ]
    if needed := needs(finding, report.findings, report.corpus.tables):
        facts.append(paragraph(needed))
    return facts


def _folded(facts: list[nodes.Element]) -> list[nodes.Element]:
    return [make("details", make("summary", "How this number is made"), *facts)] if facts else []


def joined(parts: list[nodes.Node]) -> list[nodes.Node]:
    """Return nodes with a comma between each two of them."""
    return [
        piece
        for number, part in enumerate(parts)
        for piece in ([nodes.Text(", ")] if number else []) + [part]
    ]


def _passages(report, finding: Finding, room: int) -> tuple[list[nodes.Element], int]:
    """Return the passages with what is counted in them, as far as there is room, and how many of the counted stretches they show."""
    passages, n_shown, by_segment = [], 0, {}
    for segment_id, start, end in finding.spans:
        by_segment.setdefault(segment_id, set()).add((start, end))
    for segment_id, spans in by_segment.items():
        segment = report.corpus.segments.loc[segment_id]
        for layer in layers(sorted(spans, key=lambda span: (span[0], -span[1]))):
            windows = within(stretches(segment["text"], layer), room)
            if not windows:
                return passages, n_shown
            room -= sum(end - start for start, end in windows)
            own = _shown(layer, windows)
            n_shown += len(own)
            quote = make(
                "blockquote",
                make("p", *_windows(segment["text"], own, windows), dir="auto"),
                lang=segment["language"],
            )
            passages.append(
                make(
                    "figure",
                    quote,
                    make("figcaption", source_line(report, segment)),
                    classes=("passage",),
                )
            )
    return passages, n_shown


def _shown(spans: list[tuple[int, int]], windows: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the spans that the windows show: whole words, and of a long passage what there is room for."""
    whole = [
        (start, min(end, last))
        for start, end in spans
        for first, last in windows
        if first <= start < last and (end <= last or end - start > AROUND)
    ]
    return sorted(set(whole), key=lambda span: (span[0], -span[1]))


def _windows(
    text: str, spans: list[tuple[int, int]], windows: list[tuple[int, int]]
) -> list[nodes.Node]:
    """Return the stretches of a text that are shown, with what is left out between them."""
    parts = [] if windows[0][0] == 0 else [nodes.Text("… ")]
    for number, (start, end) in enumerate(windows):
        parts += [nodes.Text(" … ")] if number else []
        parts += marked(
            text, [span for span in spans if start <= span[0] and span[1] <= end], start, end
        )
    return parts if windows[-1][1] == len(text) else [*parts, nodes.Text(" …")]


def stretches(text: str, spans: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return what of a text is shown around its spans: all of a short one.

    Examples
    --------
    >>> stretches("a short text", [(2, 7)])
    [(0, 12)]
    >>> stretches("word " * 200, [(500, 504), (520, 524)])
    [(400, 624)]
    """
    if len(text) <= WHOLE:
        return [(0, len(text))]
    found: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        # Not in the middle of a word, where there are spaces.
        first = text.rfind(" ", max(0, start - AROUND - 20), max(0, start - AROUND) + 1) + 1 or max(
            0, start - AROUND
        )
        last = text.find(" ", min(len(text), end + AROUND), end + AROUND + 20)
        last = min(len(text), end + AROUND) if last < 0 else last
        if found and first <= found[-1][1] + AROUND // 2:
            found[-1] = (found[-1][0], max(last, found[-1][1]))
        else:
            found.append((first, last))
    return found


def within(windows: list[tuple[int, int]], room: int) -> list[tuple[int, int]]:
    """Return the windows for which there is room, the last one cut where it ends.

    Examples
    --------
    >>> within([(0, 40), (90, 140), (200, 230)], 60), within([(0, 40)], 0)
    ([(0, 40), (90, 110)], [])
    """
    kept = []
    for start, end in windows:
        if room <= 0:
            break
        kept.append((start, min(end, start + room)))
        room -= end - start
    return kept


def _rest(app, finding: Finding, n_shown: int) -> list[nodes.Element]:
    """Return what is said where not everything that a finding counts is shown, and the file that has all of it."""
    if n_shown == len(finding.spans):
        return []
    said = f"The first {n_shown:,} of {len(finding.spans):,} are shown; "
    if finding.id.startswith(EVERYTHING):
        return [
            paragraph(
                said,
                "all stand in data/segments.csv of ",
                make("a", "data.zip", href="site:data.zip", download=""),
                ".",
            )
        ]
    name = file_name(finding.id)
    app.readouts_evidence_files[name] = finding.id
    return [
        paragraph(
            said,
            make(
                "a",
                f"a file has all {len(finding.spans):,}",
                href=f"site:{FOLDER}/{name}",
                download="",
            ),
            ".",
        )
    ]


def file_name(finding_id: str) -> str:
    """Return the name of the file with all that a finding counts."""
    short = (
        finding_id
        if len(finding_id.encode("utf-8")) <= 200
        else f"{finding_id[:60]}-{hashlib.sha256(finding_id.encode('utf-8')).hexdigest()[:12]}"
    )
    return f"{short}.csv"


def all_spans(report, finding: Finding) -> pd.DataFrame:
    """Return everything that a finding counts: ``segment_id, start, end, keyword``."""
    texts = report.corpus.segments["text"].to_dict()
    return pd.DataFrame(
        [(segment, start, end, texts[segment][start:end]) for segment, start, end in finding.spans],
        columns=["segment_id", "start", "end", "keyword"],
    )


def speaker(report, voice: str) -> str:
    """Return whom a passage makes speak, in print; nothing where that is not recorded."""
    return "the issuer itself" if voice == "issuer" else voice and report.settings.speaker(voice)


class Spoken(NamedTuple):
    """Whom a passage has speak: by what, who, and what the full text has where it has another."""

    by: str
    voice: str
    full: str = ""


def spoken(report, segment) -> Spoken | None:
    """Return whom a passage has speak, and who else the full text has; nothing where that is not recorded."""
    if not (voice := speaker(report, segment["speaker"])):
        return None
    by_article = segment["speaker_basis"] == "article"
    coded = report.full_voices.get(segment["segment_id"])
    if coded is None:
        return Spoken("In the article" if by_article else MADE_TO_SPEAK, voice)
    # An implied speaker is not a named one.
    if segment["speaker"] in {who for who, basis in coded if basis not in UNNAMED}:
        return Spoken(MADE_TO_SPEAK, voice)
    return Spoken(
        "In the article" if by_article else "In the passage", voice, _in_full(report, coded)
    )


def _in_full(report, coded: list[tuple[str, str]]) -> str:
    """Say whom the full text has speak, by `voices.full_voices`."""
    named = [speaker(report, who) for who, basis in coded if basis not in UNNAMED]
    if named:
        return f"The full text has {' and '.join(named)} speak."
    implied = [speaker(report, who) for who, basis in coded if who != "nobody"]
    return "The full text names no speaker" + (
        f", and implies {' and '.join(implied)}." if implied else "."
    )


def source_line(report, segment) -> str:
    """Say who published a passage, when, whom it makes speak, and where it stands."""
    dated = f", {day(segment['date'])}" if pd.notna(segment["date"]) else ""
    said = spoken(report, segment)
    basis = BASES.get(segment["speaker_basis"], segment["speaker_basis"])
    known = f" ({basis})" if basis and said and said.by == MADE_TO_SPEAK else ""
    line = f" {said.by}: {said.voice}{known}." if said else ""
    full = f" {said.full}" if said and said.full else ""
    quotation = {
        "unbroken": "an unbroken quotation",
        "joined": "joined by the article’s own words",
    }.get(segment["quotation"], segment["quotation"])
    of_article = f" of the article, {quotation}" if quotation else ""
    return f"{segment['issuer']}{dated}.{line}{full} Passage {segment['segment_id']}, paragraph {segment['paragraph']}{of_article}."


def layers(spans: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Lay spans, sorted with the longer first, in as few layers as keep crossing ones apart: within a layer they lie apart or inside one another.

    Examples
    --------
    >>> layers([(0, 9), (2, 5), (4, 12)])
    [[(0, 9), (2, 5)], [(4, 12)]]
    """
    found: list[list[tuple[int, int]]] = []
    open_ends: list[list[int]] = []  # of each layer, the innermost last
    for start, end in spans:
        for ends in open_ends:
            while ends and ends[-1] <= start:
                ends.pop()
        # What is still open began before; it is crossed unless it ends after.
        place = next(
            (place for place, ends in enumerate(open_ends) if not ends or end <= ends[-1]),
            len(found),
        )
        if place == len(found):
            found.append([])
            open_ends.append([])
        found[place].append((start, end))
        open_ends[place].append(end)
    return found


def marked(
    text: str, spans: list[tuple[int, int]], start: int = 0, end: int | None = None
) -> list[nodes.Node]:
    """Return a text with its spans as ``<mark>``, one inside another where they nest; spans sorted, the longer first."""
    end = len(text) if end is None else end
    children, place, rest = [], start, list(spans)
    while rest:
        first, last = rest.pop(0)
        inner = [span for span in rest if span[1] <= last]
        rest = rest[len(inner) :]
        children += [
            nodes.Text(text[place:first]),
            make("mark", *marked(text, inner, first, last), classes=("hit",)),
        ]
        place = last
    return [*children, nodes.Text(text[place:end])]


def _rows(report, finding: Finding) -> list[nodes.Element]:
    if not finding.rows:
        return []
    alike = _one_table(finding)
    ids = {file: _ids(report, file) for file in {row.table for row in finding.rows}}
    items = [
        make(
            "li",
            *_told(row, ids[row.table]),
            "" if alike else f" ({row.table})",
            *_quoted(report, row),
        )
        for row in finding.rows[:ROWS]
    ]
    more = (
        []
        if len(finding.rows) <= ROWS
        else [
            paragraph(
                f"The first {ROWS:,} of {len(finding.rows):,} are shown; the tables have all."
            )
        ]
    )
    return [*more, make("ul", *items, classes=("rows",))]


# The columns of tables whose cells are made to tell rows apart, and not to be read.
IDS = ("id", "segment_id", "readout_id", "item", "document")
_DATED = re.compile(r"\d{4}-\d{2}(?!\d)")


def _told(row, ids: set[str]) -> list[nodes.Node]:
    """Return what a row is and says: its key first; one that is made for machines comes last, where the row says in words what it is."""
    key = make("mark", row.key, classes=("hit",))
    if not row.says:
        return [key]
    first, colon, _ = row.says.partition(":")
    if not (row.key in ids or _DATED.search(row.key) or (colon and slug(first) == row.key)):
        return [key, *with_links(f": {row.says}")]
    key["classes"].append("row-id")
    return [
        *with_links(row.says[:1].upper() + row.says[1:]),
        nodes.Text(" (row "),
        key,
        nodes.Text(")"),
    ]


def _ids(report, file: str) -> set[str]:
    """Return the ids that stand in a table of the data."""
    table = report.corpus.tables.get(file.removesuffix(".csv").replace("/", "_"))
    return (
        set() if table is None else {cell for name in IDS if name in table for cell in table[name]}
    )


def _one_table(finding: Finding) -> str:
    """Return the table of which all rows are; nothing where they are of several, and each says of which."""
    tables = {row.table for row in finding.rows}
    return tables.pop() if len(tables) == 1 else ""


def _quoted(report, row) -> list[nodes.Element]:
    """Return the passages in which the words of a row stand, as far as they are quoted."""
    segments = report.corpus.segments
    return [
        make(
            "blockquote",
            make("p", segments.at[name, "text"], dir="auto"),
            lang=segments.at[name, "language"],
        )
        for name in row.segments
    ]


def _withheld(finding: Finding) -> list[nodes.Element]:
    return [
        paragraph(
            f"Counted in a text that is not given here: {text.text_of}, {text.size}. Address: ",
            *(with_links(text.address) if text.address else ["none recorded"]),
            "." if text.sha256 else ". No SHA-256 of it is recorded.",
        )
        for text in finding.withheld
    ]


def _back(app, docname: str, uses: list[tuple[str, str]]) -> nodes.Element:
    """Return the links to all places that use a number: each page once by its title, its further places by their numbers."""
    links: dict[str, list[nodes.Node]] = {}
    for page, anchor in uses:
        title = (
            app.env.titles[page].astext()
            if anchor.startswith("use-")
            else "the number computed from it"
        )
        uri = app.builder.get_relative_uri(docname, page) + f"#{anchor}"
        own = links.setdefault(title, [])
        said = str(len(own) + 1) if own else title
        own.append(nodes.reference("", said, internal=True, refuri=uri))
    said = [
        piece
        for number, own in enumerate(links.values())
        for piece in ([nodes.Text("; ")] if number else []) + joined(own)
    ]
    return make("p", "Used in: ", *said, classes=("uses",))
