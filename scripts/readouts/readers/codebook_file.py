"""A codebook for the commands: codes with their frames, and the patterns by which they are found, from one table or three, or a dictionary."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..corpus.datapackage import DataError
from ..text.patterns import OPTIONS, OptionError, Pattern, options, words_of
from . import column_names, decoding, dictionaries, language_names
from .faults import Faults, data_error, named, shown
from .formats import ending
from .opening import stem
from .options import MISSING, Options
from .parsing import parse

if TYPE_CHECKING:
    from ..corpus.codebook import Codebook

_NAMES = {
    "code": "code category theme key категория код 编码 kategorie catégorie categoría categoria",
    "pattern": """
        pattern term phrase word keyword expression wording terms patterns words keywords phrases
        шаблон слово выражение термин термины слова 模式 词 词语 关键词 begriff begriffe suchwort
        suchwörter muster mot mots terme termes término términos termine termini
    """,
    "frame": "frame group dimension parent рамка фрейм 框架",
}
NAMES = {
    **{role: names.split() for role, names in _NAMES.items()},
    "language": column_names.NAMES["language"],
    **{option: [option] for option in OPTIONS},
}
# Names of a column whose cells hold several patterns, and what stands between them.
_MANY = "terms patterns words keywords phrases термины слова begriffe suchwörter mots termes términos termini"
_SEVERAL, _BETWEEN = frozenset(_MANY.split()), re.compile(r"[,;|\n]")
# Columns that say what a code is, for people and for the pages of a book.
_DESCRIBING = ("label", "definition", "include", "exclude", "source", "note")
# The tables of a folder that is a codebook.
TABLES = ("frames", "codebook", "patterns")
# A pattern is a phrase. A longer one is a text by mistake, or made to be slow.
MOST_CHARACTERS, MOST_WORDS, MOST_STARS = 500, 40, 10
MOST_PATTERNS = 1_000_000


class CodebookFile(NamedTuple):
    """Codes and patterns.

    Attributes
    ----------
    codes : dict of str to str
        Each code's frame, in the order of the file; empty where the codebook has no frames.
    patterns : list of Pattern
        None of them twice, exclusions among them; the language is empty where the codebook has no languages, and the pattern is then looked for in texts of every language.
    remarks : tuple of str
        What of its file was guessed, is not read or could not be carried over, a line each.
    """

    codes: dict[str, str]
    patterns: list[Pattern]
    remarks: tuple[str, ...] = ()

    @classmethod
    def of(cls, codebook: "Codebook") -> "CodebookFile":
        """Return a codebook of tables as the engines take it."""
        return cls(codebook.codes["frame"].to_dict(), list(codebook.patterns))


def read_codebook(path: Path | str) -> CodebookFile:
    """Read a codebook.

    Parameters
    ----------
    path : Path or str
        A table in any form that `readers.read` knows, with columns ``code`` and ``pattern`` and, where there are such,
        ``frame``, ``language`` and the options ``case``, ``gap`` and ``within`` (see `patterns.options`); cells of a column ``terms`` hold several patterns with commas between. Or a
        dictionary of quanteda (YAML, JSON) or LIWC (``.dic``); or a folder with such tables named ``patterns`` and, for the frames of codes, ``codebook``, as a created book has them in ``data/``.

    Raises
    ------
    DataError
        All that is wrong with it, at once.

    Examples
    --------
    >>> import tempfile
    >>> file = Path(tempfile.mkdtemp()) / "codes.csv"
    >>> _ = file.write_text("frame,code,language,pattern\\nnaming,crisis,en,Ukrain* crisis\\n")
    >>> read_codebook(file)
    CodebookFile(codes={'crisis': 'naming'}, patterns=[Pattern(code='crisis', language='en', pattern='Ukrain* crisis', words=('ukrain*', 'crisis'), case=False, gap=0, within='sentence')], remarks=())
    """
    path, faults = Path(path), Faults()
    tables = {}
    if path.is_dir():
        tables = {
            stem(file.name): file
            for file in sorted(path.iterdir())
            if file.is_file() and ending(file.name)
        }
        if "patterns" not in tables:
            raise data_error(
                str(path),
                "no table named patterns",
                "patterns.csv, and codebook.csv with the frames of its codes",
            )
    elif (entries := dictionaries.of_file(path)) is not None:
        codebook = _of_dictionary(entries, path.name)
        encoding = decoding.of_file(path)
        told = (f"{path.name}: encoding: {encoding}",) if encoding.guessed else ()
        return codebook._replace(remarks=(*told, *codebook.remarks))
    remarks: list[str] = []
    codes = dict(_codes(tables["codebook"], faults, remarks)) if "codebook" in tables else {}
    patterns = _patterns(tables.get("patterns", path), codes, "codebook" in tables, faults, remarks)
    if all(pattern.excludes for pattern in patterns) and not faults:
        faults.add(path.name, 0, "", "no patterns", "a row for each pattern")
    if faults:
        raise DataError(faults, faults.more)
    return CodebookFile(codes, patterns, tuple(remarks))


def _of_dictionary(entries: list[dictionaries.Entry], file: str) -> CodebookFile:
    """Return a dictionary as a codebook; entries that are no patterns here are left out, and named with the reason."""
    codes: dict[str, str] = {}
    found: dict[tuple[str, str], Pattern] = {}
    left: dict[str, list[str]] = defaultdict(list)
    for row, frame, code, written in entries:
        codes.setdefault(code, frame)
        if not written:
            continue
        try:
            if "?" in written:
                raise ValueError("? for one letter is not known here; write each word, or *")
            words = _words(written)
        except ValueError as error:
            left[str(error)].append(f"{shown(written)} (row {row})")
            continue
        found.setdefault(
            (code, written), Pattern(code, "", written, words, *options(written, words))
        )
        if len(found) > MOST_PATTERNS:
            raise data_error(file, f"more than {MOST_PATTERNS:,} patterns", "fewer", row)
    if not found:
        raise data_error(file, "no patterns", "names with words under them")
    remarks = [
        f"{len(ones):,} {'entry' if len(ones) == 1 else 'entries'} of {file} left out: {named(ones, 5)}: {why}"
        for why, ones in left.items()
    ]
    if empty := codes.keys() - {code for code, _ in found}:
        remarks.append(f"codes of {file} without a pattern: {named(sorted(empty))}")
    return CodebookFile(codes, list(found.values()), tuple(remarks))


def files(path: Path) -> list[Path]:
    """Return the files that are read of a codebook."""
    return (
        [file for file in path.iterdir() if stem(file.name) in TABLES] if path.is_dir() else [path]
    )


def _rows(
    path: Path, needed: tuple[str, ...], faults: Faults, remarks: list[str]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the rows of a table by what their cells are, whatever the columns are called; a cell of several patterns is a row for each."""
    table = parse(path, Options())
    by_name = {column_names.plain(column): column for column in reversed(table.columns)}
    found = {
        role: column
        for role, names in NAMES.items()
        if (column := next((by_name[name] for name in names if name in by_name), None))
    }
    missing = [role for role in needed if role not in found]
    for role in missing:
        faults.add(
            table.file,
            1,
            role,
            "no such column",
            f"the columns {', '.join(needed)}; here are {', '.join(map(shown, table.columns[:20]))}",
        )
    if missing:
        return
    remarks += [f"{table.file}: {remark}" for remark in table.remarks]
    if "guessed" in table.encoding:
        remarks.append(f"{table.file}: encoding: {table.encoding}")
    known = {*found.values(), *(by_name[name] for name in _DESCRIBING if name in by_name)}
    if unread := [shown(column) for column in table.columns if column not in known]:
        remarks.append(f"{table.file}: not read: {named(unread)}")
    several = column_names.plain(found.get("pattern", "")) in _SEVERAL
    for _, row, cells in table.rows(list(found.values()), faults):
        values = {}
        pieces = [""]
        for role, cell in zip(found, cells):
            if cell is not None and not isinstance(cell, (str, int, float)):
                faults.add(table.file, row, found[role], shown(cell), "text")
                cell = None
            # A pattern may be the word None; an empty cell is nothing.
            written = (
                "" if cell is None or (role != "pattern" and str(cell) in MISSING) else str(cell)
            )
            values[role] = " ".join(written.split())
            if role == "pattern":
                pieces = list(filter(str.strip, _BETWEEN.split(written))) if several else [written]
        if any(values.values()):
            for piece in pieces or [""]:
                yield row, values | {"pattern": " ".join(piece.split())}


def _codes(path: Path, faults: Faults, remarks: list[str]) -> Iterator[tuple[str, str]]:
    first: dict[str, int] = {}
    for row, values in _rows(path, ("code",), faults, remarks):
        code = values["code"]
        if not code:
            faults.add(path.name, row, "code", "an empty cell", "a code")
        elif code in first:
            faults.add(
                path.name,
                row,
                "code",
                f"{code} again",
                f"a code that row {first[code]} does not have",
            )
        else:
            first[code] = row
            yield code, values.get("frame", "")


def _patterns(
    path: Path, codes: dict[str, str], closed: bool, faults: Faults, remarks: list[str]
) -> list[Pattern]:
    """Return the patterns of a table; codes that are not known are added, unless a table of codes is there (`closed`)."""
    found: dict[tuple[str, str, str], Pattern] = {}
    again: list[str] = []
    for row, values in _rows(path, ("code", "pattern"), faults, remarks):
        code, written, frame = values["code"], values["pattern"], values.get("frame", "")
        if not code:
            faults.add(path.name, row, "code", "an empty cell", "a code")
        elif closed and code not in codes:
            faults.add(path.name, row, "code", shown(code), "code of a row in the table codebook")
        elif frame and codes.setdefault(code, frame) != frame:
            faults.add(
                path.name,
                row,
                "frame",
                shown(frame),
                f"{codes[code]!r}, as an earlier row has for {code!r}",
            )
        codes.setdefault(code, frame)
        try:
            language = language_names.code(values["language"]) if values.get("language") else ""
        except ValueError as error:
            faults.add(path.name, row, "language", shown(values["language"]), str(error))
            continue
        try:
            words = _words(written)
        except ValueError as error:
            faults.add(
                path.name,
                row,
                "pattern",
                shown(written) if written else "an empty cell",
                str(error),
            )
            continue
        try:
            chosen = options(written, words, **{name: values.get(name, "") for name in OPTIONS})
        except OptionError as error:
            faults.add(path.name, row, error.option, shown(values[error.option]), error.expected)
            continue
        pattern = Pattern(code, language, written, words, *chosen)
        if (earlier := found.setdefault(pattern[:3], pattern)) is not pattern:
            options_ = "" if earlier == pattern else ", with other options"
            again.append(f"{shown(written)} (row {row}{options_})")
        if len(found) > MOST_PATTERNS:
            raise data_error(path.name, f"more than {MOST_PATTERNS:,} patterns", "fewer", row)
    if again:
        remarks.append(
            f"{path.name}: the first is taken of patterns that a code has twice: {named(again, 5)}"
        )
    return list(found.values())


def _words(pattern: str) -> tuple[str, ...]:
    """Return the words of a pattern; one that is too long to be a phrase is refused before it is parsed."""
    if len(pattern) > MOST_CHARACTERS:
        raise ValueError(f"at most {MOST_CHARACTERS} characters")
    words = words_of(pattern)
    if len(words) > MOST_WORDS or any(word.count("*") > MOST_STARS for word in words):
        raise ValueError(f"at most {MOST_WORDS} words, with at most {MOST_STARS} * in each")
    return words
