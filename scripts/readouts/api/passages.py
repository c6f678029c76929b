"""Texts as a DataFrame, a row a passage."""

import warnings
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any, TypeAlias

import pandas as pd

from .. import readers
from ..corpus.document import Document
from ..corpus.segments import Segment, is_counted, paragraphs
from ..readers import language_names
from ..text.languages import language_of, name, primary
from ..text.patterns import Pattern, of_language
from ..text.tokens import tokenize

# A small invented corpus to try things on: two accounts of one call.
EXAMPLE = Path(str(files("readouts.create") / "example.csv"))

# What a passage has from its document.
DESCRIBED = ("side", "event", "date", "language", "completeness", "title", "url")
COLUMNS = (
    "document_id",
    "paragraph",
    *DESCRIBED,
    "text",
    "n_tokens",
    "start",
    "first_word",
)
# Names under which other tables have the text that a row belongs to.
_IDS = ("document_id", "readout_id", "docname", "doc_id", "id")


# What every function here takes for texts.
Texts: TypeAlias = str | Path | pd.DataFrame


class UnknownLanguage(UserWarning):
    """Nothing can be found in some passages: their language is not known, or the codebook has no patterns in it."""


def read(path: str | Path, **options: Any) -> pd.DataFrame:
    """Read texts in any form that people have, as a DataFrame with a row a passage.

    A passage is a paragraph: no phrase and no match reaches from one to the next.

    Parameters
    ----------
    path : str or Path
        CSV, TSV, JSON (also packed), Parquet, Feather, Stata, XLSX, a text or a folder or archive of texts, or a folder of tables with
        ``datapackage.json``.
    **options
        What is known of the form and need not be guessed, by the names of the commands' options with ``_`` for ``-``:
        ``side="issuer"``, ``language_is="ru"``, ``date_format="%d/%m/%Y"``, ``encoding="cp1251"`` and so on.

    Returns
    -------
    DataFrame of shape (passages, 12 or more)
        ``document_id, paragraph`` (from 1), ``side, event, date`` (``datetime64``; ``NaT`` where there is none),
        ``language`` (ISO 639-1; empty where it is not known), ``completeness, title, url, text, n_tokens`` (words),
        ``start`` (of the passage in its document's text, in characters), ``first_word`` (its number in the document,
        from 1); then the columns that the file has besides. What the file was taken for stands in
        ``.attrs["read_as"]``, what was met in it in ``.attrs["notices"]``.

    Raises
    ------
    DataError
        All that is wrong with the file, at once, with rows and columns.

    Examples
    --------
    >>> import readouts
    >>> passages = readouts.read(readouts.EXAMPLE)
    >>> passages.groupby("side")["n_tokens"].sum().to_dict()
    {'Estvale': 118, 'Marovia': 146}
    >>> len(passages[passages["date"] == "2025-04-03"])
    8
    """
    reading = readers.read(path, True, **options)
    rows: list[dict[str, Any]] = []
    apart: list[str] = []
    for document in reading:
        found = list(paragraphs(document.text))
        own = _segment_rows(document, len(found))
        if own is None:
            apart.append(document.document_id)
        rows += _rows(document, found, own or [{}] * len(found))
    table = pd.DataFrame(rows, columns=None if rows else list(COLUMNS))
    table["date"] = pd.to_datetime(table["date"])
    notices = [
        f"{name}: its paragraphs are not those of its rows in segments.csv, so the columns of these are left out"
        for name in apart
    ]
    table.attrs = {"read_as": list(reading.guess), "notices": [*reading.notices, *notices]}
    return table


def _segment_rows(document: Document, n_paragraphs: int) -> list[dict[str, Any]] | None:
    """Return for each paragraph the row of ``segments.csv`` that it is from; None where that cannot be told.

    It cannot where the texts of a data folder have markup, or are read with their lines joined: then there are other
    paragraphs than the segments have.
    """
    own = [row for row in document.segments if is_counted(row)]
    each = [row for row in own for _ in paragraphs(row["text"])]
    if not own:
        return [{}] * n_paragraphs
    return next((rows for rows in (each, own) if len(rows) == n_paragraphs), None)


def _rows(
    document: Document, found: list[Segment], own: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Give the passages of a document, with what its row, and in a data folder that of its segment, says besides."""
    word = 1
    for number, (segment, row) in enumerate(zip(found, own), start=1):
        n_tokens = len(tokenize(segment.text))
        described = {column: getattr(document, column) for column in DESCRIBED}
        known = {"document_id": document.document_id, "paragraph": number, **described}
        known |= {"text": segment.text, "n_tokens": n_tokens}
        known |= {"start": segment.start, "first_word": word}
        word += n_tokens
        for column, value in (*document.more, *row.items()):
            known.setdefault(column, value)
        yield known


def passages_of(data: Texts) -> pd.DataFrame:
    """Return passages as the functions here take them: from a path, from `read`, from any table with a column ``text``.

    Parameters
    ----------
    data : str, Path or DataFrame
        Of a table, ``text`` is needed. The text that a row belongs to is ``document_id``, or ``readout_id``,
        ``docname``, ``doc_id`` or ``id``; without any of them each row is a text of its own. Where there is no
        ``language``, it is told by the text, as `read` does it.

    Raises
    ------
    TypeError
        If it is none of these.
    ValueError
        If there is no text, no row, or a language that is none.
    """
    if isinstance(data, (str, Path)):
        return read(data)
    if not isinstance(data, pd.DataFrame):
        raise TypeError(
            f"texts are a path, or a DataFrame with a column 'text'; found {type(data).__name__}"
        )
    if "text" not in data:
        raise ValueError(f"no column 'text'; there is {', '.join(map(str, data.columns))}")
    if data.empty:
        raise ValueError("no passages: the table has no rows (a filter that nothing meets?)")
    table = data.copy(deep=False)
    table["text"] = table["text"].fillna("").astype(str)
    own = next((column for column in _IDS if column in table), None)
    table["document_id"] = [str(value) for value in (table.index if own is None else table[own])]
    if "language" in table:
        codes = {value: _language(value) for value in table["language"].unique()}
        table["language"] = table["language"].map(codes).fillna("").astype(str)
    else:
        table["language"] = table["text"].map(language_of)
    for column, value in {"side": "", "event": "", "completeness": "full"}.items():
        table[column] = table[column].fillna(value) if column in table else value
    for column, first in {"start": 0, "first_word": 1}.items():
        if column not in table:
            table[column] = first
    if "paragraph" not in table:
        table["paragraph"] = table.groupby("document_id").cumcount() + 1
    return table


def _language(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        return ""
    try:
        return language_names.code(value)
    except ValueError as error:
        raise ValueError(f"language {value!r}: {error}") from None


def as_documents(table: pd.DataFrame) -> Iterator[tuple[Any, Document]]:
    """Give each row of `passages_of` as a document, with the row."""
    for row in table.itertuples(index=False):
        yield (
            row,
            Document(row.document_id, row.text, str(row.side), None, str(row.event), row.language),
        )


def whole_documents(table: pd.DataFrame) -> list[Document]:
    """Return the documents of which `passages_of` has the passages, in their order."""
    return [
        Document(
            document_id,
            "\n".join(rows["text"]),
            str(rows["side"].iloc[0]),
            None,
            str(rows["event"].iloc[0]),
            rows["language"].iloc[0],
            str(rows["completeness"].iloc[0]),
        )
        for document_id, rows in table.groupby("document_id", sort=False)
    ]


def check_languages(table: pd.DataFrame, patterns: Iterable[Pattern]) -> None:
    """Refuse what can find nothing, and warn of passages in which nothing can be found.

    Parameters
    ----------
    table : DataFrame
        As `passages_of` gives it.
    patterns : iterable of Pattern
        Exclusions among them find nothing.

    Raises
    ------
    ValueError
        If no pattern is looked for in any of the passages.

    Warns
    -----
    UnknownLanguage
        If there are passages in which no pattern is looked for.
    """
    patterns = [pattern for pattern in patterns if not pattern.excludes]
    counts = table["language"].map(primary).value_counts()
    blind = {
        language: number
        for language, number in counts.items()
        if not of_language(patterns, language)
    }
    if not blind:
        return
    said = ", ".join(
        f"{number:,} in {name(language)}"
        if language
        else f"{number:,} in a language that is not known"
        for language, number in blind.items()
    )
    spoken = ", ".join(sorted({name(pattern.language) for pattern in patterns}))
    message = f"passages in which nothing can be found: {said}; the codebook has patterns in {spoken or 'no language'}"
    if len(blind) == len(counts):
        raise ValueError(message)
    warnings.warn(message, UnknownLanguage, stacklevel=3)


def tokens(text: str | pd.Series | pd.DataFrame, **tokenizing: bool) -> list[str]:
    """Return the words of a text, or of passages, in order: the forms under which all of this package counts.

    Parameters
    ----------
    text : str, Series of str, or DataFrame with a column ``text``
        Of several passages the words come one after another; phrases must be taken from each passage alone, as
        ``passages["text"].map(readouts.tokens)`` gives them.
    **tokenizing
        ``split_hyphens=True`` takes "military-technical" as two words; ``fold_spelling=False`` leaves American spelling.

    Returns
    -------
    list of str

    Examples
    --------
    >>> import nltk, readouts
    >>> readouts.tokens("The West’s “defense ties”")
    ['the', "west's", 'defence', 'ties']
    >>> nltk.FreqDist(readouts.tokens(readouts.read(readouts.EXAMPLE))).most_common(1)
    [('the', 30)]
    """
    if isinstance(text, pd.DataFrame):
        text = text["text"]
    texts = [text] if isinstance(text, str) else text
    return [token.form for one in texts for token in tokenize(one, **tokenizing)]
