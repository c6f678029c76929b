"""What the page that compares texts asks of the package: texts in, JSON out, by the functions that the commands call.

The page runs this module by Pyodide, where there is neither numpy nor pandas. It keeps the texts as a corpus on a disk in
memory, so that the very commands can read it: what the page saves is what `readouts` writes.
"""

import csv
import io
import json
import zipfile
from base64 import b64encode
from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from contextlib import redirect_stderr
from dataclasses import dataclass, field, replace
from itertools import accumulate
from pathlib import Path
from typing import Any

from . import __main__, paths, readers
from .cli.absences import said_of_pattern
from .cli.draft import of_the_book
from .corpus.datapackage import DataError, Fault
from .corpus.document import Document
from .corpus.events import pairs
from .corpus.segments import paragraphs
from .create.folder import identifiers, tables
from .draft.drafting import draft
from .engine import alone, plain, queries
from .engine.engine import Plain
from .readers.cells import SURROGATES
from .readers.codebook_file import CodebookFile, read_codebook
from .text.marks import lanes, letters, pieces
from .text.patterns import Pattern, parse

COLUMNS = ("document_id", "side", "date", "event", "completeness", "title", "text")
DRAFTED = ("side", "sentence_id", "text", "speaker", "verb", "stance", "agency", "topics")
_PER = 1000
README = """The texts that were compared in the page, as a corpus for the package readouts. Make a book of it:

    readouts create my-book --corpus texts.zip{codebook}
"""


@dataclass
class Workbench:
    """The texts that are compared, and the codebook by which.

    Attributes
    ----------
    folder : Path
        Where the corpus lies, and what is saved.
    """

    folder: Path
    _codebooks: dict[Path, CodebookFile] = field(default_factory=dict)
    _chosen: Path = paths.GENERAL
    _documents: list[Document] = field(default_factory=list)

    def opened(self, file: str) -> dict[str, Any]:
        """Return the texts of a file, in any form that the package reads, each with what the file says of it."""
        reading = readers.read(Path(file))
        found = [{name: _cell(getattr(one, name)) for name in COLUMNS} for one in reading]
        return {"documents": found, "said": [*reading.guess, *reading.notices]}

    def choose(self, codebook: str = "") -> dict[str, Any]:
        """Take a codebook, the general one by default; return its codes with their frames, and how both are called."""
        self._chosen = Path(codebook) if codebook else paths.GENERAL
        found = self._codebook
        labels = _labels(self._chosen)
        frames = list(dict.fromkeys(found.codes.values()))
        named = [labels.get(("frame", frame), {"label": frame or "no frame"}) for frame in frames]
        short = letters([one["label"] for one in named])
        return {
            "codes": [
                {"code": code, "frame": frame, **labels.get(("code", code), {"label": code})}
                for code, frame in found.codes.items()
            ],
            "frames": [
                {"frame": frame, "letters": few, **said}
                for frame, few, said in zip(frames, short, named)
            ],
            "said": list(found.remarks),
        }

    @property
    def _codebook(self) -> CodebookFile:
        if self._chosen not in self._codebooks:
            self._codebooks[self._chosen] = read_codebook(self._chosen)
        return self._codebooks[self._chosen]

    @property
    def corpus(self) -> Path:
        """The texts as a table."""
        return self.folder / "corpus.csv"

    def lay(self, texts: Sequence[dict[str, str]]) -> dict[str, Any]:
        """Take texts, each with its side and what else is known of it; return how they are read, and how large each is."""
        names = [f"{one['side']}-{one['date']}".strip("-") for one in texts]
        _all_letters(texts)
        with self.corpus.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, COLUMNS)
            writer.writeheader()
            writer.writerows(
                one | {"document_id": name} for one, name in zip(texts, identifiers(names))
            )
        reading = readers.read(self.corpus)
        try:
            self._documents = list(reading)
        except DataError as error:
            raise _of_texts(error, texts) from None
        rows = _rows(queries.DOCUMENTS, queries.documents(Plain(self._documents)))
        guess = (line.replace("no column; ", "") for line in reading.guess)
        said = [line for line in guess if line.startswith("language:")]
        said += [f"{_named(one)} has no date" for one in texts if not one["date"]]
        return {"documents": rows, "said": said}

    def coded(self) -> dict[str, Any]:
        """Return each text with its coded stretches marked, and the counts of codes and frames with their rates."""
        texts = Plain(self._documents)
        spans = _rows(
            queries.SPANS_WITH_STANCE,
            queries.spans_with_stance(texts, self._codebook, Counter()),
        )
        of = defaultdict(list)
        for span in spans:
            of[span["document_id"]].append(span)
        counts = _rows(plain.CODES, plain.rows(queries.codes(texts, self._codebook)))
        return {
            "texts": {
                one.document_id: _marked(one.text, of[one.document_id]) for one in self._documents
            },
            "counts": [row | {"rate": _PER * row["frequency"] / row["n_tokens"]} for row in counts],
        }

    def alone(self) -> dict[str, Any]:
        """Return what one account of an event has and another has not, with what may be said of it."""
        found = pairs(self._documents)
        accounts = alone.accounts(self._documents, found.event_of)
        rows = alone.alone(alone.Coded(accounts, self._codebook))
        return {"rows": _rows(alone.COLUMNS, rows), "said": list(found.lines())}

    def drafted(self) -> dict[str, Any]:
        """Return who is drafted to say what, sentence by sentence."""
        found, notices = tables(self._documents)
        drafts = draft(of_the_book(found), self._codebook)
        labels = {one["side"]: one["label"] for one in found["sides"]}
        rows = [{name: getattr(one, name) for name in DRAFTED} for one in drafts]
        return {"rows": [row | {"side": labels[row["side"]]} for row in rows], "said": notices}

    def concordance(self, pattern: str) -> dict[str, Any]:
        """Return every line on which a pattern stands, and what may be said of the texts that do not have it."""
        looked_for = Pattern("", "", pattern, parse(pattern))
        lines = _rows(queries.LINES, queries.lines(Plain(self._documents), looked_for))
        return {"lines": lines, "said": list(said_of_pattern(self._documents, looked_for))}

    def saved(self, what: str) -> bytes:
        """Return a file that a command writes of these texts: the spans, the counts, the sheet of drafts; or the corpus."""
        if what == "texts.zip":
            return self._zip()
        out = self.folder / what
        codebook = ["--codebook", str(self._chosen)]
        arguments = {
            "spans.csv": ["code", "--stance", "--engine", "plain", *codebook],
            "counts.csv": ["count", "--what", "codes", "--engine", "plain", *codebook],
            "alone.csv": ["alone", *codebook],
            "who-says-what.csv": ["draft", *(codebook if self._chosen != paths.GENERAL else [])],
        }[what]
        command, *options = arguments
        told = io.StringIO()
        with redirect_stderr(told):
            code = __main__.main(
                [command, str(self.corpus), *options, "--force", "--out", str(out)]
            )
        if code:
            raise ValueError(told.getvalue())
        return out.read_bytes()

    def _zip(self) -> bytes:
        """Return an archive that `readouts create` takes, with the command that makes a book of it."""
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
            own = "" if self._chosen == paths.GENERAL else f" --codebook {self._chosen.name}"
            for name, data in (
                ("texts.csv", self.corpus.read_bytes()),
                ("README.txt", README.format(codebook=own).encode()),
            ):
                archive.writestr(zipfile.ZipInfo(name), data)
        return held.getvalue()


def _named(text: dict[str, str]) -> str:
    """Return how a text of the page is called in a message."""
    return f"the text of {text['side']!r}"


def _all_letters(texts: Sequence[dict[str, str]]) -> None:
    """Refuse halves of characters, which no file can hold."""
    halves = ((one, SURROGATES.search(one["text"])) for one in texts)
    faults = [
        Fault(_named(one), 0, "", f"half of a character ({half[0]!a})", "whole ones")
        for one, half in halves
        if half
    ]
    if faults:
        raise DataError(faults)


def _of_texts(error: DataError, texts: Sequence[dict[str, str]]) -> DataError:
    """Return the faults of the page's own table as faults of its texts: nobody has seen the table."""
    lines = [1 + sum(cell.count("\n") for cell in one.values()) for one in texts]
    names = dict(zip(accumulate(lines, initial=2), map(_named, texts)))
    return DataError(
        replace(
            fault,
            file=names.get(fault.row, "the texts"),
            row=0,
            expected=fault.expected.partition(";")[0],  # what follows names options of a command
        )
        for fault in error.faults
    )


def _labels(codebook: Path) -> dict[tuple[str, str], dict[str, str]]:
    """Return how a codebook that is a folder calls its codes and frames, and how it defines them."""
    found = {}
    for table, key in (("codebook", "code"), ("frames", "frame")):
        file = codebook / f"{table}.csv"
        if codebook.is_dir() and file.is_file():
            with file.open(encoding="utf-8", newline="") as opened:
                for row in csv.DictReader(opened):
                    said = {name: row[name] for name in ("label", "definition")}
                    found[key, row[key]] = said
    return found


def _marked(text: str, spans: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the paragraphs of a text, each cut where a mark begins or ends, with its marks."""
    segments = list(paragraphs(text))
    starts = [segment.start for segment in segments]
    own: list[dict[tuple[int, int, str], dict[str, Any]]] = [{} for _ in segments]
    for span in spans:
        number = bisect_right(starts, span["start"]) - 1
        place = span["start"] - starts[number], span["end"] - starts[number]
        own[number].setdefault((*place, span["code"]), span)
    return [_paragraph(segment.text, marks) for segment, marks in zip(segments, own)]


def _paragraph(text: str, marks: dict[tuple[int, int, str], dict[str, Any]]) -> dict[str, Any]:
    """Return a paragraph as pieces, each with the marks that cover it, and the marks."""
    places = [place[:2] for place in marks]
    return {
        "pieces": [[text[first:last], over] for first, last, over in pieces(len(text), places)],
        "marks": [
            {name: span[name] for name in ("keyword", "code", "frame", "stance")}
            | {"lane": lane, "end": place[1]}
            for (place, span), lane in zip(marks.items(), lanes(places))
        ],
    }


def _rows(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> list[dict[str, Any]]:
    return [dict(zip(columns, row)) for row in rows]


def _cell(value: Any) -> str:
    return "" if value is None else str(value)


def call(bench: Workbench, asked: str) -> str:
    """Return what a method of the workbench gives, as JSON; a fault that a person can mend is told in words.

    Parameters
    ----------
    bench : Workbench
    asked : str
        JSON: the method's name, and its arguments in order.
    """
    name, *arguments = json.loads(asked)
    try:
        found = getattr(bench, name)(*arguments)
        return json.dumps({"found": found}, ensure_ascii=False, default=_base64)
    except (ValueError, OSError) as error:
        return json.dumps({"fault": str(error)}, ensure_ascii=False)


def _base64(data: bytes) -> str:
    return b64encode(data).decode()
