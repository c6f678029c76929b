"""A made-up report of two other parties: the calls of a court and of an assembly, and what one readout of the court is held against."""

import csv
import datetime
import json

import pandas as pd
from readouts.corpus import codebook
from readouts.corpus.corpus import Corpus
from readouts.report import fulltext, yaml_data
from readouts.report.context import Context
from readouts.report.findings import Findings
from readouts.report.reference import lists
from readouts.report.reference.rules import Reference
from readouts.report.report import Report
from readouts.report.settings import Settings

RULES = """
issuer: the Court
sources:
  court: {file: court.csv, source: the Court's pages, licence: free, document: page, date: day, url: page, segments: [summary, body],
    document_is: {pattern: '.*/', by: page-}}
  assembly: {file: assembly.jsonl, source: the Assembly's list, licence: free, document: id, segments: [text], lines: true,
    replaced: [{pattern: '<[^>]*>', by: ''}]}
strata:
  court-after: {label: "Court, calls from March", rule: title reports a call, source: court, from: 2001-03-01,
    include: {title: '^Call with'}, exclude: {title: school, summary: school},
    parties: {column: title, names: {North: North, South: South|Mr S}},
    texts: the Court’s calls from March, others: the Court’s other calls from March, heading: "Court, after"}
  court-before: {label: "Court, calls to February", rule: title reports a call, source: court, to: 2001-02-28,
    include: {title: '^Call with'}, exclude: {title: school, summary: school},
    parties: {column: title, names: {North: North, South: South|Mr S}}, short: the calls to February}
  assembly: {label: "Assembly, calls", rule: id is of a call, source: assembly, include: {id: call}, unique: [id, text]}
main: court-after
before: court-before
other: assembly
readouts:
  april: {readout: court-2001-04-05-full, heading: April}
nodes: [peace, border]
narrowed: {peace-without-truce: {frame: peace, without: truce, label: "Peace, truce apart"}}
untested: [border]
why_untested: No text before has it.
long: 5
floors: [3, 5]
periods: {all: {}, from April: {from: 2001-04-01}}
claims: [{claim: more, readout: april, frames: [peace]}, {claim: have, readout: april, frames: [border]}]
together: {id: both, codes: [treaty, closure], label: calls with both, of: calls with a treaty}
"""
CODES = {
    "treaty": ("peace", ["peace treaty", "peace"]),
    "truce": ("peace", ["truce"]),
    "closure": ("border", ["border*"]),
}
ADDRESS = "https://court.example/last"
# Title, day, summary, body; the last is the readout that is compared. Of few texts no spread is known, so there are more.
MORE = 22
BODIES = (
    "They spoke of trade and peace.",
    "Trade, and the border of them.",
    "They spoke of trade again.",
)
COURT = [
    ("Call with North", "2001-01-02", "A call.", "They spoke of trade and of a truce."),
    ("Call with South", "2001-02-03", "A call.", "The border is open."),
    ("Call with Mr S", "2001-03-01", "A call.", "Peace is near, and the border is shut."),
    ("Call with North and South", "2001-03-04", "", "Peace, a truce, and the border."),
    ("Call with North", "2001-03-05", "A school called.", "Peace in the school."),
    ("Talks with North", "2001-03-06", "Talks.", "Peace."),
    ("Call with North", "2001-04-02", "A call.", "They spoke of trade."),
    *(
        ("Call with North", f"2001-{month}-{day:02}", f"Call {day}.", BODIES[day % 3])
        for month in ("02", "03")
        for day in range(6, 6 + MORE)
    ),
    ("Call with South", "2001-04-05", "Peace.", "A peace treaty, a truce, and trade in peace."),
]
ASSEMBLY = [
    ("call-1", "2001-01-01", "A call on peace.\n\n<b>Peace</b> was named."),
    ("call-1", "2001-01-02", "Another text under the same name."),
    ("call-2", "2001-01-03", "A call on peace.\n\n<b>Peace</b> was named."),
    ("call-3", "2001-01-04", "A call on the border."),
    ("visit-1", "2001-01-05", "A visit for peace."),
    *(
        (f"call-more-{day}", f"2001-02-{day:02}", f"Call {day}. {BODIES[day % 3]}")
        for day in range(6, 6 + MORE)
    ),
]
OTHER_MATTERS = ["document", "paragraph", "start", "end", "code", "matter"]


def rules(folder) -> Reference:
    """The settings, as a file has them."""
    (folder / "reference.yml").write_text(RULES, encoding="utf-8")
    return yaml_data.read(folder / "reference.yml", Reference)


def sources(folder) -> None:
    """Write the two source files, one CSV and one JSON lines."""
    with (folder / "court.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["page", "title", "day", "summary", "body"])
        for number, (title, *rest) in enumerate(COURT):
            page = ADDRESS if number == len(COURT) - 1 else f"https://court.example/{number}"
            writer.writerow([page, title, *rest])
    with (folder / "assembly.jsonl").open("w", encoding="utf-8") as file:
        for name, day, text in ASSEMBLY:
            url = f"https://assembly.example/{name}"
            file.write(json.dumps({"id": name, "date": day, "url": url, "text": text}) + "\n")


def codebook_tables() -> dict[str, pd.DataFrame]:
    """Frames, codes and patterns."""
    frames = list(dict.fromkeys(frame for frame, _ in CODES.values()))
    return {
        "frames": pd.DataFrame(
            [(frame, frame.title(), "", "") for frame in frames],
            columns=["frame", "label", "definition", "source"],
        ),
        "codebook": pd.DataFrame(
            [(frame, code, code.title(), "", "", "", "") for code, (frame, _) in CODES.items()],
            columns=["frame", "code", "label", "definition", "include", "exclude", "source"],
        ),
        "patterns": pd.DataFrame(
            [(code, "en", one) for code, (_, patterns) in CODES.items() for one in patterns],
            columns=["code", "language", "pattern"],
        ),
    }


def report(folder) -> Report:
    """The whole of it: the counts made, and what findings and exhibits are made from."""
    sources(folder)
    reference, tables = rules(folder), codebook_tables()
    book = codebook.load(tables)
    text = " ".join(COURT[-1][2:])
    readout, day = reference.columns["april"], datetime.date(2001, 4, 5)
    aside = pd.DataFrame([("page-2", 2, 0, 5, "treaty", "elsewhere")], columns=OTHER_MATTERS)
    made = lists.tables(folder, reference, book, aside, {ADDRESS: readout})
    tables |= {
        path.removesuffix(".csv").replace("/", "_"): _read_back(table)
        for path, table in made.items()
    }
    tables["reference_other_matters"] = aside
    tables["fulltext_codes"] = fulltext.code_counts(readout, text, "en", book)
    tables["fulltext_words"] = fulltext.word_counts(readout, text)
    size = int(tables["fulltext_words"]["frequency"].sum())
    tables["readouts"] = pd.DataFrame(
        [
            {
                "readout_id": readout,
                "event_date": day,
                "date": day,
                "side": "court",
                "issuer": "The Court",
                "kind": "readout",
                "language": "en",
                "status": "original",
                "completeness": "full",
                "size": size,
                "size_unit": "words",
                "url": ADDRESS,
                "sha256": "0" * 64,
            }
        ]
    )
    segments = pd.DataFrame(columns=["segment_id", "readout_id", "language", "text"])
    context = Context(
        Corpus(segments, segments, tables),
        book,
        pd.DataFrame(),
        Settings(reference=reference),
    )
    from readouts.report.reference import findings

    return Report(
        context.data,
        book,
        context.coded,
        Findings(findings.findings(context)),
        pd.DataFrame(),
        settings=context.settings,
    )


def _read_back(table: pd.DataFrame) -> pd.DataFrame:
    """A table as it is when it was written and read: numbers are numbers, and an empty cell is nothing."""
    table = table.copy()
    for name in ("dp", "dp_corrected"):
        if name in table:
            table[name] = table[name].astype(float)
    return table.replace({"": None})
