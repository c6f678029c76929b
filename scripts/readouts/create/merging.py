"""Other texts into tables that a person has worked on: what the corpus says anew is taken, what a person has filled in stays.

Three states are held against each other: what a table has (*old*), what the corpus gives (*new*), and what the corpus gave
when the table was last written (*base*). Where the old is not the base, a person has been at work.
"""

import hashlib
import json
from collections.abc import Container, Iterable, Mapping
from itertools import count
from typing import NamedTuple

from ..readers.data_folder import WITHOUT_TEXT
from ..report.subcorpora import UNKNOWN
from .descriptor import names, paths, references

Row, Tables = dict[str, str], dict[str, list[dict[str, str]]]
# By what the rows of a table are known again.
KEYS = {
    "sides": ("side",),
    "events": ("event",),
    "readouts": ("readout_id",),
    "segments": ("segment_id",),
    WITHOUT_TEXT: ("readout_id",),
    "frames": ("frame",),
    "codebook": ("code",),
    "patterns": ("code", "language", "pattern"),
}
OF_TEXTS = ("sides", "events", "readouts", "segments", WITHOUT_TEXT)
# A longer cell is remembered by its hash.
_LONGEST, _SHOWN = 100, 80
# More new rows of a further table than these are told by their number.
_NAMED = 20


class Merged(NamedTuple):
    """The tables, what was changed in them, a line each, the base of the next update, and the further tables of which nothing is left."""

    tables: Tables
    lines: list[str]
    base: dict[str, dict[str, Row]]
    gone: frozenset[str] = frozenset()


class Plan(NamedTuple):
    """How tables hang together.

    Attributes
    ----------
    keys : dict of str to tuple of str
        By which columns the rows of each table are known again.
    references : list of tuple
        A table and its columns, and the table and columns that these name.
    files : dict of str to str
        The file of each table, as lines call it.
    """

    keys: Mapping[str, tuple[str, ...]]
    references: list[tuple[str, tuple[str, ...], str, tuple[str, ...]]]
    files: Mapping[str, str]

    @classmethod
    def of(cls, described: dict) -> "Plan":
        """Return the plan of a descriptor.

        A further table is known by its primary key or, without one, by the columns that another table names; else by all.
        """
        found = [
            (table, tuple(columns), other, tuple(named))
            for table, columns, other, named in references(described)
        ]
        keys = {
            resource["name"]: tuple(names(resource["schema"].get("primaryKey", ())))
            or next((named for _, _, other, named in found if other == resource["name"]), ())
            or tuple(field["name"] for field in resource["schema"]["fields"])
            for resource in described["resources"]
        }
        return cls(keys | KEYS, found, paths(described))

    def order(self, tables: Iterable[str]) -> list[str]:
        """Return the tables in an order in which each comes after those that name its rows, as far as there is one."""
        found: list[str] = []

        def add(name: str, above: tuple[str, ...]) -> None:
            if name in found or name in above:
                return
            for table, _, other, _ in self.references:
                if other == name and table in wanted:
                    add(table, (*above, name))
            found.append(name)

        wanted = list(tables)
        for name in wanted:
            add(name, ())
        return found

    def keyed(self, name: str, rows: Iterable[Row]) -> dict[str, Row]:
        """Return the rows of a table by their keys; of rows with one key, the second and later ones are told apart by a number."""
        found: dict[str, Row] = {}
        for row in rows:
            key = _key(self.keys[name], row)
            found[_next_free(key, found)] = row
        return found


# Of a book without further tables.
PLAIN = Plan(
    KEYS,
    [
        ("segments", ("readout_id",), "readouts", ("readout_id",)),
        *(
            (table, (column,), f"{column}s", (column,))
            for table in ("readouts", WITHOUT_TEXT)
            for column in ("event", "side")
        ),
        ("patterns", ("code",), "codebook", ("code",)),
        ("codebook", ("frame",), "frames", ("frame",)),
    ],
    {name: f"{name}.csv" for name in KEYS},
)


def remembered(tables: Tables, plan: Plan = PLAIN) -> dict[str, dict[str, Row]]:
    """Tables as a base: by the keys of their rows, the cells that hold something."""
    return {
        name: {
            key: {column: _mark(cell) for column, cell in row.items() if cell}
            for key, row in plan.keyed(name, rows).items()
        }
        for name, rows in tables.items()
    }


def merge(old: Tables, new: Tables, base: dict[str, dict[str, Row]], plan: Plan = PLAIN) -> Merged:
    """Put new tables into old ones.

    A readout is known again by the SHA-256 of its text and, where that is another one, by its id, side, event and source
    (or address) together: its text has been revised. Everything else is known by its id.

    Parameters
    ----------
    old, new : dict of str to list of dict
        Cells are text. Of the old tables those that are not among the new stay, unless the corpus once gave them: then
        it has none of their rows any more.
    base : dict
        As `remembered` gave it; a table that it lacks has an unknown history: nothing in it is replaced but what is empty.
    plan : Plan
        How the tables hang together.

    Returns
    -------
    Merged
        Its lines say what was added, dropped and changed, and where a person's cell stands against the corpus's. A further
        table of which nothing is left is not among the tables.

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
    gone: list[str] = []
    if "readouts" in new:
        gone = [name for name in old if name in base and name not in new and name not in KEYS]
        new = new | {name: [] for name in gone}
        matching = _Matching(old, new, base, lines, plan)
        old, new, base = matching.old, matching.new, matching.base
    wanted = [
        name
        for name in dict.fromkeys([*KEYS, *old, *new])
        if name in new or (name in old and name in OF_TEXTS and "readouts" in new)
    ]
    merged: Tables = {}
    for name in plan.order(wanted):
        needed = _Needed(name, old | merged, plan)
        merged[name] = _merged(
            name, old.get(name, []), new.get(name, []), base.get(name), needed, lines, plan
        )
    after = base | remembered(new, plan)
    if "readouts" in new:
        merged["readouts"] = _named_issuers(old, new, merged)
        for name, history in matching.history.items():
            after[name] = {
                key: about for key, about in (after[name] | history).items() if about is not None
            }
    for name in gone:
        del after[name]
    lost = frozenset(name for name in gone if not merged[name])
    tables = {name: rows for name, rows in merged.items() if name not in lost}
    return Merged(tables, lines, after, lost)


class _Needed:
    """Whether the rows of a table are named by the rows of others."""

    def __init__(self, name: str, tables: Tables, plan: Plan):
        self._values = [
            (named, {tuple(row.get(column, "") for column in columns) for row in tables[table]})
            for table, columns, other, named in plan.references
            if other == name and table != name and table in tables
        ]

    def __contains__(self, row: Row) -> bool:
        return any(
            tuple(row.get(column, "") for column in named) in values
            for named, values in self._values
        )


def _key(columns: tuple[str, ...], row: Row) -> str:
    """What a row is known by, as one text: no two keys of a table are the same text.

    Examples
    --------
    >>> _key(("a", "b"), {"a": "x", "b": "y"}), _key(("a", "b"), {"a": "x y", "b": ""})
    ('x y', '["x y", ""]')
    """
    cells = [row.get(column, "") for column in columns]
    # In the first of a book's own tables no key but the last has a space.
    plain = len(cells) == 1 or columns == KEYS["patterns"] or not any(" " in cell for cell in cells)
    return " ".join(cells) if plain else json.dumps(cells, ensure_ascii=False)


def _mark(cell: str) -> str:
    """A cell as it is remembered."""
    return (
        cell
        if len(cell) <= _LONGEST
        else f"sha256:{hashlib.sha256(cell.encode('utf-8', 'surrogatepass')).hexdigest()}"
    )


# --- Rows and cells ---------------------------------------------------------------------------------


def _merged(
    name: str,
    old: list[Row],
    new: list[Row],
    base: dict[str, Row] | None,
    needed: _Needed,
    lines: list[str],
    plan: Plan,
) -> list[Row]:
    """The rows of a table; `needed` tells which of them other tables name."""
    before, after = (plan.keyed(name, rows) for rows in (old, new))
    file, rows, added, gone = plan.files[name], [], [], []
    # A further table that the corpus never gave is a person's own; of the others it may be unknown.
    persons = name in ("readouts", "segments") or name not in KEYS
    for key in _order(list(before), list(after)):
        about = base.get(key) if base is not None else None
        if key in before and key in after:
            rows.append(_cells(file, key, before[key], after[key], about, lines))
        elif key in after:
            if about is not None and after[key] not in needed:
                lines.append(f"left out: {file}: {key}, which was taken out of the table by hand")
            else:
                rows.append(after[key])
                added.append(key)
        elif before[key] in needed or (about is None and (base is not None or persons)):
            rows.append(before[key])  # a person's own
        elif name not in KEYS and _filled_in(before[key], about) == []:
            gone.append(key)
        else:
            _tell_dropped(plan, name, key, before[key], about, base is not None, lines)
    if gone:
        whole = ", all that it had, which the corpus no longer has" if not rows else ""
        lines.append(f"dropped: {file}: {_listed(gone)}{whole}")
    if added and name != "segments":
        lines.append(f"added to {file}: {_listed(added) if name not in KEYS else ', '.join(added)}")
    return rows


def _listed(keys: list[str]) -> str:
    return f"{len(keys):,} rows" if len(keys) > _NAMED else ", ".join(keys)


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


def _cells(file: str, key: str, old: Row, new: Row, about: Row | None, lines: list[str]) -> Row:
    """One row of the old, the new and the base: what the corpus says anew, unless a person has written there."""
    row = {}
    for column in dict.fromkeys([*old, *new]):
        mine, theirs, was = (
            old.get(column, ""),
            new.get(column, ""),
            None if about is None else about.get(column, ""),
        )
        nothing = ("", UNKNOWN) if column == "language" else ("",)
        if column == "sha256":
            row[column] = theirs or mine
            if theirs not in ("", mine):
                lines.append(f"changed: {file}, {key}: its text")
        elif theirs in (mine, *nothing) or (was is not None and _mark(theirs) == was):
            row[column] = mine
        elif mine in nothing or (was is not None and _mark(mine) == was):
            row[column] = theirs
            lines.append(
                f"changed: {file}, {key}, {column}: {_shown(mine)} is now {_shown(theirs)}"
            )
        else:
            row[column] = mine
            lines.append(
                f"kept: {file}, {key}, {column}: {_shown(mine)}, where the corpus has {_shown(theirs)}"
            )
    return row


def _tell_dropped(
    plan: Plan, name: str, key: str, row: Row, about: Row | None, known: bool, lines: list[str]
) -> None:
    """Say that a row is dropped, with what a person had filled in; of passages only where that is something. `known` says whether its table has a base."""
    no_word_of = {*plan.keys[name], "readout_id", "paragraph", "sha256"}
    no_word_of |= set() if known else {"text"}
    told = [
        f"{column} {_shown(row[column])}"
        for column in _filled_in(row, about)
        if column not in no_word_of
    ]
    if told or name != "segments":
        lines.append(
            f"dropped: {plan.files[name]}: {key}" + (f" ({', '.join(told)})" if told else "")
        )


def _filled_in(row: Row, about: Row | None) -> list[str]:
    """The columns of a row that hold something which the corpus did not give."""
    return [
        column
        for column, cell in row.items()
        if cell and (about is None or about.get(column) != _mark(cell))
    ]


def _shown(cell: str) -> str:
    return repr(cell if len(cell) <= _SHOWN else f"{cell[: _SHOWN - 1]}…") if cell else "nothing"


def _named_issuers(old: Tables, new: Tables, merged: Tables) -> list[Row]:
    """The readouts; those that are new, and whose issuer is only the name of their side, with the name that the side has in the book."""
    there, given = (
        {row["readout_id"] for row in old["readouts"]},
        {row["side"]: row["label"] for row in new["sides"]},
    )
    labels = {row["side"]: row["label"] for row in merged["sides"]}
    return [
        row | {"issuer": labels[row["side"]]}
        if row["readout_id"] not in there and row["issuer"] == given.get(row["side"])
        else row
        for row in merged["readouts"]
    ]


# --- Which readout is which -------------------------------------------------------------------------


class _Matching:
    """Old and new tables, and base, with one id for what is one readout; what is no more is told and gone.

    Attributes
    ----------
    history : dict of str to dict
        What is to be remembered otherwise than as the new tables have it; None for what is to be forgotten.
    """

    def __init__(
        self,
        old: Tables,
        new: Tables,
        base: dict[str, dict[str, Row]],
        lines: list[str],
        plan: Plan,
    ):
        self.old, self.new, self.base, self.lines, self._plan = old, new, base, lines, plan
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
        # Of a text that is counted elsewhere the hash may not be known: then its id is all that there is.
        without = {row["readout_id"] for row in self.old["readouts"] if not row["sha256"]}
        self._same |= {
            row["readout_id"]: row["readout_id"]
            for row in self.new["readouts"]
            if not row["sha256"] and row["readout_id"] in without
        }

    def _match_others(self) -> None:
        """Find what a person has taken out, and what has been revised."""
        there, matched = (
            {row["readout_id"]: row for row in self.old["readouts"]},
            set(self._same.values()),
        )
        removed = {
            name: about.get("sha256")
            for name, about in self.base.get("readouts", {}).items()
            if name not in there
        }
        for row in self.new["readouts"]:
            name, one = row["readout_id"], there.get(row["readout_id"])
            if name in self._same:
                continue
            if gone := next(
                (gone for gone, sha256 in removed.items() if sha256 == row["sha256"]), None
            ):
                del removed[gone]
                self._left_out.add(name)
                self.history["readouts"][gone] = self.base["readouts"][gone]
                self.lines.append(
                    f"left out: readouts.csv: {gone}, which was taken out of the table by hand"
                )
            elif one and one["sha256"] and name not in matched and _is_revised(one, row):
                self._revised[name] = name

    def _drop(self) -> None:
        """Drop the readouts that the corpus no longer has, unless they are a person's own, with their segments."""
        base, known = self.base.get("readouts"), {*self._same.values(), *self._revised}
        given = {about.get("sha256") for about in (base or {}).values()}
        self._staying = {
            row["readout_id"]
            for row in self.old["readouts"]
            if row["readout_id"] in known
            or (not row["sha256"] and not _was_without_hash(base, row["readout_id"]))
            or (base is not None and row["readout_id"] not in base and row["sha256"] not in given)
        }
        of_segments, segments = self.base.get("segments"), _by_readout(self.old["segments"])
        for row in self.old["readouts"]:
            if (name := row["readout_id"]) not in self._staying:
                self._tell("readouts", name, row, base)
                for segment in segments.get(name, []):
                    self._tell("segments", segment["segment_id"], segment, of_segments)
        self.old = self.old | {
            name: [row for row in self.old[name] if row["readout_id"] in self._staying]
            for name in ("readouts", "segments")
        }
        # What is gone has no history: its id may come to be another's.
        self.base = self.base | {
            name: {
                key: about
                for key, about in self.base[name].items()
                if about.get("readout_id") in self._staying
            }
            for name in ("readouts", "segments")
            if name in self.base
        }

    def _tell(self, name: str, key: str, row: Row, base: dict[str, Row] | None) -> None:
        """Say that a row is dropped."""
        about = (base or {}).get(key)
        _tell_dropped(self._plan, name, key, row, about, base is not None, self.lines)

    def _rename(self) -> None:
        """Give the new readouts and segments the ids that they have in the old tables, or ids that are theirs alone."""
        taken, names = set(self._staying), {}
        for row in self.new["readouts"]:
            if (given := row["readout_id"]) not in self._left_out:
                names[given] = (
                    self._same.get(given) or self._revised.get(given) or _next_free(given, taken)
                )
                taken.add(names[given])
        of_new, of_old = (_by_readout(tables["segments"]) for tables in (self.new, self.old))
        owner, segments = {row["segment_id"]: row["readout_id"] for row in self.old["segments"]}, []
        renamed: dict[str, str] = {}
        for given, name in names.items():
            if given in self._same and all(_is_plain(row) for row in of_new.get(given, [])):
                segments += self._as_they_are(of_old.get(name, []))
                renamed |= _alike(of_new.get(given, []), of_old.get(name, []))
                continue
            rows = []
            for row in of_new.get(given, []):
                segment_id = _renamed(row["segment_id"], given, name)
                if owner.get(segment_id, name) != name:
                    segment_id = _next_free(segment_id, owner)
                owner[segment_id] = name
                renamed[row["segment_id"]] = segment_id
                rows.append(row | {"readout_id": name, "segment_id": segment_id})
            if given in self._revised:
                self._move(name, of_old.get(name, []), rows)
            segments += rows
        self.new = self.new | {
            "readouts": [
                row | {"readout_id": names[row["readout_id"]]}
                for row in self.new["readouts"]
                if row["readout_id"] in names
            ],
            "segments": segments,
        }
        self._rename_in_further_tables({"readouts": names, "segments": renamed})

    def _rename_in_further_tables(self, renamed: dict[str, dict[str, str]]) -> None:
        """Let the new further tables name readouts and segments as they are called now."""
        for table, columns, other, named in self._plan.references:
            if table in KEYS or table not in self.new or (named,) != (KEYS.get(other),):
                continue
            if other in renamed:
                (column,) = columns
                self.new[table] = [
                    row | {column: renamed[other].get(row.get(column, ""), row.get(column, ""))}
                    for row in self.new[table]
                ]

    def _as_they_are(self, segments: list[Row]) -> list[Row]:
        """Segments of which the corpus says nothing but their text, which is the same: they are as the book has them."""
        base = self.base.get("segments")
        if base is not None:
            self.history["segments"] |= {
                row["segment_id"]: base.get(row["segment_id"]) for row in segments
            }
        return [
            {column: row[column] for column in ("segment_id", "readout_id", "paragraph", "text")}
            for row in segments
        ]

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
            self._tell("segments", row["segment_id"], row, base)
        first = self.old["segments"].index(old[0]) if old else 0
        others = [row for row in self.old["segments"] if row["readout_id"] != name]
        self.old["segments"] = others[:first] + moved + others[first:]
        if base is not None:
            self.base["segments"] = {
                key: about for key, about in base.items() if about["readout_id"] != name
            } | of_moved


def _by_readout(segments: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in segments:
        found.setdefault(row["readout_id"], []).append(row)
    return found


def _was_without_hash(base: dict[str, Row] | None, name: str) -> bool:
    """Whether the corpus gave a readout without the hash of its text."""
    return base is not None and name in base and not base[name].get("sha256")


def _alike(new: list[Row], old: list[Row]) -> dict[str, str]:
    """New segments to old ones of the same wording, in their order."""
    left, found = list(old), {}
    for row in new:
        if one := next((one for one in left if one["text"] == row["text"]), None):
            left.remove(one)
            found[row["segment_id"]] = one["segment_id"]
    return found


def _is_plain(segment: Row) -> bool:
    """Whether a segment has nothing but its place and its text."""
    return not any(
        cell
        for column, cell in segment.items()
        if column not in ("segment_id", "readout_id", "paragraph", "text")
    )


def _is_revised(old: Row, new: Row) -> bool:
    """Whether a text is another wording of one with the same id: of the same side and event, from the same source or address."""
    return all(old[column] == new[column] for column in ("side", "event")) and (
        old["source"] == new["source"] or (new["url"] != "" and old["url"] == new["url"])
    )


def _renamed(segment_id: str, given: str, name: str) -> str:
    """The id of a segment that begins with that of its readout, which is another now."""
    return name + segment_id[len(given) :] if segment_id.startswith(f"{given}-") else segment_id


def _next_free(name: str, taken: Container[str]) -> str:
    return (
        name
        if name not in taken
        else next(f"{name}-{number}" for number in count(2) if f"{name}-{number}" not in taken)
    )
