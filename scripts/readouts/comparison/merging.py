"""Other texts into tables that a person has worked on: what the corpus says anew is taken, what a person has filled in stays.

Three states are held against each other: what a table has (*old*), what the corpus gives (*new*), and what the corpus gave
when the table was last written (*base*). Where the old is not the base, a person has been at work.
"""

import hashlib
from collections.abc import Container, Iterable
from itertools import count
from typing import NamedTuple

from ..corpora.forms.packages import WITHOUT_TEXT
from .parts import UNKNOWN

Row, Tables = dict[str, str], dict[str, list[dict[str, str]]]
# By what the rows of a table are known again.
KEYS = {"sides": ("side",), "events": ("event",), "readouts": ("readout_id",), "segments": ("segment_id",), WITHOUT_TEXT: ("readout_id",),
        "frames": ("frame",), "codebook": ("code",), "patterns": ("code", "language", "pattern")}
# Tables whose rows others name, with these.
NAMED_BY = {"sides": (("readouts", "side"), (WITHOUT_TEXT, "side")), "events": (("readouts", "event"), (WITHOUT_TEXT, "event")),
            "codebook": (("patterns", "code"),), "frames": (("codebook", "frame"),)}
OF_TEXTS = ("sides", "events", "readouts", "segments", WITHOUT_TEXT)
# In this order each table comes after those that name its rows.
ORDER = ("segments", "readouts", WITHOUT_TEXT, "sides", "events", "patterns", "codebook", "frames")
# A longer cell is remembered by its hash.
_LONGEST, _SHOWN = 100, 80


class Merged(NamedTuple):
    """The tables, what was changed in them, a line each, and the base of the next update."""

    tables: Tables
    lines: list[str]
    base: dict[str, dict[str, Row]]


def remembered(tables: Tables) -> dict[str, dict[str, Row]]:
    """Tables as a base: by the keys of their rows, the cells that hold something."""
    return {name: {_key(name, row): {column: _mark(cell) for column, cell in row.items() if cell} for row in rows} for name, rows in tables.items()}


def merge(old: Tables, new: Tables, base: dict[str, dict[str, Row]]) -> Merged:
    """Put new tables into old ones.

    A readout is known again by the SHA-256 of its text and, where that is another one, by its id, side, event and source
    (or address) together: its text has been revised. Everything else is known by its id.

    Parameters
    ----------
    old, new : dict of str to list of dict
        Cells are text. Of the old tables those that are not among the new stay.
    base : dict
        As `remembered` gave it; a table that it lacks has an unknown history: nothing in it is replaced but what is empty.

    Returns
    -------
    Merged
        Its lines say what was added, dropped and changed, and where a person's cell stands against the corpus's.

    Examples
    --------
    >>> row = {"side": "north", "label": "North"}
    >>> readouts = [{"readout_id": "a", "side": "north", "event": "", "issuer": "North", "sha256": "1"}]
    >>> old = {"sides": [row | {"label": "The North"}], "readouts": readouts, "segments": []}
    >>> merged = merge(old, {"sides": [row], "readouts": readouts, "segments": []}, remembered({"sides": [row]}))
    >>> merged.tables["sides"], merged.lines
    ([{'side': 'north', 'label': 'The North'}], [])
    """
    lines: list[str] = []
    if "readouts" in new:
        matching = _Matching(old, new, base, lines)
        old, new, base = matching.old, matching.new, matching.base
    merged: Tables = {}
    for name in (name for name in ORDER if name in new or name in old and name in OF_TEXTS and "readouts" in new):
        needed = {row[column] for table, column in NAMED_BY.get(name, ()) for row in merged.get(table, old.get(table, ()))}
        merged[name] = _merged(name, old.get(name, []), new.get(name, []), base.get(name), needed, lines)
    after = base | remembered(new)
    if "readouts" in new:
        merged["readouts"] = _named_issuers(old, new, merged)
        for name, history in matching.history.items():
            after[name] = {key: about for key, about in (after[name] | history).items() if about is not None}
    return Merged(merged, lines, after)


def _key(name: str, row: Row) -> str:
    return " ".join(row[column] for column in KEYS[name])


def _mark(cell: str) -> str:
    """A cell as it is remembered."""
    return cell if len(cell) <= _LONGEST else f"sha256:{hashlib.sha256(cell.encode('utf-8', 'surrogatepass')).hexdigest()}"


# --- Rows and cells ---------------------------------------------------------------------------------


def _merged(name: str, old: list[Row], new: list[Row], base: dict[str, Row] | None, needed: set[str], lines: list[str]) -> list[Row]:
    """The rows of a table; `needed` are the keys that other tables name."""
    before, after = ({_key(name, row): row for row in rows} for rows in (old, new))
    rows, added = [], []
    for key in _order(list(before), list(after)):
        about = base.get(key) if base is not None else None
        if key in before and key in after:
            rows.append(_cells(name, key, before[key], after[key], about, lines))
        elif key in after:
            if about is not None and key not in needed:
                lines.append(f"left out: {name}.csv: {key}, which was taken out of the table by hand")
            else:
                rows.append(after[key])
                added.append(key)
        elif key in needed or about is None and (base is not None or name in ("readouts", "segments")):
            rows.append(before[key])  # a person's own
        else:
            _tell_dropped(name, key, before[key], about, base is not None, lines)
    if added and name != "segments":
        lines.append(f"added to {name}.csv: {', '.join(added)}")
    return rows


def _order(old: list[str], new: list[str]) -> list[str]:
    """The old order, each new key after the one that it follows among the new.

    Examples
    --------
    >>> _order(["b", "a", "d"], ["0", "a", "c", "d", "e"])
    ['0', 'b', 'a', 'c', 'd', 'e']
    """
    there, after, last = set(old), {}, None
    for key in new:
        if key in there:
            last = key
        else:
            after.setdefault(last, []).append(key)
    return [*after.get(None, []), *(found for key in old for found in (key, *after.get(key, [])))]


def _cells(name: str, key: str, old: Row, new: Row, about: Row | None, lines: list[str]) -> Row:
    """One row of the old, the new and the base: what the corpus says anew, unless a person has written there."""
    row = {}
    for column in dict.fromkeys([*old, *new]):
        mine, theirs, was = old.get(column, ""), new.get(column, ""), None if about is None else about.get(column, "")
        nothing = ("", UNKNOWN) if column == "language" else ("",)
        if column == "sha256":
            row[column] = theirs or mine
            if theirs not in ("", mine):
                lines.append(f"changed: {name}.csv, {key}: its text")
        elif theirs in (mine, *nothing) or was is not None and _mark(theirs) == was:
            row[column] = mine
        elif mine in nothing or was is not None and _mark(mine) == was:
            row[column] = theirs
            lines.append(f"changed: {name}.csv, {key}, {column}: {_shown(mine)} is now {_shown(theirs)}")
        else:
            row[column] = mine
            lines.append(f"kept: {name}.csv, {key}, {column}: {_shown(mine)}, where the corpus has {_shown(theirs)}")
    return row


def _tell_dropped(name: str, key: str, row: Row, about: Row | None, known: bool, lines: list[str]) -> None:
    """Say that a row is dropped, with what a person had filled in; of passages only where that is something. `known` says whether its table has a base."""
    no_word_of = {*KEYS[name], "readout_id", "paragraph", "sha256", *(() if known else ("text",))}
    told = [f"{column} {_shown(cell)}" for column, cell in row.items() if cell and column not in no_word_of and (about is None or about.get(column) != _mark(cell))]
    if told or name != "segments":
        lines.append(f"dropped: {name}.csv: {key}" + (f" ({', '.join(told)})" if told else ""))


def _shown(cell: str) -> str:
    return repr(cell if len(cell) <= _SHOWN else f"{cell[:_SHOWN - 1]}…") if cell else "nothing"


def _named_issuers(old: Tables, new: Tables, merged: Tables) -> list[Row]:
    """The readouts; those that are new, and whose issuer is only the name of their side, with the name that the side has in the book."""
    there, given = {row["readout_id"] for row in old["readouts"]}, {row["side"]: row["label"] for row in new["sides"]}
    labels = {row["side"]: row["label"] for row in merged["sides"]}
    return [row | {"issuer": labels[row["side"]]} if row["readout_id"] not in there and row["issuer"] == given.get(row["side"]) else row for row in merged["readouts"]]


# --- Which readout is which -------------------------------------------------------------------------


class _Matching:
    """Old and new tables, and base, with one id for what is one readout; what is no more is told and gone.

    Attributes
    ----------
    history : dict of str to dict
        What is to be remembered otherwise than as the new tables have it; None for what is to be forgotten.
    """

    def __init__(self, old: Tables, new: Tables, base: dict[str, dict[str, Row]], lines: list[str]):
        self.old, self.new, self.base, self.lines = old, new, base, lines
        self.history: dict[str, dict[str, Row | None]] = {"readouts": {}, "segments": {}}
        # New ids to old ones: of the same texts, and of texts that have been revised.
        self._same, self._revised, self._left_out = {}, {}, set()
        self._match_texts()
        self._match_others()
        self._drop()
        self._rename()

    def _match_texts(self) -> None:
        """Find the readouts with the same text, first those of the same side and event."""
        there = {row["readout_id"]: row for row in self.old["readouts"] if row["sha256"]}
        for columns in (("sha256", "side", "event"), ("sha256",)):
            by_text: dict[tuple, list[str]] = {}
            for name, row in there.items():
                by_text.setdefault(tuple(row[column] for column in columns), []).append(name)
            for row in self.new["readouts"]:
                alike = by_text.get(tuple(row[column] for column in columns))
                if alike and row["readout_id"] not in self._same:
                    self._same[row["readout_id"]] = alike.pop(0)
                    del there[self._same[row["readout_id"]]]

    def _match_others(self) -> None:
        """Find what a person has taken out, and what has been revised."""
        there, matched = {row["readout_id"]: row for row in self.old["readouts"]}, set(self._same.values())
        removed = {name: about.get("sha256") for name, about in self.base.get("readouts", {}).items() if name not in there}
        for row in self.new["readouts"]:
            name, one = row["readout_id"], there.get(row["readout_id"])
            if name in self._same:
                continue
            if gone := next((gone for gone, sha256 in removed.items() if sha256 == row["sha256"]), None):
                del removed[gone]
                self._left_out.add(name)
                self.history["readouts"][gone] = self.base["readouts"][gone]
                self.lines.append(f"left out: readouts.csv: {gone}, which was taken out of the table by hand")
            elif one and one["sha256"] and name not in matched and _is_revised(one, row):
                self._revised[name] = name

    def _drop(self) -> None:
        """Drop the readouts that the corpus no longer has, unless they are a person's own, with their segments."""
        base, known = self.base.get("readouts"), {*self._same.values(), *self._revised}
        given = {about.get("sha256") for about in (base or {}).values()}
        self._staying = {row["readout_id"] for row in self.old["readouts"]
                         if row["readout_id"] in known or not row["sha256"] or base is not None and row["readout_id"] not in base and row["sha256"] not in given}
        of_segments, segments = self.base.get("segments"), _by_readout(self.old["segments"])
        for row in self.old["readouts"]:
            if (name := row["readout_id"]) not in self._staying:
                _tell_dropped("readouts", name, row, (base or {}).get(name), base is not None, self.lines)
                for segment in segments.get(name, []):
                    _tell_dropped("segments", segment["segment_id"], segment, (of_segments or {}).get(segment["segment_id"]), of_segments is not None, self.lines)
        self.old = self.old | {name: [row for row in self.old[name] if row["readout_id"] in self._staying] for name in ("readouts", "segments")}
        # What is gone has no history: its id may come to be another's.
        self.base = self.base | {name: {key: about for key, about in self.base[name].items() if about.get("readout_id") in self._staying}
                                 for name in ("readouts", "segments") if name in self.base}

    def _rename(self) -> None:
        """Give the new readouts and segments the ids that they have in the old tables, or ids that are theirs alone."""
        taken, names = set(self._staying), {}
        for row in self.new["readouts"]:
            if (given := row["readout_id"]) not in self._left_out:
                names[given] = self._same.get(given) or self._revised.get(given) or _next_free(given, taken)
                taken.add(names[given])
        of_new, of_old = (_by_readout(tables["segments"]) for tables in (self.new, self.old))
        owner, segments = {row["segment_id"]: row["readout_id"] for row in self.old["segments"]}, []
        for given, name in names.items():
            if given in self._same and all(_is_plain(row) for row in of_new.get(given, [])):
                segments += self._as_they_are(of_old.get(name, []))
                continue
            rows = []
            for row in of_new.get(given, []):
                segment_id = _renamed(row["segment_id"], given, name)
                if owner.get(segment_id, name) != name:
                    segment_id = _next_free(segment_id, owner)
                owner[segment_id] = name
                rows.append(row | {"readout_id": name, "segment_id": segment_id})
            if given in self._revised:
                self._move(name, of_old.get(name, []), rows)
            segments += rows
        self.new = self.new | {"readouts": [row | {"readout_id": names[row["readout_id"]]} for row in self.new["readouts"] if row["readout_id"] in names], "segments": segments}

    def _as_they_are(self, segments: list[Row]) -> list[Row]:
        """Segments of which the corpus says nothing but their text, which is the same: they are as the book has them."""
        base = self.base.get("segments")
        if base is not None:
            self.history["segments"] |= {row["segment_id"]: base.get(row["segment_id"]) for row in segments}
        return [{column: row[column] for column in ("segment_id", "readout_id", "paragraph", "text")} for row in segments]

    def _move(self, name: str, old: list[Row], new: list[Row]) -> None:
        """Of a revised text, keep the old segments whose wording it still has, under their new ids; the others are told and gone."""
        base = self.base.get("segments")
        left, moved, of_moved = list(old), [], {}
        for row in new:
            if one := next((one for one in left if one["text"] == row["text"]), None):
                left.remove(one)
                place = {"segment_id": row["segment_id"], "paragraph": row["paragraph"]}
                moved.append(one | place)
                if about := (base or {}).get(one["segment_id"]):
                    of_moved[row["segment_id"]] = about | place
        for row in left:
            _tell_dropped("segments", row["segment_id"], row, (base or {}).get(row["segment_id"]), base is not None, self.lines)
        first = self.old["segments"].index(old[0]) if old else 0
        others = [row for row in self.old["segments"] if row["readout_id"] != name]
        self.old["segments"] = others[:first] + moved + others[first:]
        if base is not None:
            self.base["segments"] = {key: about for key, about in base.items() if about["readout_id"] != name} | of_moved


def _by_readout(segments: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in segments:
        found.setdefault(row["readout_id"], []).append(row)
    return found


def _is_plain(segment: Row) -> bool:
    """Whether a segment has nothing but its place and its text."""
    return not any(cell for column, cell in segment.items() if column not in ("segment_id", "readout_id", "paragraph", "text"))


def _is_revised(old: Row, new: Row) -> bool:
    """Whether a text is another wording of one with the same id: of the same side and event, from the same source or address."""
    return all(old[column] == new[column] for column in ("side", "event")) and (old["source"] == new["source"] or new["url"] != "" and old["url"] == new["url"])


def _renamed(segment_id: str, given: str, name: str) -> str:
    """The id of a segment that begins with that of its readout, which is another now."""
    return name + segment_id[len(given):] if segment_id.startswith(f"{given}-") else segment_id


def _next_free(name: str, taken: Container[str]) -> str:
    return name if name not in taken else next(f"{name}-{number}" for number in count(2) if f"{name}-{number}" not in taken)
