"""``readouts alone``: what one account of an event has and no other, code by code, with what stands nearest in the others."""

import argparse
from collections import Counter
from collections.abc import Collection
from pathlib import Path

from ..corpus.confirmed import confirmed_of, read_confirmed
from ..corpus.events import pairs
from ..engine import alone
from ..engine.selection import Selection
from . import output, progress, reading, searching
from .usage import Parser

EXAMPLES = """examples:
  readouts alone calls.csv --codebook codebook.csv
  readouts alone calls.csv --codebook codebook.csv --only 2022-02-12 --out alone.csv
  readouts alone calls.csv --codebook codebook.csv --confirmed confirmed.csv

A row a code that exactly one account of an event has, and another account of it. Texts of one event, side and language are
one account; where no event is named, texts of one date are of one event, and a pair of two sides within two days that has no
rival, which is told. Columns: event, frame, code; side, whose account
has it; document_id, frequency, keyword, sentence: where it stands first, and how often; other, whose account has it not;
state: "none of these wordings" of a full text in which no near form stands, "not in this form" where one does, "not searched"
of a text in whose language the codebook has no pattern for it; said: the same in full, with the near forms or the wordings
that were looked for; nearest: the other account's sentence that shares most with this one, so that a reader can overrule.
side_documents_with, side_documents (and the same of the other): how many of this side's readouts of other events have the
code, and how many there are, if there are ten or more: what a side nearly never says is no omission.
confirmed: by whom and when it was confirmed by reading that the matter is absent, from a table event, side (which has it not), code, by, date:
--confirmed, or confirmed_absences.csv in a data folder.
"""


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command's options."""
    parser = Parser(
        prog="readouts alone",
        description=__doc__.partition(": ")[2].capitalize(),
        epilog=EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    reading.add_reading(parser)
    reading.add_codebook(parser, required=True)
    parser.add_argument(
        "--only",
        metavar="EVENT",
        action="append",
        default=[],
        help="only rows of this event; the readouts of the others still say how often a side has a code; may be repeated",
    )
    parser.add_argument(
        "--confirmed", metavar="FILE", type=Path, help="absences that were confirmed by reading"
    )
    searching.add_where(parser)
    output.add_output(parser)
    return parser


def run(arguments: argparse.Namespace) -> int:
    """Run the command; return its exit code."""
    output.check(arguments)
    codebook = reading.codebook(arguments)
    confirmed = (
        read_confirmed(arguments.confirmed)
        if arguments.confirmed
        else confirmed_of(arguments.corpus)
    )
    selection = Selection(arguments.where)
    watched = progress.watched(reading.read(arguments), "documents")
    documents = list(selection.checked(filter(selection, watched)))
    found_pairs = pairs(documents)
    for line in found_pairs.lines():
        searching.tell(line)
    accounts = alone.accounts(documents, found_pairs.event_of)
    per_event = Counter(account.event for account in accounts)
    _check(arguments.only, per_event)
    coded = alone.Coded(accounts, codebook)
    found = [
        row
        for row in alone.alone(coded, confirmed)
        if not arguments.only or row.event in arguments.only
    ]
    output.write(iter(found), alone.COLUMNS, arguments)
    compared = sum(number > 1 for number in per_event.values())
    searching.tell(
        f"{len({(row.event, row.code) for row in found}):,} codes in one account alone; events with two accounts or more: {compared:,} of {len(per_event):,}"
    )
    return 0


def _check(asked: list[str], events: Collection[str]) -> None:
    if missing := [event for event in asked if event not in events]:
        raise ValueError(
            f"no event {', '.join(map(repr, missing))}; there is {', '.join(map(repr, sorted(events)[:20]))}"
        )
