"""What coders say of a book's sentences, as its tables ``sentences`` and ``codings``.

A person's judgements are his own rows, and a draft stays a draft beside them. What was said of a sentence stays with its
words: in an update it goes where they go, and is told where they are no more.
"""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

from ..corpus.datapackage import DESCRIPTOR, DataError, Fault
from ..corpus.document import Document
from ..corpus.segments import is_counted
from ..draft import draft, nearest
from ..draft.columns import NONE
from ..readers.codebook_file import CodebookFile
from ..report.codings import CODINGS, JUDGEMENT, SENTENCES
from .sheets import Cut, Row, cut, drafts_of, is_persons, read

Tables = dict[str, list[Row]]
TABLES = (SENTENCES, CODINGS)
# A corpus whose voices were coded by hand, in a table of its own, is not drafted unasked.
BY_HAND = "voices"


def described(other: dict[str, Any] | None = None) -> dict[str, Any]:
    """Return the descriptor of a corpus with that of both tables."""
    own = json.loads((files("readouts.create") / "codings.json").read_text(encoding="utf-8"))
    columns, rest, faults = _columns(own), [], []
    for resource in (other or {}).get("resources", []):
        if resource["name"] not in TABLES:
            rest.append(resource)
        elif lacking := columns[resource["name"]] - _columns({"resources": [resource]})[resource["name"]]:  # fmt: skip
            found = f"a table {resource['name']} without {', '.join(sorted(lacking))}"
            faults.append(Fault(DESCRIPTOR, 0, "", found, "that of a book, or one of another name"))
    if faults:
        raise DataError(faults)
    return {**(other or {}), "resources": [*rest, *own["resources"]]}


def _columns(described: dict[str, Any]) -> dict[str, set[str]]:
    return {
        resource["name"]: {field["name"] for field in resource["schema"]["fields"]}
        for resource in described["resources"]
    }


def others(tables: Tables) -> Tables:
    """Return the tables that are not made here."""
    return {name: rows for name, rows in tables.items() if name not in TABLES}


def coded(
    tables: Tables, sheets: Sequence[Path] = (), old: Tables | None = None
) -> tuple[Tables, list[str]]:
    """Return both tables of a book (neither, where it has voices coded by hand and nothing else), and what of persons' judgements is new, changed or gone, a line each.

    Parameters
    ----------
    tables : dict of str to list of dict
        The book's, as they will be.
    sheets : sequence of path
        What a sheet has of a sentence replaces what its coder, and what drafts, said of it before.
    old : dict of str to list of dict, optional
        The book's, as they were.

    Raises
    ------
    DataError
        All that is wrong with the sheets: a sentence that the texts do not have, for one.
    """
    if BY_HAND in tables and not sheets and CODINGS not in (old or {}):
        return {}, []
    now, lines = cut(tables["segments"]), []
    before = _carried(old, now, lines) if old and CODINGS in old else []
    given = read(sheets, now, {row["code"] for row in tables.get("codebook", ())})
    found = [row for row in before if not any(one.replaces(row) for one in given)]
    found += [row for one in given for row in one.judgements]
    undrafted = now.text.keys() - {row["sentence_id"] for row in found if not is_persons(row)}
    found += _drafted(tables, undrafted)
    for coder in dict.fromkeys(coder for one in given for coder in one.coders):
        lines.append(_changes(coder, before, found))
    return {SENTENCES: now.rows, CODINGS: _in_order(now, before, found)}, lines


# --- From rules, and from the book as it was --------------------------------------------------------


def _drafted(tables: Tables, wanted: Iterable[str]) -> list[Row]:
    """Draft what is not drafted yet."""
    wanted = set(wanted)
    if not wanted:
        return []
    # Topics are not drafted: the book finds its codes itself.
    drafts = nearest.fill(draft(documents(tables), CodebookFile({}, [])), nearest.model())
    return [row for one in drafts if one.sentence_id in wanted for row in drafts_of(one.row())]


def documents(tables: Tables) -> list[Document]:
    """Return the readouts of a book as documents, whose sentences have the ids that they have in the book."""
    of_readout: dict[str, list[Row]] = defaultdict(list)
    for segment in filter(is_counted, tables["segments"]):
        of_readout[segment["readout_id"]].append(segment)
    return [
        Document(
            row["readout_id"],
            "\n".join(segment["text"] for segment in of_readout[row["readout_id"]]),
            row["side"],
            datetime.date.fromisoformat(row["date"]) if row["date"] else None,
            row["event"],
            row["language"],
            row["completeness"],
            row["title"],
            segments=tuple(of_readout[row["readout_id"]]),
        )
        for row in tables["readouts"]
        if row["readout_id"] in of_readout
    ]


def _carried(old: Tables, now: Cut, lines: list[str]) -> list[Row]:
    """Return the judgements of a book as it was, of the sentences that it still has; a person's on others are told, and gone."""
    names = _same(old, now)
    found: list[Row] = []
    lost: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in old[CODINGS]:
        value = row["value"]
        if row["variable"] == "counterpart" and value != NONE:
            value = names.get(value, "")
        if value and row["sentence_id"] in names:
            found.append(row | {"sentence_id": names[row["sentence_id"]], "value": value})
        elif is_persons(row):
            lost[row["coder"], row["sentence_id"]].append(row)
    for (coder, name), rows in lost.items():
        said = ", ".join(f"{row['variable']} {row['value']}" for row in rows)
        lines.append(f"dropped: codings.csv: {coder} on {name}, whose words the texts no longer have ({said})")  # fmt: skip
    return found


def _same(old: Tables, now: Cut) -> dict[str, str]:
    """Map sentences as they were coded to those of now with the same words in the same readout: where they stood, or else in their order."""
    words = {row["sentence_id"]: row["sha256"] for row in now.rows}
    readout_of = {row["segment_id"]: row["readout_id"] for row in old["segments"]}
    names = {
        row["sentence_id"]: row["sentence_id"]
        for row in old[SENTENCES]
        if words.get(row["sentence_id"]) == row["sha256"]
    }
    free: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, sha256 in words.items():
        if name not in names:
            free[now.readout[name], sha256].append(name)
    for row in old[SENTENCES]:
        left = free[readout_of.get(row["segment_id"], ""), row["sha256"]]
        if row["sentence_id"] not in names and left:
            names[row["sentence_id"]] = left.pop(0)
    return names


# --- Together ---------------------------------------------------------------------------------------


def _changes(coder: str, before: Iterable[Row], after: Iterable[Row]) -> str:
    """Say how many judgements of a coder are new, changed and withdrawn."""
    was, now = (_by_variable(coder, rows) for rows in (before, after))
    told = {
        "new": len(now.keys() - was.keys()),
        "changed": sum(was[key] != now[key] for key in was.keys() & now.keys()),
        "withdrawn": len(was.keys() - now.keys()),
    }
    said = ", ".join(f"{number:,} {what}" for what, number in told.items() if number)
    many = f"{len(now):,} judgement{'' if len(now) == 1 else 's'}"
    return f"codings.csv: {coder}: {many} ({said or 'none of them new or changed'})"


def _by_variable(coder: str, rows: Iterable[Row]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if is_persons(row) and row["coder"] == coder:
            found[row["sentence_id"], row["variable"]].add(row["value"])
    return found


def _in_order(now: Cut, before: list[Row], found: list[Row]) -> list[Row]:
    """Put judgements in the order of the texts, drafts first; of persons, him first who was so before."""
    place = {name: number for number, name in enumerate(now.text)}
    first: dict[tuple[str, str], int] = {}
    for row in (*before, *found):
        first.setdefault((row["sentence_id"], row["coder"]), len(first))
    unique = {tuple(row[name] for name in JUDGEMENT[:5]): row for row in found}.values()
    return sorted(
        unique,
        key=lambda row: (
            place[row["sentence_id"]],
            is_persons(row),
            first[row["sentence_id"], row["coder"]] if is_persons(row) else 0,
        ),
    )
