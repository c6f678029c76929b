"""`readouts fetch`: download official readouts, politely, into a corpus."""

import argparse
import sys
from collections import Counter
from pathlib import Path
from typing import Any

from .usage import Parser

EXAMPLES = """\
examples:
  readouts fetch data/events.csv --out fetched --contact you@example.org
  readouts fetch addresses.txt --out fetched --dry-run
  readouts fetch mine.csv --out fetched --only side=north
  readouts fetch mine.csv --out fetched --again 30

LIST is a table with a column url and, where known, side, date, event, language and completeness; or a table of
events with columns such as north_url and north_language; or a text file with an address a line. A table may be in any
form that a corpus may have: CSV, TSV, JSON, XLSX and others, packed or not.

What it does: it says who asks, makes one request at a time, waits between two to one site, and follows robots.txt.
A page that is in the folder is not asked for again: run the command again after an interruption or a failure.
A page on which the text could not be found in the time is kept, and tried again with another --timeout.
One run at a time is at work in a folder: a second one is refused.

Governments rewrite readouts. --again asks once more for the pages that are there, and a site that knows its versions (ETag,
Last-Modified) sends those alone that are others. Every version stays, under its SHA-256, and versions.csv says when each was
seen first and last, and when a page was gone (404, 410). `readouts changes DIR` says what was changed, word by word.
The corpus has the last version that gave a text.

Of each page that is asked for, versions.csv and corpus.jsonl have the address of the copy in the Wayback Machine that is nearest
in time, where it names one; the copy may be of another version. --archive asks it to make a copy of pages of which it has none,
or none since an earlier version was seen last. What comes of that is noted, and changes no exit code.

What it writes: raw/ holds each page as it came, named by its SHA-256; manifest.csv says what happened to each address;
versions.csv names the versions of each page; corpus.jsonl is a corpus that every other command reads.

Exit codes: 0 every address gave a text; 1 some did not, or could not be asked for again or are gone, and each is named with
the reason; 2 wrong usage.
"""
ONLY = ("side", "event", "language", "date")


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = Parser(
        prog="readouts fetch",
        description="Download official readouts, politely, into a corpus.",
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("list", type=Path, metavar="LIST", help="the addresses")
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="the folder to write to; one of an earlier run is continued",
    )
    parser.add_argument(
        "--contact",
        default="",
        type=_contact,
        help="how the sites can reach you: an e-mail or web address, sent with each request",
    )
    parser.add_argument(
        "--only",
        action="append",
        default=[],
        type=_condition,
        metavar="COLUMN=VALUE",
        help=f"ask only for these; COLUMN is {', '.join(ONLY)}; may be repeated",
    )
    parser.add_argument(
        "--again",
        nargs="?",
        const=0.0,
        type=_days,
        metavar="DAYS",
        help="ask once more for pages that are there and were seen last so many days ago or earlier (without a number: for all)",
    )
    parser.add_argument(
        "--archive",
        nargs="?",
        const="save",
        choices=("no", "look", "save"),
        help="ask the Wayback Machine for a copy of each page of which it has none (save, or no word: of pages that are there too), "
        "only where one lies (look, the default), or nothing (no, the default with --allow-private)",
    )
    parser.add_argument(
        "--dry-run", action="store_true", help="list what would be asked, and ask nothing"
    )
    parser.add_argument(
        "--delay",
        type=_seconds,
        default=5,
        metavar="SECONDS",
        help="between two requests to one site, at least 1 (default 5); a longer Crawl-delay wins",
    )
    parser.add_argument(
        "--timeout",
        type=_seconds,
        default=60,
        metavar="SECONDS",
        help="for one page to come, and for the text to be found on it (default 60)",
    )
    parser.add_argument(
        "--retries",
        type=_number,
        default=4,
        metavar="N",
        help="how often a page is asked for again after a passing failure (default 4)",
    )
    parser.add_argument(
        "--max-wait",
        type=_seconds,
        default=300,
        metavar="SECONDS",
        help="a site that asks for a longer wait is left for another day (default 300)",
    )
    parser.add_argument(
        "--max-bytes",
        type=_number,
        default=10_000_000,
        metavar="N",
        help="a larger page is not taken (default 10,000,000)",
    )
    parser.add_argument(
        "--allow-private",
        action="store_true",
        help="also ask this machine and private networks, where any --delay will do",
    )
    return parser


def _contact(text: str) -> str:
    if not (text.isascii() and text.isprintable()):
        raise argparse.ArgumentTypeError(
            f"{text!r}: expected printable ASCII, such as you@example.org"
        )
    return text


def _condition(text: str) -> tuple[str, str]:
    column, _, value = text.partition("=")
    if column not in ONLY:
        raise argparse.ArgumentTypeError(
            f"{text!r}: expected COLUMN=VALUE with a column of {', '.join(ONLY)}"
        )
    return column, value


def _seconds(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 86400:
        raise argparse.ArgumentTypeError(f"{text}: expected a number from 0 to 86400")
    return value


def _days(text: str) -> float:
    value = float(text)
    if not 0 <= value <= 36500:
        raise argparse.ArgumentTypeError(f"{text}: expected a number from 0 to 36500")
    return value


def _number(text: str) -> int:
    value = int(text)
    if value < 0:
        raise argparse.ArgumentTypeError(f"{text}: expected 0 or more")
    return value


def run(arguments: argparse.Namespace) -> int:
    """Ask for what is not there yet, write the corpus, and say what became of each address."""
    if arguments.delay < 1 and not arguments.allow_private:
        parser().error(
            "argument --delay: expected at least 1; a shorter one is for a server of your own (--allow-private)"
        )
    try:
        from ..fetch.collect import collect, plan
        from ..fetch.downloads import CORPUS
    except ModuleNotFoundError as error:
        raise ValueError(
            f"this command needs {error.name}; it comes with pip install 'readouts[fetch]'"
        ) from None
    if arguments.dry_run:
        for address, said in plan(arguments.list, arguments.out, arguments.only, arguments.again):
            print(said, address.document_id, address.url, sep="\t")
        return 0
    found = collect(
        arguments.list,
        arguments.out,
        arguments.only,
        contact=arguments.contact,
        delay=arguments.delay,
        timeout=arguments.timeout,
        retries=arguments.retries,
        max_bytes=arguments.max_bytes,
        max_wait=arguments.max_wait,
        allow_private=arguments.allow_private,
        again=arguments.again,
        archive=arguments.archive or ("no" if arguments.allow_private else "look"),
        say=_say,
    )
    _report(found.rows)
    _report_again(found.again, arguments.out)
    for notice in found.notices:
        print(f"  note: {notice}")
    print(
        f"{found.n_texts} texts in {arguments.out / CORPUS}"
        if found.n_texts
        else "no text, so no corpus was written"
    )
    lost = any(why for _, why in found.again.values())
    return 1 if lost or any(row["reason"] for row in found.rows) else 0


def _say(line: str) -> None:
    """Tell a person who watches; a log file needs no more than the report."""
    if sys.stderr.isatty():
        print(line, file=sys.stderr, flush=True)


def _report(rows: list[dict[str, Any]]) -> None:
    """Say what became of the addresses."""
    outcomes = Counter(row["outcome"] for row in rows)
    print(
        f"{len(rows)} addresses: "
        + ", ".join(f"{number} {outcome}" for outcome, number in outcomes.most_common())
    )
    for row in rows:
        if row["reason"]:
            print(f"  {row['outcome']}: {row['url']}: {row['reason']}")
        if row["note"]:
            print(f"  note: {row['url']}: {row['note']}")


def _report_again(again: dict[str, tuple[str, str]], folder: Path) -> None:
    """Say what came of asking once more, and name what is not as it was."""
    if not again:
        return
    outcomes = Counter(outcome for outcome, _ in again.values())
    said = ", ".join(f"{number} {outcome}" for outcome, number in outcomes.most_common())
    print(f"{len(again)} asked once more: {said}")
    for url, (outcome, why) in again.items():
        if outcome != "unchanged":
            print(f"  {outcome}: {url}{': ' if why else ''}{why}")
    if outcomes.keys() & {"changed", "gone"}:
        print(f"what was changed: readouts changes {folder}")
