"""A second coder's kit: blinded passages, the frozen codebook, a guide and a blank sheet; and the score of a filled one.

Run as ``python -m readouts.report.kit make FOLDER`` and ``python -m readouts.report.kit score SHEET``; ``--data`` names the
folder of another report.
"""

import argparse
import csv
import hashlib
import io
import re
import sys
from pathlib import Path

import pandas as pd

from .. import paths
from ..corpus.datapackage import DataError, Fault, read_table
from ..measures import agreement
from ..text.tokens import tokenize
from . import validity
from .context import Context, load

SEED = 2022
SHEET = ["passage", "code", "words", "occurrence", "note", "codebook"]
CODER, SCORER = "for-the-coder", "for-the-scorer"
# The codebook's own `source` column names issuers and dates, so it is left out.
FROZEN = ["frame", "frame_definition", "code", "label", "definition", "include", "exclude"]
_SAME = str.maketrans(
    {
        "\u00a0": " ",
        "\u202f": " ",
        "\n": " ",
        "\t": " ",
        "\r": " ",
        "‘": "'",
        "’": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "‑": "-",
        "‐": "-",
    }
)
_SCHEMA = {
    "fields": [
        {
            "name": "passage",
            "type": "string",
            "description": "the name of a passage",
            "constraints": {"required": True},
        },
        {"name": "code", "type": "string"},
        {"name": "words", "type": "string"},
        {"name": "occurrence", "type": "integer", "constraints": {"minimum": 1}},
        {"name": "note", "type": "string"},
        {"name": "codebook", "type": "string"},
    ]
}


def opaque(segment_id: str, text: str, seed: int = SEED) -> str:
    """A passage's name in the kit: it says nothing, and changes with the passage and with the seed.

    Examples
    --------
    >>> opaque("north-2", "a text") == opaque("north-2", "another text")
    False
    """
    return "p" + hashlib.sha256(f"{seed}\n{segment_id}\n{text}".encode()).hexdigest()[:7]


def passages(segments: pd.DataFrame, seed: int = SEED) -> pd.DataFrame:
    """The passages in random order: ``passage, segment_id, text``. The names are random, so their order is."""
    table = pd.DataFrame(
        {
            "passage": [opaque(row.segment_id, row.text, seed) for row in segments.itertuples()],
            "segment_id": list(segments["segment_id"]),
            "text": list(segments["text"]),
        }
    )
    return table.sort_values("passage", ignore_index=True)


def frozen(book) -> tuple[str, str]:
    """The codebook as one CSV, without its sources and patterns, and its SHA-256."""
    codes = _whole(book.codes).assign(
        frame_definition=book.codes["frame"].map(book.frames.set_index("frame")["definition"])
    )
    text = _csv(FROZEN, codes[FROZEN].itertuples(index=False))
    return text, hashlib.sha256(text.encode()).hexdigest()


def _whole(codes: pd.DataFrame) -> pd.DataFrame:
    """Codes with a column for every rule; a rule that the codebook does not have is empty."""
    return codes.assign(**{name: "" for name in ("include", "exclude") if name not in codes})


def readable(book) -> str:
    """The codebook as Markdown."""
    parts = ["# Codebook\n"]
    for frame in book.frames.itertuples():
        parts.append(f"## {frame.label}\n\n{frame.definition}\n")
        parts += [
            f"### {code.label} (`{code.code}`)\n\n{code.definition}\n\n- Include: {code.include}\n- Exclude: {code.exclude}\n"
            for code in _whole(book.codes[book.codes["frame"] == frame.frame]).itertuples()
        ]
    return "\n".join(parts)


def make(folder: Path, context: Context, seed: int = SEED) -> list[Path]:
    """Write the kit into a folder that does not exist or is empty; the key goes into a folder of its own.

    Raises
    ------
    FileExistsError
        If the folder holds anything: a filled sheet must not be lost.
    """
    if folder.exists() and any(folder.iterdir()):
        raise FileExistsError(
            f"{folder}: found files, expected a new or empty folder, so that no filled sheet is lost"
        )
    table = passages(context.data.segments, seed)
    text, digest = frozen(context.codebook)
    guide = paths.KIT_GUIDE.read_text(encoding="utf-8").format(passages=len(table), sha256=digest)
    files = {
        f"{CODER}/guide.md": guide,
        f"{CODER}/codebook.md": readable(context.codebook),
        f"{CODER}/codebook.csv": text,
        f"{CODER}/passages.csv": _csv(
            ["passage", "text"], table[["passage", "text"]].itertuples(index=False)
        ),
        f"{CODER}/sheet.csv": _csv(
            SHEET, ((name, "", "", "", "", digest) for name in table["passage"])
        ),
        f"{SCORER}/key.csv": _csv(
            ["passage", "segment_id", "seed"],
            ((row.passage, row.segment_id, seed) for row in table.itertuples()),
        ),
    }
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="")
    return [folder / name for name in files]


def _csv(header: list[str], rows) -> str:
    buffer = io.StringIO()
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    return buffer.getvalue()


def places(words: str, text: str) -> list[tuple[int, int]]:
    """Where whole words stand in a text; spaces, apostrophes, quotation marks, hyphens and case are not told apart.

    Examples
    --------
    >>> places("China's  West", "Of China’s West, china’s\u00a0west and Westerners")
    [(3, 15), (17, 29)]
    """
    wanted = " ".join(words.translate(_SAME).split()).strip("\"' .,;:")
    tokens = tokenize(text)
    starts, ends = {token.start for token in tokens}, {token.end for token in tokens}
    parts = [re.escape(word) for word in wanted.split()]
    found = re.finditer(r"\s+".join(parts), text.translate(_SAME), re.IGNORECASE) if parts else ()
    return [hit.span() for hit in found if hit.start() in starts and hit.end() in ends]


def read_sheet(path: Path, context: Context, seed: int = SEED) -> pd.DataFrame:
    """A filled sheet as a coding: ``segment_id, start, end, code, note``.

    Raises
    ------
    DataError
        All that is wrong with the sheet, at once.
    """
    rows, faults = (
        read_table(path, _SCHEMA)
        if path.is_file()
        else ([], [Fault(path.name, 0, "", "no such file", "a sheet from the kit, filled in")])
    )
    names = dict(
        passages(context.data.segments, seed)[["passage", "segment_id"]].itertuples(
            index=False, name=None
        )
    )
    texts, codes, digest = (
        context.data.segments["text"],
        set(context.codebook.codes["code"]),
        frozen(context.codebook)[1],
    )
    taken: dict[tuple[str, str], list[tuple[int, int, int]]] = {}
    coded = []
    for row in rows:

        def fault(column: str, found: object, expected: str, line: int = row[""]) -> None:
            faults.append(
                Fault(
                    path.name,
                    line,
                    column,
                    found if isinstance(found, str) else repr(found),
                    expected,
                )
            )

        segment = names.get(row["passage"])
        if row["passage"] and segment is None:
            fault(
                "passage",
                f"{row['passage']!r}",
                f"one of {', '.join(names)}, as seed {seed} names the passages of now",
            )
        if row["codebook"] not in (None, digest):
            fault(
                "codebook", f"{row['codebook']!r}", f"{digest}, the SHA-256 of the codebook of now"
            )
        if row["code"] and row["code"] not in codes:
            fault("code", f"{row['code']!r}", "a code of codebook.csv")
        if bool(row["code"]) != bool(row["words"]):
            empty = "words" if row["code"] else "code"
            fault(
                empty,
                "an empty cell",
                "the words to which the code is given"
                if empty == "words"
                else "the code that is given to these words",
            )
        if not (segment and row["words"]):
            continue
        hits = places(row["words"], texts[segment])
        number = row["occurrence"] or (1 if len(hits) == 1 else 0)
        if not hits:
            fault("words", f"{row['words']!r}", f"whole words as they stand in {row['passage']}")
        elif not number:
            fault(
                "occurrence",
                "an empty cell",
                f"which of the {len(hits)} places is meant, from 1 to {len(hits)}: the words stand there more than once",
            )
        elif number > len(hits):
            fault(
                "occurrence",
                str(number),
                f"from 1 to {len(hits)}: the words stand so often in {row['passage']}",
            )
        elif row["code"] in codes:
            start, end = hits[number - 1]
            for other, first, last in taken.setdefault((segment, row["code"]), []):
                if start < last and first < end:
                    fault(
                        "words",
                        f"{row['words']!r}",
                        f"words of which row {other} has none under {row['code']}: two stretches of one code may not overlap",
                    )
            taken[segment, row["code"]].append((row[""], start, end))
            coded.append((segment, start, end, row["code"], row["note"]))
    if rows and not any(row["codebook"] for row in rows):
        faults.append(
            Fault(path.name, 0, "codebook", "no SHA-256 in any row", f"{digest} in at least one")
        )
    if rows:
        read = {row["passage"] for row in rows}
        faults += [
            Fault(
                path.name,
                0,
                "passage",
                f"no row for {name}",
                "at least one row for each passage; one with no code says that nothing is coded",
            )
            for name in names
            if name not in read
        ]
    if faults:
        raise DataError(faults)
    return pd.DataFrame(coded, columns=["segment_id", "start", "end", "code", "note"])


def scores(sheet: pd.DataFrame, context: Context) -> dict[str, tuple[pd.DataFrame, pd.DataFrame]]:
    """A sheet against the machine and, where there is one, against the reference coding: by code, and over all codes."""
    others = {"the machine": context.coded}
    if validity.REFERENCE in context.data.tables:
        others = {"the reference coding": context.table(validity.REFERENCE)} | others
    codes, segments = context.codebook.codes["code"], context.data.segments
    return {
        name: (
            agreement.by_code(other, sheet, segments, codes, intervals=True),
            agreement.overall(other, sheet, segments, codes),
        )
        for name, other in others.items()
    }


def shown(sheet: pd.DataFrame, context: Context) -> str:
    """The scores in words and columns, for a terminal."""
    lines = [
        f"The sheet has {len(sheet)} coded stretches in {sheet['segment_id'].nunique()} of {len(context.data.segments)} passages; codebook {frozen(context.codebook)[1][:12]}.",
        f'Intervals: 95 %, percentile, {agreement.RESAMPLES} resamples that draw whole passages (seed {agreement.SEED}). "-": no disagreement to draw, or one passage alone has the code.',
    ]
    for name, (codes, overall) in scores(sheet, context).items():
        lines += [
            "",
            f"Against {name}",
            f"  {'code':<28}{'passages':>10}{'alpha':>8}{'interval':>16}{'unitised alpha':>16}{'interval':>16}",
        ]
        used = codes[(codes["reference"] > 0) | (codes["coded"] > 0)]
        for code, row in used.iterrows():
            lines.append(
                f"  {code:<28}{f'{row.reference:.0f} and {row.coded:.0f}':>10}{_number(row.alpha):>8}{_range(row.alpha_low, row.alpha_high):>16}"
                f"{_number(row.unitized_alpha):>16}{_range(row.unitized_alpha_low, row.unitized_alpha_high):>16}"
            )
        lines.append(
            f"  The other {len(codes) - len(used)} codes are undefined: neither coding gives them, so there is no variation to agree on."
        )
        lines += ["", f"  {'over all codes':<16}{'unit':<24}{'value':>8}{'interval':>16}"]
        lines += [
            f"  {row.measure:<16}{row.unit:<24}{_number(row.value):>8}{_range(row.low, row.high):>16}"
            for row in overall.itertuples()
        ]
    return "\n".join(lines)


def _number(value: float) -> str:
    return f"{value:.3f}" if value == value else "undefined"


def _range(low: float, high: float) -> str:
    return f"{low:.2f} to {high:.2f}" if low == low else "-"


def main(arguments: list[str] | None = None) -> int:
    """Make a kit, or score a sheet; 0 if done, 1 with every fault if not."""
    parser = argparse.ArgumentParser(
        prog="python -m readouts.report.kit", description="A second coder's kit."
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=SEED,
        help="names and orders the passages; a sheet is scored with the seed of its kit",
    )
    parser.add_argument(
        "--data", type=Path, default=paths.DATA, help="the data folder of the report"
    )
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("make", help="write a kit").add_argument(
        "folder", type=Path, help="a new or empty folder"
    )
    commands.add_parser("score", help="score a filled sheet").add_argument("sheet", type=Path)
    options = parser.parse_args(arguments)
    try:
        context = load(options.data, [validity.faults])
        if options.command == "make":
            for path in make(options.folder, context, options.seed):
                print(path)
            print(
                f"Give {options.folder / CODER} to the coder, and keep {options.folder / SCORER} apart."
            )
        else:
            print(shown(read_sheet(options.sheet, context, options.seed), context))
    except (DataError, FileExistsError, FileNotFoundError) as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
