"""Which of the counts that are kept in ``data/`` were made with the patterns and the code of today.

Of a text that is not given the counts alone are kept. A count says what it says only of the patterns that were looked for,
by the rules of what a word and a match are. Both stand as hashes in ``counted_with.csv``, written by the commands
that make the counts. Where a hash is another now, or there is none, nothing was counted with these patterns: the rows are
left out (`current`), and a number that would be made of them says so (`Finding.uncounted`). It is never 0.
"""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import pandas as pd

from ..corpus.codebook import Codebook, general_fingerprint
from ..text import coding, fingerprint, tokens
from ..text.patterns import Pattern, of_language, words_of
from . import searches
from .kept import kept
from .naming import series
from .naming.rules import Series
from .settings import Settings

TABLE = "counted_with"
COUNTS, LISTS, READING = (
    "make counts TEXTS=folder WRITE=1",
    "make reference TEXTS=folder WRITE=1",
    "make record-data READ=code WRITE=1, once the passages were read for it",
)
# Which tables stand and fall with the records of a table, each with what makes it anew.
MADE_BY = {
    "fulltext_words": COUNTS,
    "fulltext_codes": COUNTS,
    "article_terms": COUNTS,
    "formula_searches": COUNTS,
    "item_terms": COUNTS,
    "naming_stretches": COUNTS,
    "reference_words": LISTS,
    "reference_codes": LISTS,
    "reference_pair_codes": COUNTS,
    "reference_coding": READING,
}
NO_PATTERN = ""  # in place of a hash where nothing can be looked for
_OF_WORDS = (
    "reference_strata",
    "reference_documents",
    "reference_words",
    "reference_calls",
    "reference_collocates",
    "reference_phrases",
)


class Record(NamedTuple):
    """What some counts were made with.

    Attributes
    ----------
    table : str
        The table that holds them; of the tables of a series that of its strings in items, of the lists of words of a
        reference ``reference_words``.
    readout_id : str
        The readout in which was counted; empty where the texts of a table were counted together.
    level : str
        ``code``, ``frame``, ``pattern``, ``search``, ``string``, ``name``, ``codebook`` (all codes of one) or ``words``.
    name : str
        What was counted; empty for words.
    language : str
        In texts of which language; empty where it does not matter.
    patterns_sha256 : str
        The beginning of the SHA-256 of what was looked for.
    matching_sha256 : str
        That of the code that looked for it.
    """

    table: str
    readout_id: str
    level: str
    name: str
    language: str
    patterns_sha256: str
    matching_sha256: str

    @property
    def key(self) -> tuple[str, ...]:
        """What the record is of."""
        return self[:5]


class Stale(NamedTuple):
    """Something that is not counted with these patterns, and why."""

    record: Record
    why: str


def matching() -> str:
    """Return the hash of what says where a pattern matches, and what its matches are counted as."""
    return fingerprint.of_code(coding.code, coding.distinct, coding.words_covered)


def words() -> str:
    """Return the hash of what says what a word is."""
    return fingerprint.of_code(tokens.tokenize)


# --- What would be recorded if all were counted today


def due(tables: dict[str, pd.DataFrame], book: Codebook, settings: Settings) -> list[Record]:
    """Return a record for everything that a report's tables are to hold counts of."""
    return [
        *_full_texts(tables, book),
        *(_article(tables["article_terms"]) if "article_terms" in tables else ()),
        *(_searches(tables[searches.TABLE]) if searches.TABLE in tables else ()),
        *(_series(tables, settings.series) if settings.series else ()),
        *(of_lists(book, _languages(settings)) if "reference_codes" in tables else ()),
        *(_pairs(tables["reference_pairs"]) if "reference_pair_codes" in tables else ()),
        # A reading that somebody brings without records is of the definitions that it comes with.
        *(of_reading(book) if {"reference_coding", TABLE} <= set(tables) else ()),
    ]


def _languages(settings: Settings) -> list[str]:
    sources = settings.reference.sources.values() if settings.reference else ()
    return [source.language for source in sources]


def _full_texts(tables: dict[str, pd.DataFrame], book: Codebook) -> Iterator[Record]:
    if "fulltext_codes" not in tables or "size_unit" not in tables["readouts"]:
        return
    for readout in tables["readouts"].query("size_unit == 'words'").itertuples():
        if "fulltext_words" in tables:
            yield Record("fulltext_words", readout.readout_id, "words", "", "", "", words())
        looked_for = _looked_for(book, readout.language)
        for level, names in (("code", book.codes["code"]), ("frame", book.frames["frame"])):
            for name in names:
                yield Record(
                    "fulltext_codes",
                    readout.readout_id,
                    level,
                    name,
                    readout.language,
                    looked_for[level, name],
                    matching(),
                )


def _pairs(texts: pd.DataFrame) -> Iterator[Record]:
    for account, language in zip(texts["account"], texts["language"]):
        looked_for = general_fingerprint(language)
        yield Record(
            "reference_pair_codes", account, "codebook", "general", language, looked_for, matching()
        )


def of_lists(book: Codebook, languages: Iterable[str]) -> Iterator[Record]:
    """Give the records of ``data/reference/``."""
    yield Record("reference_words", "", "words", "", "", "", words())
    for language in sorted(set(languages)):
        looked_for = _looked_for(book, language)
        for code in book.codes["code"]:
            yield Record(
                "reference_codes",
                "",
                "code",
                code,
                language,
                looked_for["code", code],
                matching(),
            )


def _looked_for(book: Codebook, language: str) -> dict[tuple[str, str], str]:
    """The hash of the patterns of every code in a language; of a frame that of its codes, each with its patterns."""
    own: dict[str, list[Pattern]] = {code: [] for code in book.codes["code"]}
    for pattern in of_language(book.patterns, language):
        own[pattern.code].append(pattern)
    codes = {
        code: NO_PATTERN
        if all(pattern.excludes for pattern in patterns)
        else fingerprint.of_patterns(patterns)
        for code, patterns in own.items()
    }
    of_frame = {
        frame: fingerprint.of_values(sorted((code, codes[code]) for code in table["code"]))
        if any(codes[code] for code in table["code"])
        else NO_PATTERN
        for frame, table in book.codes.groupby("frame")
    }
    return {("code", code): value for code, value in codes.items()} | {
        ("frame", frame): of_frame.get(frame, NO_PATTERN) for frame in book.frames["frame"]
    }


def _article(terms: pd.DataFrame) -> Iterator[Record]:
    for pattern in terms["pattern"]:
        looked_for = fingerprint.of_patterns([Pattern("", "", pattern, words_of(pattern))])
        yield Record("article_terms", "", "pattern", pattern, "", looked_for, matching())


def _searches(table: pd.DataFrame) -> Iterator[Record]:
    finding = fingerprint.of_code(searches.find)
    for row in table.itertuples():
        looked_for = fingerprint.of_values(
            [row.readout_id, row.first, row.then, row.between, row.either_order]
        )
        yield Record(searches.TABLE, "", "search", row.search, "", looked_for, finding)


def _series(tables: dict[str, pd.DataFrame], rules: Series) -> Iterator[Record]:
    counting = fingerprint.of_code(series.occurrences)
    for row in tables[rules.table("strings")].itertuples():
        longer = row.inside if isinstance(row.inside, str) else ""
        looked_for = fingerprint.of_values([row.term, longer, rules.set_apart.pattern])
        yield Record(
            rules.table("item_terms"), "", "string", row.term, rules.language, looked_for, counting
        )
    reading = fingerprint.of_code(series.stretches)
    for name, strings in rules.names.items():
        looked_for = fingerprint.of_values(sorted(strings))
        yield Record("naming_stretches", "", "name", name, rules.language, looked_for, reading)


def of_reading(book: Codebook) -> Iterator[Record]:
    """Give the records of a close reading: what the reader had before him were definitions, and no patterns.

    The rules beside a definition also say what patterns do, and are worded anew with these; they are not in the hash.
    """
    for code, definition in zip(book.codes["code"], book.codes["definition"]):
        read = fingerprint.of_values(definition or "")
        yield Record("reference_coding", "", "code", code, "", read, "")


# --- What is recorded


def recorded(table: pd.DataFrame | None) -> list[Record]:
    """Return the records of ``counted_with.csv``."""
    if table is None:
        return []
    columns = (table[name] for name in Record._fields)
    rows = zip(*([cell if isinstance(cell, str) else "" for cell in column] for column in columns))
    return [Record(*row) for row in rows]


def as_table(records: Iterable[Record]) -> pd.DataFrame:
    """Return records as the table ``counted_with.csv``, in an order that does not hang on who wrote them."""
    return pd.DataFrame(sorted(records), columns=list(Record._fields))


def renewed(
    old: Iterable[Record], made: Iterable[Record], partly: Iterable[Record] = ()
) -> pd.DataFrame:
    """Return the table of records after some counts were made anew.

    Parameters
    ----------
    old : iterable of Record
    made : iterable of Record
        Of counts whose texts were all at hand. What is recorded of their tables and is no longer counted is gone.
    partly : iterable of Record
        Of counts of which some texts were at hand, the others keeping what they had: nothing holds of all of them, unless it
        was counted with the same before.
    """
    old, made, partly = set(old), set(made), set(partly)
    anew = {(record.table, record.readout_id) for record in made | partly}
    return as_table(
        [record for record in old if (record.table, record.readout_id) not in anew]
        + [*made, *(partly & old)]
    )


# --- What of the tables holds today


def stale(needed: Iterable[Record], had: Iterable[Record]) -> list[Stale]:
    """Return what is not counted as it would be today."""
    known = {record.key: record for record in had}
    found = []
    for record in needed:
        old = known.get(record.key)
        if _without_pattern(record):
            found.append(Stale(record, f"there is no pattern in the language {record.language}"))
        elif old is None:
            found.append(Stale(record, "nothing is counted"))
        elif old.matching_sha256 != record.matching_sha256:
            found.append(Stale(record, "what a word or a match is has changed"))
        elif old != record:
            found.append(Stale(record, "other patterns were looked for"))
    return found


def _without_pattern(record: Record) -> bool:
    return record.patterns_sha256 == NO_PATTERN and record.level in ("code", "frame")


def held(tables: dict[str, pd.DataFrame]) -> set[tuple[str, str, str, str]] | None:
    """Return what is counted with these patterns, in tables as `current` gives them: ``table, readout_id, level, name``.

    None for tables without records: there all is.
    """
    return _held(tables[TABLE]) if TABLE in tables else None


@kept
def _held(table: pd.DataFrame) -> set[tuple[str, str, str, str]]:
    return {record[:4] for record in recorded(table)}


def is_counted(
    tables: dict[str, pd.DataFrame], table: str, level: str, name: str = "", readout_id: str = ""
) -> bool:
    """Whether something is counted with these patterns; see `held`."""
    known = held(tables)
    return known is None or (table, readout_id, level, name) in known


def current(
    tables: dict[str, pd.DataFrame], needed: list[Record], gone: list[Stale], rules: Series | None
) -> dict[str, pd.DataFrame]:
    """Return the tables without what is not counted with these patterns; one of which nothing holds is not there.

    The table of records has those that hold, for `is_counted`.
    """
    lost = {one.record[:4] for one in gone}  # a code counts in texts of every language, or in none
    left = [record for record in needed if record[:4] not in lost]
    result = tables | {TABLE: as_table(left)}
    known, of = {record[:4] for record in left}, {record.table for record in needed}
    for name, keys in _keys(tables, rules).items():
        if {table for table, *_ in keys} <= of:
            result[name] = tables[name][[key in known for key in keys]]
    for name in _not_there(result, needed, left, rules):
        result.pop(name, None)
    return result


def _keys(
    tables: dict[str, pd.DataFrame], rules: Series | None
) -> dict[str, list[tuple[str, str, str, str]]]:
    """Of the tables that are filtered row by row, what record each row rests on."""

    def keyed(table: str, level: str, names: pd.Series) -> list[tuple[str, str, str, str]]:
        return [(table, "", level, name) for name in names]

    found = {
        name: keyed(name, level, tables[name][column])
        for name, level, column in (
            ("article_terms", "pattern", "pattern"),
            ("reference_codes", "code", "code"),
            ("reference_coding", "code", "code"),
            (searches.TABLE, "search", "search"),
        )
        if name in tables
    }
    if searches.PLACES in tables:
        found[searches.PLACES] = keyed(searches.TABLE, "search", tables[searches.PLACES]["search"])
    for name, columns in (
        ("fulltext_codes", ("readout_id", "level", "name")),
        ("fulltext_patterns", ("readout_id", "code")),
    ):
        if name in tables:
            rows = tables[name][list(columns)].itertuples(index=False, name=None)
            found[name] = [
                ("fulltext_codes", row[0], *(row[1:] if len(row) == 3 else ("code", row[1])))
                for row in rows
            ]
    if rules:
        strings = rules.table("item_terms")
        for kind in ("item_terms", "terms", "series"):
            name = rules.table(kind)
            found[name] = keyed(strings, "string", tables[name]["term"])
        terms = tables["naming_stretches"]["term"].map(rules.name_of)
        found["naming_stretches"] = keyed("naming_stretches", "name", terms)
    return found


def _not_there(
    tables: dict[str, pd.DataFrame], needed: list[Record], left: list[Record], rules: Series | None
) -> set[str]:
    """The tables of which nothing holds: of a reference, no frame with all its codes. Those of the full texts' codes stay: other numbers stand beside theirs."""
    lacking = {record.table for record in needed} - {record.table for record in left}
    found = lacking & {
        "article_terms",
        searches.TABLE,
        "reference_codes",
        "reference_coding",
        "naming_stretches",
    }
    if any(record.table == "fulltext_words" for record in set(needed) - set(left)):
        found.add("fulltext_words")
    # A pair among others is a comparison of all texts: it holds of all, or is not there.
    if any(record.table == "reference_pair_codes" for record in set(needed) - set(left)):
        found.add("reference_pair_codes")
    if "reference_words" in lacking:
        found |= set(_OF_WORDS)
    if "reference_codes" in tables and not _any_frame(tables):
        found.add("reference_codes")
    if rules and rules.table("item_terms") in lacking:
        found |= {rules.table(kind) for kind in ("item_terms", "terms", "series")}
        found.add("naming_stretches")
    return found


def _any_frame(tables: dict[str, pd.DataFrame]) -> bool:
    codes = tables["codebook"]
    counted = codes["code"].map(lambda code: is_counted(tables, "reference_codes", "code", code))
    return bool(counted.groupby(codes["frame"]).all().any())


def as_if(
    tables: dict[str, pd.DataFrame], needed: list[Record], rules: Series | None
) -> dict[str, pd.DataFrame]:
    """Return the tables as they would be if all were counted: what numbers there would be, and not which.

    What has no row yet has one with nothing.
    """
    result = {name: table for name, table in tables.items() if name != TABLE}
    for name in ("fulltext_patterns", "reference_codes"):
        if name in tables:  # of a code that is gone nothing is said
            codes = tables[name]["code"]
            result[name] = tables[name][codes.isin(tables["codebook"]["code"])]
    if "fulltext_codes" in tables:
        table = tables["fulltext_codes"]
        known = set(zip(table["readout_id"], table["level"], table["name"]))
        wanted = {record[1:4] for record in needed if record.table == "fulltext_codes"}
        new = [(*key, 0, 0) for key in sorted(wanted - known)]
        table = table[
            [key in wanted for key in zip(table["readout_id"], table["level"], table["name"])]
        ]
        result["fulltext_codes"] = pd.concat(
            [table, pd.DataFrame(new, columns=table.columns)], ignore_index=True
        ).astype(table.dtypes.to_dict())
    if rules:
        strings, items = tables[rules.table("strings")], tables[rules.table("items")]
        found = tables[rules.table("item_terms")]
        contacts = series.contact_names(tables["events"])
        result[rules.table("series")] = series.series(
            rules, items, found, strings[strings["in_series"]], contacts
        )
        result[rules.table("terms")] = series.terms(
            rules,
            items,
            found,
            strings[strings["in_terms"]],
            tables[rules.table("terms")]["event_date"],
        )
    return result


# --- What is said of it


def told(gone: list[Stale]) -> list[str]:
    """Return lines that name everything that is not counted with these patterns, with the commands that count it."""
    if not gone:
        return []
    commands: dict[str, list[Stale]] = {}
    for one in gone:
        commands.setdefault(_command(one), []).append(one)
    lines = ["Not counted with these patterns, and said so wherever their numbers would stand:"]
    for command, some in commands.items():
        lines += [f"  {line}" for line in _named(some)]
        lines.append(f"  To count them: {command}")
    return lines


def _command(one: Stale) -> str:
    make = MADE_BY.get(one.record.table, COUNTS)
    if _without_pattern(one.record):
        return f"a pattern in data/patterns.csv, then {make}"
    return make


def _named(some: list[Stale]) -> list[str]:
    """What is stale, each thing once: what lacks in the same places for the same reason together."""
    places: dict[tuple[str, str, str], list[str]] = {}
    for one in some:
        key = one.record.level, one.record.name, one.why
        places.setdefault(key, []).append(one.record.readout_id or one.record.table)
    together: dict[tuple[str, str, str], list[str]] = {}
    for (level, name, why), where in places.items():
        together.setdefault((level, ", ".join(dict.fromkeys(where)), why), []).append(name)
    return [
        f"{level} {', '.join(names)}".rstrip() + f" ({where}): {why}"
        for (level, where, why), names in together.items()
    ]
