"""What `readouts code` does with annotations: spans that people gave are read, and spans are written for other programs."""

import argparse
import sys
from functools import partial
from pathlib import Path
from typing import Any

from ..corpus.datapackage import DataError
from ..corpus.document import Document
from ..engine import plain
from ..engine.plain import SPAN
from ..engine.selection import Selection
from ..readers import annotations
from ..readers.annotations import Span, brat, doccano, qdpx, webanno
from ..readers.annotations.placing import Placing
from ..readers.codebook_file import CodebookFile
from ..readers.faults import Faults, named
from . import output, reading
from .progress import watched

CODED = (*SPAN, "coder_kind", "coder", "coded_on", "note")
TEXTS = ("document_id", "side", "text")
# The programs that spans are written for.
WRITTEN: dict[str, Any] = {"qdpx": qdpx, "doccano": doccano, "webanno": webanno, "brat": brat}
_NOT_USED = ("excluded", "stance", "near", "store", "scheduler")


def add_annotations(parser: argparse.ArgumentParser) -> None:
    """Add the options that say whose spans are read, and where the texts go to which offsets belong."""
    group = parser.add_argument_group("annotations")
    group.add_argument(
        "--annotations",
        metavar="FILE",
        type=Path,
        help="give the stretches that people have coded, and not those of patterns: a project of REFI-QDA (.qdpx), JSON of doccano, TSV 3 of "
        "WebAnno or INCEpTION, brat (.ann), a table of segments of MAXQDA or ATLAS.ti, or an earlier output; each is held against the text",
    )
    group.add_argument(
        "--coder", metavar="NAME", help="with --annotations: who coded, where the file does not say"
    )
    group.add_argument(
        "--texts",
        metavar="FILE",
        type=Path,
        help="write the texts, of which start and end are characters, to a file of their own (by its ending CSV, JSON or Parquet)",
    )


def is_asked(arguments: argparse.Namespace) -> bool:
    """Say whether annotations are read or written."""
    return bool(arguments.annotations) or output.form(arguments) in WRITTEN


def run(arguments: argparse.Namespace, codebook: CodebookFile | None) -> int:
    """Read annotations, or find the codebook, and write the spans as rows or for another program."""
    _check(arguments)
    selection = Selection(arguments.where)
    documents = list(
        selection.checked(filter(selection, watched(reading.read(arguments), "documents")))
    )
    if arguments.annotations:
        found = _annotated(arguments, documents, codebook)
    else:
        assert codebook is not None
        found = _matched(documents, codebook)
    print(f"{len(found):,} spans in {len(documents):,} documents", file=sys.stderr)
    form = output.form(arguments)
    if form not in WRITTEN:
        rows = (_row(documents[number], span) for number, span in found)
        output.write(rows, CODED, arguments)
        return 0
    by_document: dict[int, list[Span]] = {}
    for number, span in found:
        by_document.setdefault(number, []).append(span)
    coded = ((document, by_document.get(n, [])) for n, document in enumerate(documents))
    output.write_file(partial(WRITTEN[form].write, coded=coded), arguments)
    if lost := WRITTEN[form].NOT_CARRIED:
        print(f"{form} has no place for {lost}, which are left out", file=sys.stderr)
    return 0


def _check(arguments: argparse.Namespace) -> None:
    unused = [name for name in _NOT_USED if getattr(arguments, name, None)]
    if arguments.engine != "auto":
        unused.append("engine")
    if unused:
        options = ", ".join(f"--{name}" for name in unused)
        raise ValueError(f"{options}: not used with --annotations, nor where spans are written for another program")  # fmt: skip
    if arguments.coder and not arguments.annotations:
        raise ValueError("--coder: not used without --annotations")
    if output.form(arguments) not in WRITTEN:
        output.check(arguments, CODED)


def _annotated(
    arguments: argparse.Namespace, documents: list[Document], codebook: CodebookFile | None
) -> list[tuple[int, Span]]:
    """Return the spans of a file of annotations; the frames are those of the codebook where the file names none."""
    file, faults = arguments.annotations, Faults()
    texts, remarks = annotations.read(file, faults)
    placing = Placing(documents, faults, file.name)
    found = placing.placed(texts)
    if faults:
        raise DataError(faults, faults.more)
    frames = codebook.codes if codebook else {}
    found = [
        (
            number,
            span._replace(
                coder=span.coder or arguments.coder or "",
                frame=span.frame or frames.get(span.code, ""),
            ),
        )
        for number, span in found
    ]
    remarks += placing.remarks
    if unnamed := sum(not span.coder for _, span in found):
        remarks.append(
            f"{unnamed:,} {'span' if unnamed == 1 else 'spans'} whose coder is not told (--coder NAME says who)"
        )
    if codebook and (unknown := sorted({span.code for _, span in found} - frames.keys())):
        remarks.append(f"codes that the codebook does not have: {named(unknown)}")
    for remark in remarks:
        print(f"  {remark}", file=sys.stderr)
    return found


def _matched(documents: list[Document], codebook: CodebookFile) -> list[tuple[int, Span]]:
    index = plain.by_language(codebook.patterns)
    return [
        (
            number,
            Span(
                one.start,
                one.end,
                one.pattern.code,
                codebook.codes[one.pattern.code],
                one.pattern.pattern,
                "pattern",
                pattern=one.pattern.pattern,
            ),
        )
        for number, document in enumerate(documents)
        for one in plain.matches(document, index(document.language))
    ]


def _row(document: Document, span: Span) -> tuple[object, ...]:
    words = document.text[span.start : span.end]
    who = (span.coder_kind, span.coder, span.coded_on, span.note)
    place = (document.document_id, document.side, span.start, span.end)
    return (*place, span.frame, span.code, span.pattern, words, *who)


def write_texts(arguments: argparse.Namespace) -> None:
    """Write the texts of the corpus as they are, so that every offset counts their characters."""
    selection = Selection(arguments.where)
    documents = filter(selection, reading.quietly(arguments))
    rows = ((one.document_id, one.side, one.text) for one in documents)
    to = argparse.Namespace(
        **{**vars(arguments), "out": arguments.texts, "format": None, "raw": True}
    )
    output.write(rows, TEXTS, to)
