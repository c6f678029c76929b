"""One codebook for every function: from a file, a folder, a report, or typed in."""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from ..corpus.codebook import Codebook
from ..readers import codebook_file, language_names
from ..text.patterns import OPTIONS, Pattern, options, words_of

CodebookSource: TypeAlias = (
    str | Path | Mapping[str, Any] | pd.DataFrame | Codebook | codebook_file.CodebookFile
)
_FRAMES = ["frame", "label", "definition", "source"]
_CODES = ["frame", "code", "label", "definition", "include", "exclude", "source"]


def read_codebook(source: CodebookSource) -> Codebook:
    """Read a codebook.

    Parameters
    ----------
    source : str, Path, dict, DataFrame or Codebook
        A table in any form that `read` knows, with columns ``code`` and ``pattern`` and, where there are such,
        ``frame``, ``language``, ``case``, ``gap`` and ``within``; a dictionary of quanteda (YAML, JSON) or LIWC; a folder with ``patterns.csv`` and, for frames and definitions, ``codebook.csv``
        and ``frames.csv``; the same table as a DataFrame; or what is typed: ``{"peace": ["peace*", "мир*"]}`` looks
        for its patterns in every language, ``{"peace": {"en": ["peace*"], "ru": ["мир*"]}}`` for each in its own.

    Returns
    -------
    Codebook
        With ``frames``, ``codes`` (DataFrames, codes indexed by ``code``) and ``patterns``: the class of a report's own.

    Raises
    ------
    DataError
        All that is wrong with a file, at once.
    ValueError
        If a pattern that is typed is not made of words and ``*``, or there is none.

    Examples
    --------
    >>> import readouts
    >>> readouts.read_codebook({"peace": {"en": ["peace*"], "Russian": ["мир*"]}}).of("peace", "ru")
    ['мир*']
    """
    if isinstance(source, Codebook):
        return source
    if isinstance(source, (str, Path)):
        frame_of, patterns, remarks = codebook_file.read_codebook(source)
        if remarks:
            warnings.warn("; ".join(remarks), stacklevel=2)
        return _codebook(frame_of, patterns, Path(source))
    if isinstance(source, pd.DataFrame):
        return _typed(_of_frame(source))
    if isinstance(source, Mapping):
        return _typed(_of_dict(source))
    if isinstance(source, codebook_file.CodebookFile):
        return _codebook(source.codes, source.patterns)
    raise TypeError(
        f"a codebook is a path, a dict of patterns, a DataFrame or a Codebook; found {type(source).__name__}"
    )


def _of_dict(source: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    for code, patterns in source.items():
        by_language = patterns if isinstance(patterns, Mapping) else {"": patterns}
        for language, written in by_language.items():
            for pattern in [written] if isinstance(written, str) else written:
                yield "", code, language, pattern


def _of_frame(source: pd.DataFrame) -> Iterator[tuple[str, ...]]:
    if missing := {"code", "pattern"} - set(source.columns):
        raise ValueError(f"no column {' and no column '.join(map(repr, sorted(missing)))}")
    given = ["frame", "code", "language", "pattern", *OPTIONS]
    table = source.assign(**{column: "" for column in given if column not in source})
    for row in table[given].astype(object).fillna("").itertuples(index=False, name=None):
        yield *row[:4], *(_option(value) for value in row[4:])


def _option(value: Any) -> str:
    """Return a cell of an option as text: a number read with empty cells is 2.0, and yes may be True."""
    return f"{value:g}" if isinstance(value, float) else str(value)


def _typed(rows: Iterable[tuple[str, ...]]) -> Codebook:
    frame_of: dict[str, str] = {}
    patterns: dict[tuple[str, str, str], Pattern] = {}
    for frame, code, language, written, *chosen in rows:
        frame_of.setdefault(code, frame)
        language = language_names.code(language) if language else ""
        try:
            words = words_of(written)
            found = options(written, words, *chosen)
        except ValueError as error:
            raise ValueError(f"pattern {written!r} of {code!r}: {error}") from None
        patterns[code, language, written] = Pattern(code, language, written, words, *found)
    if not patterns:
        raise ValueError("a codebook without patterns finds nothing")
    return _codebook(frame_of, list(patterns.values()))


def _codebook(
    frame_of: dict[str, str], patterns: list[Pattern], folder: Path | None = None
) -> Codebook:
    """Put a codebook together; names and definitions are those that its folder has."""
    frames = pd.DataFrame({"frame": sorted(set(frame_of.values()) - {""})}, dtype=object)
    codes = pd.DataFrame({"frame": list(frame_of.values()), "code": list(frame_of)}, dtype=object)
    described = folder if folder is not None and folder.is_dir() else None
    return Codebook(
        _described(frames, "frame", _FRAMES, described and described / "frames.csv"),
        _described(codes, "code", _CODES, described and described / "codebook.csv")
        .set_index("code", drop=False)
        .rename_axis(None),
        tuple(patterns),
    )


def _described(
    table: pd.DataFrame, key: str, columns: list[str], file: Path | None
) -> pd.DataFrame:
    if file is not None and file.is_file():
        known = pd.read_csv(file, dtype=str, keep_default_na=False, encoding="utf-8-sig")
        new = [name for name in known if name in columns and name not in table]
        table = table.merge(known[[key, *new]], on=key, how="left")
    for column in columns:
        if column not in table:
            table[column] = table[key] if column == "label" else ""
    return table[columns].fillna("")
