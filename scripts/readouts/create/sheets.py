"""Sheets into a book: the sentences of its texts, and what coders say of them, as the tables ``sentences`` and ``codings``.

A person's judgements are his own rows, and a draft stays a draft beside them. What was said of a sentence stays with its
words: in an update it goes where they go, and is told where they are no more.
"""

import datetime
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any, NamedTuple

from ..corpus.datapackage import DESCRIPTOR, DataError, Fault
from ..corpus.document import Document
from ..corpus.segments import is_counted
from ..draft import draft, sheet
from ..draft.columns import (
    CODED_ON,
    CODER,
    CONFIRMED,
    COUNTERPART,
    DRAFTED,
    DRAFTED_BY,
    NOBODY,
    NONE,
    NOTE,
    OK,
)
from ..readers.codebook_file import CodebookFile
from ..report.codings import CODINGS, JUDGEMENT, MODEL, PERSON, RULE, SENTENCES, sha256
from ..text.sentences import sentences

Row, Tables = dict[str, str], dict[str, list[dict[str, str]]]
TABLES = (SENTENCES, CODINGS)
# The sheet's columns whose judgements have another name in the table.
_VARIABLE = {"topics": "topic"}
# What a draft of nearest sentences rests on where it is no model.
_BY_WORDS = "words"
_SHOWN = 60


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


class Cut(NamedTuple):
    """The sentences of a book: their rows, and by their ids their words and the readout that they are of."""

    rows: list[Row]
    text: dict[str, str]
    readout: dict[str, str]


def cut(segments: Iterable[Row]) -> Cut:
    """Return the sentences of the counted segments, numbered from 1 in each.

    Examples
    --------
    >>> found = cut([{"segment_id": "north-1", "readout_id": "north", "text": "They spoke. They agreed."}])
    >>> [(row["sentence_id"], row["start"], row["end"]) for row in found.rows], found.text["north-1-2"]
    ([('north-1-1', '0', '11'), ('north-1-2', '12', '24')], 'They agreed.')
    """
    found = Cut([], {}, {})
    for segment in segments:
        if not is_counted(segment):
            continue
        for number, (start, end) in enumerate(sentences(segment["text"]), start=1):
            name, text = f"{segment['segment_id']}-{number}", segment["text"][start:end]
            found.rows.append(
                {
                    "sentence_id": name,
                    "segment_id": segment["segment_id"],
                    "start": str(start),
                    "end": str(end),
                    "sha256": sha256(text),
                }
            )
            found.text[name], found.readout[name] = text, segment["readout_id"]
    return found


def coded(
    tables: Tables, sheets: Sequence[Path] = (), old: Tables | None = None
) -> tuple[Tables, list[str]]:
    """Return both tables of a book, and what of persons' judgements is new, changed or gone, a line each.

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
    now, lines = cut(tables["segments"]), []
    before = _carried(old, now, lines) if old and CODINGS in old else []
    given = _read(sheets, now, {row["code"] for row in tables.get("codebook", ())})
    found = [row for row in before if not any(one.replaces(row) for one in given)]
    found += [row for one in given for row in one.judgements]
    undrafted = now.text.keys() - {row["sentence_id"] for row in found if not _is_persons(row)}
    found += _drafted(tables, undrafted)
    for coder in dict.fromkeys(coder for one in given for coder in one.coders):
        lines.append(_changes(coder, before, found))
    return {SENTENCES: now.rows, CODINGS: _in_order(now, before, found)}, lines


def _is_persons(row: Row) -> bool:
    return row["coder_kind"] == PERSON


# --- From a sheet -----------------------------------------------------------------------------------


class _Given(NamedTuple):
    """What a sheet gives: who filled it in, its sentences, those of which it has drafts, and all judgements."""

    coders: set[str]
    sentences: set[str]
    drafted: set[str]
    judgements: list[Row]

    def replaces(self, row: Row) -> bool:
        """Say whether the sheet speaks in place of a judgement."""
        if _is_persons(row):
            return row["coder"] in self.coders and row["sentence_id"] in self.sentences
        return row["sentence_id"] in self.drafted


def _read(paths: Iterable[Path], now: Cut, codes: set[str]) -> list[_Given]:
    """Read sheets, and hold them against the texts and each other; all faults at once."""
    found, faults, judged = [], [], {}
    for path in paths:
        try:
            rows = sheet.read(path, codes or None)
        except DataError as error:
            faults += error.faults
            continue
        for row in rows:
            faults += _text_faults(path, row, now)
            key = row["sentence_id"], row[CODER]
            if row[CODER] and key in judged:
                faults.append(Fault(path.name, 0, CODER, f"{row[CODER]} on {key[0]}, as in {judged[key]}", "each sentence once of a coder"))  # fmt: skip
            judged.setdefault(key, path.name)
        found.append(
            _Given(
                {row[CODER] for row in rows} - {""},
                {row["sentence_id"] for row in rows},
                {row["sentence_id"] for row in rows if row[DRAFTED_BY]},
                [one for row in rows for one in (*drafts_of(row), *judgements_of(row))],
            )
        )
    if faults:
        raise DataError(faults)
    return found


def judged(paths: Iterable[Path]) -> tuple[dict[str, str], list[Row]]:
    """Return the sentences of sheets, and what persons say of them.

    Raises
    ------
    DataError
        All that is wrong with the sheets: two that have other words for one sentence, or one coder twice.
    """
    texts: dict[str, str] = {}
    for path in paths:
        for row in sheet.read(path):
            texts.setdefault(row["sentence_id"], row["text"])
    given = _read(paths, Cut([], texts, {}), set())
    return texts, [row for one in given for row in one.judgements if _is_persons(row)]


def _text_faults(path: Path, row: Row, now: Cut) -> Iterator[Fault]:
    """Yield where a row of a sheet is of other words than the texts have."""
    text, there = row["text"], now.text.get(row["sentence_id"])
    if there is None:
        expected = "a sentence of these texts: draft the sheet anew from them"
        yield Fault(path.name, 0, "sentence_id", f"{row['sentence_id']}, {_short(text)}", expected)
    elif text.split() != there.split():
        expected = f"{_short(there)}, as the texts have now"
        yield Fault(path.name, 0, "text", f"{_short(text)} in {row['sentence_id']}", expected)


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def _judgement(row: Row, variable: str, value: str, kind: str, coder: str, **more: str) -> Row:
    cells = (row["sentence_id"], variable, value, kind, coder)
    return dict.fromkeys(JUDGEMENT, "") | dict(zip(JUDGEMENT, cells)) | more


def drafts_of(row: Row) -> Iterator[Row]:
    """Yield what machines say in a row of a sheet. Topics are what the codebook finds, and are looked for anew by each book."""
    by = sheet.coders(row[DRAFTED_BY])
    for variable in DRAFTED:
        if variable not in _VARIABLE and row[variable] and variable in by:
            yield _judgement(row, variable, row[variable], RULE, by[variable])
    for number in (1, 2):
        if (near := row[f"nearest_{number}"]) and (coder := by.get("nearest")):
            kind = RULE if coder == _BY_WORDS else MODEL
            note = f"similarity {row[f'nearest_{number}_similarity']}"
            yield _judgement(row, "counterpart", near, kind, coder, note=note)


def judgements_of(row: Row) -> Iterator[Row]:
    """Yield what a person says in a row of a sheet: what is right as it is drafted, and what is right instead."""
    blind = "" if row[DRAFTED_BY] else "blind"
    more = {CODED_ON: row[CODED_ON], NOTE: "; ".join(filter(None, (blind, row[NOTE])))}
    for column in CONFIRMED:
        variable, said = column.removesuffix("_confirmed"), row[column]
        several = column == COUNTERPART or variable in _VARIABLE
        for value in sheet.split(said) if several else filter(None, [said]):
            if value == OK:
                drafted = row.get(variable, "") or row["nearest_1"]
                values = sheet.split(drafted) if several else [drafted]
            else:
                # A speaker of a kind there always is: where none is made to speak, nobody is.
                values = [NOBODY if (variable, value) == ("speaker", NONE) else value]
            for one in dict.fromkeys(values):
                yield _judgement(row, _VARIABLE.get(variable, variable), one, PERSON, row[CODER], **more)  # fmt: skip


# --- From rules, and from the book as it was --------------------------------------------------------


def _drafted(tables: Tables, wanted: Iterable[str]) -> list[Row]:
    """Draft what is not drafted yet."""
    wanted = set(wanted)
    if not wanted:
        return []
    # Topics are not drafted: the book finds its codes itself.
    drafts = draft(documents(tables), CodebookFile({}, []))
    return [
        row for one in drafts if one.sentence_id in wanted for row in drafts_of(one.row())
    ]


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
    names = _same(_as_coded(old), now)
    found: list[Row] = []
    lost: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in old[CODINGS]:
        value = row["value"]
        if row["variable"] == "counterpart" and value != NONE:
            value = names.get(value, "")
        if value and row["sentence_id"] in names:
            found.append(row | {"sentence_id": names[row["sentence_id"]], "value": value})
        elif _is_persons(row):
            lost[row["coder"], row["sentence_id"]].append(row)
    for (coder, name), rows in lost.items():
        said = ", ".join(f"{row['variable']} {row['value']}" for row in rows)
        lines.append(f"dropped: codings.csv: {coder} on {name}, whose words the texts no longer have ({said})")  # fmt: skip
    return found


def _as_coded(old: Tables) -> Cut:
    """The sentences that a book has in its table."""
    segments = {row["segment_id"]: row for row in old["segments"]}
    found = Cut(old[SENTENCES], {}, {})
    for row in old[SENTENCES]:
        segment = segments[row["segment_id"]]
        found.text[row["sentence_id"]] = segment["text"][int(row["start"]) : int(row["end"])]
        found.readout[row["sentence_id"]] = segment["readout_id"]
    return found


def _same(old: Cut, now: Cut) -> dict[str, str]:
    """Map sentences as they were to those of now with the same words in the same readout: where they stood, or else in their order."""
    names = {name: name for name, text in old.text.items() if now.text.get(name) == text}
    free: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, text in now.text.items():
        if name not in names:
            free[now.readout[name], text].append(name)
    for name, text in old.text.items():
        if name not in names and (left := free[old.readout[name], text]):
            names[name] = left.pop(0)
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
    return f"codings.csv: {coder}: {len(now):,} judgements ({said or 'none of them new or changed'})"


def _by_variable(coder: str, rows: Iterable[Row]) -> dict[tuple[str, str], set[str]]:
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        if _is_persons(row) and row["coder"] == coder:
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
            _is_persons(row),
            first[row["sentence_id"], row["coder"]] if _is_persons(row) else 0,
        ),
    )
