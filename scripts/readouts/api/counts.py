"""How often: words, codes and documents, and their rates."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from ..engine import plain, queries
from ..engine.diversity import DIVERSITY, diversity
from ..engine.engine import Plain
from ..measures.intervals import rate_interval
from ..readers.codebook_file import CodebookFile
from .codebooks import CodebookSource, read_codebook
from .coding import STRETCH, code
from .passages import Texts, check_languages, passages_of, tokens, whole_documents

DOCUMENTS = ["document_id", "side", "event", "language", "completeness", "n_segments", "n_tokens"]
PER = 1000


def count(
    data: Texts,
    what: str = "words",
    *,
    codebook: CodebookSource | None = None,
    segmentation: str = "characters",
    normalization: str = "none",
    zeros: bool = False,
) -> pd.DataFrame:
    """Count the words of each side, the codes of each document, its lexical diversity, or the documents. The same numbers as ``readouts count``.

    Parameters
    ----------
    data : str, Path or DataFrame
        As `read` takes or gives it; or any table with a column ``text``.
    what : {'words', 'codes', 'documents', 'diversity'}
        A codebook alone asks for codes.
    codebook : optional
        For codes: as `read_codebook` takes it.
    segmentation : {'characters', 'segmented'}
        For words and diversity: each Chinese character as one, or cut into words.
    normalization : {'none', 'stem', 'lemma'}
        For words and diversity: as they are, their stems or their lemmas.
    zeros : bool
        For codes: a row also for what a document does not have.

    Returns
    -------
    DataFrame
        Words: ``side, word, frequency, document_frequency, n_tokens, n_documents, normalized_frequency`` (per 1,000
        words). Codes: ``document_id, side, event, n_tokens, level`` (code or frame), ``name, frequency`` (distinct
        spans), ``words_covered``. Documents: ``document_id, side, event, language, completeness, n_segments, n_tokens``.
        Diversity: ``document_id, side, event, language, completeness, n_tokens, n_types, mtld, hd_d, coleman_liau,
        withheld_because``; MTLD and HD-D (McCarthy and Jarvis 2010), of 100 words or more, and of English texts of that length
        the Coleman-Liau index of readability.

    Raises
    ------
    ValueError
        If `what` is another word, or codes are asked for without a codebook.

    Examples
    --------
    >>> import readouts
    >>> readouts.count(readouts.EXAMPLE).query("word == 'river'")[["side", "frequency"]].values.tolist()
    [['Estvale', 2], ['Marovia', 3]]
    """
    what = "codes" if codebook is not None and what == "words" else what
    if what not in ("words", "codes", "documents", "diversity"):
        raise ValueError(f"what is counted: words, codes, documents or diversity; found {what!r}")
    if (what == "codes") != (codebook is not None):
        raise ValueError("codes are counted with a codebook, and nothing else is")
    table = passages_of(data)
    documents = whole_documents(table)
    if what in ("words", "diversity"):
        columns, query = (
            (queries.WORDS, queries.words) if what == "words" else (DIVERSITY, diversity)
        )
        rows = query(Plain(documents), segmentation=segmentation, normalization=normalization)
        return pd.DataFrame(rows, columns=list(columns))
    if what == "documents":
        described = [
            (*(getattr(document, name) for name in DOCUMENTS[:5]), *plain.size(document))
            for document in documents
        ]
        return pd.DataFrame(described, columns=DOCUMENTS)
    book = read_codebook(codebook)
    check_languages(table, book.patterns)
    rows = plain.rows(queries.codes(Plain(documents), CodebookFile.of(book), zeros=zeros))
    # The hash would be that of the passages, which need not be all of a document.
    return pd.DataFrame(rows, columns=list(plain.CODES)).drop(columns="sha256")


def rates(
    data: Texts,
    what: CodebookSource | Sequence[str] | None = None,
    by: str | Sequence[str] = "side",
    level: str = "code",
) -> pd.DataFrame:
    """Return the rates per 1,000 words, each with its count and its exact interval.

    Parameters
    ----------
    data : str, Path or DataFrame
        As `read` takes or gives it; or any table with a column ``text``.
    what : optional
        A pattern, a list of patterns, or a codebook as `read_codebook` takes it. By default every word.
    by : str or list of str
        Columns whose values are set apart.
    level : {'code', 'frame'}
        Of a codebook: what is counted. A span that two codes of a frame share counts once for the frame.

    Returns
    -------
    DataFrame
        A row each of `by` and name, nothing found included: the columns of `by`, ``name, frequency`` (distinct spans),
        ``n_tokens`` (words), ``rate, rate_low, rate_high`` (per 1,000 words; 95 per cent, Poisson, as if words were
        independent, which they are not). A Chinese character is a word: rates in different languages are rates of
        different things.

    Raises
    ------
    ValueError
        If a column of `by` is missing, or the codebook has no pattern for the language of any passage.

    Examples
    --------
    >>> import readouts
    >>> readouts.rates(readouts.EXAMPLE, "river").round(1)[["side", "frequency", "n_tokens", "rate"]].values.tolist()
    [['Estvale', 2, 118, 16.9], ['Marovia', 3, 146, 20.5]]
    """
    table = passages_of(data)
    by = [by] if isinstance(by, str) else list(by)
    if missing := [column for column in by if column not in table]:
        raise ValueError(f"no column {', '.join(map(repr, missing))} in the passages")
    found, names = _found(table, what, by, level)
    table["n_tokens"] = [len(tokens(text)) for text in table["text"]]
    sizes = table.groupby(by)["n_tokens"].sum()
    places = pd.MultiIndex.from_tuples(
        [
            (*(group if isinstance(group, tuple) else (group,)), name)
            for group in sizes.index
            for name in names
        ],
        names=[*by, "name"],
    )
    counted = found.groupby([*by, "name"]).size().reindex(places, fill_value=0)
    result = counted.rename("frequency").reset_index()
    result["n_tokens"] = [size for size in sizes for _ in names]
    result["rate"] = result["frequency"] * PER / result["n_tokens"]
    result["rate_low"], result["rate_high"] = rate_interval(result["frequency"], result["n_tokens"])
    return result


def _found(
    table: pd.DataFrame, what: CodebookSource | Sequence[str] | None, by: list[str], level: str
) -> tuple[pd.DataFrame, list[str]]:
    """Return the occurrences, a row each with the columns of `by` and ``name``, and every name that is counted."""
    table["_row"] = range(len(table))
    described = table[["_row", *by]]
    if what is None:
        words = table.assign(name=[tokens(text) for text in table["text"]])
        words = words[["_row", *by, "name"]].explode("name").dropna(subset="name")
        return words, sorted(words["name"].unique())
    if isinstance(what, (list, tuple)) or (isinstance(what, str) and not Path(what).exists()):
        what = {pattern: [pattern] for pattern in ([what] if isinstance(what, str) else what)}
        level = "code"
    book = read_codebook(what)
    # Each row is a document here, so that its own columns can be put back.
    spans = code(table.assign(document_id=table["_row"].astype(str)), book)
    spans = spans.drop_duplicates([*STRETCH, level])
    spans["_row"], spans["name"] = spans["document_id"].astype(int), spans[level]
    names = [name for name in dict.fromkeys(book.codes[level]) if name]
    found = spans[["_row", "name"]].merge(described, on="_row")
    return found[found["name"] != ""], names
