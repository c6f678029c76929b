"""Sheets that coders have filled in, as judgements: a row each, of a person or of what drafted it."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from ..corpus.datapackage import DataError, Fault
from ..corpus.segments import is_counted
from ..draft import sheet
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
from ..draft.nearest import WORDS
from ..report.codings import JUDGEMENT, MODEL, PERSON, RULE, sha256
from ..text.sentences import sentences

Row = dict[str, str]
# The sheet's columns whose judgements have another name in the table.
_VARIABLE = {"topics": "topic"}
_SHOWN = 60


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


def is_persons(row: Row) -> bool:
    """Say whether a judgement is a person's."""
    return row["coder_kind"] == PERSON


class Given(NamedTuple):
    """What a sheet gives: who filled it in, its sentences, those of which it has drafts, and all judgements."""

    coders: set[str]
    sentences: set[str]
    drafted: set[str]
    judgements: list[Row]

    def replaces(self, row: Row) -> bool:
        """Say whether the sheet speaks in place of a judgement."""
        if is_persons(row):
            return row["coder"] in self.coders and row["sentence_id"] in self.sentences
        return row["sentence_id"] in self.drafted


def read(paths: Iterable[Path], now: Cut, codes: set[str]) -> list[Given]:
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
            Given(
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
    given = read(paths, Cut([], texts, {}), set())
    return texts, [row for one in given for row in one.judgements if is_persons(row)]


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
            kind = RULE if coder == WORDS else MODEL
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
